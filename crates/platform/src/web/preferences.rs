//! How a reader wants pages to look: language, theme, size. Chosen by a link, kept in a cookie.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Locale;
use super::view::Theme;
use super::visitor::cookie;

/// A year in seconds: long enough that nobody chooses twice.
const KEPT: u32 = 31_536_000;

/// The reader's language: as chosen, else as the browser asks, else Chinese.
pub(super) fn locale(headers: &HeaderMap) -> Locale {
    cookie(headers, "lang").and_then(Locale::from_tag).unwrap_or_else(|| {
        let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Locale::from_accept_language(asked.unwrap_or_default())
    })
}

/// The reader's theme.
pub(super) fn theme(headers: &HeaderMap) -> Theme {
    Theme::from_word(cookie(headers, "theme").unwrap_or_default())
}

/// Whether the reader wants large type.
pub(super) fn elder(headers: &HeaderMap) -> bool {
    cookie(headers, "big") == Some("1")
}

/// Whether letter keys do anything for the reader.
pub(super) fn shortcuts(headers: &HeaderMap) -> bool {
    cookie(headers, "keys") != Some("off")
}

/// Takes `?lang=`, `?big=`, `?theme=` and `?keys=` out of the address into cookies and sends the reader to
/// the page without them.
pub(super) async fn choose(request: Request, next: Next) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let chosen: Vec<String> = query.split('&').filter_map(chosen_cookie).collect();
    if chosen.is_empty() || request.method() != Method::GET {
        return next.run(request).await;
    }
    let rest: Vec<&str> = query.split('&').filter(|pair| chosen_cookie(pair).is_none()).collect();
    let mut address = request.uri().path().to_owned();
    if !rest.is_empty() {
        address.push('?');
        address.push_str(&rest.join("&"));
    }
    // Two leading slashes would be another site's address.
    let address = format!("/{}", address.trim_start_matches('/'));
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    if let Ok(location) = HeaderValue::from_str(&address) {
        headers.insert(header::LOCATION, location);
    }
    for cookie in chosen {
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            headers.append(header::SET_COOKIE, value);
        }
    }
    response
}

/// The cookie that keeps a choice, if the pair is one and its value is known.
fn chosen_cookie(pair: &str) -> Option<String> {
    let (name, value) = pair.split_once('=')?;
    let value = match name {
        "lang" => Locale::from_tag(value)?.tag(),
        "theme" => Theme::from_word(value).word(),
        "big" if value == "1" || value == "0" => value,
        "keys" if value == "on" || value == "off" => value,
        _ => return None,
    };
    Some(format!("{name}={value}; Path=/; Max-Age={KEPT}; SameSite=Lax"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_choices_become_cookies() {
        let cookie = chosen_cookie("lang=en").expect("English is known");
        assert!(cookie.starts_with("lang=en; Path=/;"));
        for pair in ["lang=fr", "big=2", "q=1", "lang", "session=x"] {
            assert_eq!(chosen_cookie(pair), None, "{pair}");
        }
    }
}
