//! At the door: cross-site posts are refused, and each endpoint admits whom its access names.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::respond::PageError;
use super::route::Access;
use super::site::Site;
use super::visitor::Visitor;
use crate::api;

/// Admits whom `access` names. A stranger asking for a page is sent to sign in and comes back, and
/// so is whoever has a step of signing in still before them; for everyone else what they may not see does not exist.
pub(super) async fn admit(access: Access, request: Request, next: Next) -> Response {
    let visitor = request.extensions().get::<Visitor>();
    let signed_in = visitor.is_some_and(Visitor::is_through);
    let admitted = match access {
        Access::Public | Access::ByCode => true,
        Access::SignedIn => signed_in,
        Access::May(permission) => visitor.is_some_and(|visitor| visitor.actor.may(permission)),
    };
    if admitted {
        let reads_alone = visitor.and_then(|visitor| visitor.caller).is_some_and(|one| !one.writes);
        if reads_alone && request.method() != Method::GET {
            return PageError::ReadOnly.into_response();
        }
        return next.run(request).await;
    }
    if !signed_in && api::is_endpoint(request.uri().path()) {
        return PageError::NoToken.into_response();
    }
    if !signed_in && request.method() == Method::GET {
        let wanted = request.uri().path_and_query().map_or("/", |path| path.as_str());
        let mut address = String::from("/sign-in?next=");
        super::address::encode_into(&mut address, wanted);
        return Redirect::to(&address).into_response();
    }
    PageError::NotFound.into_response()
}

/// Refuses addresses that hold the letter of number zero: nobody types it, and PostgreSQL answers
/// no question that holds it.
pub(super) async fn readable(request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query().map_or("", |address| address.as_str());
    if address.contains("%00") {
        PageError::Malformed.into_response()
    } else {
        next.run(request).await
    }
}

/// Refuses posts that come from another site's page.
///
/// Browsers say where a request comes from in `Sec-Fetch-Site`; older ones at least name the
/// `Origin`. A client that sends neither is no browser and carries no cookie it did not ask for.
/// Source: ADR-0005.
pub(super) async fn same_site(
    State(site): State<Arc<Site>>,
    request: Request,
    next: Next,
) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    // The API takes no cookie: no page can ask it anything in its reader's name.
    let tokens_only = api::is_endpoint(request.uri().path());
    if reads || tokens_only || comes_from_here(request.headers(), &site.settings.base_url) {
        next.run(request).await
    } else {
        PageError::CrossSite.into_response()
    }
}

fn comes_from_here(headers: &HeaderMap, base_url: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(fetch_site) = text("sec-fetch-site") {
        return matches!(fetch_site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else { return true };
    let host = origin.split_once("://").map(|(_, host)| host);
    origin == base_url || (host.is_some() && host == text(header::HOST.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in pairs {
            map.insert(*name, value.parse().expect("a header value"));
        }
        map
    }

    #[test]
    fn a_post_from_another_site_is_told_apart() {
        let base = "https://loushi.example";
        for (pairs, here) in [
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "none")], true),
            (vec![("sec-fetch-site", "cross-site")], false),
            (vec![("sec-fetch-site", "same-site")], false),
            (vec![("sec-fetch-site", "cross-site"), ("origin", base)], false),
            (vec![("origin", "https://loushi.example")], true),
            (vec![("origin", "http://10.0.0.8:8080"), ("host", "10.0.0.8:8080")], true),
            (vec![("origin", "https://evil.example"), ("host", "loushi.example")], false),
            (vec![("origin", "null"), ("host", "loushi.example")], false),
            (vec![], true),
        ] {
            assert_eq!(comes_from_here(&headers(&pairs), base), here, "{pairs:?}");
        }
    }
}
