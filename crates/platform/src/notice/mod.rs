//! Notices (通知): tell an account that something happened which concerns it.
//!
//! They are made from sealed journal entries by a consumer with a cursor of its own
//! ([`announce`]): each slice says of its events to whom they are news ([`Announcer`]), holders of
//! posts are told, never whoever did it. A notice holds a word and a pointer, no sentence of
//! anybody; what it points at is looked up, within the reader's sight, when it is shown. Reading
//! is nobody's business but the reader's: it is not journalled, and nobody counts it (UX §1.8).
//! Source: FEATURES F-K1, F-K2, T3.

mod announcing;
mod pages;
mod schema;
mod store;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use kernel::{BodyId, Hours, PostId, Subject, SubjectKind};

use crate::act::World;
use crate::db::{Conn, StoreError};
use crate::jobs::{Job, Nodes};
use crate::journal::Entry;
use crate::mail;
use crate::permission::Actor;

pub use announcing::announce;
pub use pages::routes;
pub(crate) use pages::{COUNT_CAP, count_unread, seen, when};
pub(crate) use store::of_letter;
pub use store::sweep;

/// To whom an entry is news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The entry.
    pub entry: i64,
    /// What the notice points at: what the entry is about, or a part of it with a page of its own.
    pub about: Subject,
    /// What to say: the locale key is `notice-{word}`.
    pub word: &'static str,
    /// The body whose posts are told.
    pub body: BodyId,
    /// The post, if it concerns one post of the body alone.
    pub post: Option<PostId>,
}

/// Says to whom the events of one slice are news.
pub trait Announcer: Send + Sync {
    /// The kind of thing its notices point at.
    fn kind(&self) -> SubjectKind;

    /// The kind of thing on whose record its events stand; another than [`Announcer::kind`] where
    /// a part has its events on the record of the whole.
    fn recorded_on(&self) -> SubjectKind {
        self.kind()
    }

    /// To whom these entries, all on the record of such things, are news; an entry that is none is
    /// left out. In as many queries for many entries as for one.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    fn news(&self, conn: &mut Conn, entries: &[&Entry]) -> Result<Vec<News>, StoreError>;

    /// Those of `ids` that the actor may see now.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    fn seen(&self, conn: &mut Conn, actor: &Actor, ids: &[i64]) -> Result<Vec<i64>, StoreError>;

    /// At which hours people are told by mail of these things, where their charter names any.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    fn hours(
        &self,
        _conn: &mut Conn,
        _world: &World,
        _ids: &[i64],
    ) -> Result<HashMap<i64, Hours>, StoreError> {
        Ok(HashMap::new())
    }
}

/// A notice as its account finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Names it among those of its account.
    pub key: String,
    /// What to say.
    pub word: String,
    /// What it is about.
    pub subject: Subject,
    /// When that happened.
    pub at: Timestamp,
    /// Whether its account has read it.
    pub is_read: bool,
}

/// The jobs that make notices, and remove those that are long past.
#[must_use]
pub fn jobs(announcers: Vec<Arc<dyn Announcer>>) -> Vec<Job> {
    let all = move |world: &Arc<World>| {
        while announce(world, &announcers)? {}
        Ok(())
    };
    vec![
        Job::new("notices", Duration::from_secs(2), Nodes::One, all),
        Job::new("past_notices", Duration::from_secs(3600), Nodes::One, |world| {
            let now = world.time.now();
            world.db.write(move |tx| {
                sweep(tx.conn, now)?;
                mail::sweep(tx.conn, now)
            })?;
            Ok(())
        }),
    ]
}
