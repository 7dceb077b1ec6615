//! The project's own tasks: `cargo xtask test`, `soak`, `arch`, `locales`, `fuzz`, `matrix`, `bench`.
//!
//! Checks what the compiler cannot: directions between slices, words outside the locale files,
//! the same tests on both databases, pages in a browser.

mod arch;
mod bench;
mod fuzz;
mod install;
mod locales;
mod postgres;
mod report;
mod soak;
mod tally;
mod test;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;

const USAGE: &str = "\
cargo xtask test [--fast] [FILTER]
    Everything: format, clippy, architecture, locales, all Rust tests on SQLite and on a private
    PostgreSQL cluster, and the browser tests. Installs what is missing. The last line counts.
    --fast   without PostgreSQL and the browser, and says so
    FILTER   only the Rust tests whose name contains it
cargo xtask soak [KILLS] [SEED]
    Kills the program while people write, 200 times unless said otherwise, and looks each time that
    nothing acknowledged is lost. SEED is the first run's: a run that failed is repeated by its own.
cargo xtask arch
    Directions between and inside slices, tables, clock and chance, words, templates.
cargo xtask locales
    Every sentence asked for exists in both languages with the same variables; none is left over.
cargo xtask fuzz [SECONDS]
    Damaged ledgers thrown at the importer's reader, seed after seed; 300 seconds if none are said.
    Tells the seed of a find and keeps its file.
cargo xtask matrix
    Writes the committed artefacts anew (permission matrix, endpoints without a test, …).
cargo xtask bench [PART…] [OPTION…]
    Makes a district with a million matters (once, in target/bench-data), measures the program on
    it beside the limits of the machine, and renews the tables of docs/performance.md. With parts
    (start, pages, raise, import, verify, growth, demo) it measures those alone and leaves the
    document as it is; --help tells the options.
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs one task; `Ok(false)` when it ran and found something.
fn run(args: &[&str]) -> Result<bool> {
    match args {
        ["test", rest @ ..] => test::run(&test::Options::parse(rest)?),
        ["soak", rest @ ..] => soak::run(rest),
        ["arch"] => arch::run(&workspace::root()).map(|()| true),
        ["locales"] => locales::run(&workspace::root()).map(|()| true),
        ["fuzz"] => fuzz::run(None),
        ["fuzz", seconds] => fuzz::run(Some(seconds)),
        ["matrix"] => test::bless(),
        ["bench", rest @ ..] => bench::run(rest),
        ["help" | "--help" | "-h"] | [] => {
            eprint!("{USAGE}");
            Ok(true)
        }
        other => anyhow::bail!("no such task: {}\n\n{USAGE}", other.join(" ")),
    }
}
