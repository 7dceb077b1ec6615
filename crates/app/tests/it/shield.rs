//! The complainant shield: whoever may be complained of never finds out who complained, in which
//! words, or when to the minute; not in any page, header, search, export or error, nor does the
//! public; and the journal holds no words at all.
//!
//! Source: UX §6, DOMAIN J-14, FEATURES T7.

mod crawl;
mod story;

use testkit::persona::Side;
use testkit::{Persona, TestApp};

use crate::shipped;
use crawl::crawl;
use story::{Story, Traces};

/// Everybody with a shielded role, here and next door.
fn shielded() -> Vec<Persona> {
    let all = Persona::ALL.iter().copied();
    all.filter(|persona| persona.role().is_shielded()).collect()
}

/// Searches everything somebody can reach for what they must not find.
fn search(app: &TestApp, story: &Story, persona: Option<Persona>, forbidden: &Traces) {
    let browser = || match persona {
        Some(persona) => app.sign_in(persona),
        None => app.stranger(),
    };
    let seen = crawl(app, &browser, story);
    let mut faults = Vec::new();
    for answer in &seen {
        faults.extend(forbidden.found_in(answer));
    }
    assert!(faults.is_empty(), "{persona:?} finds:\n{}", faults.join("\n"));
    let pages = seen.iter().filter(|answer| answer.status() == 200).count();
    assert!(pages >= 5, "{persona:?} reached {pages} pages only: the crawl is broken");
}

#[test]
fn no_shielded_role_finds_the_reporter_the_words_or_the_minute_t7() {
    let app = shipped::app();
    let mut story = Story::begin(&app);
    while story.goes_on() {
        story.next();
        // Neighbours are kept out by their places already: they look once, when all is told.
        let near = |persona: &Persona| persona.casting().side == Side::Here || !story.goes_on();
        for persona in shielded().into_iter().filter(near) {
            search(&app, &story, Some(persona), &story.traces(Traces::SHIELDED));
        }
    }
}

/// Until triage a matter's date counts from the minute it was raised: whoever reads the clock of
/// the reply reads the minute.
#[test]
fn the_reply_clock_gives_the_minute_of_raising_to_nobody_shielded_t7() {
    let app = shipped::app();
    let mut story = Story::begin(&app);
    let mut read_by_the_worker = false;
    while story.goes_on() {
        story.next();
        let pages =
            ["/desk".to_owned(), "/matters".to_owned(), format!("/matters/{}", story.number())];
        let clock = story.reply_clock();
        for persona in [Persona::Property, Persona::Owner, Persona::Committee, Persona::Chief] {
            for page in &pages {
                let found = clock.found_in(&app.sign_in(persona).get(page));
                assert!(found.is_empty(), "{persona:?}: {found:?}");
            }
        }
        let worker = app.sign_in(Persona::Worker).get(&pages[2]);
        read_by_the_worker |= !clock.found_in(&worker).is_empty();
    }
    assert!(read_by_the_worker, "the clock that is searched for is one that can be read");
}

#[test]
fn departments_and_party_secretaries_never_learn_who_it_was() {
    let app = shipped::app();
    let mut story = Story::begin(&app);
    while story.goes_on() {
        story.next();
        for persona in [Persona::Department, Persona::PartySecretary] {
            search(&app, &story, Some(persona), &story.traces(Traces::ASIDE));
        }
    }
}

#[test]
fn the_public_finds_no_more_than_the_title() {
    let app = shipped::app();
    let mut story = Story::begin(&app);
    while story.goes_on() {
        story.next();
        search(&app, &story, None, &story.traces(Traces::SHIELDED));
    }
}

#[test]
fn the_address_of_the_next_page_does_not_tell_when_its_last_row_was_raised() {
    let app = shipped::app();
    for nth in 0..51 {
        app.pass(jiff::SignedDuration::from_secs(61));
        let _ = app.raise(&format!("第 {nth} 盏灯不亮，楼梯间晚上很黑"));
    }
    let secrets = story::ids_and_times(&app);
    assert_eq!(secrets.len(), 51 * 4);
    let lists = [
        (app.stranger(), "/b/rh-a/matters"),
        (app.sign_in(Persona::Committee), "/matters"),
        (app.sign_in(Persona::Chief), "/matters"),
    ];
    for (browser, address) in lists {
        let list = browser.get(address).page();
        let next = list.links().into_iter().find(|link| link.contains("after="));
        let next = next.expect("the list goes on");
        for answer in [list, browser.get(&next).page()] {
            let told = secrets.iter().find(|secret| answer.text().contains(*secret));
            assert_eq!(told, None, "{}", answer.asked());
        }
    }
}

#[test]
fn the_traces_that_are_searched_for_can_be_found_by_whoever_may() {
    let app = shipped::app();
    let mut story = Story::begin(&app);
    while story.goes_on() {
        story.next();
    }
    let traces = story.traces(Traces::SHIELDED);
    let seen = crawl(&app, &|| app.sign_in(Persona::Worker), &story);
    let found: Vec<String> = seen.iter().flat_map(|answer| traces.found_in(answer)).collect();
    for what in ["words", "masked telephone", "minute"] {
        assert!(found.iter().any(|fault| fault.contains(what)), "the worker reads no {what}");
    }
}

#[test]
fn the_journal_holds_no_name_no_number_and_no_words() {
    let app = shipped::app();
    let mut story = Story::begin(&app);
    while story.goes_on() {
        story.next();
    }
    let entries = story::journal_bodies(&app);
    assert!(entries.len() > 40, "{} entries", entries.len());
    for body in entries {
        for secret in story.everything_said() {
            assert!(!body.contains(&secret), "the journal says {secret}: {body}");
        }
    }
}
