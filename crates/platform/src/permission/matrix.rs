//! The permission matrix as text: a policy change is a diff of the committed file.

use std::fmt::Write;

use super::{Permission, Reach, Role};

/// Role × permission, one line a permission: `C` covered places, `A` assigned, `I` installation.
#[must_use]
pub fn matrix(permissions: &[&Permission]) -> String {
    let width = permissions.iter().map(|p| p.key.len()).max().unwrap_or(0);
    let mut out =
        String::from("# C: in covered places · A: assigned to the body · I: installation\n");
    for (column, role) in Role::ALL.iter().enumerate() {
        let _ = writeln!(out, "# {:>2} {}", column + 1, role.word());
    }
    let numbers: String = (1..=Role::ALL.len()).map(|n| format!("{n:>3}")).collect();
    let _ = writeln!(out, "{:width$}{numbers}", "");
    let mut sorted = permissions.to_vec();
    sorted.sort_by_key(|permission| permission.key);
    for permission in sorted {
        let cells: String = Role::ALL.iter().map(|role| cell(permission, *role)).collect();
        let _ = writeln!(out, "{:width$}{cells}", permission.key);
    }
    out
}

fn cell(permission: &Permission, role: Role) -> &'static str {
    match permission.reach(role) {
        Some(Reach::Covered) => "  C",
        Some(Reach::Assigned) => "  A",
        Some(Reach::Installation) => "  I",
        None => "  ·",
    }
}
