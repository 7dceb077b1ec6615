//! Writing an import as a whole, or giving it up.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use platform::Outcome;
use platform::web::{FormState, PageResult, Site, Visitor, see};

use super::{address, named, show};
use crate::acts::orders;
use crate::model::order::ImportId;

/// How long the page waits: most imports are written by then, and of the others it tells how far
/// they have come.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// Writes it, or goes on with what was interrupted.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> PageResult {
    let id = named(&id)?;
    let actor = Arc::clone(&visitor.actor);
    let begun = site
        .begin(PATIENCE, move |world| orders::apply(world, &actor, id, &mut |_, _| ()).map(|_| ()));
    answer(&site, &visitor, id, begun.await.map(|_| ())).await
}

/// Gives it up; nothing of it is kept.
pub(super) async fn discard(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> PageResult {
    let id = named(&id)?;
    let actor = Arc::clone(&visitor.actor);
    let discarded = site.aside(move |world| orders::discard(world, &actor, id)).await;
    answer(&site, &visitor, id, discarded).await
}

/// Back to the page, with what was refused.
async fn answer(
    site: &Arc<Site>,
    visitor: &Visitor,
    id: ImportId,
    outcome: Outcome<()>,
) -> PageResult {
    match outcome {
        Ok(()) => Ok(see(&address(id))),
        Err(failure) => {
            show::draw(site, visitor, id, "", FormState::new().kept(failure, site)?).await
        }
    }
}
