//! Traps that others fell into with deadlines, merging and notices, each a test named after it.

use std::sync::Arc;

use matters::acts::{self, RulingOn, Wanted};
use matters::model::{ClockKind, MatterId, MatterNumber, RequestKind, RequestState, State};
use matters::store::clock::Clock;
use matters::store::{self, Sight};
use platform::Actor;
use platform::journal::{Origin, life};
use testkit::{Persona, TestApp};

use crate::stage::{TEXT, dispatch, number, raise};

fn id(app: &TestApp, number: &MatterNumber) -> MatterId {
    let worker = app.actor(Persona::Worker);
    app.read(|conn| store::matter::find(conn, &Sight::of(&worker), number)).unwrap().id
}

fn clocks(app: &TestApp, number: &MatterNumber) -> Vec<Clock> {
    let id = id(app, number);
    app.read(|conn| store::clock::list(conn, id))
}

fn late(app: &TestApp) {
    let job = Arc::new(Actor::nobody(Origin::Job));
    while app.world.act_now(&job, acts::escalate_late).unwrap() > 0 {}
}

/// Objected to by whoever leads, and upheld by the station.
fn send_back(app: &TestApp, number: &MatterNumber) {
    let (own, wanted) = (
        number.clone(),
        Wanted {
            kind: RequestKind::Objection,
            ground: "duty".to_owned(),
            why: "这部电梯归商业裙楼的产权方管，有移交单".to_owned(),
            review_on: None,
        },
    );
    app.act(Persona::Property, move |act| acts::ask_ruling(act, &own, &wanted)).unwrap();
    let matter = id(app, number);
    let requests = app.read(|conn| store::request::list(conn, matter));
    let open = requests.iter().find(|one| one.state == RequestState::Open).unwrap();
    let ruling =
        RulingOn {
            request: open.id, grants: true, words: "看过现场，照此办理。".to_owned()
        };
    let own = number.clone();
    app.act(Persona::Worker, move |act| acts::rule_request(act, &own, &ruling)).unwrap();
}

#[test]
fn t1_a_reassignment_counts_clocks_and_ladder_anew_and_the_old_ones_tell_nothing_more() {
    let app = TestApp::new();
    app.set_time("2024-03-04T01:00:00Z");
    let number = number(&app, &raise(&app.stranger(), TEXT));
    dispatch(&app, &number);
    app.set_time("2024-03-05T01:00:00Z");
    send_back(&app, &number);
    let before = clocks(&app, &number);
    let of_dispatch = |one: &&Clock| matches!(one.kind, ClockKind::Sign | ClockKind::Resolve);
    assert!(before.iter().filter(of_dispatch).all(|one| one.stopped_at.is_some()));
    app.set_time("2024-03-06T01:00:00Z");
    dispatch(&app, &number);
    let after = clocks(&app, &number);
    let fresh: Vec<&Clock> =
        after.iter().filter(of_dispatch).filter(|one| one.stopped_at.is_none()).collect();
    assert_eq!(fresh.len(), 2, "one of each runs");
    let now = app.world.time.now();
    assert!(fresh.iter().all(|one| one.started_at == now && one.due_at > now));
    assert!(fresh.iter().all(|one| before.iter().all(|old| old.id != one.id)));
    // Long after the old ones would have run out, only the new ones climb.
    app.set_time("2024-03-20T01:00:00Z");
    late(&app);
    let matter = id(&app, &number);
    let taken = app.read(|conn| store::escalation::list(conn, matter));
    let stopped: Vec<_> =
        after.iter().filter(|one| one.stopped_at.is_some()).map(|one| one.id).collect();
    assert!(!taken.is_empty());
    assert!(taken.iter().all(|one| !stopped.contains(&one.clock)), "{taken:?}");
    app.verify();
}

#[test]
fn t2_a_third_party_s_page_names_none_of_those_who_were_merged() {
    let app = TestApp::new();
    let lead = number(&app, &raise(&app.stranger(), TEXT));
    dispatch(&app, &lead);
    let words = "我是 1203 的梁秋，13912345580，电梯把轮椅夹住了";
    let member = number(&app, &raise(&app.stranger(), words));
    let (own, into) = (member.clone(), lead.clone());
    app.act(Persona::Worker, move |act| acts::merge_matter(act, &own, &into)).unwrap();
    for who in [Persona::Property, Persona::Owner, Persona::Enterprise] {
        let browser = app.sign_in(who);
        for path in [format!("/matters/{lead}"), format!("/matters/{member}"), "/matters".into()] {
            let page = browser.get(&path).text();
            for told in ["13912345580", "梁秋", "轮椅夹住"] {
                assert!(!page.contains(told), "{who:?} reads {told} at {path}");
            }
        }
    }
}

#[test]
fn t3_of_a_merged_matter_nothing_waits_for_anybody_but_where_it_goes_on() {
    let app = TestApp::new();
    let (lead, member) = (
        number(&app, &raise(&app.stranger(), TEXT)),
        number(&app, &raise(&app.stranger(), "二号电梯又停了，等了十分钟")),
    );
    dispatch(&app, &lead);
    let (own, into) = (member.clone(), lead.clone());
    app.act(Persona::Worker, move |act| acts::merge_matter(act, &own, &into)).unwrap();
    let subject = |number| kernel::Subject::new(kernel::SubjectKind::Matter, id(&app, number));
    let waiting = |number| {
        let subject = subject(number);
        app.read(|conn| platform::todo::waiting(conn, &[subject])).len()
    };
    assert_eq!(waiting(&member), 0);
    assert_eq!(waiting(&lead), 1, "once, for whoever leads");
}

#[test]
fn t7_what_was_said_stays_out_of_the_life_of_what_it_goes_on_in() {
    let app = TestApp::new();
    let lead = number(&app, &raise(&app.stranger(), TEXT));
    dispatch(&app, &lead);
    let code = raise(&app.stranger(), "打 13912345580 找我，电梯停了");
    let member = number(&app, &code);
    let (own, into) = (member.clone(), lead.clone());
    app.act(Persona::Worker, move |act| acts::merge_matter(act, &own, &into)).unwrap();
    let more = [("supplement", "还是打 13912345580")];
    let path = format!("/follow/{code}/supplement");
    let _ = app.stranger().post_form(&path, &more).taken();
    app.seal();
    for one in [&lead, &member] {
        let subject = kernel::Subject::new(kernel::SubjectKind::Matter, id(&app, one));
        let life = app.read(|conn| life::list(conn, subject, 500));
        assert!(life.iter().all(|lived| !lived.entry.body.contains("13912345580")));
    }
    let hash = store::matter::code_hash(&app.world, &code.parse().unwrap());
    let followed = app.read(|conn| store::matter::find_followed(conn, &hash)).unwrap();
    assert_eq!(followed.0.state, State::Merged);
}
