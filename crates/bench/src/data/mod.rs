//! The data to measure on: the demo's district with more years of matters behind it.
//!
//! A district is made as the demo makes it, through the same acts; then its matters are written
//! again as they would have stood weeks before, each with everything that belongs to it: words,
//! parts, clocks, notes, ratings, to-dos and journal entries, sealed into the one chain. Reporters
//! come again: the copies share their persons. Made once for each size and kept.

mod columns;
mod copies;
mod journal;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use app::demo::build::{self, Order};
use app::demo::plan::{Brief, Plan, Scale};
use app::home::Home;
use app::installation::{Place, With};
use jiff::civil::{Date, date};
use kernel::Randomness;
use matters::store::searching;
use platform::chance::SeededRandomness;
use platform::search;

/// The seed of the demo that everybody sees.
const SEED: u64 = 278;
/// The day the district takes for today: the same data whenever they are made.
pub const AS_OF: Date = date(2026, 11, 20);
/// Number of the node that looks at data and prepares them. Source: assumption.
pub const NODE: u16 = 3;
/// What the data hold besides what the tables say: raised when the making puts more into them.
const LAYOUT: u64 = 2;
/// What tells that the making came to its end.
const MARK: &str = "bench.json";

/// A data directory with its size.
#[derive(Debug, Clone)]
pub struct Data {
    /// The directory.
    pub root: PathBuf,
    /// Matters in it.
    pub matters: usize,
}

impl Data {
    /// The directory of `matters` below `folder`.
    pub fn below(folder: &Path, matters: usize) -> Self {
        Self { root: folder.join(matters.to_string()), matters }
    }

    /// Makes it unless it is there and the program can still read it; the seconds it took, now or
    /// when it was made.
    pub fn make(&self) -> Result<f64> {
        let mark = self.root.join(MARK);
        if let Ok(text) = std::fs::read_to_string(&mark) {
            let value: serde_json::Value = serde_json::from_str(&text)?;
            match self.look() {
                Ok(()) if value["layout"] == LAYOUT => {
                    return value["seconds"].as_f64().context("bench.json names no seconds");
                }
                Ok(()) => eprintln!("  {} is made anew: of an older layout", self.root.display()),
                Err(error) => eprintln!("  {} is made anew: {error:#}", self.root.display()),
            }
        }
        let watch = crate::stopwatch::start();
        if self.root.exists() {
            // What an interrupted making left behind, or a program that stored things otherwise.
            std::fs::remove_dir_all(&self.root)?;
        }
        self.district()?;
        settled(&self.root)?;
        copies::fill(&Home::at(&self.root).database(), self.matters)?;
        self.documents()?;
        let seconds = watch.elapsed().as_secs_f64();
        let text = serde_json::json!({
            "layout": LAYOUT, "matters": self.matters, "seconds": seconds
        });
        std::fs::write(&mark, text.to_string())?;
        Ok(seconds)
    }

    /// Whether the program of today reads what an earlier one wrote: its tables are those of the
    /// migrations, its charters have the sections that slices ask for.
    fn look(&self) -> Result<()> {
        let world = Place::new(Home::at(&self.root), None).open(With::system(NODE))?;
        let looked = world.db.read(|conn| world.charters.attachments(conn));
        drop(world);
        settled(&self.root)?;
        looked.map(drop).map_err(Into::into)
    }

    /// The search documents of all matters: what a statement over tables cannot copy.
    fn documents(&self) -> Result<()> {
        let db = Place::new(Home::at(&self.root), None).open_database()?;
        db.write(|tx| search::clear(tx.conn))?;
        let mut after = 0;
        while let Some(last) = db.write(move |tx| searching::rebuild(tx, after))? {
            after = last;
        }
        drop(db);
        settled(&self.root)
    }

    /// The demo's district.
    fn district(&self) -> Result<()> {
        if let Some(parent) = self.root.parent() {
            std::fs::create_dir_all(parent)?;
        }
        let home = Home::at(&self.root);
        let secrets: Arc<dyn Randomness> = Arc::new(SeededRandomness::new(SEED));
        let order = Order { seed: SEED, scale: Scale::Full, as_of: Some(AS_OF) };
        let until = build::until(Some(AS_OF), jiff::Timestamp::UNIX_EPOCH);
        build::build(&home, order, until, &secrets, &|step, done, of| {
            if done == of {
                eprintln!("  {step:?}");
            }
            true
        })
        .map(drop)
    }

    /// The district as it was planned: names and codes of its buildings.
    pub fn plan() -> Plan {
        Plan::make(Brief { seed: SEED, today: AS_OF, scale: Scale::Full })
    }
}

/// Waits until the thread that wrote to the data has closed the file.
pub fn settled(root: &Path) -> Result<()> {
    let log = root.join("loushi.db-wal");
    for _ in 0..2_000 {
        if !log.exists() {
            return Ok(());
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    anyhow::bail!("{}: still open", log.display())
}
