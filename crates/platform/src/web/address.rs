//! Addresses: what may stand in a query, and which redirects stay on this site.

use std::fmt::Write;

/// Appends `text` percent-encoded for a query value.
pub fn encode_into(out: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            _ => write!(out, "%{byte:02X}").expect("writing to a string succeeds"),
        }
    }
}

/// `text` percent-encoded for a query value.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    encode_into(&mut out, text);
    out
}

/// `next` if it is a path on this site, else `/`: a sign-in page must not send people elsewhere.
#[must_use]
pub fn local_or_root(next: &str) -> &str {
    let local = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\r', '\n'])
        && !next.starts_with("/sign-in");
    if local { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn query_values_survive() {
        assert_eq!(encode("/b/7?at=12&x=电"), "%2Fb%2F7%3Fat%3D12%26x%3D%E7%94%B5");
    }

    #[test]
    fn only_our_own_paths_are_followed() {
        assert_eq!(local_or_root("/desk?x=1"), "/desk?x=1");
        for elsewhere in ["//evil.example", "https://evil.example", "/\\evil", "", "desk"] {
            assert_eq!(local_or_root(elsewhere), "/", "{elsewhere}");
        }
    }
}
