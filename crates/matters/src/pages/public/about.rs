//! `/about/…`: how matters are counted, what becomes of personal data, how the pages can be used.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use platform::web::{PageResult, Site, View, Visitor, page};

#[derive(Template)]
#[template(path = "matters/public/about.html")]
struct AboutPage<'a> {
    v: &'a View,
    title: String,
    sections: Vec<(String, String)>,
}

/// How matters are counted.
pub(super) async fn counting(State(site): State<Arc<Site>>, visitor: Visitor) -> PageResult {
    let v = visitor.view(&site);
    let parts = ["what", "channel", "solved", "voices", "base", "late"];
    draw(&v, "counting", &parts)
}

/// What becomes of personal data.
pub(super) async fn privacy(State(site): State<Arc<Site>>, visitor: Visitor) -> PageResult {
    let v = visitor.view(&site);
    let parts = ["asked", "kept", "seen", "looks", "cookies", "photos", "erase"];
    draw(&v, "privacy", &parts)
}

/// How the pages can be used by everybody.
pub(super) async fn accessibility(State(site): State<Arc<Site>>, visitor: Visitor) -> PageResult {
    let v = visitor.view(&site);
    let parts = ["size", "script", "keyboard", "words", "help"];
    draw(&v, "accessibility", &parts)
}

fn draw(v: &View, topic: &str, parts: &[&str]) -> PageResult {
    let sections = parts.iter().map(|part| {
        let said = |half: &str| v.t(&format!("about-{topic}-{part}-{half}")).into_owned();
        (said("head"), said("text"))
    });
    page(&AboutPage {
        v,
        title: v.t(&format!("about-{topic}-title")).into_owned(),
        sections: sections.collect(),
    })
}
