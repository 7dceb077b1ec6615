//! Brings what the tests need onto a machine that has only Rust, Node, Python and apt.
//!
//! Looks before it installs, so that a machine that has everything needs neither root nor network.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::workspace::{cargo, check, command, output, root, which};

/// Installs the parts of Rust, the Debian packages and the Node modules that are missing.
///
/// # Errors
/// Names what is missing and cannot be installed.
pub fn all() -> Result<()> {
    rust_components()?;
    debian_packages()?;
    node_modules()
}

/// A toolchain of the minimal profile has neither.
fn rust_components() -> Result<()> {
    for (part, name) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if output(cargo().args([part, "--version"])).is_err() {
            check(command("rustup").args(["component", "add", name]))?;
        }
    }
    Ok(())
}

fn debian_packages() -> Result<()> {
    let missing: Vec<&str> = [
        ("chromium", which("chromium").is_some()),
        ("postgresql", postgres_programs().is_some()),
        ("fonts-noto-cjk", has_chinese_font()),
    ]
    .into_iter()
    .filter_map(|(package, present)| (!present).then_some(package))
    .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let wanted = missing.join(" ");
    ensure!(which("apt-get").is_some(), "missing, and there is no apt-get: {wanted}");
    eprintln!("installing {wanted}");
    apt(&["update"])?;
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(&missing);
    apt(&install)
}

/// Runs apt-get as root: directly, or through sudo without a question.
fn apt(args: &[&str]) -> Result<()> {
    let is_root = user_id(None)? == 0;
    let mut apt = if is_root {
        command("apt-get")
    } else {
        let mut sudo = command("sudo");
        sudo.args(["--non-interactive", "apt-get"]);
        sudo
    };
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    // Another package manager at work is waited for, not stumbled over.
    check(apt.args(["--quiet", "--option", "DPkg::Lock::Timeout=300"]).args(args))
}

/// The folder of PostgreSQL's programs: Debian's newest, which lies outside `PATH`, else the one
/// `PATH` leads to.
pub fn postgres_programs() -> Option<PathBuf> {
    debian_postgres().or_else(|| {
        // A link to `initdb` alone is no folder of programs: follow it.
        let initdb = which("initdb")?.canonicalize().ok()?;
        initdb.parent().map(Path::to_owned)
    })
}

fn debian_postgres() -> Option<PathBuf> {
    std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let version: u32 = path.file_name()?.to_str()?.parse().ok()?;
            Some((version, path.join("bin")))
        })
        .filter(|(_, bin)| bin.join("initdb").is_file() && bin.join("postgres").is_file())
        .max()
        .map(|(_, bin)| bin)
}

fn has_chinese_font() -> bool {
    output(command("fc-list").args([":lang=zh-cn", "family"]))
        .is_ok_and(|fonts| !fonts.trim().is_empty())
}

/// The number of a user, or of the one who runs us.
///
/// # Errors
/// When there is no such user.
pub fn user_id(name: Option<&str>) -> Result<u32> {
    let id = output(command("id").arg("-u").args(name))?;
    id.trim().parse().context("the answer of `id -u`")
}

/// Installs the browser tests' modules unless they already match the lock file.
fn node_modules() -> Result<()> {
    let folder = root().join("e2e");
    let lock = std::fs::read(folder.join("package-lock.json")).context("e2e/package-lock.json")?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    check(command("npm").current_dir(&folder).args(["ci", "--no-audit", "--no-fund"]))?;
    std::fs::write(&stamp, lock).with_context(|| stamp.display().to_string())
}
