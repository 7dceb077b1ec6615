//! Looking at the reporter's contact: for a purpose, written down, visible to the reporter.

use super::MatterRefusal;
use super::raising::required;
use super::shielding::{Identity, Viewer};

/// Characters of a purpose. Source: assumption.
pub const PURPOSE_MOST: usize = 100;

/// The purpose, trimmed, when this viewer may look.
///
/// # Errors
/// [`MatterRefusal::Shielded`]; [`MatterRefusal::Blank`] or [`MatterRefusal::TooLong`] at
/// `purpose`.
///
/// Source: UX §6, DOMAIN J-14.
pub fn reveal(viewer: Viewer, purpose: &str) -> Result<String, MatterRefusal> {
    if viewer.view().identity != Identity::WithPurpose {
        return Err(MatterRefusal::Shielded);
    }
    Ok(required("purpose", purpose, PURPOSE_MOST)?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_staff_look_and_only_with_a_purpose() {
        assert_eq!(reveal(Viewer::Staff, " 核实困人情况 "), Ok("核实困人情况".to_owned()));
        assert_eq!(reveal(Viewer::Staff, "。"), Err(MatterRefusal::Blank { field: "purpose" }));
        for viewer in [Viewer::Shielded, Viewer::Aside, Viewer::Public] {
            assert_eq!(reveal(viewer, "核实"), Err(MatterRefusal::Shielded));
        }
    }
}
