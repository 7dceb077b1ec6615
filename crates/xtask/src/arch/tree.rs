//! The workspace as the rules see it: crates, their sources, templates and migrations.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::paths::{Use, uses};
use super::source::Source;

/// Everything the rules read.
pub struct Tree {
    /// In the order of their folders.
    pub crates: Vec<Crate>,
}

/// One crate of the workspace.
pub struct Crate {
    /// Its folder below `crates/`, which is also the name others import it by.
    pub name: String,
    /// Its `Cargo.toml`, relative to the root, and the text.
    pub manifest: (PathBuf, String),
    /// All its Rust files, tests included.
    pub sources: Vec<Source>,
    /// Its HTML templates: path and text.
    pub templates: Vec<(PathBuf, String)>,
    /// Its migrations: path and text.
    pub migrations: Vec<(PathBuf, String)>,
}

impl Tree {
    /// Reads all crates below `root/crates`.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read(root: &Path) -> Result<Self> {
        let mut folders: Vec<PathBuf> = std::fs::read_dir(root.join("crates"))
            .context("crates/")?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_>>()?;
        folders.sort();
        let crates = folders
            .iter()
            .filter(|folder| folder.is_dir())
            .map(|folder| Crate::read(root, folder))
            .collect::<Result<_>>()?;
        Ok(Self { crates })
    }

    /// Every Rust file with the crate it belongs to.
    pub fn sources(&self) -> impl Iterator<Item = (&Crate, &Source)> {
        self.crates.iter().flat_map(|krate| krate.sources.iter().map(move |source| (krate, source)))
    }
}

impl Crate {
    fn read(root: &Path, folder: &Path) -> Result<Self> {
        let name = folder.file_name().context("a crate has a name")?;
        let texts = |below: &str, ending: &str| -> Result<Vec<(PathBuf, String)>> {
            files_below(&folder.join(below), ending)?
                .into_iter()
                .map(|path| {
                    let text = read(&path)?;
                    Ok((relative(root, &path), text))
                })
                .collect()
        };
        let manifest = folder.join("Cargo.toml");
        let text = if manifest.is_file() { read(&manifest)? } else { String::new() };
        let sources = texts("", "rs")?;
        let mut krate = Self {
            name: name.to_string_lossy().into_owned(),
            manifest: (relative(root, &manifest), text),
            sources: sources.iter().map(|(path, text)| Source::parse(path, text)).collect(),
            templates: texts("templates", "html")?,
            migrations: texts("migrations", "sql")?,
        };
        krate.mark_test_modules();
        Ok(krate)
    }

    /// A file that is declared as a module of tests holds tests, and so do those below it.
    fn mark_test_modules(&mut self) {
        let mut declared: Vec<Vec<String>> = Vec::new();
        for source in &self.sources {
            let names = source.test_modules().into_iter();
            declared.extend(names.map(|name| [self.module(source), vec![name]].concat()));
        }
        let modules: Vec<_> = self.sources.iter().map(|source| self.module(source)).collect();
        for (source, module) in self.sources.iter_mut().zip(modules) {
            if declared.iter().any(|above| module.starts_with(above)) {
                source.become_test();
            }
        }
    }

    /// The path of a source's module below the crate: `src/store/matter.rs` is `[store, matter]`.
    pub fn module(&self, source: &Source) -> Vec<String> {
        let inside = Path::new("crates").join(&self.name).join("src");
        let path = source.path.strip_prefix(inside).unwrap_or(&source.path).with_extension("");
        let mut parts: Vec<String> =
            path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if parts.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
            parts.pop();
        }
        parts
    }

    /// Every module of the crate that has a file, and the modules above it.
    pub fn modules(&self) -> BTreeSet<Vec<String>> {
        let files = self.sources.iter().map(|source| self.module(source));
        files.flat_map(|path| (1..=path.len()).map(move |n| path[..n].to_vec())).collect()
    }

    /// What a source names outside its tests, `crate`, `self` and `super` resolved.
    pub fn uses(&self, source: &Source) -> Vec<Use> {
        uses(source, &self.module(source))
    }
}

fn relative(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// All files below a folder whose name ends in `.ending`, sorted; none if there is no folder.
///
/// # Errors
/// When a folder cannot be read.
pub fn files_below(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "target" && name != "node_modules") {
                found.extend(files_below(&path, ending)?);
            }
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
