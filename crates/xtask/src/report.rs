//! Runs steps one after the other, says how long each took, and sums up at the end.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::tally::Tally;

/// What was run so far.
#[derive(Default)]
pub struct Report {
    lines: Vec<(String, Tally, Duration)>,
    broken: bool,
}

impl Report {
    /// Runs a step that counts for itself. A step that breaks counts as one failure.
    ///
    /// Gives true when everything in it passed.
    #[expect(clippy::disallowed_methods, reason = "how long a step took is a matter of real time")]
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Result<Tally>) -> bool {
        eprintln!("\n== {name}");
        let started = Instant::now();
        let tally = work().unwrap_or_else(|error| {
            eprintln!("{name}: {error:#}");
            Tally::one(false)
        });
        let took = started.elapsed();
        eprintln!("== {name}: {tally} in {:.1} s", took.as_secs_f64());
        self.broken |= tally.failed > 0;
        self.lines.push((name.to_owned(), tally, took));
        tally.failed == 0
    }

    /// Runs a step that either holds or does not.
    pub fn check(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        self.step(name, || work().map(|()| Tally::one(true)))
    }

    /// Runs a step that prepares the others: counted only when it breaks.
    pub fn prepare(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        self.step(name, || work().map(|()| Tally::default()))
    }

    /// Prints the table of steps and, as the last line, the counts. Gives true when
    /// something ran and all of it passed.
    #[expect(clippy::print_stdout, reason = "the counts are what programs read")]
    pub fn finish(self) -> bool {
        eprintln!(
            "\n{:<28} {:>7} {:>7} {:>7} {:>9}",
            "step", "passed", "failed", "ignored", "time"
        );
        let mut sum = Tally::default();
        for (name, tally, took) in &self.lines {
            let Tally { passed, failed, ignored } = tally;
            let seconds = took.as_secs_f64();
            eprintln!("{name:<28} {passed:>7} {failed:>7} {ignored:>7} {seconds:>7.1} s");
            sum += *tally;
        }
        let ran_something = sum.passed + sum.failed > 0;
        if !ran_something {
            eprintln!("nothing was run");
        }
        println!("{sum}");
        ran_something && !self.broken
    }
}
