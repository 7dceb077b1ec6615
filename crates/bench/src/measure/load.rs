//! Load: so many clients that ask one thing after another for a while, and how long each waited.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Result, ensure};
use hdrhistogram::Histogram;
use hyper::StatusCode;

use super::client::Client;
use super::raising::Raising;
use super::server::Server;

/// What clients ask for.
#[derive(Clone)]
pub enum Ask {
    /// These pages in turn, as somebody who is signed in or nobody.
    Pages {
        /// Their addresses.
        paths: Arc<Vec<String>>,
        /// The cookie of whoever asks.
        cookie: Option<String>,
    },
    /// A new matter each time.
    Raise(Arc<Raising>),
}

/// How long requests took.
pub struct Measured {
    /// Clients at a time.
    pub clients: usize,
    /// Requests a second.
    pub per_second: f64,
    /// Waiting times in microseconds.
    pub times: Histogram<u64>,
    /// Milliseconds the machine worked in the server for one of them, if that was looked at.
    pub work: Option<f64>,
}

impl Measured {
    /// The time that `percent` of the requests stayed below, in milliseconds.
    pub fn milliseconds(&self, percent: f64) -> f64 {
        self.times.value_at_percentile(percent) as f64 / 1_000.0
    }

    /// The longest time, in milliseconds.
    pub fn longest(&self) -> f64 {
        self.times.max() as f64 / 1_000.0
    }
}

/// Lets `clients` ask for `span`, after a moment of warming up that is not counted.
pub async fn run(
    address: SocketAddr,
    ask: &Ask,
    clients: usize,
    span: Duration,
) -> Result<Measured> {
    let (warm, turn) = (span / 5, Arc::new(AtomicUsize::new(0)));
    let begin = crate::stopwatch::start() + warm;
    let end = begin + span;
    let mut under_way = Vec::with_capacity(clients);
    for _ in 0..clients {
        let (ask, turn) = (ask.clone(), Arc::clone(&turn));
        under_way.push(tokio::spawn(async move {
            let mut client = ask.client(address).await?;
            let mut times = Histogram::<u64>::new(3)?;
            loop {
                let before = crate::stopwatch::start();
                if before >= end {
                    return anyhow::Ok(times);
                }
                ask.once(&mut client, turn.fetch_add(1, Ordering::Relaxed)).await?;
                if before >= begin {
                    times.record(micros(before.elapsed()))?;
                }
            }
        }));
    }
    let mut times = Histogram::<u64>::new(3)?;
    for one in under_way {
        times.add(one.await??)?;
    }
    let per_second = times.len() as f64 / begin.elapsed().as_secs_f64();
    Ok(Measured { clients, per_second, times, work: None })
}

/// [`run`] against a server nobody else asks, whose work is then known: a figure that stays true
/// while the machine does other things too.
pub async fn observed(
    server: &Server,
    ask: &Ask,
    clients: usize,
    span: Duration,
) -> Result<Measured> {
    let before = server.worked()?;
    let mut measured = run(server.address, ask, clients, span).await?;
    // What was done while warming up belongs to requests that are not counted.
    let share = span.as_secs_f64() / (span + span / 5).as_secs_f64();
    let worked = (server.worked()? - before) * share;
    measured.work = Some(worked * 1_000.0 / measured.times.len().max(1) as f64);
    Ok(measured)
}

/// Asks `rate` times a second, whether or not earlier answers have come, until `ended`; how long
/// each waited.
pub async fn steadily(
    address: SocketAddr,
    ask: &Ask,
    rate: u32,
    mut ended: tokio::sync::watch::Receiver<bool>,
) -> Result<Measured> {
    const CLIENTS: u32 = 8;
    let began = crate::stopwatch::start();
    let mut under_way = Vec::new();
    for nth in 0..CLIENTS {
        let (ask, ended) = (ask.clone(), ended.clone());
        under_way.push(tokio::spawn(async move {
            let mut client = ask.client(address).await?;
            let mut times = Histogram::<u64>::new(3)?;
            let every = Duration::from_secs(1) * CLIENTS / rate;
            let mut due = began + every * nth / CLIENTS;
            while !*ended.borrow() {
                tokio::time::sleep_until(due.into()).await;
                ask.once(&mut client, 0).await?;
                // From when it was due: a server that is late keeps the next ones waiting too.
                times.record(micros(due.elapsed()))?;
                due += every;
            }
            anyhow::Ok(times)
        }));
    }
    ended.wait_for(|ended| *ended).await?;
    let mut times = Histogram::<u64>::new(3)?;
    for one in under_way {
        times.add(one.await??)?;
    }
    let per_second = times.len() as f64 / began.elapsed().as_secs_f64();
    Ok(Measured { clients: CLIENTS as usize, per_second, times, work: None })
}

/// Microseconds of a span.
pub fn micros(span: Duration) -> u64 {
    u64::try_from(span.as_micros()).unwrap_or(u64::MAX).max(1)
}

impl Ask {
    async fn client(&self, address: SocketAddr) -> Result<Client> {
        let cookie = match self {
            Self::Pages { cookie, .. } => cookie.as_deref(),
            Self::Raise(_) => None,
        };
        Client::with(address, cookie).await
    }

    async fn once(&self, client: &mut Client, turn: usize) -> Result<()> {
        match self {
            Self::Pages { paths, .. } => {
                let path = &paths[turn % paths.len()];
                let answer = client.get(path).await?;
                ensure!(answer.status == StatusCode::OK, "{path}: {}", answer.status);
                ensure!(!answer.body.is_empty(), "{path}: empty");
                Ok(())
            }
            Self::Raise(raising) => raising.once(client).await,
        }
    }
}
