//! What somebody mended and told on the page: cells, places, and what to do with the rest.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use kernel::{PlaceId, Refusal};
use platform::web::{FormState, PageResult, Site, Visitor, see};

use super::super::handling::Pairs;
use super::cells::INPUT;
use super::questions::Answers;
use super::{address, bringing, named, show};
use crate::acts::orders;
use crate::model::order::{NamedPlace, Report, Setting};

/// Cells mended by hand at most; whoever has more to mend brings the file again.
const MOST: usize = 2_000;

/// Takes corrections, and reads the ledger again.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let id = named(&id)?;
    let form = FormState::from_pairs(pairs.clone());
    let actor = Arc::clone(&visitor.actor);
    let known = site.read(move |conn| {
        let import = orders::find(conn, &actor, id)?;
        orders::choices(conn, &actor, Some(import.district))
    });
    let known = known.await?;
    let answers = match Answers::read(&form, &known) {
        Ok(answers) => answers,
        Err(wrong) => {
            let form = form.refused(Refusal::new("import-refusal-places"));
            return show::draw_with(&site, &visitor, id, "", form, wrong).await;
        }
    };
    let (actor, sent) = (Arc::clone(&visitor.actor), form.clone());
    let read = site.aside(move |world| {
        let looked = world.db.read(|conn| orders::look(conn, world, &actor, id))?;
        let (setting, report) =
            looked.reading.ok_or_else(|| Refusal::new("order-refusal-ended"))?;
        let mended = mended(&pairs, &setting, &report)?;
        orders::restage(world, &actor, id, |setting| {
            setting.fixes.0 = mended;
            answers.put(setting);
            rest(&sent, &known, setting);
        })
    });
    match read.await {
        Ok(_) => Ok(see(&address(id))),
        Err(failure) => show::draw(&site, &visitor, id, "", form.kept(failure, &site)?).await,
    }
}

/// The mended cells with those of the form: what was changed counts, what was left as it stood
/// does not, since a long text is shown cut.
fn mended(
    pairs: &Pairs,
    setting: &Setting,
    report: &Report,
) -> Result<std::collections::BTreeMap<String, String>, Refusal> {
    let mut fixes = setting.fixes.0.clone();
    for (name, value) in pairs {
        if name == "undo" {
            fixes.remove(value);
        }
        let Some(cell) = name.strip_prefix(INPUT) else { continue };
        let told = report.findings.iter().find(|told| told.is_error && told.cell == cell);
        if told.is_some_and(|told| told.found != *value) {
            fixes.insert(cell.to_owned(), value.clone());
        }
    }
    if fixes.len() > MOST {
        return Err(Refusal::new("import-refusal-many-fixes").with("most", MOST));
    }
    Ok(fixes)
}

/// What becomes of the orders whose place nobody knows; answers given so far, if they are to be
/// forgotten.
fn rest(form: &FormState, known: &[NamedPlace], setting: &mut Setting) {
    if form.has("again", "1") {
        setting.places.clear();
        setting.left_out.clear();
        setting.lost_left_out = false;
        setting.fallback = None;
    }
    if form.has("rest", bringing::LEFT_OUT) {
        setting.lost_left_out = true;
    }
    let place = form.value("rest").parse().ok().map(PlaceId);
    if let Some(place) = place.filter(|place| known.iter().any(|one| one.id == *place)) {
        setting.fallback = Some(place);
    }
}
