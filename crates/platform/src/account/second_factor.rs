//! The second factor: a code of six digits from an app (TOTP, RFC 6238), and spare codes for the
//! day the telephone is elsewhere.

use std::sync::Arc;

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{AccountId, Refusal};
use qrcode::QrCode;
use qrcode::render::svg;
use totp_rs::{Builder, Secret, Totp};

use super::events::{SecondFactorPassed, SecondFactorSet, on};
use super::schema::{account, account_spare_code};
use super::store::{self, Row};
use super::{failures, session, sign_in};
use crate::act::{Act, Outcome, World};
use crate::db::StoreError;
use crate::journal::Origin;
use crate::keys::Keys;

/// Length of the shared secret in bytes. Source: RFC 4226 §4.
const SECRET_BYTES: usize = 20;
/// How many spare codes there are, of [`SPARE_LENGTH`] characters each. Source: assumption.
const SPARES: usize = 8;
const SPARE_LENGTH: usize = 10;
/// Most pixels of the code's picture along one side.
const QR_SIDE: u32 = 220;

/// What somebody needs to set up their app.
#[derive(Clone)]
pub struct Enrolment {
    /// The secret to type, in groups of Base32.
    pub secret: String,
    /// The address that apps understand.
    pub address: String,
    /// The address as a picture: an SVG element without style attributes.
    pub picture: String,
}

/// The set-up under way of the account behind a session; a fresh secret if there is none yet.
///
/// # Errors
/// Not found if the session has ended; refused if a second factor is set up already.
pub async fn begin_setup(
    world: &Arc<World>,
    token: &str,
    issuer: &str,
    origin: Origin,
) -> Outcome<Enrolment> {
    let row = behind(world, token).await?;
    if row.totp_confirmed {
        return Err(Refusal::new("account-refusal-second-factor-set").into());
    }
    let issuer = issuer.to_owned();
    world
        .act(super::oneself(&row, origin), move |act| {
            let secret = match &row.totp_secret {
                Some(closed) => open_secret(&act.world().keys, row.id, closed)?,
                None => keep_fresh_secret(act, AccountId(row.id))?,
            };
            Ok(enrolment(&secret, &issuer, &row.name))
        })
        .await
}

/// Confirms the set-up with the first code: the session is through, and the spare codes returned
/// are shown once. Journals `account.second_factor_set`.
///
/// # Errors
/// Refused at `code` if it is wrong, and as in [`pass`].
pub async fn confirm_setup(
    world: &Arc<World>,
    token: &str,
    code: &str,
    origin: Origin,
) -> Outcome<Vec<String>> {
    let row = behind(world, token).await?;
    if row.totp_confirmed {
        return Err(Refusal::new("account-refusal-second-factor-set").into());
    }
    let (held, code) = (token.to_owned(), code.to_owned());
    let id = AccountId(row.id);
    world
        .act(super::oneself(&row, origin), move |act| {
            if let Err(refusal) = try_code(act, id, &code, Tried::Setup)? {
                return Ok(Err(refusal));
            }
            session::set_second_factor_done(act.conn(), &held)?;
            Ok(Ok(confirm(act, id)?))
        })
        .await?
        .map_err(Into::into)
}

/// Lets a session through with the app's code or a spare code, each accepted once. Journals
/// `account.second_factor_passed`. Failures count towards the lock-out of the sign-in name.
///
/// # Errors
/// Not found if the session has ended; refused at `code` if it is wrong; refused as a whole if
/// the name is locked.
pub async fn pass(world: &Arc<World>, token: &str, code: &str, origin: Origin) -> Outcome<()> {
    let row = behind(world, token).await?;
    if !row.totp_confirmed {
        return Err(Refusal::not_found().into());
    }
    let (held, code) = (token.to_owned(), code.to_owned());
    let id = AccountId(row.id);
    world
        .act(super::oneself(&row, origin), move |act| {
            let spare = match try_code(act, id, &code, Tried::Pass)? {
                Ok(spare) => spare,
                Err(refusal) => return Ok(Err(refusal)),
            };
            session::set_second_factor_done(act.conn(), &held)?;
            act.journal(None, on(id), &SecondFactorPassed { spare })?;
            Ok(Ok(()))
        })
        .await?
        .map_err(Into::into)
}

/// Sets a second factor up at once with a secret made elsewhere, for the demo and the command
/// line; the spare codes.
///
/// # Errors
/// Not found unless the act comes from there.
pub fn preset(act: &mut Act<'_, '_>, account: AccountId, secret: &[u8]) -> Outcome<Vec<String>> {
    super::managing::require_at_the_machine(act)?;
    keep_secret(act, account, secret)?;
    confirm(act, account)
}

/// The code that an app with `secret` shows at `at`, for the demo and for tests.
#[must_use]
pub fn code_at(secret: &[u8], at: Timestamp) -> String {
    totp(secret).generate(seconds(at)).to_string()
}

/// The bytes of a secret typed in Base32, as [`Enrolment::secret`] has it.
#[must_use]
pub fn secret_from_base32(typed: &str) -> Option<Vec<u8>> {
    let joined: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    Secret::try_from_base32(joined).ok().map(|secret| secret.as_bytes().to_vec())
}

async fn behind(world: &Arc<World>, token: &str) -> Outcome<Row> {
    let (now, held) = (world.time.now(), token.to_owned());
    let found = world.db.read_later(move |conn| session::live(conn, &held, now)).await?;
    Ok(found.ok_or_else(Refusal::not_found)?.0)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tried {
    Setup,
    Pass,
}

/// Whether the code is right, and if so whether it was a spare one.
fn try_code(
    act: &mut Act<'_, '_>,
    id: AccountId,
    code: &str,
    tried: Tried,
) -> Outcome<Result<bool, Refusal>> {
    // Read again within the transaction: a code is accepted once.
    let row = store::row(act.conn(), id)?.ok_or_else(Refusal::not_found)?;
    let name_hash = failures::name_hash(&act.world().keys, &row.name);
    let now = act.now();
    if let Some(until) = failures::locked_until(act.conn(), &name_hash, now)? {
        return Ok(Err(sign_in::locked(until, act.zone())));
    }
    let right = if is_code_of(act, &row, code)? {
        Some(false)
    } else if tried == Tried::Pass && spend_spare(act, id, code)? {
        Some(true)
    } else {
        None
    };
    if let Some(spare) = right {
        failures::forget(act.conn(), &name_hash)?;
        return Ok(Ok(spare));
    }
    let wrong = || Refusal::at("code", "account-refusal-code");
    let lock = sign_in::count_failure(act, &name_hash, Some(id))?;
    Ok(Err(lock.map_or_else(wrong, |until| sign_in::locked(until, act.zone()))))
}

fn is_code_of(act: &mut Act<'_, '_>, row: &Row, code: &str) -> Outcome<bool> {
    let Some(closed) = &row.totp_secret else {
        return Ok(false);
    };
    let secret = open_secret(&act.world().keys, row.id, closed)?;
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let step = totp(&secret)
        .check(&code, seconds(act.world().authenticators.now()))
        .and_then(|step| i64::try_from(step).ok())
        .filter(|&step| step > row.totp_last_step);
    if let Some(step) = step {
        diesel::update(account::table.find(row.id))
            .set(account::totp_last_step.eq(step))
            .execute(act.conn())?;
    }
    Ok(step.is_some())
}

fn spend_spare(act: &mut Act<'_, '_>, id: AccountId, code: &str) -> Outcome<bool> {
    let hash = spare_hash(&act.world().keys, id, code);
    let spent = diesel::delete(account_spare_code::table.find((id.0, hash))).execute(act.conn())?;
    Ok(spent == 1)
}

fn spare_hash(keys: &Keys, id: AccountId, code: &str) -> Vec<u8> {
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let bound = format!("{} {}", id.0, code.to_ascii_uppercase());
    keys.hash("spare code", bound.as_bytes())
}

fn confirm(act: &mut Act<'_, '_>, id: AccountId) -> Outcome<Vec<String>> {
    diesel::update(account::table.find(id.0))
        .set(account::totp_confirmed.eq(true))
        .execute(act.conn())?;
    let spares: Vec<String> = (0..SPARES).map(|_| act.randomness().code(SPARE_LENGTH)).collect();
    for spare in &spares {
        let hash = spare_hash(&act.world().keys, id, spare);
        diesel::insert_into(account_spare_code::table)
            .values((account_spare_code::account_id.eq(id.0), account_spare_code::hash.eq(hash)))
            .execute(act.conn())?;
    }
    act.journal(None, on(id), &SecondFactorSet {})?;
    Ok(spares)
}

fn keep_fresh_secret(act: &mut Act<'_, '_>, id: AccountId) -> Outcome<Vec<u8>> {
    let mut secret = vec![0; SECRET_BYTES];
    act.randomness().fill(&mut secret);
    keep_secret(act, id, &secret)?;
    Ok(secret)
}

fn keep_secret(act: &mut Act<'_, '_>, id: AccountId, secret: &[u8]) -> Outcome<()> {
    let closed = act.world().keys.wrap(secret, &context(id.0), act.randomness());
    diesel::update(account::table.find(id.0))
        .set((
            account::totp_secret.eq(closed),
            account::totp_confirmed.eq(false),
            account::totp_last_step.eq(0),
        ))
        .execute(act.conn())?;
    Ok(())
}

fn open_secret(keys: &Keys, account: i64, closed: &[u8]) -> Result<Vec<u8>, StoreError> {
    keys.unwrap(closed, &context(account))
}

fn context(account: i64) -> Vec<u8> {
    [&b"second factor\0"[..], &account.to_be_bytes()].concat()
}

fn totp(secret: &[u8]) -> Totp {
    // Six digits, thirty seconds, one step of slack: what every app assumes.
    Builder::new().with_secret(secret.to_vec()).build().expect("secrets have 20 bytes or more")
}

fn seconds(at: Timestamp) -> u64 {
    u64::try_from(at.as_second()).unwrap_or(0)
}

fn enrolment(secret: &[u8], issuer: &str, name: &str) -> Enrolment {
    let base32 = Secret::from(secret.to_vec()).to_base32();
    let (issuer, name) = (percent(issuer), percent(name));
    let address = format!("otpauth://totp/{issuer}:{name}?secret={base32}&issuer={issuer}");
    let letters: Vec<char> = base32.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    Enrolment { secret: groups.join(" "), picture: picture(&address), address }
}

/// The address as an SVG element, without the XML declaration that a page does not want.
fn picture(address: &str) -> String {
    let Ok(code) = QrCode::new(address) else {
        return String::new();
    };
    let drawn = code.render::<svg::Color<'_>>().max_dimensions(QR_SIDE, QR_SIDE).build();
    drawn.find("<svg").map_or_else(String::new, |start| drawn[start..].to_owned())
}

/// Everything but letters and digits of ASCII as `%XX`.
fn percent(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("writing to a string succeeds");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B: the last six of the eight digits for SHA-1.
        let secret = b"12345678901234567890";
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")]
        {
            let at = Timestamp::from_second(second).unwrap();
            assert_eq!(code_at(secret, at), code);
        }
    }

    #[test]
    fn an_enrolment_can_be_scanned_or_typed() {
        let enrolment = enrolment(b"12345678901234567890", "楼事", "zhoumin");
        assert_eq!(
            enrolment.address,
            "otpauth://totp/%E6%A5%BC%E4%BA%8B:zhoumin\
             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E6%A5%BC%E4%BA%8B"
        );
        assert_eq!(enrolment.secret, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let typed = secret_from_base32(&enrolment.secret).unwrap();
        assert_eq!(typed, b"12345678901234567890");
        assert!(enrolment.picture.starts_with("<svg") && !enrolment.picture.contains("style="));
    }
}
