//! `/sign-in`: name and password, whatever is still to be done, and a new password once the old
//! one is too old. `/sign-out`.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::throttling::knock;
use super::{Sent, cookie, form_of, next_step, onward, second_factor, token, user_agent};
use crate::account::{self, SessionInfo, Step, policy};
use crate::act::Failure;
use crate::journal::Origin;
use crate::web::{Client, FormState, PageResult, Site, Tone, View, Visitor, page, refused, see};

#[derive(Template)]
#[template(path = "platform/account/sign_in.html")]
struct SignIn<'a> {
    v: &'a View,
    form: &'a FormState,
    next: &'a str,
    /// A new password was just set, with which they sign in now.
    renewed: bool,
}

impl SignIn<'_> {
    fn refusal(&self) -> Option<String> {
        let refusal = self.form.refusals().first()?;
        Some(self.v.locale.refusal(refusal))
    }
}

#[derive(Template)]
#[template(path = "platform/account/renew_password.html")]
struct RenewPassword<'a> {
    v: &'a View,
    form: &'a FormState,
    next: &'a str,
    name: &'a str,
}

impl RenewPassword<'_> {
    fn days(&self) -> i64 {
        policy::PASSWORD_AGE.as_hours() / 24
    }
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    next: String,
    #[serde(default)]
    renewed: String,
}

/// The step at which the visitor is.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> PageResult {
    let view = visitor.view(&site);
    let form = FormState::new();
    let next = asked.next.as_str();
    let Some(session) = &visitor.session else {
        let renewed = !asked.renewed.is_empty();
        return page(&SignIn { v: &view, form: &form, next, renewed });
    };
    match session.step {
        Step::Complete => Ok(see(onward(next))),
        Step::SecondFactor => second_factor::ask(&view, &form, next, session),
        Step::SecondFactorSetup => {
            second_factor::offer(&site, &view, &form, next, token(&headers)).await
        }
        Step::NewPassword => {
            page(&RenewPassword { v: &view, form: &form, next, name: &session.name })
        }
    }
}

/// Takes name and password.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    headers: HeaderMap,
    sent: Sent,
) -> PageResult {
    knock(&site, client)?;
    let form = form_of(sent);
    let next = form.value("next").to_owned();
    let (name, password) = (form.value("name"), form.value("password").to_owned());
    match account::sign_in(&site.world, name, password, Origin::Web).await {
        Ok(entered) => {
            account::name_device(&site.world, &entered.token, &user_agent(&headers)).await?;
            Ok(cookie::give(&site, see(&next_step(&next)), entered.token.as_str()))
        }
        Err(Failure::Refused(refusal)) => {
            let (view, form) = (visitor.view(&site), form.refused(refusal));
            refused(&SignIn { v: &view, form: &form, next: &next, renewed: false })
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Takes a new password in place of one that is too old. Every session ends with the old one.
pub(super) async fn renew_password(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    headers: HeaderMap,
    sent: Sent,
) -> PageResult {
    let form = form_of(sent);
    let next = form.value("next").to_owned();
    let Some((session, token)) = at_step(&visitor, &headers, Step::NewPassword) else {
        return Ok(see(&next_step(&next)));
    };
    let present = form.value("present").to_owned();
    let password = form.value("password").to_owned();
    let changed =
        account::change_password(&site.world, &token, present, password, Origin::Web).await;
    match changed {
        Ok(()) => Ok(cookie::take(&site, see(&renewed(&next)))),
        Err(Failure::Refused(refusal)) if !refusal.not_found => {
            let (view, form) = (visitor.view(&site), form.refused(refusal));
            refused(&RenewPassword { v: &view, form: &form, next: &next, name: &session.name })
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The session and its token, if the visitor is at `step`. Whoever is elsewhere sent an old form.
pub(super) fn at_step<'a>(
    visitor: &'a Visitor,
    headers: &HeaderMap,
    step: Step,
) -> Option<(&'a SessionInfo, String)> {
    let session = visitor.session.as_ref().filter(|session| session.step == step)?;
    Some((session, token(headers)?))
}

/// Where to sign in with the new password.
pub(super) fn renewed(next: &str) -> String {
    let step = next_step(next);
    let joint = if step.contains('?') { '&' } else { '?' };
    format!("{step}{joint}renewed=1")
}

/// Ends the session.
pub(super) async fn delete(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
) -> Result<Response, crate::web::PageError> {
    if let Some(token) = token(&headers) {
        account::sign_out(&site.world, &token, Origin::Web).await?;
    }
    Ok(cookie::take(&site, see("/sign-in")))
}
