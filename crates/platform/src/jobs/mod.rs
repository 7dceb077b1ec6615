//! Jobs: what happens by itself, on one node of the cluster or on each.
//!
//! Each job has a thread. One that belongs to the cluster runs only where its lease is held
//! ([`Leases`]). A job that fails is logged and tried again at its next turn.

mod lease;
mod standard;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::SignedDuration;

pub use lease::Leases;
pub use standard::{erasures, standard};

use crate::act::{Outcome, World};

/// Where a job runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nodes {
    /// On one node at a time, under a lease.
    One,
    /// On every node.
    Every,
}

type Work = Box<dyn Fn(&Arc<World>) -> Outcome<()> + Send>;

/// Something done again and again.
pub struct Job {
    name: &'static str,
    every: Duration,
    nodes: Nodes,
    work: Work,
}

impl Job {
    /// A job called `name` (its lease has that name) that does `work`, then rests for `every`.
    #[must_use]
    pub fn new(
        name: &'static str,
        every: Duration,
        nodes: Nodes,
        work: impl Fn(&Arc<World>) -> Outcome<()> + Send + 'static,
    ) -> Self {
        Self { name, every, nodes, work: Box::new(work) }
    }

    /// How long a lease lasts: a few turns, and never so short that clocks of two nodes that are
    /// seconds apart matter.
    fn lease_lasts(&self) -> SignedDuration {
        let turns = SignedDuration::try_from(self.every * 3).unwrap_or(SignedDuration::MAX);
        turns.max(SignedDuration::from_secs(60))
    }

    /// Does the work once, if this node is the one to do it; whether it did.
    ///
    /// # Errors
    /// What the work or the lease's database came upon.
    pub fn run(&self, world: &Arc<World>, leases: &Leases) -> Outcome<bool> {
        let ours = match self.nodes {
            Nodes::Every => true,
            Nodes::One => leases.hold(world, self.name, self.lease_lasts())?,
        };
        if ours {
            (self.work)(world)?;
        }
        Ok(ours)
    }

    /// [`Job::run`] where an error or a panic must not end the thread.
    fn turn(&self, world: &Arc<World>, leases: &Leases) {
        match catch_unwind(AssertUnwindSafe(|| self.run(world, leases))) {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::error!(job = self.name, %error, "a job failed"),
            Err(_) => tracing::error!(job = self.name, "a job panicked"),
        }
    }
}

/// Running jobs; they stop when this is dropped, each after its present turn.
pub struct Jobs {
    bell: Arc<Bell>,
    threads: Vec<JoinHandle<()>>,
}

impl Jobs {
    /// Starts the jobs, each with a first turn at once.
    #[must_use]
    pub fn start(world: &Arc<World>, jobs: Vec<Job>) -> Self {
        let bell = Arc::new(Bell::default());
        let leases = Arc::new(Leases::new(&*world.randomness));
        let threads = jobs
            .into_iter()
            .map(|job| {
                let (world, bell) = (Arc::clone(world), Arc::clone(&bell));
                let leases = Arc::clone(&leases);
                std::thread::Builder::new()
                    .name(job.name.to_owned())
                    .spawn(move || {
                        while !bell.has_rung() {
                            job.turn(&world, &leases);
                            bell.wait(job.every);
                        }
                    })
                    .expect("the system can start a thread")
            })
            .collect();
        Self { bell, threads }
    }
}

impl Drop for Jobs {
    fn drop(&mut self) {
        self.bell.ring();
        for thread in self.threads.drain(..) {
            // A turn cannot panic the thread: turns are caught.
            drop(thread.join());
        }
    }
}

/// Ends the rest of all jobs at once.
#[derive(Default)]
struct Bell {
    rung: Mutex<bool>,
    told: Condvar,
}

impl Bell {
    fn ring(&self) {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.told.notify_all();
    }

    fn has_rung(&self) -> bool {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait(&self, at_most: Duration) {
        let rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.told.wait_timeout_while(rung, at_most, |rung| !*rung));
    }
}
