//! Telephone numbers as people type them, as they are compared, and as they are shown.

use std::fmt;

use kernel::Refusal;

/// Stands for what a mask hides. Always four, so that it does not tell how much.
const MASK: &str = "****";

/// A telephone number without its punctuation: a mobile of 11 digits, or a landline or service
/// number of 7 to 12.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact(String);

impl Contact {
    /// The number in `text`; `None` if it is none. Spaces, dashes, brackets, full-width digits
    /// and the prefix of the country are understood, so that one number has one form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut digits = String::with_capacity(text.len());
        for letter in text.trim().chars().map(half_width) {
            match letter {
                '0'..='9' | '+' => digits.push(letter),
                ' ' | '-' | '(' | ')' | '.' | '\u{2013}' | '\u{2014}' => {}
                _ => return None,
            }
        }
        let digits = without_country(&digits);
        is_number(digits).then(|| Self(digits.to_owned()))
    }

    /// The number in a form's `field`.
    ///
    /// # Errors
    /// Refused at `field` if it is no number.
    pub fn from_field(field: &'static str, text: &str) -> Result<Self, Refusal> {
        Self::parse(text).ok_or_else(|| Refusal::at(field, "vault-refusal-contact"))
    }

    /// The number in full: for the vault, and for whoever gave a purpose.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as pages show it: `139****5580`. Source: DOMAIN 7.2 (masked by default).
    #[must_use]
    pub fn masked(&self) -> String {
        mask_number(&self.0)
    }
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Contact({})", self.masked())
    }
}

/// First three and last four of eleven digits or more; of shorter ones only the last two stay.
pub(super) fn mask_number(digits: &str) -> String {
    let tail = if digits.len() >= 11 { 4 } else { 2 };
    let head = digits.get(..3).unwrap_or_default();
    let tail = digits.get(digits.len().saturating_sub(tail)..).unwrap_or_default();
    format!("{head}{MASK}{tail}")
}

/// The first letter of a name and one asterisk, whatever its length.
#[must_use]
pub fn mask_name(name: &str) -> String {
    name.chars().next().map_or_else(String::new, |first| format!("{first}*"))
}

/// The ASCII form of a full-width digit or sign; a blank for one that does not break.
fn half_width(letter: char) -> char {
    if letter == '\u{a0}' { ' ' } else { kernel::text::half_width(letter) }
}

fn without_country(digits: &str) -> &str {
    for prefix in ["+86", "0086"] {
        if let Some(rest) = digits.strip_prefix(prefix) {
            return rest;
        }
    }
    match digits.strip_prefix("86") {
        Some(mobile) if is_mobile(mobile) => mobile,
        _ => digits,
    }
}

fn is_mobile(digits: &str) -> bool {
    let mut letters = digits.bytes();
    digits.len() == 11
        && letters.next() == Some(b'1')
        && letters.next().is_some_and(|second| second >= b'3')
}

fn is_number(digits: &str) -> bool {
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return false;
    }
    match digits.bytes().next() {
        Some(b'0') => (10..=12).contains(&digits.len()),
        Some(b'1') => is_mobile(digits),
        Some(b'4' | b'8') if digits.len() == 10 => true,
        Some(_) => (7..=8).contains(&digits.len()),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_one_form_however_it_is_typed() {
        for typed in [
            "13900005580",
            " 139 0000 5580 ",
            "139-0000-5580",
            "+86 13900005580",
            "0086-139-0000-5580",
            "8613900005580",
            "１３９００００５５８０",
            "＋８６（139）00005580",
        ] {
            let contact = Contact::parse(typed).unwrap_or_else(|| panic!("{typed} is a number"));
            assert_eq!(contact.as_str(), "13900005580", "{typed}");
        }
        for landline in ["010-68880000", "68880000", "（0311）6888000", "400-610-0000"] {
            assert!(Contact::parse(landline).is_some(), "{landline}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for typed in
            ["", "电话", "1390000558", "139000055801", "12900005580", "139****5580", "12", "a@b.cn"]
        {
            assert_eq!(Contact::parse(typed), None, "{typed}");
            let refusal = Contact::from_field("phone", typed).unwrap_err();
            assert_eq!(refusal.field, Some("phone"));
        }
    }

    #[test]
    fn a_mask_shows_too_little_to_call() {
        let mask = |typed| Contact::parse(typed).unwrap().masked();
        assert_eq!(mask("13900005580"), "139****5580");
        assert_eq!(mask("010-68880000"), "010****0000");
        assert_eq!(mask("6888001"), "688****01");
        assert_eq!(mask_name("周敏"), "周*");
        assert_eq!(mask_name("欧阳明月"), "欧*");
        assert_eq!(mask_name(""), "");
        let debug = format!("{:?}", Contact::parse("13900005580").unwrap());
        assert_eq!(debug, "Contact(139****5580)");
    }
}
