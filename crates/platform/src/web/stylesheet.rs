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

    /// The tokens of a theme: name and colour as red, green, blue.
    fn colours(sheets: &[&str]) -> std::collections::BTreeMap<String, [f64; 3]> {
        let mut colours = std::collections::BTreeMap::new();
        for declaration in sheets.iter().flat_map(|sheet| sheet.split(['{', ';', '}'])) {
            let Some((name, value)) = declaration.trim().split_once(':') else { continue };
            let Some(hex) = value.trim().strip_prefix('#') else { continue };
            let wide = if hex.len() == 3 {
                hex.chars().flat_map(|digit| [digit, digit]).collect()
            } else {
                hex.to_owned()
            };
            let part = |at: usize| {
                f64::from(u8::from_str_radix(&wide[at..at + 2], 16).expect("a hex colour")) / 255.0
            };
            colours.insert(name.trim().to_owned(), [part(0), part(2), part(4)]);
        }
        colours
    }

    /// The contrast ratio of WCAG 2, 1 to 21.
    fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
        let luminance = |colour: [f64; 3]| {
            let [r, g, b] = colour.map(|part| {
                if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Source: UX §9, §10; WCAG 2.2 1.4.3 and 1.4.11.
    #[test]
    fn colours_can_be_told_apart_in_both_themes() {
        let (light, dark) = (source("css/tokens.css"), source("css/dark.css"));
        for (theme, colours) in [("light", colours(&[&light])), ("dark", colours(&[&light, &dark]))]
        {
            let at_least = |front: &str, back: &str, least: f64| {
                let ratio = contrast(colours[front], colours[back]);
                assert!(ratio >= least, "{theme}: {front} on {back} is {ratio:.2}, not {least}");
            };
            for ground in ["--bg", "--panel", "--sunk", "--hover"] {
                at_least("--ink", ground, if ground == "--hover" { 12.0 } else { 14.0 });
                for text in ["--ink2", "--ink3", "--brand"] {
                    at_least(text, ground, 4.5);
                }
            }
            for tone in ["--ok", "--warn", "--late", "--talk", "--whis", "--idle", "--brand"] {
                at_least(tone, "--panel", 4.5);
                at_least(tone, &format!("{tone}-w"), 4.5);
                at_least("--ink", &format!("{tone}-w"), 4.5);
                at_least("--brand", &format!("{tone}-w"), 4.5);
            }
            at_least("--ink2", "--idle-w", 4.5);
            at_least("--ink3", "--brand-w", 4.5);
            at_least("--on", "--brand", 4.5);
            at_least("--on", "--brand-h", 4.5);
            at_least("--field", "--panel", 3.0);
            at_least("--field", "--bg", 3.0);
        }
    }
}
