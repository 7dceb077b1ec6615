//! What tells one device from another, so that nobody counts twice: a random cookie, of which the
//! server keeps a keyed hash for each matter joined or raised.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use platform::web::Site;
use platform::web::visitor::cookie;

/// Name of the cookie.
const COOKIE: &str = "device";
/// Characters of it: 20 of an alphabet of 31, about 99 bits.
const LENGTH: usize = 20;
/// A year in seconds. Source: assumption (matters live shorter).
const KEPT: u32 = 31_536_000;

/// A device that asks.
#[derive(Debug, Clone)]
pub(super) struct Device {
    token: String,
    is_new: bool,
}

impl Device {
    /// The device behind a request; a new one if it brings no cookie.
    pub fn of(headers: &HeaderMap, site: &Site) -> Self {
        let known = cookie(headers, COOKIE).filter(|token| {
            token.len() == LENGTH && token.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        match known {
            Some(token) => Self { token: token.to_owned(), is_new: false },
            None => Self { token: site.world.randomness.code(LENGTH), is_new: true },
        }
    }

    /// What is stored of it.
    pub fn hash(&self, site: &Site) -> Vec<u8> {
        site.world.keys.hash("matter.device", self.token.as_bytes())
    }

    /// Gives a new device its cookie.
    pub fn remember(&self, site: &Site, mut response: Response) -> Response {
        if self.is_new {
            let secure = if site.settings.is_secure() { "; Secure" } else { "" };
            let cookie = format!(
                "{COOKIE}={}; Path=/b/; Max-Age={KEPT}; HttpOnly; SameSite=Lax{secure}",
                self.token
            );
            if let Ok(value) = HeaderValue::from_str(&cookie) {
                response.headers_mut().append(header::SET_COOKIE, value);
            }
        }
        response
    }
}
