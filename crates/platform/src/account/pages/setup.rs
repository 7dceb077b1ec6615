//! `/setup?token=`: behind a one-time link, either the first operator's account or a new password.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use kernel::Refusal;
use serde::Deserialize;

use super::throttling::knock;
use super::{Sent, cookie, form_of, user_agent};
use crate::account::{self, LinkPurpose, find_link};
use crate::act::{Failure, Outcome};
use crate::journal::Origin;
use crate::permission::Role;
use crate::web::{Client, FormState, PageResult, Site, View, Visitor, page, refused, see};

#[derive(Template)]
#[template(path = "platform/account/setup_operator.html")]
struct SetupOperator<'a> {
    v: &'a View,
    form: &'a FormState,
    token: &'a str,
}

#[derive(Template)]
#[template(path = "platform/account/setup_password.html")]
struct SetupPassword<'a> {
    v: &'a View,
    form: &'a FormState,
    token: &'a str,
    name: &'a str,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    token: String,
}

/// What a link is for.
enum Behind {
    Operator,
    /// The password of the account with this sign-in name.
    Password(String),
}

/// The form behind a link that holds.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    Query(asked): Query<Asked>,
) -> PageResult {
    knock(&site, client)?;
    let behind = behind(&site, &asked.token).await?;
    let (view, form) = (visitor.view(&site), FormState::new());
    match &behind {
        Behind::Operator => page(&SetupOperator { v: &view, form: &form, token: &asked.token }),
        Behind::Password(name) => {
            page(&SetupPassword { v: &view, form: &form, token: &asked.token, name })
        }
    }
}

/// Takes the form. The first operator is signed in and goes on to the second factor.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    headers: HeaderMap,
    sent: Sent,
) -> PageResult {
    knock(&site, client)?;
    let form = form_of(sent);
    let token = form.value("token").to_owned();
    match behind(&site, &token).await? {
        Behind::Operator => match open(&site, &token, &form).await {
            Ok(entered) => {
                account::name_device(&site.world, &entered.token, &user_agent(&headers)).await?;
                Ok(cookie::give(&site, see("/sign-in"), entered.token.as_str()))
            }
            Err(failure) => {
                let (view, form) = (visitor.view(&site), form.refused(beside(failure)?));
                refused(&SetupOperator { v: &view, form: &form, token: &token })
            }
        },
        Behind::Password(name) => {
            let password = form.value("password").to_owned();
            match account::set_password(&site.world, &token, password).await {
                Ok(_) => Ok(see(&super::sign_in::renewed(""))),
                Err(failure) => {
                    let (view, form) = (visitor.view(&site), form.refused(beside(failure)?));
                    refused(&SetupPassword { v: &view, form: &form, token: &token, name: &name })
                }
            }
        }
    }
}

/// A refusal that a field of the form can show.
fn beside(failure: Failure) -> Result<Refusal, Failure> {
    match failure {
        Failure::Refused(refusal) if refusal.field.is_some() => Ok(refusal),
        other => Err(other),
    }
}

/// Makes the first operator's account and signs them in.
async fn open(site: &Arc<Site>, token: &str, form: &FormState) -> Outcome<account::Entered> {
    let (name, password) = (form.value("name"), form.value("password").to_owned());
    let (called, posts) = (form.value("person").to_owned(), Arc::clone(&site.world.posts));
    let found =
        move |act: &mut crate::Act<'_, '_>| posts.appoint_keeper(act, Role::Operator, &called);
    account::open_first_account(&site.world, token, name, password.clone(), found).await?;
    account::sign_in(&site.world, name, password, Origin::Web).await
}

/// What the link is for.
///
/// # Errors
/// Refused if it was used, is too old, or never was.
async fn behind(site: &Arc<Site>, token: &str) -> Outcome<Behind> {
    let (now, token) = (site.world.time.now(), token.to_owned());
    site.read(move |conn| {
        if find_link(conn, &token, LinkPurpose::FirstOperator, now)?.is_some() {
            return Ok(Behind::Operator);
        }
        let account = find_link(conn, &token, LinkPurpose::Password, now)?.flatten();
        let account = match account {
            Some(account) => account::find(conn, account)?,
            None => None,
        };
        let account = account.ok_or_else(|| Refusal::new("account-refusal-link"))?;
        Ok(Behind::Password(account.name))
    })
    .await
}
