//! A small world: a district of two streets and three blocks with floors, rooms, bodies and
//! everybody in their seats; and a second district, from which nothing of it can be seen.

mod ground;
mod growth;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, date};
use kernel::{AccountId, BodyId, PersonId, PlaceId, PostId, Randomness};
use platform::charter::{SectionOwner, attach, shipped_charter};
use platform::journal::Origin;
use platform::{Act, Actor, World, account, vault};
use registry::model::charter::Formation;
use registry::model::{
    Body, BuildingDetails, Coverage, Enterprise, EnterpriseDetails, Marks, Place, PlaceKind,
    Placement, Post, RightType, Tenancy, Term, kind,
};
use registry::store;

use crate::app::sections;
use crate::persona::{Casting, PASSWORD, Persona, Side, TOTP_SECRET};

/// Since when everything in it has been there.
pub const SINCE: Date = date(2023, 1, 1);
/// The charter in force.
pub const CHARTER: &str = "shijingshan-troika";

/// The places and bodies that tests name.
#[derive(Debug, Clone)]
pub struct Town {
    /// 石山区
    pub district: Place,
    /// 鲁谷街道
    pub street: Place,
    /// 融汇中心 A 座, of the first street: code `rh-a`.
    pub block_a: Place,
    /// 融汇中心 B 座, next to it and served by the same station: code `rh-b`.
    pub block_b: Place,
    /// 松林大厦, of the second street: code `sl`.
    pub block_c: Place,
    /// 东河广场, of the other district: code `dh`.
    pub block_d: Place,
    /// The twelfth floor of block A, whose wall code is `a12`.
    pub floor: Place,
    /// Room 1203 on it.
    pub room: Place,
    bodies: BTreeMap<(Side, String), BodyId>,
    people: BTreeMap<Persona, PersonId>,
    accounts: BTreeMap<Persona, AccountId>,
}

impl Town {
    /// The body of `kind` on a side.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn body(&self, side: Side, kind: &str) -> BodyId {
        self.bodies[&(side, kind.to_owned())]
    }

    /// The block of a side.
    #[must_use]
    pub fn block(&self, side: Side) -> &Place {
        match side {
            Side::Here => &self.block_a,
            Side::There => &self.block_c,
            Side::Away => &self.block_d,
        }
    }

    /// The body a persona sits in.
    #[must_use]
    pub fn body_of(&self, persona: Persona) -> BodyId {
        let Casting { side, body, .. } = persona.casting();
        self.body(side, body)
    }

    /// The person behind a persona.
    #[must_use]
    pub fn person(&self, persona: Persona) -> PersonId {
        self.people[&persona]
    }

    /// The account of a persona.
    #[must_use]
    pub fn account(&self, persona: Persona) -> AccountId {
        self.accounts[&persona]
    }

    /// Builds it in an installation that has nothing but its tables.
    ///
    /// # Panics
    /// When it does not stand.
    #[must_use]
    pub fn settle(world: &Arc<World>) -> Self {
        let builder = Arc::new(Actor::nobody(Origin::Demo));
        let hash = password_hash(&*world.randomness);
        let town = world.act_now(&builder, move |act| Ok(Self::build(act, &sections(), hash)));
        town.expect("the town stands")
    }

    /// Writes it all, in one act.
    fn build(act: &mut Act<'_, '_>, sections: &[SectionOwner], hash: &str) -> Self {
        let mut builder = Builder { act };
        let district = builder.district("石山区", sections);
        let street = builder.street(&district, "鲁谷街道", "LG");
        let other_street = builder.street(&district, "古松街道", "GS");
        let block_a = builder.block(&street, "融汇中心 A 座", "rh-a", 1);
        let block_b = builder.block(&street, "融汇中心 B 座", "rh-b", 2);
        let block_c = builder.block(&other_street, "松林大厦", "sl", 1);
        let floor = builder.storeys(&block_a, 16, "a");
        builder.storeys(&block_b, 2, "b");
        let other_floor = builder.storeys(&block_c, 13, "c");
        let room = builder.room(&floor, "1203");
        let other_room = builder.room(&other_floor, "1201");
        let away = builder.district("东河区", sections);
        let away_street = builder.street(&away, "河湾街道", "HW");
        let block_d = builder.block(&away_street, "东河广场", "dh", 1);
        let away_floor = builder.storeys(&block_d, 1, "d");
        let away_room = builder.room(&away_floor, "101");

        let mut bodies = Bodies::default();
        let mut keeper = builder.unwritten(kind::ADMINISTRATION, "系统管理", &district);
        keeper.placement = Placement::default();
        bodies.keep(Side::Here, builder.write(keeper, &[]));
        let office = builder.body("district_office", "石山区委社工部", &[&district], &district);
        bodies.keep(Side::Here, office);
        let office = builder.body("district_office", "东河区委社工部", &[&away], &away);
        bodies.keep(Side::Away, office);
        let here = Site {
            side: Side::Here,
            district: &district,
            street: &street,
            served: &[&block_a, &block_b],
            block: &block_a,
            room: &room,
            department: ("消防救援支队", "fire"),
            property: "安和物业",
            owner: "融汇置业",
            enterprise: "青禾设计",
        };
        builder.site(&here, &mut bodies);
        let there = Site {
            side: Side::There,
            district: &district,
            street: &other_street,
            served: &[&block_c],
            block: &block_c,
            room: &other_room,
            department: ("市场监管局", "market"),
            property: "启明物业",
            owner: "松林实业",
            enterprise: "白桦科技",
        };
        builder.site(&there, &mut bodies);
        let elsewhere = Site {
            side: Side::Away,
            district: &away,
            street: &away_street,
            served: &[&block_d],
            block: &block_d,
            room: &away_room,
            department: ("城管委", "urban"),
            property: "河湾物业",
            owner: "东河置业",
            enterprise: "芦苇传媒",
        };
        builder.site(&elsewhere, &mut bodies);

        // A department in which nobody signs in: it answers by the code of a sheet.
        let unstaffed = builder.body(kind::DEPARTMENT, "供电公司", &[&district], &district).id;
        for side in [Side::Here, Side::There] {
            bodies.0.insert((side, UNSTAFFED.to_owned()), unstaffed);
        }
        let department = bodies.0[&(Side::Away, kind::DEPARTMENT.to_owned())];
        bodies.0.insert((Side::Away, UNSTAFFED.to_owned()), department);

        let grids = [(Side::Here, &street, &block_a), (Side::There, &other_street, &block_c)];
        let grids = grids.map(|(side, street, block)| (side, builder.grid(street, block).id));
        let mut people = BTreeMap::new();
        let mut accounts = BTreeMap::new();
        for &persona in Persona::ALL {
            let casting = persona.casting();
            let place = match casting.seat {
                "floor_leader" if casting.side == Side::Here => Some(floor.id),
                "floor_leader" => Some(other_floor.id),
                "grid_worker" => grids.iter().find(|(side, _)| *side == casting.side).map(|g| g.1),
                _ => None,
            };
            let body = bodies.0[&(casting.side, casting.body.to_owned())];
            let (person, account) = builder.seat(&casting, body, place, hash);
            people.insert(persona, person);
            accounts.insert(persona, account);
        }
        let bodies = bodies.0;
        Self {
            district,
            street,
            block_a,
            block_b,
            block_c,
            block_d,
            floor,
            room,
            bodies,
            people,
            accounts,
        }
    }
}

/// The hash of everybody's password: made once, since it takes its time.
fn password_hash(randomness: &dyn Randomness) -> &'static str {
    static HASH: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    HASH.get_or_init(|| account::hash_now(PASSWORD, randomness))
}

/// What [`Town::body`] calls a department in which nobody signs in.
pub const UNSTAFFED: &str = "unstaffed_department";

#[derive(Default)]
struct Bodies(BTreeMap<(Side, String), BodyId>);

impl Bodies {
    fn keep(&mut self, side: Side, body: Body) {
        self.0.insert((side, body.kind), body.id);
    }
}

/// A block and who looks after it.
struct Site<'t> {
    side: Side,
    district: &'t Place,
    street: &'t Place,
    /// What the station serves.
    served: &'t [&'t Place],
    block: &'t Place,
    room: &'t Place,
    /// Name and key.
    department: (&'static str, &'static str),
    property: &'static str,
    owner: &'static str,
    enterprise: &'static str,
}

/// Builds within an act.
struct Builder<'b, 'a, 'c> {
    act: &'b mut Act<'a, 'c>,
}

impl Builder<'_, '_, '_> {
    /// The bodies of a block.
    fn site(&mut self, site: &Site<'_>, bodies: &mut Bodies) {
        let (street, block) = (site.street, site.block);
        let station = format!("{}楼宇工作站", street.name);
        let (department, key) = site.department;
        let committee = format!("{}楼委会", block.name);
        let party = format!("{}联合党支部", block.name);
        for (kind, name, places) in [
            (kind::STREET_OFFICE, format!("{}办事处", street.name), &[street][..]),
            ("community", format!("{}第一社区", street.name), &[street]),
            (kind::WORKSTATION, station, site.served),
            (kind::DEPARTMENT, department.to_owned(), &[site.district]),
            (kind::BUILDING_PARTY, party, &[block]),
            (kind::COMMITTEE, committee, &[block]),
            (kind::PROPERTY_COMPANY, site.property.to_owned(), &[block]),
            (kind::OWNER, site.owner.to_owned(), &[block]),
        ] {
            let mut body = self.unwritten(kind, &name, block);
            if kind == kind::DEPARTMENT {
                key.clone_into(&mut body.code);
            }
            bodies.keep(site.side, self.write(body, places));
        }
        bodies.keep(site.side, self.enterprise(site.enterprise, site.room));
    }

    fn enterprise(&mut self, name: &str, room: &Place) -> Body {
        let body = self.unwritten(kind::ENTERPRISE, name, room);
        let building = room.placement.building.expect("rooms lie in buildings");
        let details = EnterpriseDetails {
            headcount: Some(46),
            building: Some(building),
            ..EnterpriseDetails::default()
        };
        let enterprise = Enterprise { body: body.clone(), details };
        store::enterprise::insert(self.act.conn(), &enterprise, 0).expect("written");
        let tenancy = Tenancy {
            id: self.act.new_id(),
            body: body.id,
            place: room.id,
            building,
            term: Term::since(SINCE),
            area: room.area,
        };
        store::tenancy::insert(self.act.conn(), &tenancy, 0).expect("written");
        body
    }

    fn body(&mut self, kind: &str, name: &str, covers: &[&Place], home: &Place) -> Body {
        let body = self.unwritten(kind, name, home);
        self.write(body, covers)
    }

    fn write(&mut self, body: Body, covers: &[&Place]) -> Body {
        store::body::insert(self.act.conn(), &body, 0).expect("written");
        for place in covers {
            let term = Term::since(SINCE);
            let (id, place) = (self.act.new_id(), place.id);
            let coverage = Coverage { id, body: body.id, place, term };
            store::coverage::insert(self.act.conn(), &coverage, 0).expect("written");
        }
        body
    }

    fn unwritten(&mut self, kind: &str, name: &str, home: &Place) -> Body {
        Body {
            id: self.act.new_id(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            written_name: String::new(),
            parent: None,
            formed: Formation::Single,
            tier: String::new(),
            code: String::new(),
            founded_on: Some(SINCE),
            dissolved_on: None,
            placement: Placement { building: None, ..home.placement },
            phone: String::new(),
        }
    }

    /// A person in a seat, with an account.
    fn seat(
        &mut self,
        casting: &Casting,
        body: BodyId,
        place: Option<PlaceId>,
        hash: &str,
    ) -> (PersonId, AccountId) {
        let person: PersonId = self.act.new_id();
        store::person::insert(self.act.conn(), person, 0).expect("written");
        vault::put_name(self.act, person, casting.shown).expect("kept");
        let post = Post {
            id: self.act.new_id::<PostId>(),
            person,
            body,
            seat: casting.seat.to_owned(),
            represents: None,
            place,
            topics: Vec::new(),
            term: Term::since(SINCE),
            appointed_how: String::new(),
            public_name: casting.shown.to_owned(),
        };
        store::post::insert(self.act.conn(), &post, 0).expect("written");
        let account = account::create(self.act, person, casting.login).expect("made");
        account::preset_password(self.act, account, hash).expect("set");
        if casting.role.needs_second_factor() {
            account::second_factor::preset(self.act, account, &TOTP_SECRET).expect("set");
        }
        (person, account)
    }
}
