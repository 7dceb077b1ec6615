//! 并单: several matters go on in one; nothing of them moves, and splitting restores all.

use matters::acts;
use matters::model::{Matter, MatterNumber, State};
use matters::store;
use matters::store::clock::Clock;
use testkit::{Answer, Persona, TestApp};

use crate::stage::{TEXT, complete, dispatch, number, raise};

/// The first of them is led by the property company; the others are new.
fn three(app: &TestApp) -> Vec<(String, MatterNumber)> {
    app.set_time("2024-03-04T01:00:00Z");
    let matters: Vec<_> = ["早上", "中午", "晚上"]
        .into_iter()
        .map(|when| {
            let code = raise(&app.stranger(), &format!("{TEXT}，{when}"));
            let number = number(app, &code);
            (code, number)
        })
        .collect();
    dispatch(app, &matters[0].1);
    matters
}

fn find(app: &TestApp, code: &str) -> Matter {
    let code: matters::model::QueryCode = code.parse().unwrap();
    let hash = store::matter::code_hash(&app.world, &code);
    app.read(|conn| store::matter::find_followed(conn, &hash)).unwrap().0
}

fn clocks(app: &TestApp, code: &str) -> Vec<Clock> {
    let id = find(app, code).id;
    app.read(|conn| store::clock::list(conn, id))
}

fn send(app: &TestApp, who: Persona, path: &str, fields: &[(&str, &str)]) -> Answer {
    app.sign_in(who).post_form(path, fields)
}

/// Merges the second and the third into the first.
fn gather(app: &TestApp, matters: &[(String, MatterNumber)]) {
    let (second, third) = (matters[1].1.to_string(), matters[2].1.to_string());
    let fields = [("which", second.as_str()), ("which", third.as_str())];
    let path = format!("/matters/{}/gathering", matters[0].1);
    let _ = send(app, Persona::Worker, &path, &fields).taken();
}

#[test]
fn t2_followers_of_each_are_told_and_their_replies_go_where_the_matter_goes_on() {
    let app = TestApp::new();
    let matters = three(&app);
    gather(&app, &matters);
    for (code, number) in &matters[1..] {
        assert_eq!(find(&app, code).state, State::Merged);
        let follow = app.stranger().get(&format!("/follow/{code}")).page().words();
        assert!(follow.contains("并在一起办"), "{follow}");
        assert!(follow.contains("安和物业"), "who has it now: {follow}");
        let desk = app.sign_in(Persona::Worker).get("/desk").page();
        assert!(!desk.links().contains(&format!("/matters/{number}/triage")));
    }
    // An urge and more words reach those who handle the one that goes on.
    let (code, _) = &matters[1];
    let _ = app.stranger().post_form(&format!("/follow/{code}/urging"), &[]).taken();
    let more = [("supplement", "五层也停，轮椅上不去")];
    let _ = app.stranger().post_form(&format!("/follow/{code}/supplement"), &more).taken();
    let company = app.sign_in(Persona::Property).get("/desk").page().words();
    assert!(company.contains("提出人催了"), "{company}");
    let lead = format!("/matters/{}", matters[0].1);
    let worker = app.sign_in(Persona::Worker).get(&lead).page().words();
    assert!(worker.contains("五层也停，轮椅上不去"), "{worker}");
    // One answer reaches all.
    complete(&app, &matters[0].1);
    for (code, _) in &matters {
        let follow = app.stranger().get(&format!("/follow/{code}")).page().words();
        assert!(follow.contains("换了门机皮带"), "{follow}");
    }
    app.verify();
}

#[test]
fn t2_a_split_restores_state_clocks_and_what_waits() {
    let app = TestApp::new();
    let matters = three(&app);
    let (code, number) = &matters[1];
    dispatch(&app, number);
    let before = (find(&app, code), clocks(&app, code));
    gather(&app, &matters);
    assert!(
        clocks(&app, code)
            .iter()
            .all(|one| { one.stopped_at.is_some() || one.paused_since().is_some() })
    );
    let split = format!("/matters/{number}/split");
    let _ = send(&app, Persona::Worker, &split, &[]).taken();
    assert_eq!(find(&app, code), before.0);
    let ends = |clocks: &[Clock]| {
        clocks.iter().map(|one| (one.id, one.due_at, one.stopped_at)).collect::<Vec<_>>()
    };
    assert_eq!(ends(&clocks(&app, code)), ends(&before.1));
    let desk = app.sign_in(Persona::Property).get("/desk").page();
    assert!(desk.links().contains(&format!("/matters/{number}")), "{}", desk.words());
    // Both lives keep what happened; it is not split twice.
    let life = app.sign_in(Persona::Worker).get(&format!("/matters/{number}")).page().words();
    assert!(life.contains("并入") && life.contains("拆开"), "{life}");
    assert_eq!(send(&app, Persona::Worker, &split, &[]).status(), 422);
    app.verify();
}

#[test]
fn t2_voices_are_counted_and_not_moved() {
    let app = TestApp::new();
    let matters = three(&app);
    gather(&app, &matters);
    for (code, _) in &matters {
        assert_eq!(find(&app, code).voices, 1, "each keeps its own");
    }
    let lead = format!("/matters/{}", matters[0].1);
    for who in [Persona::Worker, Persona::Property] {
        let page = app.sign_in(who).get(&lead).page().words();
        assert!(page.contains("共 3 人在等"), "{who:?}: {page}");
    }
    assert!(app.read(store::voice::list_miscounted).is_empty());
}

#[test]
fn t2_what_goes_on_elsewhere_leads_there_and_reveals_nobody() {
    let app = TestApp::new();
    let matters = three(&app);
    gather(&app, &matters);
    let (_, member) = &matters[1];
    let address = format!("/matters/{member}");
    let lead = format!("/matters/{}", matters[0].1);
    assert!(app.sign_in(Persona::Worker).get(&address).page().links().contains(&lead));
    let public = app.stranger().get(&format!("/b/rh-a{address}"));
    assert_eq!(public.location(), format!("/b/rh-a{lead}"));
    // The company that leads learns how many, not which and not who.
    let company = app.sign_in(Persona::Property);
    let page = company.get(&lead).page().text();
    assert!(!page.contains(member.as_str()));
    assert_eq!(company.get(&address).status(), 404);
    assert_eq!(company.get(&format!("{lead}/merge")).status(), 404);
}

#[test]
fn a_merge_into_a_merged_matter_goes_to_the_one_it_goes_on_in() {
    let app = TestApp::new();
    let matters = three(&app);
    let merge = |number: &MatterNumber, into: &MatterNumber| {
        let into = into.to_string();
        send(&app, Persona::Worker, &format!("/matters/{number}/merge"), &[("into", &into)])
    };
    let _ = merge(&matters[1].1, &matters[0].1).taken();
    let _ = merge(&matters[2].1, &matters[1].1).taken();
    let lead = find(&app, &matters[0].0).id;
    let members = app.read(|conn| store::merge::list_members(conn, lead));
    assert_eq!(members.len(), 2);
    // What others go on in goes nowhere itself, and nothing goes into itself.
    let fourth = number(&app, &raise(&app.stranger(), "十二层走廊的灯不亮"));
    for (what, into, why) in
        [(&matters[0].1, &fourth, "先拆开"), (&fourth, &fourth, "不能并入自己")]
    {
        let refused = merge(what, into);
        assert_eq!(refused.status(), 422);
        assert!(refused.words().contains(why), "{}", refused.words());
    }
    let nowhere =
        send(&app, Persona::Worker, &format!("/matters/{fourth}/merge"), &[("into", "x")]);
    assert_eq!(nowhere.status(), 422);
}

#[test]
fn what_goes_on_in_a_matter_ends_with_it_and_every_clock_stops_once() {
    let app = TestApp::new();
    let matters = three(&app);
    gather(&app, &matters);
    complete(&app, &matters[0].1);
    let rating = [("contacted", "yes"), ("solved", "solved"), ("satisfaction", "satisfied")];
    let path = format!("/follow/{}/rating", matters[0].0);
    let _ = app.stranger().post_form(&path, &rating).taken();
    for (code, number) in &matters {
        assert!(clocks(&app, code).iter().all(|one| one.stopped_at.is_some()), "{number}");
        let matter = find(&app, code);
        assert!(matter.ended_at.is_some() && matter.solved, "{number}");
    }
    let split = format!("/matters/{}/split", matters[1].1);
    let refused = send(&app, Persona::Worker, &split, &[]);
    assert_eq!(refused.status(), 422);
    assert!(refused.words().contains("一起办完"), "{}", refused.words());
}

#[test]
fn all_or_none_go_on_in_a_matter() {
    let app = TestApp::new();
    let matters = three(&app);
    let own = matters[0].1.clone();
    let which = vec![matters[1].1.clone(), own.clone()];
    let refused = app.act(Persona::Worker, move |act| acts::gather_matters(act, &own, &which));
    assert!(refused.is_err());
    assert_eq!(find(&app, &matters[1].0).state, State::New);
}

fn rate(app: &TestApp, code: &str, solved: &str, satisfied: &str) -> Answer {
    let rating = [("contacted", "yes"), ("solved", solved), ("satisfaction", satisfied)];
    app.stranger().post_form(&format!("/follow/{code}/rating"), &rating)
}

#[test]
fn t2_each_voice_rates_for_itself_and_the_one_they_go_on_in_says_how_many() {
    let app = TestApp::new();
    let matters = three(&app);
    gather(&app, &matters);
    let early = rate(&app, &matters[1].0, "solved", "satisfied");
    assert_eq!(early.status(), 422, "nothing is done yet");
    complete(&app, &matters[0].1);
    let _ = rate(&app, &matters[1].0, "unsolved", "dissatisfied").taken();
    let _ = rate(&app, &matters[2].0, "solved", "satisfied").taken();
    assert_eq!(rate(&app, &matters[1].0, "solved", "satisfied").status(), 422, "once each");
    // The answers of the others move nothing; that of its own reporter closes it.
    assert_eq!(find(&app, &matters[0].0).state, State::Completed);
    let _ = rate(&app, &matters[0].0, "solved", "mostly").taken();
    assert_eq!(find(&app, &matters[0].0).state, State::Closed);
    let solved: Vec<bool> = matters.iter().map(|(code, _)| find(&app, code).solved).collect();
    assert_eq!(solved, [true, false, true], "each counts by its own answer");
    let lead = format!("/matters/{}", matters[0].1);
    let page = app.sign_in(Persona::Worker).get(&lead).page().words();
    assert!(page.contains("3 人评价：2 人说解决了，2 人满意"), "{page}");
    app.verify();
}

#[test]
fn t2_whoever_s_matter_goes_on_in_another_reopens_that_and_their_words_stay_theirs() {
    let app = TestApp::new();
    let matters = three(&app);
    gather(&app, &matters);
    complete(&app, &matters[0].1);
    let (code, _) = &matters[1];
    let follow = app.stranger().get(&format!("/follow/{code}")).page().words();
    assert!(follow.contains("可以要求重办"), "{follow}");
    let why = [("why", "轮椅还是上不去，打 13912345580")];
    let _ = app.stranger().post_form(&format!("/follow/{code}/reopening"), &why).taken();
    assert_eq!(find(&app, &matters[0].0).state, State::InProgress);
    assert_eq!(find(&app, code).state, State::Merged);
    let worker = app.sign_in(Persona::Worker).get(&format!("/matters/{}", matters[0].1));
    assert!(worker.page().words().contains("轮椅还是上不去，打 13912345580"));
    let other = app.stranger().get(&format!("/follow/{}", matters[0].0)).page().text();
    assert!(!other.contains("13912345580"), "the words of one are not shown to another");
    app.verify();
}
