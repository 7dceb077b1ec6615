//! Rebuilds the crate when a file is added to the folders it embeds.

fn main() {
    for folder in ["assets", "../../locales"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
