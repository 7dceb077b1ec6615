//! `/notices`: what happened that concerns the reader, as far as the reader may see it now.

use std::collections::HashSet;
use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use jiff::Timestamp;
use kernel::{AccountId, Subject};
use serde::Deserialize;

use super::Notice;
use super::store::{self, Wanted};
use crate::act::Outcome;
use crate::db::{Conn, StoreError};
use crate::permission::Actor;
use crate::web::component::Tab;
use crate::web::{Access, PageError, PageResult, Routes, Site, Titled, View, Visitor, page, see};

/// Notices on a page.
const SIZE: usize = 50;
/// Unread notices are counted up to here, on every page; who has more reads "10 or more".
pub(crate) const COUNT_CAP: usize = 10;

/// The pages of notices.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/notices", Access::SignedIn, list)
        .post("/notices/reading", Access::SignedIn, read_all)
        .post("/notices/{key}/reading", Access::SignedIn, read_one)
}

#[derive(Template)]
#[template(path = "platform/notices.html")]
struct Notices<'a> {
    v: &'a View,
    segments: Vec<Tab>,
    unread_only: bool,
    rows: Vec<Row>,
    /// The newest notice, up to which all can be marked as read.
    newest: Option<String>,
    first: Option<String>,
    next: Option<String>,
}

struct Row {
    key: String,
    words: String,
    titled: Titled,
    /// When it happened.
    when: String,
    is_read: bool,
}

/// What the list is narrowed to.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    unread: String,
    #[serde(default)]
    after: String,
}

async fn list(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> PageResult {
    let account = account(&visitor)?;
    let view = visitor.view(&site);
    let wanted = Wanted {
        unread_only: asked.unread == "1",
        after: Some(asked.after).filter(|after| !after.is_empty()),
    };
    let (inside, actor, sought) = (Arc::clone(&site), Arc::clone(&visitor.actor), wanted.clone());
    let loaded = site.read(move |conn| load(conn, &inside, &actor, account, &sought)).await?;
    let narrowed = if wanted.unread_only { "unread=1&" } else { "" };
    let row = |(notice, titled): (Notice, Titled)| Row {
        words: view.t(&format!("notice-{}", notice.word)).into_owned(),
        key: notice.key,
        titled,
        when: when(&view, &visitor.actor, notice.at),
        is_read: notice.is_read,
    };
    let segments = segments(&view, wanted.unread_only);
    let first = segments.iter().find(|segment| segment.current).map(|one| one.href.clone());
    page(&Notices {
        v: &view,
        unread_only: wanted.unread_only,
        newest: loaded.newest,
        rows: loaded.shown.into_iter().map(row).collect(),
        first: first.filter(|_| wanted.after.is_some()),
        next: loaded.next.map(|key| format!("/notices?{narrowed}after={key}")),
        segments,
    })
}

fn segments(view: &View, unread_only: bool) -> Vec<Tab> {
    vec![
        Tab::new(view.t("notices-all"), "/notices", !unread_only),
        Tab::new(view.t("notices-unread"), "/notices?unread=1", unread_only),
    ]
}

/// When something happened, as this reader may know it: whoever is shielded not to the minute
/// (UX §6).
pub(crate) fn when(view: &View, reader: &Actor, at: Timestamp) -> String {
    if reader.is_shielded() { view.short_day(view.local(at).date()) } else { view.when(at) }
}

/// A page of notices, without those about things that are out of sight now.
struct Loaded {
    shown: Vec<(Notice, Titled)>,
    newest: Option<String>,
    /// The key after which the next page begins.
    next: Option<String>,
}

fn load(
    conn: &mut Conn,
    site: &Site,
    actor: &Actor,
    account: AccountId,
    wanted: &Wanted,
) -> Outcome<Loaded> {
    let mut notices = store::list(conn, account, wanted, SIZE + 1)?;
    let more = notices.len() > SIZE;
    notices.truncate(SIZE);
    let next = notices.last().filter(|_| more).map(|last| last.key.clone());
    let newest = notices.first().filter(|_| wanted.after.is_none()).map(|one| one.key.clone());
    let seen = seen(conn, site, actor, &notices)?;
    notices.retain(|notice| seen.contains(&notice.subject));
    let subjects: Vec<Subject> = notices.iter().map(|notice| notice.subject).collect();
    let titles = site.titles(conn, &subjects)?;
    let titled = notices.into_iter().zip(titles);
    let shown = titled.filter_map(|(notice, titled)| Some((notice, titled?))).collect();
    Ok(Loaded { shown, newest, next })
}

/// What these notices are about, as far as the actor may see it now.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub(crate) fn seen(
    conn: &mut Conn,
    site: &Site,
    actor: &Actor,
    notices: &[Notice],
) -> Result<HashSet<Subject>, StoreError> {
    let mut seen = HashSet::new();
    for announcer in &site.announcers {
        let kind = announcer.kind();
        let about = notices.iter().map(|notice| notice.subject);
        let mut ids: Vec<i64> =
            about.filter(|subject| subject.kind == kind).map(|subject| subject.id).collect();
        ids.sort_unstable();
        ids.dedup();
        if !ids.is_empty() {
            let visible = announcer.seen(conn, actor, &ids)?;
            seen.extend(visible.into_iter().map(|id| Subject::new(kind, id)));
        }
    }
    Ok(seen)
}

/// How many unread notices the actor would find, counted up to [`COUNT_CAP`].
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub(crate) fn count_unread(conn: &mut Conn, site: &Site, actor: &Actor) -> Result<i64, StoreError> {
    let Some(account) = actor.account else { return Ok(0) };
    let unread = Wanted { unread_only: true, after: None };
    let notices = store::list(conn, account, &unread, COUNT_CAP)?;
    let seen = seen(conn, site, actor, &notices)?;
    let count = notices.iter().filter(|notice| seen.contains(&notice.subject)).count();
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

fn account(visitor: &Visitor) -> Result<AccountId, PageError> {
    visitor.actor.account.ok_or(PageError::NotFound)
}

/// Marks one notice as read, and goes to what it is about.
async fn read_one(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(key): Path<String>,
) -> Result<Response, PageError> {
    let (account, now) = (account(&visitor)?, site.world.time.now());
    let (inside, actor, sought) = (Arc::clone(&site), Arc::clone(&visitor.actor), key.clone());
    let found = site.read(move |conn| {
        let notice = store::find(conn, account, &sought)?;
        let notices: Vec<Notice> = notice.into_iter().collect();
        let seen: Vec<Subject> = seen(conn, &inside, &actor, &notices)?.into_iter().collect();
        Ok(inside.titles(conn, &seen)?.into_iter().flatten().next())
    });
    let there = found.await?.map_or_else(|| "/notices".to_owned(), |titled| titled.href);
    let marked = move |tx: &mut crate::Tx<'_>| store::set_read(tx.conn, account, &key, now);
    site.world.db.write_later(marked).await?;
    Ok(see(&there))
}

/// Up to which notice all are read.
#[derive(Deserialize)]
struct UpTo {
    #[serde(default)]
    newest: String,
}

/// Marks all as read that the reader had before them or behind.
async fn read_all(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Form(up_to): Form<UpTo>,
) -> Result<Response, PageError> {
    let (account, now) = (account(&visitor)?, site.world.time.now());
    let marked =
        move |tx: &mut crate::Tx<'_>| store::set_read_up_to(tx.conn, account, &up_to.newest, now);
    site.world.db.write_later(marked).await?;
    Ok(see("/notices"))
}
