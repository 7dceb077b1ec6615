//! Words that people read stand in the locale files, charters and data, not in Rust.

use super::Finding;
use super::tree::Tree;

/// A comment on the line that says why Chinese must stand there.
const MARK: &str = "words:";
/// Crates that hold test support or talk to developers only.
const EXEMPT: [&str; 3] = ["bench", "testkit", "xtask"];

/// Chinese in string literals outside tests.
pub fn findings(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (krate, source) in tree.sources() {
        if EXEMPT.contains(&krate.name.as_str()) {
            continue;
        }
        for (line, text) in source.code() {
            let written = text.quoted.chars().chain(text.code.chars());
            let chinese: String = written.filter(|char| is_chinese(*char)).collect();
            if !chinese.is_empty() && !text.comment.contains(MARK) {
                let why = format!(
                    "{chinese}: move it to locales/, a charter or a data file, \
                     or end the line with `// {MARK} reason`"
                );
                found.push(Finding::new(&source.path, line, why));
            }
        }
    }
    found
}

/// Han characters, and the punctuation and full-width forms that go with them.
pub fn is_chinese(char: char) -> bool {
    matches!(char, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, found_in};
    use super::findings;

    #[test]
    fn a_file_declared_as_a_module_of_tests_may_speak_chinese() {
        let words = "const A: &str = \"楼事\";";
        let samples = ("crates/matters/src/page/samples/typical.rs", words);
        let declared = ("crates/matters/src/page/mod.rs", "#[cfg(test)]\nmod samples;\n");
        assert!(found(findings, &[samples, declared]).is_empty());
        let shipped = ("crates/matters/src/page/mod.rs", "mod samples;\n");
        assert_eq!(found(findings, &[samples, shipped]).len(), 1);
    }

    #[test]
    fn chinese_in_code_is_found_and_comments_tests_and_marked_lines_pass() {
        let cases = [
            ("const A: &str = \"楼事\";", 1),
            ("const A: &str = r#\"\n楼事\n\"#;", 1),
            ("const A: char = '：';", 1),
            ("/// 楼事\nconst A: u8 = 1; // 楼", 0),
            ("const A: &str = \"楼\"; // words: the sheet's own heading", 0),
            ("#[cfg(test)]\nmod tests {\n    const A: &str = \"楼事\";\n}", 0),
        ];
        for (text, expected) in cases {
            let found = found_in(findings, "crates/matters/src/model.rs", text);
            assert_eq!(found.len(), expected, "{text}: {found:?}");
        }
    }
}
