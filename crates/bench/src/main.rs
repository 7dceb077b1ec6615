//! The benchmark: a district with a million matters, the real program in front of it, and the
//! limits of the machine measured in the same run. `cargo xtask bench` builds and runs it.

mod data;
mod measure;
mod stopwatch;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use measure::{Options, Part};

const USAGE: &str = "\
cargo xtask bench [PART…] [OPTION…]
    Makes a district with a million matters (once, in target/bench-data), measures the program on
    it beside the limits of the machine, and renews the tables of docs/performance.md. With parts
    it measures those, prints them, and leaves the document as it is.

Parts:
    start    start and memory of the idle program
    pages    every page at 1 and 8 clients, at rest and while 100 matters a second are raised
    raise    raising at 1, 8 and 64 clients, beside bare acts, bare commits and bare answers
    import   a ledger of orders taken in beside the running program
    verify   the journal recomputed, after what ran before it
    growth   pages at a hundredth and a tenth of the data
    demo     the demo made from nothing, and started again
    data     only makes the data

Options:
    --data DIR       where the data are kept (target/bench-data)
    --matters N      matters of the largest (1000000)
    --seconds S      how long each thing is measured (4)
    --orders N       orders taken in (100000)
    --port P         the first of two ports to use (18400)
    --only WORDS     of the pages, those whose name contains them
    --document FILE  the document to renew after a whole run

Ends with 0 if every budget is kept, 1 if one is not, 2 if something could not be measured.
";

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        // Measured, and something is over its budget.
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<bool> {
    let mut options = Options {
        folder: PathBuf::from("target/bench-data"),
        matters: 1_000_000,
        span: Duration::from_secs(4),
        port: 18_400,
        orders: 100_000,
        parts: Vec::new(),
        only: None,
        document: None,
    };
    let (mut only_data, mut hello) = (false, false);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().with_context(|| format!("{arg} needs a value\n\n{USAGE}"));
        match arg.as_str() {
            "--help" | "-h" => {
                eprint!("{USAGE}");
                return Ok(true);
            }
            // What a bare server says; the benchmark starts itself again for it.
            "hello" => hello = true,
            "data" => only_data = true,
            "--data" => options.folder = value()?.into(),
            "--matters" => options.matters = value()?.parse()?,
            "--seconds" => options.span = Duration::from_secs_f64(value()?.parse()?),
            "--orders" => options.orders = value()?.parse()?,
            "--port" => options.port = value()?.parse()?,
            "--only" => options.only = Some(value()?),
            "--document" => options.document = Some(value()?.into()),
            other => match Part::from_word(other) {
                Some(part) => options.parts.push(part),
                None => bail!("no such part or option: {other}\n\n{USAGE}"),
            },
        }
    }
    if hello {
        return measure::hello(options.port).map(|()| true);
    }
    if only_data {
        let seconds = data::Data::below(&options.folder, options.matters).make()?;
        eprintln!("made in {seconds:.0} s");
        return Ok(true);
    }
    if options.parts.is_empty() {
        options.parts = Part::ALL.to_vec();
    }
    if options.parts.len() < Part::ALL.len() || options.only.is_some() {
        // A part says nothing about the whole.
        options.document = None;
    }
    // One thread: the clients are to leave the machine to the server.
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    runtime.block_on(measure::run(&options))
}
