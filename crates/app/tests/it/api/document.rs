//! The committed document, and that it tells every endpoint there is.

use std::collections::BTreeSet;

use app::site::api_document;
use testkit::{Persona, committed};

use crate::shipped;

#[test]
fn the_committed_document_of_the_api_is_what_the_slices_describe() {
    let text = serde_json::to_string_pretty(&api_document()).unwrap();
    committed::check("docs/openapi.json", &format!("{text}\n"));
}

#[test]
fn every_endpoint_of_the_api_is_described_and_nothing_else() {
    let app = shipped::app();
    let served: BTreeSet<String> = app
        .endpoints()
        .iter()
        .filter(|one| platform::api::is_endpoint(one.path))
        .map(|one| format!("{} {}", one.method.as_str().to_lowercase(), one.path))
        .collect();
    let document = api_document();
    let paths = document["paths"].as_object().unwrap();
    let described: BTreeSet<String> = paths
        .iter()
        .flat_map(|(path, one)| {
            one.as_object().unwrap().keys().map(move |method| format!("{method} {path}"))
        })
        .collect();
    assert_eq!(served, described);
    assert!(served.len() > 15, "{served:?}");
}

#[test]
fn the_document_is_served_and_read_in_both_languages() {
    let app = shipped::app();
    let served = app.stranger().get("/api/openapi.json");
    assert_eq!((served.status(), served.json()), (200, api_document()));
    for browser in [app.sign_in(Persona::Worker), app.sign_in(Persona::Worker).in_english()] {
        let read = browser.get("/api").page();
        for path in api_document()["paths"].as_object().unwrap().keys() {
            assert!(read.words().contains(path.as_str()), "{path}");
        }
    }
}
