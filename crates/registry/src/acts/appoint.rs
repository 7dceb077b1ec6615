//! Fills a post, ends it, or takes it back.

use jiff::civil::Date;
use kernel::{BodyId, PersonId, PlaceId, PostId, Refusal, Subject, SubjectKind};
use platform::{Act, Outcome, Role};

use super::event::{PostAppointed, PostEnded, PostRetracted};
use super::extent::Extent;
use crate::model::{Body, Post, Seating, Term, kind};
use crate::permissions;
use crate::rules::{RegistryRefusal, filling};
use crate::store;

/// A post to be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPost {
    /// Who; recorded before, the name in the vault.
    pub person: PersonId,
    /// In which body.
    pub body: BodyId,
    /// A seat of the charter.
    pub seat: String,
    /// For which body, if for another one.
    pub represents: Option<BodyId>,
    /// The building, floor or grid, of a seat there is one each of.
    pub place: Option<PlaceId>,
    /// Topics of an officer, where they differ from the seat's.
    pub topics: Vec<String>,
    /// The term.
    pub term: Term,
    /// How it was filled, in a word of the charter.
    pub appointed_how: String,
    /// The holder's name where the post is a public one; else empty.
    pub public_name: String,
}

/// Appoints a person to a seat of a body within reach.
///
/// # Errors
/// [`RegistryRefusal`] for an unknown seat, a seat that is full on a day of the term, a place the
/// body does not cover, a body that does not exist then; not found for what is out of reach.
/// Source: MISSION A10; charter `bodies.*.seats`.
pub fn appoint(act: &mut Act<'_, '_>, new: &NewPost) -> Outcome<Post> {
    let extent = Extent::of(act, &permissions::APPOINT)?;
    let body = extent.body(act, new.body)?;
    let on = new.term.from;
    if !body.exists_on(on) {
        return Err(Refusal::from(RegistryRefusal::NoBody { on }).into());
    }
    if !store::person::exists(act.conn(), new.person)? {
        return Err(Refusal::not_found().into());
    }
    check_place(act, &body, new)?;
    let post = Post {
        id: act.new_id(),
        person: new.person,
        body: body.id,
        seat: new.seat.clone(),
        represents: new.represents,
        place: new.place,
        topics: new.topics.clone(),
        term: new.term,
        appointed_how: new.appointed_how.clone(),
        public_name: new.public_name.trim().to_owned(),
    };
    check_seat(act, &body, &post)?;
    let now = act.now_us();
    store::post::insert(act.conn(), &post, now)?;
    journal_appointed(act, &body, &post)?;
    Ok(post)
}

/// A post ends on `last`, which may also lie later than was said before.
///
/// # Errors
/// [`RegistryRefusal`] for a day before the post began, or a longer term that meets another
/// holder; not found for what is out of reach.
pub fn end_post(act: &mut Act<'_, '_>, post: PostId, last: Date) -> Outcome<()> {
    let (body, mut post) = find(act, post)?;
    let from = post.term.from;
    let refused = RegistryRefusal::EndsBeforeItBegins { from, until: last };
    post.term = Term::between(from, last).ok_or(refused).map_err(Refusal::from)?;
    check_seat(act, &body, &post)?;
    store::post::set_until(act.conn(), post.id, last)?;
    let subject = Subject::new(SubjectKind::Post, post.id);
    act.journal(body.placement.district, subject, &PostEnded { until: last })?;
    Ok(())
}

/// Takes a post back that was entered by mistake: it never gave a right.
///
/// # Errors
/// Not found for what is out of reach.
pub fn retract_post(act: &mut Act<'_, '_>, post: PostId) -> Outcome<()> {
    let (body, post) = find(act, post)?;
    let now = act.now_us();
    store::post::retract(act.conn(), post.id, now)?;
    let subject = Subject::new(SubjectKind::Post, post.id);
    act.journal(body.placement.district, subject, &PostRetracted {})?;
    Ok(())
}

fn find(act: &mut Act<'_, '_>, post: PostId) -> Outcome<(Body, Post)> {
    let extent = Extent::of(act, &permissions::APPOINT)?;
    let post = store::post::load(act.conn(), post)?.ok_or_else(Refusal::not_found)?;
    Ok((extent.body(act, post.body)?, post))
}

/// A post reaches as far as its place: the body must cover it, lest an appointment give rights
/// where the body has none.
fn check_place(act: &mut Act<'_, '_>, body: &Body, new: &NewPost) -> Outcome<()> {
    let Some(place) = new.place else { return Ok(()) };
    let place = store::place::load(act.conn(), place)?.ok_or_else(Refusal::not_found)?;
    let covering = store::coverage::covering(act.conn(), &place, new.term.from)?;
    if covering.iter().any(|one| one.id == body.id) {
        Ok(())
    } else {
        Err(Refusal::from(RegistryRefusal::PlaceNotCovered).into())
    }
}

/// Whether the seat exists and has room for the post's term.
fn check_seat(act: &mut Act<'_, '_>, body: &Body, post: &Post) -> Outcome<()> {
    if body.kind == kind::ADMINISTRATION && Role::from_word(&post.seat).is_some() {
        return Ok(());
    }
    // Two appointments to one seat at once must see each other.
    store::body::lock(act.conn(), body.id)?;
    let world = act.world();
    let bodies = world.bodies(act.conn(), body.placement, post.term.from)?;
    let rule = bodies.as_ref().and_then(|bodies| bodies.kind(&body.kind)?.seat(&post.seat));
    let rule = rule.ok_or_else(|| {
        let (kind, seat) = (body.kind.clone(), post.seat.clone());
        Refusal::from(RegistryRefusal::UnknownSeat { kind, seat })
    })?;
    let held = store::post::of_seat(act.conn(), body.id, &post.seat)?;
    Ok(filling::fill(rule, post, &held).map_err(Refusal::from)?)
}

fn journal_appointed(act: &mut Act<'_, '_>, body: &Body, post: &Post) -> Outcome<()> {
    let event = PostAppointed {
        person: post.person,
        body: post.body,
        seat: &post.seat,
        represents: post.represents,
        place: post.place,
        topics: &post.topics,
        from: post.term.from,
        until: post.term.until,
        how: &post.appointed_how,
    };
    act.journal(body.placement.district, Subject::new(SubjectKind::Post, post.id), &event)?;
    Ok(())
}
