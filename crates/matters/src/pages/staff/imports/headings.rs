//! What each heading of a ledger stands for: told on the page, remembered for the next one.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use kernel::Refusal;
use platform::ledger::{Mapping, Target};
use platform::web::{Choice, FormState, PageResult, Site, View, Visitor, see};

use super::super::handling::Pairs;
use super::{address, named, show};
use crate::acts::orders;
use crate::model::order::Report;
use crate::rules::orders::ledger;

/// Headings of one form at most; a ledger of more columns is refused when it is read.
const MOST: usize = 256;

/// A heading of the file, and what it stands for.
pub(super) struct Heading {
    /// Name of its field.
    pub name: String,
    /// Name of the field that says which heading it is.
    pub of: String,
    /// The heading as the file has it.
    pub text: String,
    /// The first values below it.
    pub samples: String,
    /// The key of its column; empty if it stands for none.
    pub key: String,
    /// The name of its column.
    pub column: String,
}

/// The headings of a ledger, and the columns they may stand for.
pub(super) struct Headings {
    /// In the order of the file.
    pub all: Vec<Heading>,
    /// Every column.
    pub columns: Vec<Choice>,
    /// Required columns that no heading stands for.
    pub missing: Vec<String>,
    /// Whether the form is shown at once.
    pub open: bool,
}

impl Headings {
    /// What the report took each for, or what the form says of it where that was sent; the form is
    /// open where it was asked for, sent, or a column is missing.
    pub(super) fn of(view: &View, report: &Report, form: &FormState) -> Self {
        let sent = form.filled("of-0").is_some();
        let heading =
            |(at, (text, key, samples)): (usize, &(String, Option<String>, Vec<String>))| {
                let name = format!("heading-{at}");
                let chosen = sent.then(|| form.value(&name).to_owned());
                Heading {
                    of: format!("of-{at}"),
                    text: text.clone(),
                    samples: samples.join(" · "),
                    key: chosen.or_else(|| key.clone()).unwrap_or_default(),
                    column: key.as_deref().map(|key| column_name(view, key)).unwrap_or_default(),
                    name,
                }
            };
        let columns = ledger().columns.iter();
        Self {
            all: report.headings.iter().enumerate().map(heading).collect(),
            columns: columns
                .map(|column| Choice::new(column.key.clone(), column_name(view, &column.key)))
                .collect(),
            missing: report.missing.iter().map(|key| column_name(view, key)).collect(),
            open: sent || form.has("headings", "1") || !report.missing.is_empty(),
        }
    }

    /// How many headings stand for a column.
    pub(super) fn matched(&self) -> usize {
        self.all.iter().filter(|heading| !heading.key.is_empty()).count()
    }

    /// The headings under another name than the column's own.
    pub(super) fn renamed(&self) -> impl Iterator<Item = &Heading> {
        self.all.iter().filter(|heading| !heading.key.is_empty() && heading.text != heading.column)
    }

    /// The headings that stand for nothing.
    pub(super) fn unused(&self) -> Vec<&str> {
        let unused = self.all.iter().filter(|heading| heading.key.is_empty());
        unused.map(|heading| heading.text.as_str()).collect()
    }
}

/// The name of a column, in the reader's language.
pub(super) fn column_name(view: &View, key: &str) -> String {
    view.t(&format!("order-column-{}", key.replace('_', "-"))).into_owned()
}

/// Takes what the headings stand for, and reads the ledger again.
pub(super) async fn update(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let id = named(&id)?;
    let form = FormState::from_pairs(pairs);
    let actor = Arc::clone(&visitor.actor);
    let read = match mapping(&form) {
        Ok(mapping) => {
            let change =
                move |setting: &mut crate::model::order::Setting| setting.mapping = mapping;
            site.aside(move |world| orders::restage(world, &actor, id, change)).await
        }
        Err(refusal) => Err(refusal.into()),
    };
    match read {
        Ok(_) => Ok(see(&address(id))),
        Err(failure) => show::draw(&site, &visitor, id, "", form.kept(failure, &site)?).await,
    }
}

fn mapping(form: &FormState) -> Result<Mapping, Refusal> {
    let mut mapping = Mapping::default();
    for at in 0..MOST {
        let text = form.value(&format!("of-{at}"));
        if text.is_empty() {
            continue;
        }
        let key = form.value(&format!("heading-{at}"));
        let target = if key.is_empty() {
            Target::Ignore
        } else if ledger().position(key).is_some() {
            Target::Column(key.to_owned())
        } else {
            return Err(Refusal::new("form-refusal-pick"));
        };
        mapping.set(text, target);
    }
    Ok(mapping)
}
