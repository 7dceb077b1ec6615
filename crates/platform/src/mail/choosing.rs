//! What people decide about their own mail: the address, that it is theirs, and when to be told.

use jiff::SignedDuration;
use kernel::{AccountId, PersonId, Randomness, Refusal, Subject, SubjectKind};
use serde::Serialize;

use super::address::Address;
use super::choice::{Cadence, Choice};
use super::letter::{Kind, Letter};
use super::{making, store};
use crate::act::{Act, Outcome};
use crate::journal::Event;
use crate::vault::{self, Field};
use crate::web::Locale;

/// How long a code may be typed. Source: assumption.
pub(super) const CODE_LASTS: SignedDuration = SignedDuration::from_mins(30);
/// Wrong codes after which another has to be asked for. Source: assumption.
const TRIES: i32 = 5;
/// Codes an account may ask for in an hour, so that nobody's box is filled by another. Source:
/// assumption.
const CODES_AN_HOUR: i64 = 5;

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident = $kind:literal { $($field:ident: $type:ty),* })*) => {$(
        $(#[$doc])*
        #[derive(Serialize)]
        struct $name {
            $($field: $type,)*
        }

        impl Event for $name {
            const KIND: &'static str = $kind;
        }
    )*};
}

events! {
    /// A code was sent to an address.
    Asked = "account.mail_asked" {}
    /// The code was right.
    Confirmed = "account.mail_confirmed" {}
    /// When to be told was chosen.
    Chosen = "account.mail_chosen" { cadence: &'static str }
    /// The address was taken back.
    Removed = "account.mail_removed" {}
}

/// Keeps an address that is to be proved, and makes the letter with its code. An address proved
/// before holds until then. Journals `account.mail_asked`.
///
/// # Errors
/// Refused at `address` if it is none, or after five codes within an hour; not found for whoever
/// is not signed in.
pub fn ask(act: &mut Act<'_, '_>, typed: &str, locale: Locale) -> Outcome<()> {
    let (account, person) = own(act)?;
    let address = Address::from_field("address", typed)?;
    let now = act.now();
    let hour = SignedDuration::from_hours(1);
    if store::letter::count_since(act.conn(), account, Kind::Code, now - hour)? >= CODES_AN_HOUR {
        return Err(Refusal::at("address", "mail-refusal-often").into());
    }
    vault::put_mail(act, person, Field::NewMail, &address)?;
    let code = six_digits(act.randomness());
    let mut choice = choice_of(act, account, locale)?;
    choice.code_hash = Some(hash(act, account, &code));
    choice.code_until = (now + CODE_LASTS).as_microsecond();
    choice.code_tries = 0;
    choice.locale = locale;
    store::choice::put(act.conn(), &choice)?;
    let mut letter = making::fresh(act.world(), account, Kind::Code, now, now);
    letter.enclosed = Some(vault::enclose(act, code.as_bytes(), &Letter::enclosure(&letter.key)));
    store::letter::insert(act.conn(), &[letter])?;
    journal(act, account, &Asked {})
}

/// Takes the code that was sent: the address is theirs from now on, and news come at once unless
/// they chose otherwise before. Journals `account.mail_confirmed`.
///
/// A wrong code is a result of the act and no failure of it: that it was tried must be kept.
///
/// # Errors
/// Refused at `code`, inside; not found for whoever is not signed in.
pub fn confirm(act: &mut Act<'_, '_>, code: &str) -> Outcome<Result<(), Refusal>> {
    let (account, person) = own(act)?;
    let over = || Ok(Err(Refusal::at("code", "mail-refusal-code-over")));
    let Some(mut choice) = store::choice::find(act.conn(), account)? else { return over() };
    if !choice.waits_for_code(act.now()) || choice.code_tries >= TRIES {
        return over();
    }
    let typed: String = code.trim().chars().map(kernel::text::half_width).collect();
    if choice.code_hash.as_deref() != Some(hash(act, account, &typed).as_slice()) {
        choice.code_tries += 1;
        store::choice::put(act.conn(), &choice)?;
        return Ok(Err(Refusal::at("code", "mail-refusal-code")));
    }
    if !vault::move_mail(act, person)? {
        return over();
    }
    if choice.confirmed_at.is_none() {
        choice.cadence = Cadence::AtOnce;
    }
    choice.confirmed_at = Some(act.now());
    choice.code_hash = None;
    store::choice::put(act.conn(), &choice)?;
    journal(act, account, &Confirmed {})?;
    Ok(Ok(()))
}

/// Chooses when to be told. Journals `account.mail_chosen`.
///
/// # Errors
/// Refused at `cadence` if it is no choice; not found before an address is proved.
pub fn choose(act: &mut Act<'_, '_>, word: &str, locale: Locale) -> Outcome<()> {
    let (account, _) = own(act)?;
    let cadence = Cadence::from_word(word);
    let cadence = cadence.ok_or_else(|| Refusal::at("cadence", "mail-refusal-cadence"))?;
    let found = store::choice::find(act.conn(), account)?;
    let proved = found.filter(|choice| choice.confirmed_at.is_some());
    let mut choice = proved.ok_or_else(Refusal::not_found)?;
    choice.cadence = cadence;
    choice.locale = locale;
    store::choice::put(act.conn(), &choice)?;
    journal(act, account, &Chosen { cadence: cadence.word() })
}

/// Forgets the address and every letter that waits. Journals `account.mail_removed`.
///
/// # Errors
/// Not found for whoever is not signed in.
pub fn remove(act: &mut Act<'_, '_>) -> Outcome<()> {
    let (account, person) = own(act)?;
    let now = act.now();
    vault::drop_mail(act, person)?;
    store::choice::delete(act.conn(), account)?;
    store::letter::drop_waiting(act.conn(), account, now)?;
    journal(act, account, &Removed {})
}

fn own(act: &Act<'_, '_>) -> Outcome<(AccountId, PersonId)> {
    let actor = act.actor();
    let both = actor.account.zip(actor.person);
    both.ok_or_else(|| Refusal::not_found().into())
}

fn choice_of(act: &mut Act<'_, '_>, account: AccountId, locale: Locale) -> Outcome<Choice> {
    let found = store::choice::find(act.conn(), account)?;
    Ok(found.unwrap_or_else(|| Choice::none(account, locale)))
}

fn journal<E: Event>(act: &mut Act<'_, '_>, account: AccountId, event: &E) -> Outcome<()> {
    act.journal(None, Subject::new(SubjectKind::Account, account), event)?;
    Ok(())
}

/// What the database keeps of a code: keyed, since a million of them are soon tried.
fn hash(act: &Act<'_, '_>, account: AccountId, code: &str) -> Vec<u8> {
    act.world().keys.hash("mail code", format!("{} {code}", account.0).as_bytes())
}

/// A number of six digits, each as likely as any other.
fn six_digits(chance: &dyn Randomness) -> String {
    let mut digits = String::with_capacity(6);
    while digits.len() < 6 {
        let mut byte = [0; 1];
        chance.fill(&mut byte);
        // Bytes past the largest multiple of ten would favour the first digits.
        if byte[0] < 250 {
            digits.push(char::from(b'0' + byte[0] % 10));
        }
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SeededRandomness;

    #[test]
    fn a_code_has_six_digits() {
        let chance = SeededRandomness::new(7);
        for _ in 0..100 {
            let code = six_digits(&chance);
            assert!(code.len() == 6 && code.bytes().all(|digit| digit.is_ascii_digit()), "{code}");
        }
    }
}
