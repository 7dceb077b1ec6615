//! Making a demo: aside, synced, renamed. What is interrupted leaves no demo, and its remains are
//! cleared away by the next one.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{FrozenTime, Randomness, TimeSource};
use platform::World;
use platform::attachment::{self, Stored};
use platform::chance::SeededRandomness;

use super::picture;
use super::plan::{Brief, Plan, Scale};
use super::record::Record;
use super::write::{self, Ids};
use super::year::case::Case;
use super::year::{self, cases::plan_cases};
use crate::home::Home;
use crate::installation::{Place, With, sections};

/// The time of day the pictures of the manual show.
const SHOWN_HOUR: i8 = 10;
/// And the minute.
const SHOWN_MINUTE: i8 = 24;

/// What to make.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    /// The seed.
    pub seed: u64,
    /// How large.
    pub scale: Scale,
    /// The day to take for today; none to go with the calendar.
    pub as_of: Option<Date>,
}

/// A step of the making, for whoever watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Deciding what the district is like.
    Plan,
    /// Writing places, bodies and people.
    Registry,
    /// Letting a year of matters happen.
    Matters,
    /// Opening accounts.
    Accounts,
    /// Bringing everything to disk.
    Sync,
}

/// Hears of each step with what is done and what there is to do; `false` ends the making.
pub type Told<'a> = &'a dyn Fn(Step, usize, usize) -> bool;

/// The moment the demo's past ends: the present, or the pictures' time of day on the day given.
#[must_use]
pub fn until(as_of: Option<Date>, now: Timestamp) -> Timestamp {
    // China has one zone and no summer time.
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
    as_of.map_or(now, |day| {
        let shown = day.at(SHOWN_HOUR, SHOWN_MINUTE, 0, 0).to_zoned(zone);
        shown.expect("a fixed zone has every minute").timestamp()
    })
}

/// Makes a demo in `home`, which must not exist. Passwords and keys come from `secrets`,
/// everything else from the seed.
///
/// # Errors
/// If the system or the database refuses, or `told` ends it; then nothing is left behind.
pub fn build(
    home: &Home,
    order: Order,
    now: Timestamp,
    secrets: &Arc<dyn Randomness>,
    told: Told<'_>,
) -> Result<Record> {
    let aside = Aside::beside(home.root())?;
    let until = until(order.as_of, now);
    let record = fill(&aside.home, order, until, secrets, told)?;
    go_on(told(Step::Sync, 0, 1))?;
    aside.rename_to(home.root())?;
    told(Step::Sync, 1, 1);
    Ok(record)
}

fn go_on(going: bool) -> Result<()> {
    if going { Ok(()) } else { bail!("stopped") }
}

/// Fills an empty data directory.
fn fill(
    home: &Home,
    order: Order,
    until: Timestamp,
    secrets: &Arc<dyn Randomness>,
    told: Told<'_>,
) -> Result<Record> {
    go_on(told(Step::Plan, 0, 1))?;
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
    let today = until.to_zoned(zone).date();
    let brief = Brief { seed: order.seed, today, scale: order.scale };
    let plan = Arc::new(Plan::make(brief));
    go_on(told(Step::Plan, 1, 1))?;
    let place = Place::new(home.clone(), None);
    // Keys are made before the repeatable chance comes into play: they must not be guessed.
    drop(platform::Keys::load_or_create(&home.keys(), &**secrets)?);
    let time = Arc::new(FrozenTime::at(until));
    let ids = live(&place, &plan, &time, told)?;
    settle(home)?;
    go_on(told(Step::Accounts, 0, 1))?;
    let with = With { time, randomness: Arc::clone(secrets), node: 0, mail: None };
    let world = place.open(with)?;
    let accounts = write::open_accounts(&world, &plan, &ids, &**secrets, until)?;
    drop(world);
    settle(home)?;
    go_on(told(Step::Accounts, 1, 1))?;
    let record = Record { as_of: order.as_of, seed: order.seed, until, accounts };
    record.write(home)?;
    Ok(record)
}

/// Writes the district and its past, by the seed's chance.
fn live(
    place: &Place,
    plan: &Arc<Plan>,
    time: &Arc<FrozenTime>,
    told: Told<'_>,
) -> Result<Arc<Ids>> {
    let randomness = Arc::new(SeededRandomness::new(plan.brief.seed));
    let with = With { time: Arc::clone(time) as _, randomness, node: 0, mail: None };
    let world: Arc<World> = place.open(with)?;
    let until = time.now();
    let going = |done, of| told(Step::Registry, done, of);
    let ids = Arc::new(write::registry(&world, plan, &going)?);
    let charter = platform::charter::shipped_charter(write::CHARTER, &sections())
        .expect("the charter ships with the program");
    let rules = charter.resolve(1, plan.brief.effective());
    let calendar = world.calendar();
    let cases = plan_cases(plan, rules.section(), &world.zone, &calendar, until);
    let photos = take_photos(&world, &cases)?;
    let going = |done, of| told(Step::Matters, done, of);
    year::run(&world, time, (plan, &ids), (cases, photos), until, &going)?;
    time.set(until);
    Ok(ids)
}

/// Draws the photos of the cases and takes them in, as those that are sent are.
fn take_photos(world: &World, cases: &[Case]) -> Result<HashMap<usize, Vec<Stored>>> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let mut taken: HashMap<usize, Vec<Stored>> = HashMap::new();
    for (index, case) in cases.iter().enumerate() {
        for sketch in &case.photos {
            let sent = picture::draw(*sketch);
            let stored = runtime.block_on(attachment::take_in(world, sent.into()))?;
            taken.entry(index).or_default().push(stored);
        }
    }
    Ok(taken)
}

/// Waits until SQLite has brought its log into the file: the thread that writes closes it a
/// moment after the world is dropped.
fn settle(home: &Home) -> Result<()> {
    let mut log = home.database().into_os_string();
    log.push("-wal");
    let log = PathBuf::from(log);
    for _ in 0..2_000 {
        if !log.exists() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    bail!("{}: still open", log.display())
}

/// A directory beside the one to be made; gone when dropped, unless renamed.
struct Aside {
    home: Home,
    renamed: bool,
}

impl Aside {
    fn beside(target: &Path) -> Result<Self> {
        if target.exists() {
            bail!("{}: exists already", target.display());
        }
        let name = target.file_name().context("a data directory has a name")?;
        let mut aside = std::ffi::OsString::from(".");
        aside.push(name);
        aside.push(".new");
        let path = target.with_file_name(aside);
        let home = Home::at(&path);
        if path.exists() {
            let Some(lock) = home.lock()? else {
                bail!("{}: another demo is being made", path.display());
            };
            drop(lock);
            // What an earlier, interrupted one left behind.
            std::fs::remove_dir_all(&path).with_context(|| path.display().to_string())?;
        }
        home.make()?;
        Ok(Self { home, renamed: false })
    }

    fn rename_to(mut self, target: &Path) -> Result<()> {
        let path = self.home.root().to_owned();
        sync_all(&path)?;
        std::fs::rename(&path, target).with_context(|| target.display().to_string())?;
        self.renamed = true;
        let parent = match target.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        File::open(parent)?.sync_all()?;
        Ok(())
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if !self.renamed {
            // The next demo tries again.
            drop(std::fs::remove_dir_all(self.home.root()));
        }
    }
}

/// Brings every file and folder below `path` to disk.
fn sync_all(path: &Path) -> Result<()> {
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_all(&entry.path())?;
        } else {
            File::open(entry.path())?.sync_all()?;
        }
    }
    File::open(path)?.sync_all()?;
    Ok(())
}
