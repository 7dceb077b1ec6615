//! The book of charters: versions kept for good, and where each holds. Read by every act.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, PoisonError, RwLock};

use diesel::prelude::*;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::deadline::Reckoning;
use kernel::{PlaceId, Subject, SubjectKind, Whereabouts, WorkCalendar};
use serde::Serialize;

use super::schema::{charter_attachment, charter_version};
use super::{
    Attachment, CalendarRules, Charter, Resolved, SectionOwner, resolve_for, shipped_library,
};
use crate::act::{Act, Outcome};
use crate::db::{Conn, StoreError};
use crate::journal::Event;

/// A version of a charter as clocks and ballots pin it.
#[derive(Debug)]
pub struct Pinned {
    /// The id of the stored version.
    pub id: i64,
    resolved: Resolved,
}

impl Pinned {
    /// How days are counted under this charter.
    #[must_use]
    pub fn reckoning<'a>(&self, zone: &'a TimeZone, calendar: &'a WorkCalendar) -> Reckoning<'a> {
        Reckoning { zone, calendar, rules: self.section::<CalendarRules>().day_rules() }
    }
}

impl Deref for Pinned {
    type Target = Resolved;

    fn deref(&self) -> &Resolved {
        &self.resolved
    }
}

/// The charters in force, decoded once and kept until an attachment is added.
#[derive(Default)]
pub struct Book {
    owners: Vec<SectionOwner>,
    pages: RwLock<Arc<Pages>>,
}

#[derive(Default)]
struct Pages {
    /// The newest attachment these pages know of.
    latest: i64,
    attachments: Vec<Attachment>,
    versions: HashMap<(String, u32), Arc<Pinned>>,
}

impl Book {
    /// A book whose charters have the sections of `owners`.
    #[must_use]
    pub fn new(owners: Vec<SectionOwner>) -> Self {
        Self { owners, pages: RwLock::default() }
    }

    /// The sections slices own.
    #[must_use]
    pub fn owners(&self) -> &[SectionOwner] {
        &self.owners
    }

    /// The charter in force at `at` on `day`; `None` where none is attached.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses, or a stored version cannot be decoded.
    pub fn at(
        &self,
        conn: &mut Conn,
        at: &Whereabouts,
        day: Date,
    ) -> Result<Option<Arc<Pinned>>, StoreError> {
        let pages = self.up_to_date(conn)?;
        let path: Vec<PlaceId> =
            std::iter::once(at.district).chain(at.street).chain(at.building).collect();
        let holding = resolve_for(&path, &pages.attachments, day);
        Ok(holding.and_then(|one| pages.versions.get(&(one.charter.clone(), one.version)).cloned()))
    }

    /// A version by the id it was pinned with.
    ///
    /// # Errors
    /// As [`Book::at`].
    pub fn version(&self, conn: &mut Conn, id: i64) -> Result<Option<Arc<Pinned>>, StoreError> {
        let pages = self.up_to_date(conn)?;
        Ok(pages.versions.values().find(|pinned| pinned.id == id).cloned())
    }

    /// The newest version of a charter.
    ///
    /// # Errors
    /// As [`Book::at`].
    pub fn latest(
        &self,
        conn: &mut Conn,
        charter: &str,
    ) -> Result<Option<Arc<Pinned>>, StoreError> {
        let pages = self.up_to_date(conn)?;
        let versions = pages.versions.iter().filter(|((name, _), _)| name == charter);
        Ok(versions.max_by_key(|((_, version), _)| *version).map(|(_, pinned)| Arc::clone(pinned)))
    }

    /// Every version of a charter, the oldest first.
    ///
    /// # Errors
    /// As [`Book::at`].
    pub fn versions(&self, conn: &mut Conn, charter: &str) -> Result<Vec<Arc<Pinned>>, StoreError> {
        let pages = self.up_to_date(conn)?;
        let of = pages.versions.iter().filter(|((name, _), _)| name == charter);
        let mut versions: Vec<Arc<Pinned>> = of.map(|(_, pinned)| Arc::clone(pinned)).collect();
        versions.sort_by_key(|pinned| pinned.version());
        Ok(versions)
    }

    /// Every attachment, for pages that show which rules hold where.
    ///
    /// # Errors
    /// As [`Book::at`].
    pub fn attachments(&self, conn: &mut Conn) -> Result<Vec<Attachment>, StoreError> {
        Ok(self.up_to_date(conn)?.attachments.clone())
    }

    /// The pages as the database has them now. Another node may have attached a charter since,
    /// so the newest attachment is asked for each time: one look at the end of an index.
    fn up_to_date(&self, conn: &mut Conn) -> Result<Arc<Pages>, StoreError> {
        let latest: Option<i64> = charter_attachment::table
            .select(diesel::dsl::max(charter_attachment::id))
            .first(conn)?;
        let latest = latest.unwrap_or(0);
        let known = Arc::clone(&self.pages.read().unwrap_or_else(PoisonError::into_inner));
        if known.latest == latest {
            return Ok(known);
        }
        let fresh = Arc::new(self.load(conn, latest)?);
        *self.pages.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&fresh);
        Ok(fresh)
    }

    fn load(&self, conn: &mut Conn, latest: i64) -> Result<Pages, StoreError> {
        let mut versions = HashMap::new();
        let rows: Vec<(i64, String, i32, String)> = charter_version::table
            .select((
                charter_version::id,
                charter_version::charter,
                charter_version::version,
                charter_version::snapshot,
            ))
            .load(conn)?;
        for (id, charter, version, snapshot) in rows {
            let resolved = Resolved::from_snapshot(&snapshot, &self.owners).map_err(|error| {
                StoreError::corrupt("charter_version", "snapshot", id, error.to_string())
            })?;
            let number = u32::try_from(version).unwrap_or(0);
            versions.insert((charter, number), Arc::new(Pinned { id, resolved }));
        }
        let rows: Vec<(i64, i64, String, i32, String)> =
            charter_attachment::table.order(charter_attachment::id).load(conn)?;
        let attachments = rows.into_iter().map(attachment).collect::<Result<_, _>>()?;
        Ok(Pages { latest, attachments, versions })
    }
}

fn attachment(
    (id, place, charter, version, from): (i64, i64, String, i32, String),
) -> Result<Attachment, StoreError> {
    let from =
        from.parse().map_err(|_| StoreError::corrupt("charter_attachment", "from_on", id, from))?;
    let version = u32::try_from(version).unwrap_or(0);
    Ok(Attachment { place: PlaceId(place), charter, version, from, until: None })
}

/// A charter took effect somewhere.
#[derive(Debug, Serialize)]
struct CharterAttached<'a> {
    charter: &'a str,
    version: u32,
    hash: &'a str,
    place: PlaceId,
    from: Date,
}

impl Event for CharterAttached<'_> {
    const KIND: &'static str = "charter.attached";
}

/// Puts a charter in force at `place` from `from` on, as a new version of its id; what was in
/// force before stays as it was. The version's id.
///
/// The caller has read the charter without fault, and checked that the actor may.
///
/// # Errors
/// [`crate::Failure`] if the database refuses.
pub fn attach(
    act: &mut Act<'_, '_>,
    charter: Charter,
    district: PlaceId,
    place: PlaceId,
    from: Date,
) -> Outcome<i64> {
    let name = charter.head().id.clone();
    let before: Option<i32> = charter_version::table
        .filter(charter_version::charter.eq(&name))
        .select(diesel::dsl::max(charter_version::version))
        .first(act.conn())?;
    let version = before.unwrap_or(0) + 1;
    let resolved = charter.resolve(u32::try_from(version).unwrap_or(1), from);
    let id: i64 = act.new_id();
    diesel::insert_into(charter_version::table)
        .values((
            charter_version::id.eq(id),
            charter_version::charter.eq(&name),
            charter_version::version.eq(version),
            charter_version::effective_on.eq(from.to_string()),
            charter_version::hash.eq(resolved.hash()),
            charter_version::snapshot.eq(resolved.to_snapshot()),
        ))
        .execute(act.conn())?;
    let attachment_id: i64 = act.new_id();
    diesel::insert_into(charter_attachment::table)
        .values((
            charter_attachment::id.eq(attachment_id),
            charter_attachment::place_id.eq(i64::from(place)),
            charter_attachment::charter.eq(&name),
            charter_attachment::version.eq(version),
            charter_attachment::from_on.eq(from.to_string()),
        ))
        .execute(act.conn())?;
    let event = CharterAttached {
        charter: &name,
        version: resolved.version(),
        hash: resolved.hash(),
        place,
        from,
    };
    act.journal(Some(district), Subject::new(SubjectKind::Charter, id), &event)?;
    Ok(id)
}

/// One of the charters that ship with the program, read with the sections of `owners`.
///
/// # Panics
/// When a shipped charter has a fault: a test reads them all.
#[must_use]
pub fn shipped_charter(id: &str, owners: &[SectionOwner]) -> Option<Charter> {
    let text = shipped_library(id)?;
    let read = Charter::read(&text.file, &text.text, &shipped_library, owners);
    Some(read.expect("a test reads every shipped charter"))
}
