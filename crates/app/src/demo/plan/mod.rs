//! The district as it would be: everything about it but ids, decided from a seed alone.
//!
//! Of Shijingshan's shape: 278 buildings, 81 committees, 64 stations with 260 staff, 65 party
//! organisations, 31,000 enterprises (MISSION, figures SJS 2023-09). Nothing here touches a
//! database; [`super::write`] puts it into one.

mod bodies;
mod floors;
mod ground;
mod names;
mod people;
mod showcase;

#[cfg(test)]
mod tests;

use jiff::civil::Date;

use super::words::Words;

/// How large the demo is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// The whole district.
    Full,
    /// One street with nine buildings, for tests and quick looks.
    Small,
}

impl Scale {
    /// Enterprises in all. Source: MISSION SJS 2023-09 (31,000); the small one is its ninth part
    /// of a thirtieth.
    #[must_use]
    pub const fn enterprises(self) -> usize {
        match self {
            Self::Full => 31_000,
            Self::Small => 400,
        }
    }
}

/// What the plan is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brief {
    /// The seed: the same one gives the same district.
    pub seed: u64,
    /// The day the demo takes for today.
    pub today: Date,
    /// How large it is.
    pub scale: Scale,
}

impl Brief {
    /// The first day of the demo's year: twelve whole months before this one.
    #[must_use]
    pub fn first_day(&self) -> Date {
        kernel::Month::of(self.today).plus(-12).first_day()
    }

    /// The day the charter took effect: half the year lies before it, for the comparison (M8).
    #[must_use]
    pub fn effective(&self) -> Date {
        kernel::Month::of(self.today).plus(-6).first_day()
    }
}

/// Which building, by its place in [`Plan::buildings`].
pub type BuildingIndex = usize;
/// Which body, by its place in [`Plan::bodies`].
pub type BodyIndex = usize;
/// Which person, by its place in [`Plan::people`].
pub type PersonIndex = usize;

/// A street or park.
#[derive(Debug, Clone, PartialEq)]
pub struct Street {
    /// Its row in the list.
    pub row: super::words::StreetRow,
    /// Its groups of buildings, by their place in [`Plan::groups`].
    pub groups: Vec<usize>,
}

/// Buildings beside each other that one committee covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What it is called.
    pub name: String,
    /// Its street.
    pub street: usize,
    /// Its buildings.
    pub buildings: Vec<BuildingIndex>,
}

/// Who owns a building, in the words of the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// 单一产权
    Single,
    /// 分散产权
    Several,
    /// 国有
    State,
    /// 集体
    Collective,
}

/// A room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Its number, or what it is used for.
    pub name: String,
    /// Lettable area in 0.01 m².
    pub area: i64,
    /// In common use.
    pub shared: bool,
}

/// A floor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Floor {
    /// Its storey; negative below ground.
    pub storey: i32,
    /// Its rooms.
    pub rooms: Vec<Room>,
}

/// A building.
#[derive(Debug, Clone, PartialEq)]
pub struct Building {
    /// Its code, which stands in its address.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Street and number.
    pub address: String,
    /// Its street.
    pub street: usize,
    /// Its group.
    pub group: usize,
    /// Degrees east and north.
    pub position: (f64, f64),
    /// Who owns it.
    pub right: Right,
    /// Grade in the charter's words; empty if none.
    pub grade: &'static str,
    /// Key, landmark, difficult.
    pub marks: [bool; 3],
    /// First day in use.
    pub completed_on: Date,
    /// Last day its row was checked.
    pub verified_on: Date,
    /// Who answers when a lift stops.
    pub lift_phone: String,
    /// The property company, day and night.
    pub property_phone: String,
    /// Area of one floor in m².
    pub floor_area: i64,
    /// Storeys above ground.
    pub above: i32,
    /// Storeys below ground.
    pub below: i32,
    /// Its floors, the lowest first.
    pub floors: Vec<Floor>,
}

impl Building {
    /// Area to let in 0.01 m².
    #[must_use]
    pub fn lettable(&self) -> i64 {
        let rooms = self.floors.iter().flat_map(|floor| &floor.rooms);
        rooms.filter(|room| !room.shared).map(|room| room.area).sum()
    }
}

/// What a body covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    /// The whole district.
    District,
    /// A street or park.
    Street(usize),
    /// A building.
    Building(BuildingIndex),
}

/// A body that is no enterprise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// A kind of the charter.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// As the ledger writes it; empty where it does not differ.
    pub written_name: String,
    /// The body above it.
    pub parent: Option<BodyIndex>,
    /// Whether several set it up together.
    pub joint: bool,
    /// Tier of the charter; empty if none.
    pub tier: &'static str,
    /// Key in a catalogue of the charter; empty if none.
    pub code: &'static str,
    /// Its street, unless it belongs to the whole district.
    pub street: Option<usize>,
    /// First day.
    pub founded_on: Date,
    /// Public telephone; empty if none.
    pub phone: String,
    /// What it covers.
    pub covers: Vec<Covers>,
}

/// An enterprise and its tenancy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enterprise {
    /// As people call it.
    pub name: String,
    /// As it is registered.
    pub written_name: String,
    /// Unified social credit code with a right check digit; its division code does not exist.
    pub credit_code: String,
    /// Section and division of GB/T 4754.
    pub industry: &'static str,
    /// People who work there.
    pub headcount: i32,
    /// Whether it is registered in the district.
    pub registered_here: bool,
    /// Its building.
    pub building: BuildingIndex,
    /// The floors (by place in the building) and rooms (by place on the floor) it rents.
    pub rooms: Vec<(usize, usize)>,
    /// What share of each room it rents: 1 alone, n in a room of n.
    pub sharers: i64,
    /// First day of the tenancy.
    pub since: Date,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Surname and given name.
    pub name: String,
    /// Mobile number.
    pub phone: String,
}

/// Whom somebody sits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Represents {
    /// A body.
    Body(BodyIndex),
    /// An enterprise.
    Enterprise(usize),
}

/// A person's seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Who.
    pub person: PersonIndex,
    /// In which body, or which enterprise.
    pub body: Represents,
    /// A seat of the charter.
    pub seat: &'static str,
    /// For whom.
    pub represents: Option<Represents>,
    /// The floor of a floor leader.
    pub floor: Option<(BuildingIndex, usize)>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// How it was filled, in a word of the charter.
    pub appointed_how: &'static str,
    /// Whether the holder's name is public.
    pub public: bool,
}

/// The district as it would be.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What it was made from.
    pub brief: Brief,
    /// Streets and parks.
    pub streets: Vec<Street>,
    /// Groups of buildings.
    pub groups: Vec<Group>,
    /// Buildings.
    pub buildings: Vec<Building>,
    /// Bodies, each after the one above it.
    pub bodies: Vec<Body>,
    /// Enterprises.
    pub enterprises: Vec<Enterprise>,
    /// People.
    pub people: Vec<Person>,
    /// Who sits where.
    pub posts: Vec<Post>,
}

impl Plan {
    /// Makes the plan.
    #[must_use]
    pub fn make(brief: Brief) -> Self {
        let words = Words::get();
        let ground = ground::lay(&brief, words);
        let (buildings, enterprises) = floors::let_out(&brief, words, ground.buildings);
        let bodies =
            bodies::set_up(&brief, words, &ground.streets, &ground.groups, &ground.holdings);
        let mut plan = Self {
            brief,
            streets: ground.streets,
            groups: ground.groups,
            buildings,
            bodies,
            enterprises,
            people: Vec::new(),
            posts: Vec::new(),
        };
        people::seat(&mut plan, words);
        plan
    }

    /// The bodies of a kind.
    pub fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = (BodyIndex, &'a Body)> {
        self.bodies.iter().enumerate().filter(move |(_, body)| body.kind == kind)
    }

    /// The body of a kind that covers a building.
    #[must_use]
    pub fn covering(&self, kind: &str, building: BuildingIndex) -> Option<BodyIndex> {
        let covers = |body: &Body| body.covers.contains(&Covers::Building(building));
        self.bodies.iter().position(|body| body.kind == kind && covers(body))
    }

    /// The showcase's group: the place the manual's pictures show.
    #[must_use]
    pub fn showcase(&self) -> &Group {
        let name = Words::get().title("showcase");
        let found = self.groups.iter().find(|group| group.name == name);
        found.expect("every plan has the showcase")
    }
}
