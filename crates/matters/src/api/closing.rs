//! Closing: the call-back by staff, and the reporter's own rating by query code.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::SignedDuration;
use kernel::Refusal;
use platform::api::{self, Sent};
use platform::throttle::Rate;
use platform::web::{PageError, PageResult, Site, Visitor};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::shown::{MatterRow, after};
use super::words;
use crate::acts::{self, CallBack};
use crate::model::{Answer, Callback, MatterNumber, QueryCode, Satisfaction, Solved};

/// Codes tried by one token, so that nobody guesses them by the million. A call centre that reads
/// its answers in does not feel it. Source: assumption.
const CODES: Rate = Rate { burst: 60, every: SignedDuration::from_secs(10) };

/// What a call-back came to.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CallbackMade {
    /// Whether the reporter was reached; without, the answers are left out.
    #[schema(required)]
    reached: Option<bool>,
    /// Whether the reporter was contacted by the handler.
    contacted: Option<bool>,
    /// Whether it is solved.
    #[schema(schema_with = words::solved)]
    solved: Option<String>,
    /// Whether the reporter is satisfied.
    #[schema(schema_with = words::satisfactions)]
    satisfaction: Option<String>,
    /// What was said, if worth noting; inward.
    note: Option<String>,
}

impl CallbackMade {
    fn outcome(&self) -> Result<Callback, Refusal> {
        match self.reached {
            Some(false) => Ok(Callback::Missed),
            Some(true) => {
                let (solved, satisfaction) = (self.solved.as_deref(), self.satisfaction.as_deref());
                Ok(Callback::Reached(answer(self.contacted, solved, satisfaction)?))
            }
            None => Err(Refusal::at("reached", "form-refusal-pick")),
        }
    }
}

/// The three answers.
fn answer(
    contacted: Option<bool>,
    solved: Option<&str>,
    satisfaction: Option<&str>,
) -> Result<Answer, Refusal> {
    let unanswered = |field| Refusal::at(field, "form-refusal-pick");
    let satisfaction = satisfaction.and_then(Satisfaction::from_word);
    Ok(Answer {
        contacted: contacted.ok_or_else(|| unanswered("contacted"))?,
        solved: solved.and_then(Solved::from_word).ok_or_else(|| unanswered("solved"))?,
        satisfaction: satisfaction.ok_or_else(|| unanswered("satisfaction"))?,
    })
}

/// Records a call-back by somebody who did not handle the matter.
#[utoipa::path(
    post,
    path = "/api/v1/matters/{number}/callback",
    tag = "matters",
    operation_id = "call_back",
    params(("number" = String, Path, description = "The number people call it by.")),
    request_body = CallbackMade,
    responses((status = 200, description = "The matter after it.", body = MatterRow))
)]
pub(super) async fn call_back(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    sent: Sent<CallbackMade>,
) -> PageResult {
    let number: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let view = visitor.view(&site);
    api::run(&site, &visitor, StatusCode::OK, sent, move |act, made: &CallbackMade| {
        let ask = CallBack { outcome: made.outcome()?, note: made.note.clone() };
        acts::call_back(act, &number, &ask)?;
        after(act, &view, &number)
    })
    .await
}

/// The reporter's three answers.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Rating {
    /// The query code, which is the right to rate.
    #[serde(default)]
    #[schema(required)]
    code: String,
    /// Whether the reporter was contacted.
    #[schema(required)]
    contacted: Option<bool>,
    /// Whether it is solved.
    #[schema(required, schema_with = words::solved)]
    solved: Option<String>,
    /// Whether the reporter is satisfied.
    #[schema(required, schema_with = words::satisfactions)]
    satisfaction: Option<String>,
}

/// That a rating was taken.
#[derive(Serialize, ToSchema)]
pub(super) struct Rated {
    /// Always true: what is not taken is refused.
    taken: bool,
}

/// Records the reporter's three answers, read in by whoever holds the query code.
#[utoipa::path(
    post,
    path = "/api/v1/ratings",
    tag = "matters",
    operation_id = "rate_matter",
    request_body = Rating,
    responses((status = 201, description = "It was taken.", body = Rated))
)]
pub(super) async fn rate(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    sent: Sent<Rating>,
) -> PageResult {
    let token = visitor.caller.map(|caller| caller.token).ok_or(PageError::NoToken)?;
    let world = &site.world;
    world.throttle.allow_one(&world.keys, "api.code", token, CODES, world.time.now())?;
    api::run(&site, &visitor, StatusCode::CREATED, sent, |act, rating: &Rating| {
        let code: QueryCode = rating.code.parse().map_err(|_| Refusal::not_found())?;
        let (solved, satisfaction) = (rating.solved.as_deref(), rating.satisfaction.as_deref());
        acts::rate_matter(act, &code, answer(rating.contacted, solved, satisfaction)?)?;
        Ok(Rated { taken: true })
    })
    .await
}
