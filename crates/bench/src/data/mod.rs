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
use app::demo::write::CHARTER;
use app::home::Home;
use app::installation::{Place, With, sections};
use jiff::civil::{Date, date};
use kernel::{PlaceId, Randomness};
use platform::chance::SeededRandomness;
use platform::charter::{Charter, attach, shipped, shipped_library};
use platform::journal::Origin;
use platform::{Actor, World};

/// The seed of the demo that everybody sees.
const SEED: u64 = 278;
/// The day the district takes for today: the same data whenever they are made.
const AS_OF: Date = date(2026, 11, 20);
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

    /// Makes it unless it is there; the seconds it took, now or when it was made.
    pub fn make(&self) -> Result<f64> {
        let mark = self.root.join(MARK);
        if let Ok(text) = std::fs::read_to_string(&mark) {
            let value: serde_json::Value = serde_json::from_str(&text)?;
            return value["seconds"].as_f64().context("bench.json names no seconds");
        }
        let watch = crate::stopwatch::start();
        if self.root.exists() {
            // What an interrupted making left behind.
            std::fs::remove_dir_all(&self.root)?;
        }
        self.district()?;
        settled(&self.root)?;
        copies::fill(&Home::at(&self.root).database(), self.matters)?;
        let seconds = watch.elapsed().as_secs_f64();
        let text = serde_json::json!({ "matters": self.matters, "seconds": seconds });
        std::fs::write(&mark, text.to_string())?;
        Ok(seconds)
    }

    /// The demo's district, with rules that let one address raise as often as it likes.
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
        })?;
        let time = Arc::new(kernel::FrozenTime::at(until));
        let world = Place::new(home, None).open(With { time, randomness: secrets, node: 1 })?;
        widen(&world)
    }

    /// The district as it was planned: names and codes of its buildings.
    pub fn plan() -> Plan {
        Plan::make(Brief { seed: SEED, today: AS_OF, scale: Scale::Full })
    }
}

/// Waits until the thread that wrote the district has closed the file.
fn settled(root: &Path) -> Result<()> {
    let log = root.join("loushi.db-wal");
    for _ in 0..2_000 {
        if !log.exists() {
            return Ok(());
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    anyhow::bail!("{}: still open", log.display())
}

/// Puts a charter in force that differs from the shipped one only in how often somebody may
/// raise: the limiter works as always, and its limit is out of reach.
fn widen(world: &Arc<World>) -> Result<()> {
    const WIDE: &str = "{ most = 100000, within = \"1min\" }";
    let (_, text) =
        shipped().iter().find(|(id, _)| *id == CHARTER).context("the demo's charter ships")?;
    let widened = |line: &str| match line.split_once(" = ") {
        Some((key @ ("from_one_address" | "at_one_building"), _)) => format!("{key} = {WIDE}\n"),
        _ => format!("{line}\n"),
    };
    let text: String = text.lines().map(widened).collect();
    let charter = Charter::read("wide.toml", &text, &shipped_library, &sections())
        .map_err(|errors| anyhow::anyhow!("{errors:?}"))?;
    let district = district_of(world)?;
    let actor = Arc::new(Actor::nobody(Origin::Demo));
    world.act_now(&actor, move |act| attach(act, charter, district, district, AS_OF).map(drop))?;
    Ok(())
}

/// The district every place lies in.
fn district_of(world: &World) -> Result<PlaceId> {
    let code = Data::plan().buildings[0].code.clone();
    let found = world.db.read(|conn| registry::store::place::find_by_code(conn, &code))?;
    let at = found.and_then(|place| place.whereabouts()).context("the plan's buildings exist")?;
    Ok(at.district)
}
