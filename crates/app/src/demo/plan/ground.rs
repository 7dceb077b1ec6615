//! Streets, groups of buildings, and who owns and manages them.
//!
//! A group lies apart from every other; within it each building stands beside the next. All of a
//! group share their owner or their property company, so its buildings may have one committee,
//! and buildings of two groups may not (charter `bodies.committee.joint_when`).

use jiff::civil::Date;

use super::{Brief, Building, Group, Right, Scale, Street};
use crate::demo::chance::{Chance, Stream, apportion};
use crate::demo::words::{Counts, ProjectKind, StreetRow, Words};

/// Degrees of latitude between neighbours: about 90 m.
const BESIDE: f64 = 0.0008;
/// Degrees between groups: about 500 m and more.
const APART: f64 = 0.0055;

/// A group's owners and managers, by place in the lists of the whole district.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Holding {
    /// Who owns the group: one for all its buildings, or several for each.
    pub owners: Vec<Owner>,
    /// Which property company manages how many of its buildings, in order.
    pub managers: Vec<(usize, usize)>,
}

/// An owner of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Owner {
    /// Its name.
    pub name: String,
    /// Which of the group's buildings it owns, by place in the group.
    pub buildings: Vec<usize>,
}

/// The ground the district stands on.
pub(super) struct Ground {
    pub streets: Vec<Street>,
    pub groups: Vec<Group>,
    pub buildings: Vec<Building>,
    pub holdings: Vec<Holding>,
}

/// Lays streets, groups and buildings.
pub(super) fn lay(brief: &Brief, words: &Words) -> Ground {
    let mut builder = Builder {
        words,
        brief,
        chance: Chance::new(brief.seed, Stream::Ground),
        projects: words.projects.clone(),
        managers: 0,
        ground: Ground {
            streets: Vec::new(),
            groups: Vec::new(),
            buildings: Vec::new(),
            holdings: Vec::new(),
        },
    };
    builder.chance.shuffle(&mut builder.projects);
    for row in rows(brief.scale, words) {
        builder.street(row);
    }
    builder.ground
}

/// The streets of the scale.
fn rows(scale: Scale, words: &Words) -> Vec<StreetRow> {
    match scale {
        Scale::Full => words.streets.clone(),
        Scale::Small => {
            let home = words.title("showcase.street");
            let row = words.streets.iter().find(|row| row.short == home).cloned();
            let mut row = row.expect("the showcase's street is in the list");
            row.counts =
                Counts { buildings: 9, committees: 3, central: 1, ordinary: 1, parties: 2 };
            vec![row]
        }
    }
}

struct Builder<'a> {
    words: &'a Words,
    brief: &'a Brief,
    chance: Chance,
    /// Names not yet given.
    projects: Vec<&'static str>,
    /// Property companies that manage something already.
    managers: usize,
    ground: Ground,
}

impl Builder<'_> {
    fn street(&mut self, row: StreetRow) {
        let street = self.ground.streets.len();
        let is_home = row.short == self.words.title("showcase.street");
        let sizes = self.sizes(&row.counts, is_home);
        self.ground.streets.push(Street { row, groups: Vec::new() });
        for (place, size) in sizes.into_iter().enumerate() {
            let showcase = is_home && place == 0;
            self.group(street, place, size, showcase);
        }
    }

    /// How many buildings each group of a street has: at least one, about a quarter of the groups
    /// no more than that; the showcase three.
    fn sizes(&mut self, counts: &Counts, is_home: bool) -> Vec<usize> {
        let groups = counts.committees;
        let mut weights: Vec<u32> = Vec::with_capacity(groups);
        for _ in 0..groups {
            let alone = self.chance.happens(25);
            weights.push(if alone {
                0
            } else {
                u32::try_from(self.chance.between(2, 9)).unwrap_or(2)
            });
        }
        let fixed = if is_home { 3 } else { 0 };
        if is_home {
            weights[0] = 0;
        }
        if weights.iter().all(|weight| *weight == 0) {
            weights[groups - 1] = 1;
        }
        let reserved = if is_home { fixed + groups - 1 } else { groups };
        let spread = apportion(counts.buildings - reserved, &weights);
        let mut sizes: Vec<usize> = spread.into_iter().map(|more| more + 1).collect();
        if is_home {
            sizes[0] = fixed;
        }
        sizes
    }

    fn group(&mut self, street: usize, place: usize, size: usize, showcase: bool) {
        let kind = self.kind(size, showcase);
        let project = if showcase { None } else { self.projects.pop() };
        let name = match project {
            Some(project) => format!("{project}{}", kind.name),
            None => self.words.title("showcase").to_owned(),
        };
        let right = if showcase { Right::Several } else { self.right() };
        let group = self.ground.groups.len();
        let first = self.ground.buildings.len();
        let road = self.ground.streets[street].row.roads
            [place % self.ground.streets[street].row.roads.len()];
        let origin = position(&self.ground.streets[street].row, place);
        for index in 0..size {
            let building =
                Site { street, group, place, index, size, kind, right, road, origin, showcase };
            let building = self.building(&name, &building);
            self.ground.buildings.push(building);
        }
        let holding = self.holding(project.unwrap_or(&name), street, right, size);
        self.ground.holdings.push(holding);
        self.ground.streets[street].groups.push(group);
        let buildings = (first..first + size).collect();
        self.ground.groups.push(Group { name, street, buildings });
    }

    fn kind(&mut self, size: usize, showcase: bool) -> ProjectKind {
        let kinds = &self.words.kinds;
        if showcase {
            return kinds[0];
        }
        // Letters run out after eight; many buildings make a park of numbered ones.
        let fitting: Vec<ProjectKind> =
            kinds.iter().copied().filter(|kind| size <= 6 || !kind.letters).collect();
        *self.chance.pick(&fitting)
    }

    fn right(&mut self) -> Right {
        let all = [Right::Single, Right::Several, Right::State, Right::Collective];
        all[self.chance.weighted(&[55, 25, 14, 6])]
    }

    fn building(&mut self, group_name: &str, site: &Site) -> Building {
        let words = self.words;
        let name = site.name(group_name, words);
        let storeys = if site.showcase {
            [22, 18, 14][site.index]
        } else {
            self.chance.between(site.kind.storeys.0, site.kind.storeys.1)
        };
        let above = i32::try_from(storeys).expect("storeys are few");
        let number = if site.showcase {
            66 + 2 * i64::try_from(site.index).unwrap_or(0)
        } else {
            self.chance.between(1, 98) * 2 - i64::try_from(site.index % 2).unwrap_or(0)
        };
        let row = &self.ground.streets[site.street].row;
        let code = format!("{}{:02}{:02}", row.short, site.place + 1, site.index + 1);
        let address =
            words.fill("address", &[("road", site.road), ("number", &number.to_string())]);
        let serial = self.ground.buildings.len();
        Building {
            code,
            name,
            address,
            street: site.street,
            group: site.group,
            position: beside(site.origin, site.index),
            right: site.right,
            grade: self.grade(above),
            marks: self.marks(site),
            completed_on: self.day(2001, 2019),
            verified_on: self.recently(),
            lift_phone: words.fill("lift_phone", &[("n", &format!("{:04}", 1000 + serial))]),
            property_phone: words
                .fill("property_phone", &[("n", &format!("{:04}", 2000 + serial))]),
            floor_area: if site.showcase { 1_180 } else { self.chance.between(45, 150) * 10 },
            above,
            below: if above >= 9 { 2 } else { 1 },
            floors: Vec::new(),
        }
    }

    fn grade(&mut self, above: i32) -> &'static str {
        let key = match (above, self.chance.below(10)) {
            (20.., 0..=2) => "grade.top",
            (12.., 0..=6) => "grade.first",
            (6.., 0..=7) => "grade.second",
            _ => return "",
        };
        self.words.title(key)
    }

    fn marks(&mut self, site: &Site) -> [bool; 3] {
        let several = site.right == Right::Several;
        let key = site.showcase || self.chance.happens(15);
        let landmark = self.chance.happens(4);
        [key, landmark, several && !site.showcase && self.chance.happens(30)]
    }

    fn day(&mut self, from: i64, to: i64) -> Date {
        let year = i16::try_from(self.chance.between(from, to)).expect("years are small");
        let month = i8::try_from(self.chance.between(1, 12)).expect("months are small");
        Date::new(year, month, 1).expect("every month has a first day")
    }

    fn recently(&mut self) -> Date {
        let days = self.chance.between(1, 80);
        self.brief.today.saturating_sub(jiff::Span::new().days(days))
    }

    /// Who owns and manages a group of `size` buildings.
    fn holding(&mut self, name: &str, street: usize, right: Right, size: usize) -> Holding {
        let all: Vec<usize> = (0..size).collect();
        let one = |key: &str| {
            let name = self.words.fill(key, &[("name", name)]);
            vec![Owner { name, buildings: all.clone() }]
        };
        let owners = match right {
            Right::Single => one("owner.single"),
            Right::State => one("owner.state"),
            Right::Collective => one("owner.collective"),
            Right::Several => self.several_owners(name, size),
        };
        let one_owner = right != Right::Several;
        let parted = one_owner && size >= 4 && self.chance.happens(35);
        let managers = if parted {
            vec![(self.manager(street), size / 2), (self.manager(street), size - size / 2)]
        } else {
            vec![(self.manager(street), size)]
        };
        Holding { owners, managers }
    }

    /// Two owners a building, one of them of the whole group.
    fn several_owners(&mut self, name: &str, size: usize) -> Vec<Owner> {
        let main = self.words.fill("owner.single", &[("name", name)]);
        let mut owners = vec![Owner { name: main, buildings: (0..size).collect() }];
        for index in 0..size {
            if self.chance.happens(60) {
                let brand = format!(
                    "{}{}",
                    self.chance.pick(&self.words.brand_first),
                    self.chance.pick(&self.words.brand_second)
                );
                let name = self.words.fill("owner.single", &[("name", &brand)]);
                owners.push(Owner { name, buildings: vec![index] });
            }
        }
        owners
    }

    /// The next property company that manages nothing yet, then any of them. The showcase's is
    /// the list's first.
    fn manager(&mut self, street: usize) -> usize {
        let known = self.words.properties.len();
        let home = self.ground.streets[street].row.short == self.words.title("showcase.street");
        if home && self.ground.streets[street].groups.is_empty() {
            return 0;
        }
        self.managers += 1;
        if self.managers < known { self.managers } else { 1 + self.chance.below(known - 1) }
    }
}

/// Where a building goes.
struct Site {
    street: usize,
    group: usize,
    /// Of the group in its street.
    place: usize,
    /// Of the building in its group.
    index: usize,
    /// How many the group has.
    size: usize,
    kind: ProjectKind,
    right: Right,
    road: &'static str,
    origin: (f64, f64),
    showcase: bool,
}

impl Site {
    fn name(&self, group: &str, words: &Words) -> String {
        if self.size == 1 {
            return group.to_owned();
        }
        let (key, mark) = if self.kind.letters {
            let letter = b'A' + u8::try_from(self.index).unwrap_or(0);
            ("building.letter", char::from(letter).to_string())
        } else {
            ("building.number", (self.index + 1).to_string())
        };
        words.fill(key, &[("name", group), ("mark", &mark)])
    }
}

/// The middle of a street's group number `place`: groups stand on a grid four wide.
fn position(row: &StreetRow, place: usize) -> (f64, f64) {
    let (column, line) = (place % 4, place / 4);
    let east = row.middle.0 + APART * 1.3 * (index_of(column) - 1.5);
    (east, row.middle.1 + APART * 0.7 * (index_of(line) - 1.5))
}

/// Where a group's building number `index` stands: three to a line, to and fro, so that each
/// stands beside the one before it.
fn beside(origin: (f64, f64), index: usize) -> (f64, f64) {
    let (line, along) = (index / 3, index % 3);
    let column = if line % 2 == 0 { along } else { 2 - along };
    (origin.0 + BESIDE * 1.3 * index_of(column), origin.1 + BESIDE * index_of(line))
}

#[expect(clippy::cast_precision_loss, reason = "a handful")]
fn index_of(index: usize) -> f64 {
    index as f64
}
