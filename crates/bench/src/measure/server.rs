//! The real program as a process of its own, and what the system says of it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use super::client::Client;

/// How long a server may take until it answers, before something is wrong with it.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server under way; stopped when dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From the start of the process to its first answer.
    pub started_in: Duration,
}

/// Memory of a process in MB: its own, and the parts of files it has mapped. The system takes the
/// latter back whenever it needs them.
#[derive(Debug, Clone, Copy)]
pub struct Memory {
    /// Its own.
    pub own: f64,
    /// Of files.
    pub mapped: f64,
}

/// The binary of the program, beside this one.
pub fn program() -> Result<PathBuf> {
    Ok(std::env::current_exe()?.with_file_name("loushi"))
}

impl Server {
    /// Starts the program on the data in `root` and waits for its first answer.
    pub async fn start(root: &Path, port: u16) -> Result<Self> {
        let mut command = Command::new(program()?);
        // One token asks as often as the machine answers: set wide by the benchmark alone.
        command.args(["serve", "--api-rate", "10000000"]);
        command.args(["--listen", &format!("127.0.0.1:{port}"), "--data"]).arg(root);
        Self::spawn(command, port).await
    }

    /// Starts a process that will listen on `port`.
    pub async fn spawn(mut command: Command, port: u16) -> Result<Self> {
        let watch = crate::stopwatch::start();
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        ensure!(
            tokio::net::TcpStream::connect(address).await.is_err(),
            "{address} is taken: choose another with --port"
        );
        let child = command.stdout(Stdio::null()).spawn().context("cannot start the server")?;
        let mut server = Self { child, address, started_in: Duration::ZERO };
        loop {
            if let Ok(mut client) = Client::connect(address).await
                && client.get("/readyz").await.is_ok()
            {
                server.started_in = watch.elapsed();
                return Ok(server);
            }
            if let Some(status) = server.child.try_wait()? {
                bail!("the server ended: {status}");
            }
            ensure!(watch.elapsed() < PATIENCE, "the server does not answer");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// What it holds in memory now.
    pub fn memory(&self) -> Result<Memory> {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let field = |name: &str| -> Result<f64> {
            let line =
                text.lines().find_map(|line| line.strip_prefix(name)).context("no memory")?;
            let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
            Ok(kilobytes / 1024.0)
        };
        Ok(Memory { own: field("RssAnon:")?, mapped: field("RssFile:")? })
    }
}

impl Server {
    /// Seconds the machine has worked for it so far.
    pub fn worked(&self) -> Result<f64> {
        // Ticks of user and system time, the 14th and 15th field; the name before may hold blanks.
        const TICKS_A_SECOND: f64 = 100.0;
        let text = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let (_, fields) = text.rsplit_once(')').context("no name")?;
        let ticks: Vec<&str> = fields.split_whitespace().skip(11).take(2).collect();
        let ticks: f64 = ticks.iter().map(|one| one.parse::<f64>()).sum::<Result<f64, _>>()?;
        Ok(ticks / TICKS_A_SECOND)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A failure here leaves a process behind, which the next run reports by its port.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
