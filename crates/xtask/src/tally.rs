//! Counts of what passed and failed, read from what the test runners print.

use std::fmt;
use std::ops::AddAssign;

/// How many checks or tests passed, failed, and were left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Ended well.
    pub passed: u64,
    /// Ended badly.
    pub failed: u64,
    /// Marked `#[ignore]` or skipped by the runner.
    pub ignored: u64,
}

impl Tally {
    /// One check that ended well, or did not.
    pub fn one(passed: bool) -> Self {
        Self { passed: u64::from(passed), failed: u64::from(!passed), ignored: 0 }
    }

    /// Reads a line of `cargo test` (`test result: ok. 5 passed; 0 failed; 1 ignored; …`) or the
    /// last line of the browser tests (`5 passed, 0 failed`); other lines count nothing.
    pub fn of_line(line: &str) -> Option<Self> {
        let line = line.trim();
        let counts = match line.strip_prefix("test result: ") {
            Some(rest) => rest.split_once(". ")?.1,
            None if line.starts_with(|first: char| first.is_ascii_digit()) => line,
            None => return None,
        };
        let mut tally = Self::default();
        let mut seen = false;
        for part in counts.split([';', ',']) {
            let Some((number, word)) = part.trim().split_once(' ') else {
                continue;
            };
            let slot = match word {
                "passed" => &mut tally.passed,
                "failed" => &mut tally.failed,
                "ignored" => &mut tally.ignored,
                _ => continue,
            };
            *slot = number.parse().ok()?;
            seen = true;
        }
        seen.then_some(tally)
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_both_runners_are_counted() {
        let cases = [
            (
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s",
                Some((12, 0, 1)),
            ),
            (
                "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
                Some((3, 2, 0)),
            ),
            ("7 passed, 1 failed", Some((7, 1, 0))),
            ("test a_test_result_is_read ... ok", None),
            ("running 5 tests", None),
            ("3 files changed", None),
            ("", None),
        ];
        for (line, expected) in cases {
            let counted = Tally::of_line(line).map(|t| (t.passed, t.failed, t.ignored));
            assert_eq!(counted, expected, "{line}");
        }
    }

    #[test]
    fn a_tally_prints_as_the_last_line() {
        let mut tally = Tally::one(true);
        tally += Tally::one(false);
        assert_eq!(tally.to_string(), "1 passed, 1 failed");
    }
}
