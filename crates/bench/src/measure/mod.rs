//! The measuring: the real program over HTTP on the loopback, and the machine's limits beside it.

mod client;
mod import;
mod limits;
mod line;
mod load;
mod machine;
mod part;
mod raising;
mod report;
mod scenes;
mod server;
mod work;

pub use limits::hello;
pub use part::Part;

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
use work::Work;

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
    /// What is measured, in this order.
    pub parts: Vec<Part>,
    /// Only pages whose name contains this.
    pub only: Option<String>,
    /// The document whose table is renewed.
    pub document: Option<PathBuf>,
}

/// Raises a second while pages are measured under writing. Source: DESIGN §6.
const WRITES: u32 = 100;
/// Clients at a time for reading and for raising.
const READERS: [usize; 2] = [1, 8];
const RAISERS: [usize; 3] = [1, 8, 64];

/// Makes the data that are missing, measures part by part, and prints; a whole run renews the
/// document. A part that fails is told and leaves the others standing.
pub async fn run(options: &Options) -> Result<bool> {
    let mut report = Report::new(options.matters, machine::describe(&options.folder)?);
    let mut failed = Vec::new();
    let whole = options.parts.iter().any(|part| part.is_on_the_whole());
    let work = if whole { Some(prepare(options, &mut report)?) } else { None };
    for part in &options.parts {
        eprintln!("{}", part.word());
        if let Err(error) = measure(*part, options, work.as_ref(), &mut report).await {
            eprintln!("  failed: {error:#}");
            failed.push(part.word());
        }
    }
    std::io::stdout().write_all(report.terminal().as_bytes())?;
    ensure!(failed.is_empty(), "not measured: {}", failed.join(", "));
    if let Some(document) = &options.document {
        report.renew(document)?;
    }
    Ok(report.holds())
}

/// The whole data, made if they are missing, and a copy to work on.
fn prepare(options: &Options, report: &mut Report) -> Result<Work> {
    let data = Data::below(&options.folder, options.matters);
    // The program's own calls wait for its writer: not on a thread that drives clients.
    block_in_place(|| {
        report.making = Some(data.make()?);
        Work::prepare(&data, &options.folder)
    })
}

async fn measure(
    part: Part,
    options: &Options,
    work: Option<&Work>,
    report: &mut Report,
) -> Result<()> {
    match (part, work) {
        (Part::Growth, _) => growth(options, report).await,
        (Part::Demo, _) => fresh_demo(options, report).await,
        (Part::Start, Some(work)) => start(options, work, report).await,
        (Part::Pages, Some(work)) => pages(options, work, report).await,
        (Part::Raise, Some(work)) => raises(options, work, report).await,
        (Part::Import, Some(work)) => imports(options, work, report).await,
        (Part::Verify, Some(work)) => verify(&work.root).map(|told| report.verified = Some(told)),
        (_, None) => anyhow::bail!("{} needs the whole data", part.word()),
    }
}

/// The same pages at a hundredth and a tenth of the data.
async fn growth(options: &Options, report: &mut Report) -> Result<()> {
    for part in [100, 10] {
        let data = Data::below(&options.folder, options.matters / part);
        let folder = options.folder.join("growth");
        let work = block_in_place(|| {
            data.make()?;
            Work::prepare(&data, &folder)
        })?;
        let server = Server::start(&work.root, options.port).await?;
        for scene in scenes::all(&work.root, server.address).await?.iter().filter(|one| one.grows) {
            let measured = load::observed(&server, &scene.ask, 1, options.span).await?;
            report.grew(scene.name, data.matters, &measured);
        }
    }
    Ok(())
}

/// Start, and what the program holds before anybody asked.
async fn start(options: &Options, work: &Work, report: &mut Report) -> Result<()> {
    let server = Server::start(&work.root, options.port).await?;
    report.start = Some(server.started_in.as_secs_f64());
    tokio::time::sleep(Duration::from_secs(2)).await;
    report.idle = Some(server.memory()?);
    Ok(())
}

/// Every page at rest and under writing.
async fn pages(options: &Options, work: &Work, report: &mut Report) -> Result<()> {
    let server = Server::start(&work.root, options.port).await?;
    let wanted =
        |scene: &&Scene| options.only.as_ref().is_none_or(|only| scene.name.contains(only));
    let scenes = scenes::all(&work.root, server.address).await?;
    let scenes: Vec<&Scene> = scenes.iter().filter(wanted).collect();
    ensure!(!scenes.is_empty(), "no page has such a name");
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

/// Raising, and the limits beside it.
async fn raises(options: &Options, work: &Work, report: &mut Report) -> Result<()> {
    for clients in RAISERS {
        let server = Server::start(&work.root, options.port).await?;
        let raise = Ask::Raise(Arc::new(Raising::everywhere()));
        let raised = load::observed(&server, &raise, clients, options.span).await?;
        drop(server);
        let acts = limits::bare_acts(&work.root, clients, options.span).await?;
        let commits = limits::bare_commits(&work.root, clients, options.span).await?;
        report.raised(raised, acts, commits);
    }
    let hello = limits::bare_server(options.port + 1).await?;
    let ask = Ask::Pages { paths: Arc::new(vec!["/".to_owned()]), cookie: None };
    for clients in READERS {
        report.hellos.push(load::run(hello.address, &ask, clients, options.span).await?);
    }
    Ok(())
}

/// A ledger taken in beside the running program.
async fn imports(options: &Options, work: &Work, report: &mut Report) -> Result<()> {
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
