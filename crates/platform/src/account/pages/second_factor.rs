//! The code of the second factor at `/sign-in`: asked for, or set up when a post demands one.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;

use super::sign_in::at_step;
use super::throttling::knock;
use super::{Sent, form_of, next_step, onward};
use crate::account::second_factor::{self, Enrolment};
use crate::account::{SessionInfo, Step};
use crate::act::Failure;
use crate::journal::Origin;
use crate::web::{
    Client, FormState, Html, Locale, PageResult, Site, Tone, View, Visitor, page, refused, see,
};

#[derive(Template)]
#[template(path = "platform/account/code.html")]
struct Code<'a> {
    v: &'a View,
    form: &'a FormState,
    next: &'a str,
    name: &'a str,
}

impl Code<'_> {
    fn is_spare_refused(&self) -> bool {
        self.form.refusals().iter().any(|refusal| refusal.field == Some("spare"))
    }

    /// What no field shows: the lock-out.
    fn refusal(&self) -> Option<String> {
        let whole = self.form.refusals().iter().find(|refusal| refusal.field.is_none())?;
        Some(self.v.locale.refusal(whole))
    }
}

#[derive(Template)]
#[template(path = "platform/account/enrol.html")]
struct Enrol<'a> {
    v: &'a View,
    form: &'a FormState,
    next: &'a str,
    enrolment: &'a Enrolment,
    /// Whether a post demands it, and where the form goes.
    demanded: bool,
}

impl Enrol<'_> {
    fn action(&self) -> &'static str {
        if self.demanded { "/sign-in/second-factor" } else { "/me/second-factor" }
    }

    fn title_key(&self) -> &'static str {
        if self.demanded { "sign-in-enrol-title" } else { "me-factor-do" }
    }

    fn button_key(&self) -> &'static str {
        if self.demanded { "sign-in-enrol-do" } else { "me-factor-save" }
    }

    fn picture(&self) -> Html {
        // Drawn by the program from an address that it percent-encoded itself.
        Html::trusted(self.enrolment.picture.clone())
    }

    fn refusal(&self) -> Option<String> {
        let whole = self.form.refusals().iter().find(|refusal| refusal.field.is_none())?;
        Some(self.v.locale.refusal(whole))
    }
}

#[derive(Template)]
#[template(path = "platform/account/spares.html")]
struct Spares<'a> {
    v: &'a View,
    codes: &'a [String],
    onward: &'a str,
}

/// Asks for the code.
pub(super) fn ask(view: &View, form: &FormState, next: &str, session: &SessionInfo) -> PageResult {
    page(&Code { v: view, form, next, name: &session.name })
}

/// Shows what the app needs to be set up, because a post demands it.
pub(super) async fn offer(
    site: &Arc<Site>,
    view: &View,
    form: &FormState,
    next: &str,
    token: Option<String>,
) -> PageResult {
    let Some(token) = token else { return Ok(see(&next_step(next))) };
    draw(site, view, form, next, &token, true).await
}

/// The same for somebody who wants it.
pub(super) async fn offer_again(
    site: &Arc<Site>,
    view: &View,
    form: &FormState,
    token: Option<String>,
) -> PageResult {
    let Some(token) = token else { return Ok(see("/sign-in")) };
    draw(site, view, form, "/me", &token, false).await
}

/// Takes the first code from somebody who wants a second factor; shows the spare codes, once.
pub(super) async fn confirm_again(
    site: &Arc<Site>,
    view: &View,
    form: &FormState,
    token: Option<String>,
) -> PageResult {
    let Some(token) = token else { return Ok(see("/sign-in")) };
    match second_factor::confirm_setup(&site.world, &token, form.value("code"), Origin::Web).await {
        Ok(codes) => page(&Spares { v: view, codes: &codes, onward: "/me" }),
        Err(Failure::Refused(refusal)) if !refusal.not_found => {
            let form = form.clone().refused(refusal);
            draw(site, view, &form, "/me", &token, false).await
        }
        Err(failure) => Err(failure.into()),
    }
}

async fn draw(
    site: &Arc<Site>,
    view: &View,
    form: &FormState,
    next: &str,
    token: &str,
    demanded: bool,
) -> PageResult {
    // One name in the app, whatever language the page was in.
    let issuer = Locale::default().t("app-name");
    let enrolment = second_factor::begin_setup(&site.world, token, &issuer, Origin::Web).await?;
    let drawn = Enrol { v: view, form, next, enrolment: &enrolment, demanded };
    if form.is_refused() { refused(&drawn) } else { page(&drawn) }
}

/// Takes the code, or a spare one.
pub(super) async fn pass(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    headers: HeaderMap,
    sent: Sent,
) -> PageResult {
    knock(&site, client)?;
    let form = form_of(sent);
    let next = form.value("next").to_owned();
    let Some((session, token)) = at_step(&visitor, &headers, Step::SecondFactor) else {
        return Ok(see(&next_step(&next)));
    };
    let spare = form.filled("spare").is_some();
    let code = if spare { form.value("spare") } else { form.value("code") };
    match second_factor::pass(&site.world, &token, code, Origin::Web).await {
        Ok(()) => Ok(see(&next_step(&next))),
        Err(Failure::Refused(mut refusal)) if !refusal.not_found => {
            if spare && refusal.field.is_some() {
                refusal.field = Some("spare");
            }
            let (view, form) = (visitor.view(&site), form.refused(refusal));
            refused(&Code { v: &view, form: &form, next: &next, name: &session.name })
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Takes the first code of an app that was just set up; shows the spare codes, once.
pub(super) async fn confirm(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    headers: HeaderMap,
    sent: Sent,
) -> PageResult {
    let form = form_of(sent);
    let next = form.value("next").to_owned();
    let Some((_, token)) = at_step(&visitor, &headers, Step::SecondFactorSetup) else {
        return Ok(see(&next_step(&next)));
    };
    let view = visitor.view(&site);
    match second_factor::confirm_setup(&site.world, &token, form.value("code"), Origin::Web).await {
        Ok(codes) => page(&Spares { v: &view, codes: &codes, onward: onward(&next) }),
        Err(Failure::Refused(refusal)) if !refusal.not_found => {
            offer(&site, &view, &form.refused(refusal), &next, Some(token)).await
        }
        Err(failure) => Err(failure.into()),
    }
}
