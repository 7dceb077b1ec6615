//! Signs people in and asks for pages through the whole router.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use kernel::PersonId;
use platform::Actor;
use platform::account;
use platform::journal::Origin;
use platform::web::address::encode;
use platform::web::{Menu, Nav, Routes, Settings, Site, Titles, markup, server};
use registry::{BodyTitles, PlaceTitles, PostTitles};
use tower::ServiceExt;

use crate::support::Stage;

struct NoMenu;

impl Menu for NoMenu {
    fn menu(&self, _: &Actor) -> Nav {
        Nav::default()
    }
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub kind: String,
    pub body: Vec<u8>,
}

impl Answer {
    /// The page, asserted to be sound.
    pub fn page(self) -> String {
        let text = String::from_utf8(self.body).unwrap();
        assert_eq!((self.status.as_u16(), self.kind.as_str()), (200, "text/html; charset=utf-8"));
        assert_eq!(markup::page_faults(&text), Vec::<String>::new(), "{text}");
        text
    }
}

/// Asks for pages as somebody.
pub struct Browser<'a> {
    stage: &'a Stage,
    router: axum::Router,
    runtime: tokio::runtime::Runtime,
    cookie: String,
}

impl<'a> Browser<'a> {
    /// Somebody who is not signed in.
    pub fn new(stage: &'a Stage, routes: Routes) -> Self {
        let titles: Vec<Arc<dyn Titles>> =
            vec![Arc::new(PlaceTitles), Arc::new(BodyTitles), Arc::new(PostTitles)];
        let site = Site {
            world: Arc::clone(&stage.world),
            settings: Settings {
                base_url: "http://loushi.example".to_owned(),
                trusted_proxies: Vec::new(),
                demo: false,
                api_rate: platform::api::rate(platform::api::PER_MINUTE),
            },
            menu: Arc::new(NoMenu),
            titles,
            todo_kinds: Vec::new(),
            announcers: Vec::new(),
            panels: Vec::new(),
        };
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let router = server::router(Arc::new(site), routes);
        Self { stage, router, runtime, cookie: String::new() }
    }

    /// Signs `person` in.
    pub fn sign_in(&mut self, person: PersonId) {
        let world = Arc::clone(&self.stage.world);
        let name = format!("p{}", person.0);
        let (hash, called) =
            (account::hash_now("Bright-summer7", &*world.randomness), name.clone());
        let clerk = Arc::new(Actor::nobody(Origin::Cli));
        let made = world.act_now(&clerk, move |act| {
            let account = account::create(act, person, &called)?;
            account::preset_password(act, account, &hash)
        });
        made.unwrap();
        let signing = account::sign_in(&world, &name, "Bright-summer7".to_owned(), Origin::Web);
        let entered = self.runtime.block_on(signing).unwrap();
        self.cookie = format!("session={}", entered.token.as_str());
    }

    pub fn get(&self, path: &str) -> Answer {
        self.get_in(path, "zh-CN")
    }

    /// Asks for a page in a language.
    pub fn get_in(&self, path: &str, language: &str) -> Answer {
        let request = Request::get(path)
            .header(header::COOKIE, format!("{}; lang={language}", self.cookie))
            .body(Body::empty())
            .unwrap();
        self.send(request)
    }

    /// Sends a form.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let request = Request::post(path)
            .header(header::COOKIE, format!("{}; lang=zh-CN", self.cookie))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(pairs.join("&")))
            .unwrap();
        self.send(request)
    }

    fn send(&self, request: Request<Body>) -> Answer {
        let router = self.router.clone();
        self.runtime.block_on(async move {
            let response = router.oneshot(request).await.unwrap();
            let kind = response.headers().get(header::CONTENT_TYPE);
            let kind = kind.map(|kind| kind.to_str().unwrap().to_owned()).unwrap_or_default();
            let status = response.status();
            let body = to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec();
            Answer { status, kind, body }
        })
    }
}
