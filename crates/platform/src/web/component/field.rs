//! Form fields: label above, hint and error tied to the control, what was typed kept.

use std::borrow::Cow;

use askama::Template;

use crate::web::form::{Choice, FormState};
use crate::web::view::View;

/// What kind of control a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Control {
    /// One line of the given input type.
    Line(&'static str),
    /// Several lines.
    Area,
    /// One of a list.
    Select,
    /// One of a few, each explained on a card.
    Cards,
    /// One of a few short ones, joined.
    Segments,
    /// Ticked or not.
    Tick,
    /// Files.
    Files,
}

/// One field of a form. Built by the view, completed by its own methods, printed by the template.
#[derive(Template)]
#[template(path = "platform/components/field.html")]
pub struct Field<'a> {
    v: &'a View,
    control: Control,
    name: &'a str,
    label: Cow<'a, str>,
    value: Cow<'a, str>,
    error: Option<String>,
    hint: Option<Cow<'a, str>>,
    choices: &'a [Choice],
    empty: Option<Cow<'a, str>>,
    required: bool,
    optional: bool,
    hidden_label: bool,
    focused: bool,
    redraws: bool,
    multiple: bool,
    rows: u8,
    most: Option<u32>,
    accept: &'a str,
    fills: &'a str,
    keyboard: &'a str,
    placeholder: Cow<'a, str>,
    class: &'a str,
}

/// What is to be corrected, at the head of a refused form; takes the focus.
#[derive(Template)]
#[template(path = "platform/components/errors.html")]
pub struct ErrorSummary<'a> {
    v: &'a View,
    errors: Vec<(Option<&'static str>, String)>,
    /// Whether nothing in the form is to be corrected.
    failed: bool,
}

impl View {
    /// A line of text named `name`, labelled by the locale key `label`.
    pub fn text<'a>(&'a self, form: &'a FormState, name: &'a str, label: &str) -> Field<'a> {
        self.field(Control::Line("text"), form, name, label)
    }

    /// A line of the input type `kind`: `tel`, `date`, `number`, `search`, `email` and so on.
    pub fn line<'a>(
        &'a self,
        kind: &'static str,
        form: &'a FormState,
        name: &'a str,
        label: &str,
    ) -> Field<'a> {
        self.field(Control::Line(kind), form, name, label)
    }

    /// A password, never filled in again.
    pub fn password<'a>(&'a self, form: &'a FormState, name: &'a str, label: &str) -> Field<'a> {
        let field = self.field(Control::Line("password"), form, name, label);
        Field { value: Cow::Borrowed(""), ..field }
    }

    /// Several lines of text.
    pub fn area<'a>(&'a self, form: &'a FormState, name: &'a str, label: &str) -> Field<'a> {
        self.field(Control::Area, form, name, label)
    }

    /// One of a list.
    pub fn select<'a>(
        &'a self,
        form: &'a FormState,
        name: &'a str,
        label: &str,
        choices: &'a [Choice],
    ) -> Field<'a> {
        Field { choices, ..self.field(Control::Select, form, name, label) }
    }

    /// One of a few, each explained on a card.
    pub fn cards<'a>(
        &'a self,
        form: &'a FormState,
        name: &'a str,
        label: &str,
        choices: &'a [Choice],
    ) -> Field<'a> {
        Field { choices, ..self.field(Control::Cards, form, name, label) }
    }

    /// One of a few short ones, joined.
    pub fn segmented<'a>(
        &'a self,
        form: &'a FormState,
        name: &'a str,
        label: &str,
        choices: &'a [Choice],
    ) -> Field<'a> {
        Field { choices, ..self.field(Control::Segments, form, name, label) }
    }

    /// A box to tick; sends `1`.
    pub fn tick<'a>(&'a self, form: &'a FormState, name: &'a str, label: &str) -> Field<'a> {
        self.field(Control::Tick, form, name, label)
    }

    /// Files of the types in `accept`, such as `image/*` or `.xlsx,.csv`.
    pub fn files<'a>(
        &'a self,
        form: &'a FormState,
        name: &'a str,
        label: &str,
        accept: &'a str,
    ) -> Field<'a> {
        Field { accept, ..self.field(Control::Files, form, name, label) }
    }

    /// What is to be corrected in `form`; prints nothing when it was not refused.
    pub fn errors<'a>(&'a self, form: &'a FormState) -> ErrorSummary<'a> {
        let told = |refusal: &kernel::Refusal| (refusal.field, self.locale.refusal(refusal));
        let errors = form.refusals().iter().map(told).collect();
        ErrorSummary { v: self, errors, failed: form.is_failed() }
    }

    fn field<'a>(
        &'a self,
        control: Control,
        form: &'a FormState,
        name: &'a str,
        label: &str,
    ) -> Field<'a> {
        Field {
            v: self,
            control,
            name,
            label: self.t(label),
            value: Cow::Borrowed(form.value(name)),
            error: form.error(self.locale, name),
            hint: None,
            choices: &[],
            empty: None,
            required: false,
            optional: false,
            hidden_label: false,
            focused: false,
            redraws: false,
            multiple: false,
            rows: 4,
            most: None,
            accept: "",
            fills: "",
            keyboard: "",
            placeholder: Cow::Borrowed(""),
            class: "",
        }
    }
}

impl<'a> Field<'a> {
    /// Must be filled in.
    #[must_use]
    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Says beside the label that it may be left empty.
    #[must_use]
    pub fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// A hint, by locale key.
    #[must_use]
    pub fn hint(self, key: &str) -> Self {
        let hint = Some(self.v.t(key));
        Self { hint, ..self }
    }

    /// A hint in words of the page's own.
    #[must_use]
    pub fn hint_text(self, hint: impl Into<Cow<'a, str>>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// A label in words of the page's own.
    #[must_use]
    pub fn label_text(self, label: impl Into<Cow<'a, str>>) -> Self {
        Self { label: label.into(), ..self }
    }

    /// Keeps the label for those who hear the page.
    #[must_use]
    pub fn unlabelled(self) -> Self {
        Self { hidden_label: true, ..self }
    }

    /// The value shown when the form holds none.
    #[must_use]
    pub fn or(self, value: impl Into<Cow<'a, str>>) -> Self {
        if self.value.is_empty() { Self { value: value.into(), ..self } } else { self }
    }

    /// The first entry of a list, which sends nothing, by locale key (`form-pick`, `form-any`).
    #[must_use]
    pub fn or_none(self, key: &str) -> Self {
        let empty = Some(self.v.t(key));
        Self { empty, ..self }
    }

    /// Has the focus when the page opens.
    #[must_use]
    pub fn focused(self) -> Self {
        Self { focused: true, ..self }
    }

    /// Draws the page again when it changes, where script runs (`data-redraws` marks the button).
    #[must_use]
    pub fn redraws(self) -> Self {
        Self { redraws: true, ..self }
    }

    /// Takes several files.
    #[must_use]
    pub fn multiple(self) -> Self {
        Self { multiple: true, ..self }
    }

    /// How many lines are shown.
    #[must_use]
    pub fn rows(self, rows: u8) -> Self {
        Self { rows, ..self }
    }

    /// How many characters it takes at most.
    #[must_use]
    pub fn most(self, most: u32) -> Self {
        Self { most: Some(most), ..self }
    }

    /// What the browser may fill in: `username`, `current-password`, `one-time-code`, `tel`.
    #[must_use]
    pub fn fills(self, fills: &'a str) -> Self {
        Self { fills, ..self }
    }

    /// Which keys the phone shows: `numeric`, `tel`.
    #[must_use]
    pub fn keyboard(self, keyboard: &'a str) -> Self {
        Self { keyboard, ..self }
    }

    /// An example inside the empty control, by locale key.
    #[must_use]
    pub fn example(self, key: &str) -> Self {
        let placeholder = self.v.t(key);
        Self { placeholder, ..self }
    }

    /// A further class of the control, such as `s` or `code6`.
    #[must_use]
    pub fn class(self, class: &'a str) -> Self {
        Self { class, ..self }
    }

    fn is(&self, choice: &Choice) -> bool {
        choice.value == self.value
    }

    /// The ids of hint and error, for `aria-describedby`.
    fn described_by(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("h-{}", self.name));
        let error = self.error.as_ref().map(|_| format!("e-{}", self.name));
        hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }
}
