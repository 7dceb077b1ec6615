//! One's own sessions: where one is signed in, and the way out of each.

use std::sync::Arc;

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{AccountId, Refusal};

use super::events::{SignedOut, on};
use super::policy;
use super::schema::session;
use super::token::Token;
use crate::act::{Outcome, World};
use crate::db::{Conn, StoreError};
use crate::journal::Origin;

/// Bytes of a session's hash that name it on its owner's page.
const NAMED_BY: usize = 8;

/// A session of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Names it on the page; opens nothing.
    pub key: String,
    /// What kind of device, such as `Firefox · Linux`; empty if it did not say.
    pub device: String,
    /// When it signed in.
    pub since: Timestamp,
    /// When it last asked for a page, to the minute.
    pub last_seen: Timestamp,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// The sessions of an account that last, the latest first.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn devices(
    conn: &mut Conn,
    account: AccountId,
    token: &str,
    now: Timestamp,
) -> Result<Vec<Device>, StoreError> {
    let own = Token::hash(token);
    let idle = (now - policy::IDLE).as_microsecond();
    let begun = (now - policy::ABSOLUTE).as_microsecond();
    let rows: Vec<(Vec<u8>, i64, i64, String)> = session::table
        .filter(session::account_id.eq(account.0))
        .filter(session::last_seen_at.gt(idle))
        .filter(session::created_at.gt(begun))
        .order(session::last_seen_at.desc())
        .select((session::token_hash, session::created_at, session::last_seen_at, session::device))
        .load(conn)?;
    let instant = |column, at: i64| {
        Timestamp::from_microsecond(at)
            .map_err(|_| StoreError::corrupt("session", column, account.0, at.to_string()))
    };
    let read = |(hash, since, last_seen, device): (Vec<u8>, i64, i64, String)| {
        Ok(Device {
            key: key(&hash),
            device,
            since: instant("created_at", since)?,
            last_seen: instant("last_seen_at", last_seen)?,
            is_this: hash == own,
        })
    };
    rows.into_iter().map(read).collect()
}

fn key(hash: &[u8]) -> String {
    use std::fmt::Write;
    hash.iter().take(NAMED_BY).fold(String::new(), |mut out, byte| {
        write!(out, "{byte:02x}").expect("writing to a string succeeds");
        out
    })
}

/// Keeps what kind of device a session is on, from what its browser says of itself.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn name_device(
    world: &Arc<World>,
    token: &Token,
    user_agent: &str,
) -> Result<(), StoreError> {
    let (hash, device) = (Token::hash(token.as_str()), kind_of(user_agent));
    let written = move |conn: &mut Conn| {
        diesel::update(session::table.find(hash)).set(session::device.eq(device)).execute(conn)
    };
    world.db.write_later(move |tx| Ok::<_, StoreError>(written(tx.conn)?)).await?;
    Ok(())
}

/// Ends one session of whoever is behind `token`; one that ended already is no error. Journals
/// `account.signed_out`.
///
/// # Errors
/// Not found if the session that asks has ended.
pub async fn sign_out_one(
    world: &Arc<World>,
    token: &str,
    named: String,
    origin: Origin,
) -> Outcome<()> {
    let (now, held) = (world.time.now(), token.to_owned());
    let found = world.db.read_later(move |conn| super::session::live(conn, &held, now)).await?;
    let (row, _) = found.ok_or_else(Refusal::not_found)?;
    let account = AccountId(row.id);
    world
        .act(super::oneself(&row, origin), move |act| {
            let own = session::table.filter(session::account_id.eq(account.0));
            let hashes: Vec<Vec<u8>> = own.select(session::token_hash).load(act.conn())?;
            let Some(hash) = hashes.into_iter().find(|hash| key(hash) == named) else {
                return Ok(());
            };
            diesel::delete(session::table.find(hash)).execute(act.conn())?;
            act.journal(None, on(account), &SignedOut {})?;
            Ok(())
        })
        .await
}

/// Browser and system, coarsely: enough to know one's own devices by, too little to tell people
/// apart.
fn kind_of(user_agent: &str) -> String {
    const BROWSERS: [(&str, &str); 6] = [
        ("MicroMessenger", "WeChat"),
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("Chrom", "Chrome"),
        ("Safari", "Safari"),
        ("curl", "curl"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    let parts: Vec<&str> = [first(&BROWSERS), first(&SYSTEMS)].into_iter().flatten().collect();
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::kind_of;

    #[test]
    fn a_device_is_known_coarsely() {
        for (said, known) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                "Firefox · Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/126.0 Safari/537.36 Edg/126.0",
                "Edge · Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile \
                 MicroMessenger/8.0",
                "WeChat · Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1",
                "Safari · iPhone",
            ),
            ("", ""),
        ] {
            assert_eq!(kind_of(said), known, "{said}");
        }
    }
}
