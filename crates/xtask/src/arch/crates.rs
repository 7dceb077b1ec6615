//! Directions between crates, from their manifests.

use super::Finding;
use super::tree::{Crate, Tree};

/// A crate may depend on crates of the rows above its own, never on its row or below.
const LAYERS: [&[&str]; 7] = [
    &["kernel"],
    &["platform"],
    &["registry"],
    &["matters", "deliberation", "lists", "services"],
    &["evaluation"],
    &["app"],
    // Measures the program from above and ships with nothing.
    &["bench"],
];
/// Helps tests; nothing that ships may depend on it.
const TESTKIT: &str = "testkit";
/// Builds and checks the others from outside.
const XTASK: &str = "xtask";

/// Where a crate stands among the layers; 0 is `kernel`. Testkit may use every slice but `app`,
/// which is tested with it.
pub fn layer(name: &str) -> Option<usize> {
    match name {
        TESTKIT => layer("app"),
        XTASK => Some(0),
        _ => LAYERS.iter().position(|row| row.contains(&name)),
    }
}

/// Dependencies that point up or sideways.
pub fn findings(tree: &Tree) -> Vec<Finding> {
    tree.crates.iter().flat_map(of_crate).collect()
}

fn of_crate(krate: &Crate) -> Vec<Finding> {
    let (path, text) = &krate.manifest;
    let Some(own) = layer(&krate.name) else {
        let why = format!("`{}` stands in no layer: add it to LAYERS in xtask", krate.name);
        return vec![Finding::new(path, 1, why)];
    };
    let mut found = Vec::new();
    for (line, section, dependency) in dependencies(text) {
        let Some(other) = layer(dependency) else { continue };
        let why = if dependency == TESTKIT {
            if section == "dev-dependencies" {
                continue;
            }
            "testkit helps tests: it belongs under [dev-dependencies]".to_owned()
        } else if dependency == XTASK {
            "nothing depends on xtask".to_owned()
        } else if other > own {
            format!("`{}` may not depend on `{dependency}`, which builds on it", krate.name)
        } else if other == own && dependency != krate.name {
            format!(
                "`{}` may not depend on its sibling `{dependency}`: hold a kernel::Subject, \
                 subscribe to its journal events, or let app implement a trait of yours",
                krate.name
            )
        } else {
            continue;
        };
        found.push(Finding::new(path, line, why));
    }
    found
}

/// Line, section and name of each dependency in a manifest.
fn dependencies(text: &str) -> Vec<(usize, &str, &str)> {
    let mut section = "";
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(header) = line.strip_prefix('[') {
            section = header.trim_end_matches(']');
            // `[dependencies.kernel]` names one itself.
            if let Some((kind, name)) = section.split_once('.')
                && kind.ends_with("dependencies")
            {
                found.push((at + 1, kind, plain(name)));
            }
        } else if section.ends_with("dependencies") && !line.starts_with('#') {
            let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
            if !name.is_empty() {
                found.push((at + 1, section, plain(name)));
            }
        }
    }
    found
}

fn plain(name: &str) -> &str {
    name.strip_prefix("loushi-").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::super::testing::found_in;
    use super::findings;

    #[test]
    fn dependencies_point_down_and_never_sideways() {
        let cases = [
            ("matters", "[dependencies]\nkernel.workspace = true\n", None),
            ("matters", "[dependencies]\nregistry = { path = \"../registry\" }\n", None),
            ("matters", "[dependencies]\nlists.workspace = true\n", Some("sibling `lists`")),
            ("matters", "[dev-dependencies]\nlists.workspace = true\n", Some("sibling `lists`")),
            ("matters", "[dependencies.services]\nworkspace = true\n", Some("sibling `services`")),
            ("kernel", "[dependencies]\nplatform.workspace = true\n", Some("builds on it")),
            ("registry", "[dependencies]\nloushi-app = \"1\"\n", Some("builds on it")),
            ("evaluation", "[dependencies]\nmatters.workspace = true\n", None),
            ("app", "[dependencies]\ntestkit.workspace = true\n", Some("[dev-dependencies]")),
            ("app", "[dev-dependencies]\ntestkit.workspace = true\n", None),
            ("testkit", "[dependencies]\nplatform.workspace = true\n", None),
            ("xtask", "[dependencies]\nplatform.workspace = true\n", Some("builds on it")),
            ("gadgets", "[dependencies]\n", Some("stands in no layer")),
        ];
        for (krate, manifest, expected) in cases {
            let found = found_in(findings, &format!("crates/{krate}/Cargo.toml"), manifest);
            match expected {
                None => assert!(found.is_empty(), "{krate}: {manifest}: {found:?}"),
                Some(why) => {
                    assert_eq!(found.len(), 1, "{krate}: {manifest}: {found:?}");
                    assert!(found[0].contains(why), "{found:?}");
                }
            }
        }
    }

    #[test]
    fn the_finding_names_file_and_line() {
        let manifest = "[package]\n\n[dependencies]\nlists.workspace = true\n";
        let found = found_in(findings, "crates/matters/Cargo.toml", manifest);
        assert!(found[0].starts_with("crates/matters/Cargo.toml:4: "), "{found:?}");
    }
}
