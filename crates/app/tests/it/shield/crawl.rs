//! Goes wherever the links lead, knocks at every endpoint, and makes mistakes on purpose.

use std::collections::{BTreeSet, VecDeque};

use testkit::{Answer, Browser, TestApp};

use super::story::Story;

/// Pages looked at, at most: more means that links make new links without end.
const MOST: usize = 1_200;

/// Every answer somebody gets by following links from where they land, by asking each endpoint for
/// the matter, by searching for what they want to know, and by sending forms that are wrong.
pub fn crawl<'a>(
    app: &TestApp,
    browser: &dyn Fn() -> Browser<'a>,
    story: &Story<'_>,
) -> Vec<Answer> {
    let browser = browser();
    let mut waiting: VecDeque<String> = starts(app, story).into();
    let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut seen = Vec::new();
    while let Some(address) = waiting.pop_front() {
        let answer = browser.get(&address);
        for link in answer.links().into_iter().chain(some(answer.location())) {
            if leads_on(&link) && known.insert(link.clone()) {
                waiting.push_back(link);
            }
        }
        seen.push(answer);
        assert!(seen.len() < MOST, "more than {MOST} pages, last {address}");
    }
    seen.extend(mistakes(&browser, story));
    seen
}

fn some(location: &str) -> Option<String> {
    (!location.is_empty()).then(|| location.to_owned())
}

/// Neither assets nor choices of looks, which change nothing that is said.
fn leads_on(link: &str) -> bool {
    !link.starts_with("/assets/")
        && !["lang=", "big=", "theme="].iter().any(|choice| link.contains(choice))
}

/// Where somebody lands, every endpoint asked for the matter, and searches for its traces.
fn starts(app: &TestApp, story: &Story<'_>) -> Vec<String> {
    let body = |kind| app.town.body(testkit::persona::Side::Here, kind).0.to_string();
    let endpoints = app.endpoints().iter().filter(|endpoint| endpoint.method == "GET");
    let mut addresses: Vec<String> = endpoints
        .map(|endpoint| {
            let id = match endpoint.path.split('/').nth(1).unwrap_or_default() {
                "charters" => "shijingshan-troika".to_owned(),
                "enterprises" => body("enterprise"),
                "committees" => body("committee"),
                "stations" => body("workstation"),
                _ => body("property_company"),
            };
            endpoint
                .path
                .replace("{number}", story.number())
                .replace("{building}", "rh-a")
                .replace(
                    "{code}",
                    if endpoint.path.starts_with("/follow") { "23456789" } else { "rh-a" },
                )
                .replace("{token}", "a12")
                .replace("{file}", "a12.svg")
                .replace("{section}", "matters")
                .replace("{id}", &id)
                .replace("{key}", "0")
        })
        .collect();
    for asked in ["lift", "%E5%AE%A2%E6%A2%AF"] {
        addresses.push(format!("/search?q={asked}"));
        addresses.push(format!("/matters?q={asked}"));
    }
    let lists = ["state=new", "state=in_progress", "late=1", "solved=1", "channel=code"];
    addresses.extend(lists.map(|list| format!("/matters?{list}")));
    addresses
}

/// Forms that are refused: their errors must not say more than the pages.
fn mistakes(browser: &Browser<'_>, story: &Story<'_>) -> Vec<Answer> {
    let matter = format!("/matters/{}", story.number());
    let weak = [("result", "solved"), ("sentence", "已处理")];
    vec![
        browser.post_form(&format!("{matter}/progress"), &[("progress", "")]),
        browser.post_form(&format!("{matter}/contact"), &[("note", "")]),
        browser.post_form(&format!("{matter}/completion"), &weak),
        browser.post_form(&format!("{matter}/callback"), &[]),
        browser.post_form(&format!("{matter}/reveal"), &[("purpose", "想知道是谁")]),
        browser.post_form(&format!("{matter}/triage"), &[]),
        browser.post_form(&format!("{matter}/decline"), &[]),
        browser.post_form("/b/rh-a/join/LG-24-222222", &[]),
        browser.post_form("/follow", &[("code", "23456789")]),
        browser.post_multipart("/b/rh-a/raise", &[("text", "东侧客梯一直停在一层")], &[]),
    ]
}
