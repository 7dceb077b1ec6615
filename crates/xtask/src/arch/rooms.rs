//! Directions inside a slice: which room may enter which.

use std::collections::BTreeSet;

use super::Finding;
use super::paths::Use;
use super::source::Source;
use super::tree::{Crate, Tree};

/// A room and what it may not touch.
struct Room {
    name: &'static str,
    crates: &'static [&'static str],
    rooms: &'static [&'static str],
    asynchronous: bool,
    why: &'static str,
}

const ROOMS: [Room; 7] = [
    Room {
        name: "model",
        crates: &["diesel", "axum", "tokio"],
        rooms: &["rules", "store", "acts", "pages", "api", "schema"],
        asynchronous: false,
        why: "the model is types and states, without input or output",
    },
    Room {
        name: "rules",
        crates: &["diesel", "axum", "tokio"],
        rooms: &["store", "acts", "pages", "api", "schema"],
        asynchronous: false,
        why: "rules are pure: (facts, now) to a change or a refusal",
    },
    Room {
        name: "store",
        crates: &["axum", "tokio"],
        rooms: &["acts", "pages", "api"],
        asynchronous: false,
        why: "the store is synchronous SQL: scope in, model out",
    },
    Room {
        name: "acts",
        crates: &["axum", "tokio"],
        rooms: &["pages", "api"],
        asynchronous: false,
        why: "acts are synchronous and serve pages, API, commands and imports alike",
    },
    Room {
        name: "viewing",
        crates: &["diesel", "axum", "tokio"],
        rooms: &["acts", "pages", "api", "schema"],
        asynchronous: true,
        why: "what is shown is read once through the store, for pages and the API alike",
    },
    Room {
        name: "pages",
        crates: &["diesel"],
        rooms: &["api", "schema"],
        asynchronous: true,
        why: "pages call acts for writes and the store for scoped reads",
    },
    Room {
        name: "api",
        crates: &["diesel"],
        rooms: &["pages", "schema"],
        asynchronous: true,
        why: "the API calls acts for writes and the store for scoped reads",
    },
];

/// Files that reach into a room they may not enter.
pub fn findings(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for krate in &tree.crates {
        let modules = krate.modules();
        for source in &krate.sources {
            if let Some(room) = room_of(krate, source) {
                found.extend(in_room(krate, source, room, &modules));
            }
        }
    }
    found
}

/// The room a file stands in: `src/store/matter.rs`, `src/store.rs`, `src/vault/store.rs`.
fn room_of(krate: &Crate, source: &Source) -> Option<&'static Room> {
    let module = krate.module(source);
    ROOMS.iter().find(|room| module.iter().any(|part| part == room.name))
}

fn in_room(
    krate: &Crate,
    source: &Source,
    room: &Room,
    modules: &BTreeSet<Vec<String>>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut add = |line: usize, what: &str| {
        let why = format!("`{}` may not use {what}: {}", room.name, room.why);
        found.push(Finding::new(&source.path, line, why));
    };
    for used in krate.uses(source) {
        for banned in room.crates {
            if used.starts_with(banned) {
                add(used.line, &format!("`{banned}`"));
            }
        }
        if let Some(entered) = entered(&used, room, modules) {
            add(used.line, &format!("`{entered}`"));
        }
    }
    for (line, text) in source.code().filter(|_| !room.asynchronous) {
        let words = text.code.split(|c: char| !c.is_alphanumeric() && c != '_');
        if words.into_iter().any(|word| word == "async" || word == "await") {
            add(line, "async");
        }
    }
    found
}

/// The forbidden room a path leads through, if the crate really has a module there.
fn entered<'r>(used: &Use, room: &'r Room, modules: &BTreeSet<Vec<String>>) -> Option<&'r str> {
    if !used.starts_with("crate") {
        return None;
    }
    let path = &used.path[1..];
    (1..=path.len()).find_map(|n| {
        let banned = room.rooms.iter().find(|name| path[n - 1] == **name)?;
        modules.contains(&path[..n]).then_some(*banned)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::findings;

    /// What is found in one file of a slice that has every room.
    fn found_at(path: &str, text: &str) -> Vec<String> {
        let rooms = ["model", "rules", "store", "acts", "pages", "api"];
        let mut files: Vec<(String, &str)> =
            rooms.iter().map(|room| (format!("crates/matters/src/{room}/mod.rs"), "")).collect();
        files.push(("crates/matters/src/schema.rs".to_owned(), ""));
        files.push((format!("crates/matters/src/{path}"), text));
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, *text)).collect();
        found(findings, &files)
    }

    #[test]
    fn each_room_refuses_what_it_may_not_touch() {
        let cases = [
            ("model/matter.rs", "use diesel::prelude::*;", "`model` may not use `diesel`"),
            ("model/matter.rs", "use crate::rules::closing;", "`model` may not use `rules`"),
            ("rules/closing.rs", "fn f(row: axum::Json<u8>) {}", "`rules` may not use `axum`"),
            ("rules/closing.rs", "use tokio::time;", "`rules` may not use `tokio`"),
            (
                "rules/closing.rs",
                "use crate::{model, store::matter};",
                "`rules` may not use `store`",
            ),
            ("rules/closing.rs", "use super::super::acts;", "`rules` may not use `acts`"),
            ("store/matter.rs", "use crate::acts::close;", "`store` may not use `acts`"),
            ("store/matter.rs", "pub async fn find() {}", "`store` may not use async"),
            ("acts/close.rs", "use tokio::sync::Mutex;", "`acts` may not use `tokio`"),
            ("acts/close.rs", "fn f() { crate::pages::render() }", "`acts` may not use `pages`"),
            ("acts/close.rs", "fn f() { g().await }", "`acts` may not use async"),
            ("pages/show.rs", "use diesel::RunQueryDsl;", "`pages` may not use `diesel`"),
            ("pages/show.rs", "use crate::api::show;", "`pages` may not use `api`"),
            ("pages/show.rs", "use crate::schema::matter;", "`pages` may not use `schema`"),
            ("api/show.rs", "use crate::pages::show;", "`api` may not use `pages`"),
        ];
        for (path, text, expected) in cases {
            let found = found_at(path, text);
            assert_eq!(found.len(), 1, "{path}: {text}: {found:?}");
            assert!(found[0].contains(expected), "{path}: {text}: {found:?}");
        }
    }

    #[test]
    fn what_is_allowed_passes() {
        let cases = [
            ("rules/closing.rs", "use crate::model::matter;"),
            ("rules/closing.rs", "/// Not axum::Json.\nfn closing() {}"),
            ("rules/closing.rs", "#[cfg(test)]\nmod tests {\n    use crate::store::matter;\n}"),
            ("store/matter.rs", "use diesel::prelude::*;\nuse crate::schema::matter;"),
            ("acts/close.rs", "use crate::{model, rules, store};"),
            ("pages/show.rs", "pub async fn show() { crate::acts::close() }"),
            ("lib.rs", "use axum::Router;\nuse diesel::prelude::*;"),
            ("model/matter.rs", "use platform::journal::store::Entry;"),
        ];
        for (path, text) in cases {
            assert!(found_at(path, text).is_empty(), "{path}: {text}");
        }
    }
}
