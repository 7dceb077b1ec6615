//! 吹哨报到: a body calls departments; each reports in or asks not to; a third party rules; both
//! sides are judged when it is over.

mod answer;
mod blow;
mod close;
mod hand_over;
mod rule;
mod todos;

pub use answer::{
    Answering, Coming, Reporting, finish_call, judge_whistle, open_call, refuse_call, report_in,
};
pub use blow::{Called, NewWhistle, blow_whistle, callable};
pub use close::{ask_meeting, end_whistle, rate_call};
pub use hand_over::hand_over;
pub use rule::{RefusalRuling, rule_refusal};

use std::sync::Arc;

use kernel::{BodyId, Refusal};
use platform::charter::Pinned;
use platform::{Act, Failure, Outcome, Permission};

pub(super) use rule::ruler;

use super::step;
use crate::event;
use crate::model::charter::{Matters, Whistling};
use crate::model::{
    Call, CallId, CallState, CallStep, Matter, NoteKind, Whistle, WhistleId, WhistleNumber,
    WhistleState,
};
use crate::rules::MatterRefusal;
use crate::store::note::{NewNote, NoteMark};
use crate::store::{self, Sight};

/// A whistle as an act holds it: nobody else changes it meanwhile.
struct Held {
    matter: Matter,
    whistle: Whistle,
    calls: Vec<Call>,
    charter: Arc<Pinned>,
}

impl Held {
    /// Loads a whistle within the reach of `permission`.
    ///
    /// # Errors
    /// Not found, if the actor may not, or it is out of reach.
    fn load(
        act: &mut Act<'_, '_>,
        permission: &Permission,
        number: &WhistleNumber,
    ) -> Outcome<Self> {
        let scope = act.require(permission)?;
        let sight = Sight::within(scope, act.actor());
        let own: Vec<BodyId> = act.actor().bodies().collect();
        let found = store::whistle::find(act.conn(), &sight, &own, number)?;
        let (matter, whistle) = found.ok_or_else(Refusal::not_found)?;
        Self::hold(act, matter, whistle.id)
    }

    /// Holds a whistle that was loaded by right. It is read again once its matter is held.
    fn hold(act: &mut Act<'_, '_>, matter: Matter, id: WhistleId) -> Outcome<Self> {
        let matter = store::matter::hold(act.conn(), matter)?;
        let (_, whistle) =
            store::whistle::find_by_id(act.conn(), id)?.ok_or_else(Refusal::not_found)?;
        let calls = store::whistle::call::list(act.conn(), &[whistle.id])?;
        let world = act.world();
        let charter = world
            .charters
            .version(act.conn(), whistle.charter_version)?
            .ok_or_else(|| Failure::from(Refusal::new("refusal-no-charter")))?;
        Ok(Self { matter, whistle, calls, charter })
    }

    /// What the whistle's charter says about whistles.
    fn rules(&self) -> Outcome<&Whistling> {
        rules(&self.charter)
    }

    /// One of its calls.
    ///
    /// # Errors
    /// [`MatterRefusal::NotCalled`] for a call of another whistle.
    fn call(&self, id: CallId) -> Outcome<Call> {
        let found = self.calls.iter().find(|call| call.id == id).cloned();
        Ok(found.ok_or_else(|| Refusal::from(MatterRefusal::NotCalled))?)
    }

    /// Writes a call back and passes the to-dos on.
    fn save(&mut self, act: &mut Act<'_, '_>, call: Call) -> Outcome<()> {
        store::whistle::call::update(act.conn(), &call)?;
        if let Some(held) = self.calls.iter_mut().find(|held| held.id == call.id) {
            *held = call;
        }
        todos::follow(act, self)
    }

    /// Keeps words about the whistle with its matter; only those who take part read them.
    fn note(
        &self,
        act: &mut Act<'_, '_>,
        kind: NoteKind,
        body: Option<BodyId>,
        words: &str,
    ) -> Outcome<NoteMark> {
        let new = NewNote { matter: self.matter.id, kind, body, words, outward: false };
        Ok(store::note::insert(act, &new)?)
    }
}

/// What a charter says about whistles.
fn rules(charter: &Pinned) -> Outcome<&Whistling> {
    let whistling = charter.section::<Matters>().whistle.as_ref();
    Ok(whistling.ok_or_else(|| Refusal::from(MatterRefusal::MayNotWhistle))?)
}

/// Ends the open whistles of a matter that ends: nobody need come any more.
pub(super) fn recall(act: &mut Act<'_, '_>, matter: &Matter) -> Outcome<()> {
    for whistle in store::whistle::of_matter(act.conn(), matter.id)? {
        if whistle.state == WhistleState::Open {
            let mut held = Held::hold(act, matter.clone(), whistle.id)?;
            recall_calls(act, &mut held)?;
            todos::follow(act, &held)?;
            let number = held.whistle.number.clone();
            act.journal(
                Some(held.matter.at.district),
                held.matter.subject(),
                &event::WhistleRecalled { number },
            )?;
        }
    }
    Ok(())
}

/// Ends a whistle and every call of it that is still open.
fn recall_calls(act: &mut Act<'_, '_>, held: &mut Held) -> Outcome<()> {
    held.whistle.state = WhistleState::Ended;
    held.whistle.ended_at = Some(act.now());
    store::whistle::update(act.conn(), &held.whistle)?;
    for call in &mut held.calls {
        if let Some(to) = call.state.after(CallStep::Recall) {
            stop_clocks(act, call)?;
            call.state = to;
            store::whistle::call::update(act.conn(), call)?;
        }
    }
    Ok(())
}

/// Stops what still runs on a call.
fn stop_clocks(act: &mut Act<'_, '_>, call: &Call) -> Outcome<()> {
    if call.state == CallState::Disputed {
        store::clock::end_pause(act, call.clock)?;
    }
    store::clock::stop_one(act, call.clock)?;
    if let Some(refused) = &call.refused {
        store::clock::stop_one(act, refused.clock)?;
    }
    Ok(())
}
