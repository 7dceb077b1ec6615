//! `/matters/export`: the list as it is narrowed, as a workbook marked with who took it.

use std::sync::Arc;

use axum::extract::{Query, State};
use platform::web::{FormState, PageResult, Site, Visitor, workbook};

use super::narrowing::Narrowing;
use crate::acts::orders::{self, Taken};
use crate::permissions::EXPORT;
use crate::store::Sight;

/// The workbook. It goes out only after the journal says so.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> PageResult {
    let view = visitor.view(&site);
    let narrowing = Narrowing::of(&FormState::from_pairs(asked), &view);
    let (world, actor) = (Arc::clone(&site.world), Arc::clone(&visitor.actor));
    let mark = view.mark();
    let (handed, filter) = site
        .read(move |conn| {
            let sight = Sight::within(actor.require(&EXPORT)?, &actor);
            let (filter, _) = narrowing.resolve(conn, &actor, &sight)?;
            let taken = Taken { sight: &sight, filter: &filter, mark: &mark };
            Ok((orders::export(conn, &world, &taken)?, filter))
        })
        .await?;
    let rows = handed.rows;
    site.act(&visitor.actor, move |act| orders::hand_out(act, &filter, rows)).await?;
    Ok(workbook(&format!("matters-{}", view.today()), handed.workbook))
}
