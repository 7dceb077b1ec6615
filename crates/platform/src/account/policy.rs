//! The customary values of a system of the third protection level, and the rules over them.
//!
//! Source: DOMAIN 7.1, clauses 8.1.4.1 a and b.

use jiff::SignedDuration;
use kernel::Refusal;

/// Fewest characters of a password.
pub const PASSWORD_LENGTH: usize = 8;
/// Most characters of a password, so that hashing has a bound. Source: assumption.
pub const PASSWORD_LENGTH_MOST: usize = 128;
/// How many of the four classes (small letters, capitals, digits, others) a password mixes.
pub const PASSWORD_CLASSES: usize = 3;
/// After this time a new password is asked for.
pub const PASSWORD_AGE: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How many earlier passwords, the present one included, may not be used again.
pub const PASSWORD_HISTORY: i64 = 5;
/// Failures in a row that lock a sign-in name.
pub const FAILURES: i32 = 5;
/// How long it stays locked, and after which time a failure is forgotten.
pub const LOCK: SignedDuration = SignedDuration::from_mins(15);
/// A session ends after this time without a request.
pub const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// A session ends after this time, however busy. Source: assumption (one working day).
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// How often at most a session's last request is written down. Source: assumption.
pub const TOUCH: SignedDuration = SignedDuration::from_mins(1);
/// How long the link to the first operator's account lasts. Source: assumption.
pub const FIRST_LINK: SignedDuration = SignedDuration::from_hours(24);
/// How long a link to set a password lasts. Source: assumption.
pub const PASSWORD_LINK: SignedDuration = SignedDuration::from_hours(72);

/// Most days an access token lasts. Source: assumption (as long as a yearly review of rights).
pub const ACCESS_TOKEN_DAYS: i64 = 365;
/// How often at most the use of an access token is written down. Source: assumption.
pub const ACCESS_TOKEN_TOUCH: SignedDuration = SignedDuration::from_hours(1);

/// Fewest and most characters of a sign-in name. Source: assumption.
const NAME_LENGTH: std::ops::RangeInclusive<usize> = 2..=40;

/// The one form of a sign-in name: trimmed, small letters.
#[must_use]
pub fn normal_name(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// The one form of a new sign-in name.
///
/// # Errors
/// Refused at `name` unless it has 2 to 40 letters, digits, dots, dashes or underscores.
pub fn check_name(typed: &str) -> Result<String, Refusal> {
    let name = normal_name(typed);
    let fits = NAME_LENGTH.contains(&name.chars().count())
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    if fits { Ok(name) } else { Err(Refusal::at("name", "account-refusal-name")) }
}

/// Whether `password` may be the password of the account called `name`.
///
/// # Errors
/// Refused at `password` if it is too short or too long, mixes too few classes of characters, or
/// contains the name.
pub fn check_password(name: &str, password: &str) -> Result<(), Refusal> {
    let refuse = |key: &'static str| Refusal::at("password", key);
    let length = password.chars().count();
    if length < PASSWORD_LENGTH {
        return Err(refuse("account-refusal-password-short").with("least", PASSWORD_LENGTH));
    }
    if length > PASSWORD_LENGTH_MOST {
        return Err(refuse("account-refusal-password-long").with("most", PASSWORD_LENGTH_MOST));
    }
    if classes(password) < PASSWORD_CLASSES {
        return Err(refuse("account-refusal-password-simple").with("classes", PASSWORD_CLASSES));
    }
    if password.to_lowercase().contains(&normal_name(name)) {
        return Err(refuse("account-refusal-password-name"));
    }
    Ok(())
}

fn classes(password: &str) -> usize {
    let any = |test: fn(char) -> bool| usize::from(password.chars().any(test));
    any(char::is_lowercase)
        + any(char::is_uppercase)
        + any(|c| c.is_ascii_digit())
        + any(|c| !c.is_lowercase() && !c.is_uppercase() && !c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_mixed_and_not_the_name() {
        let long = "Aa1-".repeat(40);
        for (password, expected) in [
            ("Bright-7", None),
            ("bright.summer7", None),
            ("明亮的夏天2024a", None),
            ("Aa1-", Some("account-refusal-password-short")),
            (long.as_str(), Some("account-refusal-password-long")),
            ("brightsummer7", Some("account-refusal-password-simple")),
            ("BRIGHTSUMMER", Some("account-refusal-password-simple")),
            ("ZhouMin-2024", Some("account-refusal-password-name")),
        ] {
            let refused = check_password("zhoumin", password).err();
            assert_eq!(refused.as_ref().map(|r| &*r.key), expected, "{password}");
            assert!(refused.is_none_or(|r| r.field == Some("password")));
        }
    }

    #[test]
    fn a_name_has_one_form() {
        assert_eq!(check_name(" ZhouMin ").unwrap(), "zhoumin");
        assert_eq!(check_name("周敏").unwrap(), "周敏");
        for typed in ["", "a", "zhou min", "a@b", &"a".repeat(41)] {
            assert!(check_name(typed).is_err(), "{typed}");
        }
    }
}
