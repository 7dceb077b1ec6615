//! Traps that others fell into, each a test named after it. T6 stands with the ledgers, in `matters`.

use kernel::{PersonId, Refusal};
use matters::model::ClockKind;
use matters::store::{self, Sight};
use platform::Actor;
use platform::journal::Origin;
use platform::todo;
use platform::{attachment, vault};
use testkit::app::{Raised, photo};
use testkit::persona::Side;
use testkit::{Persona, Stage, TestApp, Upload};

use crate::shipped;

/// How often a matter waits for somebody.
fn waiting(app: &TestApp, persona: Persona, matter: &Raised) -> usize {
    let (worker, actor) = (app.actor(Persona::Worker), app.actor(persona));
    app.read(|conn| {
        let found = store::matter::find(conn, &Sight::of(&worker), &matter.number())?.unwrap();
        let todos = todo::list(conn, &actor, None, 50)?;
        Ok(todos.iter().filter(|todo| todo.subject == found.subject()).count())
    })
}

#[test]
fn t1_a_clock_that_was_answered_raises_no_alarm() {
    let app = shipped::app();
    let matter = app.at_stage(Side::Here, Persona::Property, Stage::Completed);
    let worker = app.actor(Persona::Worker);
    let running = app.read(|conn| {
        let found = store::matter::find(conn, &Sight::of(&worker), &matter.number())?;
        store::clock::list(conn, found.unwrap().id)
    });
    let running: Vec<ClockKind> =
        running.iter().filter(|one| one.stopped_at.is_none()).map(|one| one.kind).collect();
    assert_eq!(running, [ClockKind::Callback], "what was answered runs no more");
    assert_eq!(waiting(&app, Persona::Property, &matter), 0);
}

#[test]
fn t1_a_deadline_over_the_spring_festival_shows_what_it_leaves_out() {
    let app = shipped::app();
    // Tuesday before the festival: five working days end on the second Tuesday after it.
    let matter = app.at_stage(Side::Here, Persona::Property, Stage::New);
    let triage = format!("/matters/{}/triage?class=urgent", matter.number);
    let page = app.sign_in(Persona::Worker).get(&triage).page();
    assert!(page.words().contains("2 月 19 日"), "{}", page.words());
    assert!(page.words().contains("春节"), "the holiday is named: {}", page.words());
}

#[test]
fn t3_nothing_waits_for_whoever_may_not_see_it_and_nothing_waits_twice() {
    let app = shipped::app();
    let matter = app.at_stage(Side::Here, Persona::Property, Stage::Dispatched);
    assert_eq!(waiting(&app, Persona::Property, &matter), 1, "once, for whoever leads");
    for persona in
        [Persona::OtherProperty, Persona::OtherWorker, Persona::AwayWorker, Persona::Owner]
    {
        let desk = app.sign_in(persona).get("/desk").page();
        assert!(!desk.text().contains(&matter.number), "{persona:?}");
    }
}

/// The person who raised a matter.
fn reporter(app: &TestApp, matter: &Raised) -> PersonId {
    let worker = app.actor(Persona::Worker);
    app.read(|conn| {
        let found = store::matter::find(conn, &Sight::of(&worker), &matter.number())?.unwrap();
        Ok(store::voice::find_reporter(conn, found.id)?.and_then(|voice| voice.person).unwrap())
    })
}

const WORDS: &str = "十二层东侧的客梯今天又停了两次。我们组早上的会都迟到了";
/// What the title leaves out.
const RAW: &str = "我们组早上的会都迟到了";

/// Raised with words, a number and a photo.
fn raised(app: &TestApp) -> Raised {
    let bytes = photo();
    let file = Upload { field: "photos", name: "a.png", kind: "image/png", bytes: &bytes };
    let fields = [("text", WORDS), ("phone", "13912345580"), ("different", "1")];
    let sent = app.stranger().post_multipart("/b/rh-a/raise", &fields, &[file]).taken();
    let code = sent.trim_start_matches("/follow/").split('?').next().unwrap_or_default().to_owned();
    let desk = app.sign_in(Persona::Worker).get("/desk").page();
    let link = desk.links().into_iter().find(|link| link.starts_with("/matters/LG-")).unwrap();
    let number = link.trim_start_matches("/matters/").split('/').next().unwrap_or_default();
    Raised { number: number.to_owned(), code }
}

#[test]
fn t7_whoever_is_erased_is_erased_with_words_and_photos_and_the_fact_stays() {
    let app = shipped::app();
    let matter = raised(&app);
    let (follow, staff) =
        (format!("/follow/{}", matter.code), format!("/matters/{}", matter.number));
    let before = app.stranger().get(&follow).page();
    let photo = before.links().into_iter().find(|link| link.contains("/photos/")).unwrap();
    assert!(before.words().contains(RAW));
    assert!(app.sign_in(Persona::Worker).get(&staff).page().words().contains(RAW));
    let entries = app.verify();

    let person = reporter(&app, &matter);
    let clerk = std::sync::Arc::new(Actor::nobody(Origin::Cli));
    assert!(app.world.act_now(&clerk, move |act| vault::erase(act, person)).unwrap());
    assert_eq!(app.verify(), entries + 2, "the person's entry and the matter's");
    let page = app.sign_in(Persona::Worker).get(&staff).page();
    assert!(!page.text().contains(RAW) && !page.text().contains("5580"));
    assert!(page.words().contains("原话和照片已经删掉"), "that it was done stays");
    let page = app.stranger().get(&follow).page();
    assert!(!page.text().contains(RAW) && !page.text().contains("/photos/"));
    assert_eq!(app.stranger().get(&photo).status(), 404);
    assert_eq!(attachment::sweep(&app.world).unwrap(), 1, "the files follow");
    let again = app.world.act_now(&clerk, move |act| {
        Ok(vault::put_name(act, person, "王丽").unwrap_err().refusal().cloned())
    });
    assert_eq!(
        again.unwrap().map(|refusal: Refusal| refusal.key),
        Some("vault-refusal-erased".into())
    );
}

#[test]
fn t7_what_others_will_see_is_shown_before_it_is_sent() {
    let app = shipped::app();
    let text = "十二层空调不热，我叫王丽，电话13900005580";
    let fields = [("text", text), ("preview", "1")];
    let page = app.stranger().post_multipart("/b/rh-a/raise", &fields, &[]).page();
    let preview = page.text().split("<details").nth(1).unwrap_or_default().to_owned();
    assert!(preview.contains("空调不热"), "{}", page.words());
    assert!(!preview.contains("王丽") && !preview.contains("5580"));
    let listed = app.stranger().get("/b/rh-a/matters").page();
    assert!(!listed.words().contains("空调不热"), "nothing was raised yet");
}

#[test]
fn t7_a_page_with_a_reporter_on_it_is_marked_with_whoever_looks() {
    let app = shipped::app();
    let matter = app.at_stage(Side::Here, Persona::Property, Stage::New);
    let page = app.sign_in(Persona::Worker).get(&format!("/matters/{}", matter.number)).page();
    let mark = page.text().split("class=\"wm\"").nth(1).unwrap_or_default().to_owned();
    assert!(mark.starts_with(" aria-hidden") && mark.contains("周敏"), "the watermark names them");
}
