//! The page that says no: nothing to see, not understood, or broken with a number to quote.
//!
//! Missing and out of scope look the same. Source: UX §5.

use std::borrow::Cow;

use askama::Template;
use axum::http::StatusCode;

use super::view::View;

/// A page in place of the one that was asked for.
#[derive(Template)]
#[template(path = "platform/error.html")]
pub struct ErrorPage {
    v: View,
    icon: &'static str,
    title: Cow<'static, str>,
    why: Cow<'static, str>,
    id: Option<String>,
    /// What a rule refused, for a program.
    refusal: Option<kernel::Refusal>,
    home: (&'static str, Cow<'static, str>),
}

impl ErrorPage {
    /// Nothing here that the reader can see (404): whether it exists is not said.
    #[must_use]
    pub fn not_found(v: View) -> Self {
        Self::new(v, "door", "nf", "nf-why")
    }

    /// Something broke (500). `id` stands in the log beside the cause.
    #[must_use]
    pub fn failed(v: View, id: impl Into<String>) -> Self {
        let page = Self::new(v, "alert-triangle", "error-failed", "error-failed-why");
        Self { id: Some(id.into()), ..page }
    }

    /// Nobody knows whether it was done (503): the answer was not there in time. `id` as in
    /// [`ErrorPage::failed`].
    #[must_use]
    pub fn late(v: View, id: impl Into<String>) -> Self {
        let page = Self::new(v, "clock", "error-late", "error-late-why");
        Self { id: Some(id.into()), ..page }
    }

    /// A refusal that concerns no form: a sentence for the head and one that says what to do.
    ///
    /// `key` is a locale key whose second sentence stands under `{key}-why`, such as
    /// `error-bad-request`, `error-cross-site`, `error-sign-in`, `error-unavailable`.
    #[must_use]
    pub fn refused(v: View, key: &str) -> Self {
        Self::new(v, "ban", key, &format!("{key}-why"))
    }

    /// What was sent is larger than `limit`, such as `20 MB` (413).
    #[must_use]
    pub fn too_large(v: View, limit: &str) -> Self {
        let why = v.t1("error-too-large-why", "limit", limit);
        let page = Self::new(v, "ban", "error-too-large", "error-too-large");
        Self { why: why.into(), ..page }
    }

    /// Too many requests (429); the next is answered after `seconds`.
    #[must_use]
    pub fn too_many(v: View, seconds: i64) -> Self {
        let why = v.t1("error-too-many-why", "span", v.span(seconds.max(60)));
        let page = Self::new(v, "clock", "error-too-many", "error-too-many");
        Self { why: why.into(), ..page }
    }

    /// An act that a rule refused, in the rule's own words, outside any form.
    #[must_use]
    pub fn refusal(v: View, refusal: &kernel::Refusal) -> Self {
        if refusal.not_found {
            return Self::not_found(v);
        }
        let title = v.locale.refusal(refusal);
        let page = Self::new(v, "ban", "error-title", "error-refused-why");
        Self { title: title.into(), refusal: Some(refusal.clone()), ..page }
    }

    /// The same for a program: title, status, what to do, the number to quote where there is one,
    /// and of a refusal its key and field. Nothing else: what was asked for and by whom stays out.
    ///
    /// Source: RFC 9457.
    #[must_use]
    pub fn problem(&self, status: StatusCode) -> serde_json::Value {
        let mut problem = serde_json::json!({
            "type": "about:blank",
            "title": self.title,
            "status": status.as_u16(),
            "detail": self.why,
        });
        if let Some(id) = &self.id {
            problem["id"] = id.as_str().into();
        }
        if let Some(refusal) = &self.refusal {
            problem["code"] = refusal.key.as_ref().into();
            let errors = refusal.field.map(|field| {
                serde_json::json!({ "field": field, "code": refusal.key, "detail": self.title })
            });
            problem["errors"] = errors.into_iter().collect();
        }
        problem
    }

    fn new(v: View, icon: &'static str, title: &str, why: &str) -> Self {
        let home = if v.signed_in.is_some() { ("/desk", "nf-desk") } else { ("/", "nf-home") };
        let home = (home.0, v.t(home.1));
        Self { icon, title: v.t(title), why: v.t(why), id: None, refusal: None, home, v }
    }
}
