//! A building with tenants, bodies and people, as pages show it.

use jiff::civil::date;
use kernel::PersonId;
use registry::model::{Body, Building, Enterprise, Place, Term, kind};

use crate::support::{Stage, Town};

/// A street with one building that is lived in and one that is not.
pub struct Quarter {
    pub town: Town,
    pub building: Building,
    pub empty: Building,
    pub twelfth: Place,
    pub enterprise: Enterprise,
    pub committee: Body,
    pub station: Body,
    /// Works in the station.
    pub worker: PersonId,
    /// Sits on the committee for an enterprise.
    pub member: PersonId,
    /// Heads a station that covers another building.
    pub stranger: PersonId,
}

impl Quarter {
    pub fn new(stage: &Stage) -> Self {
        let town = Town::new(stage);
        let building = stage.building("融汇中心 A 座", &town.street, 1);
        let empty = stage.building("京西创投大厦", &town.street, 2);
        let elsewhere = stage.building("远处大厦", &town.street, 3);
        let twelfth = stage.floor(&building, 12);
        let eleventh = stage.floor(&building, 11);
        // Some ledgers write a floor's name out.
        let lobby = stage.place_with(
            registry::model::PlaceKind::Floor,
            "1 层",
            Some(&building.place),
            |floor| {
                floor.order = 1;
                floor.token = format!("T{}", floor.id.0);
            },
        );
        let room = stage.room(&twelfth, "1201", 52_000);
        let next = stage.room(&twelfth, "1203", 30_000);
        stage.room(&twelfth, "1207", 16_000);
        stage.place_with(registry::model::PlaceKind::Room, "大堂", Some(&lobby), |place| {
            place.shared = true;
            place.area = Some(42_000);
        });
        let enterprise = stage.enterprise("青禾设计", &room, 64);
        stage.rent(
            &enterprise.body,
            &next,
            Term::between(date(2023, 1, 1), date(2024, 5, 31)).unwrap(),
        );
        stage.enterprise("维度数据", &eleventh, 32);
        let past = Term::between(date(2022, 1, 1), date(2022, 12, 31)).unwrap();
        let eleven = stage.room(&eleventh, "1101", 59_000);
        stage.rent(&enterprise.body, &eleven, past);
        let party = stage.covering(kind::BUILDING_PARTY, "融汇中心联合党支部", &[&building.place]);
        stage.post(&party, "secretary", |post| {
            post.public_name = "李向东".to_owned();
            post.term.until = Some(date(2025, 9, 30));
        });
        let committee =
            stage.covering(kind::COMMITTEE, "融汇中心楼宇委员会", &[&building.place, &empty.place]);
        let member = stage.post(&committee, "enterprise", |post| {
            post.public_name = "周明".to_owned();
            post.represents = Some(enterprise.body.id);
        });
        stage.post(&committee, "floor_leader", |post| {
            post.public_name = "刘畅".to_owned();
            post.represents = Some(enterprise.body.id);
            post.place = Some(twelfth.id);
        });
        let station =
            stage.unwritten(kind::WORKSTATION, "融汇中心工作站", building.place.placement);
        let station = Body { tier: "central".to_owned(), phone: "5550 0110".to_owned(), ..station };
        let written = station.clone();
        stage.write(move |conn| registry::store::body::insert(conn, &written, 0));
        stage.cover(&station, &building.place, Term::since(crate::support::SINCE));
        stage.cover(&station, &empty.place, Term::since(crate::support::SINCE));
        let worker = stage.post(&station, "worker", |post| post.public_name = "周敏".to_owned());
        let other = stage.covering(kind::WORKSTATION, "远处工作站", &[&elsewhere.place]);
        let stranger = stage.post(&other, "head", |_| {});
        Self {
            town,
            building,
            empty,
            twelfth,
            enterprise,
            committee,
            station,
            worker: worker.person,
            member: member.person,
            stranger: stranger.person,
        }
    }

    /// The address of the lively building.
    pub fn address(&self) -> String {
        format!("/buildings/{}", self.building.place.code)
    }
}
