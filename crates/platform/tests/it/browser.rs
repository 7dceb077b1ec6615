//! A browser without a window: sends requests through the whole router and keeps cookies.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use platform::web::{Menu, Nav, Routes, Settings, Site, address, markup, server};
use platform::{Actor, World};
use tower::ServiceExt;

use crate::support::Stage;

/// A rail of nothing.
struct NoMenu;

impl Menu for NoMenu {
    fn menu(&self, _: &Actor) -> Nav {
        Nav::default()
    }
}

/// A site over `world` without slices.
pub fn site(world: Arc<World>) -> Site {
    Site {
        world,
        settings: Settings {
            base_url: "http://loushi.example".to_owned(),
            trusted_proxies: Vec::new(),
            demo: false,
            api_rate: platform::api::rate(platform::api::PER_MINUTE),
        },
        menu: Arc::new(NoMenu),
        titles: Vec::new(),
        todo_kinds: Vec::new(),
        announcers: Vec::new(),
        panels: Vec::new(),
    }
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    /// Where it leads; empty unless it is a redirect.
    pub location: String,
    /// Every cookie that was set, as sent.
    pub cookies: Vec<String>,
    pub body: String,
}

impl Answer {
    /// Asserts that it is a sound page.
    pub fn page(self) -> Self {
        assert_eq!(markup::page_faults(&self.body), Vec::<String>::new(), "{}", self.body);
        self
    }
}

/// Somebody's browser.
pub struct Browser<'a> {
    stage: &'a Stage,
    router: Router,
    cookies: Vec<(String, String)>,
}

impl<'a> Browser<'a> {
    pub fn new(stage: &'a Stage, routes: Routes) -> Self {
        let router = server::router(Arc::new(site(Arc::clone(&stage.world))), routes);
        Self { stage, router, cookies: Vec::new() }
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty())
    }

    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", address::encode(value)))
            .collect();
        let kind = "application/x-www-form-urlencoded";
        let request = Request::post(path).header(header::CONTENT_TYPE, kind);
        self.send(request, Body::from(pairs.join("&")))
    }

    /// The value of a cookie it keeps.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let kept = self.cookies.iter().find(|(key, _)| key == name)?;
        Some(&kept.1)
    }

    fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let kept: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header(header::COOKIE, kept.join("; ")).body(body).unwrap();
        let router = self.router.clone();
        let answer = self.stage.wait(async move {
            let response = router.oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap();
            let text = |value: &axum::http::HeaderValue| value.to_str().unwrap().to_owned();
            Answer {
                status: parts.status,
                location: parts.headers.get(header::LOCATION).map(text).unwrap_or_default(),
                cookies: parts.headers.get_all(header::SET_COOKIE).iter().map(text).collect(),
                body: String::from_utf8(body.to_vec()).unwrap(),
            }
        });
        for line in &answer.cookies {
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(key, _)| key != name);
            if !line.contains("Max-Age=0") {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        answer
    }
}
