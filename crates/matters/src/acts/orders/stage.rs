//! Reading a ledger and reporting it: nothing of it is written as matters.

use std::sync::Arc;

use kernel::{PlaceId, Refusal};
use platform::ledger::write::marked as write_marked;
use platform::ledger::{Finding, Limits};
use platform::{Actor, Conn, Outcome, World};
use sha2::{Digest, Sha256};

use super::plan::{self, Plan};
use super::{Authority, read_in};
use crate::event;
use crate::model::order::{Import, ImportId, ImportState, Report, Setting};
use crate::store::orders::import::{self, Contents};

/// A file as it came.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Longest file name kept, in characters.
const NAME: usize = 120;
/// Longest name of a source, in characters.
const SOURCE: usize = 40;

/// Reads a ledger without keeping anything.
pub(super) fn trial(
    world: &Arc<World>,
    actor: &Arc<Actor>,
    upload: &Upload,
    setting: &Setting,
) -> Outcome<Report> {
    check_source(setting)?;
    let authority = world.db.read(|conn| Authority::of(conn, actor, setting.fallback))?;
    Ok(planned(world, &authority, &upload.bytes, setting, None)?.report)
}

pub(super) fn planned(
    world: &World,
    authority: &Authority,
    file: &[u8],
    setting: &Setting,
    own: Option<ImportId>,
) -> Outcome<Plan> {
    let read = read_in::read(world, file, setting)?;
    plan::plan(world, authority, read, setting, own)
}

fn check_source(setting: &Setting) -> Outcome<()> {
    let length = setting.source.trim().chars().count();
    if length == 0 {
        return Err(Refusal::at("source", "form-required").into());
    }
    if length > SOURCE {
        return Err(Refusal::at("source", "order-refusal-source-long").with("most", SOURCE).into());
    }
    Ok(())
}

/// Reads a ledger, reports it and keeps it until it is applied or given up. The same file from the
/// same source is kept once.
///
/// # Errors
/// Not found for whoever may not import; a refusal at `file` when it cannot be read at all, at
/// `source` without one.
pub fn stage(
    world: &Arc<World>,
    actor: &Arc<Actor>,
    upload: &Upload,
    setting: &Setting,
) -> Outcome<Import> {
    check_source(setting)?;
    let authority = world.db.read(|conn| Authority::of(conn, actor, setting.fallback))?;
    let plan = planned(world, &authority, &upload.bytes, setting, None)?;
    let import = Import {
        id: ImportId(0),
        district: authority.district,
        state: ImportState::Staged,
        source: setting.source.trim().to_owned(),
        file_name: upload.name.chars().take(NAME).collect(),
        file_hash: hash(&upload.bytes),
        account: actor.account,
        staged_at: world.time.now(),
        ended_at: None,
        counts: plan.report.counts,
        applied: 0,
    };
    let contents =
        Contents { file: upload.bytes.clone(), setting: setting.clone(), report: plan.report };
    world.act_now(&authority.actor, move |act| {
        Authority::claim(act)?;
        if let Some(open) = import::find_open(act.conn(), &import)? {
            import::update_reading(act, open.id, &contents)?;
            return Ok(Import { counts: contents.report.counts, ..open });
        }
        let import = Import { id: act.new_id(), ..import };
        import::insert(act, &import, &contents)?;
        let staged = event::ImportStaged {
            file: import.file_hash.clone(),
            source: import.source.clone(),
            total: import.counts.total,
        };
        act.journal(Some(import.district), import.subject(), &staged)?;
        Ok(import)
    })
}

/// SHA-256 in hexadecimal.
fn hash(bytes: &[u8]) -> String {
    platform::journal::salted::hex(&Sha256::digest(bytes))
}

/// The import with `id`, for whoever may see it.
///
/// # Errors
/// Not found else.
pub fn find(conn: &mut Conn, actor: &Arc<Actor>, id: ImportId) -> Outcome<Import> {
    let found = import::find(conn, id)?.ok_or_else(Refusal::not_found)?;
    let authority = Authority::of(conn, actor, Some(found.district))?;
    if authority.sees(&found) { Ok(found) } else { Err(Refusal::not_found().into()) }
}

/// The latest imports that `actor` may see.
///
/// # Errors
/// Not found for whoever may not import.
pub fn list(conn: &mut Conn, actor: &Arc<Actor>, most: i64) -> Outcome<Vec<Import>> {
    let authority = Authority::of(conn, actor, None)?;
    let places = authority.scope.places().iter();
    let districts: Vec<PlaceId> = places
        .filter(|(level, _)| *level == kernel::Level::District)
        .map(|(_, place)| *place)
        .collect();
    Ok(import::list(conn, &districts, actor.account, most)?)
}

/// An import that has not ended, with everything that came with it.
///
/// # Errors
/// Not found for whoever may not see it; refused once it has ended.
pub fn reading(
    world: &Arc<World>,
    actor: &Arc<Actor>,
    id: ImportId,
) -> Outcome<(Import, Contents)> {
    world.db.read(|conn| {
        let found = find(conn, actor, id)?;
        let contents = import::contents(conn, world, id)?;
        let contents = contents.ok_or_else(|| Refusal::new("order-refusal-ended"))?;
        Ok((found, contents))
    })
}

/// Reads a staged ledger again after `change` of its setting: other headings, mended cells, told
/// places.
///
/// # Errors
/// As [`reading`]; refused when it is being applied already, or cannot be read that way.
pub fn restage(
    world: &Arc<World>,
    actor: &Arc<Actor>,
    id: ImportId,
    change: impl FnOnce(&mut Setting),
) -> Outcome<Import> {
    let (found, mut contents) = reading(world, actor, id)?;
    let near = Some(found.district);
    let authority = world.db.read(|conn| Authority::of(conn, actor, near))?;
    change(&mut contents.setting);
    let plan = planned(world, &authority, &contents.file, &contents.setting, None)?;
    contents.report = plan.report;
    let counts = contents.report.counts;
    world.act_now(&authority.actor, move |act| {
        Authority::claim(act)?;
        if !import::update_reading(act, id, &contents)? {
            return Err(Refusal::new("order-refusal-ended").into());
        }
        Ok(())
    })?;
    Ok(Import { counts, ..found })
}

/// The table as it came, as a workbook with every cell at fault marked; `say` tells what is wrong.
///
/// # Errors
/// As [`reading`].
pub fn marked(
    world: &Arc<World>,
    actor: &Arc<Actor>,
    id: ImportId,
    say: impl Fn(&Finding) -> String,
) -> Outcome<Vec<u8>> {
    let (_, contents) = reading(world, actor, id)?;
    let setting = &contents.setting;
    // The table is marked as it came: mended cells are mended here, not there.
    let read = read_in::read(world, &contents.file, setting)?;
    let limits = Limits::default();
    let unmarkable = |error: platform::ledger::WriteError| {
        tracing::warn!(%error, "a table cannot be marked");
        Refusal::new("order-refusal-unmarkable")
    };
    Ok(write_marked(&contents.file, &read.preview, &limits, say).map_err(unmarkable)?)
}
