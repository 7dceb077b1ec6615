//! Backing up while the server runs, and restoring elsewhere.
//!
//! A backup is one archive: a snapshot of the database, the photos, the list of erasures, and a
//! signed manifest that says what each file must be and where every chain of the journal ended.
//! The keys are not in it: whoever finds a backup must not be able to read contacts. They are kept
//! apart (DESIGN §7).

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use ed25519_dalek::{Signature, Signer, Verifier, VerifyingKey};
use jiff::Timestamp;
use platform::Keys;
use platform::db::{Db, Location, Sizes};
use platform::journal::salted::hex;
use platform::journal::verify::{self, PublishedHead, Report};
use platform::vault::erasure;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::archive::{Entry, Packing, Unpacking};
use crate::home::Home;
use crate::installation::{COMMAND_NODE, Place, With};

const MANIFEST: &str = "manifest.json";
const SIGNATURE: &str = "manifest.sig";
const DATABASE: &str = "loushi.db";
const ERASURES: &str = "erasures";
const DEMO: &str = "demo.json";
/// The folder in which both work, beside what they make.
const ASIDE: &str = ".backup-under-way";

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Raised when the form changes.
    pub format: u32,
    /// The program's version.
    pub version: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// Which keys the data were encrypted with.
    pub key_fingerprint: String,
    /// The key that signed it, in hexadecimal.
    pub public_key: String,
    /// Where every chain ended.
    pub heads: Vec<Head>,
    /// Every file and its SHA-256.
    pub files: Vec<(String, String)>,
}

/// Where a chain ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The chain; 0 for the installation's own.
    pub district: i64,
    /// The number of its last entry.
    pub seq: i64,
    /// The hash of its last link, in hexadecimal.
    pub hash: String,
}

/// Backs up what is in `place` into the new file `target`.
///
/// # Errors
/// If the database is elsewhere, the journal does not hold, the file exists, or the system refuses.
pub fn back_up(place: &Place, target: &Path, made_at: Timestamp) -> Result<Manifest> {
    let Location::Sqlite(database) = &place.location else { bail!("not a SQLite database") };
    if target.exists() {
        bail!("{}: exists already", target.display());
    }
    let keys = Keys::load(&place.home.keys())?.context("no key file beside the data")?;
    let aside = Aside::new(target.parent().unwrap_or(Path::new(".")))?;
    let snapshot = aside.path.join(DATABASE);
    take_snapshot(database, &snapshot)?;
    let heads = ends(&check(&snapshot, &[])?);
    let files = files(place, &snapshot)?;
    let mut digests = Vec::with_capacity(files.len());
    for (name, path) in &files {
        digests.push((name.clone(), digest(path)?));
    }
    let manifest = Manifest {
        format: 1,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        made_at,
        key_fingerprint: keys.fingerprint(),
        public_key: hex(keys.signing().verifying_key().as_bytes()),
        heads,
        files: digests,
    };
    let packed = aside.path.join("packed");
    pack(&packed, &manifest, &keys, &files)?;
    std::fs::rename(&packed, target).with_context(|| target.display().to_string())?;
    Ok(manifest)
}

/// One consistent copy of the database, made while others write.
fn take_snapshot(database: &Path, snapshot: &Path) -> Result<()> {
    let mut conn = SqliteConnection::establish(&database.to_string_lossy())?;
    let quoted = snapshot.to_string_lossy().replace('\'', "''");
    conn.batch_execute(&format!("PRAGMA busy_timeout = 10000; VACUUM INTO '{quoted}'"))?;
    Ok(())
}

/// Recomputes the journal of a database that nobody else uses.
fn check(database: &Path, heads: &[PublishedHead]) -> Result<Vec<Report>> {
    let location = Location::Sqlite(database.to_owned());
    let db = Db::open(location, Sizes { readers: 1 }, &[])?;
    let reports = db.read(|conn| verify::verify(conn, heads))?;
    if let Some(report) = reports.iter().find(|report| report.fault.is_some()) {
        bail!("the journal does not hold: chain {}: {:?}", report.district_id, report.fault);
    }
    Ok(reports)
}

fn ends(reports: &[Report]) -> Vec<Head> {
    let end = |report: &Report| Head {
        district: report.district_id,
        seq: report.entries,
        hash: hex(&report.hash),
    };
    reports.iter().map(end).collect()
}

/// What goes in: name in the archive, and where it lies.
fn files(place: &Place, snapshot: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut files = vec![(DATABASE.to_owned(), snapshot.to_owned())];
    for (name, path) in [(ERASURES, place.home.erasures()), (DEMO, place.home.demo())] {
        if path.exists() {
            files.push((name.to_owned(), path));
        }
    }
    let mut photos = Vec::new();
    below(&place.home.photos(), "photos", &mut photos)?;
    photos.sort();
    files.extend(photos);
    Ok(files)
}

fn below(folder: &Path, name: &str, out: &mut Vec<(String, PathBuf)>) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            below(&entry.path(), &name, out)?;
        } else {
            out.push((name, entry.path()));
        }
    }
    Ok(())
}

fn digest(path: &Path) -> Result<String> {
    let mut file = BufReader::new(File::open(path).with_context(|| path.display().to_string())?);
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hex(&hash.finalize()));
        }
        hash.update(&buffer[..read]);
    }
}

/// Writes the archive, manifest first, and brings it to disk.
fn pack(
    packed: &Path,
    manifest: &Manifest,
    keys: &Keys,
    files: &[(String, PathBuf)],
) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let out = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(packed)?;
    let mut packing = Packing::new(BufWriter::new(out));
    let text = serde_json::to_vec_pretty(manifest).expect("a manifest is plain data");
    let signature = hex(&keys.signing().sign(&text).to_bytes());
    packing.add(MANIFEST, text.len() as u64, &mut text.as_slice())?;
    packing.add(SIGNATURE, signature.len() as u64, &mut signature.as_bytes())?;
    for (name, path) in files {
        let file = File::open(path).with_context(|| path.display().to_string())?;
        let size = file.metadata()?.len();
        packing.add(name, size, &mut BufReader::new(file))?;
    }
    let mut out = packing.finish()?;
    out.flush()?;
    out.into_inner().map_err(|error| error.into_error())?.sync_all()?;
    Ok(())
}

/// A folder to work in; gone when dropped.
struct Aside {
    path: PathBuf,
}

impl Aside {
    fn new(beside: &Path) -> Result<Self> {
        let beside = if beside == Path::new("") { Path::new(".") } else { beside };
        let path = beside.join(format!("{ASIDE}-{}", std::process::id()));
        Home::at(&path).make()?;
        Ok(Self { path })
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        // What cannot be removed is named after what it was.
        drop(std::fs::remove_dir_all(&self.path));
    }
}

/// What a restore came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The backup's manifest.
    pub manifest: Manifest,
    /// Persons erased again, who had been erased after the backup; `None` if the keys are not
    /// there yet, so that the first start does it.
    pub erased_again: Option<usize>,
}

/// Restores the backup `from` into `home`, where no database may be yet. Keys and a list of
/// erasures that lie there stay.
///
/// # Errors
/// If the archive is damaged or not what its manifest says, the journal does not end where it did,
/// or the keys there are other ones.
pub fn restore(from: &Path, home: &Home) -> Result<Restored> {
    if home.database().exists() {
        bail!("{}: exists already", home.database().display());
    }
    home.make()?;
    let aside = Aside::new(home.root())?;
    let manifest = unpack(from, &aside.path)?;
    let keys = Keys::load(&home.keys())?;
    if keys.as_ref().is_some_and(|keys| keys.fingerprint() != manifest.key_fingerprint) {
        bail!("the key file has another fingerprint than {}", manifest.key_fingerprint);
    }
    let heads: Option<Vec<PublishedHead>> = manifest.heads.iter().map(published).collect();
    let heads = heads.context("the manifest's heads cannot be read")?;
    let reports = check(&aside.path.join(DATABASE), &heads)?;
    if ends(&reports) != manifest.heads {
        bail!("the journal does not end where the manifest says");
    }
    put_in_place(&aside.path, home)?;
    let erased_again = keys.map(|_| replay(home)).transpose()?;
    Ok(Restored { manifest, erased_again })
}

fn published(head: &Head) -> Option<PublishedHead> {
    let hash = unhex(&head.hash)?;
    Some(PublishedHead { district_id: head.district, seq: head.seq, hash })
}

/// The bytes that hexadecimal `text` stands for.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    let pairs = (0..text.len()).step_by(2);
    pairs.map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

/// Unpacks the archive and holds every file against the signed manifest.
fn unpack(from: &Path, to: &Path) -> Result<Manifest> {
    let file = File::open(from).with_context(|| from.display().to_string())?;
    let mut unpacking = Unpacking::new(BufReader::new(file));
    let text = small(&mut unpacking, MANIFEST)?;
    let signature = small(&mut unpacking, SIGNATURE)?;
    let manifest: Manifest = serde_json::from_slice(&text).context(MANIFEST)?;
    if manifest.format != 1 || !is_signed(&manifest, &text, &signature) {
        bail!("the manifest is not what was signed, or of a later version");
    }
    let mut unpacked = Vec::new();
    while let Some(entry) = unpacking.next_entry()? {
        let path = to.join(&entry.name);
        if let Some(folder) = path.parent() {
            Home::at(folder).make()?;
        }
        let mut out = BufWriter::new(File::create_new(&path)?);
        unpacking.copy(&entry, &mut out)?;
        out.into_inner().map_err(|error| error.into_error())?.sync_all()?;
        unpacked.push((entry.name, digest(&path)?));
    }
    if unpacked != manifest.files {
        bail!("the files are not those of the manifest");
    }
    Ok(manifest)
}

/// A small entry that must come next.
fn small<R: Read>(unpacking: &mut Unpacking<R>, name: &str) -> Result<Vec<u8>> {
    const MOST: u64 = 64 * 1024 * 1024;
    let expected = |entry: &Entry| entry.name == name && entry.size <= MOST;
    let entry = unpacking.next_entry()?.filter(expected);
    let entry = entry.with_context(|| format!("{name}: not where it should be"))?;
    let mut content = Vec::new();
    unpacking.copy(&entry, &mut content)?;
    Ok(content)
}

fn is_signed(manifest: &Manifest, text: &[u8], signature: &[u8]) -> bool {
    let signed = || {
        let key: [u8; 32] = unhex(&manifest.public_key)?.try_into().ok()?;
        let key = VerifyingKey::from_bytes(&key).ok()?;
        let signature = unhex(std::str::from_utf8(signature).ok()?)?;
        key.verify(text, &Signature::from_slice(&signature).ok()?).ok()
    };
    signed().is_some()
}

/// Moves everything to where it belongs, the database last: with it the data are there.
fn put_in_place(from: &Path, home: &Home) -> Result<()> {
    for (name, target) in [(ERASURES, home.erasures()), (DEMO, home.demo())] {
        let source = from.join(name);
        if source.exists() && !target.exists() {
            std::fs::rename(&source, &target)?;
        }
    }
    let mut photos = Vec::new();
    below(&from.join("photos"), "photos", &mut photos)?;
    for (name, source) in photos {
        let target = home.root().join(name);
        if let Some(folder) = target.parent() {
            Home::at(folder).make()?;
        }
        std::fs::rename(&source, &target)?;
    }
    std::fs::rename(from.join(DATABASE), home.database())?;
    File::open(home.root())?.sync_all()?;
    Ok(())
}

/// Erases again whom the list beside the database names.
fn replay(home: &Home) -> Result<usize> {
    let world = Place::new(home.clone(), None).open(With::system(COMMAND_NODE))?;
    Ok(erasure::reconcile(&world, &home.erasures())?)
}
