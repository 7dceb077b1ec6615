//! Puts the three style sheets together from their parts under `assets/css/`.
//!
//! Colours are written once: the dark ones apply when chosen, and when the system asks for them
//! and nothing was chosen. Print is always light. Source: UX §9.

use std::fmt::Write as _;

use super::assets::source;

/// How finely a row of the floor stack divides its width: rooms take this many parts together.
pub const STACK_PARTS: u32 = 60;

/// For people in the building: phone first.
#[must_use]
pub fn public() -> String {
    assemble(&["base", "components", "public", "print"])
}

/// For staff: desk first.
#[must_use]
pub fn staff() -> String {
    assemble(&["base", "components", "staff", "lists", "print"]) + &stack_parts()
}

/// For the screen on the wall: dark whatever the system says.
#[must_use]
pub fn wall() -> String {
    let dark = declarations(&source("css/dark.css"));
    let tokens = source("css/tokens.css");
    minified(&[
        &tokens,
        &format!(":root{{{dark}}}"),
        &source("css/base.css"),
        &source("css/wall.css"),
    ])
}

fn assemble(parts: &[&str]) -> String {
    let dark = declarations(&source("css/dark.css"));
    let themes = format!(
        "@media screen{{[data-theme=dark]{{{dark}}}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root:not([data-theme]){{{dark}}}}}"
    );
    let mut texts = vec![source("css/tokens.css").into_owned(), themes];
    texts.extend(parts.iter().map(|part| source(&format!("css/{part}.css")).into_owned()));
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    minified(&texts)
}

/// Widths of rooms in the floor stack as classes, since style attributes are not allowed.
fn stack_parts() -> String {
    let mut css = String::new();
    for part in 1..=STACK_PARTS {
        write!(css, ".w{part}{{flex-grow:{part}}}").expect("writing to a string does not fail");
    }
    css
}

/// What stands between the braces of a sheet that has a single rule.
fn declarations(sheet: &str) -> String {
    let start = sheet.find('{').map_or(0, |at| at + 1);
    let end = sheet.rfind('}').unwrap_or(sheet.len());
    sheet[start..end].to_owned()
}

/// The sheets without comments and line breaks.
fn minified(sheets: &[&str]) -> String {
    let mut css = String::new();
    for sheet in sheets {
        let mut rest = *sheet;
        while let Some(start) = rest.find("/*") {
            push_lines(&mut css, &rest[..start]);
            rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
        }
        push_lines(&mut css, rest);
    }
    css
}

fn push_lines(css: &mut String, text: &str) {
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        // A selector or value broken over lines needs its space back.
        if css.ends_with(|c: char| c.is_alphanumeric()) {
            css.push(' ');
        }
        css.push_str(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheets_have_balanced_braces_and_no_comments() {
        for css in [public(), staff(), wall()] {
            assert_eq!(css.matches('{').count(), css.matches('}').count());
            assert!(!css.contains("/*") && !css.contains('\n'));
        }
    }

    /// Source: UX §13, baseline of Chromium 88.
    #[test]
    fn nothing_newer_than_the_baseline_is_used() {
        for css in [public(), staff(), wall()] {
            for newer in [":has(", "@container", "color-mix(", "@layer", "@import", "url("] {
                assert!(!css.contains(newer), "{newer}");
            }
        }
    }

    #[test]
    fn every_width_of_the_floor_stack_has_a_class() {
        assert!(staff().contains(".w1{flex-grow:1}"));
        assert!(staff().contains(&format!(".w{STACK_PARTS}{{flex-grow:{STACK_PARTS}}}")));
    }
}
