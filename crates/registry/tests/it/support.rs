//! A fresh world for each test, and builders that set the stage.

use std::sync::Arc;

use jiff::civil::{Date, date};
use kernel::{BodyId, FrozenTime, Level, PersonId, PlaceId, PostId, Scope};
use platform::chance::SeededRandomness;
use platform::charter::{Book, Charter};
use platform::journal::Origin;
use platform::{Actor, Conn, Keys, Setup, StoreError, World};
use registry::model::charter::{Formation, SECTIONS};
use registry::model::{
    Body, Building, BuildingDetails, Coverage, Enterprise, EnterpriseDetails, Marks, Place,
    PlaceKind, Placement, Post, RightType, Tenancy, Term, kind,
};
use registry::store;
use registry::store::grants::ChartedPosts;
use tempfile::TempDir;
use testkit::Database;

/// When every test begins: Tuesday, 10:24 in Beijing.
pub const START: &str = "2024-02-06T02:24:00Z";
/// The day of it.
pub const TODAY: Date = date(2024, 2, 6);
/// Since when what the builders make has been there.
pub const SINCE: Date = date(2023, 1, 1);

/// The charter of the tests.
fn charter() -> Charter {
    let text = include_str!("charter.toml");
    Charter::read("charter.toml", text, &|_| None, &SECTIONS).expect("no fault")
}

/// A world over a database of its own.
pub struct Stage {
    pub world: Arc<World>,
    _folder: TempDir,
    /// Dropped last: takes the database away.
    _database: Database,
}

impl Stage {
    pub fn new() -> Self {
        let migrations: Vec<_> =
            platform::MIGRATIONS.iter().chain(registry::MIGRATIONS).copied().collect();
        let database = Database::fresh(&migrations);
        let folder = tempfile::tempdir().unwrap();
        let time = Arc::new(FrozenTime::at(START.parse().unwrap()));
        let randomness = Arc::new(SeededRandomness::new(1));
        let db = database.open();
        let keys = Keys::open(&folder.path().join("keys"), &db, &*randomness).unwrap();
        let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
        let posts =
            Arc::new(ChartedPosts { seating: Arc::new(Book::new(SECTIONS.to_vec())), zone });
        let charters = Book::new(SECTIONS.to_vec());
        let setup = Setup { db, keys, posts, charters, time, randomness, node: 1 };
        let world = Arc::new(World::new(setup));
        Self { world, _folder: folder, _database: database }
    }

    /// Reads.
    pub fn read<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T, StoreError>) -> T {
        self.world.db.read(work).unwrap()
    }

    /// Writes without an act.
    pub fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.world.db.write(move |tx| work(tx.conn)).unwrap()
    }

    /// A fresh id.
    pub fn id(&self) -> i64 {
        self.world.ids.next(START.parse().unwrap())
    }

    /// A place below another.
    pub fn place(&self, kind: PlaceKind, name: &str, parent: Option<&Place>) -> Place {
        self.place_with(kind, name, parent, |_| {})
    }

    /// A place with what the test changes about it.
    pub fn place_with(
        &self,
        kind: PlaceKind,
        name: &str,
        parent: Option<&Place>,
        change: impl FnOnce(&mut Place),
    ) -> Place {
        let id = PlaceId(self.id());
        let above = parent.map(|parent| parent.path.clone()).unwrap_or_default();
        let mut place = Place {
            id,
            kind,
            code: String::new(),
            short: String::new(),
            name: name.to_owned(),
            path: above.into_iter().chain([id]).collect(),
            placement: parent.map_or(Placement::default(), |p| p.placement).below(kind, id),
            order: 0,
            area: None,
            shared: false,
            token: String::new(),
        };
        change(&mut place);
        let written = place.clone();
        self.write(move |conn| store::place::insert(conn, &written, 0));
        place
    }

    /// A building below a street or community.
    pub fn building(&self, name: &str, parent: &Place, order: i32) -> Building {
        let place = self.place_with(PlaceKind::Building, name, Some(parent), |place| {
            place.order = order;
            place.code = format!("B{}", place.id.0);
        });
        let building = Building { place, details: details() };
        let written = building.clone();
        self.write(move |conn| store::building::insert(conn, &written.place, &written.details));
        building
    }

    /// A floor of a building; its `order` is the storey.
    pub fn floor(&self, building: &Building, storey: i32) -> Place {
        let name = storey.to_string();
        self.place_with(PlaceKind::Floor, &name, Some(&building.place), |floor| {
            floor.order = storey;
            floor.token = format!("T{}", floor.id.0);
        })
    }

    /// A room of a floor, with its lettable area in 0.01 m².
    pub fn room(&self, floor: &Place, name: &str, area: i64) -> Place {
        self.place_with(PlaceKind::Room, name, Some(floor), |room| room.area = Some(area))
    }

    /// A body at home at a placement.
    pub fn body(&self, kind: &str, name: &str, placement: Placement) -> Body {
        let body = self.unwritten(kind, name, placement);
        let written = body.clone();
        self.write(move |conn| store::body::insert(conn, &written, 0));
        body
    }

    pub fn unwritten(&self, kind: &str, name: &str, placement: Placement) -> Body {
        Body {
            id: BodyId(self.id()),
            kind: kind.to_owned(),
            name: name.to_owned(),
            written_name: String::new(),
            parent: None,
            formed: Formation::Single,
            tier: String::new(),
            code: String::new(),
            founded_on: Some(SINCE),
            dissolved_on: None,
            placement: Placement { building: None, ..placement },
            phone: String::new(),
        }
    }

    /// A body that covers places.
    pub fn covering(&self, kind: &str, name: &str, places: &[&Place]) -> Body {
        let body = self.body(kind, name, places[0].placement);
        for place in places {
            self.cover(&body, place, Term::since(SINCE));
        }
        body
    }

    pub fn cover(&self, body: &Body, place: &Place, term: Term) -> Coverage {
        let coverage = Coverage { id: self.id(), body: body.id, place: place.id, term };
        self.write(move |conn| store::coverage::insert(conn, &coverage, 0));
        coverage
    }

    /// An enterprise that rents a room or floor.
    pub fn enterprise(&self, name: &str, at: &Place, headcount: i32) -> Enterprise {
        let body = self.unwritten(kind::ENTERPRISE, name, at.placement);
        let details = EnterpriseDetails {
            headcount: Some(headcount),
            building: at.placement.building,
            ..EnterpriseDetails::default()
        };
        let enterprise = Enterprise { body, details };
        let written = enterprise.clone();
        self.write(move |conn| store::enterprise::insert(conn, &written, 0));
        self.rent(&enterprise.body, at, Term::since(SINCE));
        enterprise
    }

    pub fn rent(&self, body: &Body, at: &Place, term: Term) -> Tenancy {
        let building = at.placement.building.expect("rooms lie in buildings");
        let tenancy =
            Tenancy { id: self.id(), body: body.id, place: at.id, building, term, area: at.area };
        self.write(move |conn| store::tenancy::insert(conn, &tenancy, 0));
        tenancy
    }

    pub fn person(&self) -> PersonId {
        let id = PersonId(self.id());
        self.write(move |conn| store::person::insert(conn, id, 0));
        id
    }

    /// A person in a seat, with what the test changes about the post.
    pub fn post(&self, body: &Body, seat: &str, change: impl FnOnce(&mut Post)) -> Post {
        let mut post = Post {
            id: PostId(self.id()),
            person: self.person(),
            body: body.id,
            seat: seat.to_owned(),
            represents: None,
            place: None,
            topics: Vec::new(),
            term: Term::since(SINCE),
            appointed_how: String::new(),
            public_name: String::new(),
        };
        change(&mut post);
        let written = post.clone();
        self.write(move |conn| store::post::insert(conn, &written, 0));
        post
    }
}

/// A graded building of several owners with 1,000 m² to let.
pub fn details() -> BuildingDetails {
    BuildingDetails {
        address: "鲁谷路 66 号".to_owned(),
        right_type: RightType::Several,
        grade: "A".to_owned(),
        storeys_above: 22,
        storeys_below: 2,
        floor_area: None,
        lettable_area: Some(100_000),
        marks: Marks { key: true, ..Marks::default() },
        position: Some((116.25, 39.9)),
        lift_phone: "5550 0101".to_owned(),
        property_phone: "5550 0166".to_owned(),
        completed_on: Some(date(2015, 6, 30)),
        verified_on: None,
    }
}

/// A district with one street.
pub struct Town {
    pub district: Place,
    pub street: Place,
}

impl Town {
    pub fn new(stage: &Stage) -> Self {
        let district = stage.place(PlaceKind::District, "石山区", None);
        let street =
            stage.place_with(PlaceKind::Street, "鲁谷街道", Some(&district), |street| {
                street.short = "LG".to_owned();
            });
        let id = district.id;
        let attached = stage.world.act_now(&Arc::new(Actor::nobody(Origin::Cli)), move |act| {
            platform::charter::attach(act, charter(), id, id, date(2022, 1, 1))
        });
        attached.expect("the charter takes effect");
        Self { district, street }
    }
}

/// A scope of one place.
pub fn scope(level: Level, place: &Place) -> Scope {
    Scope::nothing().with_place(level, place.id)
}
