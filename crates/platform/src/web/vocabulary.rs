//! Holds the templates of every slice to the pictures there are and to the sentences their fields
//! name; the other sentences are held by `cargo xtask locales`.
//!
//! Reads the templates of the whole workspace from disk, so that a slip shows in the test and not
//! on a page that no sample draws.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Locale, icons};

/// Methods of components whose first argument is a locale key.
const TAKE_A_KEY: [&str; 3] = [".hint(", ".or_none(", ".example("];

/// Methods of the view that make a field, whose last literal before further methods is its label.
const MAKE_A_FIELD: [&str; 9] = [
    "v.text(",
    "v.line(",
    "v.password(",
    "v.area(",
    "v.select(",
    "v.cards(",
    "v.segmented(",
    "v.tick(",
    "v.files(",
];

/// Every template of the workspace.
fn templates() -> Vec<PathBuf> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for slice in fs::read_dir(crates).expect("the workspace has crates").flatten() {
        collect(&slice.path().join("templates"), &mut found);
    }
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "html") {
            found.push(path);
        }
    }
}

/// The first arguments of `method` in `text` that are literals.
fn literals<'a>(text: &'a str, method: &str) -> Vec<&'a str> {
    text.split(method)
        .skip(1)
        .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
        .collect()
}

/// The labels of the fields made by `method`: the second literal after the form, since the first
/// is the field's name.
fn labels<'a>(text: &'a str, method: &str) -> Vec<&'a str> {
    text.split(method)
        .skip(1)
        .filter_map(|rest| {
            let arguments = rest.split(')').next()?;
            let after_form = arguments.split_once("form,").map_or(arguments, |(_, after)| after);
            let mut quoted = after_form.split('"').skip(1).step_by(2);
            quoted.nth(1)
        })
        .collect()
}

#[test]
fn every_sentence_a_field_asks_for_exists() {
    let mut missing = Vec::new();
    for path in templates() {
        let text = fs::read_to_string(&path).expect("a template is text");
        let keys = TAKE_A_KEY.iter().flat_map(|method| literals(&text, method));
        let keys = keys.chain(MAKE_A_FIELD.iter().flat_map(|method| labels(&text, method)));
        for key in keys.filter(|key| !Locale::ZhCn.has(key)) {
            missing.push(format!("{}: {key}", path.display()));
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_picture_a_template_asks_for_exists() {
    let mut missing = Vec::new();
    for path in templates() {
        let text = fs::read_to_string(&path).expect("a template is text");
        let icons = literals(&text, ".icon(").into_iter().filter(|name| !icons::is_icon(name));
        let shapes = literals(&text, ".glyph(").into_iter().filter(|name| !icons::is_glyph(name));
        missing.extend(icons.chain(shapes).map(|name| format!("{}: {name}", path.display())));
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// Source: UX §9: weights 400 and 600, no style attributes, no inline script.
#[test]
fn no_template_carries_what_the_policy_refuses() {
    let mut found = Vec::new();
    for path in templates() {
        let text = fs::read_to_string(&path).expect("a template is text");
        for refused in [" style=", "<style", " onclick=", " onchange=", "javascript:"] {
            if text.contains(refused) {
                found.push(format!("{}: {refused}", path.display()));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}
