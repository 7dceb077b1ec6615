//! Small trees that break one rule each.

use super::{Finding, Tree};

/// Writes files into a temporary workspace and gives what one rule finds, as printed.
pub fn found(rule: fn(&Tree) -> Vec<Finding>, files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    let tree = Tree::read(folder.path()).expect("a readable tree");
    rule(&tree).iter().map(ToString::to_string).collect()
}

/// The same for one file.
pub fn found_in(rule: fn(&Tree) -> Vec<Finding>, path: &str, text: &str) -> Vec<String> {
    found(rule, &[(path, text)])
}
