//! A list of matters as a ledger of orders: what is handed out comes back without a change.
//!
//! The ledger carries neither who raised a matter nor how to reach them, and the words only with
//! personal data blanked. Source: UX §6 (exports carry the viewer's mark); FEATURES T6.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::{BodyId, Keyset, PlaceId, Refusal};
use platform::ledger::{Cell, Column, Export, Kind, Value, value, write};
use platform::web::Locale;
use platform::{Conn, Failure, Outcome, World};

use crate::model::order::{Answers, SourceState, Stage};
use crate::model::{Matter, MatterId, Satisfaction, Solved};
use crate::rules::orders::ledger;
use crate::rules::shielding;
use crate::store::list::Filter;
use crate::store::orders::known;
use crate::store::{self, Sight};

/// Matters read at a time.
const CHUNK: usize = 500;
/// Matters handed out at most: what a sheet of a workbook is still opened with.
const MOST: usize = 100_000;

/// Who takes a list out, and what of it.
#[derive(Debug, Clone)]
pub struct Taken<'a> {
    /// How far they see; shielded viewers get summaries and days.
    pub sight: &'a Sight,
    /// What the list is narrowed to.
    pub filter: &'a Filter,
    /// Who took it and when, for head and foot of every page.
    pub mark: &'a str,
}

/// A list as it goes out.
#[derive(Debug, Clone)]
pub struct Handed {
    /// The workbook.
    pub workbook: Vec<u8>,
    /// How many matters are in it.
    pub rows: usize,
}

/// Writes the list as a workbook that reads back as orders. Rows are read and written chunk by
/// chunk; at no time is more than one chunk of them held.
///
/// # Errors
/// Refused when there are more than 100,000 matters or the workbook cannot be made.
pub fn export(conn: &mut Conn, world: &World, taken: &Taken<'_>) -> Outcome<Handed> {
    let mut rows = Rows {
        conn,
        world,
        taken,
        after: None,
        chunk: Vec::new().into_iter(),
        read: 0,
        is_over: false,
        failure: None,
    };
    let export = Export { ledger: ledger(), title: None, reported_by: "", mark: taken.mark };
    let written = write::workbook(&export, &mut rows);
    if let Some(failure) = rows.failure {
        return Err(failure);
    }
    let workbook = written.map_err(|error| {
        tracing::warn!(%error, "an export could not be written");
        Refusal::new("order-refusal-export-failed")
    })?;
    Ok(Handed { workbook, rows: rows.read })
}

type Row = Vec<Option<Value>>;

/// The rows of a list, read as they are asked for; they end early where reading fails.
struct Rows<'a> {
    conn: &'a mut Conn,
    world: &'a World,
    taken: &'a Taken<'a>,
    after: Option<Keyset>,
    chunk: std::vec::IntoIter<Row>,
    read: usize,
    is_over: bool,
    failure: Option<Failure>,
}

impl Rows<'_> {
    fn next_chunk(&mut self) -> Outcome<Vec<Row>> {
        let taken = self.taken;
        let page = store::list::list(self.conn, taken.sight, taken.filter, self.after, CHUNK)?;
        let rows = rows_of(self.conn, self.world, taken.sight, &page.rows)?;
        self.read += rows.len();
        if self.read > MOST {
            return Err(Refusal::new("order-refusal-export-long").with("most", MOST).into());
        }
        self.after = page.next;
        self.is_over = page.next.is_none();
        Ok(rows)
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        loop {
            if let Some(row) = self.chunk.next() {
                return Some(row);
            }
            if self.is_over {
                return None;
            }
            match self.next_chunk() {
                Ok(rows) => self.chunk = rows.into_iter(),
                Err(failure) => {
                    self.failure = Some(failure);
                    self.is_over = true;
                }
            }
        }
    }
}

fn rows_of(conn: &mut Conn, world: &World, sight: &Sight, matters: &[Matter]) -> Outcome<Vec<Row>> {
    let ids: Vec<MatterId> = matters.iter().map(|matter| matter.id).collect();
    let beside = Beside {
        said: known::said_of(conn, &ids)?,
        ratings: store::rating::list_latest(conn, &ids)?
            .into_iter()
            .map(|(matter, answer)| {
                let answers = Answers {
                    contacted: Some(answer.contacted),
                    solved: Some(answer.solved),
                    satisfaction: Some(answer.satisfaction),
                };
                (matter, answers)
            })
            .collect(),
        words: match sight.full() {
            Some(leave) => store::raw::list_first(conn, leave, &ids)?,
            None => HashMap::new(),
        },
        places: registry::store::place::names(
            conn,
            &matters.iter().map(|matter| matter.place).collect::<Vec<_>>(),
        )?,
        streets: registry::store::name::of_places(
            conn,
            &matters.iter().filter_map(|matter| matter.at.street).collect::<Vec<_>>(),
        )?,
        leads: registry::store::name::of_bodies(
            conn,
            &matters.iter().filter_map(|matter| matter.lead).collect::<Vec<_>>(),
        )?,
        zone: world.zone.clone(),
        is_shielded: sight.is_shielded(),
    };
    Ok(matters.iter().map(|matter| beside.row(matter)).collect())
}

/// What stands beside the matters of one chunk.
struct Beside {
    said: HashMap<MatterId, (SourceState, BTreeMap<String, String>)>,
    ratings: HashMap<MatterId, Answers>,
    words: HashMap<MatterId, String>,
    places: HashMap<PlaceId, String>,
    streets: HashMap<PlaceId, String>,
    leads: HashMap<BodyId, String>,
    zone: TimeZone,
    is_shielded: bool,
}

impl Beside {
    fn row(&self, matter: &Matter) -> Vec<Option<Value>> {
        let said = self.said.get(&matter.id);
        let cell = |column: &Column| {
            let own = self.own(matter, &column.key);
            own.or_else(|| detail(column, said.and_then(|(_, details)| details.get(&column.key))))
        };
        ledger().columns.iter().map(cell).collect()
    }

    /// What we know ourselves; it goes before what the source last said.
    fn own(&self, matter: &Matter, key: &str) -> Option<Value> {
        let text = |text: &str| (!text.is_empty()).then(|| Value::Text(text.to_owned()));
        let answers = || self.answers(matter);
        match key {
            "number" => text(matter.external_number.as_deref().unwrap_or(matter.number.as_str())),
            "title" => text(&matter.title),
            "content" => text(&self.content(matter)),
            "state" => text(&Locale::ZhCn.t(&matter.state.key())),
            "street" => text(self.streets.get(&matter.at.street?)?),
            "place" => {
                // A matter that lies in no building keeps what the source wrote.
                matter.at.building?;
                text(self.places.get(&matter.place)?)
            }
            "channel" => text(&Locale::ZhCn.t(&matter.channel.key())),
            "lead" => text(self.leads.get(&matter.lead?)?),
            "raised_at" => Some(self.moment(matter.raised_at)),
            "closed_at" => {
                let said = self.said.get(&matter.id).map(|(said, _)| said);
                let ours = || matter.ended_at.or(matter.completed_at);
                // Once the source has finished an order, only its own time counts.
                let finished = said.filter(|said| said.stage != Stage::Open);
                Some(self.moment(finished.map_or_else(ours, |said| said.closed_at)?))
            }
            "contacted" => answers().contacted.map(|yes| choice(if yes { "yes" } else { "no" })),
            "solved" => answers().solved.map(|solved| choice(solved.word())),
            "satisfied" => answers().satisfaction.map(|satisfaction| match satisfaction {
                Satisfaction::None => choice("unrated"),
                rated => choice(rated.word()),
            }),
            _ => None,
        }
    }

    fn answers(&self, matter: &Matter) -> Answers {
        let rated = self.ratings.get(&matter.id).copied();
        let said = || self.said.get(&matter.id).map(|(said, _)| said.answers);
        let own = Answers {
            solved: matter.result.as_deref().and_then(Solved::from_word),
            ..Answers::default()
        };
        rated.or_else(said).unwrap_or(own)
    }

    /// The words with personal data blanked; the summary for those who may not read them.
    fn content(&self, matter: &Matter) -> String {
        match self.words.get(&matter.id) {
            Some(words) => shielding::redact(words, &shielding::find(words), |_| "*".to_owned()),
            None => matter.title.clone(),
        }
    }

    /// The moment on the wall, to the day for shielded viewers.
    fn moment(&self, at: Timestamp) -> Value {
        let wall = at.to_zoned(self.zone.clone()).datetime();
        if self.is_shielded { Value::Date(wall.date()) } else { Value::DateTime(wall) }
    }
}

fn choice(key: &str) -> Value {
    Value::Choice(key.into())
}

/// What the source said in a column, read back as its kind.
fn detail(column: &Column, said: Option<&String>) -> Option<Value> {
    let said = said?;
    match column.kind {
        Kind::Choice(_) => Some(choice(said)),
        _ => value::read(column, &Cell::text(said)).ok().flatten(),
    }
}
