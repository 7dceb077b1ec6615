//! Counts what each database is asked, so that a page that asks once for every row is found out.
//!
//! Tests run beside each other in one process, so the count goes by database: each test has its own.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, Once, PoisonError};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use platform::db::Location;

static COUNTS: LazyLock<Mutex<HashMap<String, Arc<AtomicUsize>>>> = LazyLock::new(Mutex::default);

/// Counts on every connection that is opened from now on.
pub(crate) fn watch() {
    static WATCHED: Once = Once::new();
    WATCHED.call_once(|| {
        set_default_instrumentation(|| Some(Box::new(Counter(None)))).expect("nobody else counts");
    });
}

/// How many statements the database at `location` was asked so far, those that begin and end
/// transactions included, checkpoints not.
///
/// # Panics
/// Never: the count of a database nobody opened is 0.
#[must_use]
pub fn count(location: &Location) -> usize {
    let address = match location {
        Location::Sqlite(path) => path.to_string_lossy().into_owned(),
        Location::Postgres(url) => url.clone(),
    };
    of(&address).load(Ordering::SeqCst)
}

fn of(address: &str) -> Arc<AtomicUsize> {
    let mut counts = COUNTS.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(counts.entry(address.to_owned()).or_default())
}

/// What is asked beside all pages, at no page's cost and at any time.
const CHECKPOINT: &str = "wal_checkpoint";

/// Counts for one connection, once it is known which database it leads to.
struct Counter(Option<Arc<AtomicUsize>>);

impl Instrumentation for Counter {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => self.0 = Some(of(url)),
            InstrumentationEvent::StartQuery { query, .. } => {
                let counts = !query.to_string().contains(CHECKPOINT);
                if let Some(count) = self.0.as_ref().filter(|_| counts) {
                    count.fetch_add(1, Ordering::SeqCst);
                }
            }
            _ => {}
        }
    }
}
