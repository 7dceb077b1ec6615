//! `cargo xtask locales`: every sentence a page asks for exists in both languages, and no sentence
//! stands there that nobody asks for.

mod calls;
mod dynamic;
mod fluent;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};

use crate::arch::{Finding, Tree, files_below, report};
use calls::{Call, calls_in_rust, calls_in_template, words_in_rust, words_in_template};
use dynamic::Prefixes;
use fluent::{Message, messages};

/// The language the others are held against, and the others.
const FIRST: &str = "zh-CN";
const OTHERS: [&str; 1] = ["en"];

/// Crates that show no page.
const TOOLS: [&str; 2] = ["testkit", "xtask"];

/// The sentences of one language by key.
type Catalogue = BTreeMap<String, Message>;

/// Checks the workspace at `root` and prints every finding.
///
/// # Errors
/// When there is a finding, or a file cannot be read.
pub fn run(root: &Path) -> Result<()> {
    report("locales", &findings(root)?)
}

fn findings(root: &Path) -> Result<Vec<Finding>> {
    let tree = Tree::read(root)?;
    let mut found = Vec::new();
    let prefixes = Prefixes::read(root)?;
    let first = catalogue(root, FIRST, &mut found)?;
    for language in OTHERS {
        let other = catalogue(root, language, &mut found)?;
        found.extend(differences(&first, &other, &prefixes));
    }
    found.extend(calls(&tree).iter().filter_map(|call| answerless(call, &first)));
    let keys: Vec<&str> = first.keys().map(String::as_str).collect();
    found.extend(prefixes.without_keys(&keys));
    found.extend(unused(&tree, &first, &prefixes));
    found.sort();
    Ok(found)
}

/// Reads a language; a key that stands twice is a finding.
fn catalogue(root: &Path, language: &str, found: &mut Vec<Finding>) -> Result<Catalogue> {
    let mut catalogue = Catalogue::new();
    for file in files_below(&root.join("locales").join(language), "ftl")? {
        let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let shown = file.strip_prefix(root).unwrap_or(&file);
        for message in messages(shown, &text) {
            if !is_kebab(&message.key) {
                let why = format!("`{}`: keys are lower-case words joined by hyphens", message.key);
                found.push(message.finding(why));
            }
            if let Some(before) = catalogue.insert(message.key.clone(), message) {
                let why = format!("`{}` stands twice", before.key);
                found.push(before.finding(why));
            }
        }
    }
    Ok(catalogue)
}

fn is_kebab(key: &str) -> bool {
    key.split('-').all(|word| {
        !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    })
}

/// Keys only one language has, and messages that take other variables.
///
/// Code that puts a key together hands over all variables, and each language takes those it needs:
/// a month by number, or by name.
fn differences(first: &Catalogue, other: &Catalogue, prefixes: &Prefixes) -> Vec<Finding> {
    let mut found = Vec::new();
    for (key, message) in first {
        match other.get(key) {
            None => {
                let why = format!("`{key}` is missing in the other language");
                found.push(message.finding(why));
            }
            Some(twin) if twin.variables != message.variables && !prefixes.cover(key) => {
                let why = format!(
                    "`{key}` takes {} here and {} in {}",
                    listed(&message.variables),
                    listed(&twin.variables),
                    twin.file.display()
                );
                found.push(message.finding(why));
            }
            Some(_) => {}
        }
    }
    let surplus = other.iter().filter(|(key, _)| !first.contains_key(*key));
    found.extend(surplus.map(|(key, message)| {
        message.finding(format!("`{key}` is missing in {FIRST}, the first language"))
    }));
    found
}

fn listed(variables: &BTreeSet<String>) -> String {
    if variables.is_empty() {
        return "nothing".to_owned();
    }
    variables.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", ")
}

fn calls(tree: &Tree) -> Vec<Call> {
    let shipped = tree.sources().filter(|(krate, _)| !TOOLS.contains(&krate.name.as_str()));
    let rust = shipped.flat_map(|(_, source)| calls_in_rust(source));
    let templates = tree.crates.iter().flat_map(|krate| &krate.templates);
    rust.chain(templates.flat_map(|(path, text)| calls_in_template(path, text))).collect()
}

/// What is wrong with a call: no such key, or a sentence called without the variable it takes.
fn answerless(call: &Call, catalogue: &Catalogue) -> Option<Finding> {
    let Some(message) = catalogue.get(&call.key) else {
        let why = format!("`{}` stands in no locale file", call.key);
        return Some(Finding::new(&call.file, call.line, why));
    };
    if call.bare && !message.variables.is_empty() {
        let why = format!("`{}` takes {}", call.key, listed(&message.variables));
        return Some(Finding::new(&call.file, call.line, why));
    }
    None
}

/// Sentences that no page, no code and no other sentence names.
fn unused(tree: &Tree, catalogue: &Catalogue, prefixes: &Prefixes) -> Vec<Finding> {
    let mut named: BTreeSet<String> =
        catalogue.values().flat_map(|message| message.references.clone()).collect();
    for (_, source) in tree.sources() {
        named.extend(words_in_rust(source));
    }
    for (_, text) in tree.crates.iter().flat_map(|krate| &krate.templates) {
        named.extend(words_in_template(text));
    }
    let forgotten =
        catalogue.iter().filter(|(key, _)| !named.contains(*key) && !prefixes.cover(key));
    forgotten
        .map(|(key, message)| {
            let why = format!(
                "`{key}` is used nowhere: remove it, or declare how its key is made in {}",
                dynamic::FILE
            );
            message.finding(why)
        })
        .collect()
}

#[cfg(test)]
mod tests;
