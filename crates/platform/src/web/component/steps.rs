//! Where something stands on its way: a line of steps.

use askama::Template;

use crate::web::view::View;

/// Whether a step is behind, present or ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Done.
    Behind,
    /// Here.
    Present,
    /// To come.
    Ahead,
}

/// One step of a way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its word: `派单`.
    pub label: String,
    /// When, in short: `2/5`; empty for not yet.
    pub when: String,
    /// Where it stands.
    pub state: StepState,
    /// Name of the shape for the present step.
    pub shape: &'static str,
}

impl Step {
    /// A step in `state`, drawn with the usual shapes.
    #[must_use]
    pub fn new(label: impl Into<String>, when: impl Into<String>, state: StepState) -> Self {
        Self { label: label.into(), when: when.into(), state, shape: "work" }
    }

    fn shape(&self) -> &'static str {
        match self.state {
            StepState::Behind => "done",
            StepState::Present => self.shape,
            StepState::Ahead => "sign",
        }
    }

    fn class(&self) -> &'static str {
        match self.state {
            StepState::Behind => "d",
            StepState::Present => "a",
            StepState::Ahead => "",
        }
    }

    fn is_present(&self) -> bool {
        self.state == StepState::Present
    }
}

/// A line of steps.
#[derive(Template)]
#[template(path = "platform/components/steps.html")]
pub struct StepLine<'a> {
    v: &'a View,
    steps: &'a [Step],
}

impl View {
    /// A line of steps.
    pub fn steps<'a>(&'a self, steps: &'a [Step]) -> StepLine<'a> {
        StepLine { v: self, steps }
    }
}
