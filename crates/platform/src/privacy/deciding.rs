//! Deciding a request: erase, or refuse on a ground of the law.

use std::sync::Arc;

use kernel::{AccountId, PersonId, Refusal, Subject, SubjectKind};

use super::event::{ErasureGranted, ErasureRefused};
use super::ground::{Erasure, Keeping};
use super::store::{self, Request, State};
use crate::account;
use crate::act::{Act, Outcome};
use crate::journal::Origin;
use crate::permission::{Permission, Reach, Role};
use crate::{todo, vault};

/// Deciding what people ask about the data held on them: the security administrator's, who sees
/// none of the data. Source: DOMAIN 7.1, clause 8.1.4.2; that it is this administrator: assumption.
pub const DECIDE: Permission =
    Permission { key: "privacy.decide", roles: &[(Role::SecurityAdmin, Reach::Installation)] };

/// Erases whoever a request is about. Journals `privacy.erasure_granted` and what
/// [`vault::erase`] does.
///
/// # Errors
/// Not found unless the actor may [`DECIDE`]; refused once it is decided, and at `ground` for
/// somebody who still holds a post.
pub fn erase(act: &mut Act<'_, '_>, id: i64, ground: Erasure) -> Outcome<()> {
    let request = undecided(act, id)?;
    let person = person_behind(act, request.subject)?;
    if let Some(person) = person {
        forget(act, request.subject, person)?;
    }
    close(act, &request, State::Erased, ground.word())?;
    let granted = ErasureGranted { ground: ground.word() };
    act.journal(request.district, request.subject, &granted)?;
    Ok(())
}

/// Refuses a request. Journals `privacy.erasure_refused`.
///
/// # Errors
/// Not found unless the actor may [`DECIDE`]; refused once it is decided.
pub fn refuse(act: &mut Act<'_, '_>, id: i64, ground: Keeping) -> Outcome<()> {
    let request = undecided(act, id)?;
    close(act, &request, State::Refused, ground.word())?;
    let refused = ErasureRefused { ground: ground.word() };
    act.journal(request.district, request.subject, &refused)?;
    Ok(())
}

/// Erases whoever is behind `subject`, for whoever sits at the machine: a request on paper, say. An
/// open request about it is decided with it. `false` if there is nobody to erase.
///
/// # Errors
/// Not found unless the act comes from the machine; as [`erase`].
pub fn erase_at_the_machine(
    act: &mut Act<'_, '_>,
    subject: Subject,
    ground: Erasure,
) -> Outcome<bool> {
    if act.actor().origin != Origin::Cli {
        return Err(Refusal::not_found().into());
    }
    let Some(person) = person_behind(act, subject)? else { return Ok(false) };
    let erased = forget(act, subject, person)?;
    let request = store::latest(act.conn(), subject)?;
    let open = request.filter(|request| request.state == State::Open);
    if let Some(request) = &open {
        close(act, request, State::Erased, ground.word())?;
    }
    let district = open.and_then(|request| request.district);
    act.journal(district, subject, &ErasureGranted { ground: ground.word() })?;
    Ok(erased)
}

fn undecided(act: &mut Act<'_, '_>, id: i64) -> Outcome<Request> {
    act.require(&DECIDE)?;
    let request = store::find(act.conn(), id)?.ok_or_else(Refusal::not_found)?;
    if request.state != State::Open {
        return Err(Refusal::new("privacy-refusal-decided").into());
    }
    Ok(request)
}

fn close(act: &mut Act<'_, '_>, request: &Request, state: State, ground: &str) -> Outcome<()> {
    store::decide(act, request.id, state, ground)?;
    Ok(todo::close_all(act, Subject::new(SubjectKind::Request, request.id))?)
}

/// Whom a thing is about: the owner of an account; what else, its slice tells.
fn person_behind(act: &mut Act<'_, '_>, subject: Subject) -> Outcome<Option<PersonId>> {
    if subject.kind == SubjectKind::Account {
        let found = account::find(act.conn(), AccountId(subject.id))?;
        return Ok(found.map(|account| account.person));
    }
    for slice in &act.world().traces {
        if let Some(person) = slice.person_behind(act, subject)? {
            return Ok(Some(person));
        }
    }
    Ok(None)
}

/// Erases a person, and closes the account if that is what it was about. Whoever holds a post acts
/// in it under their name, which the public may ask for: the post ends first.
fn forget(act: &mut Act<'_, '_>, subject: Subject, person: PersonId) -> Outcome<bool> {
    if subject.kind == SubjectKind::Account {
        let (posts, now) = (Arc::clone(&act.world().posts), act.now());
        if !posts.held(act.conn(), &[person], now)?.is_empty() {
            return Err(Refusal::at("ground", "privacy-refusal-in-post").into());
        }
        account::close(act, AccountId(subject.id))?;
    }
    vault::erase(act, person)
}
