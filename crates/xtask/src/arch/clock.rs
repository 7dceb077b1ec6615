//! Time and chance are arguments: few crates may ask the machine for them.

use super::Finding;
use super::tree::Tree;

/// Ways to ask the machine for the time.
const CLOCKS: [&str; 5] =
    ["Timestamp::now", "Zoned::now", "SystemTime::now", "Instant::now", "TimeZone::system"];
/// Crates that may, and why.
const CLOCK_HOLDERS: [(&str, &str); 5] = [
    ("platform", "the one system TimeSource; time-outs and metrics measure real time"),
    ("app", "start-up and soak measure real time"),
    ("bench", "measures real time"),
    ("testkit", "waits for a server with a time-out"),
    ("xtask", "says how long a step took"),
];

/// Ways to ask the machine for chance.
const CHANCES: [&str; 5] = ["getrandom::", "rand::rng", "rand::random", "thread_rng", "OsRng"];
/// The crate that may, in one file: the one system Randomness.
const CHANCE_HOLDER: &str = "platform";

/// Sources that read the system clock or a global generator of chance.
pub fn findings(tree: &Tree) -> Vec<Finding> {
    let mut found = clocks(tree);
    found.extend(chances(tree));
    found
}

fn clocks(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (krate, source) in tree.sources() {
        if CLOCK_HOLDERS.iter().any(|(holder, _)| *holder == krate.name) {
            continue;
        }
        for (line, text) in source.code() {
            if let Some(clock) = CLOCKS.iter().find(|clock| text.code.contains(**clock)) {
                let why = format!("`{clock}`: take a kernel::TimeSource, time is an argument");
                found.push(Finding::new(&source.path, line, why));
            }
        }
    }
    found
}

fn chances(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut holder = None;
    for (krate, source) in tree.sources() {
        for (line, text) in source.code() {
            let Some(chance) = CHANCES.iter().find(|chance| text.code.contains(**chance)) else {
                continue;
            };
            let is_holder =
                krate.name == CHANCE_HOLDER && *holder.get_or_insert(&source.path) == &source.path;
            if !is_holder {
                let why = format!("`{chance}`: take a kernel::Randomness, chance is an argument");
                found.push(Finding::new(&source.path, line, why));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, found_in};
    use super::findings;

    #[test]
    fn slices_do_not_read_the_clock() {
        for clock in super::CLOCKS {
            let text = format!("fn now() {{ {clock}(); }}");
            let found = found_in(findings, "crates/matters/src/rules/closing.rs", &text);
            assert_eq!(found.len(), 1, "{clock}");
            assert!(found[0].contains("time is an argument"), "{found:?}");
        }
        let text = "#[cfg(test)]\nmod tests {\n    fn f() { Timestamp::now(); }\n}";
        assert!(found_in(findings, "crates/matters/src/rules/closing.rs", text).is_empty());
    }

    #[test]
    fn chance_has_one_place() {
        let text = "fn fill(b: &mut [u8]) { getrandom::fill(b); }";
        assert_eq!(found_in(findings, "crates/registry/src/code.rs", text).len(), 1);
        assert!(found_in(findings, "crates/platform/src/chance.rs", text).is_empty());
        let two = [("crates/platform/src/chance.rs", text), ("crates/platform/src/vault.rs", text)];
        let found = found(findings, &two);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("crates/platform/src/vault.rs:1:"), "{found:?}");
    }
}
