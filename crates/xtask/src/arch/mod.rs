//! `cargo xtask arch`: the directions of the tree, read from the sources as text.
//!
//! Cargo and the compiler refuse cycles; this refuses what they would allow: siblings that lean on
//! each other, a rule that reads the clock, a page that talks to the database, a word outside the
//! locale files. Each rule has a test with a small tree that breaks it.

mod clock;
mod crates;
mod paths;
mod rooms;
mod shape;
mod source;
mod tables;
mod templates;
mod tree;
mod words;

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

pub use source::Source;
pub use templates::without_comments;
pub use tree::{Tree, files_below};

/// One breach of a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Relative to the workspace root.
    file: PathBuf,
    /// Counted from 1.
    line: usize,
    /// What is wrong, and what to do instead.
    why: String,
}

impl Finding {
    /// A breach at `line` (from 1) of `file`.
    pub fn new(file: &Path, line: usize, why: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, why: why.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.line, self.why)
    }
}

/// Checks the workspace at `root` and prints every breach.
///
/// # Errors
/// When there is a breach, or a file cannot be read.
pub fn run(root: &Path) -> Result<()> {
    let tree = Tree::read(root)?;
    report("arch", &findings(&tree))
}

/// Prints findings and fails if there are any.
///
/// # Errors
/// When there is at least one.
pub fn report(task: &str, findings: &[Finding]) -> Result<()> {
    for finding in findings {
        eprintln!("{finding}");
    }
    match findings.len() {
        0 => Ok(()),
        count => bail!("{task}: {count} found"),
    }
}

/// Every breach in the tree, in the order of files and lines.
fn findings(tree: &Tree) -> Vec<Finding> {
    let rules: [fn(&Tree) -> Vec<Finding>; 7] = [
        crates::findings,
        rooms::findings,
        tables::findings,
        clock::findings,
        words::findings,
        shape::findings,
        templates::findings,
    ];
    let mut found: Vec<Finding> = rules.iter().flat_map(|rule| rule(tree)).collect();
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod testing;
