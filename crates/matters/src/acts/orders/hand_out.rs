//! A list of matters goes out, and the journal says so.

use std::collections::BTreeMap;

use platform::ledger::{HandedOut, handed_out};
use platform::{Act, Outcome};

use super::authority::is_at_the_machine;
use crate::permissions::EXPORT;
use crate::rules::sharing::Work;
use crate::store::list::{Filter, Waiting};

/// Journals that the list that `filter` leaves goes out with `rows` rows.
///
/// # Errors
/// Not found for whoever may not take lists out.
pub fn hand_out(act: &mut Act<'_, '_>, filter: &Filter, rows: usize) -> Outcome<()> {
    let mut district = None;
    if !is_at_the_machine(act.actor()) {
        let scope = act.require(&EXPORT)?;
        if let Some(&(_, place)) = scope.places().first() {
            let place = registry::store::place::load(act.conn(), place)?;
            district = place.and_then(|place| place.placement.district);
        }
    }
    let handed = HandedOut { ledger: "orders", narrowed: narrowed(filter, rows), rows };
    Ok(handed_out(act, district, &handed)?)
}

/// The filter in ids, closed words and numbers. Category and class are keys of the charter only
/// where they found something: elsewhere they are what somebody wrote into the address.
fn narrowed(filter: &Filter, rows: usize) -> BTreeMap<&'static str, String> {
    let channels: Vec<&str> = filter.channels.iter().map(|channel| channel.word()).collect();
    let known = |key: &Option<String>| key.clone().filter(|_| rows > 0);
    let fields = [
        ("state", filter.state.map(|state| state.word().to_owned())),
        ("street", filter.street.map(|place| place.0.to_string())),
        ("building", filter.building.map(|place| place.0.to_string())),
        ("outside", filter.outside.map(|level| format!("{level:?}").to_lowercase())),
        ("channels", Some(channels.join(",")).filter(|words| !words.is_empty())),
        // The words themselves may name somebody.
        ("words", filter.among.as_ref().map(|_| "yes".to_owned())),
        ("category", known(&filter.category)),
        ("class", known(&filter.class)),
        ("months", filter.months.map(|(first, last)| format!("{first}/{last}"))),
        ("solved", filter.solved.map(|solved| solved.to_string())),
        ("due", filter.due.map(|(after, until)| format!("{after}/{until}"))),
        ("waiting", filter.waiting.as_ref().map(waiting)),
        ("late", filter.late_at.map(|_| true.to_string())),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// For what something waits, and with which post.
fn waiting(waiting: &Waiting) -> String {
    let work = match waiting.work {
        Work::ToSign => "sign",
        Work::InHand => "hand",
    };
    let post = waiting.post.map_or_else(|| "nobody".to_owned(), |post| post.0.to_string());
    format!("{work} {post}")
}
