//! Dispatching: category, class, one lead, assistants, and a reply to whoever raised it.

use kernel::{BodyId, PostId};

use crate::model::charter::Matters;
use crate::model::{AssignmentRole, Standing, Transition};

use super::raising::required;
use super::{Advance, MatterRefusal, advancing};

/// Characters of the title that others see. Source: assumption.
pub const TITLE_MOST: usize = 60;
/// Characters of a reply. Source: assumption.
pub const REPLY_MOST: usize = 500;

/// A body that is given a part, and the post in it if it goes to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assignee {
    /// The body.
    pub body: BodyId,
    /// The post.
    pub post: Option<PostId>,
}

/// What the worker confirmed or corrected.
#[derive(Debug, Clone, Copy)]
pub struct Dispatch<'a> {
    /// The category's key.
    pub category: &'a str,
    /// The class's key.
    pub class: &'a str,
    /// Who leads.
    pub lead: Assignee,
    /// Who assists.
    pub assists: &'a [Assignee],
    /// The title that others see.
    pub title: &'a str,
    /// The reply to the reporter.
    pub reply: &'a str,
}

/// A dispatched matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispatched {
    /// The step.
    pub advance: Advance,
    /// Every part, the lead's first.
    pub parts: Vec<(Assignee, AssignmentRole)>,
    /// The title, trimmed.
    pub title: String,
    /// The reply, trimmed.
    pub reply: String,
}

/// Dispatches a new matter.
///
/// # Errors
/// [`MatterRefusal::NotNow`]; [`MatterRefusal::NotInCharter`] at `category` or `class`;
/// [`MatterRefusal::NamedTwice`]; [`MatterRefusal::Blank`] or [`MatterRefusal::TooLong`] at
/// `title` or `reply`.
///
/// Source: MISSION M3, UX §3 Triage; DOMAIN J-06 (exactly one lead).
pub fn dispatch(
    standing: Standing,
    ask: &Dispatch<'_>,
    matters: &Matters,
) -> Result<Dispatched, MatterRefusal> {
    let advance = advancing::advance(standing, Transition::Dispatch)?;
    in_charter("category", ask.category, matters.category(ask.category))?;
    in_charter("class", ask.class, matters.class(ask.class))?;
    let mut parts = vec![(ask.lead, AssignmentRole::Lead)];
    for assist in ask.assists {
        if parts.iter().any(|(named, _)| named.body == assist.body) {
            return Err(MatterRefusal::NamedTwice);
        }
        parts.push((*assist, AssignmentRole::Assist));
    }
    let title = required("title", ask.title, TITLE_MOST)?.to_owned();
    let reply = required("reply", ask.reply, REPLY_MOST)?.to_owned();
    Ok(Dispatched { advance, parts, title, reply })
}

/// What the charter holds for a chosen key, or a refusal that names the choice.
pub(super) fn in_charter<T>(
    field: &'static str,
    chosen: &str,
    held: Option<T>,
) -> Result<T, MatterRefusal> {
    held.ok_or_else(|| MatterRefusal::NotInCharter { field, chosen: chosen.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::State;
    use crate::rules::advancing::tests::standing;
    use crate::rules::testing::matters;

    const COMPANY: Assignee = Assignee { body: BodyId(7), post: Some(PostId(70)) };
    const STATION: Assignee = Assignee { body: BodyId(6), post: None };

    fn ask<'a>() -> Dispatch<'a> {
        Dispatch {
            category: "property.lift",
            class: "urgent",
            lead: COMPANY,
            assists: &[STATION],
            title: "2 号客梯反复停梯",
            reply: "已派安和物业今天核实。",
        }
    }

    #[test]
    fn a_dispatch_names_one_lead_and_its_assistants() {
        let dispatched = dispatch(standing(State::New), &ask(), &matters()).unwrap();
        assert_eq!(dispatched.advance.to(), State::Dispatched);
        assert_eq!(
            dispatched.parts,
            [(COMPANY, AssignmentRole::Lead), (STATION, AssignmentRole::Assist)]
        );
    }

    #[test]
    fn what_does_not_fit_is_refused_at_its_field() {
        let not =
            |field, chosen: &str| MatterRefusal::NotInCharter { field, chosen: chosen.to_owned() };
        let rows = [
            (Dispatch { category: "lift", ..ask() }, not("category", "lift")),
            (Dispatch { class: "", ..ask() }, not("class", "")),
            (
                Dispatch { assists: &[Assignee { post: None, ..COMPANY }], ..ask() },
                MatterRefusal::NamedTwice,
            ),
            (Dispatch { assists: &[STATION, STATION], ..ask() }, MatterRefusal::NamedTwice),
            (Dispatch { reply: " ", ..ask() }, MatterRefusal::Blank { field: "reply" }),
            (Dispatch { title: "。", ..ask() }, MatterRefusal::Blank { field: "title" }),
        ];
        for (typed, refusal) in rows {
            assert_eq!(dispatch(standing(State::New), &typed, &matters()), Err(refusal));
        }
    }

    #[test]
    fn a_matter_is_dispatched_once() {
        for state in [State::Dispatched, State::InProgress, State::Closed, State::Withdrawn] {
            assert_eq!(
                dispatch(standing(state), &ask(), &matters()),
                Err(MatterRefusal::not_now(state, "dispatch"))
            );
        }
    }
}
