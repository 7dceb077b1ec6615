//! Places that somebody has to tell: what they may be and why, another one, or none.

use std::collections::BTreeMap;

use kernel::{PlaceId, Refusal};
use platform::web::{FormState, View};

use crate::acts::orders;
use crate::model::order::{AskedPlace, NamedPlace, Report, Setting};

/// Questions shown at a time; when these are answered, the next come.
const MOST: usize = 50;
/// The answer that leaves the rows out.
const OUT: &str = "out";

/// One question.
pub(super) struct Question {
    /// Where it stands in the form.
    pub at: usize,
    /// What to answer under.
    pub key: String,
    /// What is asked.
    pub title: String,
    /// What it may mean.
    pub offers: Vec<Offer>,
    /// Name of the answer's field.
    pub name: String,
    /// Name of the field for another place.
    pub other: String,
    /// What was typed there.
    pub typed: String,
    /// What was chosen.
    pub chosen: String,
    /// What is wrong with the answer; empty for nothing.
    pub error: String,
}

/// A place it may be.
pub(super) struct Offer {
    /// What is sent.
    pub value: String,
    /// Its name.
    pub name: String,
    /// Why it is offered.
    pub reason: String,
}

/// The first questions of a report.
pub(super) fn of(view: &View, report: &Report, form: &FormState, wrong: &Wrong) -> Vec<Question> {
    let asked = report.asked.iter().take(MOST).enumerate();
    asked
        .map(|(at, asked)| {
            let (name, other) = (format!("place-{at}"), format!("other-{at}"));
            Question {
                title: title(view, asked),
                offers: offers(view, asked),
                typed: form.value(&other).to_owned(),
                chosen: form.value(&name).to_owned(),
                error: wrong.0.get(&at).map(|one| view.locale.refusal(one)).unwrap_or_default(),
                key: asked.key.clone(),
                at,
                name,
                other,
            }
        })
        .collect()
}

fn title(view: &View, asked: &AskedPlace) -> String {
    let key = if asked.text.is_empty() { "import-asked-nothing" } else { "import-asked" };
    view.t3(key, ("row", i64::from(asked.row)), ("rows", asked.rows), ("text", asked.text.as_str()))
}

fn offers(view: &View, asked: &AskedPlace) -> Vec<Offer> {
    let offer = |one: &crate::model::order::Candidate| Offer {
        value: one.id.0.to_string(),
        name: one.name.clone(),
        reason: view.t(&one.reason).into_owned(),
    };
    asked.candidates.iter().map(offer).collect()
}

/// What is wrong with answers, by their place in the form.
#[derive(Debug, Default)]
pub(super) struct Wrong(BTreeMap<usize, Refusal>);

/// Answers to questions about places.
#[derive(Debug, Default)]
pub(super) struct Answers {
    /// Which place each text means.
    places: BTreeMap<String, PlaceId>,
    /// Texts whose rows are left out.
    left_out: Vec<String>,
}

impl Answers {
    /// The answers of a form, looked up among the `known` places.
    ///
    /// # Errors
    /// Those that name no place, or several.
    pub(super) fn read(form: &FormState, known: &[NamedPlace]) -> Result<Self, Wrong> {
        let (mut answers, mut wrong) = (Self::default(), Wrong::default());
        for at in 0..MOST {
            let key = form.value(&format!("key-{at}")).to_owned();
            let (chosen, other) = (form.value(&format!("place-{at}")), format!("other-{at}"));
            let picked = chosen.parse::<i64>().map(PlaceId).ok();
            match (form.filled(&other), picked) {
                _ if key.is_empty() => {}
                // Whoever types another place means it, whatever is ticked above.
                (Some(name), _) => match orders::named(known, name) {
                    Some(place) => drop(answers.places.insert(key, place.id)),
                    None => drop(wrong.0.insert(at, unknown(name))),
                },
                (None, Some(place)) if known.iter().any(|one| one.id == place) => {
                    answers.places.insert(key, place);
                }
                (None, _) if chosen == OUT => answers.left_out.push(key),
                (None, _) => {}
            }
        }
        if wrong.0.is_empty() { Ok(answers) } else { Err(wrong) }
    }

    /// Puts the answers into the setting.
    pub(super) fn put(self, setting: &mut Setting) {
        for (key, place) in self.places {
            setting.left_out.remove(&key);
            setting.places.insert(key, place);
        }
        for key in self.left_out {
            setting.places.remove(&key);
            setting.left_out.insert(key);
        }
    }
}

fn unknown(name: &str) -> Refusal {
    Refusal::new("import-refusal-no-place").with("name", name)
}
