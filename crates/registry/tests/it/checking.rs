//! The checking page: what the charter asks against what there is, under one charter and under two
//! side by side.

use std::sync::Arc;

use jiff::civil::date;
use platform::Actor;
use platform::charter::Charter;
use platform::journal::Origin;
use platform::web::Routes;
use registry::model::charter::{Formation, SECTIONS};
use registry::model::{Body, Building, PlaceKind, Term, kind};
use registry::questions::NoMatters;

use crate::browser::Browser;
use crate::quarter::Quarter;
use crate::support::{SINCE, Stage};

fn routes() -> Routes {
    registry::pages::routes(Arc::new(NoMatters), Vec::new()).and(platform::charter::routes())
}

fn worker<'a>(stage: &'a Stage, person: kernel::PersonId) -> Browser<'a> {
    let mut browser = Browser::new(stage, routes());
    browser.sign_in(person);
    browser
}

/// A percent-encoded path of the page.
fn check(rest: &str) -> String {
    format!("/charters/test-street/check{rest}")
}

#[test]
fn what_the_charter_asks_stands_beside_what_is_there_and_what_mends_it() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let browser = worker(&stage, quarter.worker);
    let page = browser.get(&check("")).page();
    for words in [
        "对照章程",
        "楼宇委员会",
        "物业企业代表至少 1 人",
        "缺 1 人",
        "委员 5 至 11 人，单数",
        "现有 1 人",
        "专职人数：中心工作站 5 人、普通工作站 3 人",
        "缺 4 人",
        "几栋楼共设一个，要按联合组建登记",
        "没有核实过",
        "去补",
        "增补",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("远处"), "another station's: {page}");
    let kept = "轮值楼长至多 1 人";
    assert!(!page.contains(kept), "what is kept is not shown at first: {page}");
    assert!(browser.get(&check("?show=all")).page().contains(kept));
    let english = browser.get_in(&check("?show=all"), "en").page();
    assert!(english.contains("The charter asks") && english.contains("members"), "{english}");
}

#[test]
fn one_body_is_held_against_its_charter_from_its_own_page() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let browser = worker(&stage, quarter.worker);
    let station = quarter.station.id.0;
    let page = browser.get(&format!("/stations/{station}")).page();
    let link = format!("/charters/test-street/check?body={station}");
    assert!(page.contains(&link), "{page}");
    let alone = browser.get(&link).page();
    assert!(alone.contains("融汇中心工作站") && alone.contains("缺 4 人"), "{alone}");
    assert!(!alone.contains("物业企业代表"), "no other body: {alone}");
    assert!(!alone.contains("核实"), "no ledger: {alone}");
    for elsewhere in ["?body=1", "?body=x", "?place=none", "?rule=none"] {
        assert_eq!(browser.get(&check(elsewhere)).status, 404, "{elsewhere}");
    }
    assert_eq!(browser.get("/charters/none/check").status, 404);
}

#[test]
fn a_place_is_looked_at_alone_and_on_another_day() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let browser = worker(&stage, quarter.worker);
    let code = &quarter.building.place.code;
    let page = browser.get(&check(&format!("?place={code}"))).page();
    assert!(page.contains("融汇中心 A 座") && !page.contains("京西创投大厦"), "{page}");
    let before = browser.get(&check("?as_of=2022-06-01")).page();
    assert!(!before.contains("融汇中心楼宇委员会"), "nobody was there yet: {before}");
    assert!(before.contains("不能在这里办事"), "{before}");
    let earlier = browser.get(&check("?as_of=2021-12-31"));
    assert_eq!(earlier.status, 404, "no charter held yet");
}

#[test]
fn a_rule_opens_to_every_gap_page_by_page() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    for n in 0..60 {
        let name = format!("第 {n} 大厦");
        let building = stage.building(&name, &quarter.town.street, 10 + n);
        stage.cover(&quarter.station, &building.place, Term::since(SINCE));
    }
    let browser = worker(&stage, quarter.worker);
    let page = browser.get(&check("")).page();
    assert!(page.contains("还有 59 处") && page.contains("rule=verified"), "{page}");
    let first = browser.get(&check("?rule=verified")).page();
    assert!(first.contains("第 47 大厦") && !first.contains("第 48 大厦"), "{first}");
    let next = browser.get(&check("?rule=verified&after=32.0")).page();
    assert!(next.contains("第 48 大厦") && !next.contains("第 47 大厦"), "{next}");
}

#[test]
fn members_of_committees_and_strangers_find_nothing_there() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let member = worker(&stage, quarter.member);
    assert_eq!(member.get(&check("")).status, 404);
    let stranger = worker(&stage, quarter.stranger);
    let page = stranger.get(&check("")).page();
    assert!(page.contains("远处大厦") && !page.contains("融汇"), "{page}");
    let code = &quarter.building.place.code;
    assert_eq!(stranger.get(&check(&format!("?place={code}"))).status, 404);
    let body = format!("?body={}", quarter.committee.id.0);
    assert_eq!(stranger.get(&check(&body)).status, 404);
}

/// The test charter under another id, where committees are called something else and need nobody
/// for the owner.
fn other_charter() -> Charter {
    let text = include_str!("charter.toml")
        .replace("id = \"test-street\"", "id = \"other-street\"")
        .replace("name = \"楼宇委员会\"", "name = \"楼务会\"")
        .replace("title = \"测试街道\"", "title = \"另一条街道\"")
        .replace("matter = \"楼事\"", "matter = \"楼事\"\norgans = \"一长六员\"");
    Charter::read("other.toml", &text, &|_| None, &SECTIONS).expect("no fault")
}

/// A second street under another charter, with a building and its committee, served by the first
/// street's station.
fn beside(stage: &Stage, quarter: &Quarter) -> (Building, Body) {
    let street = stage.place(PlaceKind::Street, "古松街道", Some(&quarter.town.district));
    let (district, place) = (quarter.town.district.id, street.id);
    let clerk = Arc::new(Actor::nobody(Origin::Cli));
    let attached = stage.world.act_now(&clerk, move |act| {
        platform::charter::attach(act, other_charter(), district, place, date(2022, 1, 1))
    });
    attached.expect("the charter takes effect");
    let building = stage.building("松林大厦", &street, 9);
    let committee = stage.covering(kind::COMMITTEE, "松林大厦楼务会", &[&building.place]);
    stage.cover(&quarter.station, &building.place, Term::since(SINCE));
    (building, committee)
}

#[test]
fn each_place_speaks_its_own_charter_s_words() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let (building, other) = beside(&stage, &quarter);
    let browser = worker(&stage, quarter.worker);
    let page = |path: String| browser.get(&path).page();
    let here = page(format!("/committees/{}", quarter.committee.id.0));
    let there = page(format!("/committees/{}", other.id.0));
    assert!(here.contains("楼宇委员会") && !here.contains("楼务会"), "{here}");
    assert!(there.contains("楼务会") && !there.contains("楼宇委员会"), "{there}");
    let here = page(quarter.address());
    let there = page(format!("/buildings/{}", building.place.code));
    assert!(!here.contains("一长六员") && there.contains("一长六员"), "{there}");
    assert!(there.contains("楼务会") && !there.contains("楼宇委员会"), "{there}");

    let first = page(check("?show=all"));
    assert!(first.contains("融汇中心") && !first.contains("松林大厦"), "{first}");
    let second = page("/charters/other-street/check?show=all".to_owned());
    assert!(second.contains("<h2>楼务会</h2>") && second.contains("松林大厦"), "{second}");
    assert!(!second.contains("融汇中心楼宇委员会"), "{second}");
}

#[test]
fn a_joint_committee_whose_buildings_share_nothing_breaks_the_rule() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let joint = stage.unwritten(kind::COMMITTEE, "联合楼宇委员会", quarter.town.street.placement);
    let joint = Body { formed: Formation::Joint, ..joint };
    let written = joint.clone();
    stage.write(move |conn| registry::store::body::insert(conn, &written, 0));
    for place in [&quarter.building.place, &quarter.empty.place] {
        stage.cover(&joint, place, Term::since(SINCE));
    }
    let browser = worker(&stage, quarter.worker);
    let body = check(&format!("?body={}", joint.id.0));
    let apart = browser.get(&body).page();
    assert!(apart.contains("联合组建须同一产权方或同一物业管理区域"), "{apart}");
    stage.covering(kind::OWNER, "融汇置业", &[&quarter.building.place, &quarter.empty.place]);
    let together = browser.get(&body).page();
    assert!(!together.contains("联合组建须"), "{together}");
}

/// A second version of the test charter, from a day to come: more members, no least number of
/// them for the owner's representative, a monitor.
fn second_version() -> Charter {
    let owner = "{ id = \"owner\", name = \"产权单位代表\", represents = \"owner\", min = 1, ";
    let text = include_str!("charter.toml");
    assert!(text.contains(owner));
    let text = text
        .replace(owner, &owner.replace("min = 1", "monitors = true"))
        .replace("most = 11", "most = 13");
    Charter::read("second.toml", &text, &|_| None, &SECTIONS).expect("no fault")
}

#[test]
fn a_version_to_come_is_laid_beside_the_present_one() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let browser = worker(&stage, quarter.worker);
    let alone = browser.get("/charters/test-street/bodies").page();
    assert!(!alone.contains("和旧版对比"), "there is no older one: {alone}");
    let district = quarter.town.district.id;
    let clerk = Arc::new(Actor::nobody(Origin::Cli));
    let attached = stage.world.act_now(&clerk, move |act| {
        platform::charter::attach(act, second_version(), district, district, date(2024, 7, 1))
    });
    attached.expect("the charter takes effect");

    let plain = browser.get("/charters/test-street/bodies").page();
    for words in ["待生效", "第 2 版", "和旧版对比", "bodies?compare=1", "由系统管理员用命令挂上"]
    {
        assert!(plain.contains(words), "{words}: {plain}");
    }
    let beside = browser.get("/charters/test-street/bodies?compare=1").page();
    for words in ["改了 3 处", "<s class=\"mut\">11</s> 13", "新增", "删去"] {
        assert!(beside.contains(words), "{words}: {beside}");
    }
    assert_eq!(browser.get("/charters/test-street/bodies?compare=9").status, 404);
    let today = browser.get(&check("")).page();
    assert!(today.contains("委员 5 至 11 人，单数"), "what is to come does not hold yet: {today}");
    let then = browser.get(&check("?as_of=2024-07-01")).page();
    assert!(then.contains("委员 5 至 13 人，单数"), "{then}");
}
