//! `/b/{building}/join/{number}`: 我也遇到, in one tap.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use kernel::Refusal;
use platform::Actor;
use platform::journal::Origin;
use platform::web::{Client, FormState, PageError, PageResult, Site, Visitor, see};

use super::device::Device;
use super::{matter, throttling};
use crate::acts;
use crate::model::MatterNumber;

/// Counts one more voice and leads to its follow page; what cannot be joined says why on the
/// matter's own page.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    Path((code, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> PageResult {
    throttling::looking_up(&site, client)?;
    let device = Device::of(&headers, &site);
    let (hash, building) = (device.hash(&site), code.clone());
    let wanted: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    // Whoever joins does so as somebody in the building, in whichever post they are signed in.
    let anybody = Arc::new(Actor::nobody(Origin::Web));
    let joined = site
        .act(&anybody, move |act| {
            let found = registry::store::building::find_by_code(act.conn(), &building)?;
            let building = found.ok_or_else(Refusal::not_found)?.place.id;
            acts::join_matter(act, building, &wanted, &hash)
        })
        .await;
    match joined {
        Ok(query_code) => {
            let address = format!("/follow/{}?new=1", query_code.compact());
            Ok(device.remember(&site, see(&address)))
        }
        Err(failure) => {
            let form = FormState::new().kept(failure, &site)?;
            matter::draw(&site, &visitor, code, &number, &form).await
        }
    }
}
