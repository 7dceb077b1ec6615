//! Artefacts that stand in the tree and are reviewed as diffs: permission matrix, endpoints without
//! a test, the API document.

use std::path::{Path, PathBuf};

/// Set by `cargo xtask matrix`: write the artefacts anew instead of comparing.
const BLESS_VARIABLE: &str = "LOUSHI_BLESS";

/// Compares `text` with a committed file; `path` is relative to the workspace root.
///
/// The test that calls this carries `committed` in its name: by that `cargo xtask matrix` finds it.
///
/// # Panics
/// When they differ, naming the first line that does.
pub fn check(path: &str, text: &str) {
    let file = root().join(path);
    if std::env::var_os(BLESS_VARIABLE).is_some() {
        std::fs::write(&file, text).expect("the artefact can be written");
        return;
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    if let Some((line, stands, is)) = first_difference(&committed, text) {
        panic!(
            "{path}:{line} is out of date\n  stands: {stands}\n  is now: {is}\n\
             Run `cargo xtask matrix`, read the diff, commit it with its cause."
        );
    }
}

fn first_difference<'t>(committed: &'t str, text: &'t str) -> Option<(usize, &'t str, &'t str)> {
    let (mut old, mut new) = (committed.lines(), text.lines());
    for line in 1.. {
        match (old.next(), new.next()) {
            (None, None) => return None,
            (stands, is) if stands == is => {}
            (stands, is) => {
                return Some((line, stands.unwrap_or("(end)"), is.unwrap_or("(end)")));
            }
        }
    }
    None
}

fn root() -> PathBuf {
    let testkit = Path::new(env!("CARGO_MANIFEST_DIR"));
    testkit.ancestors().nth(2).expect("testkit lies two folders below the root").to_owned()
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn the_first_line_that_differs_is_named() {
        let cases = [
            ("a\nb\n", "a\nb\n", None),
            ("a\nb\n", "a\nc\n", Some((2, "b", "c"))),
            ("a\n", "a\nb\n", Some((2, "(end)", "b"))),
            ("", "a", Some((1, "(end)", "a"))),
        ];
        for (committed, text, expected) in cases {
            assert_eq!(first_difference(committed, text), expected);
        }
    }
}
