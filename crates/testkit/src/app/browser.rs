//! A browser without window and script: it keeps cookies and sends requests through the router.

use std::cell::RefCell;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU16, Ordering};

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, header, request};
use platform::web::{address, visitor::SESSION_COOKIE};
use tower::ServiceExt;

use super::{Answer, Form, TestApp};
use crate::persona::Persona;

/// Separates the parts of a form with files.
const BOUNDARY: &str = "----loushi-testkit";

/// Somebody's browser.
pub struct Browser<'a> {
    app: &'a TestApp,
    /// Who is signed in.
    persona: Option<Persona>,
    cookies: RefCell<Vec<(String, String)>>,
    /// Sent with every request.
    headers: Vec<(String, String)>,
    /// From where it asks: each browser from an address of its own, so that the throttle tells
    /// them apart.
    peer: SocketAddr,
}

/// A file of a form.
#[derive(Debug, Clone, Copy)]
pub struct Upload<'a> {
    /// The field.
    pub field: &'a str,
    /// The file's name.
    pub name: &'a str,
    /// The type the browser claims.
    pub kind: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// A photo as a telephone sends it: a small PNG.
///
/// # Panics
/// Never: memory takes it.
#[must_use]
pub fn photo() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(32, 24, |x, y| {
        image::Rgb([u8::try_from(x * 7).unwrap_or(0), u8::try_from(y * 9).unwrap_or(0), 128])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("memory takes it");
    bytes.into_inner()
}

impl<'a> Browser<'a> {
    pub(super) fn new(app: &'a TestApp) -> Self {
        static NEXT: AtomicU16 = AtomicU16::new(1);
        let [high, low] = NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let peer = SocketAddr::from(([10, 1, high, low], 50_000));
        Self { app, persona: None, cookies: RefCell::default(), headers: Vec::new(), peer }
    }

    /// A program that asks by an access token of a persona.
    pub(super) fn with_token(app: &'a TestApp, persona: Persona, token: &str) -> Self {
        let program = Self { persona: Some(persona), ..Self::new(app) };
        program.with_header(header::AUTHORIZATION.as_str(), &format!("Bearer {token}"))
    }

    pub(super) fn with_session(app: &'a TestApp, persona: Persona, token: &str) -> Self {
        let browser = Self { persona: Some(persona), ..Self::new(app) };
        browser.set_cookie(SESSION_COOKIE, token);
        browser
    }

    /// Who is signed in, if it was made by [`TestApp::sign_in`].
    #[must_use]
    pub fn persona(&self) -> Option<Persona> {
        self.persona
    }

    /// The session's token.
    #[must_use]
    pub fn token(&self) -> Option<String> {
        self.cookie(SESSION_COOKIE)
    }

    /// The value of a cookie it keeps.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.cookies.borrow();
        cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    /// Keeps a cookie, in place of what it had under the name.
    pub fn set_cookie(&self, name: &str, value: &str) {
        let mut cookies = self.cookies.borrow_mut();
        cookies.retain(|(known, _)| known != name);
        cookies.push((name.to_owned(), value.to_owned()));
    }

    /// The same browser, sending a header with every request.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same browser, asking for English.
    #[must_use]
    pub fn in_english(self) -> Self {
        self.set_cookie("lang", "en");
        self
    }

    /// Asks for a page.
    #[must_use]
    pub fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty())
    }

    /// Asks for a page and follows where it leads, at most five times.
    #[must_use]
    pub fn follow(&self, path: &str) -> Answer {
        let mut answer = self.get(path);
        for _ in 0..5 {
            if answer.location().is_empty() {
                break;
            }
            answer = self.get(answer.location());
        }
        answer
    }

    /// Sends a form.
    #[must_use]
    pub fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", address::encode(name), address::encode(value)))
            .collect();
        let kind = "application/x-www-form-urlencoded";
        let request = Request::post(path).header(header::CONTENT_TYPE, kind);
        self.send(request, Body::from(pairs.join("&")))
    }

    /// Sends JSON.
    #[must_use]
    pub fn post_json(&self, path: &str, body: &serde_json::Value) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        self.send(request, Body::from(body.to_string()))
    }

    /// Sends a form read from a page.
    #[must_use]
    pub fn submit(&self, form: &Form) -> Answer {
        self.post_form(&form.action, &form.pairs())
    }

    /// Sends a form with files.
    #[must_use]
    pub fn post_multipart(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[Upload<'_>],
    ) -> Answer {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let request = Request::post(path).header(header::CONTENT_TYPE, kind);
        self.send(request, Body::from(multipart(fields, files)))
    }

    /// Sends any request, with this browser's cookies and address.
    ///
    /// # Panics
    /// When it is no request.
    #[must_use]
    pub fn send(&self, request: request::Builder, body: Body) -> Answer {
        let kept: Vec<String> =
            self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = request.extension(ConnectInfo(self.peer));
        if !kept.is_empty() {
            request = request.header(header::COOKIE, kept.join("; "));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.body(body).expect("a request");
        let asked = format!("{} {}", request.method(), request.uri());
        let router = self.app.router();
        let answer = self.app.wait(async move {
            let Ok(response) = router.oneshot(request).await;
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.expect("the body ends");
            Answer::new(asked, parts.status, parts.headers, body.to_vec())
        });
        self.keep(&answer);
        answer
    }

    fn keep(&self, answer: &Answer) {
        for line in answer.headers().get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("cookies are plain");
            let pair = line.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a cookie has a value");
            if line.contains("Max-Age=0") {
                self.cookies.borrow_mut().retain(|(known, _)| known != name);
            } else {
                self.set_cookie(name, value);
            }
        }
    }
}

fn multipart(fields: &[(&str, &str)], files: &[Upload<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n");
        body.extend_from_slice(format!("{head}\r\n{value}\r\n").as_bytes());
    }
    for Upload { field, name, kind, bytes } in files {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; \
             filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}
