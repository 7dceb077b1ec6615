//! Leases: of several nodes on one database, one at a time holds each.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use diesel::prelude::*;
use jiff::{SignedDuration, Timestamp};
use kernel::Randomness;

use crate::act::World;
use crate::db::{Conn, StoreError};

diesel::table! {
    /// Who holds a lease, and until when (microseconds since 1970).
    job_lease (name) {
        name -> Text,
        holder -> Text,
        until -> BigInt,
    }
}

/// The leases of this process.
#[derive(Debug)]
pub struct Leases {
    holder: String,
    /// Until when we hold which, so that not every turn writes.
    held: Mutex<HashMap<&'static str, Timestamp>>,
}

impl Leases {
    /// Leases under a random holder's name.
    #[must_use]
    pub fn new(randomness: &dyn Randomness) -> Self {
        Self { holder: randomness.code(16), held: Mutex::default() }
    }

    /// Takes the lease `name` for `lasts`, or prolongs it once half of it is over; whether it is
    /// ours now. The clocks of the nodes must agree better than half of `lasts`.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn hold(
        &self,
        world: &World,
        name: &'static str,
        lasts: SignedDuration,
    ) -> Result<bool, StoreError> {
        let now = world.time.now();
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.get(name).is_some_and(|&until| until - lasts / 2 > now) {
            return Ok(true);
        }
        let (holder, until) = (self.holder.clone(), now + lasts);
        let taken = world.db.write(move |tx| take(tx.conn, name, &holder, now, until));
        let ours = match taken {
            // Another node made the row at the same moment.
            Err(error) if error.is_duplicate() => false,
            taken => taken?,
        };
        if ours {
            held.insert(name, until);
        } else {
            held.remove(name);
        }
        Ok(ours)
    }
}

fn take(
    conn: &mut Conn,
    name: &str,
    holder: &str,
    now: Timestamp,
    until: Timestamp,
) -> Result<bool, StoreError> {
    let until = until.as_microsecond();
    let free = job_lease::holder.eq(holder).or(job_lease::until.le(now.as_microsecond()));
    let updated = diesel::update(job_lease::table.filter(job_lease::name.eq(name)).filter(free))
        .set((job_lease::holder.eq(holder), job_lease::until.eq(until)))
        .execute(conn)?;
    if updated > 0 {
        return Ok(true);
    }
    let known: i64 = job_lease::table.filter(job_lease::name.eq(name)).count().get_result(conn)?;
    if known > 0 {
        return Ok(false);
    }
    diesel::insert_into(job_lease::table)
        .values((
            job_lease::name.eq(name),
            job_lease::holder.eq(holder),
            job_lease::until.eq(until),
        ))
        .execute(conn)?;
    Ok(true)
}
