//! A copy of a data directory to measure on, prepared as only a benchmark needs it.
//!
//! What is done here stays out of the data that are kept: the same million serves again when
//! charters or limits change.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use app::demo::write::CHARTER;
use app::home::Home;
use app::installation::{Place, With, sections};
use kernel::{PlaceId, Scope};
use platform::charter::{Charter, CharterText, attach, shipped_library};
use platform::journal::Origin;
use platform::{Actor, World};
use registry::model::{Building, EnterpriseFilter, PlaceKind, Tenancy, Term};

use crate::data::{AS_OF, Data, NODE, settled};

/// Enterprises in the fullest building. Source: assumption (a tower of small offices).
pub const TENANTS: usize = 1_200;
/// What a raise may come to from one address and at one building: more than any machine writes.
const WIDE: &str = "{ most = 100000, within = \"1min\" }";

/// The copy; gone when dropped.
pub struct Work {
    /// Its directory.
    pub root: PathBuf,
}

impl Work {
    /// Copies `data` below `folder`, puts the limiter out of reach and fills one building.
    pub fn prepare(data: &Data, folder: &Path) -> Result<Self> {
        let work = Self { root: folder.join("work") };
        drop(std::fs::remove_dir_all(&work.root));
        std::fs::create_dir_all(folder)?;
        let copied = Command::new("cp").arg("-a").arg(&data.root).arg(&work.root).status()?;
        ensure!(copied.success(), "cannot copy {}", data.root.display());
        let world = Place::new(Home::at(&work.root), None).open(With::system(NODE))?;
        let building = fullest(&world)?;
        widen(&world, &building)?;
        fill(&world, &building)?;
        drop(world);
        settled(&work.root)?;
        // Else what is measured first waits for the disk to write the copy.
        std::fs::File::open(Home::at(&work.root).database())?.sync_all()?;
        Ok(work)
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // The next run clears it away before it begins.
        drop(std::fs::remove_dir_all(&self.root));
    }
}

/// Puts a charter in force that differs from the shipped one only in how often somebody may
/// raise: the limiter works as always, and its limit is out of reach. Source: DESIGN §6 (set wide
/// by an option of the benchmark alone).
fn widen(world: &Arc<World>, building: &Building) -> Result<()> {
    let (charter, at) =
        (wide()?, building.place.whereabouts().context("the building has a street")?);
    let actor = Arc::new(Actor::nobody(Origin::Cli));
    let district = at.district;
    world.act_now(&actor, move |act| attach(act, charter, district, district, AS_OF).map(drop))?;
    Ok(())
}

/// The demo's charter with the limits of the throttle out of reach, wherever they stand: in its own
/// file or in one that it extends.
fn wide() -> Result<Charter> {
    let library = |id: &str| shipped_library(id).map(widened);
    let own = library(CHARTER).context("the demo's charter ships")?;
    Charter::read(&own.file, &own.text, &library, &sections())
        .map_err(|errors| anyhow::anyhow!("{errors:?}"))
}

fn widened(mut text: CharterText) -> CharterText {
    let widened = |line: &str| match line.split_once(" = ") {
        Some((key @ ("from_one_address" | "at_one_building"), _)) => format!("{key} = {WIDE}\n"),
        _ => format!("{line}\n"),
    };
    text.text = text.text.lines().map(widened).collect();
    text
}

/// The building with the most storeys: its rooms hold the most.
fn fullest(world: &World) -> Result<Building> {
    let code = code_of_fullest();
    let found = world.db.read(|conn| registry::store::building::find_by_code(conn, &code))?;
    found.context("the plan's buildings exist")
}

/// Code of the building that [`Work::prepare`] fills.
pub fn code_of_fullest() -> String {
    let plan = Data::plan();
    let tallest = plan.buildings.iter().max_by_key(|one| one.above);
    tallest.map(|one| one.code.clone()).unwrap_or_default()
}

/// Lets enterprises of the district rent in the rooms of `building` until there are [`TENANTS`].
fn fill(world: &Arc<World>, building: &Building) -> Result<()> {
    let at = building.place.whereabouts().context("the building has a street")?;
    let id = building.place.id;
    let (rooms, bodies) = world.db.read(|conn| {
        let inside = registry::store::place::inside(conn, id)?;
        let rooms = inside.into_iter().filter(|one| one.kind == PlaceKind::Room);
        let rooms: Vec<PlaceId> = rooms.map(|room| room.id).collect();
        let scope = Scope::nothing().with_place(kernel::Level::District, at.district);
        let filter = EnterpriseFilter::default();
        let page =
            registry::store::enterprise::list(conn, &scope, &filter, AS_OF, None, 2 * TENANTS)?;
        let known: Vec<_> = page.rows.into_iter().map(|one| one.body.id).collect();
        let here = registry::store::tenancy::renting(conn, id, &known, AS_OF)?;
        let all = registry::store::tenancy::occupancy(conn, &[id], AS_OF)?;
        let now = all.get(&id).map_or(0, |found| usize::try_from(found.enterprises).unwrap_or(0));
        let others = known.into_iter().filter(|body| !here.contains(body));
        let bodies: Vec<_> = others.take(TENANTS.saturating_sub(now)).collect();
        Ok::<_, platform::StoreError>((rooms, bodies))
    })?;
    ensure!(!rooms.is_empty(), "{} has no rooms", building.place.name);
    let actor = Arc::new(Actor::nobody(Origin::Cli));
    world.act_now(&actor, move |act| {
        let tenancies: Vec<Tenancy> = bodies
            .into_iter()
            .zip(rooms.iter().cycle())
            .map(|(body, &place)| Tenancy {
                id: act.new_id(),
                body,
                place,
                building: id,
                term: Term::since(AS_OF),
                area: Some(1_000),
            })
            .collect();
        let now = act.now_us();
        Ok(registry::store::tenancy::insert_many(act.conn(), &tenancies, now)?)
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use matters::model::charter::Matters;

    #[test]
    fn the_limits_of_the_public_form_are_out_of_reach() {
        let charter = super::wide().unwrap().resolve(1, date(2026, 1, 1));
        let rules = &charter.section::<Matters>().raising;
        for limit in [rules.from_one_address, rules.at_one_building] {
            assert_eq!((limit.most, limit.within.to_string().as_str()), (100_000, "1min"));
        }
    }
}
