//! What the machine itself can do, measured in the same run: acts without HTTP, commits without
//! acts, answers without pages.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use app::home::Home;
use app::installation::{Place, With};
use hdrhistogram::Histogram;
use matters::acts::{self, Raise, Spot};
use matters::model::{Channel, Visibility};
use platform::db::{Location, Sizes};
use platform::journal::Origin;
use platform::{Actor, Db, Failure, Migration, StoreError, World};

use super::load::{Measured, micros};
use super::raising::Raising;
use super::server::Server;

/// Raises matters through the act runner alone.
pub async fn bare_acts(root: &Path, clients: usize, span: Duration) -> Result<Measured> {
    let (world, spots) = tokio::task::block_in_place(|| {
        let world = Place::new(Home::at(root), None).open(With::system(2))?;
        let spots = Arc::new(spots(&world)?);
        anyhow::Ok((world, spots))
    })?;
    let actor = Arc::new(Actor::nobody(Origin::Web));
    let raising = Arc::new(Raising::everywhere());
    many(clients, span, move |nth| {
        let (world, actor) = (Arc::clone(&world), Arc::clone(&actor));
        let ask = raise(&spots[nth % spots.len()], raising.next().1);
        async move { world.act(actor, move |act| acts::raise_matter(act, &ask)).await.map(drop) }
    })
    .await
}

/// Where matters can be raised: every building.
fn spots(world: &World) -> Result<Vec<Spot>> {
    let spots = world.db.read(|conn| {
        let mut spots = Vec::new();
        for building in crate::data::Data::plan().buildings {
            let found = registry::store::place::find_by_code(conn, &building.code)?;
            let Some(place) = found else { continue };
            let Some(at) = place.whereabouts() else { continue };
            let street_code = acts::street_code(conn, &at)?;
            spots.push(Spot { at, place: place.id, words: None, street_code });
        }
        Ok::<Vec<Spot>, StoreError>(spots)
    });
    let spots = spots?;
    spots.first().context("the district has buildings")?;
    Ok(spots)
}

fn raise(spot: &Spot, text: String) -> Raise {
    Raise {
        spot: spot.clone(),
        text,
        name: None,
        phone: Some("13900005580".to_owned()),
        photos: Vec::new(),
        visibility: Visibility::PublicAnonymous,
        channel: Channel::Code,
        device_hash: Some(vec![7; 32]),
        external: None,
    }
}

/// Rows a raise writes, as [`bare_commits`] writes them: matter, clock, words, voice, two of the
/// vault, to-do, search document, entry and seal.
const ROWS: i64 = 10;
/// Bytes of such a row, about.
const ROW_BYTES: usize = 220;

const BARE: Migration = Migration {
    name: "bench/0001_bare",
    sql: "CREATE TABLE bare (id {pk}, turn BIGINT NOT NULL, words TEXT NOT NULL);\n\
          CREATE INDEX bare_turn ON bare (turn, id);\n",
};

diesel::table! {
    /// Rows without meaning.
    bare (id) {
        id -> BigInt,
        turn -> BigInt,
        words -> Text,
    }
}

/// Commits of as many rows as a raise writes, through the same writer and driver, with nothing
/// around them.
pub async fn bare_commits(folder: &Path, clients: usize, span: Duration) -> Result<Measured> {
    use diesel::prelude::*;
    let file = folder.join("bare.db");
    let db = tokio::task::block_in_place(|| {
        Db::open(Location::Sqlite(file), Sizes::default(), &[BARE])
    })?;
    let words = Arc::new("x".repeat(ROW_BYTES));
    let began = platform::present::SystemTime;
    let first = kernel::TimeSource::now(&began).as_microsecond() * 1_000;
    many(clients, span, move |nth| {
        let (db, words) = (db.clone(), Arc::clone(&words));
        let turn = first + i64::try_from(nth).unwrap_or(i64::MAX) * ROWS;
        async move {
            db.write_later(move |tx| {
                for row in 0..ROWS {
                    diesel::insert_into(bare::table)
                        .values((
                            bare::id.eq(turn + row),
                            bare::turn.eq(turn % 278),
                            bare::words.eq(&*words),
                        ))
                        .execute(tx.conn)
                        .map_err(StoreError::from)?;
                }
                Ok::<(), Failure>(())
            })
            .await
        }
    })
    .await
}

/// Runs `work` again and again in `clients` tasks for `span`.
async fn many<F, O>(
    clients: usize,
    span: Duration,
    work: impl Fn(usize) -> F + Send + Sync + 'static,
) -> Result<Measured>
where
    F: Future<Output = Result<O, Failure>> + Send,
    O: Send,
{
    let (work, turn) = (Arc::new(work), Arc::new(std::sync::atomic::AtomicUsize::new(0)));
    let begin = crate::stopwatch::start() + span / 5;
    let end = begin + span;
    let mut under_way = Vec::new();
    for _ in 0..clients {
        let (work, turn) = (Arc::clone(&work), Arc::clone(&turn));
        under_way.push(tokio::spawn(async move {
            let mut times = Histogram::<u64>::new(3)?;
            loop {
                let before = crate::stopwatch::start();
                if before >= end {
                    return anyhow::Ok(times);
                }
                let nth = turn.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                work(nth).await.map_err(|failure| anyhow::anyhow!("{failure:?}"))?;
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

/// A server of the same framework that says one word, as a process of its own.
pub async fn bare_server(port: u16) -> Result<Server> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["hello", "--port", &port.to_string()]);
    Server::spawn(command, port).await
}

/// Says one word to everybody, until killed.
pub fn hello(port: u16) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        let router = axum::Router::new().fallback(|| async { "hello" });
        axum::serve(listener, router).await?;
        Ok(())
    })
}
