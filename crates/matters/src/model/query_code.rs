//! The code by which a reporter without an account follows a matter.

use std::fmt;
use std::str::FromStr;

use kernel::Randomness;
use kernel::text::half_width;

use super::number::is_readable;

/// Characters of a code.
const LENGTH: usize = 8;

/// A query code, shown as `4KX7 29TM`. Whoever holds it may follow, supplement, rate, withdraw:
/// it is a key, so its `Debug` form hides half of it and stores keep only a keyed hash.
///
/// Source: UX §2 (8 characters without 0 O 1 I L, never logged whole).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct QueryCode(String);

/// Why a text is no query code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a query code has eight letters and digits, without 0 O 1 I L")]
pub struct NotAQueryCode;

impl QueryCode {
    /// Draws a code.
    #[must_use]
    pub fn draw(randomness: &dyn Randomness) -> Self {
        Self(randomness.code(LENGTH))
    }

    /// The eight characters without the gap: what addresses carry and the keyed hash is made of.
    #[must_use]
    pub fn compact(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for QueryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", &self.0[..4], &self.0[4..])
    }
}

impl fmt::Debug for QueryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "QueryCode({} ****)", &self.0[..4])
    }
}

impl FromStr for QueryCode {
    type Err = NotAQueryCode;

    /// Reads a code as people type it: lower case, blanks and hyphens anywhere, full-width forms.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut code = String::with_capacity(LENGTH);
        for typed in text.chars().filter(|typed| !typed.is_whitespace() && *typed != '-') {
            let byte = u8::try_from(half_width(typed)).map_err(|_| NotAQueryCode)?;
            let byte = byte.to_ascii_uppercase();
            if !is_readable(byte) || code.len() == LENGTH {
                return Err(NotAQueryCode);
            }
            code.push(char::from(byte));
        }
        if code.len() == LENGTH { Ok(Self(code)) } else { Err(NotAQueryCode) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::number::tests::Counting;
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        for typed in
            ["4KX7 29TM", "4kx729tm", " 4KX7-29TM ", "４ＫＸ７　２９ｔｍ", "4 K X 7 2 9 T M"]
        {
            let code: QueryCode = typed.parse().unwrap();
            assert_eq!(code.compact(), "4KX729TM", "{typed}");
            assert_eq!(code.to_string(), "4KX7 29TM");
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for typed in ["", "4KX7", "4KX7 29TM 5", "4KX7 29T0", "4KX7 29TÀ", "楼事楼办楼事楼议"]
        {
            assert_eq!(typed.parse::<QueryCode>(), Err(NotAQueryCode), "{typed}");
        }
    }

    #[test]
    fn a_log_line_never_holds_the_whole_code() {
        let code: QueryCode = "4KX729TM".parse().unwrap();
        assert_eq!(format!("{code:?}"), "QueryCode(4KX7 ****)");
    }

    #[test]
    fn a_drawn_code_is_read_back() {
        let code = QueryCode::draw(&Counting::default());
        assert_eq!(code.to_string().parse(), Ok(code));
    }
}
