//! A private PostgreSQL cluster for the tests: a folder of its own, a free port, no durability.
//!
//! Never touches a cluster that runs on the machine.

use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::install::{postgres_programs, user_id};
use crate::workspace::{command, output};

/// How long the server may take to answer after its start.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(100);

/// A running cluster; stopped and removed when dropped.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    owner: Option<u32>,
    server: Option<Child>,
}

impl Cluster {
    /// Makes a cluster and waits until it answers.
    ///
    /// # Errors
    /// When PostgreSQL is not installed, cannot be started, or does not answer in 30 seconds;
    /// the server's own words are in the error.
    pub fn start() -> Result<Self> {
        let programs = postgres_programs().context("PostgreSQL is not installed")?;
        // initdb refuses to work for root: another user then owns the cluster.
        let owner = if user_id(None)? == 0 {
            Some(user_id(Some("postgres")).or_else(|_| user_id(Some("nobody")))?)
        } else {
            None
        };
        let folder = output(command("mktemp").args(["-d", "-t", "loushi-postgres.XXXXXX"]))?;
        let folder = PathBuf::from(folder.trim());
        if let Some(owner) = owner {
            std::os::unix::fs::chown(&folder, Some(owner), None)
                .with_context(|| folder.display().to_string())?;
        }
        let mut cluster = Self { programs, folder, port: free_port()?, owner, server: None };
        cluster.create()?;
        cluster.serve()?;
        Ok(cluster)
    }

    /// Where a client connects; the tests make databases of their own beside the one named.
    pub fn url(&self) -> String {
        format!("postgres://loushi@127.0.0.1:{}/postgres", self.port)
    }

    fn create(&self) -> Result<()> {
        let mut initdb = self.program("initdb");
        initdb.args(["--username=loushi", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]);
        output(initdb.args(["--no-sync", "--pgdata"]).arg(self.data()))?;
        Ok(())
    }

    fn serve(&mut self) -> Result<()> {
        let log = std::fs::File::create(self.log())?;
        // Should this process be killed, the server is told to end as well.
        let mut server = self.program("setpriv");
        server.arg("--pdeathsig=INT").arg(self.programs.join("postgres"));
        server.arg("-D").arg(self.data()).args(["-p", &self.port.to_string()]);
        server.arg("-k").arg(&self.folder);
        for setting in [
            "listen_addresses=127.0.0.1",
            "max_connections=400",
            // The cluster lives as long as the tests do: losing it in a crash is no loss.
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "shared_buffers=256MB",
            "autovacuum=off",
        ] {
            server.args(["-c", setting]);
        }
        server.stdout(Stdio::null()).stderr(log);
        self.server = Some(server.spawn().context("cannot start postgres")?);
        self.wait_until_ready()
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let port = self.port;
        for _ in 0..PATIENCE.as_millis() / PAUSE.as_millis() {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() && self.answers() {
                return Ok(());
            }
            let server = self.server.as_mut().expect("the server was started");
            if let Some(status) = server.try_wait()? {
                bail!("postgres ended at once ({status}):\n{}", self.words());
            }
            std::thread::sleep(PAUSE);
        }
        bail!("postgres did not answer on port {port}:\n{}", self.words())
    }

    fn answers(&self) -> bool {
        let port = self.port.to_string();
        let mut ready = self.program("pg_isready");
        output(ready.args(["--quiet", "--host=127.0.0.1", "--port", &port])).is_ok()
    }

    /// A program of PostgreSQL, or of the system, run as the cluster's owner.
    fn program(&self, name: &str) -> Command {
        let ours = self.programs.join(name);
        let mut command = command(if ours.is_file() { ours } else { PathBuf::from(name) });
        command.current_dir(&self.folder);
        if let Some(owner) = self.owner {
            command.uid(owner);
        }
        command
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    fn words(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap_or_default()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            let mut stop = self.program("pg_ctl");
            stop.args(["stop", "--mode=immediate", "--silent", "--pgdata"]).arg(self.data());
            if output(&mut stop).is_err() {
                let _ = server.kill();
            }
            let _ = server.wait();
        }
        remove(&self.folder);
    }
}

fn remove(folder: &Path) {
    if let Err(error) = std::fs::remove_dir_all(folder) {
        eprintln!("{}: {error}", folder.display());
    }
}

/// A port nobody listens on at this moment.
fn free_port() -> Result<u16> {
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    ensure!(port > 0, "the system gave no port");
    Ok(port)
}
