//! Everybody comes in by the doors people use, and has the rights of their post alone.

use testkit::persona::Side;
use testkit::{Persona, TestApp};

#[test]
fn everybody_signs_in_and_has_the_role_of_their_post() {
    let app = TestApp::new();
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
