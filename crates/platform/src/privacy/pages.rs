//! `/admin/requests`: what people ask about the data held on them, for whoever decides; `/me/data`
//! and `/me/erasure`: one's own.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kernel::{Refusal, Subject, SubjectKind};

use super::deciding::{self, DECIDE};
use super::ground::{self, Erasure, Keeping};
use super::store::{self, Request, State as RequestState};
use super::{ask_own_erasure, own_data};
use crate::act::{Act, Outcome};
use crate::desk::TodoKind;
use crate::web::{
    Access, Choice, FormState, PageError, PageResult, Routes, Site, Tone, View, Visitor, html,
    page, see,
};

/// What waits for whoever decides.
pub const TODO_KIND: TodoKind =
    TodoKind { word: "privacy-decide", shape: "new", tone: Tone::Warn, form: "" };

type Pairs = Vec<(String, String)>;

/// The pages.
#[must_use]
pub fn routes() -> Routes {
    let decide = Access::May(&DECIDE);
    Routes::new()
        .get("/admin/requests", decide, list)
        .get("/admin/requests/{id}", decide, show)
        .post("/admin/requests/{id}/erasure", decide, erase)
        .post("/admin/requests/{id}/refusal", decide, refuse)
        .get("/me/data", Access::SignedIn, data)
        .post("/me/erasure", Access::SignedIn, ask)
}

#[derive(Template)]
#[template(path = "platform/privacy/list.html")]
struct RequestsPage<'a> {
    v: &'a View,
    open: Vec<Request>,
    decided: Vec<Request>,
}

#[derive(Template)]
#[template(path = "platform/privacy/request.html")]
struct RequestPage<'a> {
    v: &'a View,
    form: &'a FormState,
    request: &'a Request,
    /// Whether what the data were given for still goes on.
    is_needed: bool,
    erasing: Vec<Choice>,
    keeping: Vec<Choice>,
}

impl RequestPage<'_> {
    fn is_open(&self) -> bool {
        self.request.state == RequestState::Open
    }

    fn is_account(&self) -> bool {
        self.request.subject.kind == SubjectKind::Account
    }
}

impl Request {
    /// The ground it was decided on, in words; empty while it is open.
    #[must_use]
    pub fn ground_in_words(&self, view: &View) -> String {
        let ground = self.ground.as_deref();
        ground.map(|word| view.t(&ground::key(word)).into_owned()).unwrap_or_default()
    }

    /// How it stands, in words.
    #[must_use]
    pub fn state_in_words(&self, view: &View) -> String {
        view.t(&format!("privacy-state-{}", self.state.word())).into_owned()
    }
}

async fn list(State(site): State<Arc<Site>>, visitor: Visitor) -> PageResult {
    let (open, decided) = site.read(|conn| Ok(store::list(conn)?)).await?;
    page(&RequestsPage { v: &visitor.view(&site), open, decided })
}

async fn show(State(site): State<Arc<Site>>, visitor: Visitor, Path(id): Path<i64>) -> PageResult {
    draw(&site, &visitor, id, &FormState::new()).await
}

async fn draw(site: &Arc<Site>, visitor: &Visitor, id: i64, form: &FormState) -> PageResult {
    let world = Arc::clone(&site.world);
    let (request, is_needed) = site
        .read(move |conn| {
            let request = store::find(conn, id)?.ok_or_else(Refusal::not_found)?;
            let mut needed = false;
            for slice in &world.traces {
                needed |= slice.is_needed(conn, request.subject)?;
            }
            Ok((request, needed))
        })
        .await?;
    let view = visitor.view(site);
    let choice = |word: &str, key: String| Choice::new(word, view.t(&key));
    let drawn = RequestPage {
        v: &view,
        form,
        request: &request,
        is_needed,
        erasing: Erasure::ALL.iter().map(|one| choice(one.word(), one.key())).collect(),
        keeping: Keeping::ALL.iter().map(|one| choice(one.word(), one.key())).collect(),
    };
    html(form.status(), &drawn)
}

async fn erase(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    decide(&site, &visitor, id, pairs, "erase", |act, id, word| {
        let ground = Erasure::from_word(word);
        deciding::erase(act, id, ground.ok_or_else(|| unpicked("erase"))?)
    })
    .await
}

async fn refuse(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    decide(&site, &visitor, id, pairs, "keep", |act, id, word| {
        let ground = Keeping::from_word(word);
        deciding::refuse(act, id, ground.ok_or_else(|| unpicked("keep"))?)
    })
    .await
}

/// Only a ground of the law decides.
fn unpicked(field: &'static str) -> Refusal {
    Refusal::at(field, "privacy-refusal-ground")
}

async fn decide(
    site: &Arc<Site>,
    visitor: &Visitor,
    id: i64,
    pairs: Pairs,
    field: &'static str,
    work: fn(&mut Act<'_, '_>, i64, &str) -> Outcome<()>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let word = form.value(field).to_owned();
    match site.act(&visitor.actor, move |act| work(act, id, &word)).await {
        Ok(()) => Ok(see(&format!("/admin/requests/{id}"))),
        Err(failure) => draw(site, visitor, id, &form.kept(failure, site)?).await,
    }
}

/// A copy of what is held on whoever is signed in.
async fn data(State(site): State<Arc<Site>>, visitor: Visitor) -> PageResult {
    let session = visitor.session.as_ref().ok_or(PageError::NotFound)?;
    let (person, world) = (session.person, Arc::clone(&site.world));
    let copy = site.read(move |conn| own_data(conn, &world, person)).await?;
    Ok(file(&copy))
}

/// A copy as a file that nobody keeps on the way.
#[must_use]
pub fn file(copy: &serde_json::Value) -> Response {
    let text = format!("{copy:#}\n");
    let headers = [
        (header::CONTENT_TYPE, "application/json; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"loushi-data.json\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, text).into_response()
}

async fn ask(State(site): State<Arc<Site>>, visitor: Visitor) -> PageResult {
    site.act(&visitor.actor, ask_own_erasure).await?;
    Ok(see("/me#data"))
}

/// The latest request about an account, for its owner's page.
pub(crate) fn of_account(
    conn: &mut crate::Conn,
    account: kernel::AccountId,
) -> Result<Option<Request>, crate::StoreError> {
    store::latest(conn, Subject::new(SubjectKind::Account, account))
}
