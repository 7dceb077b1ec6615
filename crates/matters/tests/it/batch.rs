//! One act for the matters ticked in a list: a result for each, and each on its own record.

use matters::model::{MatterNumber, State};
use matters::store::{self, Sight};
use testkit::{Answer, Persona, TestApp};

use crate::stage::{TEXT, dispatch, number, raise};

fn three(app: &TestApp) -> Vec<MatterNumber> {
    app.set_time("2024-03-04T01:00:00Z");
    let one = |nth: usize| number(app, &raise(&app.stranger(), &format!("{TEXT}，第 {nth} 次")));
    (0..3).map(one).collect()
}

fn state(app: &TestApp, number: &MatterNumber) -> State {
    let sight = Sight::of(&app.actor(Persona::Worker));
    app.read(|conn| store::matter::find(conn, &sight, number)).unwrap().state
}

fn send(app: &TestApp, who: Persona, which: &[MatterNumber], with: &[(&str, &str)]) -> Answer {
    let which: Vec<String> = which.iter().map(MatterNumber::to_string).collect();
    let ticked = which.iter().map(|one| ("which", one.as_str()));
    let fields: Vec<(&str, &str)> = ticked.chain(with.iter().copied()).collect();
    app.sign_in(who).post_form("/matters/batch", &fields)
}

#[test]
fn each_is_done_by_itself_and_what_is_refused_stays_ticked_with_its_reason() {
    let app = TestApp::new();
    let matters = three(&app);
    dispatch(&app, &matters[0]);
    dispatch(&app, &matters[1]);
    let signed = [("what", "sign")];
    let page = send(&app, Persona::Property, &matters, &signed).page();
    assert!(page.words().contains("办了 2 件，没办 1 件"), "{}", page.words());
    assert_eq!(state(&app, &matters[0]), State::InProgress);
    assert_eq!(state(&app, &matters[1]), State::InProgress);
    assert_eq!(state(&app, &matters[2]), State::New, "it is nobody's yet");
    let again = send(&app, Persona::Property, &matters[..1], &signed).page().words();
    assert!(again.contains("没办"), "{again}");
    app.verify();
}

#[test]
fn several_are_merged_and_several_supervised_within_the_reach_of_each_right() {
    let app = TestApp::new();
    let matters = three(&app);
    dispatch(&app, &matters[0]);
    let into = matters[0].to_string();
    let merge = [("what", "merge"), ("into", into.as_str())];
    let words = send(&app, Persona::Worker, &matters, &merge).page().words();
    assert!(words.contains("办了 2 件，没办 1 件"), "not into itself: {words}");
    assert_eq!(state(&app, &matters[2]), State::Merged);
    let elsewhere = send(&app, Persona::OtherWorker, &matters[1..2], &merge).page().words();
    assert!(elsewhere.contains("没办 1 件"), "{elsewhere}");
    assert!(!elsewhere.contains("2 号电梯"), "what is out of sight has no title");
    let ask = [("what", "supervise"), ("ask", "为什么没动静"), ("answer_by", "2024-03-05")];
    let asked = send(&app, Persona::Street, &matters[..1], &ask).page().words();
    assert!(asked.contains("办了 1 件"), "{asked}");
    app.verify();
}

#[test]
fn nothing_ticked_nothing_picked_and_too_many_are_refused_as_a_whole() {
    let app = TestApp::new();
    let matters = three(&app);
    for (which, with, why) in [
        (&matters[..0], vec![("what", "sign")], "先在列表里勾选"),
        (&matters[..], vec![("what", "")], "选"),
        (&matters[..], vec![("what", "merge"), ("into", "x")], "没有这个编号"),
        (&matters[..], vec![("what", "supervise"), ("answer_by", "soon")], "不是一个日子"),
    ] {
        let refused = send(&app, Persona::Worker, which, &with);
        assert_eq!(refused.status(), 422, "{with:?}");
        assert!(refused.words().contains(why), "{with:?}: {}", refused.words());
    }
    assert_eq!(state(&app, &matters[0]), State::New);
}

#[test]
fn whoever_may_do_something_to_many_finds_it_under_the_list() {
    let app = TestApp::new();
    let matters = three(&app);
    let list = app.sign_in(Persona::Worker).get("/matters").page();
    let ticked = list.form("/matters/batch").with("which", matters[1].as_str());
    let ticked = ticked.with("what", "merge").with("into", matters[0].as_str());
    let done = app.sign_in(Persona::Worker).submit(&ticked).page().words();
    assert!(done.contains("办了 1 件"), "{done}");
}
