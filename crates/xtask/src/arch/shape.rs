//! The shape of a file: it says what it is for, it is short, its lints carry reasons.

use super::Finding;
use super::source::Source;
use super::tree::Tree;

/// Lines of a file before its tests; past that it wants to be two.
const MOST_LINES: usize = 400;

/// Files that are too long, say nothing of themselves, or silence a lint without a reason.
pub fn findings(tree: &Tree) -> Vec<Finding> {
    tree.sources().flat_map(|(_, source)| of_source(source)).collect()
}

fn of_source(source: &Source) -> Vec<Finding> {
    let mut found = Vec::new();
    let lines = source.code().count();
    if lines > MOST_LINES {
        let why = format!("{lines} lines before tests, {MOST_LINES} at most: split it");
        found.push(Finding::new(&source.path, MOST_LINES + 1, why));
    }
    if source.code().any(|(_, line)| !line.code.trim().is_empty()) {
        let opens = source.lines.iter().find(|line| !line.comment.is_empty());
        if !opens.is_some_and(|line| line.comment.starts_with("//!")) {
            found.push(Finding::new(&source.path, 1, "begin with `//!`: what the file is for"));
        }
    }
    for (number, line) in source.code() {
        let code = line.code.trim_start();
        if code.starts_with("#[allow(") || code.starts_with("#![allow(") {
            let why = "use `#[expect(…, reason = \"…\")]`: it warns when it is no longer needed";
            found.push(Finding::new(&source.path, number, why));
        } else if code.starts_with("#[expect(") || code.starts_with("#![expect(") {
            let attribute: String =
                source.lines[number - 1..].iter().take(6).fold(String::new(), |text, line| {
                    if text.contains(")]") { text } else { text + &line.code }
                });
            if !attribute.contains("reason =") {
                found.push(Finding::new(&source.path, number, "say why: `reason = \"…\"`"));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::testing::found_in;
    use super::findings;

    const PATH: &str = "crates/matters/src/model.rs";

    #[test]
    fn a_long_file_is_found_but_its_tests_do_not_count() {
        let long = format!("//! Long.\n{}", "const _: u8 = 1;\n".repeat(400));
        let found = found_in(findings, PATH, &long);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("split it"), "{found:?}");
        let tests = "const _: u8 = 1;\n".repeat(400);
        let tested = format!("//! Tested.\n#[cfg(test)]\nmod tests {{\n{tests}}}\n");
        assert!(found_in(findings, PATH, &tested).is_empty());
    }

    #[test]
    fn a_file_says_what_it_is_for() {
        assert_eq!(found_in(findings, PATH, "use a::b;\n").len(), 1);
        assert_eq!(found_in(findings, PATH, "use a::b;\n//! Late.\n").len(), 0);
        assert!(found_in(findings, PATH, "//! A matter.\nuse a::b;\n").is_empty());
        assert!(found_in(findings, PATH, "").is_empty());
    }

    #[test]
    fn a_lint_is_silenced_with_a_reason_or_not_at_all() {
        let cases = [
            ("#[allow(dead_code)]", 1),
            ("#[expect(dead_code)]", 1),
            ("#[expect(dead_code, reason = \"used by the macro\")]", 0),
            ("#[expect(\n    dead_code,\n    reason = \"used by the macro\"\n)]", 0),
        ];
        for (attribute, expected) in cases {
            let found =
                found_in(findings, PATH, &format!("//! A matter.\n{attribute}\nfn f() {{}}"));
            assert_eq!(found.len(), expected, "{attribute}: {found:?}");
        }
    }
}
