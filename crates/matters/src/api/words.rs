//! The closed sets of words that the document names.

use utoipa::openapi::schema::{Object, ObjectBuilder, Type};

use crate::model::{
    AssignmentRole, AssignmentState, Channel, ClockKind, ResultClass, Satisfaction, Solved, State,
    Visibility,
};

/// A string that is one of `words`; the document loses the field's own comment, so `about` says it.
fn one_of<'w>(about: &str, words: impl Iterator<Item = &'w str>) -> Object {
    let words: Vec<String> = words.map(str::to_owned).collect();
    let said = ObjectBuilder::new().description(Some(about));
    said.schema_type(Type::String).enum_values(Some(words)).build()
}

pub(super) fn states() -> Object {
    one_of("Where a matter stands.", State::ALL.iter().map(|one| one.word()))
}

pub(super) fn channels() -> Object {
    one_of("By which way it came.", Channel::ALL.iter().map(|one| one.word()))
}

/// The ways by which staff write down what somebody told them.
pub(super) fn channels_on_behalf() -> Object {
    let behalf = Channel::ALL.iter().filter(|one| one.is_on_behalf() && !one.is_hotline());
    one_of("By which way it came.", behalf.map(|one| one.word()))
}

pub(super) fn visibilities() -> Object {
    one_of("Who may see it.", Visibility::ALL.iter().map(|one| one.word()))
}

pub(super) fn roles() -> Object {
    one_of("Whether the body leads or assists.", AssignmentRole::ALL.iter().map(|one| one.word()))
}

pub(super) fn part_states() -> Object {
    one_of("How far the body has come.", AssignmentState::ALL.iter().map(|one| one.word()))
}

pub(super) fn clocks() -> Object {
    one_of("What the clock waits for.", ClockKind::ALL.iter().map(|one| one.word()))
}

pub(super) fn results() -> Object {
    one_of("What the lead says it came to.", ResultClass::ALL.iter().map(|one| one.word()))
}

pub(super) fn solved() -> Object {
    one_of("Whether it is solved.", Solved::ALL.iter().map(|one| one.word()))
}

pub(super) fn satisfactions() -> Object {
    one_of("Whether the reporter is satisfied.", Satisfaction::ALL.iter().map(|one| one.word()))
}
