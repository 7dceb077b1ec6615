//! Who sits where: staff, secretaries, committee members, floor leaders.
//!
//! One person often sits in two bodies: a secretary of the party organisation also in the
//! committee, a property company's manager and an owner's representative too (交叉任职).

use std::collections::HashMap;

use jiff::civil::Date;

use super::names::{mobile, person};
use super::{
    Body, BodyIndex, BuildingIndex, Covers, Person, PersonIndex, Plan, Post, Represents, showcase,
};
use crate::demo::chance::{Chance, Stream};
use crate::demo::words::Words;

/// Of a hundred buildings, this many have floor leaders.
const WITH_LEADERS: usize = 7;

/// Fills the seats of every body.
pub(super) fn seat(plan: &mut Plan, words: &Words) {
    let chance = Chance::new(plan.brief.seed.wrapping_add(1), Stream::People);
    let weights = words.surnames.iter().map(|(_, weight)| *weight).collect();
    let mut tenants: HashMap<BuildingIndex, Vec<usize>> = HashMap::new();
    for (index, enterprise) in plan.enterprises.iter().enumerate() {
        tenants.entry(enterprise.building).or_default().push(index);
    }
    let mut seating = Seating { plan, words, chance, weights, tenants, heads: HashMap::new() };
    for index in 0..seating.plan.bodies.len() {
        seating.own_staff(index);
    }
    for index in 0..seating.plan.bodies.len() {
        match seating.plan.bodies[index].kind {
            "committee" => seating.committee(index),
            "building_party" => seating.party_members(index),
            _ => {}
        }
    }
    seating.floor_leaders();
}

struct Seating<'a> {
    plan: &'a mut Plan,
    words: &'a Words,
    chance: Chance,
    weights: Vec<u32>,
    /// Enterprises by building.
    tenants: HashMap<BuildingIndex, Vec<usize>>,
    /// Who heads a body.
    heads: HashMap<BodyIndex, PersonIndex>,
}

/// What a post needs besides person, body and seat.
#[derive(Clone, Copy)]
struct Term {
    from: Date,
    until: Option<Date>,
    how: &'static str,
    public: bool,
}

impl Seating<'_> {
    fn person(&mut self) -> PersonIndex {
        let name = person(self.words, &self.weights, &mut self.chance);
        self.named(name)
    }

    fn named(&mut self, name: String) -> PersonIndex {
        let phone = mobile(&mut self.chance);
        self.plan.people.push(Person { name, phone });
        self.plan.people.len() - 1
    }

    /// A person with the name the list gives for the showcase, else one of chance.
    fn known(&mut self, home: bool, key: &str) -> PersonIndex {
        if home { self.named(self.words.title(key).to_owned()) } else { self.person() }
    }

    fn post(&mut self, person: PersonIndex, body: Represents, seat: &'static str, term: Term) {
        self.plan.posts.push(Post {
            person,
            body,
            seat,
            represents: None,
            floor: None,
            from: term.from,
            until: term.until,
            appointed_how: term.how,
            public: term.public,
        });
    }

    /// Three years from the body's first day, as the charter's term says.
    fn elected(&self, body: BodyIndex) -> Term {
        let from = self.plan.bodies[body].founded_on;
        let until = from.saturating_add(jiff::Span::new().years(3)).yesterday().ok();
        Term { from, until, how: "elected", public: true }
    }

    /// From the body's first day without an end.
    fn appointed(&self, body: BodyIndex, public: bool) -> Term {
        let from = self.plan.bodies[body].founded_on;
        Term { from, until: None, how: "appointed", public }
    }

    fn is_home(&self, body: BodyIndex) -> bool {
        let home = self.plan.showcase().buildings[0];
        self.plan.bodies[body].covers.contains(&Covers::Building(home))
    }

    /// The seats that a body fills by itself.
    fn own_staff(&mut self, index: BodyIndex) {
        let (kind, tier) = (self.plan.bodies[index].kind, self.plan.bodies[index].tier);
        let home = self.is_home(index);
        match kind {
            "administration" => {
                for seat in ["operator", "security_admin", "auditor"] {
                    self.fill(index, seat, false);
                }
            }
            "district_office" | "street_office" => {
                self.fill(index, "lead", false);
                self.fill(index, "staff", false);
                self.fill(index, "staff", false);
            }
            "department" => self.fill(index, "liaison", false),
            "party_committee" => self.fill(index, "secretary", true),
            "building_party" => {
                let person = self.known(home, "showcase.secretary");
                self.heads.insert(index, person);
                let term = self.elected(index);
                self.post(person, Represents::Body(index), "secretary", term);
            }
            "workstation" => self.station(index, tier, home),
            "property_company" => {
                let person = self.known(home, "showcase.manager");
                self.heads.insert(index, person);
                let term = self.appointed(index, true);
                self.post(person, Represents::Body(index), "manager", term);
                self.fill(index, "staff", false);
            }
            "owner" => {
                let person = self.known(home && !self.has_head("owner"), "showcase.owner");
                self.heads.insert(index, person);
                let term = self.appointed(index, false);
                self.post(person, Represents::Body(index), "representative", term);
            }
            _ => {}
        }
    }

    /// Whether the showcase has a head of this kind already.
    fn has_head(&self, kind: &str) -> bool {
        let homes = self.heads.keys().filter(|body| self.plan.bodies[**body].kind == kind);
        homes.into_iter().any(|body| self.is_home(*body))
    }

    fn fill(&mut self, index: BodyIndex, seat: &'static str, public: bool) {
        let person = self.person();
        self.heads.entry(index).or_insert(person);
        let term = self.appointed(index, public);
        self.post(person, Represents::Body(index), seat, term);
    }

    /// Five in a central station, three in an ordinary one, the head among them.
    /// Source: charter `bodies.workstation.tiers` (SJS: 34 × 5 + 30 × 3 = 260).
    fn station(&mut self, index: BodyIndex, tier: &str, home: bool) {
        let staff = if tier == "central" { 5 } else { 3 };
        let mut names: Vec<&str> = Vec::new();
        if home {
            names.push(self.words.title("showcase.worker"));
            names.extend(self.words.title("showcase.workers").split(' '));
        }
        let head = self.known(home, "showcase.head");
        self.heads.insert(index, head);
        let term = Term { how: "recruited", ..self.appointed(index, true) };
        self.post(head, Represents::Body(index), "head", term);
        for place in 1..staff {
            let person = match names.get(place - 1) {
                Some(name) => self.named((*name).to_owned()),
                None => self.person(),
            };
            self.post(person, Represents::Body(index), "worker", term);
        }
    }

    /// A committee of an odd number: the party organisation's secretary, the property companies'
    /// managers, owners' representatives, and enterprises up to the size.
    /// Source: charter `bodies.committee.seats`, `size`.
    fn committee(&mut self, index: BodyIndex) {
        let buildings = self.buildings_of(index);
        let home = self.is_home(index);
        let size = if home { 9 } else { [5, 7, 9][self.chance.below(3)] };
        let term = self.elected(index);
        let seats = self.sitting(index, &buildings, if size > 5 { 2 } else { 1 });
        let enterprises = self.enterprises_of(&buildings, size - seats.len());
        for (person, seat, represents) in seats {
            self.sit(person, index, seat, represents, term);
        }
        let filled = if home { enterprises.len() - 1 } else { enterprises.len() };
        for enterprise in enterprises.into_iter().take(filled) {
            let person = self.liaison(enterprise, term);
            self.sit(person, index, "enterprise", Represents::Enterprise(enterprise), term);
        }
    }

    /// Heads of the party organisation, and at most so many property companies and owners of
    /// these buildings.
    fn sitting(
        &self,
        index: BodyIndex,
        buildings: &[BuildingIndex],
        most: usize,
    ) -> Vec<(PersonIndex, &'static str, Represents)> {
        let parent = self.plan.bodies[index].parent;
        let mut seats = Vec::new();
        if let Some((party, person)) = parent.and_then(|body| Some((body, *self.heads.get(&body)?)))
        {
            seats.push((person, "party", Represents::Body(party)));
        }
        for (kind, seat) in [("property_company", "property"), ("owner", "owner")] {
            let bodies = self.plan.of_kind(kind).filter(|(_, body)| covers_any(body, buildings));
            let heads = bodies.filter_map(|(body, _)| Some((*self.heads.get(&body)?, body)));
            seats.extend(
                heads.take(most).map(|(person, body)| (person, seat, Represents::Body(body))),
            );
        }
        seats
    }

    fn sit(
        &mut self,
        person: PersonIndex,
        committee: BodyIndex,
        seat: &'static str,
        represents: Represents,
        term: Term,
    ) {
        self.post(person, Represents::Body(committee), seat, term);
        self.plan.posts.last_mut().expect("just pushed").represents = Some(represents);
    }

    /// Somebody of an enterprise, who is also its liaison.
    fn liaison(&mut self, enterprise: usize, term: Term) -> PersonIndex {
        let person = self.person();
        let from = term.from.max(self.plan.enterprises[enterprise].since);
        let own = Term { from, until: None, how: "recommended", public: false };
        self.post(person, Represents::Enterprise(enterprise), "liaison", own);
        person
    }

    /// The largest enterprises of a committee's first building, after those with seats already.
    fn enterprises_of(&self, buildings: &[BuildingIndex], count: usize) -> Vec<usize> {
        let mut all: Vec<usize> =
            buildings.iter().filter_map(|b| self.tenants.get(b)).flatten().copied().collect();
        all.sort_by_key(|index| {
            let enterprise = &self.plan.enterprises[*index];
            (enterprise.building, std::cmp::Reverse(enterprise.headcount), *index)
        });
        all.truncate(count);
        all
    }

    fn buildings_of(&self, index: BodyIndex) -> Vec<BuildingIndex> {
        let covers = self.plan.bodies[index].covers.iter();
        covers
            .filter_map(|one| if let Covers::Building(b) = one { Some(*b) } else { None })
            .collect()
    }

    /// The head of the station and two more in the party organisation.
    /// Source: charter `bodies.building_party.composed_of`.
    fn party_members(&mut self, index: BodyIndex) {
        let buildings = self.buildings_of(index);
        let term = self.elected(index);
        for kind in ["workstation", "property_company", "owner"] {
            if let Some((person, body)) = self.head_over(kind, &buildings) {
                self.sit(person, index, "member", Represents::Body(body), term);
            }
        }
    }

    /// The first head of a body of `kind` that covers any of these buildings.
    fn head_over(
        &self,
        kind: &str,
        buildings: &[BuildingIndex],
    ) -> Option<(PersonIndex, BodyIndex)> {
        let bodies = self.plan.bodies.iter().enumerate();
        let mut fitting =
            bodies.filter(|(_, body)| body.kind == kind && covers_any(body, buildings));
        fitting.find_map(|(body, _)| Some((*self.heads.get(&body)?, body)))
    }

    /// Floor leaders, in the showcase as drawn, elsewhere in a few buildings.
    fn floor_leaders(&mut self) {
        let home = self.plan.showcase().buildings[0];
        for building in 0..self.plan.buildings.len() {
            if building != home && !self.chance.happens(WITH_LEADERS) {
                continue;
            }
            let Some(committee) = self.plan.covering("committee", building) else { continue };
            for floor in 0..self.plan.buildings[building].floors.len() {
                self.floor_leader(committee, building, floor, building == home);
            }
        }
    }

    fn floor_leader(
        &mut self,
        committee: BodyIndex,
        building: BuildingIndex,
        floor: usize,
        home: bool,
    ) {
        let storey = self.plan.buildings[building].floors[floor].storey;
        let on_floor =
            self.tenants.get(&building).into_iter().flatten().copied().filter(|index| {
                self.plan.enterprises[*index].rooms.iter().any(|(at, _)| *at == floor)
            });
        let on_floor: Vec<usize> = on_floor.collect();
        let (name, enterprise) = if home {
            let Some((leader, tenant)) = showcase::leader(self.words, storey) else { return };
            let known =
                on_floor.into_iter().find(|index| self.plan.enterprises[*index].name == tenant);
            (Some(leader), known)
        } else {
            (None, on_floor.first().copied().filter(|_| storey > 1))
        };
        let Some(enterprise) = enterprise else { return };
        let person = match name {
            Some(name) => self.same_or_new(name),
            None => self.person(),
        };
        let term = self.elected(committee);
        let term = Term { how: "recommended", ..term };
        self.sit(person, committee, "floor_leader", Represents::Enterprise(enterprise), term);
        self.plan.posts.last_mut().expect("just pushed").floor = Some((building, floor));
    }

    /// One person may look after two floors.
    fn same_or_new(&mut self, name: &str) -> PersonIndex {
        let last = self.plan.posts.iter().rev().find(|post| post.seat == "floor_leader");
        let same =
            last.map(|post| post.person).filter(|person| self.plan.people[*person].name == name);
        match same {
            Some(person) => person,
            None => self.named(name.to_owned()),
        }
    }
}

fn covers_any(body: &Body, buildings: &[BuildingIndex]) -> bool {
    body.covers.iter().any(|one| matches!(one, Covers::Building(b) if buildings.contains(b)))
}
