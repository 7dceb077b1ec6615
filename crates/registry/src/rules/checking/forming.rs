//! How bodies are formed: below what, for which buildings, of how many.

use super::facts::{BodyFacts, Facts};
use super::{About, Check, Gap, Lack, Rule};
use crate::model::Post;
use crate::model::charter::{BodyKind, Formation};
use crate::rules::composing::{Finding, Units, compose};
use crate::rules::joining::{Ties, join};
use crate::rules::staffing::Staffing;

/// A check of every body of a kind; `gap` tells what one lacks.
pub(super) fn of_each(
    facts: &Facts<'_>,
    kind: &BodyKind,
    rule: Rule,
    gap: impl Fn(&BodyFacts) -> Option<Gap>,
) -> Check {
    let bodies: Vec<&BodyFacts> = facts.of_kind(&kind.key).collect();
    let lack = |one: &&BodyFacts| {
        let gap = gap(one)?;
        Some(Lack { about: About::Body(one.body.id), gap })
    };
    let lacking = bodies.iter().filter_map(lack).collect();
    Check { kind: kind.key.clone(), rule, asked: bodies.len(), lacking, excepted: Vec::new() }
}

/// A body stands under one of the kinds the charter names. Source: charter `bodies.*.under`.
pub(super) fn under(facts: &Facts<'_>, kind: &BodyKind) -> Option<Check> {
    let placed = |one: &BodyFacts| kind.under.contains(&one.above);
    let gap = |one: &BodyFacts| (!placed(one)).then_some(Gap::Unplaced);
    (!kind.under.is_empty()).then(|| of_each(facts, kind, Rule::Under, gap))
}

/// A body for several buildings obeys the joint rule. That they lie side by side was stated when it
/// was founded. Source: [`join`].
pub(super) fn joint(facts: &Facts<'_>, kind: &BodyKind) -> Option<Check> {
    if kind.joint_when.is_empty() {
        return None;
    }
    let ties = |one: &BodyFacts| -> Vec<Ties> {
        let places = one.covers.iter().filter_map(|id| facts.place(*id));
        places.filter(|place| place.is_building()).map(|place| place.ties.clone()).collect()
    };
    let asks = |one: &&BodyFacts| one.body.formed == Formation::Joint || ties(one).len() > 1;
    let bodies: Vec<&BodyFacts> = facts.of_kind(&kind.key).filter(asks).collect();
    let lacking = bodies.iter().filter_map(|one| {
        let refused = join(kind, one.body.formed, &ties(one), true).err()?;
        Some(Lack { about: About::Body(one.body.id), gap: Gap::Joined(refused) })
    });
    let lacking = lacking.collect();
    Some(Check {
        kind: kind.key.clone(),
        rule: Rule::Joint,
        asked: bodies.len(),
        lacking,
        excepted: Vec::new(),
    })
}

/// The members are as many as the charter allows. Source: charter `bodies.*.size`, [`compose`].
pub(super) fn size(facts: &Facts<'_>, kind: &BodyKind) -> Option<Check> {
    kind.size?;
    let gap = |one: &BodyFacts| {
        compose(kind, &one.posts, &Units::default()).into_iter().find_map(|found| match found {
            Finding::Size { allowed, members } => Some(Gap::Members { allowed, members }),
            Finding::Missing { .. } => None,
        })
    };
    Some(of_each(facts, kind, Rule::Size, gap))
}

/// The tier has its staff. Source: SJS, [`Staffing`].
pub(super) fn staff(facts: &Facts<'_>, kind: &BodyKind) -> Option<Check> {
    let gap = |one: &BodyFacts| {
        let actual = persons(&one.posts);
        let staffing = Staffing::of(kind, &one.body.tier, actual);
        let norm = staffing.norm.filter(|_| staffing.short() > 0)?;
        Some(Gap::Staff { norm, actual })
    };
    (!kind.tiers.is_empty()).then(|| of_each(facts, kind, Rule::Staff, gap))
}

fn persons(posts: &[Post]) -> u32 {
    let mut persons: Vec<_> = posts.iter().map(|post| post.person).collect();
    persons.sort_unstable();
    persons.dedup();
    u32::try_from(persons.len()).unwrap_or(u32::MAX)
}
