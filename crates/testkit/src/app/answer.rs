//! What came back.

use axum::http::{HeaderMap, StatusCode, header};
use platform::web::markup;

use super::form::{self, Form};

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub struct Answer {
    asked: String,
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    pub(super) fn new(
        asked: String,
        status: StatusCode,
        headers: HeaderMap,
        body: Vec<u8>,
    ) -> Self {
        Self { asked, status, headers, body }
    }

    /// Method and address that were asked for.
    #[must_use]
    pub fn asked(&self) -> &str {
        &self.asked
    }

    /// The status, as a number.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// A header; empty if it is not there.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it leads; empty unless it is a redirect.
    #[must_use]
    pub fn location(&self) -> &str {
        self.header(header::LOCATION.as_str())
    }

    /// The body.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.body
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        let read = serde_json::from_slice(&self.body);
        read.unwrap_or_else(|error| panic!("{}: {error}\n{}", self.asked, self.text()))
    }

    /// What a reader sees of a page: its text without tags, blanks joined.
    #[must_use]
    pub fn words(&self) -> String {
        form::words(&self.text())
    }

    /// The addresses of this site that the page links to, each once, in order.
    #[must_use]
    pub fn links(&self) -> Vec<String> {
        form::links(&self.text())
    }

    /// The form that posts to `action`, filled in as the page draws it.
    ///
    /// # Panics
    /// When the page has none.
    #[must_use]
    pub fn form(&self, action: &str) -> Form {
        let text = self.text();
        let found = form::find(&text, action);
        found.unwrap_or_else(|| panic!("{}: no form posts to {action}\n{text}", self.asked))
    }

    /// Whether the page has a form that posts to `action`.
    #[must_use]
    pub fn has_form(&self, action: &str) -> bool {
        form::find(&self.text(), action).is_some()
    }

    /// Asserts that it is a whole, sound page.
    ///
    /// # Panics
    /// When it is not 200 or breaks what must hold of every page.
    #[must_use]
    pub fn page(self) -> Self {
        assert_eq!(self.status(), 200, "{}\n{}", self.asked, self.text());
        self.sound()
    }

    /// Asserts what must hold of every page, whatever its status.
    ///
    /// # Panics
    /// When it does not.
    #[must_use]
    pub fn sound(self) -> Self {
        let faults = markup::page_faults(&self.text());
        assert_eq!(faults, Vec::<String>::new(), "{}\n{}", self.asked, self.text());
        self
    }

    /// Asserts that a form was taken and leads on; where to.
    ///
    /// # Panics
    /// When it was not.
    #[must_use]
    pub fn taken(&self) -> String {
        assert_eq!(self.status(), 303, "{}\n{}", self.asked, self.words());
        self.location().to_owned()
    }
}
