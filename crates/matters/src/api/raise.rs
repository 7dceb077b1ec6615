//! `POST /api/v1/matters`: raising on somebody's behalf.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use platform::api::{self, Sent};
use platform::web::{PageResult, Site, Visitor};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::words;
use crate::acts::{self, OnBehalf};

/// What somebody told, as staff write it down.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewMatter {
    /// Code of the building.
    #[serde(default)]
    #[schema(required)]
    building: String,
    /// Name of the floor, as the lift shows it.
    floor: Option<String>,
    /// Where exactly, in words.
    spot: Option<String>,
    /// By which way it came.
    #[serde(default)]
    #[schema(required, schema_with = words::channels_on_behalf)]
    channel: String,
    /// What happened, in the reporter's words.
    #[serde(default)]
    #[schema(required)]
    text: String,
    /// The reporter's name; goes to the vault.
    name: Option<String>,
    /// The reporter's phone number; goes to the vault.
    phone: Option<String>,
    /// Who may see it; everybody without names, unless said.
    #[schema(schema_with = words::visibilities)]
    visibility: Option<String>,
}

/// A matter just raised.
#[derive(Serialize, ToSchema)]
pub(super) struct Raised {
    /// The number people call it by.
    number: String,
    /// The query code for the reporter. It is told this once and stored as a hash.
    code: String,
}

/// Raises a matter on somebody's behalf.
#[utoipa::path(
    post,
    path = "/api/v1/matters",
    tag = "matters",
    operation_id = "raise_matter",
    request_body = NewMatter,
    responses((status = 201, description = "It was raised.", body = Raised))
)]
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    sent: Sent<NewMatter>,
) -> PageResult {
    api::run(&site, &visitor, StatusCode::CREATED, sent, |act, new: &NewMatter| {
        let raised = acts::raise_for(act, &new.on_behalf())?;
        Ok(Raised { number: raised.number.to_string(), code: raised.code.compact().to_owned() })
    })
    .await
}

impl NewMatter {
    fn on_behalf(&self) -> OnBehalf {
        let filled = |field: &Option<String>| {
            field.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        OnBehalf {
            building: self.building.clone(),
            floor: filled(&self.floor),
            spot: filled(&self.spot),
            channel: self.channel.clone(),
            text: self.text.clone(),
            name: filled(&self.name),
            phone: filled(&self.phone),
            visibility: filled(&self.visibility),
        }
    }
}
