//! Looking at the reporter's contact: for a purpose, written down, visible to the reporter.

use super::MatterRefusal;
use super::raising::required;

/// Characters of a purpose. Source: assumption.
pub const PURPOSE_MOST: usize = 100;

/// The purpose of a look, trimmed. Who may look is the permission's to say.
///
/// # Errors
/// [`MatterRefusal::Blank`] or [`MatterRefusal::TooLong`] at `purpose`.
///
/// Source: UX §6, DOMAIN J-14.
pub fn purpose(typed: &str) -> Result<&str, MatterRefusal> {
    required("purpose", typed, PURPOSE_MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_looks_without_a_purpose() {
        assert_eq!(purpose(" 核实困人情况 "), Ok("核实困人情况"));
        assert_eq!(purpose("。"), Err(MatterRefusal::Blank { field: "purpose" }));
        let long = "核".repeat(PURPOSE_MOST + 1);
        assert_eq!(
            purpose(&long),
            Err(MatterRefusal::TooLong { field: "purpose", most: 100, has: 101 })
        );
    }
}
