//! The measuring: the real program over HTTP on the loopback, and the machine's limits beside it.

mod client;
mod import;
mod limits;
mod load;
mod machine;
mod raising;
mod report;
mod scenes;
mod server;

pub use limits::hello;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::data::Data;
use load::{Ask, Measured};
use raising::Raising;
use report::{Report, Row, Under};
use scenes::Scene;
use server::Server;
use tokio::task::block_in_place;

/// What to measure and how thoroughly.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the data directories are made and kept.
    pub folder: PathBuf,
    /// Matters of the largest.
    pub matters: usize,
    /// How long each thing is measured.
    pub span: Duration,
    /// The first of two ports to use.
    pub port: u16,
    /// Orders taken in.
    pub orders: usize,
    /// Only scenes whose name contains this, and nothing else.
    pub only: Option<String>,
    /// The document whose table is renewed.
    pub document: Option<PathBuf>,
}

/// Raises a second while pages are measured under writing. Source: DESIGN §6.
const WRITES: u32 = 100;
/// Clients at a time for reading and for raising.
const READERS: [usize; 2] = [1, 8];
const RAISERS: [usize; 3] = [1, 8, 64];

/// Makes the data that are missing, measures, prints, and renews the document.
pub async fn run(options: &Options) -> Result<bool> {
    let mut report = Report::new(options.matters, machine::describe(&options.folder)?);
    if options.only.is_none() {
        growth(options, &mut report).await?;
    }
    let data = Data::below(&options.folder, options.matters);
    // The program's own calls wait for its writer: not on a thread that drives clients.
    report.making = block_in_place(|| data.make())?;
    let work = Work::copy(&data, &options.folder)?;
    pages(options, &work, &mut report).await?;
    if options.only.is_none() {
        writing(options, &work, &mut report).await?;
        report.verified = Some(verify(&work.root)?);
        fresh_demo(options, &mut report).await?;
    }
    std::io::stdout().write_all(report.terminal().as_bytes())?;
    if let Some(document) = &options.document {
        report.renew(document)?;
    }
    Ok(report.holds())
}

/// A copy of a data directory to write to; gone when dropped.
struct Work {
    root: PathBuf,
}

impl Work {
    fn copy(data: &Data, folder: &Path) -> Result<Self> {
        let root = folder.join("work");
        drop(std::fs::remove_dir_all(&root));
        let copied = Command::new("cp").arg("-a").arg(&data.root).arg(&root).status()?;
        ensure!(copied.success(), "cannot copy {}", data.root.display());
        Ok(Self { root })
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // The next run clears it away before it begins.
        drop(std::fs::remove_dir_all(&self.root));
    }
}

/// The same pages at a hundredth and a tenth of the data.
async fn growth(options: &Options, report: &mut Report) -> Result<()> {
    for part in [100, 10] {
        let data = Data::below(&options.folder, options.matters / part);
        block_in_place(|| data.make())?;
        let work = Work::copy(&data, &options.folder)?;
        let server = Server::start(&work.root, options.port).await?;
        for scene in scenes::all(&work.root, server.address).await?.iter().filter(|one| one.grows) {
            let measured = load::observed(&server, &scene.ask, 1, options.span).await?;
            report.grew(scene.name, data.matters, &measured);
        }
    }
    Ok(())
}

/// Start, memory, and every page at rest and under writing.
async fn pages(options: &Options, work: &Work, report: &mut Report) -> Result<()> {
    let server = Server::start(&work.root, options.port).await?;
    report.start = server.started_in.as_secs_f64();
    tokio::time::sleep(Duration::from_secs(2)).await;
    report.idle = Some(server.memory()?);
    let wanted =
        |scene: &&Scene| options.only.as_ref().is_none_or(|only| scene.name.contains(only));
    let scenes = scenes::all(&work.root, server.address).await?;
    let scenes: Vec<&Scene> = scenes.iter().filter(wanted).collect();
    for scene in &scenes {
        for clients in READERS {
            let measured = load::observed(&server, &scene.ask, clients, options.span).await?;
            if clients == 1 && scene.grows {
                report.grew(scene.name, options.matters, &measured);
            }
            report.row(row(scene, Under::Rest, measured));
        }
    }
    let (end, ended) = tokio::sync::watch::channel(false);
    let (address, raise) = (server.address, Ask::Raise(Arc::new(Raising::everywhere())));
    let writes = tokio::spawn(async move { load::steadily(address, &raise, WRITES, ended).await });
    for scene in &scenes {
        for clients in READERS {
            let measured = load::run(server.address, &scene.ask, clients, options.span).await?;
            report.row(row(scene, Under::Writing, measured));
        }
    }
    end.send(true)?;
    report.writes = Some(writes.await??);
    report.loaded = Some(server.memory()?);
    Ok(())
}

fn row(scene: &Scene, under: Under, measured: Measured) -> Row {
    let budget = if measured.clients == 1 { scene.budget.0 } else { scene.budget.1 };
    Row { name: scene.name, under, budget, measured }
}

/// Raising, the limits beside it, and a ledger taken in.
async fn writing(options: &Options, work: &Work, report: &mut Report) -> Result<()> {
    for clients in RAISERS {
        let server = Server::start(&work.root, options.port).await?;
        let raise = Ask::Raise(Arc::new(Raising::everywhere()));
        report.raises.push(load::run(server.address, &raise, clients, options.span).await?);
        drop(server);
        report.bare_acts.push(limits::bare_acts(&work.root, clients, options.span).await?);
        report.bare_commits.push(limits::bare_commits(&work.root, clients, options.span).await?);
    }
    let hello = limits::bare_server(options.port + 1).await?;
    let ask = Ask::Pages { paths: Arc::new(vec!["/".to_owned()]), cookie: None };
    for clients in READERS {
        report.hellos.push(load::run(hello.address, &ask, clients, options.span).await?);
    }
    drop(hello);
    let server = Server::start(&work.root, options.port).await?;
    let imported = import::run(&work.root, &work.root, server.address, options.orders).await?;
    report.imported = Some(imported);
    Ok(())
}

/// Recomputes the whole journal; entries and seconds.
fn verify(root: &Path) -> Result<(u64, f64)> {
    let watch = crate::stopwatch::start();
    let mut command = Command::new(server::program()?);
    let output = command.args(["verify", "--json", "--data"]).arg(root).output()?;
    let told: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    ensure!(told["holds"] == true, "the journal does not hold: {told}");
    let chains = told["chains"].as_array().context("verify names the chains")?;
    let entries = chains.iter().filter_map(|chain| chain["entries"].as_u64()).sum();
    Ok((entries, watch.elapsed().as_secs_f64()))
}

/// Makes the demo as the manual says, and starts it again.
async fn fresh_demo(options: &Options, report: &mut Report) -> Result<()> {
    let root = options.folder.join("demo");
    drop(std::fs::remove_dir_all(&root));
    let watch = crate::stopwatch::start();
    let mut command = Command::new(server::program()?);
    let status = command.args(["demo", "--build-only", "--data"]).arg(&root).output()?.status;
    ensure!(status.success(), "the demo was not made");
    let made = watch.elapsed().as_secs_f64();
    let bytes = std::fs::metadata(root.join("loushi.db"))?.len();
    let server = Server::start(&root, options.port).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let memory = server.memory()?;
    report.demo = Some(report::Demo {
        made,
        megabytes: bytes as f64 / 1e6,
        start: server.started_in.as_secs_f64(),
        memory,
    });
    drop(server);
    std::fs::remove_dir_all(&root)?;
    Ok(())
}
