//! Every endpoint as everybody: strangers sign in first, what somebody may not do does not exist,
//! in their own place it does, in another one it does not.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use jiff::SignedDuration;
use kernel::{Level, Scope};
use matters::store::{Sight, common_need};
use platform::journal::Origin;
use platform::web::{Access, Endpoint};
use platform::{Actor, Reach};
use registry::rules::checking::About;
use registry::rules::excepting::Exception;
use testkit::app::{Raised, worker_of};
use testkit::persona::Side;
use testkit::{Answer, Browser, Persona, Stage, TestApp};

use super::probes::{self, Probe};
use crate::shipped;

/// What an answer comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// It exists for whoever asked, whatever it says.
    There,
    /// It does not.
    NotFound,
    /// Sign in first.
    SignIn,
    /// The server failed.
    Broken,
}

impl Class {
    fn of(answer: &Answer) -> Self {
        match answer.status() {
            404 => Self::NotFound,
            401 => Self::SignIn,
            303 if answer.location().starts_with("/sign-in?next=") => Self::SignIn,
            500.. => Self::Broken,
            _ => Self::There,
        }
    }
}

/// Where the thing is that an endpoint is tried with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    /// In the asker's place, in the asker's hands.
    Own,
    /// In the asker's place, in other hands.
    OwnPlace,
    /// Elsewhere, in other hands.
    Elsewhere,
}

/// The walk, and what it found wrong.
struct Walk {
    app: TestApp,
    /// Matters that are looked at and not changed; forms that are taken get fresh ones.
    known: HashMap<(Side, Persona, Stage), Raised>,
    faults: Vec<String>,
}

impl Walk {
    fn new() -> Self {
        Self { app: shipped::app(), known: HashMap::new(), faults: Vec::new() }
    }

    fn expect(&mut self, who: impl fmt::Debug, answer: &Answer, expected: Class) {
        let found = Class::of(answer);
        if found != expected {
            let (asked, status) = (answer.asked(), answer.status());
            self.faults
                .push(format!("{who:?}: {asked}: {status}, which is {found:?}, not {expected:?}"));
        }
    }

    fn end(self) {
        assert!(
            self.faults.is_empty(),
            "{} faults:\n{}",
            self.faults.len(),
            self.faults.join("\n")
        );
    }

    /// Tries an endpoint as a persona and says what must come of it.
    fn expect_as(&mut self, persona: Persona, probe: &Probe, at: Where, expected: Class) {
        let (side, lead) = hands(persona, at);
        let changes = probe.method != "GET" && expected == Class::There;
        let matter = probe.stage.map(|stage| self.matter(side, lead, stage, changes));
        let asker =
            if probe.is_program() { self.app.program(persona) } else { self.app.sign_in(persona) };
        let answer = send(&self.app, &asker, probe, side, matter.as_ref());
        if probe.path == "/me/sign-out" {
            // A code is accepted once: signing in again needs the next one.
            self.app.time.advance(SignedDuration::from_secs(60));
        }
        self.expect(persona, &answer, expected);
    }

    fn matter(&mut self, side: Side, lead: Persona, stage: Stage, changes: bool) -> Raised {
        if !changes {
            let known = self.known.entry((side, lead, stage));
            return known.or_insert_with(|| self.app.at_stage(side, lead, stage)).clone();
        }
        self.app.at_stage(side, lead, stage)
    }
}

/// On which side the thing is, and in whose hands.
fn hands(persona: Persona, at: Where) -> (Side, Persona) {
    let own = persona.casting().side;
    match at {
        Where::Own if can_lead(persona) => (own, persona),
        Where::Own | Where::OwnPlace => (own, somebody_else(persona)),
        Where::Elsewhere => {
            let side = elsewhere(persona);
            (side, worker_of(side))
        }
    }
}

/// Of the persona's side, but of another body.
fn somebody_else(persona: Persona) -> Persona {
    let own = persona.casting();
    match own.side {
        Side::Here if own.body == "workstation" => Persona::Owner,
        Side::There if own.body == "workstation" => Persona::OtherOwner,
        side => worker_of(side),
    }
}

/// Whether matters are dispatched to the persona's body in this walk.
fn can_lead(persona: Persona) -> bool {
    !matches!(persona.casting().body, "administration" | "district_office" | "enterprise")
}

/// A side that the persona does not reach. The district's staff and departments reach both streets.
fn elsewhere(persona: Persona) -> Side {
    match (persona.casting().side, persona.casting().body) {
        (Side::Here, "district_office") | (Side::Here | Side::There, "department") => Side::Away,
        (Side::Here, _) => Side::There,
        (Side::There | Side::Away, _) => Side::Here,
    }
}

/// A further account of somebody, with which anything may be done.
fn spare_account(app: &TestApp) -> String {
    let (person, name) =
        (app.town.person(Persona::Property), app.world.ids.next(app.world.time.now()));
    let clerk = Arc::new(Actor::nobody(Origin::Cli));
    let made = app.world.act_now(&clerk, move |act| {
        platform::account::create(act, person, &format!("spare-{name}"))
    });
    made.expect("the name is free").0.to_string()
}

/// The import of somebody on `side`: the asker's own where they may bring one, since whoever
/// brought it sees it; else that of whoever may.
fn import_of(app: &TestApp, asker: Option<Persona>, side: Side) -> String {
    let brings = |one: &Persona| {
        let may = matters::permissions::IMPORT.reach(one.role()).is_some();
        may && one.casting().side == side
    };
    let somebody = || Persona::ALL.iter().copied().find(brings);
    let who = asker.filter(brings).or_else(somebody).expect("somebody on every side imports");
    app.bring_orders(who).to_string()
}

/// Fills the parameters in and sends it.
fn send(
    app: &TestApp,
    browser: &Browser<'_>,
    probe: &Probe,
    side: Side,
    matter: Option<&Raised>,
) -> Answer {
    let block = app.town.block(side);
    let number = matter.map(|raised| raised.number.clone()).unwrap_or_default();
    let code = matter.map(|raised| raised.code.clone()).unwrap_or_default();
    let lead = app.town.body(side, "property_company").0.to_string();
    let department = app.town.body(side, "department").0.to_string();
    let fill = |text: &str| {
        let (api, text) = match text.strip_prefix("/api/v1") {
            Some(rest) => ("/api/v1", rest),
            None => ("", text),
        };
        let mut text = text.to_owned();
        if text.contains("/charters/") {
            return text.replace("{id}", "shijingshan-troika").replace("{section}", "matters");
        }
        if text.starts_with("/admin/accounts/{") {
            return text.replace("{id}", &spare_account(app));
        }
        if text.starts_with("/admin/requests/{") {
            return text.replace("{id}", &request_of(app, side));
        }
        if text.starts_with("/posts/{") {
            return text.replace("{id}", &post_of(app, side).0.to_string());
        }
        if text.starts_with("/exceptions/{") {
            return text.replace("{id}", &exception_of(app, side));
        }
        if text.starts_with("/imports/{") {
            return text.replace("{id}", &import_of(app, browser.persona(), side));
        }
        if text.starts_with("/common-needs/{") {
            return text.replace("{id}", &need_of(app, side));
        }
        if text.starts_with("/buildings/") {
            let text = text.replace("{code}", &block.code);
            return format!("{api}{}", text.replace("{file}", &format!("{}.svg", block.token)));
        }
        if text.starts_with("/places/") {
            return format!("{api}{}", text.replace("{code}", &block.code));
        }
        for (beginning, kind) in [
            ("/enterprises/", "enterprise"),
            ("/bodies/", "committee"),
            ("/committees/", "committee"),
            ("/stations/", "workstation"),
            ("/organisations/", "building_party"),
            ("/bodies/", "workstation"),
        ] {
            if text.starts_with(beginning) {
                let id = app.town.body(side, kind).0.to_string();
                return format!("{api}{}", text.replace("{id}", &id));
            }
        }
        for (name, value) in [
            ("{number}", number.as_str()),
            ("{code}", &code),
            ("{building}", &block.code),
            ("{token}", &block.token),
            ("{lead}", &lead),
            ("{department}", &department),
            ("{key}", "0"),
            ("{id}", "0"),
        ] {
            text = text.replace(name, value);
        }
        format!("{api}{text}")
    };
    let path = fill(probe.path);
    if probe.method == "GET" {
        return browser.get(&path);
    }
    if !probe.json.is_empty() {
        let request = Request::post(&path).header("content-type", "application/json");
        return browser.send(request, Body::from(fill(probe.json)));
    }
    let fields: Vec<(&str, String)> =
        probe.fields.iter().map(|(name, value)| (*name, fill(value))).collect();
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    if probe.multipart {
        browser.post_multipart(&path, &fields, &[])
    } else {
        browser.post_form(&path, &fields)
    }
}

/// A post in the workstation of a side.
fn post_of(app: &TestApp, side: Side) -> kernel::PostId {
    let (station, today) = (app.town.body(side, "workstation"), app.world.today());
    let holders = app.read(|conn| registry::store::post::of_body(conn, station, today));
    holders.first().expect("somebody works there").post.id
}

/// An exception that the workstation of a side has.
fn exception_of(app: &TestApp, side: Side) -> String {
    let (station, today) = (app.town.body(side, "workstation"), app.world.today());
    let exception = Exception {
        id: app.world.ids.next(app.world.time.now()),
        charter: "shijingshan-troika".to_owned(),
        rule: "workstation.staff".to_owned(),
        about: About::Body(station),
        ground: "新站筹备".to_owned(),
        from: today,
        until: today,
        post: post_of(app, side),
    };
    let id = exception.id.to_string();
    app.world
        .db
        .write(move |tx| registry::store::exception::insert(tx.conn, &exception, 0))
        .unwrap();
    id
}

/// An open request to be erased.
fn request_of(app: &TestApp, side: Side) -> String {
    let raised = app.at_stage(side, worker_of(side), Stage::New);
    let code = raised.code.parse().unwrap();
    let nobody = Arc::new(Actor::nobody(Origin::Web));
    let subject =
        app.read(|conn| Ok(matters::acts::subject_of_code(conn, &app.world, &code).unwrap()));
    app.world.act_now(&nobody, move |act| matters::acts::ask_erasure(act, &code)).unwrap();
    let request = app.read(|conn| platform::privacy::latest(conn, subject));
    request.unwrap().id.to_string()
}

/// What recurs in a block; noted once, since nobody who looks at it changes it.
fn need_of(app: &TestApp, side: Side) -> String {
    let block = app.town.block(side);
    let nobody = Arc::new(Actor::nobody(Origin::Job));
    let scope = Scope::nothing().with_place(Level::Building, block.id);
    let sight = Sight::within(scope, &nobody);
    let newest = || {
        let found = app.read(|conn| common_need::list(conn, &sight, None, None, 1));
        found.rows.first().map(|need| need.id.0.to_string())
    };
    newest().unwrap_or_else(|| {
        // Whoever looks has signed in before: what it takes to make one must not outlast that.
        let now = app.world.time.now();
        for _ in 0..5 {
            let _ = app.at_stage(side, worker_of(side), Stage::Dispatched);
        }
        let district = block.whereabouts().unwrap().district;
        app.world.act_now(&nobody, move |act| matters::acts::note_needs(act, district)).unwrap();
        app.set_time(&now.to_string());
        newest().expect("five recur")
    })
}

/// Every endpoint with its probe; those without one are in the list of the uncovered.
fn probed(app: &TestApp) -> Vec<(Endpoint, Probe)> {
    let endpoints = app.endpoints().iter();
    endpoints.filter_map(|one| probes::of(one).map(|probe| (one.clone(), probe))).collect()
}

#[test]
fn strangers_see_what_is_public_and_sign_in_for_the_rest() {
    let mut walk = Walk::new();
    for (endpoint, probe) in probed(&walk.app) {
        let matter =
            probe.stage.map(|stage| walk.matter(Side::Here, Persona::Property, stage, true));
        let stranger = walk.app.stranger();
        let answer = send(&walk.app, &stranger, &probe, Side::Here, matter.as_ref());
        let expected = match endpoint.access {
            // A photo that was never sent.
            Access::Public | Access::ByCode if endpoint.path.contains("{key}") => Class::NotFound,
            Access::Public | Access::ByCode => Class::There,
            Access::SignedIn | Access::May(_) if probe.method == "GET" || probe.is_program() => {
                Class::SignIn
            }
            Access::SignedIn | Access::May(_) => Class::NotFound,
        };
        walk.expect("stranger", &answer, expected);
    }
    walk.end();
}

#[test]
fn a_code_that_nobody_holds_leads_nowhere() {
    let mut walk = Walk::new();
    for (endpoint, probe) in probed(&walk.app) {
        if !matches!(endpoint.access, Access::ByCode) {
            continue;
        }
        let nobody = Raised { number: String::new(), code: "23456789".to_owned() };
        let stranger = walk.app.stranger();
        let answer = send(&walk.app, &stranger, &probe, Side::Here, Some(&nobody));
        walk.expect("stranger", &answer, Class::NotFound);
    }
    walk.end();
}

#[test]
fn what_somebody_may_not_do_does_not_exist_for_them() {
    let mut walk = Walk::new();
    for (endpoint, probe) in probed(&walk.app) {
        let Access::May(permission) = endpoint.access else { continue };
        for &persona in Persona::ALL {
            if permission.reach(persona.role()).is_none() {
                walk.expect_as(persona, &probe, Where::OwnPlace, Class::NotFound);
            }
        }
    }
    walk.end();
}

#[test]
fn what_is_somebody_s_own_exists_for_them() {
    let mut walk = Walk::new();
    for (endpoint, probe) in probed(&walk.app) {
        for &persona in Persona::ALL {
            let expected = match endpoint.access {
                Access::Public | Access::ByCode => continue,
                Access::SignedIn => Class::There,
                Access::May(permission) => match permission.reach(persona.role()) {
                    None => continue,
                    // A photo that was never sent.
                    Some(_) if endpoint.path.contains("{key}") => Class::NotFound,
                    // Nothing is given to their body in this walk, so nothing is theirs.
                    Some(Reach::Assigned) if !can_lead(persona) && probe.is_placed() => {
                        Class::NotFound
                    }
                    Some(_) => Class::There,
                },
            };
            walk.expect_as(persona, &probe, Where::Own, expected);
        }
    }
    walk.end();
}

#[test]
fn what_is_in_other_hands_does_not_exist_for_whoever_sees_only_what_is_assigned() {
    let mut walk = Walk::new();
    for (endpoint, probe) in probed(&walk.app) {
        let Access::May(permission) = endpoint.access else { continue };
        // In the other district nobody but the station is cast.
        for &persona in Persona::ALL.iter().filter(|one| one.casting().side != Side::Away) {
            if permission.reach(persona.role()) == Some(Reach::Assigned) && probe.is_placed() {
                walk.expect_as(persona, &probe, Where::OwnPlace, Class::NotFound);
            }
        }
    }
    walk.end();
}

#[test]
fn what_is_elsewhere_does_not_exist_for_anybody() {
    let mut walk = Walk::new();
    for (endpoint, probe) in probed(&walk.app) {
        let Access::May(permission) = endpoint.access else { continue };
        for &persona in Persona::ALL {
            let reach = permission.reach(persona.role());
            if reach.is_some_and(|reach| reach != Reach::Installation) && probe.is_placed() {
                walk.expect_as(persona, &probe, Where::Elsewhere, Class::NotFound);
            }
        }
    }
    walk.end();
}
