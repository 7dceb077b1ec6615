//! Buildings are found by the names ledgers give them, within scope.

use std::sync::Arc;

use kernel::{Level, Scope};
use platform::journal::Origin;
use platform::permission::Grant;
use platform::{Actor, Role};
use registry::acts;
use registry::model::kind;
use registry::rules::matching::{Reason, Verdict};
use registry::store;

use crate::support::{Stage, Town, scope};

#[test]
fn a_text_finds_a_building_within_scope_alone_and_a_remembered_name_without_asking() {
    let stage = Stage::new();
    let (here, there) = (Town::new(&stage), Town::new(&stage));
    let a = stage.building("融汇中心A座", &here.street, 1);
    let b = stage.building("融汇中心B座", &here.street, 2);
    stage.building("融汇中心A座", &there.street, 1);
    let find = |scope: &Scope, text: &str| {
        stage.read(|conn| store::known::buildings(conn, scope)).find(text, None)
    };
    let street = scope(Level::Street, &here.street);
    let found = |verdict| match verdict {
        Verdict::Found(proposal) => Some((proposal.place, proposal.reason)),
        Verdict::Ask(_) | Verdict::Nothing => None,
    };
    let text = "石山区鲁谷街道融汇中心Ａ栋 12 层";
    assert_eq!(found(find(&street, text)), Some((a.place.id, Reason::Contained)));
    let district = scope(Level::District, &here.district);
    assert_eq!(found(find(&district, text)), Some((a.place.id, Reason::Contained)));
    let block = scope(Level::Building, &b.place);
    assert!(matches!(find(&block, text), Verdict::Ask(_)), "A is out of scope, B resembles it");
    assert_eq!(find(&Scope::nothing(), text), Verdict::Nothing);

    let grant = Grant {
        post: kernel::PostId(1),
        body: kernel::BodyId(1),
        role: Role::Street,
        places: vec![(Level::Street, here.street.id)],
    };
    let staff = Arc::new(Actor { grants: vec![grant], ..Actor::nobody(Origin::Import) });
    let place = b.place.id;
    for _ in 0..2 {
        let named =
            stage.world.act_now(&staff, move |act| acts::name_place(act, place, "老工行楼"));
        named.expect("a known name is no fault");
    }
    assert_eq!(found(find(&street, "老工行楼")), Some((b.place.id, Reason::Alias)));
    let blank = stage.world.act_now(&staff, move |act| acts::name_place(act, place, " - "));
    assert!(blank.is_err());
}

#[test]
fn a_search_by_name_finds_buildings_and_bodies_within_scope() {
    let stage = Stage::new();
    let (here, there) = (Town::new(&stage), Town::new(&stage));
    let building = stage.building("融汇中心A座", &here.street, 1);
    let station = stage.covering(kind::WORKSTATION, "融汇中心工作站", &[&building.place]);
    let tenant = stage.enterprise("融汇咨询", &stage.floor(&building, 3), 20);
    stage.building("融汇广场", &there.street, 1);
    let street = scope(Level::Street, &here.street);
    let search = |text| stage.read(|conn| store::name::search(conn, &street, text, 10));
    let found = search("融 汇");
    assert_eq!(found.buildings, std::slice::from_ref(&building));
    let ids: Vec<_> = found.bodies.iter().map(|body| body.id).collect();
    assert_eq!(ids, [station.id, tenant.body.id]);
    assert_eq!(search("咨询").bodies.len(), 1);
    for nothing in ["", " %_ ", "广场"] {
        assert_eq!(search(nothing), Default::default(), "{nothing:?}");
    }
}
