//! Single figures of a report, each beside its budget.

/// A line of the first table: what, how it came out, what it may be, whether it holds.
pub struct Line {
    /// What was measured.
    pub what: String,
    /// How it came out.
    pub value: String,
    /// What it may be; empty where no budget is set.
    pub budget: String,
    /// Whether the budget is kept, if there is one.
    pub holds: Option<bool>,
}

impl Line {
    /// A figure without a budget.
    pub fn new(what: impl Into<String>, value: String) -> Self {
        Self { what: what.into(), value, budget: String::new(), holds: None }
    }

    /// Held to at most so much.
    pub fn most(mut self, value: f64, most: f64, unit: &str) -> Self {
        self.budget = format!("≤ {most}{unit}");
        self.holds = Some(value <= most);
        self
    }

    /// Held to at least so much.
    pub fn least(mut self, value: f64, least: f64, unit: &str) -> Self {
        self.budget = format!("≥ {least}{unit}");
        self.holds = Some(value >= least);
        self
    }

    /// Whether it is kept, in a word.
    pub fn mark(&self) -> &'static str {
        match self.holds {
            Some(true) => "yes",
            Some(false) => "**no**",
            None => "",
        }
    }
}
