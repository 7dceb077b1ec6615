//! Asking to be erased.

use jiff::SignedDuration;
use kernel::{PlaceId, Refusal, Subject, SubjectKind};

use super::event::ErasureAsked;
use super::pages::TODO_KIND;
use super::store::{self, Request, State};
use crate::account;
use crate::act::{Act, Outcome};
use crate::permission::Role;
use crate::todo::{self, NewTodo};

/// How long deciding may take. Source: GB/T 35273-2020, 8.7 (thirty days; from memory, unverified);
/// the law itself says "timely" (DOMAIN 7.2, article 50).
const WITHIN: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long the to-do may take, so that it stands on the desk at once and three weeks are left if it
/// is overlooked. Source: assumption.
const LOOKED_AT_WITHIN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Asks that whoever is behind `subject` be erased; the security administrators get a to-do. The
/// caller holds the right: the query code. `label` is what people call the thing by. Journals
/// `privacy.erasure_asked`.
///
/// # Errors
/// Refused while an earlier request is open, and after one was granted.
///
/// Source: DOMAIN 7.2, articles 47 and 50.
pub fn ask_erasure(
    act: &mut Act<'_, '_>,
    subject: Subject,
    label: &str,
    district: Option<PlaceId>,
) -> Outcome<()> {
    let earlier = store::latest(act.conn(), subject)?;
    if earlier.is_some_and(|earlier| earlier.state != State::Refused) {
        return Err(Refusal::new("privacy-refusal-asked").into());
    }
    let asked_at = act.now();
    let request = Request {
        id: act.new_id(),
        subject,
        label: label.to_owned(),
        district,
        state: State::Open,
        ground: None,
        asked_at,
        due_at: asked_at + WITHIN,
        decided_at: None,
    };
    store::insert(act.conn(), &request)?;
    tell(act, &request)?;
    act.journal(district, subject, &ErasureAsked {})?;
    Ok(())
}

/// [`ask_erasure`] for one's own account.
///
/// # Errors
/// As [`ask_erasure`]; not found for whoever is not signed in.
pub fn ask_own_erasure(act: &mut Act<'_, '_>) -> Outcome<()> {
    let id = act.actor().account.ok_or_else(Refusal::not_found)?;
    let account = account::find(act.conn(), id)?.ok_or_else(Refusal::not_found)?;
    ask_erasure(act, Subject::new(SubjectKind::Account, id), &account.name, None)
}

/// Opens a to-do for each security administrator of the day, theirs alone: the others who keep the
/// installation have no part in it (DOMAIN 7.1, clause 8.1.4.2).
fn tell(act: &mut Act<'_, '_>, request: &Request) -> Outcome<()> {
    let (posts, now) = (std::sync::Arc::clone(&act.world().posts), act.now());
    let keepers = posts.keepers(act.conn(), now)?;
    for (person, _) in keepers.into_iter().filter(|(_, role)| *role == Role::SecurityAdmin) {
        let grants = posts.grants(act.conn(), person, now)?;
        let Some(grant) = grants.iter().find(|grant| grant.role == Role::SecurityAdmin) else {
            continue;
        };
        todo::open(
            act,
            &NewTodo {
                subject: Subject::new(SubjectKind::Request, request.id),
                kind: TODO_KIND.word,
                body: grant.body,
                post: Some(grant.post),
                why: "privacy-why",
                due_at: Some(request.asked_at + LOOKED_AT_WITHIN),
            },
        )?;
    }
    Ok(())
}
