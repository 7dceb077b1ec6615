//! Mail addresses as people type them, as they are kept, and as they are shown.

use std::fmt;

use kernel::Refusal;

/// Most characters of an address. Source: RFC 5321, 4.5.3.1.3.
const MOST: usize = 254;
/// Stands for what a mask hides. Always four, so that it does not tell how much.
const MASK: &str = "****";

/// A mail address: a local part, and a domain with a dot.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// The address in `text`; `None` if it is none. Full-width letters are understood; the domain
    /// is kept in small letters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let typed: String = text.trim().chars().map(kernel::text::half_width).collect();
        let (local, domain) = typed.rsplit_once('@')?;
        let address = format!("{local}@{}", domain.to_lowercase());
        let is_one = domain.contains('.')
            && address.len() <= MOST
            && address.parse::<lettre::Address>().is_ok();
        is_one.then_some(Self(address))
    }

    /// The address in a form's `field`.
    ///
    /// # Errors
    /// Refused at `field` if it is no address.
    pub fn from_field(field: &'static str, text: &str) -> Result<Self, Refusal> {
        Self::parse(text).ok_or_else(|| Refusal::at(field, "mail-refusal-address"))
    }

    /// The address in full: for the vault, and for the envelope.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as pages show it: `z****@example.cn`.
    #[must_use]
    pub fn masked(&self) -> String {
        mask(&self.0)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({})", self.masked())
    }
}

/// The first letter and the domain of an address.
pub(crate) fn mask(address: &str) -> String {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let first = local.chars().next().map(String::from).unwrap_or_default();
    format!("{first}{MASK}@{domain}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_has_one_form_however_it_is_typed() {
        for typed in ["zhou@example.cn", " zhou@Example.CN ", "ｚｈｏｕ＠example．cn"] {
            let address = Address::parse(typed).unwrap_or_else(|| panic!("{typed} is an address"));
            assert_eq!(address.as_str(), "zhou@example.cn", "{typed}");
        }
        assert_eq!(
            format!("{:?}", Address::parse("zhou@example.cn").unwrap()),
            "Address(z****@example.cn)"
        );
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let long = format!("{}@example.cn", "a".repeat(260));
        for typed in [
            "",
            "zhou",
            "@example.cn",
            "zhou@",
            "zhou@host",
            "a b@example.cn",
            "a@b.cn\r\nBcc: c@d.cn",
            "a@b.cn,c@d.cn",
            &long,
        ] {
            assert_eq!(Address::parse(typed), None, "{typed}");
        }
        let refusal = Address::from_field("address", "zhou").unwrap_err();
        assert_eq!(refusal.field, Some("address"));
    }
}
