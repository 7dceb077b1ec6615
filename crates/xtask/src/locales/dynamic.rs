//! Keys that code puts together: `locales/dynamic.txt` names their beginnings, with reasons.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::arch::Finding;

/// Where they are declared: `beginning: reason`, one a line.
pub const FILE: &str = "locales/dynamic.txt";

/// The declared beginnings with their lines.
pub struct Prefixes(Vec<(usize, String)>);

impl Prefixes {
    /// Reads the file; without it nothing is declared.
    ///
    /// # Errors
    /// When a line has no reason.
    pub fn read(root: &Path) -> Result<Self> {
        let path = root.join(FILE);
        if !path.is_file() {
            return Ok(Self(Vec::new()));
        }
        let text = std::fs::read_to_string(&path).context(FILE)?;
        let mut prefixes = Vec::new();
        for (at, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let (prefix, reason) = line.split_once(':').unwrap_or((line, ""));
            ensure!(!reason.trim().is_empty(), "{FILE}:{}: `{prefix}` has no reason", at + 1);
            prefixes.push((at + 1, prefix.trim().to_owned()));
        }
        Ok(Self(prefixes))
    }

    /// Whether a key is put together by code.
    pub fn cover(&self, key: &str) -> bool {
        self.0.iter().any(|(_, prefix)| key.starts_with(prefix.as_str()))
    }

    /// Declared beginnings that no key has any more.
    pub fn without_keys(&self, keys: &[&str]) -> Vec<Finding> {
        let has_none = |prefix: &str| !keys.iter().any(|key| key.starts_with(prefix));
        let stale = self.0.iter().filter(|(_, prefix)| has_none(prefix));
        stale
            .map(|(line, prefix)| {
                let why = format!("no key begins with `{prefix}`: remove the line");
                Finding::new(&PathBuf::from(FILE), *line, why)
            })
            .collect()
    }
}
