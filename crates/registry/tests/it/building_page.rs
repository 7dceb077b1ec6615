//! The building's page through the router.

use std::sync::Arc;

use jiff::Timestamp;
use kernel::PlaceId;
use platform::web::{Routes, Tone};
use platform::{Actor, Conn, StoreError};
use registry::model::{Place, PlaceKind, Term};
use registry::questions::{NoMatters, OpenInBuilding, OpenMatter, OpenMatters};

use crate::browser::Browser;
use crate::quarter::Quarter;
use crate::support::{SINCE, Stage};

/// One matter is open on this floor, and it is late.
struct OneLate(PlaceId);

impl OpenMatters for OneLate {
    fn open_in(
        &self,
        _: &mut Conn,
        _: &Actor,
        building: &Place,
        _: Timestamp,
    ) -> Result<Option<OpenInBuilding>, StoreError> {
        let matter = OpenMatter {
            place: self.0,
            title: "客梯早高峰反复停梯".to_owned(),
            href: "/matters/LG-1".to_owned(),
            tone: Tone::Late,
        };
        let href = format!("/matters?building={}", building.code);
        Ok(Some(OpenInBuilding { href, matters: vec![matter] }))
    }
}

fn routes() -> Routes {
    registry::pages::routes(Arc::new(NoMatters), Vec::new())
}

#[test]
fn a_building_shows_floors_by_area_with_leaders_vacancy_and_open_matters() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let late = Arc::new(OneLate(quarter.twelfth.id));
    let mut browser = Browser::new(&stage, registry::pages::routes(late, Vec::new()));
    browser.sign_in(quarter.worker);
    let page = browser.get(&quarter.address()).page();
    for shown in [
        "<h1>融汇中心 A 座</h1>",
        "重点楼宇",
        "分散产权",
        "刘畅",
        "1 件",
        "大堂",
        "入驻率 ＝ 已租 820 ÷ 可租 1,000",
        "82.0%",
        "书记 李向东，任期至 2025-09-30",
        "缺：物业企业代表 1 席",
        "中心工作站，1 人，应有 5 人",
        "11 层没有楼层长",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    // Two rooms of one tenant lie side by side and are drawn as one.
    assert_eq!(page.matches(">青禾设计</a>").count(), 1, "{page}");
    assert!(page.contains("<em>820</em>"), "{page}");
    assert!(page.contains(&format!("/enterprises/{}", quarter.enterprise.body.id.0)));

    let panel = browser.get(&format!("{}?floor=12", quarter.address())).page();
    for shown in
        ["12 层</h2>", "1 家 · 64 人", "刘畅（青禾设计）", "客梯早高峰反复停梯", "1207　160 ㎡"]
    {
        assert!(panel.contains(shown), "{shown}: {panel}");
    }
    let lobby = browser.get(&format!("{}?floor=1%20%E5%B1%82", quarter.address())).page();
    assert!(lobby.contains("<h2>1 层</h2>"), "a name that is words stays as it is: {lobby}");
    let open = browser.get(&format!("{}?show=open", quarter.address())).page();
    assert_eq!(open.matches("role=\"rowheader\"").count(), 1);
}

#[test]
fn a_building_is_shown_as_it_was_on_another_day_and_offers_no_acts() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let mut browser = Browser::new(&stage, routes());
    browser.sign_in(quarter.worker);
    let then = browser.get(&format!("{}?as_of=2022-06-01", quarter.address())).page();
    assert!(then.contains("不能在这里办事") && !then.contains("/codes"), "{then}");
    assert!(!then.contains("维度数据") && then.contains("青禾设计"), "{then}");
    let ends = browser.get(&format!("{}?show=ending", quarter.address())).page();
    assert_eq!(ends.matches("role=\"rowheader\"").count(), 1, "one lease ends in May");
}

#[test]
fn shielded_people_see_the_building_without_an_id_in_any_address() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let mut browser = Browser::new(&stage, routes());
    browser.sign_in(quarter.member);
    let page = browser.get(&format!("{}?floor=12", quarter.address())).page();
    assert!(page.contains("青禾设计"), "{page}");
    for id in [quarter.enterprise.body.id.0, quarter.committee.id.0, quarter.station.id.0] {
        assert!(!page.contains(&id.to_string()), "{page}");
    }
}

#[test]
fn a_building_out_of_reach_is_not_there() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let mut browser = Browser::new(&stage, routes());
    assert_eq!(browser.get(&quarter.address()).status, 303, "strangers sign in first");
    browser.sign_in(quarter.stranger);
    for path in [quarter.address(), "/buildings/none".to_owned()] {
        let answer = browser.get(&path);
        let text = String::from_utf8(answer.body).unwrap();
        assert_eq!(answer.status, 404);
        assert!(text.contains("这里没有您能看的内容"), "{text}");
    }
}

#[test]
fn an_empty_building_and_a_tower_are_drawn_in_both_languages() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let tower =
        stage.building("国际金融与科技创新综合服务中心（北区）二期", &quarter.town.street, 9);
    for storey in -3..=60 {
        let floor = stage.floor(&tower, storey);
        for room in 0..14 {
            let name = format!("{storey:02}{room:02}");
            let place = stage.place_with(PlaceKind::Room, &name, Some(&floor), |room| {
                room.area = Some(12_345);
            });
            if room % 5 == 0 && storey % 10 == 0 {
                stage.enterprise("北京国际金融科技创新综合服务集团有限责任公司", &place, 3);
            }
        }
    }
    stage.cover(&quarter.station, &tower.place, Term::since(SINCE));
    let mut browser = Browser::new(&stage, routes());
    browser.sign_in(quarter.worker);
    for language in ["zh-CN", "en"] {
        for code in [&quarter.empty.place.code, &tower.place.code] {
            let page = browser.get_in(&format!("/buildings/{code}?floor=60"), language).page();
            assert!(page.contains("building") || page.contains("楼"));
        }
    }
}
