//! Holds the templates of every slice to the sentences and pictures there are.
//!
//! Reads the templates of the whole workspace from disk, so that a slip shows in the test and not
//! on a page that no sample draws.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Locale, icons};

/// The methods of the view that take a locale key as their first argument.
const TAKE_A_KEY: [&str; 9] =
    [".t(", ".t1(", ".t2(", ".t3(", ".ta(", ".hint(", ".or_none(", ".example(", ".empty("];

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

#[test]
fn every_sentence_a_template_asks_for_exists() {
    let mut missing = Vec::new();
    for path in templates() {
        let text = fs::read_to_string(&path).expect("a template is text");
        let keys = TAKE_A_KEY.iter().flat_map(|method| literals(&text, method));
        // The first literal of `empty` is an icon.
        for key in keys.filter(|key| !icons::is_icon(key)) {
            if !Locale::ZhCn.has(key) {
                missing.push(format!("{}: {key}", path.display()));
            }
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
