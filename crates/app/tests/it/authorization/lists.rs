//! The lists that are reviewed as diffs: permissions, endpoints, endpoints nobody tests.

use std::fmt::Write;

use platform::Permission;
use platform::permission::matrix;
use platform::web::{Access, Endpoint};
use testkit::committed;

use super::probes;
use crate::shipped;

/// The permissions of every slice.
pub fn permissions() -> Vec<&'static Permission> {
    let ground = platform::permission::ALL;
    [ground, registry::permissions::ALL, matters::permissions::ALL].concat()
}

#[test]
fn the_committed_permission_matrix_is_what_the_slices_declare() {
    committed::check("docs/authz/permissions.txt", &matrix(&permissions()));
}

#[test]
fn the_committed_endpoints_are_what_the_slices_serve() {
    let app = shipped::app();
    let mut lines: Vec<String> = app.endpoints().iter().map(line).collect();
    lines.sort_unstable();
    let head = "# Every endpoint, and who may call it; how far they get is the scope of the act.\n";
    committed::check("docs/authz/endpoints.txt", &format!("{head}{}", lines.concat()));
}

#[test]
fn the_committed_list_of_endpoints_without_an_authorisation_test_is_empty() {
    let app = shipped::app();
    let mut text = String::from("# Endpoints that the walk through all of them does not know.\n");
    let uncovered = app.endpoints().iter().filter(|endpoint| probes::of(endpoint).is_none());
    let mut count = 0;
    for endpoint in uncovered {
        let _ = writeln!(text, "{} {}", endpoint.method, endpoint.path);
        count += 1;
    }
    committed::check("docs/authz/uncovered-endpoints.txt", &text);
    assert_eq!(count, 0, "give each of them a probe:\n{text}");
}

#[test]
fn no_endpoint_asks_for_a_permission_outside_the_matrix() {
    let known = permissions();
    for endpoint in shipped::app().endpoints() {
        if let Access::May(permission) = endpoint.access {
            let listed = known.iter().any(|one| one.key == permission.key);
            assert!(listed, "{} is not in the matrix", permission.key);
        }
    }
}

fn line(endpoint: &Endpoint) -> String {
    let who = match endpoint.access {
        Access::Public => "anybody",
        Access::ByCode => "whoever holds the code",
        Access::SignedIn => "whoever is signed in",
        Access::May(permission) => permission.key,
    };
    format!("{:4} {:44} {who}\n", endpoint.method.as_str(), endpoint.path)
}
