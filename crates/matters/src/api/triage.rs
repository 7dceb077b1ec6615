//! Triage: dispatching, or declining on a ground.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{BodyId, PostId, Refusal};
use platform::api::{self, Sent};
use platform::web::{PageError, PageResult, Site, Visitor};
use serde::Deserialize;
use utoipa::ToSchema;

use super::shown::{MatterRow, after};
use crate::acts::{self, Triage};
use crate::model::MatterNumber;
use crate::rules::dispatching::Assignee;

/// Whose a matter becomes.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Dispatch {
    /// Category key of the charter.
    #[serde(default)]
    #[schema(required)]
    category: String,
    /// Class key of the charter.
    #[serde(default)]
    #[schema(required)]
    class: String,
    /// Who leads.
    #[serde(default)]
    #[schema(required)]
    lead: Receiver,
    /// Who assists.
    #[serde(default)]
    assists: Vec<Receiver>,
    /// The title that others see.
    #[serde(default)]
    #[schema(required)]
    title: String,
    /// The reply to the reporter.
    #[serde(default)]
    #[schema(required)]
    reply: String,
}

/// A body, or one post of it.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Receiver {
    /// The body's id, as the list of bodies has it.
    #[serde(default)]
    #[schema(required)]
    body: String,
    /// The post's id, if it goes to one post of the body alone.
    post: Option<String>,
}

impl Receiver {
    fn read(&self, field: &'static str) -> Result<Assignee, Refusal> {
        let id =
            |text: &str| text.parse::<i64>().map_err(|_| Refusal::at(field, "form-refusal-pick"));
        Ok(Assignee {
            body: BodyId(id(&self.body)?),
            post: self.post.as_deref().map(id).transpose()?.map(PostId),
        })
    }
}

impl Dispatch {
    fn triage(&self) -> Result<Triage, Refusal> {
        let assists = self.assists.iter().map(|one| one.read("assists"));
        Ok(Triage {
            category: self.category.clone(),
            class: self.class.clone(),
            lead: self.lead.read("lead")?,
            assists: assists.collect::<Result<_, _>>()?,
            title: self.title.clone(),
            reply: self.reply.clone(),
            as_suggested: false,
        })
    }
}

/// Dispatches a new matter.
#[utoipa::path(
    post,
    path = "/api/v1/matters/{number}/dispatch",
    tag = "matters",
    operation_id = "dispatch_matter",
    params(("number" = String, Path, description = "The number people call it by.")),
    request_body = Dispatch,
    responses((status = 200, description = "The matter after it.", body = MatterRow))
)]
pub(super) async fn dispatch(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    sent: Sent<Dispatch>,
) -> PageResult {
    let number: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let view = visitor.view(&site);
    api::run(&site, &visitor, StatusCode::OK, sent, move |act, ask: &Dispatch| {
        acts::dispatch_matter(act, &number, &ask.triage()?)?;
        after(act, &view, &number)
    })
    .await
}

/// Why a matter is not taken on.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Decline {
    /// A ground of the charter's catalogue.
    #[serde(default)]
    #[schema(required)]
    ground: String,
    /// What the reporter reads.
    #[serde(default)]
    #[schema(required)]
    explanation: String,
}

/// Declines a new matter on a ground.
#[utoipa::path(
    post,
    path = "/api/v1/matters/{number}/decline",
    tag = "matters",
    operation_id = "decline_matter",
    params(("number" = String, Path, description = "The number people call it by.")),
    request_body = Decline,
    responses((status = 200, description = "The matter after it.", body = MatterRow))
)]
pub(super) async fn decline(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    sent: Sent<Decline>,
) -> PageResult {
    let number: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let view = visitor.view(&site);
    api::run(&site, &visitor, StatusCode::OK, sent, move |act, ask: &Decline| {
        acts::decline_matter(act, &number, &ask.ground, &ask.explanation)?;
        after(act, &view, &number)
    })
    .await
}
