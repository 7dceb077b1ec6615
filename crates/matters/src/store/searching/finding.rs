//! Finding matters by their words, the newest first, within a sight.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use platform::search::{self, Mark, Reach, Wanted, excerpt};
use platform::{Conn, StoreError};

use super::{of_body, of_place};
use crate::model::{Matter, MatterId};
use crate::store::schema::{matter, matter_note};
use crate::store::{Sight, matter as matters};

/// Documents looked up at a time: several of one matter may hold the words.
const AT_ONCE: i64 = 24;

/// How often the next documents are looked up before the search ends with what it has: beyond,
/// what holds the words lies in scope and yet may not be seen.
const ROUNDS: usize = 22;

/// Characters shown of a text around what was looked for.
const SHOWN: usize = 48;

/// A matter that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The matter.
    pub matter: Matter,
    /// The words around what was looked for, where they stand elsewhere than in its title.
    pub said: String,
}

/// The newest matters whose title or notes hold all that was typed, at most `most`.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(
    conn: &mut Conn,
    sight: &Sight,
    typed: &str,
    most: usize,
) -> Result<Vec<Hit>, StoreError> {
    let Some(wanted) = Wanted::of(typed) else { return Ok(Vec::new()) };
    let mut hits: Vec<Hit> = Vec::new();
    let mut seen = HashSet::new();
    let mut before = None;
    for _ in 0..ROUNDS {
        let documents = documents(conn, sight, &wanted, before, AT_ONCE)?;
        before = documents.last().copied();
        let texts = texts(conn, &documents)?;
        let owners: Vec<MatterId> = texts.iter().map(|text| text.matter).collect();
        let found = matters::list_seen(conn, sight, &owners)?;
        let found: HashMap<MatterId, Matter> =
            found.into_iter().map(|matter| (matter.id, matter)).collect();
        for text in texts {
            let Some(matter) = found.get(&text.matter) else { continue };
            if hits.len() < most && seen.insert(text.matter) {
                let said = text.words.map(|words| excerpt(&words, typed, SHOWN));
                hits.push(Hit { matter: matter.clone(), said: said.unwrap_or_default() });
            }
        }
        if hits.len() == most || documents.len() < usize::try_from(AT_ONCE).unwrap_or(usize::MAX) {
            break;
        }
    }
    Ok(hits)
}

/// The ids of matters that hold what was typed, for narrowing a list: of the newest `most`
/// documents that do. They are bounded by marks alone: the list they narrow is bounded by sight.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn ids(conn: &mut Conn, sight: &Sight, typed: &str, most: i64) -> Result<Vec<i64>, StoreError> {
    let Some(wanted) = Wanted::of(typed) else { return Ok(Vec::new()) };
    let documents = documents(conn, sight, &wanted, None, most)?;
    let owners: HashSet<i64> = owners(conn, &documents)?.into_values().collect();
    Ok(owners.into_iter().collect())
}

fn documents(
    conn: &mut Conn,
    sight: &Sight,
    wanted: &Wanted,
    before: Option<i64>,
    most: i64,
) -> Result<Vec<i64>, StoreError> {
    let scope = sight.scope();
    let places = scope.places().iter().map(|&(level, place)| of_place(level, place));
    let marks: Vec<Mark> = places.chain(scope.bodies().iter().map(|body| of_body(*body))).collect();
    let reach = Reach { marks: &marks, inner: sight.full().is_some() };
    search::find(conn, wanted, reach, before, most)
}

/// What a document holds: words other than the title, for who was let find them.
struct Found {
    matter: MatterId,
    words: Option<String>,
}

/// What the documents hold, in their order.
fn texts(conn: &mut Conn, documents: &[i64]) -> Result<Vec<Found>, StoreError> {
    let owners = owners(conn, documents)?;
    let mut words: HashMap<i64, String> = matter_note::table
        .filter(matter_note::id.eq_any(documents))
        .select((matter_note::id, matter_note::words))
        .load::<(i64, String)>(conn)?
        .into_iter()
        .collect();
    let found = |id: &i64| {
        let matter = MatterId::from(*owners.get(id)?);
        Some(Found { matter, words: words.remove(id) })
    };
    Ok(documents.iter().filter_map(found).collect())
}

/// Which matter each document belongs to.
fn owners(conn: &mut Conn, documents: &[i64]) -> Result<HashMap<i64, i64>, StoreError> {
    let titles =
        matter::table.filter(matter::id.eq_any(documents)).select((matter::id, matter::id));
    let mut owners: HashMap<i64, i64> = titles.load::<(i64, i64)>(conn)?.into_iter().collect();
    let notes = matter_note::table.filter(matter_note::id.eq_any(documents));
    owners
        .extend(notes.select((matter_note::id, matter_note::matter_id)).load::<(i64, i64)>(conn)?);
    Ok(owners)
}
