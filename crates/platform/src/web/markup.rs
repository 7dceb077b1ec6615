//! What must hold of every page, for the tests of every slice: strict CSP, well-formed, translated.
//!
//! A simple reader of tags, not a validator: it is meant for pages this program drew itself.

use std::collections::HashSet;

/// Elements without an end tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// What is wrong with `html`, in words for whoever reads the failing test; empty when nothing is.
#[must_use]
pub fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (trace, meaning) in [
        ("⟦", "a missing sentence"),
        ("{$", "a sentence without its argument"),
        ("{ $", "a sentence without its argument"),
        ("{{", "an unfilled template"),
    ] {
        if let Some(at) = html.find(trace) {
            faults.push(format!("{meaning}: {}", around(html, at)));
        }
    }
    let mut open: Vec<String> = Vec::new();
    let mut ids = HashSet::new();
    for tag in tags(html) {
        faults.extend(forbidden(&tag));
        if let Some(id) = attribute(tag.text, "id")
            && !ids.insert(id.to_owned())
        {
            faults.push(format!("the id {id} stands twice"));
        }
        if tag.ends {
            match open.pop() {
                Some(name) if name == tag.name => {}
                other => faults.push(format!("</{}> closes {other:?}", tag.name)),
            }
        } else if !tag.closes_itself && !VOID.contains(&tag.name.as_str()) {
            open.push(tag.name);
        }
    }
    if !open.is_empty() {
        faults.push(format!("never closed: {open:?}"));
    }
    faults
}

/// What is wrong with a whole page beyond [`faults`]: language, title, one `h1`, landmarks.
#[must_use]
pub fn page_faults(html: &str) -> Vec<String> {
    let mut found = faults(html);
    for (needed, times) in [("<h1", 1), ("<main", 1), ("<title>", 1), ("<html lang=", 1)] {
        let seen = html.matches(needed).count();
        if seen != times {
            found.push(format!("{needed} stands {seen} times, not {times}"));
        }
    }
    if html.contains("<title> ·") {
        found.push("the page has no title".to_owned());
    }
    found
}

struct Tag<'a> {
    name: String,
    text: &'a str,
    ends: bool,
    closes_itself: bool,
}

/// The tags of `html`, in order; comments and the doctype are passed over.
fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let text = &rest[start..];
        let end = text.find('>').map_or(text.len(), |at| at + 1);
        let tag = &text[..end];
        rest = &text[end..];
        if tag.starts_with("<!") {
            continue;
        }
        let ends = tag.starts_with("</");
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next();
        tags.push(Tag {
            name: name.unwrap_or_default().to_ascii_lowercase(),
            text: tag,
            ends,
            closes_itself: tag.ends_with("/>"),
        });
    }
    tags
}

/// What the content security policy would refuse in one tag.
fn forbidden(tag: &Tag<'_>) -> Option<String> {
    let inline_script = tag.name == "script" && !tag.ends && !tag.text.contains(" src=");
    let handler = tag.text.split_whitespace().any(|part| {
        part.starts_with("on")
            && part.split('=').next().is_some_and(is_handler)
            && part.contains('=')
    });
    let refused = attribute(tag.text, "style").is_some()
        || tag.name == "style"
        || inline_script
        || handler
        || tag.text.contains("javascript:");
    refused.then(|| format!("refused by the content security policy: {}", tag.text))
}

fn is_handler(name: &str) -> bool {
    name.len() > 3 && name.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

fn around(html: &str, at: usize) -> String {
    html[at..].chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_policy_or_a_reader_would_stumble_over_is_found() {
        for bad in [
            "<p style=\"color:red\">x</p>",
            "<script>alert(1)</script>",
            "<a onclick=\"x()\" href=\"#\">x</a>",
            "<a href=\"javascript:x()\">x</a>",
            "<p><b>x</p></b>",
            "<div>",
            "<p>⟦desk-title⟧</p>",
            "<p>剩 {$n} 分</p>",
            "<i id=\"a\"></i><i id=\"a\"></i>",
        ] {
            assert_ne!(faults(bad), Vec::<String>::new(), "{bad}");
        }
    }

    #[test]
    fn a_sound_fragment_has_no_faults() {
        let good = "<!doctype html><p class=\"on\">1 &lt; 2<br><svg><use href=\"#x\"/></svg>\
                    <script type=\"module\" src=\"/a.js\"></script><input name=\"one\"></p>";
        assert_eq!(faults(good), Vec::<String>::new());
    }
}
