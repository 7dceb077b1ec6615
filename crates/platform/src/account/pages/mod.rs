//! The pages of accounts: signing in and out, one's own account, other people's.
//!
//! `/sign-in` shows whatever stands between a visitor and their rights: name and password, the
//! code, the set-up of the code, a new password. Each step is a form of its own that leads back
//! there, and in the end to the page first asked for. Source: UX §4 (sign-in), mockup `signin`.

mod accounts;
mod cookie;
mod me;
mod second_factor;
mod setup;
mod sign_in;
mod throttling;
mod tokens;

use axum::http::HeaderMap;

use super::MANAGE;
use crate::web::address::{encode, local_or_root};
use crate::web::visitor::{SESSION_COOKIE, cookie};
use crate::web::{Access, FormState, Routes};

/// Every page of accounts.
#[must_use]
pub fn routes() -> Routes {
    signing_in().and(own()).and(managing())
}

/// Signing in and out, and what one-time links lead to.
fn signing_in() -> Routes {
    Routes::new()
        .get("/setup", Access::Public, setup::show)
        .post("/setup", Access::Public, setup::create)
        .get("/sign-in", Access::Public, sign_in::show)
        .post("/sign-in", Access::Public, sign_in::create)
        .post("/sign-in/code", Access::Public, second_factor::pass)
        .post("/sign-in/second-factor", Access::Public, second_factor::confirm)
        .post("/sign-in/password", Access::Public, sign_in::renew_password)
        .post("/sign-out", Access::Public, sign_in::delete)
}

/// One's own account.
fn own() -> Routes {
    Routes::new()
        .get("/me", Access::SignedIn, me::show)
        .post("/me/password", Access::SignedIn, me::change_password)
        .get("/me/second-factor", Access::SignedIn, me::enrol)
        .post("/me/second-factor", Access::SignedIn, me::confirm)
        .get("/me/tokens", Access::SignedIn, tokens::list)
        .post("/me/tokens", Access::SignedIn, tokens::create)
        .post("/me/tokens/{id}/revocation", Access::SignedIn, tokens::revoke)
        .post("/me/sign-out", Access::SignedIn, me::sign_out_everywhere)
        .post("/me/sessions/{id}/sign-out", Access::SignedIn, me::sign_out_one)
}

/// Other people's accounts.
fn managing() -> Routes {
    let manage = Access::May(&MANAGE);
    Routes::new()
        .get("/admin/accounts", manage, accounts::list)
        .get("/admin/accounts/new", manage, accounts::new)
        .post("/admin/accounts", manage, accounts::create)
        .get("/admin/accounts/{id}", manage, accounts::show)
        .post("/admin/accounts/{id}/link", manage, accounts::issue_link)
        .post("/admin/accounts/{id}/disabling", manage, accounts::disable)
        .post("/admin/accounts/{id}/enabling", manage, accounts::enable)
        .post("/admin/accounts/{id}/unlocking", manage, accounts::unlock)
        .post("/admin/accounts/{id}/second-factor-removal", manage, accounts::clear_second_factor)
}

/// A form as axum hands it over.
type Sent = axum::Form<Vec<(String, String)>>;

fn form_of(axum::Form(pairs): Sent) -> FormState {
    FormState::from_pairs(pairs)
}

/// The session's token, if the browser sent one.
fn token(headers: &HeaderMap) -> Option<String> {
    cookie(headers, SESSION_COOKIE).map(str::to_owned)
}

/// What the browser says of itself; empty if it does not.
fn user_agent(headers: &HeaderMap) -> String {
    let said = headers.get(axum::http::header::USER_AGENT).and_then(|value| value.to_str().ok());
    said.unwrap_or_default().to_owned()
}

/// Where somebody goes who is in: the page first asked for, else the desk.
fn onward(next: &str) -> &str {
    match local_or_root(next) {
        "/" => "/desk",
        next => next,
    }
}

/// The next step of signing in.
fn next_step(next: &str) -> String {
    match local_or_root(next) {
        "/" => "/sign-in".to_owned(),
        next => format!("/sign-in?next={}", encode(next)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_in_goes_to_what_they_asked_for_on_this_site() {
        for (next, there, step) in [
            ("", "/desk", "/sign-in"),
            ("/", "/desk", "/sign-in"),
            ("https://evil.example/", "/desk", "/sign-in"),
            ("/matters?x=1", "/matters?x=1", "/sign-in?next=%2Fmatters%3Fx%3D1"),
        ] {
            assert_eq!((onward(next), next_step(next).as_str()), (there, step), "{next}");
        }
    }
}
