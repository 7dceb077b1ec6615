//! The acts that mend what the checking page finds, from their forms: seats are taken, terms begin
//! anew, posts end, and what cannot be mended yet is excepted up to a day.

use jiff::civil::date;
use kernel::{PersonId, PostId};
use platform::charter;
use platform::web::Routes;
use registry::model::{Post, Term, Turn, kind};
use registry::questions::NoMatters;
use registry::store;

use crate::browser::Browser;
use crate::quarter::Quarter;
use crate::support::{SINCE, Stage, TODAY};

use std::sync::Arc;

fn routes() -> Routes {
    registry::pages::routes(Arc::new(NoMatters), Vec::new()).and(charter::routes())
}

fn browser<'a>(stage: &'a Stage, person: PersonId) -> Browser<'a> {
    let mut browser = Browser::new(stage, routes());
    browser.sign_in(person);
    browser
}

/// The head of the quarter's station, whom the test charter lets grant exceptions.
fn head(stage: &Stage, quarter: &Quarter) -> PersonId {
    stage.post(&quarter.station, "head", |post| post.public_name = "高卓".to_owned()).person
}

fn posts(stage: &Stage, quarter: &Quarter, on: jiff::civil::Date) -> Vec<Post> {
    let committee = quarter.committee.id;
    let holders = stage.read(|conn| store::post::of_body(conn, committee, on));
    holders.into_iter().map(|holder| holder.post).collect()
}

#[test]
fn a_gap_leads_to_its_act_and_is_closed_by_it() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let browser = browser(&stage, head(&stage, &quarter));
    let committee = quarter.committee.id.0;
    let check = format!("/charters/test-street/check?body={committee}");
    let form = format!("/bodies/{committee}/posts/new?seat=property");
    assert!(browser.get(&check).page().contains(&form));
    let page = browser.get(&form).page();
    assert!(page.contains("value=\"property\" selected") && page.contains("周明"), "{page}");

    stage.covering(kind::PROPERTY_COMPANY, "安和物业", &[&quarter.building.place]);
    let to = format!("/bodies/{committee}/posts");
    let fields = [
        ("seat", "property"),
        ("name", "陈晓东"),
        ("represents", "安和物业"),
        ("how", "recommended"),
        ("from", "2024-02-06"),
    ];
    assert_eq!(browser.post(&to, &fields).status, 303);
    let seated = posts(&stage, &quarter, TODAY).into_iter().find(|post| post.seat == "property");
    let seated = seated.unwrap();
    assert_eq!((seated.public_name.as_str(), seated.represents.is_some()), ("陈晓东", true));
    assert!(!browser.get(&check).page().contains(&form), "the gap is closed");
}

#[test]
fn who_sits_there_already_is_picked_and_keeps_their_name() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let browser = browser(&stage, head(&stage, &quarter));
    let to = format!("/bodies/{}/posts", quarter.committee.id.0);
    let person = quarter.member.0.to_string();
    let fields = [
        ("seat", "enterprise"),
        ("person", person.as_str()),
        ("how", "elected"),
        ("from", "2024-02-06"),
        ("until", "2025-02-05"),
    ];
    assert_eq!(browser.post(&to, &fields).status, 303);
    let of_member =
        posts(&stage, &quarter, TODAY).into_iter().rfind(|post| post.seat == "enterprise");
    let of_member = of_member.unwrap();
    assert_eq!((of_member.person, of_member.public_name.as_str()), (quarter.member, "周明"));
    let elsewhere = quarter.stranger.0.to_string();
    let fields = [
        ("seat", "enterprise"),
        ("person", &elsewhere),
        ("how", "elected"),
        ("from", "2024-02-06"),
    ];
    assert_eq!(browser.post(&to, &fields).status, 404, "somebody of another body");
}

#[test]
fn what_a_form_has_wrong_stands_beside_its_field_and_nothing_is_written() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let browser = browser(&stage, head(&stage, &quarter));
    let committee = quarter.committee.id.0;
    let before = posts(&stage, &quarter, TODAY);
    let sound = [
        ("seat", "property"),
        ("name", "陈晓东"),
        ("represents", ""),
        ("how", "elected"),
        ("from", "2024-02-06"),
        ("until", ""),
        ("person", ""),
    ];
    for (field, value) in [
        ("seat", "nobody"),
        ("name", ""),
        ("represents", "没有这家"),
        ("how", "x"),
        ("from", "x"),
        ("until", "x"),
        ("until", "2024-02-05"),
        ("person", "x"),
    ] {
        let fields = sound.map(|(name, was)| (name, if name == field { value } else { was }));
        let answer = browser.post(&format!("/bodies/{committee}/posts"), &fields);
        let page = String::from_utf8(answer.body).unwrap();
        assert_eq!(answer.status, 422, "{field}={value}");
        assert!(page.contains(&format!("id=\"e-{field}\"")), "{field}={value}: {page}");
    }
    let post = before[0].id.0;
    for (path, field) in [
        (format!("/bodies/{committee}/election"), "on"),
        (format!("/posts/{post}/ending"), "until"),
    ] {
        for value in ["x", "2022-01-01"] {
            let answer = browser.post(&path, &[(field, value)]);
            assert_eq!(answer.status, 422, "{path} {value}");
        }
    }
    assert_eq!(posts(&stage, &quarter, TODAY), before);
}

#[test]
fn an_election_renews_those_who_stay_and_ends_the_others() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let browser = browser(&stage, head(&stage, &quarter));
    let committee = quarter.committee.id;
    let before = posts(&stage, &quarter, TODAY);
    let member = before.iter().find(|post| post.seat == "enterprise").unwrap().id;
    let turn = Turn { body: committee, month: date(2024, 3, 1), post: member };
    stage.write(move |conn| store::rota::set(conn, &turn, 0));
    let path = format!("/bodies/{}/election", committee.0);
    let page = browser.get(&path).page();
    assert!(page.contains("周明") && page.contains("刘畅") && page.contains("checked"), "{page}");

    let stays = member.0.to_string();
    assert_eq!(browser.post(&path, &[("on", "2024-02-06"), ("stays", &stays)]).status, 303);
    let after = posts(&stage, &quarter, TODAY);
    assert_eq!(after.len(), 1, "the floor leader left");
    assert_eq!(after[0].term, Term::since(TODAY));
    assert_eq!((after[0].public_name.as_str(), after[0].seat.as_str()), ("周明", "enterprise"));
    let eve = posts(&stage, &quarter, date(2024, 2, 5));
    assert_eq!(eve.len(), before.len(), "the last term held up to the day before");
    let turns = stage.read(|conn| store::rota::of_body(conn, committee, TODAY));
    assert_eq!(turns.iter().map(|turn| turn.post).collect::<Vec<PostId>>(), [after[0].id]);
}

#[test]
fn a_post_ends_on_a_day_or_is_taken_back() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let browser = browser(&stage, head(&stage, &quarter));
    let committee = quarter.committee.id.0;
    let [leader, member] = ["floor_leader", "enterprise"].map(|seat| {
        posts(&stage, &quarter, TODAY).into_iter().find(|post| post.seat == seat).unwrap()
    });
    let page = browser.get(&format!("/committees/{committee}")).page();
    assert!(page.contains(&format!("/posts/{}/ending", leader.id.0)), "{page}");
    let ending = |post: &Post| format!("/posts/{}/ending", post.id.0);
    assert!(browser.get(&ending(&leader)).page().contains("刘畅"));
    assert_eq!(browser.post(&ending(&leader), &[("until", "2024-02-06")]).status, 303);
    assert_eq!(browser.post(&ending(&member), &[("until", "x"), ("mistake", "1")]).status, 303);
    assert_eq!(posts(&stage, &quarter, SINCE).len(), 1, "what was taken back never held");
    assert_eq!(posts(&stage, &quarter, TODAY).len(), 1);
    assert_eq!(posts(&stage, &quarter, date(2024, 2, 7)), []);
}

#[test]
fn an_exception_is_counted_apart_and_ends_by_itself() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    let browser = browser(&stage, head(&stage, &quarter));
    let committee = quarter.committee.id.0;
    let about = format!("body-{committee}");
    let check = |rest: &str| format!("/charters/test-street/check{rest}");
    for page in [check(""), check("?rule=committee.size")] {
        let page = browser.get(&page).page();
        assert!(
            page.contains(&format!("rule=committee.size&amp;about={about}"))
                || page.contains(&format!("rule=committee.size&#38;about={about}")),
            "{page}"
        );
    }
    let form = check(&format!("/exceptions/new?rule=committee.size&about={about}"));
    let page = browser.get(&form).page();
    assert!(page.contains("融汇中心楼宇委员会") && page.contains("现有 1 人"), "{page}");

    let grant = |ground: &str, until: &str| {
        let fields =
            [("rule", "committee.size"), ("about", &about), ("ground", ground), ("until", until)];
        browser.post(&check("/exceptions"), &fields).status.as_u16()
    };
    assert_eq!(grant("", "2024-06-30"), 422);
    assert_eq!(grant("新楼入驻未满，六月底前补选", "x"), 422);
    assert_eq!(grant("新楼入驻未满，六月底前补选", "2025-06-30"), 422, "longer than a year");
    assert_eq!(grant("新楼入驻未满，六月底前补选", "2024-06-30"), 303);

    let size = "委员 5 至 11 人，单数";
    let lacking = browser.get(&check("")).page();
    assert!(!lacking.contains(size), "{lacking}");
    let apart = browser.get(&check("?show=excepted")).page();
    for words in [size, "新楼入驻未满，六月底前补选", "2024-06-30", "融汇中心工作站 高卓", "撤销"]
    {
        assert!(apart.contains(words), "{words}: {apart}");
    }
    let last = browser.get(&check("?as_of=2024-06-30")).page();
    assert!(!last.contains(size), "its last day counts");
    assert!(browser.get(&check("?as_of=2024-07-01")).page().contains(size));

    let exceptions = stage.read(|conn| store::exception::of_charter(conn, "test-street", TODAY));
    let ending = format!("/exceptions/{}/ending", exceptions[0].id);
    assert_eq!(browser.post(&ending, &[]).status, 303);
    assert!(browser.get(&check("")).page().contains(size), "it is open again");
    assert_eq!(browser.post(&ending, &[]).status, 404, "it is over");
}

#[test]
fn who_may_not_finds_neither_link_nor_form() {
    let stage = Stage::new();
    let quarter = Quarter::new(&stage);
    head(&stage, &quarter);
    let committee = quarter.committee.id.0;
    let post = posts(&stage, &quarter, TODAY)[0].id.0;
    let forms = [
        format!("/bodies/{committee}/posts/new"),
        format!("/bodies/{committee}/election"),
        format!("/posts/{post}/ending"),
    ];
    let worker = browser(&stage, quarter.worker);
    let page = worker.get(&format!("/committees/{committee}")).page();
    assert!(!page.contains("/posts/"), "{page}");
    let page = worker.get("/charters/test-street/check?rule=committee.size").page();
    assert!(!page.contains("/posts/") && !page.contains("/exceptions/"), "{page}");
    let stranger = browser(&stage, quarter.stranger);
    for form in &forms {
        assert_eq!(worker.get(form).status, 404, "{form}");
        assert_eq!(stranger.get(form).status, 404, "{form}");
    }
    let asked = format!(
        "/charters/test-street/check/exceptions/new?rule=committee.size&about=body-{committee}"
    );
    assert_eq!(stranger.get(&asked).status, 303, "no gap of theirs");
    assert_eq!(worker.get(&asked).status, 404);
}
