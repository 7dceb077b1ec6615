//! `/matters/batch`: one act for the matters ticked in a list. Each is tried by itself, with its own
//! right and its own entry in the journal, and says what came of it; what was refused stays ticked.
//!
//! Source: FEATURES F-C12, UX §4 (bulk with a result per row).

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, State};
use jiff::civil::Date;
use kernel::{PlaceId, Refusal};
use platform::web::{Choice, FormState, PageResult, Site, Status, View, Visitor, html};
use platform::{Act, Actor, Conn, Outcome};

use super::handling::Pairs;
use crate::acts::{self, Ask};
use crate::model::{Matter, MatterNumber};
use crate::permissions::{HANDLE, MERGE, SUPERVISE};
use crate::store::{self, Sight};

/// Matters in one batch: four pages of a list. Source: assumption.
const MOST: usize = 200;

/// What is done to each.
#[derive(Debug, Clone)]
enum Asked {
    /// 签收
    Sign,
    /// 并入 this one.
    Merge(MatterNumber),
    /// 督办
    Supervise(Ask),
}

impl Asked {
    fn run(self, act: &mut Act<'_, '_>, number: &MatterNumber) -> Outcome<()> {
        match self {
            Self::Sign => acts::sign_matter(act, number),
            Self::Merge(into) => acts::merge_matter(act, number, &into),
            Self::Supervise(ask) => acts::supervise_matter(act, number, &ask),
        }
    }
}

/// What came of one.
type Came = Result<(), String>;

/// A matter of the batch.
struct Row {
    number: String,
    title: String,
    place: String,
    status: Option<Status>,
    came: Option<Came>,
    is_ticked: bool,
}

#[derive(Template)]
#[template(path = "matters/batch.html")]
struct BatchPage<'a> {
    v: &'a View,
    rows: Vec<Row>,
    /// How many were done and how many were not; `None` before anything was tried.
    sum: Option<(usize, usize)>,
    offers: Offers,
    form: &'a FormState,
}

/// What a visitor may do to many at once.
#[derive(Debug, Clone)]
pub(super) struct Offers {
    pub acts: Vec<Choice>,
    pub merges: bool,
    pub supervises: bool,
}

impl Offers {
    /// As far as the visitor may anywhere: each matter asks again.
    pub fn of(view: &View, actor: &Actor) -> Self {
        let all = [("sign", &HANDLE), ("merge", &MERGE), ("supervise", &SUPERVISE)];
        let may = all.into_iter().filter(|(_, permission)| actor.may(permission));
        let choice = |(word, _)| Choice::new(word, view.t(&format!("batch-{word}")));
        Self {
            acts: may.map(choice).collect(),
            merges: actor.may(&MERGE),
            supervises: actor.may(&SUPERVISE),
        }
    }
}

/// Tries the act on each matter ticked.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let mut numbers: Vec<MatterNumber> = Vec::new();
    for number in form.all("which").iter().filter_map(|one| one.parse().ok()) {
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    let asked = match asked(&form, numbers.len()) {
        Ok(asked) => asked,
        Err(refusal) => {
            let came = HashMap::new();
            return draw(&site, &visitor, numbers, &came, &form.refused(refusal)).await;
        }
    };
    let mut came = HashMap::new();
    let view = visitor.view(&site);
    for number in &numbers {
        let (asked, own) = (asked.clone(), number.clone());
        let done = site.act(&visitor.actor, move |act| asked.run(act, &own)).await;
        let said = match done {
            Ok(()) => Ok(()),
            Err(failure) => Err(match FormState::new().kept(failure, &site) {
                Ok(kept) => kept.refusals().iter().map(|one| view.locale.refusal(one)).collect(),
                Err(_) => view.t("nf").into_owned(),
            }),
        };
        came.insert(number.clone(), said);
    }
    draw(&site, &visitor, numbers, &came, &form).await
}

/// What the form asks for, for so many matters.
fn asked(form: &FormState, count: usize) -> Result<Asked, Refusal> {
    if count == 0 {
        return Err(Refusal::new("batch-refusal-none"));
    }
    if count > MOST {
        return Err(Refusal::new("batch-refusal-many").with("most", MOST));
    }
    match form.value("what") {
        "sign" => Ok(Asked::Sign),
        "merge" => {
            let into = form.value("into").trim().parse();
            into.map(Asked::Merge).map_err(|_| Refusal::at("into", "refusal-matter-merge-number"))
        }
        "supervise" => {
            let day: Result<Date, _> = form.value("answer_by").parse();
            let answer_by = Some(day.map_err(|_| Refusal::at("answer_by", "form-refusal-date"))?);
            Ok(Asked::Supervise(Ask { words: form.value("ask").to_owned(), answer_by }))
        }
        _ => Err(Refusal::at("what", "form-refusal-pick")),
    }
}

async fn draw(
    site: &Arc<Site>,
    visitor: &Visitor,
    numbers: Vec<MatterNumber>,
    came: &HashMap<MatterNumber, Came>,
    form: &FormState,
) -> PageResult {
    let (actor, shown) = (Arc::clone(&visitor.actor), numbers.clone());
    let seen = site.read(move |conn| load(conn, &actor, &shown)).await?;
    let view = visitor.view(site);
    let done = came.values().filter(|one| one.is_ok()).count();
    let rows = numbers.iter().map(|number| row(number, &seen, came.get(number)));
    let batch_page = BatchPage {
        v: &view,
        rows: rows.collect(),
        sum: (!came.is_empty()).then(|| (done, came.len() - done)),
        offers: Offers::of(&view, &visitor.actor),
        form,
    };
    html(form.status(), &batch_page)
}

/// Those of the batch that the actor sees, with their places.
fn load(
    conn: &mut Conn,
    actor: &Actor,
    numbers: &[MatterNumber],
) -> Outcome<HashMap<MatterNumber, (Matter, String)>> {
    let found = store::batch::list_numbered(conn, &Sight::of(actor), numbers)?;
    let places: Vec<PlaceId> = found.iter().map(|matter| matter.place).collect();
    let names = registry::store::place::names(conn, &places)?;
    let placed = found.into_iter().map(|matter| {
        let place = names.get(&matter.place).cloned().unwrap_or_default();
        (matter.number.clone(), (matter, place))
    });
    Ok(placed.collect())
}

fn row(
    number: &MatterNumber,
    seen: &HashMap<MatterNumber, (Matter, String)>,
    came: Option<&Came>,
) -> Row {
    let known = seen.get(number);
    Row {
        number: number.to_string(),
        title: known.map(|(matter, _)| matter.title.clone()).unwrap_or_default(),
        place: known.map(|(_, place)| place.clone()).unwrap_or_default(),
        status: known.map(|(matter, _)| matter.state.into()),
        came: came.cloned(),
        is_ticked: !matches!(came, Some(Ok(()))),
    }
}
