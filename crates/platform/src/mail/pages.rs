//! `/me/notices`: whether, where and when one is told by mail; `/admin/mail`: what became of it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, Query, State as Shared};
use axum::response::Response;
use kernel::{AccountId, PersonId, Refusal, Subject, SubjectKind};
use serde::{Deserialize, Serialize};

use super::choice::{Cadence, Choice};
use super::letter::{Kind, Letter, State};
use super::{choosing, store};
use crate::act::{Act, Outcome};
use crate::journal::Event;
use crate::permission::{Permission, Reach, Role};
use crate::vault::{self, Masked};
use crate::web::component::Tab;
use crate::web::{
    self, Access, FormState, PageError, PageResult, Routes, Site, Tone, View, Visitor, html, page,
    see,
};

/// Seeing what became of letters, and having one tried again: whoever runs the installation.
pub const KEEP: Permission =
    Permission { key: "mail.keep", roles: &[(Role::Operator, Reach::Installation)] };

/// Letters on a page.
const SIZE: usize = 50;

type Pairs = Vec<(String, String)>;

/// The pages of mail.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/me/notices", Access::SignedIn, show)
        .post("/me/notices/address", Access::SignedIn, ask)
        .post("/me/notices/code", Access::SignedIn, confirm)
        .post("/me/notices/cadence", Access::SignedIn, choose)
        .post("/me/notices/removal", Access::SignedIn, remove)
        .get("/admin/mail", Access::May(&KEEP), list)
        .post("/admin/mail/{key}/retry", Access::May(&KEEP), retry)
}

#[derive(Template)]
#[template(path = "platform/mail/choice.html")]
struct ChoicePage<'a> {
    v: &'a View,
    form: &'a FormState,
    /// Whether the installation has a relay.
    has_relay: bool,
    choice: Option<&'a Choice>,
    held: &'a Masked,
    cadences: Vec<web::Choice>,
}

impl ChoicePage<'_> {
    /// Whether an address waits for its code.
    fn waits(&self) -> bool {
        self.choice.is_some_and(|choice| choice.waits_for_code(self.v.now))
    }
}

async fn show(Shared(site): Shared<Arc<Site>>, visitor: Visitor) -> PageResult {
    draw(&site, &visitor, &FormState::new()).await
}

async fn draw(site: &Arc<Site>, visitor: &Visitor, form: &FormState) -> PageResult {
    let (account, person) = own(visitor)?;
    let world = Arc::clone(&site.world);
    let (choice, held) = site
        .read(move |conn| {
            let choice = store::choice::find(conn, account)?;
            Ok((choice, vault::masked(conn, &world.keys, person)?))
        })
        .await?;
    let view = visitor.view(site);
    let option = |one: Cadence| web::Choice::new(one.word(), view.t(&one.key()));
    let drawn = ChoicePage {
        v: &view,
        form,
        has_relay: site.world.mail.is_some(),
        choice: choice.as_ref(),
        held: &held,
        cadences: Cadence::ALL.iter().copied().map(option).collect(),
    };
    html(form.status(), &drawn)
}

fn own(visitor: &Visitor) -> Result<(AccountId, PersonId), PageError> {
    visitor.actor.account.zip(visitor.actor.person).ok_or(PageError::NotFound)
}

async fn ask(
    Shared(site): Shared<Arc<Site>>,
    visitor: Visitor,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    if site.world.mail.is_none() {
        return Err(PageError::NotFound);
    }
    let (typed, locale) = (form.value("address").to_owned(), visitor.view(&site).locale);
    let asked = site.act(&visitor.actor, move |act| choosing::ask(act, &typed, locale)).await;
    answer(&site, &visitor, form, asked).await
}

async fn confirm(
    Shared(site): Shared<Arc<Site>>,
    visitor: Visitor,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let code = form.value("code").to_owned();
    let tried = site.act(&visitor.actor, move |act| choosing::confirm(act, &code)).await;
    answer(&site, &visitor, form, tried.and_then(|tried| tried.map_err(Into::into))).await
}

async fn choose(
    Shared(site): Shared<Arc<Site>>,
    visitor: Visitor,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    let (word, locale) = (form.value("cadence").to_owned(), visitor.view(&site).locale);
    let chosen = site.act(&visitor.actor, move |act| choosing::choose(act, &word, locale)).await;
    answer(&site, &visitor, form, chosen).await
}

async fn answer(
    site: &Arc<Site>,
    visitor: &Visitor,
    form: FormState,
    outcome: Outcome<()>,
) -> PageResult {
    match outcome {
        Ok(()) => Ok(see("/me/notices")),
        Err(failure) => draw(site, visitor, &form.kept(failure, site)?).await,
    }
}

async fn remove(Shared(site): Shared<Arc<Site>>, visitor: Visitor) -> Result<Response, PageError> {
    site.act(&visitor.actor, choosing::remove).await?;
    Ok(see("/me/notices"))
}

#[derive(Template)]
#[template(path = "platform/mail/letters.html")]
struct LettersPage<'a> {
    v: &'a View,
    has_relay: bool,
    state: State,
    states: Vec<Tab>,
    letters: Vec<Letter>,
    first: Option<String>,
    next: Option<String>,
}

impl LettersPage<'_> {
    /// Whether somebody can have it tried again: a code was forgotten with its letter.
    fn may_retry(&self, letter: &Letter) -> bool {
        letter.state == State::Failed && letter.kind == Kind::Notices
    }

    /// What the relay said, in words where it said nothing.
    fn reply(&self, letter: &Letter) -> String {
        match letter.reply.as_deref() {
            None => "—".to_owned(),
            Some(code) if code.starts_with(|first: char| first.is_ascii_digit()) => code.to_owned(),
            Some(word) => self.v.t(&format!("mail-reply-{word}")).into_owned(),
        }
    }

    /// When it was last done something about: sent, given up, dropped; else when it is due.
    fn at(&self, letter: &Letter) -> String {
        self.v.iso_time(letter.ended_at.unwrap_or(letter.due_at))
    }
}

/// Which letters.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: String,
}

async fn list(
    Shared(site): Shared<Arc<Site>>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> PageResult {
    let state = State::from_word(&asked.state).unwrap_or(State::Waiting);
    let after = Some(asked.after).filter(|after| !after.is_empty());
    let sought = after.clone();
    let (mut letters, waiting, failed) = site
        .read(move |conn| {
            let letters = store::letter::list(conn, state, sought.as_deref(), SIZE + 1)?;
            let waiting = store::letter::count(conn, State::Waiting)?;
            Ok((letters, waiting, store::letter::count(conn, State::Failed)?))
        })
        .await?;
    let more = letters.len() > SIZE;
    letters.truncate(SIZE);
    let view = visitor.view(&site);
    let href = |state: State| format!("/admin/mail?state={}", state.word());
    let tab = |one: State| {
        let tab = Tab::new(view.t(&one.key()), href(one), one == state);
        match one {
            State::Waiting => tab.with_count(waiting),
            State::Failed => tab.with_count(failed),
            State::Sent | State::Dropped => tab,
        }
    };
    page(&LettersPage {
        has_relay: site.world.mail.is_some(),
        state,
        states: State::ALL.iter().copied().map(tab).collect(),
        first: after.map(|_| href(state)),
        next: letters
            .last()
            .filter(|_| more)
            .map(|last| format!("{}&after={}", href(state), last.key)),
        letters,
        v: &view,
    })
}

#[derive(Serialize)]
struct Retried {
    letter: String,
}

impl Event for Retried {
    const KIND: &'static str = "mail.retried";
}

/// Has a letter tried again that was given up; journals `mail.retried`.
fn retry_letter(act: &mut Act<'_, '_>, key: &str) -> Outcome<()> {
    act.require(&KEEP)?;
    let now = act.now();
    if !store::letter::retry(act.conn(), key, now)? {
        return Err(Refusal::not_found().into());
    }
    let retried = Retried { letter: key.to_owned() };
    act.journal(None, Subject::new(SubjectKind::System, 0_i64), &retried)?;
    Ok(())
}

async fn retry(
    Shared(site): Shared<Arc<Site>>,
    visitor: Visitor,
    Path(key): Path<String>,
) -> Result<Response, PageError> {
    site.act(&visitor.actor, move |act| retry_letter(act, &key)).await?;
    Ok(see("/admin/mail?state=failed"))
}
