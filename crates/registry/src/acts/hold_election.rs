//! 换届: the terms of a body begin anew.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::Date;
use kernel::{BodyId, PostId, Refusal};
use platform::{Act, Outcome};

use super::appoint::{NewPost, appoint, end_post};
use super::extent::Extent;
use crate::model::{Body, Post, Seating, Term, Turn};
use crate::permissions;
use crate::rules::RegistryRefusal;
use crate::store;

/// How the posts are filled. Source: DOMAIN P-06 (terms end with an election).
const ELECTED: &str = "elected";

/// Every post of a body that does not go round ends with the day before `on`; those in `staying`
/// begin anew on it, in the same seat, with the months that were given to them. Who is new is
/// appointed afterwards.
///
/// # Errors
/// [`RegistryRefusal::NobodySits`] if nobody held a post the day before;
/// [`RegistryRefusal::EndsBeforeItBegins`] at `on` for a day before one of them began; not found for a body out of
/// reach, or a post in `staying` that is not one of them.
/// Source: DOMAIN P-06, charter `bodies.*.term`.
pub fn hold_election(
    act: &mut Act<'_, '_>,
    body: BodyId,
    on: Date,
    staying: &[PostId],
) -> Outcome<Body> {
    let body = Extent::of(act, &permissions::APPOINT)?.body(act, body)?;
    let last = on.saturating_sub(1.day());
    let posts = sitting(act, &body, last)?;
    if posts.is_empty() {
        return Err(Refusal::from(RegistryRefusal::NobodySits).into());
    }
    let is_there = |id: &PostId| posts.iter().any(|post| post.id == *id);
    if !staying.iter().all(is_there) {
        return Err(Refusal::not_found().into());
    }
    for post in &posts {
        end_post(act, post.id, last).map_err(at_on)?;
    }
    let mut renewed = HashMap::new();
    for post in posts.into_iter().filter(|post| staying.contains(&post.id)) {
        let old = post.id;
        renewed.insert(old, appoint(act, &anew(post, on))?.id);
    }
    hand_turns_on(act, &body, on, &renewed)?;
    Ok(body)
}

/// The posts of a day that do not go round.
fn sitting(act: &mut Act<'_, '_>, body: &Body, on: Date) -> Outcome<Vec<Post>> {
    let world = act.world();
    let bodies = world.bodies(act.conn(), body.placement, on)?;
    let kind = bodies.as_ref().and_then(|bodies| bodies.kind(&body.kind));
    let goes_round = |post: &Post| {
        let seat = kind.and_then(|kind| kind.seat(&post.seat));
        seat.is_some_and(|seat| seat.rotates.is_some())
    };
    let holders = store::post::of_body(act.conn(), body.id, on)?;
    Ok(holders.into_iter().map(|holder| holder.post).filter(|post| !goes_round(post)).collect())
}

fn anew(post: Post, on: Date) -> NewPost {
    NewPost {
        person: post.person,
        body: post.body,
        seat: post.seat,
        represents: post.represents,
        place: post.place,
        topics: post.topics,
        term: Term::since(on),
        appointed_how: ELECTED.to_owned(),
        public_name: post.public_name,
    }
}

/// The months of a post that goes on belong to the post it goes on as.
fn hand_turns_on(
    act: &mut Act<'_, '_>,
    body: &Body,
    on: Date,
    renewed: &HashMap<PostId, PostId>,
) -> Outcome<()> {
    let now = act.now_us();
    for turn in store::rota::of_body(act.conn(), body.id, on)? {
        if let Some(post) = renewed.get(&turn.post) {
            store::rota::set(act.conn(), &Turn { post: *post, ..turn }, now)?;
        }
    }
    Ok(())
}

/// The form asks for the day of the election, which ends the posts before it.
fn at_on(failure: platform::Failure) -> platform::Failure {
    match failure {
        platform::Failure::Refused(refusal) if refusal.field == Some("until") => {
            Refusal { field: Some("on"), ..refusal }.into()
        }
        other => other,
    }
}
