//! Raising a matter: one sentence is enough, everything else may be left out.

use crate::model::Running;
use crate::model::charter::Raising;

use super::advancing::clocks_of_a_new_matter;
use super::{MatterRefusal, shielding, text};

/// What was typed and chosen.
#[derive(Debug, Clone, Copy)]
pub struct Raise<'a> {
    /// What happened, in the reporter's words.
    pub text: &'a str,
    /// How many photos came with it.
    pub photos: usize,
    /// A phone number, if one was left.
    pub phone: Option<&'a str>,
}

/// A matter to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// The text, trimmed.
    pub text: String,
    /// The title that others see until a worker betters it; empty when the text holds nothing
    /// but personal data.
    pub title: String,
    /// The phone number's digits.
    pub phone: Option<String>,
    /// The clocks that start now.
    pub starts: Running,
}

/// Reads what was typed into a matter.
///
/// # Errors
/// [`MatterRefusal::Blank`] and [`MatterRefusal::TooLong`] at `text`,
/// [`MatterRefusal::TooManyPhotos`], [`MatterRefusal::NotAPhone`].
///
/// What speaks of an emergency is not refused here: the charter's emergency lines stand above the
/// form and answer for themselves.
///
/// Source: MISSION M1, UX §3 Raise; bounds: charter `matters.raising`.
pub fn raise(ask: &Raise<'_>, bounds: &Raising) -> Result<Raised, MatterRefusal> {
    let said = required("text", ask.text, many(bounds.characters))?;
    let most = many(bounds.photos);
    if ask.photos > most {
        return Err(MatterRefusal::TooManyPhotos { most, has: ask.photos });
    }
    let phone = match ask.phone.map(str::trim).filter(|typed| !typed.is_empty()) {
        Some(typed) => Some(phone_digits(typed).ok_or(MatterRefusal::NotAPhone)?),
        None => None,
    };
    Ok(Raised {
        text: said.to_owned(),
        title: shielding::title(said),
        phone,
        starts: clocks_of_a_new_matter(),
    })
}

/// A bound of the charter as a size.
pub(super) fn many(bound: u32) -> usize {
    usize::try_from(bound).unwrap_or(usize::MAX)
}

/// The digits of a Chinese phone number: 11 of a mobile (a leading 86 dropped), 7 or 8 of a
/// landline, 10 to 12 with its area code.
fn phone_digits(typed: &str) -> Option<String> {
    let mut digits = String::new();
    for letter in typed.chars().map(text::fold_char) {
        match letter {
            '0'..='9' => digits.push(letter),
            '-' | '+' | '(' | ')' | ' ' | '\u{3000}' => {}
            _ => return None,
        }
    }
    if digits.len() == 13 && digits.starts_with("861") {
        digits.drain(..2);
    }
    let fits = match (digits.len(), digits.as_bytes().first()) {
        (11, Some(b'1')) => digits.as_bytes()[1] >= b'3',
        (10..=12, Some(b'0')) => true,
        (7 | 8, Some(first)) => *first >= b'2',
        _ => false,
    };
    fits.then_some(digits)
}

/// A required text, trimmed.
pub(super) fn required<'a>(
    field: &'static str,
    typed: &'a str,
    most: usize,
) -> Result<&'a str, MatterRefusal> {
    let said = typed.trim();
    if !said.chars().any(char::is_alphanumeric) {
        return Err(MatterRefusal::Blank { field });
    }
    let has = said.chars().count();
    if has > most {
        return Err(MatterRefusal::TooLong { field, most, has });
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ClockKind;
    use crate::rules::testing::matters;

    fn raised(typed: &Raise<'_>) -> Result<Raised, MatterRefusal> {
        raise(typed, &matters().raising)
    }

    fn ask(text: &str) -> Raise<'_> {
        Raise { text, photos: 0, phone: None }
    }

    #[test]
    fn one_sentence_is_enough() {
        let matter = raised(&ask("  12 层空调不热，我叫王丽  ")).unwrap();
        assert_eq!(matter.text, "12 层空调不热，我叫王丽");
        assert_eq!(matter.title, "12 层空调不热");
        assert_eq!(matter.starts.iter().collect::<Vec<_>>(), [ClockKind::Reply]);
    }

    #[test]
    fn what_does_not_fit_is_refused_at_its_field() {
        let long = "字".repeat(2001);
        let rows = [
            (ask(""), MatterRefusal::Blank { field: "text" }),
            (ask(" 。！\n"), MatterRefusal::Blank { field: "text" }),
            (ask(&long), MatterRefusal::TooLong { field: "text", most: 2000, has: 2001 }),
            (Raise { photos: 4, ..ask("漏水") }, MatterRefusal::TooManyPhotos { most: 3, has: 4 }),
            (Raise { phone: Some("找前台"), ..ask("漏水") }, MatterRefusal::NotAPhone),
        ];
        for (typed, refusal) in rows {
            assert_eq!(raised(&typed), Err(refusal));
        }
    }

    #[test]
    fn phone_numbers_are_read_as_people_write_them() {
        for (typed, digits) in [
            ("13912345580", Some("13912345580")),
            ("139 1234 5580", Some("13912345580")),
            ("+86 139-1234-5580", Some("13912345580")),
            ("１３９１２３４５５８０", Some("13912345580")),
            ("010-5550 0166", Some("01055500166")),
            ("(010)55500166", Some("01055500166")),
            ("5550 0166", Some("55500166")),
            ("12912345580", None),
            ("1391234558", None),
            ("139123455801", None),
            ("119", None),
            ("a13912345580", None),
        ] {
            assert_eq!(phone_digits(typed).as_deref(), digits, "{typed}");
        }
    }
}
