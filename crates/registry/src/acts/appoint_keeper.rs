//! A person who keeps the installation, with a post in the body that does.

use kernel::{PersonId, Refusal, Subject, SubjectKind};
use platform::{Act, Outcome, Role, vault};

use super::event::{BodyFounded, PostAppointed};
use crate::model::charter::Formation;
use crate::model::{Body, Placement, Post, Term, kind};
use crate::store;

/// Makes a person called `name` and seats them as `role` in the body that keeps the installation,
/// which is founded as `body` if there is none. The caller has checked the right to it: a one-time
/// link, or the keys of the machine. Journals `post.appointed`, and `body.founded` for a new one.
///
/// # Errors
/// Not found if `role` is none of the three that keep an installation; refused at `person` if the
/// name will not do.
/// Source: DESIGN §7 (no default account), DOMAIN 7.1, clause 8.1.4.2 (three administrators).
pub fn appoint_keeper(
    act: &mut Act<'_, '_>,
    role: Role,
    name: &str,
    body: &str,
) -> Outcome<PersonId> {
    if !role.is_keeper() {
        return Err(Refusal::not_found().into());
    }
    let (now, today) = (act.now_us(), act.today());
    let person = act.new_id::<PersonId>();
    store::person::insert(act.conn(), person, now)?;
    vault::put_name(act, person, name).map_err(at_person)?;
    let keeper = keeper(act, body)?;
    let post = Post {
        id: act.new_id(),
        person,
        body: keeper.id,
        seat: role.word().to_owned(),
        represents: None,
        place: None,
        topics: Vec::new(),
        term: Term::since(today),
        appointed_how: String::new(),
        public_name: String::new(),
    };
    store::post::insert(act.conn(), &post, now)?;
    journal_appointed(act, &post)?;
    Ok(person)
}

/// The form calls the person's name `person`, since `name` is the account's.
pub(super) fn at_person(failure: platform::Failure) -> platform::Failure {
    match failure {
        platform::Failure::Refused(refusal) => Refusal { field: Some("person"), ..refusal }.into(),
        other => other,
    }
}

/// The body that keeps the installation: above the districts, covering none.
fn keeper(act: &mut Act<'_, '_>, name: &str) -> Outcome<Body> {
    let today = act.today();
    if let Some(known) = store::body::above_districts(act.conn(), kind::ADMINISTRATION, today)? {
        return Ok(known);
    }
    let body = Body {
        id: act.new_id(),
        kind: kind::ADMINISTRATION.to_owned(),
        name: name.to_owned(),
        written_name: String::new(),
        parent: None,
        formed: Formation::Single,
        tier: String::new(),
        code: String::new(),
        founded_on: Some(today),
        dissolved_on: None,
        placement: Placement::default(),
        phone: String::new(),
    };
    let now = act.now_us();
    store::body::insert(act.conn(), &body, now)?;
    journal_founded(act, &body)?;
    Ok(body)
}

fn journal_founded(act: &mut Act<'_, '_>, body: &Body) -> Outcome<()> {
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
    Ok(())
}

fn journal_appointed(act: &mut Act<'_, '_>, post: &Post) -> Outcome<()> {
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
