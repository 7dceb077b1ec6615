//! 删除: a person who held posts is erased, and their name no longer stands with them.

use kernel::PersonId;
use platform::vault::Traces;
use platform::{Act, Outcome};

use crate::store;

/// What the registry keeps of whoever held posts: the name by which a public post was known. The
/// post stays, with its term: how a body was composed is the district's record.
///
/// Source: DOMAIN 7.2, article 47.
#[derive(Debug, Default, Clone, Copy)]
pub struct HolderTraces;

impl Traces for HolderTraces {
    fn erase(&self, act: &mut Act<'_, '_>, person: PersonId) -> Outcome<()> {
        Ok(store::post::forget_names(act.conn(), person)?)
    }
}
