//! `GET /api/v1/matters`: the matters within the account's sight, newest first.

use std::sync::Arc;

use axum::extract::{Query, State};
use jiff::Timestamp;
use kernel::{Month, PlaceId};
use platform::api;
use platform::web::{PageError, PageResult, Site, Visitor};
use platform::{Conn, Outcome};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::shown::{MatterRow, rows};
use super::words;
use crate::model::{Channel, MatterNumber, State as MatterState};
use crate::store::list::{COUNT_CAP, Filter};
use crate::store::{self, Sight, searching};

/// What a list is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// Only in this state.
    #[param(schema_with = words::states)]
    state: Option<String>,
    /// Only by this way.
    #[param(schema_with = words::channels)]
    channel: Option<String>,
    /// Only in the street or park with this code.
    street: Option<String>,
    /// Only in the building with this code.
    building: Option<String>,
    /// Only of this category of the charter, such as `property.lift`.
    category: Option<String>,
    /// Only of this class of the charter, such as `urgent`.
    class: Option<String>,
    /// Only what counts in this month, such as `2024-02`.
    month: Option<String>,
    /// Only what is late now; `false` narrows nothing.
    late: Option<bool>,
    /// Only solved, or only unsolved ones.
    solved: Option<bool>,
    /// Only what contains these words.
    q: Option<String>,
    /// Where the page before ended: its `next`.
    cursor: Option<String>,
    /// Rows on a page, 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// A page of matters.
#[derive(Serialize, ToSchema)]
pub(super) struct MatterPage {
    /// The matters, newest first.
    items: Vec<MatterRow>,
    /// The `cursor` of the next page; nothing on the last one.
    next: Option<String>,
}

/// Matters, newest first.
#[utoipa::path(
    get,
    path = "/api/v1/matters",
    tag = "matters",
    operation_id = "list_matters",
    params(Asked),
    responses((status = 200, description = "A page of the list.", body = MatterPage))
)]
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> PageResult {
    let size = api::page_size(asked.limit)?;
    let view = visitor.view(&site);
    let filter = asked.filter(view.now)?;
    let after: Option<MatterNumber> = match &asked.cursor {
        Some(cursor) => Some(cursor.parse().map_err(|_| api::unknown("cursor"))?),
        None => None,
    };
    let actor = Arc::clone(&visitor.actor);
    let read = move |conn: &mut Conn| {
        let sight = Sight::of(&actor);
        let filter = asked.placed(conn, &sight, filter)?;
        let after = match after {
            Some(number) => store::list::after(conn, &number)?,
            None => None,
        };
        let found = store::list::list(conn, &sight, &filter, after, size)?;
        let next = found.next.and(found.rows.last()).map(|last| last.number.to_string());
        Ok(MatterPage { items: rows(conn, &actor, &view, &found.rows)?, next })
    };
    Ok(api::answer(&site.read(read).await?))
}

impl Asked {
    /// What is asked for, but for its places and words. What means nothing is refused: a program
    /// that is understood wrongly should hear of it.
    fn filter(&self, now: Timestamp) -> Result<Filter, PageError> {
        let channel = known("channel", self.channel.as_deref(), Channel::from_word)?;
        let month: Option<Month> = known("month", self.month.as_deref(), |text| text.parse().ok())?;
        Ok(Filter {
            state: known("state", self.state.as_deref(), MatterState::from_word)?,
            channels: channel.into_iter().collect(),
            category: self.category.clone(),
            class: self.class.clone(),
            months: month.map(|month| (month, month)),
            solved: self.solved,
            late_at: (self.late == Some(true)).then_some(now),
            ..Filter::default()
        })
    }

    /// The filter with its places and words looked up. A place nobody knows leaves an empty list,
    /// like one out of scope.
    fn placed(&self, conn: &mut Conn, sight: &Sight, filter: Filter) -> Outcome<Filter> {
        let mut find = |code: &Option<String>| match code {
            Some(code) => {
                let place = registry::store::place::find_by_code(conn, code)?;
                Ok(Some(place.map_or(PlaceId(0), |place| place.id)))
            }
            None => Ok::<_, platform::StoreError>(None),
        };
        let (street, building) = (find(&self.street)?, find(&self.building)?);
        let among = match self.q.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
            Some(words) => Some(searching::ids(conn, sight, words, COUNT_CAP)?),
            None => None,
        };
        Ok(Filter { street, building, among, ..filter })
    }
}

fn known<T>(
    field: &'static str,
    said: Option<&str>,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, PageError> {
    said.map(|said| read(said).ok_or_else(|| api::unknown(field))).transpose()
}
