//! The shipped charter, read by everybody who owns a part of it.

use platform::charter::{Charter, SectionOwner, shipped, shipped_library};

use super::*;

fn owners() -> Vec<SectionOwner> {
    registry::model::charter::SECTIONS.into_iter().chain(SECTIONS).collect()
}

fn faults(text: &str) -> Vec<String> {
    let read = Charter::read("c.toml", text, &shipped_library, &owners());
    read.err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

#[test]
fn every_shipped_charter_is_without_fault() {
    for (id, text) in shipped() {
        assert_eq!(faults(text), Vec::<String>::new(), "{id}");
    }
}
