//! The kinds of body a charter knows, and who sits in them.

use kernel::{LimitUnit, TimeLimit};
use platform::charter::{Expected, Reader, Section, Words};
use platform::permission::Role;
use serde::{Deserialize, Serialize};

use super::seat::{Seat, read_seats};

/// The section `[bodies]`: every kind of body, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Bodies {
    /// The kinds.
    pub kinds: Vec<BodyKind>,
}

/// A kind of body: committee, workstation, party organisation, department …
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyKind {
    /// Its key, which `body.kind` holds.
    pub key: String,
    /// Its name.
    pub name: Words,
    /// Other names that ledgers use for it; imports take them for this kind.
    pub also_called: Vec<String>,
    /// What manner of body it is.
    pub nature: Nature,
    /// Level in the party's organisation, 1 at the top; only of party organisations.
    pub party_level: Option<u32>,
    /// The kinds a body of this kind may be under.
    pub under: Vec<String>,
    /// How it may be formed; empty where the question does not arise.
    pub formed: Vec<Formation>,
    /// What allows one body for several buildings; any one suffices.
    pub joint_when: Vec<JointGround>,
    /// Whether the buildings of a joint body must be adjacent.
    pub joint_adjacent: bool,
    /// Of what there must be one each; none where the charter leaves it open.
    pub asked_for: Option<AskedFor>,
    /// The kinds whose members must be among its own.
    pub composed_of: Vec<String>,
    /// How long its members serve.
    pub term: Option<TimeLimit>,
    /// How many members it has.
    pub size: Option<Size>,
    /// Its tiers, such as central and ordinary workstations, with their staff.
    pub tiers: Vec<Tier>,
    /// Its seats.
    pub seats: Vec<Seat>,
}

/// What manner of body it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// A party organisation.
    Party,
    /// An organ of government.
    Government,
    /// A body the building or estate gives itself.
    SelfGoverning,
    /// A service the government keeps there.
    Service,
    /// A company or other owner.
    Enterprise,
    /// The installation's own administration.
    Administration,
}

/// How a body is formed. Source: DESIGN §4, DOMAIN P-16.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Formation {
    /// 单独组建
    Single,
    /// 联合组建
    Joint,
}

/// What allows one body for several buildings. Source: SJS, DOMAIN 3.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JointGround {
    /// 同一产权方
    SameOwner,
    /// 同一物业管理区域
    SamePropertyArea,
}

/// Of what there must be one such body each: every place of the sort is covered by one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedFor {
    /// The sort of place.
    pub each: Each,
    /// Only those with one of these marks; every one if there are none.
    pub marks: Vec<String>,
}

/// A sort of place of which a charter may ask for a body each. Source: MISSION A5, A7, A9.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Each {
    /// A street or park.
    Street,
    /// A community.
    Community,
    /// An estate.
    Estate,
    /// A building.
    Building,
    /// A grid.
    Grid,
}

/// How many members a body has, both bounds included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// At least.
    pub least: u32,
    /// At most.
    pub most: u32,
    /// Whether the number must be odd.
    pub odd: bool,
}

/// A tier of a body with its staffing norm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tier {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Words,
    /// How many full-time staff it should have.
    pub staff: u32,
}

impl Nature {
    const ALL: [Self; 6] = [
        Self::Party,
        Self::Government,
        Self::SelfGoverning,
        Self::Service,
        Self::Enterprise,
        Self::Administration,
    ];

    /// The word that stands in charters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Government => "government",
            Self::SelfGoverning => "self_governing",
            Self::Service => "service",
            Self::Enterprise => "enterprise",
            Self::Administration => "administration",
        }
    }
}

impl Formation {
    /// Every way.
    pub const ALL: [Self; 2] = [Self::Single, Self::Joint];

    /// The word that stands in charters and in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Joint => "joint",
        }
    }
}

impl JointGround {
    const ALL: [Self; 2] = [Self::SameOwner, Self::SamePropertyArea];

    /// The word that stands in charters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::SameOwner => "same_owner",
            Self::SamePropertyArea => "same_property_area",
        }
    }
}

impl Each {
    const ALL: [Self; 5] =
        [Self::Street, Self::Community, Self::Estate, Self::Building, Self::Grid];

    /// The word that stands in charters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Street => "street",
            Self::Community => "community",
            Self::Estate => "estate",
            Self::Building => "building",
            Self::Grid => "grid",
        }
    }
}

impl Size {
    /// Whether a body may have `members` members.
    #[must_use]
    pub const fn allows(self, members: u32) -> bool {
        self.least <= members && members <= self.most && (!self.odd || members % 2 == 1)
    }
}

impl Bodies {
    /// The kind with `key`.
    #[must_use]
    pub fn kind(&self, key: &str) -> Option<&BodyKind> {
        self.kinds.iter().find(|kind| kind.key == key)
    }

    /// The kind that a ledger calls `name`, by its name in either language or another it goes by.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&BodyKind> {
        let name = name.trim();
        self.kinds.iter().find(|kind| kind.is_called(name))
    }

    /// The role of whoever holds `seat` in a body of `kind`.
    #[must_use]
    pub fn role(&self, kind: &str, seat: &str) -> Option<Role> {
        self.kind(kind)?.seat(seat)?.role
    }

    /// Every seat that has `role`, with the kind of body it is in.
    pub fn seats_with(&self, role: Role) -> impl Iterator<Item = (&BodyKind, &Seat)> {
        let seats = self.kinds.iter().flat_map(|kind| kind.seats.iter().map(move |s| (kind, s)));
        seats.filter(move |(_, seat)| seat.role == Some(role))
    }
}

impl BodyKind {
    /// The seat with `key`.
    #[must_use]
    pub fn seat(&self, key: &str) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.key == key)
    }

    /// The tier with `key`.
    #[must_use]
    pub fn tier(&self, key: &str) -> Option<&Tier> {
        self.tiers.iter().find(|tier| tier.key == key)
    }

    fn is_called(&self, name: &str) -> bool {
        let english = self.name.en.as_deref();
        self.name.zh == name
            || english.is_some_and(|english| english.eq_ignore_ascii_case(name))
            || self.also_called.iter().any(|other| other == name)
    }
}

impl Section for Bodies {
    const NAME: &'static str = "bodies";

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.each(read_kind).map(|kinds| Self { kinds })
    }
}

fn read_kind(reader: &mut Reader<'_>, key: &str) -> Option<BodyKind> {
    let kinds = reader.names_at(&["bodies"]);
    let name = reader.words("name");
    let also_called = reader.list("also_called");
    let nature = reader.choice("nature", &Nature::ALL, Nature::word);
    let party_level = reader.maybe("party_level");
    let under = reader.references("under", &kinds);
    let formed = reader.choices("formed", &Formation::ALL, Formation::word);
    let joint_when = reader.choices("joint_when", &JointGround::ALL, JointGround::word);
    let joint_adjacent = reader.flag("joint_adjacent");
    let asked_for = reader.maybe_table("asked_for", read_asked_for);
    let composed_of = reader.references("composed_of", &kinds);
    let term = reader.maybe("term");
    let size = reader.maybe_table("size", read_size);
    let tiers = reader.maybe_table("tiers", |tiers| tiers.each(read_tier));
    let seats = read_seats(reader, key);
    let kind = BodyKind {
        key: key.to_owned(),
        name: name?,
        also_called: also_called?,
        nature: nature?,
        party_level: party_level?,
        under: under?,
        formed: formed?,
        joint_when: joint_when?,
        joint_adjacent: joint_adjacent?,
        asked_for: asked_for?,
        composed_of: composed_of?,
        term: term?,
        size: size?,
        tiers: tiers?.unwrap_or_default(),
        seats: seats?,
    };
    holds_together(&kind, reader).then_some(kind)
}

fn read_asked_for(reader: &mut Reader<'_>) -> Option<AskedFor> {
    let known = reader.names_at(&["buildings", "marks"]);
    let each = reader.choice("each", &Each::ALL, Each::word);
    let marks = reader.references("marks", &known);
    let asked = AskedFor { each: each?, marks: marks? };
    // Only buildings and estates carry marks.
    if !asked.marks.is_empty() && !matches!(asked.each, Each::Building | Each::Estate) {
        let carriers = [Each::Estate, Each::Building].map(|each| each.word().to_owned());
        reader.refuse("each", Expected::OneOf(carriers.to_vec()));
        return None;
    }
    Some(asked)
}

fn read_size(reader: &mut Reader<'_>) -> Option<Size> {
    let least = reader.between("least", 1, 999);
    let most = reader.between("most", 1, 999);
    let odd = reader.flag("odd");
    let size = Size { least: least?, most: most?, odd: odd? };
    if size.most < size.least {
        reader.refuse("most", Expected::Between(size.least.into(), 999));
        return None;
    }
    Some(size)
}

fn read_tier(reader: &mut Reader<'_>, key: &str) -> Option<Tier> {
    let name = reader.words("name");
    let staff = reader.between("staff", 1, 999);
    Some(Tier { key: key.to_owned(), name: name?, staff: staff? })
}

/// What no single value shows: notes a fault and says false if the kind contradicts itself.
fn holds_together(kind: &BodyKind, reader: &mut Reader<'_>) -> bool {
    let in_years = |term: &TimeLimit| matches!(term.unit(), LimitUnit::Years | LimitUnit::Months);
    if kind.term.is_some_and(|term| !in_years(&term)) {
        reader.refuse("term", Expected::Kind("charter-expected-term"));
        return false;
    }
    if kind.nature != Nature::Party && kind.party_level.is_some() {
        reader.refuse("nature", Expected::OneOf(vec![Nature::Party.word().to_owned()]));
        return false;
    }
    // Whoever runs the installation holds no seat among those it serves: DOMAIN 7.1, 8.1.4.2.
    let administers = |seat: &Seat| seat.role.is_some_and(is_administrative);
    if kind.nature != Nature::Administration && kind.seats.iter().any(administers) {
        reader.refuse("nature", Expected::OneOf(vec![Nature::Administration.word().to_owned()]));
        return false;
    }
    true
}

const fn is_administrative(role: Role) -> bool {
    matches!(role, Role::Operator | Role::SecurityAdmin | Role::Auditor)
}
