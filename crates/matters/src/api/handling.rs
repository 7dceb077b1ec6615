//! Handling, on behalf of the account's body: sign, contact, progress, complete.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Refusal;
use platform::api::{self, Sent};
use platform::web::{PageError, PageResult, Site, Visitor};
use platform::{Act, Outcome};
use serde::Deserialize;
use utoipa::ToSchema;

use super::shown::{MatterRow, after};
use super::words;
use crate::acts::{self, Completion};
use crate::model::{MatterNumber, ResultClass};

/// Runs an act on a matter and answers with the matter after it.
async fn run<T: Send + 'static>(
    site: &Arc<Site>,
    visitor: &Visitor,
    number: &str,
    sent: Sent<T>,
    work: impl FnOnce(&mut Act<'_, '_>, &MatterNumber, &T) -> Outcome<()> + Send + 'static,
) -> PageResult {
    let number: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let view = visitor.view(site);
    api::run(site, visitor, StatusCode::OK, sent, move |act, said: &T| {
        work(act, &number, said)?;
        after(act, &view, &number)
    })
    .await
}

/// Nothing to say.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

/// Signs for a matter.
#[utoipa::path(
    post,
    path = "/api/v1/matters/{number}/signature",
    tag = "matters",
    operation_id = "sign_matter",
    params(("number" = String, Path, description = "The number people call it by.")),
    request_body = Nothing,
    responses((status = 200, description = "The matter after it.", body = MatterRow))
)]
pub(super) async fn sign(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    sent: Sent<Nothing>,
) -> PageResult {
    run(&site, &visitor, &number, sent, |act, number, _| acts::sign_matter(act, number)).await
}

/// That the reporter was spoken with.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Contact {
    /// What was said; inward.
    #[serde(default)]
    #[schema(required)]
    note: String,
}

/// Records that the reporter was spoken with.
#[utoipa::path(
    post,
    path = "/api/v1/matters/{number}/contact",
    tag = "matters",
    operation_id = "contact_reporter",
    params(("number" = String, Path, description = "The number people call it by.")),
    request_body = Contact,
    responses((status = 200, description = "The matter after it.", body = MatterRow))
)]
pub(super) async fn contact(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    sent: Sent<Contact>,
) -> PageResult {
    run(&site, &visitor, &number, sent, |act, number, said: &Contact| {
        acts::contact_reporter(act, number, &said.note)
    })
    .await
}

/// What was done.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Progress {
    /// What was done.
    #[serde(default)]
    #[schema(required)]
    progress: String,
    /// Whether the reporter reads it; no, unless said.
    #[serde(default)]
    outward: bool,
}

/// Logs progress.
#[utoipa::path(
    post,
    path = "/api/v1/matters/{number}/progress",
    tag = "matters",
    operation_id = "log_progress",
    params(("number" = String, Path, description = "The number people call it by.")),
    request_body = Progress,
    responses((status = 200, description = "The matter after it.", body = MatterRow))
)]
pub(super) async fn progress(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    sent: Sent<Progress>,
) -> PageResult {
    run(&site, &visitor, &number, sent, |act, number, said: &Progress| {
        acts::log_progress(act, number, &said.progress, said.outward)
    })
    .await
}

/// What it came to.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Completed {
    /// What it came to.
    #[serde(default)]
    #[schema(required, schema_with = words::results)]
    result: String,
    /// What was done and by whom; the reporter reads it.
    #[serde(default)]
    #[schema(required)]
    sentence: String,
}

/// Completes a matter on behalf of its lead.
#[utoipa::path(
    post,
    path = "/api/v1/matters/{number}/completion",
    tag = "matters",
    operation_id = "complete_matter",
    params(("number" = String, Path, description = "The number people call it by.")),
    request_body = Completed,
    responses((status = 200, description = "The matter after it.", body = MatterRow))
)]
pub(super) async fn complete(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    sent: Sent<Completed>,
) -> PageResult {
    run(&site, &visitor, &number, sent, |act, number, said: &Completed| {
        let result = ResultClass::from_word(&said.result);
        let result = result.ok_or_else(|| Refusal::at("result", "form-refusal-pick"))?;
        acts::complete_matter(act, number, &Completion { result, sentence: said.sentence.clone() })
    })
    .await
}
