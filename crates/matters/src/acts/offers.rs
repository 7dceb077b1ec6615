//! What whoever holds a query code may do now: the same rules the acts ask, asked beforehand.

use platform::charter::Pinned;
use platform::{Conn, StoreError, World};

use super::rate_matter::rater_of;
use crate::model::charter::Matters;
use crate::model::{
    Answer, Deed, Matter, NoteKind, Satisfaction, Solved, Standing, State, Transition, VoiceKind,
};
use crate::rules::rating;
use crate::rules::{MatterRefusal, following};
use crate::store;
use crate::store::voice::Voice;

/// What the follow page offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offers {
    /// Urge; `Some(seconds)` when it was urged and can be again only after them.
    pub urge: Option<Option<i64>>,
    /// Add to what was raised.
    pub supplement: bool,
    /// Take it back.
    pub withdraw: bool,
    /// Answer the three questions.
    pub rate: bool,
    /// Send it back to its handler.
    pub reopen: bool,
    /// Not accept that it was declined.
    pub appeal: bool,
}

/// What `voice` may do about `matter` now.
///
/// # Errors
/// [`StoreError`] if the database refuses.
///
/// Source: UX §3 Follow.
pub fn offers(
    conn: &mut Conn,
    world: &World,
    charter: &Pinned,
    matter: &Matter,
    voice: &Voice,
) -> Result<Offers, StoreError> {
    let now = world.time.now();
    let gone_on = match matter.state {
        State::Merged => store::merge::lead_of(conn, matter.id)?,
        _ => None,
    };
    // What goes on in another matter is urged, added to, rated and reopened there.
    let goes_on = gone_on.as_ref().unwrap_or(matter);
    let there =
        Standing { state: goes_on.state, running: store::clock::running(conn, goes_on.id)? };
    let is_reporter = voice.kind == VoiceKind::Reporter;
    let ratings = store::rating::list(conn, matter.id)?;
    let rater = rater_of(world, charter, &ratings, goes_on, voice);
    let any =
        Answer { contacted: true, solved: Solved::Unsolved, satisfaction: Satisfaction::None };
    Ok(Offers {
        urge: urging(world, charter, goes_on, there, is_reporter),
        supplement: is_reporter && goes_on.state.admits(Deed::Supplement),
        withdraw: is_reporter && matter.state.after(Transition::Withdraw).is_some(),
        rate: rating::rate(there, &rater, any, now).is_ok(),
        reopen: rating::reopen(there, &rater, now).is_ok(),
        appeal: is_reporter
            && matter.state.after(Transition::Appeal).is_some()
            && !store::note::has(conn, matter.id, NoteKind::Appeal)?,
    })
}

fn urging(
    world: &World,
    charter: &Pinned,
    matter: &Matter,
    standing: Standing,
    is_reporter: bool,
) -> Option<Option<i64>> {
    let interval = charter.section::<Matters>().raising.urge_again_after;
    let calendar = world.calendar();
    let reckoning = charter.reckoning(&world.zone, &calendar);
    let again_from = matter.urged_at.map(|urged_at| reckoning.due_at(interval, urged_at, &[]));
    match following::urge(standing, is_reporter, again_from, world.time.now()) {
        Ok(_) => Some(None),
        Err(MatterRefusal::UrgedTooSoon { minutes }) => Some(Some(minutes * 60)),
        Err(_) => None,
    }
}
