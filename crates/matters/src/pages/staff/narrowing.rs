//! What an address narrows lists of matters to: read, said in words, written again.
//!
//! The list, its workbook, and every number that opens to its records share it, so that they mean
//! the same matters by the same address.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Level, Month, PlaceId, PostId};
use platform::web::address::encode_into;
use platform::web::{FormState, View};
use platform::{Actor, Conn, Outcome};
use registry::model::Place;
use registry::rules::naming;

use super::station;
use crate::model::order::ImportId;
use crate::model::{Channel, State as MatterState};
use crate::rules::sharing::{self, Work};
use crate::store;
use crate::store::list::{COUNT_CAP, Filter, Waiting};
use crate::store::{Sight, searching};

/// Names of the fields an address holds, in the order it is written.
const FIELDS: [&str; 17] = [
    "q", "state", "channel", "street", "building", "outside", "category", "class", "month", "from",
    "until", "solved", "due", "hand", "sign", "late", "import",
];

/// No place: a list narrowed to it is empty.
const NOWHERE: PlaceId = PlaceId(0);

/// What a list of work names in place of a post, for what waits with nobody.
pub(super) const NOBODY: &str = "nobody";

/// The fields of an address that narrow, and what they mean apart from places.
#[derive(Debug, Clone)]
pub(super) struct Narrowing {
    form: FormState,
    filter: Filter,
    today: Date,
}

/// Buildings named where several go by what was typed.
const SEVERAL: usize = 5;

/// What an address names that no field of the form shows.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    street: Option<Place>,
    /// The buildings that go by what was typed, where it is not one.
    buildings: Vec<String>,
    /// Whose work it is: what it waits for, and the name of who has it.
    waiting: Option<(Work, Option<String>)>,
}

impl Narrowing {
    /// What the form narrows to; what it does not understand narrows nothing.
    pub fn of(form: &FormState, view: &View) -> Self {
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
            late_at: form.has("late", "1").then_some(view.now),
            due: form.value("due").parse().ok().and_then(|day| day_of(day, &view.zone)),
            waiting: None,
            import: form.value("import").parse().ok().map(ImportId),
            among: None,
        };
        Self { form: form.clone(), filter, today: view.today() }
    }

    /// The filter with its places, words and people looked up for `actor`, whose `sight` bounds
    /// what words find. A place nobody knows leaves an empty list, like one out of scope; so do a name
    /// that several buildings go by, and a post at another workstation than the actor's.
    pub fn resolve(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        sight: &Sight,
    ) -> Outcome<(Filter, Named)> {
        let street = match self.form.filled("street") {
            Some(code) => Some(registry::store::place::find_by_code(conn, code)?),
            None => None,
        };
        let (building, buildings) = self.building(conn, actor)?;
        let id = |place: &Option<Place>| place.as_ref().map_or(NOWHERE, |place| place.id);
        let among = match self.form.filled("q") {
            Some(words) => Some(searching::ids(conn, sight, words, COUNT_CAP)?),
            None => None,
        };
        let filter = Filter {
            among,
            street: street.as_ref().map(id),
            building,
            waiting: self.waiting(conn, actor)?,
            ..self.filter.clone()
        };
        let waiting = match &filter.waiting {
            Some(waiting) => Some((waiting.work, holder(conn, waiting.post)?)),
            None => None,
        };
        Ok((filter, Named { street: street.flatten(), buildings, waiting }))
    }

    /// The building the address names, by its code or as the actor calls it; where several go by
    /// that name, none and their names.
    fn building(&self, conn: &mut Conn, actor: &Actor) -> Outcome<(Option<PlaceId>, Vec<String>)> {
        let Some(typed) = self.form.filled("building") else { return Ok((None, Vec::new())) };
        if let Some(place) = registry::store::place::find_by_code(conn, typed)? {
            return Ok((Some(place.id), Vec::new()));
        }
        let key = naming::key(typed);
        if key.is_empty() {
            return Ok((Some(NOWHERE), Vec::new()));
        }
        let scope = actor.scope(&registry::permissions::SEE);
        let found = registry::store::building::list(conn, &scope, typed, None, SEVERAL)?.rows;
        let exact = found.iter().find(|one| naming::key(&one.place.name) == key);
        let one = exact.or(if let [one] = found.as_slice() { Some(one) } else { None });
        match one {
            Some(one) => Ok((Some(one.place.id), Vec::new())),
            None => Ok((Some(NOWHERE), found.into_iter().map(|one| one.place.name).collect())),
        }
    }

    /// What waits with the post the address names, at the actor's own workstation.
    fn waiting(&self, conn: &mut Conn, actor: &Actor) -> Outcome<Option<Waiting>> {
        let asked = |(name, work)| Some((work, self.form.filled(name)?));
        let fields = [("hand", Work::InHand), ("sign", Work::ToSign)];
        let Some((work, whose)) = fields.into_iter().find_map(asked) else { return Ok(None) };
        let nothing = Waiting { work, post: None, matters: Vec::new() };
        let Some(station) = station::of(actor) else { return Ok(Some(nothing)) };
        let staff = registry::store::post::of_body(conn, station, self.today)?;
        let present = station::sitting(&staff);
        let named = whose.parse().ok().map(PostId);
        let who = present.iter().copied().find(|one| Some(one.post) == named);
        if who.is_none() && whose != NOBODY {
            return Ok(Some(nothing));
        }
        let pieces = store::work::of_body(conn, station)?;
        let theirs = sharing::with(&pieces, work, who, &present);
        let matters = theirs.iter().map(|piece| piece.matter).collect();
        Ok(Some(Waiting { work, post: who.map(|one| one.post), matters }))
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
        if !named.buildings.is_empty() {
            let (typed, names) = (self.form.value("building"), named.buildings.join(&comma));
            words.push(view.t2("matter-list-buildings", "typed", typed, "names", names));
        }
        words.extend(
            named.waiting.iter().map(|(work, who)| waiting_words(view, *work, who.as_deref())),
        );
        words.extend(
            self.form
                .value("due")
                .parse::<Date>()
                .ok()
                .map(|day| view.t1("matter-list-due-on", "day", view.day(day))),
        );
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

/// The name of who holds a post, or of the body where the post has no public one.
fn holder(conn: &mut Conn, post: Option<PostId>) -> Outcome<Option<String>> {
    let Some(post) = post else { return Ok(None) };
    let mut labels = registry::store::post::labels(conn, &[post])?;
    Ok(labels.remove(&post))
}

fn waiting_words(view: &View, work: Work, who: Option<&str>) -> String {
    match (work, who) {
        (Work::InHand, Some(who)) => view.t1("matter-list-hand", "name", who),
        (Work::ToSign, Some(who)) => view.t1("matter-list-sign", "name", who),
        (Work::InHand, None) => view.t("matter-list-hand-nobody").into_owned(),
        (Work::ToSign, None) => view.t("matter-list-sign-nobody").into_owned(),
    }
}

/// A day as deadlines count it: 24:00 still belongs to it, its own 0:00 to the day before.
pub(super) fn day_of(day: Date, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
    let begin = |day: Date| Some(day.to_zoned(zone.clone()).ok()?.timestamp());
    Some((begin(day)?, begin(day.tomorrow().ok()?)?))
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
    use platform::web::Locale;

    use super::*;

    fn view() -> View {
        View::new(Locale::ZhCn, Timestamp::UNIX_EPOCH, TimeZone::UTC)
    }

    #[test]
    fn a_deadline_at_midnight_belongs_to_the_day_that_ends() {
        let form = FormState::from_pairs([("due", "2024-02-18")]);
        let (after, until) = Narrowing::of(&form, &view()).filter.due.unwrap();
        assert_eq!(after.to_string(), "2024-02-18T00:00:00Z");
        assert_eq!(until.to_string(), "2024-02-19T00:00:00Z");
    }

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
        let narrowing = Narrowing::of(&FormState::from_pairs(pairs), &view());
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
        let narrowing = Narrowing::of(&FormState::from_pairs(pairs), &view());
        assert_eq!(narrowing.filter, Filter::default());
    }
}
