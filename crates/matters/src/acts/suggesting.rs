//! A district's own matters as examples to learn from: what was written, and the category a worker
//! confirmed or chose.

use std::sync::Arc;

use platform::{Actor, Conn, Outcome};

use super::orders::Authority;
use crate::rules::shielding;
use crate::store;

/// Matters read at a time.
const CHUNK: i64 = 500;
/// Matters learned from at most, the newest: older ones went by other rules, and training is to
/// take minutes. Source: assumption.
const MOST: usize = 50_000;

/// Text and category of the dispatched matters that whoever runs the command line may read, names
/// and contacts blanked. The words stay in memory: only weights leave it.
///
/// # Errors
/// Not found where there is no district; a failure if the database refuses.
///
/// Source: MISSION M3; FEATURES F-B3.
pub fn own_examples(conn: &mut Conn, actor: &Arc<Actor>) -> Outcome<Vec<(String, String)>> {
    let sight = Authority::of(conn, actor, None)?.sight();
    let leave = sight.full().ok_or_else(kernel::Refusal::not_found)?;
    let mut examples = std::collections::VecDeque::new();
    let mut after = None;
    loop {
        let chunk = store::suggestion::list_dispatched(conn, leave, after, CHUNK)?;
        let Some((last, _, _)) = chunk.last() else { break };
        after = Some(*last);
        for (_, category, words) in chunk {
            examples.push_back((blanked(&words), category));
        }
        while examples.len() > MOST {
            examples.pop_front();
        }
    }
    Ok(examples.into())
}

/// The words without names, contacts and numbers: they parted from their neighbours, so that
/// nothing of them is learned.
fn blanked(words: &str) -> String {
    shielding::redact(words, &shielding::find(words), |_| " ".to_owned())
}
