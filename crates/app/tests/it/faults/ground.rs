//! An installation of the real program: a data directory, and servers over it that can be killed.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use app::home::Home;
use app::installation::{Place, With};
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use platform::db::Location;
use tempfile::TempDir;
use testkit::app::migrations;
use testkit::persona::Side;
use testkit::{Database, Persona, Town};

/// Who is signed in, and where they send matters.
#[derive(Debug, Clone)]
pub struct Seats {
    /// The session of a worker of the station.
    pub worker: String,
    /// The session of the property company's manager.
    pub property: String,
    /// The property company, as triage names it.
    pub lead: String,
}

/// An installation with the town in it.
pub struct Ground {
    folder: TempDir,
    place: Place,
    pub seats: Seats,
    /// Dropped last: takes the database away.
    _database: Database,
}

/// The files of an installation with the town in it: made once, copied for each test.
struct Prepared {
    database: Vec<u8>,
    folder: TempDir,
    seats: Seats,
}

impl Ground {
    /// A fresh one, on whichever database the tests run.
    pub fn fresh() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("data"));
        home.make().unwrap();
        let database = Database::fresh(&migrations());
        let (place, seats) = match database.location() {
            Location::Postgres(url) => {
                let place = Place::new(home, Some(url.clone()));
                let seats = settle(&place);
                (place, seats)
            }
            Location::Sqlite(_) => {
                let prepared = prepared();
                std::fs::write(home.database(), &prepared.database).unwrap();
                std::fs::copy(prepared.folder.path().join("keys"), home.keys()).unwrap();
                (Place::new(home, None), prepared.seats.clone())
            }
        };
        Self { folder, place, seats, _database: database }
    }

    /// Where its data are.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// A folder for what a test makes besides.
    pub fn aside(&self) -> &Path {
        self.folder.path()
    }

    /// Whether several servers can share its database.
    pub fn is_shared(&self) -> bool {
        matches!(self.place.location, Location::Postgres(_))
    }

    /// A command of the program over these data.
    pub fn command(&self, name: &str) -> Command {
        command(name, &self.place)
    }

    /// Asserts that `loushi verify` finds nothing.
    pub fn verify(&self, seed: u64) {
        let verified = self.command("verify").output().unwrap();
        let said = String::from_utf8_lossy(&verified.stdout);
        assert!(verified.status.success(), "seed {seed}: {said}{}", self.log());
    }

    /// What the servers wrote into their log.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

/// A command of the program over the data in `place`.
pub fn command(name: &str, place: &Place) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loushi"));
    command.arg(name).arg("--data").arg(place.home.root()).env("LOUSHI_LOG", "error");
    if let Location::Postgres(url) = &place.location {
        command.args(["--database", url]);
    }
    command.stdin(Stdio::null());
    command
}

fn prepared() -> &'static Prepared {
    static PREPARED: OnceLock<Prepared> = OnceLock::new();
    PREPARED.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        let seats = settle(&Place::new(home.clone(), None));
        // The writer may still be closing: what lies in its log belongs to the database.
        let mut conn = SqliteConnection::establish(&home.database().to_string_lossy()).unwrap();
        conn.batch_execute("PRAGMA busy_timeout = 10000; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        Prepared { database: std::fs::read(home.database()).unwrap(), folder, seats }
    })
}

/// Builds the town and signs two people in.
fn settle(place: &Place) -> Seats {
    let world = place.open(With::system(7)).unwrap();
    let town = Town::settle(&world);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    Seats {
        worker: runtime.block_on(Persona::Worker.enter(&world)),
        property: runtime.block_on(Persona::Property.enter(&world)),
        lead: town.body(Side::Here, "property_company").0.to_string(),
    }
}

/// A running server. Killed when dropped, as everything here is.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Server {
    /// Starts one and waits until it listens, on a port of the system's choice.
    pub fn start(ground: &Ground, node: u16) -> Self {
        Self::over(&ground.place, node, &ground.folder.path().join("log"))
    }

    /// The same over the data in `place`.
    pub fn over(place: &Place, node: u16, log: &Path) -> Self {
        let file = OpenOptions::new().create(true).append(true).open(log).unwrap();
        Self::try_start(place, node, file).unwrap_or_else(|said| {
            let log = std::fs::read_to_string(log).unwrap();
            panic!("the server does not start: {said}\n{log}");
        })
    }

    fn try_start(place: &Place, node: u16, log: File) -> Result<Self, String> {
        let mut command = command("serve", place);
        command.args(["--listen", "127.0.0.1:0", "--trusted-proxy", "127.0.0.1"]);
        command.args(["--node", &node.to_string()]).stdout(Stdio::piped()).stderr(log);
        let mut child = command.spawn().unwrap();
        let mut said = String::new();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        while output.read_line(&mut said).unwrap() > 0 {
            let address =
                said.rsplit_once("http://").and_then(|(_, rest)| rest.trim().parse().ok());
            if let Some(address) = address {
                return Ok(Self { child, address });
            }
        }
        drop(child.wait());
        Err(said)
    }

    /// Ends it as a failing machine does: at once, wherever it is.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// What a command that must not succeed says, and how it ends.
pub fn refused(mut command: Command) -> (i32, String) {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    (child.wait().unwrap().code().unwrap_or(-1), said)
}
