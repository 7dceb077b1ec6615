//! `cargo xtask test`: everything that must hold, in the order in which it fails fastest.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::arch;
use crate::install;
use crate::locales;
use crate::postgres::Cluster;
use crate::report::Report;
use crate::tally::Tally;
use crate::workspace::{cargo, check, command, root, shown};

/// Tells the tests where PostgreSQL is; unset, they use SQLite.
const POSTGRES_VARIABLE: &str = "LOUSHI_TEST_POSTGRES";
/// Tells the tests to write committed artefacts anew instead of comparing.
const BLESS_VARIABLE: &str = "LOUSHI_BLESS";
/// Packages whose tests touch no database: the second pass leaves them out.
const WITHOUT_DATABASE: [&str; 2] = ["loushi-kernel", "xtask"];

/// What to run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Without PostgreSQL and the browser.
    fast: bool,
    /// Only Rust tests whose name contains this.
    filter: Option<String>,
}

impl Options {
    /// Reads the arguments after `test`.
    ///
    /// # Errors
    /// On an unknown option or a second filter.
    pub fn parse(args: &[&str]) -> Result<Self> {
        let mut options = Self::default();
        for arg in args {
            match *arg {
                "--fast" => options.fast = true,
                unknown if unknown.starts_with('-') => bail!("no such option: {unknown}"),
                filter => {
                    ensure!(options.filter.is_none(), "one filter at a time");
                    options.filter = Some(filter.to_owned());
                }
            }
        }
        Ok(options)
    }
}

/// Runs the tests; `Ok(false)` when something failed.
///
/// # Errors
/// Never on a failing test: the report counts it.
pub fn run(options: &Options) -> Result<bool> {
    let mut report = Report::default();
    if !options.fast && !report.prepare("install what is missing", install::all) {
        return Ok(report.finish());
    }
    if options.filter.is_none() {
        checks(&mut report);
    }
    // Built once for all passes; a workspace that does not build has nothing to test.
    if report.prepare("build", || check(cargo().args(BUILD))) {
        tests(&mut report, options);
    }
    Ok(report.finish())
}

const BUILD: [&str; 4] = ["build", "--workspace", "--all-targets", "--locked"];

fn checks(report: &mut Report) {
    report.check("format", || check(cargo().args(["fmt", "--all", "--check"])));
    report.check("architecture", || arch::run(&root()));
    report.check("locales", || locales::run(&root()));
    report.check("clippy", || {
        check(cargo().args("clippy --workspace --all-targets --locked -- -D warnings".split(' ')))
    });
}

fn tests(report: &mut Report, options: &Options) {
    let filter = options.filter.as_deref();
    report.step("Rust tests, SQLite", || {
        counted(cargo_test(&[], filter).env_remove(POSTGRES_VARIABLE))
    });
    if options.fast {
        eprintln!("\n--fast: not run on PostgreSQL, not run in the browser");
        return;
    }
    report.step("Rust tests, PostgreSQL", || {
        let cluster = Cluster::start()?;
        counted(cargo_test(&WITHOUT_DATABASE, filter).env(POSTGRES_VARIABLE, cluster.url()))
    });
    if filter.is_none() {
        report.step("browser tests", || counted(&mut browser_tests()?));
    }
}

/// `cargo test` for the workspace but some packages, running on past failures so that the count
/// is whole.
fn cargo_test(excluded: &[&str], filter: Option<&str>) -> Command {
    let mut command = cargo();
    command.args(["test", "--workspace", "--locked", "--no-fail-fast"]);
    for package in excluded {
        command.args(["--exclude", package]);
    }
    command.args(filter);
    command
}

/// The browser tests, against the program that was built beside this one.
fn browser_tests() -> Result<Command> {
    let us = std::env::current_exe().context("where this program lies")?;
    let mut command = command("node");
    command.arg("e2e/run.mjs").env("LOUSHI_BIN", us.with_file_name("loushi"));
    Ok(command)
}

/// Runs a command, passes its output on, and adds up the counts it prints.
///
/// # Errors
/// When it cannot be started, or fails without having counted a failure: then something broke
/// before the tests ran.
pub fn counted(command: &mut Command) -> Result<Tally> {
    let shown = shown(command);
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start {shown}"))?;
    let output = child.stdout.take().expect("the output is piped");
    let mut tally = Tally::default();
    for line in BufReader::new(output).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        eprintln!("{line}");
        if let Some(counts) = Tally::of_line(&line) {
            tally += counts;
        }
    }
    let status = child.wait()?;
    if !status.success() && tally.failed == 0 {
        eprintln!("{shown}: {status}");
        tally.failed += 1;
    }
    Ok(tally)
}

/// Writes the committed artefacts anew: runs the tests whose name contains `committed`.
///
/// # Errors
/// When they cannot be run or fail even so.
pub fn bless() -> Result<bool> {
    check(cargo_test(&[], Some("committed")).env(BLESS_VARIABLE, "1"))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_in_any_order_and_unknown_ones_refused() {
        let both = Options { fast: true, filter: Some("sign".to_owned()) };
        assert_eq!(Options::parse(&["--fast", "sign"]).expect("valid"), both);
        assert_eq!(Options::parse(&["sign", "--fast"]).expect("valid"), both);
        assert!(Options::parse(&["--slow"]).is_err());
        assert!(Options::parse(&["one", "two"]).is_err());
    }

    #[test]
    fn a_runner_that_breaks_before_counting_is_one_failure() {
        let tally = counted(&mut Command::new("false")).expect("it starts");
        assert_eq!((tally.passed, tally.failed), (0, 1));
    }

    #[test]
    fn counts_of_several_runners_are_added_up() {
        let lines = "test result: ok. 2 passed; 0 failed; 0 ignored\n\
                     test result: ok. 3 passed; 0 failed; 1 ignored\n";
        let tally = counted(Command::new("printf").arg(lines)).expect("it starts");
        assert_eq!((tally.passed, tally.failed, tally.ignored), (5, 0, 1));
    }
}
