//! The first person of an installation, with a post in the body that keeps it.

use kernel::{PersonId, Refusal, Subject, SubjectKind};
use platform::{Act, Outcome, Role, vault};

use super::event::{BodyFounded, PostAppointed};
use crate::model::charter::Formation;
use crate::model::{Body, Placement, Post, Term, kind};
use crate::store;

/// Makes a person called `name` and seats them as operator, in a body called `body`, both new. The
/// one-time link was the right to it. Journals `body.founded` and `post.appointed`.
///
/// # Errors
/// Refused at `person` if the name will not do.
/// Source: DESIGN §7 (no default account).
pub fn found_operator(act: &mut Act<'_, '_>, name: &str, body: &str) -> Outcome<PersonId> {
    let (now, today) = (act.now_us(), act.today());
    let person = act.new_id::<PersonId>();
    store::person::insert(act.conn(), person, now)?;
    vault::put_name(act, person, name).map_err(at_person)?;
    let keeper = keeper(act, body);
    store::body::insert(act.conn(), &keeper, now)?;
    let post = Post {
        id: act.new_id(),
        person,
        body: keeper.id,
        seat: Role::Operator.word().to_owned(),
        represents: None,
        place: None,
        topics: Vec::new(),
        term: Term::since(today),
        appointed_how: String::new(),
        public_name: String::new(),
    };
    store::post::insert(act.conn(), &post, now)?;
    journal(act, &keeper, &post)?;
    Ok(person)
}

/// The form calls the person's name `person`, since `name` is the account's.
fn at_person(failure: platform::Failure) -> platform::Failure {
    match failure {
        platform::Failure::Refused(refusal) => Refusal { field: Some("person"), ..refusal }.into(),
        other => other,
    }
}

/// The body that keeps the installation: above the districts, covering none.
fn keeper(act: &Act<'_, '_>, name: &str) -> Body {
    Body {
        id: act.new_id(),
        kind: kind::ADMINISTRATION.to_owned(),
        name: name.to_owned(),
        written_name: String::new(),
        parent: None,
        formed: Formation::Single,
        tier: String::new(),
        code: String::new(),
        founded_on: Some(act.today()),
        dissolved_on: None,
        placement: Placement::default(),
        phone: String::new(),
    }
}

fn journal(act: &mut Act<'_, '_>, body: &Body, post: &Post) -> Outcome<()> {
    let founded = BodyFounded {
        kind: &body.kind,
        formed: body.formed.word(),
        tier: &body.tier,
        code: &body.code,
        parent: None,
        founded_on: body.founded_on,
        ground: None,
    };
    act.journal(None, Subject::new(SubjectKind::Body, body.id), &founded)?;
    let appointed = PostAppointed {
        person: post.person,
        body: post.body,
        seat: &post.seat,
        represents: None,
        place: None,
        topics: &[],
        from: post.term.from,
        until: None,
        how: "",
    };
    act.journal(None, Subject::new(SubjectKind::Post, post.id), &appointed)?;
    Ok(())
}
