//! Who is asking: the actor behind the cookie, and how they want pages to look.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::respond::PageError;
use super::site::Site;
use super::view::{SignedIn, Theme, View};
use super::{Locale, preferences};
use kernel::{Subject, SubjectKind};

use crate::account::access_token::{self, Caller};
use crate::account::{self, SessionInfo};
use crate::api;
use crate::db::{Conn, StoreError};
use crate::journal::Origin;
use crate::notice;
use crate::permission::Actor;
use crate::vault;

/// Name of the session cookie.
pub const SESSION_COOKIE: &str = "session";

/// Who is asking.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The actor; nobody in particular unless signed in.
    pub actor: Arc<Actor>,
    /// Who it is, for the header.
    pub signed_in: Option<SignedIn>,
    /// Unread notices.
    pub notices: i64,
    /// The session, with what is still to be done in it.
    pub session: Option<SessionInfo>,
    /// The program, if one asks by an access token.
    pub caller: Option<Caller>,
    /// Language.
    pub locale: Locale,
    /// Light or dark.
    pub theme: Theme,
    /// Large type.
    pub elder: bool,
    /// Whether letter keys do anything.
    pub shortcuts: bool,
    /// Path and query asked for.
    pub path: String,
}

impl Visitor {
    /// Whether somebody is signed in.
    #[must_use]
    pub fn is_signed_in(&self) -> bool {
        self.actor.account.is_some()
    }

    /// Whether somebody is signed in and nothing stands between them and their rights.
    #[must_use]
    pub fn is_through(&self) -> bool {
        let session = self.session.as_ref();
        self.caller.is_some() || session.is_some_and(|one| one.step == account::Step::Complete)
    }

    /// What every template needs, with the rail of this actor.
    #[must_use]
    pub fn view(&self, site: &Site) -> View {
        let mut view = View::new(self.locale, site.world.time.now(), site.world.zone.clone());
        view.theme = self.theme;
        view.elder = self.elder;
        view.shortcuts = self.shortcuts;
        view.path.clone_from(&self.path);
        view.base_url.clone_from(&site.settings.base_url);
        view.demo = site.settings.demo;
        if self.is_signed_in() {
            view.nav = site.menu.menu(&self.actor).at(&self.path);
            view.signed_in.clone_from(&self.signed_in);
            view.notices = self.notices;
        }
        view
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| PageError::Broken("the visitor was not recognised first".to_owned()))
    }
}

/// Recognises the visitor once per request; handlers find them among the request's extensions.
pub(super) async fn recognise(
    State(site): State<Arc<Site>>,
    mut request: Request,
    next: Next,
) -> Response {
    // The body is not to be held across the look-up of the session.
    let stranger = stranger(&request);
    let recognised = if api::is_endpoint(request.uri().path()) {
        let token = bearer(request.headers()).map(str::to_owned);
        called(&site, stranger, token).await
    } else {
        let token = cookie(request.headers(), SESSION_COOKIE).map(str::to_owned);
        signed_in(&site, stranger, token).await
    };
    match recognised {
        Ok(visitor) => {
            request.extensions_mut().insert(visitor.clone());
            let mut response = next.run(request).await;
            response.extensions_mut().insert(super::server::Reader(visitor));
            response
        }
        Err(error) => error.into_response(),
    }
}

/// Whoever asks, before the session is looked up.
pub(super) fn stranger(request: &Request) -> Visitor {
    let headers = request.headers();
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    Visitor {
        actor: Arc::new(Actor::nobody(Origin::Web)),
        signed_in: None,
        notices: 0,
        session: None,
        caller: None,
        locale: preferences::locale(headers),
        theme: preferences::theme(headers),
        elder: preferences::elder(headers),
        shortcuts: preferences::shortcuts(headers),
        path,
    }
}

async fn signed_in(
    site: &Arc<Site>,
    mut visitor: Visitor,
    token: Option<String>,
) -> Result<Visitor, PageError> {
    let Some(token) = token else { return Ok(visitor) };
    let inside = Arc::clone(site);
    let introduced = move |conn: &mut Conn, actor: &Actor, session: &SessionInfo| {
        introduce(conn, &inside, actor, session)
    };
    let known = account::resume_and(&site.world, &token, Origin::Web, introduced).await?;
    if let Some((actor, session, (signed_in, notices))) = known {
        (visitor.signed_in, visitor.notices) = (Some(signed_in), notices);
        visitor.actor = Arc::new(actor);
        visitor.session = Some(session);
    }
    Ok(visitor)
}

/// The program behind an access token, unless it asks too often.
async fn called(
    site: &Arc<Site>,
    mut visitor: Visitor,
    token: Option<String>,
) -> Result<Visitor, PageError> {
    let Some(token) = token else { return Ok(visitor) };
    if let Some((actor, caller)) = access_token::resume(&site.world, &token).await? {
        let (world, rate) = (&site.world, site.settings.api_rate);
        world.throttle.allow_one(&world.keys, "api", caller.token, rate, world.time.now())?;
        visitor.actor = Arc::new(actor);
        visitor.caller = Some(caller);
    }
    Ok(visitor)
}

/// The access token that a program sends. Source: RFC 6750 §2.1.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let sent = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = sent.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// The name and the body shown in the header, and how many notices are unread.
fn introduce(
    conn: &mut Conn,
    site: &Site,
    actor: &Actor,
    session: &SessionInfo,
) -> Result<(SignedIn, i64), StoreError> {
    let mut names = vault::list_names(conn, &site.world.keys, &[session.person])?;
    let name = names.remove(&session.person).unwrap_or_else(|| session.name.clone());
    let body = actor.bodies().next().map(|body| Subject::new(SubjectKind::Body, body));
    let titles = site.titles(conn, body.as_slice())?;
    let body = titles.into_iter().flatten().next().map(|titled| titled.title);
    let notices = notice::count_unread(conn, site, actor)?;
    Ok((SignedIn { name, body: body.unwrap_or_default() }, notices))
}

/// The value of a cookie.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}
