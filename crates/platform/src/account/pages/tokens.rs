//! `/me/tokens`: what programs hold to ask the API in one's name; made, shown once, revoked.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use kernel::Refusal;

use super::{Sent, form_of};
use crate::account::Token;
use crate::account::access_token::{self, AccessToken, NAME_MOST, NewToken};
use crate::web::{Choice, FormState, PageError, PageResult, Site, Tone, View, Visitor, html, see};

/// What a token may be made to last, in days: a month, a season, a year.
const DAYS: [i64; 3] = [30, 90, 365];

#[derive(Template)]
#[template(path = "platform/account/tokens.html")]
struct TokensPage<'a> {
    v: &'a View,
    form: &'a FormState,
    /// The token just made: its one sight.
    made: Option<&'a str>,
    tokens: &'a [AccessToken],
    rights: Vec<Choice>,
    lasts: Vec<Choice>,
}

impl TokensPage<'_> {
    fn name_most(&self) -> u32 {
        NAME_MOST
    }

    fn has_ended(&self, token: &AccessToken) -> bool {
        token.expires_at <= self.v.now
    }
}

/// The tokens one has, and the form for another.
pub(super) async fn list(State(site): State<Arc<Site>>, visitor: Visitor) -> PageResult {
    draw(&site, &visitor, &FormState::new(), None).await
}

async fn draw(
    site: &Arc<Site>,
    visitor: &Visitor,
    form: &FormState,
    made: Option<&Token>,
) -> PageResult {
    let account = visitor.actor.account.ok_or(PageError::NotFound)?;
    let tokens = site.read(move |conn| Ok(access_token::list(conn, account)?)).await?;
    let view = visitor.view(site);
    let right = |value: &str, key: &str| Choice::new(value, view.t(key));
    let tokens_page = TokensPage {
        form,
        made: made.map(Token::as_str),
        tokens: &tokens,
        rights: vec![right("read", "token-reads"), right("write", "token-writes")],
        lasts: DAYS
            .map(|days| Choice::new(days.to_string(), view.t1("token-days", "n", days)))
            .into(),
        v: &view,
    };
    html(form.status(), &tokens_page)
}

/// Makes a token and shows it, once.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    sent: Sent,
) -> PageResult {
    let form = form_of(sent);
    let made = match asked(&form) {
        Ok(new) => site.act(&visitor.actor, move |act| access_token::make(act, &new)).await,
        Err(refusal) => Err(refusal.into()),
    };
    match made {
        Ok(token) => draw(&site, &visitor, &FormState::new(), Some(&token)).await,
        Err(failure) => draw(&site, &visitor, &form.kept(failure, &site)?, None).await,
    }
}

/// What the form asks for.
fn asked(form: &FormState) -> Result<NewToken, Refusal> {
    let unpicked = |field| Refusal::at(field, "form-refusal-pick");
    let writes = match form.value("rights") {
        "read" => false,
        "write" => true,
        _ => return Err(unpicked("rights")),
    };
    let days = form.value("days").parse().map_err(|_| unpicked("days"))?;
    Ok(NewToken { name: form.value("name").to_owned(), writes, days })
}

/// Revokes a token at once.
pub(super) async fn revoke(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> PageResult {
    site.act(&visitor.actor, move |act| access_token::revoke(act, id)).await?;
    Ok(see("/me/tokens"))
}
