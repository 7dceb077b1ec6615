//! The roles of the engine: a closed set, to which each charter maps its seats.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a post lets its holder do, before the places of the post bound it.
///
/// The word of a role stands in charters, in the database and in the permission matrix.
/// Source: DESIGN §1.2; the separation of operator, security administrator and auditor is
/// DOMAIN 7.1, clause 8.1.4.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the installation; sees no matter.
    Operator,
    /// Opens and locks accounts, grants posts; apart from the operator.
    SecurityAdmin,
    /// Reads the journal; changes nothing.
    Auditor,
    /// The district's leaders and their office.
    District,
    /// Street or park staff.
    Street,
    /// A department that is whistled for.
    Department,
    /// Heads a building workstation.
    StationHead,
    /// A social worker of a building workstation.
    StationWorker,
    /// Secretary of a building's party organisation.
    PartySecretary,
    /// The rotating chief of a building.
    Chief,
    /// A member of a building committee.
    Committee,
    /// Looks after one floor.
    FloorLeader,
    /// One of the six officers, each with topics.
    Officer,
    /// Grid staff.
    GridWorker,
    /// Staff of a property company.
    Property,
    /// Stands for an owner of property.
    Owner,
    /// Stands for an enterprise in the building.
    Enterprise,
}

impl Role {
    /// Every role, in the order of the permission matrix.
    pub const ALL: [Self; 17] = [
        Self::Operator,
        Self::SecurityAdmin,
        Self::Auditor,
        Self::District,
        Self::Street,
        Self::Department,
        Self::StationHead,
        Self::StationWorker,
        Self::PartySecretary,
        Self::Chief,
        Self::Committee,
        Self::FloorLeader,
        Self::Officer,
        Self::GridWorker,
        Self::Property,
        Self::Owner,
        Self::Enterprise,
    ];

    /// The word that stands in charters and in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::SecurityAdmin => "security_admin",
            Self::Auditor => "auditor",
            Self::District => "district",
            Self::Street => "street",
            Self::Department => "department",
            Self::StationHead => "station_head",
            Self::StationWorker => "station_worker",
            Self::PartySecretary => "party_secretary",
            Self::Chief => "chief",
            Self::Committee => "committee",
            Self::FloorLeader => "floor_leader",
            Self::Officer => "officer",
            Self::GridWorker => "grid_worker",
            Self::Property => "property",
            Self::Owner => "owner",
            Self::Enterprise => "enterprise",
        }
    }

    /// The role that `word` names, if any.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Whether the role never sees who reported a matter, the raw words and photos, or the
    /// exact time.
    ///
    /// Besides the parties complained of, it covers the seats that may be held for them: a
    /// committee member, chief, floor leader or officer sits for an enterprise, an owner or the
    /// property company. Source: DOMAIN J-14; the extent is an assumption.
    #[must_use]
    pub const fn is_shielded(self) -> bool {
        matches!(
            self,
            Self::Chief
                | Self::Committee
                | Self::FloorLeader
                | Self::Officer
                | Self::Property
                | Self::Owner
                | Self::Enterprise
        )
    }

    /// Whether the role keeps the installation rather than a district's affairs. Nobody should hold
    /// two of these.
    ///
    /// Source: DOMAIN 7.1, clause 8.1.4.2.
    #[must_use]
    pub const fn is_keeper(self) -> bool {
        matches!(self, Self::Operator | Self::SecurityAdmin | Self::Auditor)
    }

    /// Whether signing in needs a second factor.
    ///
    /// Source: DOMAIN 7.1, clause 8.1.4.1 d (at least for administrators).
    #[must_use]
    pub const fn needs_second_factor(self) -> bool {
        matches!(self, Self::Operator | Self::SecurityAdmin | Self::Auditor | Self::District)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::Role;

    #[test]
    fn every_role_is_found_by_its_own_word_and_by_no_other() {
        for role in Role::ALL {
            assert_eq!(Role::from_word(role.word()), Some(role));
        }
        assert_eq!(Role::from_word("admin"), None);
        assert_eq!(Role::from_word("Operator"), None);
    }

    #[test]
    fn the_words_are_distinct() {
        let mut words: Vec<_> = Role::ALL.iter().map(|role| role.word()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Role::ALL.len());
    }

    #[test]
    fn whoever_may_sit_for_a_party_complained_of_is_shielded_from_the_reporter() {
        let shielded: Vec<_> = Role::ALL.into_iter().filter(|role| role.is_shielded()).collect();
        assert_eq!(
            shielded,
            [
                Role::Chief,
                Role::Committee,
                Role::FloorLeader,
                Role::Officer,
                Role::Property,
                Role::Owner,
                Role::Enterprise
            ]
        );
    }

    #[test]
    fn no_shielded_role_is_privileged() {
        assert!(Role::ALL.iter().all(|role| !(role.is_shielded() && role.needs_second_factor())));
    }
}
