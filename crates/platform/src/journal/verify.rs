//! Verification: recomputes every digest and every link, and names the first that does not hold.

use diesel::prelude::*;

use super::entry::Entry;
use super::schema::{journal_entry, journal_pending, journal_seal};
use super::seal;
use crate::db::{Conn, StoreError};

/// What is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A number is missing: an entry was cut out.
    Missing {
        /// The number that should stand here.
        seq: i64,
    },
    /// An entry's fields no longer give its digest.
    Altered {
        /// Its number.
        seq: i64,
        /// Its id.
        entry_id: i64,
    },
    /// A link does not follow from the one before: entries were reordered or replaced.
    Broken {
        /// Its number.
        seq: i64,
        /// Its id.
        entry_id: i64,
    },
    /// Entries that are neither in the chain nor waiting for it.
    Unsealed {
        /// How many.
        count: i64,
    },
    /// The chain ends before a head that was published.
    Shortened {
        /// The published head's number.
        head: i64,
        /// Where the chain ends.
        end: i64,
    },
    /// The chain has another hash than the head that was published.
    OtherHead {
        /// The published head's number.
        head: i64,
    },
}

/// The result for one chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The district; 0 for the installation's own chain.
    pub district_id: i64,
    /// Entries that hold.
    pub entries: i64,
    /// The hash of the last link that holds.
    pub hash: Vec<u8>,
    /// The first fault, if there is one.
    pub fault: Option<Fault>,
}

/// A head published earlier, to hold the chain against: a chain alone cannot see a cut tail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedHead {
    /// The chain.
    pub district_id: i64,
    /// The number of its last entry then.
    pub seq: i64,
    /// The hash of its last link then.
    pub hash: Vec<u8>,
}

/// Entries read at a time.
const CHUNK: i64 = 5_000;

/// Verifies every chain against itself and against the published heads given.
///
/// # Errors
/// [`StoreError`] if the database cannot be read; what does not hold is in the reports.
pub fn verify(conn: &mut Conn, heads: &[PublishedHead]) -> Result<Vec<Report>, StoreError> {
    let mut districts: Vec<i64> =
        journal_entry::table.select(journal_entry::district_id).distinct().load(conn)?;
    districts.extend(heads.iter().map(|head| head.district_id));
    districts.sort_unstable();
    districts.dedup();
    districts.into_iter().map(|district| verify_chain(conn, district, heads)).collect()
}

fn verify_chain(
    conn: &mut Conn,
    district_id: i64,
    heads: &[PublishedHead],
) -> Result<Report, StoreError> {
    let mut report = Report { district_id, entries: 0, hash: Vec::new(), fault: None };
    let heads: Vec<_> = heads.iter().filter(|head| head.district_id == district_id).collect();
    while report.fault.is_none() {
        let rows: Vec<(i64, i64, Vec<u8>, Option<Entry>)> = journal_seal::table
            .left_join(journal_entry::table)
            .filter(journal_seal::district_id.eq(district_id))
            .filter(journal_seal::seq.gt(report.entries))
            .order(journal_seal::seq)
            .limit(CHUNK)
            .select((
                journal_seal::seq,
                journal_seal::entry_id,
                journal_seal::hash,
                Option::<Entry>::as_select(),
            ))
            .load(conn)?;
        if rows.is_empty() {
            break;
        }
        for (seq, entry_id, hash, entry) in rows {
            let link = Link { seq, entry_id, hash, entry };
            report.fault = link.fault(&report, district_id, &heads);
            if report.fault.is_some() {
                break;
            }
            report.entries = link.seq;
            report.hash = link.hash;
        }
    }
    if report.fault.is_none() {
        report.fault = tail_fault(conn, &report, &heads)?;
    }
    Ok(report)
}

struct Link {
    seq: i64,
    entry_id: i64,
    hash: Vec<u8>,
    entry: Option<Entry>,
}

impl Link {
    fn fault(&self, so_far: &Report, district_id: i64, heads: &[&PublishedHead]) -> Option<Fault> {
        let (seq, entry_id) = (self.seq, self.entry_id);
        if seq != so_far.entries + 1 {
            return Some(Fault::Missing { seq: so_far.entries + 1 });
        }
        let Some(entry) = &self.entry else {
            return Some(Fault::Missing { seq });
        };
        if entry.compute_digest() != entry.digest {
            return Some(Fault::Altered { seq, entry_id });
        }
        let follows = seal::link(&so_far.hash, seq, &entry.digest) == self.hash;
        if !follows || entry.district_id != district_id {
            return Some(Fault::Broken { seq, entry_id });
        }
        let contradicts = |head: &&&PublishedHead| head.seq == seq && head.hash != self.hash;
        heads.iter().find(contradicts).map(|head| Fault::OtherHead { head: head.seq })
    }
}

/// What only the end of the chain shows: a cut tail, and entries outside the chain.
fn tail_fault(
    conn: &mut Conn,
    report: &Report,
    heads: &[&PublishedHead],
) -> Result<Option<Fault>, StoreError> {
    if let Some(head) = heads.iter().find(|head| head.seq > report.entries) {
        return Ok(Some(Fault::Shortened { head: head.seq, end: report.entries }));
    }
    let written: i64 = journal_entry::table
        .filter(journal_entry::district_id.eq(report.district_id))
        .count()
        .get_result(conn)?;
    let waiting: i64 = journal_pending::table
        .filter(journal_pending::district_id.eq(report.district_id))
        .count()
        .get_result(conn)?;
    let loose = written - waiting - report.entries;
    Ok((loose != 0).then_some(Fault::Unsealed { count: loose }))
}
