//! Seats: what a post in a body is, and which role it gives.

use kernel::{LimitUnit, TimeLimit};
use platform::charter::{Expected, Names, Reader, Words};
use platform::permission::Role;
use serde::{Deserialize, Serialize};

/// A seat in a kind of body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Its key, which `post.seat` holds.
    pub key: String,
    /// Its name.
    pub name: Words,
    /// The kind of body its holder stands for; none where the holder stands for the body itself.
    pub represents: Option<String>,
    /// How many there must be; 0 for a seat that may stay empty.
    pub least: u32,
    /// How many there may be; unbounded if not said.
    pub most: Option<u32>,
    /// Of what there is one each: the bounds above then hold for each.
    pub per: Option<Per>,
    /// Whether somebody should hold it though nobody must: an empty one is a reminder, no fault.
    pub advised: bool,
    /// The kind of body that puts its holder forward, where that is not the one represented.
    pub appointed_by: Option<String>,
    /// Whether its holder watches what the others promise: one of the monitors (三大员).
    pub monitors: bool,
    /// How long one holder has it before it goes to the next; none where it does not rotate.
    pub rotates: Option<TimeLimit>,
    /// The seats of the same body among whose holders it rotates.
    pub among: Vec<String>,
    /// The categories of matters that come to its holder; a category stands for all within it.
    pub topics: Vec<String>,
    /// The role its holder has; none for a seat that gives no rights.
    pub role: Option<Role>,
}

/// Of what there is one seat each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// One for each building the body covers.
    Building,
    /// One for each floor with tenants.
    Floor,
    /// One for each grid.
    Grid,
}

impl Per {
    const ALL: [Self; 3] = [Self::Building, Self::Floor, Self::Grid];

    /// The word that stands in charters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Building => "building",
            Self::Floor => "floor",
            Self::Grid => "grid",
        }
    }
}

impl Seat {
    /// Whether matters of `category`, a path such as `property.lift`, come to this seat.
    #[must_use]
    pub fn takes(&self, category: &str) -> bool {
        self.topics.iter().any(|topic| stands_for(topic, category))
    }
}

/// Whether a topic stands for `category`: itself, or one within it.
pub(crate) fn stands_for(topic: &str, category: &str) -> bool {
    let rest = category.strip_prefix(topic);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

pub(super) fn read_seats(reader: &mut Reader<'_>, of_kind: &str) -> Option<Vec<Seat>> {
    let beside = reader.names_at(&["bodies", of_kind, "seats"]);
    reader.items("seats", |reader, key| read_seat(reader, key, &beside))
}

fn read_seat(reader: &mut Reader<'_>, key: &str, beside: &Names) -> Option<Seat> {
    let kinds = reader.names_at(&["bodies"]);
    let categories = reader.tree_names_at(&["matters", "categories"], "within");
    let name = reader.words("name");
    let represents = reader.maybe_reference("represents", &kinds);
    let least = reader.maybe::<u32>("min");
    let most = reader.maybe::<u32>("max");
    let per = reader.maybe_choice("per", &Per::ALL, Per::word);
    let advised = reader.flag("advised");
    let appointed_by = reader.maybe_reference("appointed_by", &kinds);
    let monitors = reader.flag("monitors");
    let rotates = reader.maybe("rotates");
    let among = reader.references("among", beside);
    let topics = reader.references("topics", &categories);
    let role = reader.maybe_choice("role", &Role::ALL, Role::word);
    let seat = Seat {
        key: key.to_owned(),
        name: name?,
        represents: represents?,
        least: least?.unwrap_or(0),
        most: most?,
        per: per?,
        advised: advised?,
        appointed_by: appointed_by?,
        monitors: monitors?,
        rotates: rotates?,
        among: among?,
        topics: topics?,
        role: role?,
    };
    if seat.most.is_some_and(|most| most < seat.least) {
        reader.refuse("max", Expected::Between(seat.least.into(), i64::from(u32::MAX)));
        return None;
    }
    rotates_well(&seat, reader).then_some(seat)
}

/// Notes a fault and says false if the rotation contradicts itself.
fn rotates_well(seat: &Seat, reader: &mut Reader<'_>) -> bool {
    let in_months = |turn: TimeLimit| turn.unit() == LimitUnit::Months;
    if seat.rotates.is_some_and(|turn| !in_months(turn)) {
        reader.refuse("rotates", Expected::Kind("charter-expected-months"));
        return false;
    }
    // A turn goes to others than its holder, and only where there are turns.
    if seat.rotates.is_none() && !seat.among.is_empty() {
        reader.refuse("rotates", Expected::Kind("charter-expected-months"));
        return false;
    }
    if seat.among.contains(&seat.key) {
        reader.refuse("among", Expected::Kind("charter-expected-other-seats"));
        return false;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    #[test]
    fn a_topic_takes_what_lies_within_it_and_nothing_beside_it() {
        let topics = vec!["property".to_owned(), "facilities.power".to_owned()];
        let seat = Seat { topics, ..testing::seat("property_officer", Role::Officer) };
        let cases = [
            ("property", true),
            ("property.lift", true),
            ("property_rights", false),
            ("facilities", false),
            ("facilities.power", true),
            ("facilities.power.outage", true),
        ];
        for (category, takes) in cases {
            assert_eq!(seat.takes(category), takes, "{category}");
        }
    }
}
