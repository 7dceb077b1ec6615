//! The bodies: committees, workstations, party organisations, companies, departments.

use jiff::civil::Date;

use super::ground::Holding;
use super::{Body, BodyIndex, Brief, Covers, Group, Street};
use crate::demo::chance::{Chance, Stream, apportion};
use crate::demo::words::Words;

/// Sets up every body, each after the one above it.
pub(super) fn set_up(
    brief: &Brief,
    words: &Words,
    streets: &[Street],
    groups: &[Group],
    holdings: &[Holding],
) -> Vec<Body> {
    let mut setting = Setting {
        words,
        brief,
        chance: Chance::new(brief.seed, Stream::People),
        groups,
        bodies: Vec::new(),
    };
    let office = setting.district();
    for (index, street) in streets.iter().enumerate() {
        setting.street(index, street, office);
    }
    setting.companies(holdings);
    setting.bodies
}

struct Setting<'a> {
    words: &'a Words,
    brief: &'a Brief,
    chance: Chance,
    groups: &'a [Group],
    bodies: Vec<Body>,
}

impl Setting<'_> {
    fn add(&mut self, body: Body) -> BodyIndex {
        self.bodies.push(body);
        self.bodies.len() - 1
    }

    /// A body of the whole district, founded long ago.
    fn of_district(&self, kind: &'static str, name: &str) -> Body {
        Body {
            kind,
            name: name.to_owned(),
            written_name: String::new(),
            parent: None,
            joint: false,
            tier: "",
            code: "",
            street: None,
            founded_on: self.brief.first_day().saturating_sub(jiff::Span::new().years(6)),
            phone: String::new(),
            covers: vec![Covers::District],
        }
    }

    fn district(&mut self) -> BodyIndex {
        let administration = self.of_district("administration", self.words.title("administration"));
        self.add(administration);
        let office = self.of_district("district_office", self.words.title("district_office"));
        let office = self.add(office);
        for row in &self.words.departments {
            let department = Body {
                code: row.key,
                phone: row.phone.to_owned(),
                ..self.of_district("department", row.name)
            };
            self.add(department);
        }
        office
    }

    fn street(&mut self, index: usize, street: &Street, office: BodyIndex) {
        let (row, called) = (&street.row, street.row.called);
        let of_street = |setting: &Self, kind, name: &str| Body {
            street: Some(index),
            covers: vec![Covers::Street(index)],
            ..setting.of_district(kind, name)
        };
        let key = if row.park { "street_office.park" } else { "street_office.street" };
        let name = self.words.fill(key, &[("full", row.name)]);
        let street_office =
            Body { parent: Some(office), ..of_street(self, "street_office", &name) };
        self.add(street_office);
        let name = self.words.fill("party_committee", &[("street", called)]);
        let above = of_street(self, "party_committee", &name);
        let above = self.add(above);
        let parties = self.parties(index, street, above);
        self.committees(index, street, &parties);
        self.stations(index, street, &parties);
    }

    /// The party organisations of a street, each over groups beside each other; for each group
    /// the one that covers it.
    fn parties(&mut self, index: usize, street: &Street, above: BodyIndex) -> Vec<BodyIndex> {
        let mut of_group = Vec::with_capacity(street.groups.len());
        for chunk in self.chunks(&street.groups, street.row.counts.parties) {
            let buildings = self.buildings(&chunk);
            let joint = buildings.len() > 1;
            let key = if joint { "building_party.joint" } else { "building_party.single" };
            let name = self.words.fill(key, &[("name", &self.groups[chunk[0]].name)]);
            let founded_on = self.founded();
            let party = self.add(Body {
                parent: Some(above),
                joint,
                street: Some(index),
                founded_on,
                covers: buildings,
                ..self.of_district("building_party", &name)
            });
            of_group.extend(chunk.iter().map(|_| party));
        }
        of_group
    }

    fn committees(&mut self, index: usize, street: &Street, parties: &[BodyIndex]) {
        for (place, &group) in street.groups.iter().enumerate() {
            let covers = self.buildings(&[group]);
            let name = self.words.fill("committee", &[("name", &self.groups[group].name)]);
            let founded_on = self.founded();
            self.add(Body {
                parent: Some(parties[place]),
                joint: covers.len() > 1,
                street: Some(index),
                founded_on,
                covers,
                ..self.of_district("committee", &name)
            });
        }
    }

    /// The stations of a street; those with most buildings are the central ones, the showcase's
    /// always.
    fn stations(&mut self, index: usize, street: &Street, parties: &[BodyIndex]) {
        let counts = street.row.counts;
        let chunks = self.chunks(&street.groups, counts.central + counts.ordinary);
        let mut order: Vec<usize> = (0..chunks.len()).collect();
        let home = self.words.title("showcase");
        order.sort_by_key(|&at| {
            let is_home = self.groups[chunks[at][0]].name == home;
            (!is_home, std::cmp::Reverse(self.buildings(&chunks[at]).len()), at)
        });
        let central = &order[..counts.central];
        for (at, chunk) in chunks.iter().enumerate() {
            let name = &self.groups[chunk[0]].name;
            let called = street.row.called;
            let serial = self.bodies.len();
            let place = street.groups.iter().position(|group| group == &chunk[0]).unwrap_or(0);
            let founded_on = self.founded();
            let station = Body {
                parent: Some(parties[place]),
                joint: false,
                tier: if central.contains(&at) { "central" } else { "ordinary" },
                street: Some(index),
                founded_on,
                phone: self.words.fill("station_phone", &[("n", &format!("{:04}", 100 + serial))]),
                covers: self.buildings(chunk),
                ..self.of_district(
                    "workstation",
                    &self.words.fill("workstation", &[("street", called), ("name", name)]),
                )
            };
            self.add(station);
        }
    }

    /// `groups` in so many parts of neighbours, the first alone where there is more than one part.
    fn chunks(&mut self, groups: &[usize], parts: usize) -> Vec<Vec<usize>> {
        let spare = groups.len() - parts;
        let weights: Vec<u32> =
            (0..parts).map(|part| if part == 0 && parts > 1 { 0 } else { 1 }).collect();
        let mut sizes: Vec<usize> =
            apportion(spare, &weights).into_iter().map(|more| more + 1).collect();
        self.chance.shuffle(&mut sizes[1..]);
        let mut rest = groups;
        sizes
            .into_iter()
            .map(|size| {
                let (chunk, after) = rest.split_at(size);
                rest = after;
                chunk.to_vec()
            })
            .collect()
    }

    fn buildings(&self, groups: &[usize]) -> Vec<Covers> {
        let of_groups = groups.iter().flat_map(|group| &self.groups[*group].buildings);
        of_groups.map(|building| Covers::Building(*building)).collect()
    }

    /// A day in the half year before the charter took effect, when the bodies were set up.
    fn founded(&mut self) -> Date {
        let days = self.chance.between(5, 120);
        self.brief.effective().saturating_sub(jiff::Span::new().days(days))
    }

    /// Owners and property companies.
    fn companies(&mut self, holdings: &[Holding]) {
        let mut managed: Vec<(usize, Vec<Covers>, usize)> = Vec::new();
        for (group, holding) in holdings.iter().enumerate() {
            let buildings = &self.groups[group].buildings;
            let street = self.groups[group].street;
            for owner in &holding.owners {
                let covers =
                    owner.buildings.iter().map(|at| Covers::Building(buildings[*at])).collect();
                let body =
                    Body { street: Some(street), covers, ..self.of_district("owner", &owner.name) };
                self.add(body);
            }
            let mut first = 0;
            for &(manager, count) in &holding.managers {
                let part = buildings[first..first + count].iter().map(|b| Covers::Building(*b));
                match managed.iter_mut().find(|(known, _, _)| *known == manager) {
                    Some((_, covers, _)) => covers.extend(part),
                    None => managed.push((manager, part.collect(), street)),
                }
                first += count;
            }
        }
        managed.sort_by_key(|(manager, _, _)| *manager);
        for (manager, covers, street) in managed {
            let name = self.words.properties[manager];
            let body = Body {
                written_name: self.words.fill("property_company.written", &[("name", name)]),
                street: Some(street),
                phone: self
                    .words
                    .fill("property_phone", &[("n", &format!("{:04}", 9000 + manager))]),
                covers,
                ..self.of_district(
                    "property_company",
                    &self.words.fill("property_company", &[("name", name)]),
                )
            };
            self.add(body);
        }
    }
}
