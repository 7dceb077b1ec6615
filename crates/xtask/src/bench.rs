//! `cargo xtask bench`: builds program and benchmark as they ship, and lets the one measure the other.

use anyhow::{Context, Result};

use crate::workspace::{cargo, check, command, root, shown};

const BUILD: &str = "build --release --locked --package loushi --package loushi-bench";

/// Measures with these options of the benchmark; `Ok(false)` when something is over its budget.
///
/// # Errors
/// When it cannot be built or cannot measure.
pub fn run(args: &[&str]) -> Result<bool> {
    check(cargo().args(BUILD.split(' ')))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root().join("target"), Into::into);
    let mut bench = command(target.join("release/loushi-bench"));
    // Renewed after a whole run only; the benchmark knows which are parts.
    bench.args(args).args(["--document", "docs/performance.md"]);
    let shown = shown(&bench);
    let status = bench.status().with_context(|| format!("cannot start {shown}"))?;
    match status.code() {
        Some(0) => Ok(true),
        Some(1) => Ok(false),
        _ => anyhow::bail!("{shown}: {status}"),
    }
}
