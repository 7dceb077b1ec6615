//! Reading a ledger and reporting it: nothing of it is written as matters.

use std::sync::Arc;

use kernel::{Page, Refusal};
use platform::ledger::write::marked as write_marked;
use platform::ledger::{Finding, Fixes, Limits};
use platform::{Actor, Conn, Outcome, World};
use sha2::{Digest, Sha256};

use super::plan::{self, Plan};
use super::{Authority, read_in};
use crate::event;
use crate::model::order::{Counts, Import, ImportId, ImportState, Report, Setting};
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
    let read = read_in::read(world, authority.district, file, setting)?;
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
    let import = Import {
        id: ImportId(0),
        district: authority.district,
        state: ImportState::Staged,
        source: setting.source.trim().to_owned(),
        file_name: upload.name.chars().take(NAME).collect(),
        file_hash: hash(&upload.bytes),
        account: actor.account,
        staged_at: world.time.now(),
        moved_at: None,
        ended_at: None,
        counts: Counts::default(),
        applied: 0,
    };
    let setting = Setting { source: import.source.clone(), ..setting.clone() };
    if let Some(begun) = world.db.read(|conn| import::find_open(conn, &import))?
        && begun.state == ImportState::Applying
    {
        // It was interrupted; what it has written already goes on with it.
        return Ok(begun);
    }
    let plan = planned(world, &authority, &upload.bytes, &setting, None)?;
    let import = Import { counts: plan.report.counts, ..import };
    let contents = Contents { file: upload.bytes.clone(), setting, report: plan.report };
    world.act_now(&authority.actor, move |act| {
        Authority::claim(act)?;
        if let Some(open) = import::find_open(act.conn(), &import)? {
            if !import::update_reading(act, open.id, ImportState::Staged, &contents)? {
                return Ok(open);
            }
            return Ok(Import { counts: contents.report.counts, ..open });
        }
        let import = Import { id: act.new_id(), ..import };
        import::insert(act, &import, &contents)?;
        act.journal(Some(import.district), import.subject(), &event::ImportStaged::of(&import))?;
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

/// The imports that `actor` may see, newest first, after `after`; at most `size`.
///
/// # Errors
/// Not found for whoever may not import.
pub fn list(
    conn: &mut Conn,
    actor: &Arc<Actor>,
    after: Option<ImportId>,
    size: usize,
) -> Outcome<Page<Import>> {
    let authority = Authority::of(conn, actor, None)?;
    let districts = authority.whole_districts();
    Ok(import::list(conn, &districts, actor.account, after, size)?)
}

/// The systems that orders came from lately, the latest first.
///
/// # Errors
/// Not found for whoever may not import.
pub fn sources(conn: &mut Conn, actor: &Arc<Actor>) -> Outcome<Vec<String>> {
    let authority = Authority::of(conn, actor, None)?;
    Ok(import::sources(conn, &[authority.district])?)
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

/// An import for its page: with how it is read and what that came to unless it has ended, and
/// when the same file was written before.
#[derive(Debug, Clone)]
pub struct Looked {
    /// The import.
    pub import: Import,
    /// How it is read and what that came to; `None` once it has ended.
    pub reading: Option<(Setting, Report)>,
    /// The same file as it was written before.
    pub before: Option<Import>,
}

/// What the page of an import shows.
///
/// # Errors
/// As [`find`].
pub fn look(conn: &mut Conn, world: &World, actor: &Arc<Actor>, id: ImportId) -> Outcome<Looked> {
    let import = find(conn, actor, id)?;
    let reading = import::reading(conn, world, id)?;
    let before = import::find_applied(conn, import.district, &import.file_hash)?;
    let authority = Authority::of(conn, actor, Some(import.district))?;
    let before = before.filter(|one| one.id != id && authority.sees(one));
    Ok(Looked { import, reading, before })
}

/// Reads a staged ledger again after `change` of its setting: other headings, mended cells, told
/// places. Of one whose writing has begun, only what was asked about places can still be answered:
/// anything else might make other orders of the same rows.
///
/// # Errors
/// As [`reading`]; refused when it cannot be read that way.
pub fn restage(
    world: &Arc<World>,
    actor: &Arc<Actor>,
    id: ImportId,
    change: impl FnOnce(&mut Setting),
) -> Outcome<Import> {
    let (found, mut contents) = reading(world, actor, id)?;
    let near = Some(found.district);
    let authority = world.db.read(|conn| Authority::of(conn, actor, near))?;
    let mut wanted = contents.setting.clone();
    change(&mut wanted);
    let has_begun = found.state == ImportState::Applying;
    contents.setting = if has_begun {
        let Setting { places, left_out, lost_left_out, fallback, .. } = wanted;
        Setting { places, left_out, lost_left_out, fallback, ..contents.setting }
    } else {
        wanted
    };
    let own = has_begun.then_some(id);
    let plan = planned(world, &authority, &contents.file, &contents.setting, own)?;
    contents.report = plan.report;
    let (counts, state) = (contents.report.counts, found.state);
    world.act_now(&authority.actor, move |act| {
        Authority::claim(act)?;
        if !import::update_reading(act, id, state, &contents)? {
            return Err(Refusal::new("order-refusal-ended").into());
        }
        Ok(())
    })?;
    Ok(Import { counts, ..found })
}

/// Puts a corrected file in the place of a staged one. Headings and places stay as they were told;
/// cells are mended in the file now.
///
/// # Errors
/// As [`restage`]; a refusal at `file` when the new one cannot be read at all.
pub fn bring_again(
    world: &Arc<World>,
    actor: &Arc<Actor>,
    id: ImportId,
    upload: Upload,
) -> Outcome<Import> {
    let (found, contents) = reading(world, actor, id)?;
    let near = Some(found.district);
    let authority = world.db.read(|conn| Authority::of(conn, actor, near))?;
    let setting = Setting { fixes: Fixes::default(), ..contents.setting };
    let plan = planned(world, &authority, &upload.bytes, &setting, None)?;
    let import = Import {
        file_name: upload.name.chars().take(NAME).collect(),
        file_hash: hash(&upload.bytes),
        staged_at: world.time.now(),
        counts: plan.report.counts,
        ..found
    };
    let contents = Contents { file: upload.bytes, setting, report: plan.report };
    world.act_now(&authority.actor, move |act| {
        Authority::claim(act)?;
        if !import::update_file(act, &import, &contents)? {
            return Err(Refusal::new("order-refusal-ended").into());
        }
        act.journal(Some(import.district), import.subject(), &event::ImportStaged::of(&import))?;
        Ok(import)
    })
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
    let (found, contents) = reading(world, actor, id)?;
    let setting = &contents.setting;
    // The table is marked as it came: mended cells are mended here, not there.
    let read = read_in::read(world, found.district, &contents.file, setting)?;
    let limits = Limits::default();
    let unmarkable = |error: platform::ledger::WriteError| {
        tracing::warn!(%error, "a table cannot be marked");
        Refusal::new("order-refusal-unmarkable")
    };
    Ok(write_marked(&contents.file, &read.preview, &limits, say).map_err(unmarkable)?)
}
