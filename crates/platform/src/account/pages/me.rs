//! `/me`: one's posts, how pages look, password, second factor, and the ways out.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::{Sent, cookie, form_of, second_factor, token};
use crate::account::{self, Account, Device, SessionInfo};
use crate::act::Failure;
use crate::journal::Origin;
use crate::permission::HeldPost;
use crate::privacy;
use crate::web::component::Tab;
use crate::web::{
    FormState, Locale, PageError, PageResult, Site, Theme, View, Visitor, page, refused, see,
};

#[derive(Template)]
#[template(path = "platform/account/me.html")]
struct Me<'a> {
    v: &'a View,
    form: &'a FormState,
    account: &'a Account,
    session: &'a SessionInfo,
    posts: &'a [HeldPost],
    /// Where they are signed in.
    devices: &'a [Device],
    /// What they asked about their own data, lately.
    request: Option<&'a privacy::Request>,
    /// The person's name.
    name: &'a str,
    languages: Vec<Tab>,
    themes: Vec<Tab>,
    sizes: Vec<Tab>,
    keys: Vec<Tab>,
}

impl Me<'_> {
    /// Whether they may ask to be erased: not while an answer is due.
    fn may_ask(&self) -> bool {
        self.request.is_none_or(|request| request.state == privacy::State::Refused)
    }
}

/// One's own page.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> PageResult {
    draw(&site, &visitor, &headers, &FormState::new()).await
}

async fn draw(
    site: &Arc<Site>,
    visitor: &Visitor,
    headers: &HeaderMap,
    form: &FormState,
) -> PageResult {
    let session = visitor.session.as_ref().ok_or(PageError::NotFound)?;
    let (id, person, now) = (session.account, session.person, site.world.time.now());
    let posts = Arc::clone(&site.world.posts);
    let own = token(headers).unwrap_or_default();
    let (account, held, devices, request) = site
        .read(move |conn| {
            let held = posts.held(conn, &[person], now)?;
            let request = privacy::of_account(conn, id)?;
            Ok((account::find(conn, id)?, held, account::devices(conn, id, &own, now)?, request))
        })
        .await?;
    let view = visitor.view(site);
    let name = view.signed_in.as_ref().map(|one| one.name.clone()).unwrap_or_default();
    let drawn = Me {
        form,
        account: account.as_ref().ok_or(PageError::NotFound)?,
        session,
        posts: &held,
        devices: &devices,
        request: request.as_ref(),
        name: &name,
        languages: languages(&view),
        themes: themes(&view),
        sizes: choices(&view, "big", &[("0", "me-size-standard"), ("1", "me-size-large")], {
            if view.elder { "1" } else { "0" }
        }),
        keys: choices(&view, "keys", &[("on", "me-keys-on"), ("off", "me-keys-off")], {
            if view.shortcuts { "on" } else { "off" }
        }),
        v: &view,
    };
    if form.is_refused() { refused(&drawn) } else { page(&drawn) }
}

fn languages(view: &View) -> Vec<Tab> {
    let tab = |locale: Locale| {
        let words = locale.t("me-language-own");
        Tab::new(words, format!("/me?lang={}", locale.tag()), locale == view.locale)
    };
    Locale::ALL.into_iter().map(tab).collect()
}

fn themes(view: &View) -> Vec<Tab> {
    let words = [
        (Theme::System, "me-theme-system"),
        (Theme::Light, "me-theme-light"),
        (Theme::Dark, "me-theme-dark"),
    ];
    let tab = |(theme, key): (Theme, &str)| {
        let href = format!("/me?theme={}", theme.word());
        Tab::new(view.t(key), href, theme == view.theme)
    };
    words.into_iter().map(tab).collect()
}

fn choices(view: &View, name: &str, of: &[(&str, &str)], present: &str) -> Vec<Tab> {
    let tab = |(value, key): &(&str, &str)| {
        Tab::new(view.t(key), format!("/me?{name}={value}"), *value == present)
    };
    of.iter().map(tab).collect()
}

/// Takes a new password. Every session ends; they sign in with it.
pub(super) async fn change_password(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    headers: HeaderMap,
    sent: Sent,
) -> PageResult {
    let form = form_of(sent);
    let token = token(&headers).ok_or(PageError::NotFound)?;
    let present = form.value("present").to_owned();
    let password = form.value("password").to_owned();
    match account::change_password(&site.world, &token, present, password, Origin::Web).await {
        Ok(()) => Ok(cookie::take(&site, see(&super::sign_in::renewed("")))),
        Err(Failure::Refused(refusal)) if !refusal.not_found => {
            draw(&site, &visitor, &headers, &form.refused(refusal)).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// What an app needs to be set up as second factor, for whoever wants one.
pub(super) async fn enrol(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> PageResult {
    let view = visitor.view(&site);
    let form = FormState::new();
    second_factor::offer_again(&site, &view, &form, token(&headers)).await
}

/// Takes the first code; shows the spare codes, once.
pub(super) async fn confirm(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    headers: HeaderMap,
    sent: Sent,
) -> PageResult {
    let view = visitor.view(&site);
    second_factor::confirm_again(&site, &view, &form_of(sent), token(&headers)).await
}

/// Ends one session of the account: on another device, say.
pub(super) async fn sign_out_one(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    Path(session): Path<String>,
) -> Result<Response, PageError> {
    if let Some(token) = token(&headers) {
        account::sign_out_one(&site.world, &token, session, Origin::Web).await?;
    }
    Ok(see("/me"))
}

/// Ends every session of the account.
pub(super) async fn sign_out_everywhere(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    if let Some(token) = token(&headers) {
        account::sign_out_everywhere(&site.world, &token, Origin::Web).await?;
    }
    Ok(cookie::take(&site, see("/sign-in")))
}
