//! `cargo xtask fuzz`: damaged ledgers thrown at the reader, seed after seed, for a while.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::workspace::{cargo, check};

/// How long it goes on when nothing is said.
const USUAL: u64 = 300;
/// Files of one seed: a minute or so, after which the memory used is looked at.
const ROUNDS: &str = "20000";

/// Runs seeds until the time is over; `Ok(false)` after a find, which the output tells.
///
/// # Errors
/// When `seconds` is no number or the tests cannot be built.
pub fn run(seconds: Option<&str>) -> Result<bool> {
    let seconds = match seconds {
        Some(text) => text.parse().with_context(|| format!("{text} is no number of seconds"))?,
        None => USUAL,
    };
    check(cargo().args(["test", "-p", "loushi-platform", "--lib", "--no-run", "--locked"]))?;
    #[expect(clippy::disallowed_methods, reason = "a time budget of the developer's own machine")]
    let begun = Instant::now();
    let mut seed = 1_u64;
    while begun.elapsed() < Duration::from_secs(seconds) {
        let mut tests = cargo();
        tests.args(["test", "-q", "-p", "loushi-platform", "--lib", "--locked", "--", "fuzz_"]);
        tests.env("LOUSHI_FUZZ_SEED", seed.to_string()).env("LOUSHI_FUZZ_ROUNDS", ROUNDS);
        if let Err(error) = check(&mut tests) {
            eprintln!("seed {seed}: {error:#}");
            return Ok(false);
        }
        seed += 1;
    }
    eprintln!("{} seeds of {ROUNDS} files each, no find", seed - 1);
    Ok(true)
}
