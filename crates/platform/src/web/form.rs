//! What was typed into a form and what was wrong with it, so that nothing typed is ever lost.
//!
//! A handler fills a [`FormState`] from the request, lets the act refuse, and draws the same page
//! again with status 422: every field shows its value and the sentence beside it. Source: UX §5.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use kernel::Refusal;

use super::i18n::Locale;
use super::respond::PageError;
use super::site::Site;
use crate::act::Failure;

/// The values and refusals of one form.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FormState {
    values: BTreeMap<String, Vec<String>>,
    refusals: Vec<Refusal>,
    /// Whether it was the system that could not.
    failed: bool,
}

impl FormState {
    /// A form nobody has touched.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A form as it was sent: pairs of name and value, in order; a name may come several times.
    pub fn from_pairs<N: Into<String>, V: Into<String>>(
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let mut form = Self::new();
        for (name, value) in pairs {
            let mut value: String = value.into();
            // Nobody types it, and PostgreSQL stores no text that holds it.
            value.retain(|letter| letter != '\0');
            form.values.entry(name.into()).or_default().push(value);
        }
        form
    }

    /// The same form with `name` filled in, in place of what it held.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    /// Fills in `name`, in place of what it held.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.values.insert(name.to_owned(), vec![value.into()]);
    }

    /// The value of `name` as it was typed; empty when it was not sent.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// The value of `name` without blanks at its ends; `None` when nothing is left.
    #[must_use]
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.value(name).trim()).filter(|value| !value.is_empty())
    }

    /// Every value of `name`, in order.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether `value` is among the values of `name`.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).iter().any(|chosen| chosen == value)
    }

    /// Notes that the form was refused.
    pub fn refuse(&mut self, refusal: Refusal) {
        self.refusals.push(refusal);
    }

    /// The same form, refused.
    #[must_use]
    pub fn refused(mut self, refusal: Refusal) -> Self {
        self.refuse(refusal);
        self
    }

    /// The same form after an act that did not happen: a refusal stands beside its field; of a
    /// failure the form says that nothing was saved, and under which number the log has the cause.
    ///
    /// # Errors
    /// [`PageError::NotFound`] if the act found nothing: then there is no form to draw either.
    pub fn kept(mut self, failure: Failure, site: &Site) -> Result<Self, PageError> {
        match failure {
            Failure::Refused(refusal) if refusal.not_found => return Err(PageError::NotFound),
            Failure::Refused(refusal) => self.refuse(refusal),
            Failure::Store(error) => {
                let id = site.note_failure(&error.to_string());
                self.failed = true;
                self.refuse(Refusal::new("form-failed").with("id", id));
            }
        }
        Ok(self)
    }

    /// Whether it was the system that could not, and nothing in the form is wrong.
    #[must_use]
    pub fn is_failed(&self) -> bool {
        self.failed
    }

    /// The status of a page that draws this form: 422 if it was refused, 500 if it could not be
    /// taken.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match (self.failed, self.is_refused()) {
            (true, _) => StatusCode::INTERNAL_SERVER_ERROR,
            (false, true) => StatusCode::UNPROCESSABLE_ENTITY,
            (false, false) => StatusCode::OK,
        }
    }

    /// Whether anything was refused; the page then answers 422.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        !self.refusals.is_empty()
    }

    /// What was refused, in the order it was found.
    #[must_use]
    pub fn refusals(&self) -> &[Refusal] {
        &self.refusals
    }

    /// The sentence that belongs beside the field `name`.
    #[must_use]
    pub fn error(&self, locale: Locale, name: &str) -> Option<String> {
        let refusal = self.refusals.iter().find(|refusal| refusal.field == Some(name))?;
        Some(locale.refusal(refusal))
    }
}

/// One answer among several: of a list, of cards, of a segmented control.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A sentence that explains it, on cards; empty for none.
    pub detail: String,
}

impl Choice {
    /// An answer without explanation.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), detail: String::new() }
    }

    /// The same answer, explained.
    #[must_use]
    pub fn explained(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_comes_back() {
        let form = FormState::from_pairs([("dept", "a"), ("dept", "b"), ("text", "  x ")]);
        assert!(form.has("dept", "b") && !form.has("dept", "c"));
        assert_eq!(form.value("text"), "  x ");
        assert_eq!(form.filled("text"), Some("x"));
        assert_eq!((form.value("none"), form.filled("none")), ("", None));
    }

    #[test]
    fn a_letter_that_no_database_stores_is_left_out() {
        assert_eq!(FormState::from_pairs([("text", "灯\0坏了")]).value("text"), "灯坏了");
    }

    #[test]
    fn a_refusal_stands_beside_its_field_only() {
        let form = FormState::new().refused(Refusal::at("text", "form-required"));
        assert!(form.is_refused());
        assert_eq!(form.error(Locale::ZhCn, "text").as_deref(), Some("必填"));
        assert_eq!(form.error(Locale::ZhCn, "other"), None);
    }
}
