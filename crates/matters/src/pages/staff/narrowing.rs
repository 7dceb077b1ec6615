//! What an address narrows lists of matters to: read, said in words, written again.
//!
//! The list, its workbook, and every number that opens to its records share it, so that they mean
//! the same matters by the same address.

use jiff::Timestamp;
use kernel::{Level, Month, PlaceId};
use platform::web::address::encode_into;
use platform::web::{FormState, View};
use platform::{Conn, Outcome};
use registry::model::Place;

use crate::model::order::ImportId;
use crate::model::{Channel, State as MatterState};
use crate::store::list::Filter;

/// Names of the fields an address holds, in the order it is written.
const FIELDS: [&str; 13] = [
    "state", "channel", "street", "building", "outside", "category", "class", "month", "from",
    "until", "solved", "late", "import",
];

/// The fields of an address that narrow, and what they mean apart from places.
#[derive(Debug, Clone)]
pub(super) struct Narrowing {
    form: FormState,
    filter: Filter,
}

/// The places an address names that no field of the form shows.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    street: Option<Place>,
}

impl Narrowing {
    /// What the form narrows to; what it does not understand narrows nothing.
    pub fn of(form: &FormState, now: Timestamp) -> Self {
        let filter = Filter {
            state: MatterState::from_word(form.value("state")),
            street: None,
            building: None,
            outside: match form.value("outside") {
                "street" => Some(Level::Street),
                "building" => Some(Level::Building),
                _ => None,
            },
            channels: channels(form),
            category: form.filled("category").map(str::to_owned),
            class: form.filled("class").map(str::to_owned),
            months: months(form),
            solved: match form.value("solved") {
                "1" => Some(true),
                "0" => Some(false),
                _ => None,
            },
            late_at: form.has("late", "1").then_some(now),
            import: form.value("import").parse().ok().map(ImportId),
        };
        Self { form: form.clone(), filter }
    }

    /// The filter with its places looked up. A place nobody knows leaves an empty list, like one
    /// out of scope.
    pub fn resolve(&self, conn: &mut Conn) -> Outcome<(Filter, Named)> {
        let mut find = |field: &str| match self.form.filled(field) {
            Some(code) => Ok(Some(registry::store::place::find_by_code(conn, code)?)),
            None => Ok::<_, platform::StoreError>(None),
        };
        let (street, building) = (find("street")?, find("building")?);
        let id = |place: &Option<Place>| place.as_ref().map_or(PlaceId(0), |place| place.id);
        let filter = Filter {
            street: street.as_ref().map(id),
            building: building.as_ref().map(id),
            ..self.filter.clone()
        };
        Ok((filter, Named { street: street.flatten() }))
    }

    /// The address of `path` narrowed alike, with one field more if it is given.
    pub fn address(&self, path: &str, more: Option<(&str, String)>) -> String {
        let fields = FIELDS.iter().flat_map(|name| {
            let values = self.form.all(name).iter();
            values.map(|value| (*name, value.clone()))
        });
        address(path, fields.chain(more))
    }

    /// The fields that narrow besides those of `fields`, for a form with these fields to keep.
    pub fn beside(&self, fields: &[&str]) -> Vec<(&'static str, String)> {
        let kept = FIELDS.iter().filter(|name| !fields.contains(name));
        kept.filter_map(|name| Some((*name, self.form.filled(name)?.to_owned()))).collect()
    }

    /// What narrows the list in ways its form does not show.
    pub fn words(&self, view: &View, named: &Named) -> Vec<String> {
        let mut words = Vec::new();
        let comma = view.t("list-comma");
        if self.filter.channels.len() > 1 {
            let channels = self.filter.channels.iter().map(|one| view.t(&one.key()));
            words.push(channels.collect::<Vec<_>>().join(&comma));
        }
        if let Some((first, last)) = self.filter.months.filter(|(first, last)| first != last) {
            let (first, last) = (first.to_string(), last.to_string());
            words.push(view.t2("matter-list-months", "first", first, "last", last));
        }
        words.extend(named.street.iter().map(|street| street.name.clone()));
        words.extend(self.filter.outside.map(|level| {
            let key = match level {
                Level::Building => "matter-list-outside-building",
                _ => "matter-list-outside-street",
            };
            view.t(key).into_owned()
        }));
        words.extend(self.filter.solved.map(|solved| {
            let key = if solved { "matter-list-solved" } else { "matter-list-unsolved" };
            view.t(key).into_owned()
        }));
        words
    }
}

fn channels(form: &FormState) -> Vec<Channel> {
    form.all("channel").iter().filter_map(|word| Channel::from_word(word)).collect()
}

/// One month, or a stretch of them.
fn months(form: &FormState) -> Option<(Month, Month)> {
    let month = |name: &str| form.value(name).parse::<Month>().ok();
    let one = month("month").map(|month| (month, month));
    one.or_else(|| Some((month("from")?, month("until")?)))
}

/// `path` with these fields; empty ones are left out.
pub(super) fn address<'a>(
    path: &str,
    fields: impl IntoIterator<Item = (&'a str, String)>,
) -> String {
    let mut out = String::from(path);
    let mut joint = '?';
    for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        out.push(joint);
        out.push_str(name);
        out.push('=');
        encode_into(&mut out, &value);
        joint = '&';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written_again() {
        let pairs = [
            ("channel", "code"),
            ("channel", "visit"),
            ("from", "2023-08"),
            ("until", "2024-01"),
            ("solved", "1"),
            ("state", ""),
            ("x", "y"),
        ];
        let narrowing = Narrowing::of(&FormState::from_pairs(pairs), Timestamp::UNIX_EPOCH);
        assert_eq!(narrowing.filter.channels, [Channel::Code, Channel::Visit]);
        assert_eq!(narrowing.filter.solved, Some(true));
        let written = "channel=code&channel=visit&from=2023-08&until=2024-01&solved=1";
        assert_eq!(narrowing.address("/matters", None), format!("/matters?{written}"));
        let more = Some(("after", "LG-2".to_owned()));
        assert_eq!(narrowing.address("/m", more), format!("/m?{written}&after=LG-2"));
        let kept = narrowing.beside(&["state", "channel"]);
        let names: Vec<&str> = kept.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["from", "until", "solved"]);
    }

    #[test]
    fn what_is_not_understood_narrows_nothing() {
        let pairs = [("channel", "pigeon"), ("from", "2023-08"), ("solved", "maybe")];
        let narrowing = Narrowing::of(&FormState::from_pairs(pairs), Timestamp::UNIX_EPOCH);
        assert_eq!(narrowing.filter, Filter::default());
    }
}
