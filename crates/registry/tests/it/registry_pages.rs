//! Lists, enterprises, bodies, codes, search and exports through the router.

use std::sync::Arc;

use platform::web::{Routes, Titled};
use platform::{Actor, Conn, StoreError};
use registry::questions::{Finder, NoMatters};

use crate::browser::Browser;
use crate::quarter::Quarter;
use crate::support::Stage;

/// Finds one matter, whatever is asked.
struct OneMatter;

impl Finder for OneMatter {
    fn group(&self) -> &'static str {
        "nav-matters"
    }

    fn find(
        &self,
        _: &mut Conn,
        _: &Actor,
        words: &str,
        _: usize,
    ) -> Result<Vec<Titled>, StoreError> {
        let title = format!("{words}停梯");
        Ok(vec![Titled {
            title,
            place: "A 座".to_owned(),
            href: "/matters/LG-1".to_owned(),
            said: String::new(),
        }])
    }
}

fn routes() -> Routes {
    registry::pages::routes(Arc::new(NoMatters), vec![Arc::new(OneMatter)])
}

struct Scene {
    stage: Stage,
    quarter: Quarter,
}

impl Scene {
    fn new() -> Self {
        let stage = Stage::new();
        let quarter = Quarter::new(&stage);
        Self { stage, quarter }
    }

    fn worker(&self) -> Browser<'_> {
        let mut browser = Browser::new(&self.stage, routes());
        browser.sign_in(self.quarter.worker);
        browser
    }

    fn member(&self) -> Browser<'_> {
        let mut browser = Browser::new(&self.stage, routes());
        browser.sign_in(self.quarter.member);
        browser
    }
}

#[test]
fn buildings_within_reach_are_listed_and_found_by_name() {
    let scene = Scene::new();
    let browser = scene.worker();
    let page = browser.get("/buildings").page();
    for shown in ["融汇中心 A 座", "京西创投大厦", "82.0%", "鲁谷街道", "分散产权"]
    {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(!page.contains("远处大厦"), "another station's");
    let found = browser.get("/buildings?name=%E5%88%9B%E6%8A%95").page();
    assert!(found.contains("京西创投大厦") && !found.contains("融汇中心 A 座"), "{found}");
    assert!(browser.get("/buildings?name=zzz").page().contains("没有这样的楼宇"));
    assert!(browser.get_in("/buildings", "en").page().contains("Several"));
}

#[test]
fn enterprises_are_listed_by_building_and_shown_with_their_leases_over_time() {
    let scene = Scene::new();
    let browser = scene.worker();
    let code = &scene.quarter.building.place.code;
    let page = browser.get(&format!("/enterprises?building={code}")).page();
    assert!(page.contains("只看融汇中心 A 座") && page.contains("维度数据"), "{page}");
    assert_eq!(browser.get("/enterprises?building=none").status, 404);
    assert!(browser.get("/enterprises?industry=Z&name=x").page().contains("没有这样的企业"));

    let id = scene.quarter.enterprise.body.id.0;
    let shown = browser.get(&format!("/enterprises/{id}")).page();
    for words in ["青禾设计", "64 人", "820 ㎡", "在租", "已结束", "2024-05-31", "周明", "<svg"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let then = browser.get(&format!("/enterprises/{id}?as_of=2022-06-01")).page();
    assert!(then.contains("不能在这里办事") && then.contains("还没开始"), "{then}");
    assert!(browser.get_in(&format!("/enterprises/{id}"), "en").page().contains("Leases"));
    assert_eq!(browser.get("/enterprises/1").status, 404);
}

#[test]
fn a_body_shows_its_seats_against_the_charter() {
    let scene = Scene::new();
    let browser = scene.worker();
    let committee = scene.quarter.committee.id.0;
    let page = browser.get(&format!("/committees/{committee}")).page();
    for words in ["楼宇企业代表", "周明", "青禾设计", "缺：物业企业代表 1 席", "融汇中心 A 座 · 12"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    let station = scene.quarter.station.id.0;
    let page = browser.get(&format!("/stations/{station}")).page();
    assert!(page.contains("中心工作站") && page.contains("缺 4 人"), "{page}");
    assert!(browser.get_in(&format!("/stations/{station}"), "en").page().contains("Seats"));
    for elsewhere in [
        format!("/stations/{committee}"),
        format!("/organisations/{station}"),
        format!("/committees/{}", scene.quarter.enterprise.body.id.0),
    ] {
        assert_eq!(browser.get(&elsewhere).status, 404, "{elsewhere}");
    }
}

#[test]
fn shielded_people_find_no_page_that_has_an_id() {
    let scene = Scene::new();
    let browser = scene.member();
    let (enterprise, committee) =
        (scene.quarter.enterprise.body.id.0, scene.quarter.committee.id.0);
    for path in [
        format!("/enterprises/{enterprise}"),
        format!("/committees/{committee}"),
        "/buildings/export".to_owned(),
        "/enterprises/export".to_owned(),
    ] {
        assert_eq!(browser.get(&path).status, 404, "{path}");
    }
    for path in ["/enterprises", "/buildings", "/search?q=%E9%9D%92%E7%A6%BE"] {
        let page = browser.get(path).page();
        for id in [enterprise, committee, scene.quarter.building.place.id.0] {
            let mentioned = page.matches(&id.to_string()).count();
            // The builders make codes of buildings from their ids.
            let coded = page.matches(&format!("/buildings/B{id}")).count();
            assert_eq!(mentioned, coded, "{path}: {page}");
        }
    }
    assert!(browser.get("/search?q=%E9%9D%92%E7%A6%BE").page().contains("<mark>青禾</mark>设计"));
}

#[test]
fn codes_for_walls_are_drawn_for_building_and_floors() {
    let scene = Scene::new();
    let browser = scene.worker();
    let sheet = browser.get(&format!("{}/codes", scene.quarter.address())).page();
    let token = &scene.quarter.twelfth.token;
    assert!(sheet.contains(&format!("http://loushi.example/q/{token}")), "{sheet}");
    assert!(sheet.contains("12 层"), "{sheet}");
    assert!(sheet.contains("· 1 层</b>") && !sheet.contains("层 层"), "{sheet}");
    let picture = browser.get(&format!("{}/codes/{token}.svg", scene.quarter.address()));
    assert_eq!((picture.status.as_u16(), picture.kind.as_str()), (200, "image/svg+xml"));
    assert!(picture.body.starts_with(b"<svg"));
    for wrong in ["none.svg", token.as_str()] {
        let path = format!("{}/codes/{wrong}", scene.quarter.address());
        assert_eq!(browser.get(&path).status, 404, "{path}");
    }
    let bare = browser.get(&format!("/buildings/{}/codes", scene.quarter.empty.place.code)).page();
    assert!(bare.contains("本楼还没有发码"), "{bare}");
}

#[test]
fn search_shows_groups_in_one_order_and_only_what_one_may_see() {
    let scene = Scene::new();
    let browser = scene.worker();
    let page = browser.get("/search?q=%E8%9E%8D%E6%B1%87").page();
    let places: Vec<usize> = ["<h2>楼事</h2>", "<h2>楼宇</h2>", "<h2>组织与人员</h2>"]
        .iter()
        .map(|heading| page.find(heading).unwrap_or_else(|| panic!("{heading}: {page}")))
        .collect();
    assert!(places.is_sorted(), "{page}");
    assert!(page.contains("<mark>融汇</mark>中心 A 座") && !page.contains("<h2>企业</h2>"));
    let far = browser.get("/search?q=%E8%BF%9C%E5%A4%84").page();
    assert!(!far.contains("远处大厦") && !far.contains("远处工作站"), "{far}");
    for nothing in ["/search", "/search?q=", "/search?q=%20%E3%80%81%25"] {
        assert!(browser.get(nothing).page().contains("写几个字再搜"), "{nothing}");
    }
    assert!(browser.get_in("/search?q=zz", "en").page().contains("1 result"));
}

#[test]
fn ledgers_are_taken_out_as_workbooks() {
    let scene = Scene::new();
    let browser = scene.worker();
    for (path, wanted) in [
        ("/buildings/export", vec!["融汇中心 A 座", "分散产权", "京西创投大厦"]),
        ("/enterprises/export", vec!["青禾设计", "维度数据"]),
    ] {
        let answer = browser.get(path);
        assert_eq!(answer.status, 200);
        assert!(answer.kind.contains("spreadsheetml"), "{}", answer.kind);
        let text = sheet_text(&answer.body);
        for words in wanted {
            assert!(text.contains(words), "{path}: {words}: {text}");
        }
        assert!(!text.contains("远处"), "{text}");
    }
}

/// The cells of a workbook as text.
fn sheet_text(bytes: &[u8]) -> String {
    use platform::ledger::{Ledger, Reading, read};
    let any = "key = \"any\"\ntitle = \"any\"\n[[column]]\nkey = \"name\"\nheading = \"x\"\nkind = \"text\"\n";
    let ledger = Arc::new(Ledger::from_toml(any).unwrap());
    format!("{:?}", read(bytes, &ledger, &Reading::default()))
}
