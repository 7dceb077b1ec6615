//! Seats: what a post in a body is, and which role it gives.

use kernel::TimeLimit;
use platform::charter::{Expected, Reader, Words};
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
    /// How long one holder has it before it goes to the next; none where it does not rotate.
    pub rotates: Option<TimeLimit>,
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

pub(super) fn read_seats(reader: &mut Reader<'_>) -> Option<Vec<Seat>> {
    reader.items("seats", read_seat)
}

fn read_seat(reader: &mut Reader<'_>, key: &str) -> Option<Seat> {
    let kinds = reader.names_at(&["bodies"]);
    let categories = reader.tree_names_at(&["matters", "categories"], "within");
    let name = reader.words("name");
    let represents = reader.maybe_reference("represents", &kinds);
    let least = reader.maybe::<u32>("min");
    let most = reader.maybe::<u32>("max");
    let per = reader.maybe_choice("per", &Per::ALL, Per::word);
    let rotates = reader.maybe("rotates");
    let topics = reader.references("topics", &categories);
    let role = reader.maybe_choice("role", &Role::ALL, Role::word);
    let seat = Seat {
        key: key.to_owned(),
        name: name?,
        represents: represents?,
        least: least?.unwrap_or(0),
        most: most?,
        per: per?,
        rotates: rotates?,
        topics: topics?,
        role: role?,
    };
    if seat.most.is_some_and(|most| most < seat.least) {
        reader.refuse("max", Expected::Between(seat.least.into(), i64::from(u32::MAX)));
        return None;
    }
    Some(seat)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_takes_what_lies_within_it_and_nothing_beside_it() {
        let seat = Seat {
            key: "property_officer".to_owned(),
            name: Words { zh: "物业管理专员".to_owned(), en: None },
            represents: None,
            least: 0,
            most: None,
            per: None,
            rotates: None,
            topics: vec!["property".to_owned(), "facilities.power".to_owned()],
            role: Some(Role::Officer),
        };
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
