//! The benchmark: a district with a million matters, the real program in front of it, and the
//! limits of the machine measured in the same run. `cargo xtask bench` builds and runs it.

mod data;
mod measure;
mod stopwatch;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use measure::Options;

const USAGE: &str = "\
loushi-bench [--data DIR] [--matters N] [--seconds S] [--orders N] [--port P]
             [--only WORDS] [--document FILE] [--make-only]
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
        only: None,
        document: None,
    };
    let (mut make_only, mut hello) = (false, false);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().with_context(|| format!("{arg} needs a value\n{USAGE}"));
        match arg.as_str() {
            "hello" => hello = true,
            "--data" => options.folder = value()?.into(),
            "--matters" => options.matters = value()?.parse()?,
            "--seconds" => options.span = Duration::from_secs_f64(value()?.parse()?),
            "--orders" => options.orders = value()?.parse()?,
            "--port" => options.port = value()?.parse()?,
            "--only" => options.only = Some(value()?),
            "--document" => options.document = Some(value()?.into()),
            "--make-only" => make_only = true,
            unknown => bail!("no such option: {unknown}\n{USAGE}"),
        }
    }
    if hello {
        return measure::hello(options.port).map(|()| true);
    }
    if make_only {
        let seconds = data::Data::below(&options.folder, options.matters).make()?;
        eprintln!("made in {seconds:.0} s");
        return Ok(true);
    }
    // One thread: the clients are to leave the machine to the server.
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    runtime.block_on(measure::run(&options))
}
