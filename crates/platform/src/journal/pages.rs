//! `/journal`: the latest entries for the auditor, and the proof that nothing was changed.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use jiff::Timestamp;
use kernel::{Keyset, PlaceId, Subject, SubjectKind};
use serde::Deserialize;

use super::READ;
use super::life::{self, Lived};
use super::verify::{Fault, Report};
use super::{head, verify};
use crate::act::Outcome;
use crate::db::Conn;
use crate::web::{Access, PageResult, Routes, Site, Tone, View, Visitor, page};

/// Entries on a page.
const SIZE: usize = 50;

/// The journal's pages.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/journal", Access::May(&READ), list).post(
        "/journal/verification",
        Access::May(&READ),
        check,
    )
}

#[derive(Template)]
#[template(path = "platform/journal.html")]
struct JournalPage<'a> {
    v: &'a View,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
    /// What verifying found, once it was asked for.
    verified: Option<Verified>,
}

/// An entry as the page shows it: ids and kinds; entries hold nothing else.
struct Row {
    /// Its number in its chain; `None` while it waits for the sealer.
    seq: Option<i64>,
    at: Timestamp,
    kind: String,
    subject: String,
    account: String,
    origin: String,
    body: String,
}

/// The result for all chains.
struct Verified {
    chains: Vec<Chain>,
    forged: usize,
    heads: usize,
}

impl Verified {
    fn holds(&self) -> bool {
        self.forged == 0 && self.chains.iter().all(|chain| chain.fault.is_none())
    }
}

struct Chain {
    name: String,
    entries: i64,
    hash: String,
    fault: Option<String>,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    after: String,
}

async fn list(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> PageResult {
    let view = visitor.view(&site);
    let before: Option<Keyset> = asked.after.parse().ok();
    draw(&site, &view, before, None).await
}

/// Recomputes every chain and holds it against the heads published so far.
async fn check(State(site): State<Arc<Site>>, visitor: Visitor) -> PageResult {
    let view = visitor.view(&site);
    let (inside, drawn) = (Arc::clone(&site), view.clone());
    let verified = site.read(move |conn| verify_all(conn, &inside, &drawn)).await?;
    draw(&site, &view, None, Some(verified)).await
}

async fn draw(
    site: &Arc<Site>,
    view: &View,
    before: Option<Keyset>,
    verified: Option<Verified>,
) -> PageResult {
    let found = site.read(move |conn| Ok(life::latest(conn, before, SIZE)?)).await?;
    page(&JournalPage {
        v: view,
        rows: found.rows.iter().map(row).collect(),
        first: before.map(|_| "/journal".to_owned()),
        next: found.next.map(|next| format!("/journal?after={next}")),
        verified,
    })
}

fn row(lived: &Lived) -> Row {
    let entry = &lived.entry;
    Row {
        seq: lived.seq,
        at: Timestamp::from_microsecond(entry.at).unwrap_or(Timestamp::UNIX_EPOCH),
        kind: entry.kind.clone(),
        subject: format!("{} {}", entry.subject_kind, entry.subject_id),
        account: entry.account_id.map(|id| id.to_string()).unwrap_or_default(),
        origin: entry.origin.clone(),
        body: entry.body.clone(),
    }
}

fn verify_all(conn: &mut Conn, site: &Site, view: &View) -> Outcome<Verified> {
    let (heads, forged) = head::list_published(conn)?;
    let reports = verify::verify(conn, &heads)?;
    let districts: Vec<Subject> = reports
        .iter()
        .filter(|report| report.district_id != 0)
        .map(|report| Subject::new(SubjectKind::Place, PlaceId(report.district_id)))
        .collect();
    let titles = site.titles(conn, &districts)?;
    let names: HashMap<i64, String> = districts
        .iter()
        .zip(titles)
        .filter_map(|(district, titled)| Some((district.id, titled?.title)))
        .collect();
    let chains = reports.iter().map(|report| chain(view, report, &names)).collect();
    Ok(Verified { chains, forged, heads: heads.len() })
}

fn chain(view: &View, report: &Report, names: &HashMap<i64, String>) -> Chain {
    let own = || view.t("journal-chain-own").into_owned();
    Chain {
        name: names.get(&report.district_id).cloned().unwrap_or_else(own),
        entries: report.entries,
        hash: super::salted::hex(&report.hash),
        fault: report.fault.as_ref().map(|fault| told(view, fault)),
    }
}

/// A fault in words.
fn told(view: &View, fault: &Fault) -> String {
    match *fault {
        Fault::Missing { seq } => view.t1("journal-fault-missing", "seq", seq),
        Fault::Altered { seq, .. } => view.t1("journal-fault-altered", "seq", seq),
        Fault::Broken { seq, .. } => view.t1("journal-fault-broken", "seq", seq),
        Fault::Unsealed { count } => view.t1("journal-fault-unsealed", "n", count),
        Fault::Shortened { head, end } => {
            view.t2("journal-fault-shortened", "head", head, "end", end)
        }
        Fault::OtherHead { head } => view.t1("journal-fault-other-head", "head", head),
    }
}
