//! Everybody comes in by the doors people use, and has the rights of their post alone.

use platform::account::second_factor;
use testkit::Persona;
use testkit::persona::{PASSWORD, Side, TOTP_SECRET};

use crate::shipped;

#[test]
fn everybody_signs_in_and_has_the_role_of_their_post() {
    let app = shipped::app();
    for &persona in Persona::ALL {
        let actor = app.actor(persona);
        let roles: Vec<_> = actor.grants.iter().map(|grant| grant.role).collect();
        assert_eq!(roles, [persona.role()], "{persona:?}");
        assert_eq!(actor.person, Some(app.town.person(persona)), "{persona:?}");
        assert_eq!(app.sign_in(persona).get("/desk").page().status(), 200);
    }
    app.verify();
}

#[test]
fn whoever_may_see_matters_has_a_neighbour_to_try_with() {
    let homeless = [Persona::Operator, Persona::SecurityAdmin, Persona::Auditor];
    for &persona in Persona::ALL {
        let here = persona.casting().side == Side::Here;
        let expected = here && !homeless.contains(&persona);
        assert_eq!(persona.neighbour().is_some(), expected, "{persona:?}");
    }
}

#[test]
fn the_pages_let_everybody_in_step_by_step() {
    let app = shipped::app();
    for persona in [Persona::Worker, Persona::Property, Persona::District, Persona::Operator] {
        let browser = app.stranger();
        let first = browser.follow("/desk").page();
        let form = first.form("/sign-in");
        let form = form.with("name", persona.casting().login).with("password", PASSWORD);
        let mut next = browser.submit(&form).taken();
        if persona.role().needs_second_factor() {
            let code = second_factor::code_at(&TOTP_SECRET, app.world.time.now());
            let form = browser.follow(&next).page().form("/sign-in/code").with("code", &code);
            next = browser.submit(&form).taken();
        }
        let wanted = browser.follow(&next).page();
        assert_eq!(wanted.asked(), "GET /desk", "{persona:?} comes to where they wanted to go");
        assert!(wanted.words().contains(persona.casting().shown), "{persona:?}");
    }
}
