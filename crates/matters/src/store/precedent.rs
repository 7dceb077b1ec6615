//! Precedent: where like matters of the last days went.

use diesel::prelude::*;
use jiff::{SignedDuration, Timestamp};
use kernel::{BodyId, Whereabouts};
use platform::{Conn, StoreError};

use super::schema::matter;
use crate::rules::triage::Precedent;

/// Matters looked at, at most: precedent is a hint, not a figure.
const MOST: i64 = 500;

/// How matters of `category` in the same street (or district) were dispatched in the last `days`.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find(
    conn: &mut Conn,
    at: &Whereabouts,
    category: &str,
    lead: Option<BodyId>,
    now: Timestamp,
    days: u16,
) -> Result<Precedent, StoreError> {
    let since = now - SignedDuration::from_hours(i64::from(days) * 24);
    let mut query = matter::table
        .filter(matter::category.eq(category))
        .filter(matter::raised_at.ge(since.as_microsecond()))
        .filter(matter::lead_body_id.is_not_null())
        .order(matter::raised_at.desc())
        .limit(MOST)
        .select(matter::lead_body_id)
        .into_boxed::<platform::db::AnyBackend>();
    query = match at.street {
        Some(street) => query.filter(matter::street_id.eq(i64::from(street))),
        None => query.filter(matter::district_id.eq(i64::from(at.district))),
    };
    let leads: Vec<Option<i64>> = query.load(conn)?;
    let same = leads.iter().filter(|led| lead.is_some() && **led == lead.map(i64::from)).count();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Precedent { days, alike: number(leads.len()), same_way: number(same), returned: 0 })
}
