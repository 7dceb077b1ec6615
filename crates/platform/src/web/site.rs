//! What the pages share: the installation, its address, and what each slice contributes.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use kernel::{Subject, SubjectKind};

use super::nav::Nav;
use crate::act::{Act, Failure, Outcome, World};
use crate::db::{Conn, StoreError};
use crate::desk::{Panel, TodoKind};
use crate::notice::Announcer;
use crate::permission::Actor;
use crate::throttle::Rate;

/// How the installation is reached.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The public address without a trailing slash; codes, mail and cookies go by it.
    pub base_url: String,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Whether this is the demo, which every page then says.
    pub demo: bool,
    /// How often one access token may ask.
    pub api_rate: Rate,
}

impl Settings {
    /// Whether browsers reach us over TLS, so that cookies may insist on it.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

/// What a thing is called and where it is, for lists that mix slices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titled {
    /// Its title, safe for every role that may see the list row.
    pub title: String,
    /// Where it is, in words.
    pub place: String,
    /// Its page.
    pub href: String,
    /// Words in it that were looked for, where they stand elsewhere than in its title; safe for
    /// whoever it was found for.
    pub said: String,
}

/// Tells titles and addresses of one slice's things.
pub trait Titles: Send + Sync {
    /// The kind of thing this slice owns.
    fn kind(&self) -> SubjectKind;

    /// Titles of `ids`, in one query; a thing that is gone is left out. The caller holds the ids
    /// from rows in the actor's scope.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    fn titles(&self, conn: &mut Conn, ids: &[i64]) -> Result<Vec<(i64, Titled)>, StoreError>;
}

/// Makes rail and tabs for an actor; `app` joins what the slices offer.
pub trait Menu: Send + Sync {
    /// What this actor may go to.
    fn menu(&self, actor: &Actor) -> Nav;
}

/// The running site.
pub struct Site {
    /// The installation.
    pub world: Arc<World>,
    /// How it is reached.
    pub settings: Settings,
    /// Rail and tabs.
    pub menu: Arc<dyn Menu>,
    /// Who tells titles.
    pub titles: Vec<Arc<dyn Titles>>,
    /// The kinds of to-do that slices open.
    pub todo_kinds: Vec<TodoKind>,
    /// Who says to whom events are news.
    pub announcers: Vec<Arc<dyn Announcer>>,
    /// What slices put beside the to-dos on the desk.
    pub panels: Vec<Arc<dyn Panel>>,
}

impl Site {
    /// Reads in one consistent snapshot, off the async threads.
    ///
    /// # Errors
    /// Whatever `work` returns.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        self.world.db.read_later(work).await
    }

    /// Runs an act; returns after the commit is on disk.
    ///
    /// # Errors
    /// As [`World::act`].
    pub async fn act<T: Send + 'static>(
        &self,
        actor: &Arc<Actor>,
        work: impl FnOnce(&mut Act<'_, '_>) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        self.world.act(Arc::clone(actor), work).await
    }

    /// Runs long synchronous work off the async threads, such as reading a ledger.
    ///
    /// # Errors
    /// Whatever `work` returns.
    pub async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Arc<World>) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let world = Arc::clone(&self.world);
        let done = tokio::task::spawn_blocking(move || work(&world)).await;
        done.unwrap_or_else(|_| Err(StoreError::Stopped.into()))
    }

    /// Begins long work and waits for it as long as `patience`; `None` when it still goes on then.
    /// It goes on to its end whether or not anybody waits.
    ///
    /// # Errors
    /// Whatever `work` returns. A failure that nobody waits for any more is logged.
    pub async fn begin<T: Send + 'static>(
        &self,
        patience: Duration,
        work: impl FnOnce(&Arc<World>) -> Outcome<T> + Send + 'static,
    ) -> Outcome<Option<T>> {
        let logged = move |world: &Arc<World>| {
            let outcome = work(world);
            if let Err(Failure::Store(error)) = &outcome {
                tracing::error!(%error, "long work that a page began has failed");
            }
            outcome
        };
        match tokio::time::timeout(patience, self.aside(logged)).await {
            Ok(outcome) => outcome.map(Some),
            Err(_) => Ok(None),
        }
    }

    /// Writes a failure into the log, once, where it is handled; the id that the page shows and the
    /// log has beside the cause.
    pub fn note_failure(&self, why: &str) -> String {
        let id = format!("E-{}", self.world.randomness.code(4));
        tracing::error!(id, why, "a page failed");
        id
    }

    /// Titles of things of any kind, in the order asked for; one query per kind.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub fn titles(
        &self,
        conn: &mut Conn,
        subjects: &[Subject],
    ) -> Result<Vec<Option<Titled>>, StoreError> {
        let mut found = std::collections::HashMap::new();
        for slice in &self.titles {
            let ids: Vec<i64> = subjects
                .iter()
                .filter(|subject| subject.kind == slice.kind())
                .map(|subject| subject.id)
                .collect();
            if ids.is_empty() {
                continue;
            }
            for (id, titled) in slice.titles(conn, &ids)? {
                found.insert(Subject::new(slice.kind(), id), titled);
            }
        }
        Ok(subjects.iter().map(|subject| found.get(subject).cloned()).collect())
    }
}

/// What a handler ends with when it does not answer.
pub type PageResult = Result<axum::response::Response, super::respond::PageError>;

impl From<Failure> for super::respond::PageError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusal) if refusal.not_found => Self::NotFound,
            Failure::Refused(refusal) => Self::Refused(refusal),
            Failure::Store(error) => Self::Broken(error.to_string()),
        }
    }
}
