//! Group commit: one thread runs the queued writes, up to [`BATCH`] of them per commit.
//!
//! Each write has a savepoint of its own, so that a refusal undoes that write alone. Answers are
//! given after the commit, so that acknowledged means on disk. Journal entries of the batch are
//! sealed into their chains just before it, and its search documents written.

use std::sync::mpsc;

use diesel::connection::SimpleConnection;
use tokio::sync::oneshot;

use super::checkpointer::Checkpointer;
use super::turnstile::Turnstile;
use super::tx::Deferred;
use super::{Conn, StoreError, Tx};

/// Most writes that share a commit.
const BATCH: usize = 64;

pub(super) struct Writer {
    queue: mpsc::SyncSender<Box<dyn Work>>,
}

/// A write waiting for its turn, then for the commit.
trait Work: Send {
    /// Runs the write; what it leaves for the end of the commit if it succeeded.
    fn run(&mut self, conn: &mut Conn) -> Result<Deferred, ()>;
    /// Answers the caller; `failure` tells that nothing was committed.
    fn answer(self: Box<Self>, failure: Option<&str>);
}

struct Task<F, T, E> {
    work: Option<F>,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Work for Task<F, T, E>
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn run(&mut self, conn: &mut Conn) -> Result<Deferred, ()> {
        let work = self.work.take().expect("a task runs once");
        let mut tx = Tx::new(conn);
        let result = work(&mut tx);
        let deferred = tx.into_deferred();
        let outcome = if result.is_ok() { Ok(deferred) } else { Err(()) };
        self.result = Some(result);
        outcome
    }

    fn answer(self: Box<Self>, failure: Option<&str>) {
        let result = match (self.result, failure) {
            (Some(Err(error)), _) => Err(error),
            (_, Some(why)) => Err(StoreError::Commit(why.to_owned()).into()),
            (Some(done), None) => done,
            (None, None) => Err(StoreError::Stopped.into()),
        };
        // A caller that stopped waiting (a closed browser) no longer wants the answer.
        drop(self.reply.send(result));
    }
}

impl Writer {
    pub(super) fn start(mut conn: Conn, turnstile: Turnstile, checkpointer: Checkpointer) -> Self {
        let (queue, jobs) = mpsc::sync_channel::<Box<dyn Work>>(1024);
        std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || {
                while let Ok(first) = jobs.recv() {
                    commit_batch(&mut conn, &turnstile, first, &jobs);
                    checkpointer.committed();
                }
            })
            .expect("the system can start a thread");
        Self { queue }
    }

    pub(super) fn submit<T, E>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> oneshot::Receiver<Result<T, E>>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let task = Task { work: Some(work), result: None, reply };
        // If the writer is gone the task is dropped, and the receiver tells the caller.
        drop(self.queue.send(Box::new(task)));
        answer
    }
}

fn commit_batch(
    conn: &mut Conn,
    turnstile: &Turnstile,
    first: Box<dyn Work>,
    jobs: &mpsc::Receiver<Box<dyn Work>>,
) {
    let mut done: Vec<Box<dyn Work>> = Vec::with_capacity(BATCH);
    let outcome = turnstile
        .turn(|| run_batch(conn, first, jobs, &mut done))
        .unwrap_or_else(|failure| Err(failure.into()));
    if outcome.is_err() {
        // After a failed commit the transaction may or may not still be open.
        drop(conn.batch_execute("ROLLBACK"));
    }
    let failure = outcome.err().map(|error| error.to_string());
    if let Some(why) = &failure {
        tracing::error!(error = %why, writes = done.len(), "a batch was not committed");
    }
    for work in done {
        work.answer(failure.as_deref());
    }
}

fn run_batch(
    conn: &mut Conn,
    first: Box<dyn Work>,
    jobs: &mpsc::Receiver<Box<dyn Work>>,
    done: &mut Vec<Box<dyn Work>>,
) -> Result<(), StoreError> {
    let mut next = Some(first);
    if let Err(error) = conn.batch_execute("BEGIN IMMEDIATE") {
        done.extend(next);
        return Err(error.into());
    }
    let mut deferred = Deferred::default();
    while let Some(mut work) = next.take() {
        let left = run_one(conn, &mut *work);
        done.push(work);
        deferred.extend(left?);
        if done.len() < BATCH {
            next = jobs.try_recv().ok();
        }
    }
    deferred.write(conn)?;
    conn.batch_execute("COMMIT")?;
    Ok(())
}

/// Runs one write under its savepoint; it leaves nothing if it was refused.
fn run_one(conn: &mut Conn, work: &mut dyn Work) -> Result<Deferred, StoreError> {
    conn.batch_execute("SAVEPOINT work")?;
    // A panic in one write must not stop the writer for everybody.
    let ran = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work.run(conn)));
    match ran {
        Ok(Ok(deferred)) => {
            conn.batch_execute("RELEASE work")?;
            Ok(deferred)
        }
        Ok(Err(())) | Err(_) => {
            conn.batch_execute("ROLLBACK TO work; RELEASE work")?;
            Ok(Deferred::default())
        }
    }
}
