//! Triage: what may be the same, and on to the next.

use testkit::{Persona, TestApp};

#[test]
fn triage_shows_what_may_be_the_same_with_reasons_and_leads_to_it() {
    let app = TestApp::new();
    let first = app.raise("地下车库访客车位长期被占");
    let _ = app.raise("楼梯间堆满纸箱，消防通道走不过去");
    let second = app.raise("访客车位长期被占，没人管");
    let page = app.sign_in(Persona::Worker).get(&format!("/matters/{second}/triage")).page();
    let words = page.words();
    assert!(words.contains("像不像同一件 地下车库访客车位长期被占 待分流"), "{words}");
    assert!(words.contains("用词相同") && words.contains("同一处、同一天提出"), "{words}");
    assert!(page.links().contains(&format!("/matters/{first}")));
    assert!(!words.contains("堆满纸箱"), "{words}");
}

#[test]
fn from_one_triage_a_link_leads_to_the_next_and_around() {
    let app = TestApp::new();
    let worker = app.sign_in(Persona::Worker);
    let next = |number: &str| {
        let page = worker.get(&format!("/matters/{number}/triage")).page().text();
        let link = page.split("\" data-next").next().filter(|before| before.len() < page.len());
        link.and_then(|before| before.rsplit('"').next()).map(str::to_owned)
    };
    let one = app.raise("一层的灯不亮");
    assert_eq!(next(&one.number), None, "nothing else waits");
    app.pass(jiff::SignedDuration::from_mins(1));
    let two = app.raise("六层空调不热");
    assert_eq!(next(&one.number), Some(format!("/matters/{two}/triage")));
    assert_eq!(next(&two.number), Some(format!("/matters/{one}/triage")));
}
