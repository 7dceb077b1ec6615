//! What the ledger of a building still lacks, each with why it matters.

use platform::web::View;

use super::load::Loaded;
use crate::titles::floor_words;

/// Floors without a leader are named up to this many, beyond it counted.
const NAMED: usize = 8;

/// Something to complete.
pub(super) struct Gap {
    pub(super) words: String,
    /// Why it is asked for.
    pub(super) why: String,
}

/// The gaps of a building, the same order every day.
pub(super) fn of(view: &View, loaded: &Loaded) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut note = |words: String, why: &str| {
        gaps.push(Gap { words, why: view.t(why).into_owned() });
    };
    if loaded.has_leaders() {
        let without = loaded.stack.without_leader();
        let floors: Vec<String> =
            without.map(|floor| floor_words(view, &floor.place.name)).collect();
        match floors.len() {
            0 => {}
            1..=NAMED => {
                let words = view.t1(
                    "building-gap-leaders",
                    "floors",
                    floors.join(view.t("list-comma").as_ref()),
                );
                note(words, "building-gap-leaders-why");
            }
            n => note(view.t1("building-gap-leaders-many", "n", n), "building-gap-leaders-why"),
        }
    }
    let unplaced = loaded.stack.unplaced.len();
    if unplaced > 0 {
        note(view.t1("building-gap-unplaced", "n", unplaced), "building-gap-unplaced-why");
    }
    let lettable = loaded.building.details.lettable_area.filter(|area| *area > 0);
    if lettable.is_none() {
        note(view.t("building-gap-lettable").into_owned(), "building-gap-lettable-why");
    }
    if loaded.occupancy.permille(lettable).is_some_and(|permille| permille > 1000) {
        note(view.t("building-gap-overlet").into_owned(), "building-gap-overlet-why");
    }
    if loaded.building.details.verified_on.is_none() {
        note(view.t("building-gap-verified").into_owned(), "building-gap-verified-why");
    }
    gaps
}
