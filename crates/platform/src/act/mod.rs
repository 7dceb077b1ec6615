//! Acts: every change checks who, loads within scope, asks a rule, writes and appends to the
//! journal, in one transaction. Page, API, command line and importer all call the same acts.

mod outcome;
mod world;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::{PlaceId, PostId, Randomness, Refusal, Scope, Subject, Whereabouts};

pub use outcome::{Failure, Outcome};
pub use world::{Setup, World};

use crate::charter::Pinned;
use crate::db::{Conn, StoreError, Tx};
use crate::journal::entry::Circumstances;
use crate::journal::{Entry, Event};
use crate::permission::{Actor, Permission};

/// An act under way: who acts, when, and the transaction it writes in.
pub struct Act<'a, 'c> {
    tx: &'a mut Tx<'c>,
    world: &'a World,
    actor: &'a Actor,
    now: Timestamp,
    /// The post that allowed what is being done, for the journal.
    post: Option<PostId>,
}

impl<'a, 'c> Act<'a, 'c> {
    /// An act within a transaction that is open already; usually [`World::act`] makes it.
    pub fn new(tx: &'a mut Tx<'c>, world: &'a World, actor: &'a Actor, now: Timestamp) -> Self {
        Self { tx, world, actor, now, post: None }
    }

    /// How far the actor may do `permission`; the entries that follow name the post that allowed it.
    ///
    /// # Errors
    /// Not found, if the actor may not do it anywhere.
    pub fn require(&mut self, permission: &Permission) -> Outcome<Scope> {
        let scope = self.actor.require(permission)?;
        self.post = self.actor.post_for(permission);
        Ok(scope)
    }

    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &'a Actor {
        self.actor
    }

    /// The post that allowed what is being done.
    #[must_use]
    pub fn post(&self) -> Option<PostId> {
        self.post
    }

    /// The moment of the act: one and the same for everything in it.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The moment of the act as stored: microseconds since 1970, UTC.
    #[must_use]
    pub fn now_us(&self) -> i64 {
        self.now.as_microsecond()
    }

    /// The zone that makes days of instants.
    #[must_use]
    pub fn zone(&self) -> &'a TimeZone {
        &self.world.zone
    }

    /// The day of the act in the district's zone.
    #[must_use]
    pub fn today(&self) -> jiff::civil::Date {
        self.now.to_zoned(self.world.zone.clone()).date()
    }

    /// The charter in force at `at` today.
    ///
    /// # Errors
    /// A refusal where no charter is attached; [`StoreError`] if the database refuses.
    pub fn charter(&mut self, at: &Whereabouts) -> Outcome<Arc<Pinned>> {
        let today = self.today();
        let found = self.world.charters.at(self.tx.conn, at, today)?;
        found.ok_or_else(|| Refusal::new("refusal-no-charter").into())
    }

    /// The connection, for the slice's store.
    pub fn conn(&mut self) -> &mut Conn {
        self.tx.conn
    }

    /// The transaction, for what is written just before its commit.
    pub fn tx(&mut self) -> &mut Tx<'c> {
        self.tx
    }

    /// What the installation knows besides the database.
    #[must_use]
    pub fn world(&self) -> &'a World {
        self.world
    }

    /// Where chance comes from.
    #[must_use]
    pub fn randomness(&self) -> &'a dyn Randomness {
        &*self.world.randomness
    }

    /// A fresh id.
    #[must_use]
    pub fn new_id<T: From<i64>>(&self) -> T {
        T::from(self.world.ids.next(self.now))
    }

    /// Appends `event` to the chain of `district`; its entry's id.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub fn journal<E: Event>(
        &mut self,
        district: Option<PlaceId>,
        subject: Subject,
        event: &E,
    ) -> Result<i64, StoreError> {
        let circumstances = Circumstances {
            id: self.world.ids.next(self.now),
            at: self.now,
            district,
            account: self.actor.account,
            post: self.post,
            origin: self.actor.origin,
        };
        Entry::append(self.tx, circumstances, subject, event)
    }
}

impl World {
    /// Runs an act: opens the transaction, hands it over, and returns after the commit is on disk.
    ///
    /// # Errors
    /// [`Failure`]: what the rules refused, or what the database could not do. Nothing is written.
    pub async fn act<T: Send + 'static>(
        self: &Arc<Self>,
        actor: Arc<Actor>,
        work: impl FnOnce(&mut Act<'_, '_>) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let world = Arc::clone(self);
        self.db.write_later(move |tx| world.run(tx, &actor, work)).await
    }

    /// [`World::act`] for the command line, jobs and tests.
    ///
    /// # Errors
    /// As [`World::act`].
    pub fn act_now<T: Send + 'static>(
        self: &Arc<Self>,
        actor: &Arc<Actor>,
        work: impl FnOnce(&mut Act<'_, '_>) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let (world, actor) = (Arc::clone(self), Arc::clone(actor));
        self.db.write(move |tx| world.run(tx, &actor, work))
    }

    fn run<T>(
        &self,
        tx: &mut Tx<'_>,
        actor: &Actor,
        work: impl FnOnce(&mut Act<'_, '_>) -> Outcome<T>,
    ) -> Outcome<T> {
        work(&mut Act::new(tx, self, actor, self.time.now()))
    }
}
