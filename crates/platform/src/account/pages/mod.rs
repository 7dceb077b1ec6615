//! The pages of accounts: signing in and out, step by step, without script.
//!
//! `/sign-in` shows whatever stands between a visitor and their rights: name and password, the
//! code, the set-up of the code, a new password. Each step is a form of its own that leads back
//! there, and in the end to the page first asked for. Source: UX §4 (sign-in), mockup `signin`.

mod cookie;
mod second_factor;
mod sign_in;

use axum::http::HeaderMap;

use crate::web::address::{encode, local_or_root};
use crate::web::visitor::{SESSION_COOKIE, cookie};
use crate::web::{Access, FormState, Routes};

/// Signing in and out.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/sign-in", Access::Public, sign_in::show)
        .post("/sign-in", Access::Public, sign_in::create)
        .post("/sign-in/code", Access::Public, second_factor::pass)
        .post("/sign-in/second-factor", Access::Public, second_factor::confirm)
        .post("/sign-in/password", Access::Public, sign_in::renew_password)
        .post("/sign-out", Access::Public, sign_in::delete)
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
