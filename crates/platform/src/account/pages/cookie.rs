//! The session's cookie: out of reach of scripts, and of other sites' posts.

use axum::http::{HeaderValue, header};
use axum::response::Response;

use crate::web::Site;
use crate::web::visitor::SESSION_COOKIE;

/// Gives the browser the token. The cookie itself has no end: the session's is in the database.
pub(super) fn give(site: &Site, response: Response, token: &str) -> Response {
    put(response, &line(site.settings.is_secure(), token, ""))
}

/// Takes it back.
pub(super) fn take(site: &Site, response: Response) -> Response {
    put(response, &line(site.settings.is_secure(), "", "; Max-Age=0"))
}

fn line(secure: bool, token: &str, age: &str) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!("{SESSION_COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{age}")
}

fn put(mut response: Response, line: &str) -> Response {
    let value = HeaderValue::from_str(line).expect("tokens are hexadecimal");
    response.headers_mut().append(header::SET_COOKIE, value);
    response
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn over_tls_the_cookie_insists_on_it() {
        assert_eq!(line(false, "ab", ""), "session=ab; Path=/; HttpOnly; SameSite=Lax");
        assert_eq!(line(true, "ab", ""), "session=ab; Path=/; HttpOnly; SameSite=Lax; Secure");
        assert_eq!(
            line(false, "", "; Max-Age=0"),
            "session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
        );
    }
}
