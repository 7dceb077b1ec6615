//! `cargo xtask soak`: the kill tests, many more times than the tests do them.

use anyhow::{Context, Result, ensure};

use crate::report::Report;
use crate::test::counted;
use crate::workspace::cargo;

/// Kills unless said otherwise.
const KILLS: u64 = 200;
/// The test that kills.
const TEST: &str = "faults::killing::nothing_acknowledged_is_lost_however_the_program_is_killed";
/// Tell that test how often, and which seed comes first.
const KILLS_VARIABLE: &str = "LOUSHI_SOAK_KILLS";
const FIRST_VARIABLE: &str = "LOUSHI_SOAK_FIRST";

/// Runs it; `Ok(false)` when something acknowledged was lost.
///
/// # Errors
/// On arguments that are no numbers.
pub fn run(args: &[&str]) -> Result<bool> {
    let (kills, first) = parse(args)?;
    let mut report = Report::default();
    report.step(&format!("{kills} kills"), || {
        let mut test = cargo();
        test.args(["test", "--package", "loushi", "--locked", "--test", "it", "--", "--nocapture"]);
        test.args(["--exact", TEST]).env(KILLS_VARIABLE, kills.to_string());
        counted(test.env(FIRST_VARIABLE, first.to_string()))
    });
    Ok(report.finish())
}

fn parse(args: &[&str]) -> Result<(u64, u64)> {
    ensure!(args.len() <= 2, "how many kills, and the first seed");
    let number = |nth: usize, usual: u64| match args.get(nth) {
        Some(typed) => typed.parse().with_context(|| format!("{typed}: not a number")),
        None => Ok(usual),
    };
    Ok((number(0, KILLS)?, number(1, 1)?))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn kills_and_seed_may_be_left_out() {
        assert_eq!(parse(&[]).expect("valid"), (200, 1));
        assert_eq!(parse(&["25"]).expect("valid"), (25, 1));
        assert_eq!(parse(&["1", "17"]).expect("valid"), (1, 17));
        assert!(parse(&["many"]).is_err());
        assert!(parse(&["1", "2", "3"]).is_err());
    }
}
