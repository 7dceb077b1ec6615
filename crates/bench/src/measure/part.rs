//! The parts of the benchmark: each can be run alone.

/// One part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Start and memory of the idle program.
    Start,
    /// Every page at rest and while matters are raised.
    Pages,
    /// Raising, beside bare acts, bare commits and bare answers.
    Raise,
    /// A ledger of orders taken in beside the running program.
    Import,
    /// The journal recomputed.
    Verify,
    /// The same pages at a hundredth and a tenth of the data.
    Growth,
    /// The demo made from nothing and started again.
    Demo,
}

impl Part {
    /// All of them, in the order in which they are run.
    pub const ALL: [Self; 7] = [
        Self::Start,
        Self::Pages,
        Self::Raise,
        Self::Import,
        Self::Verify,
        Self::Growth,
        Self::Demo,
    ];

    /// The word it is asked for by.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Pages => "pages",
            Self::Raise => "raise",
            Self::Import => "import",
            Self::Verify => "verify",
            Self::Growth => "growth",
            Self::Demo => "demo",
        }
    }

    /// The part asked for by `word`.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.word() == word)
    }

    /// Whether it measures on the whole data.
    pub const fn is_on_the_whole(self) -> bool {
        !matches!(self, Self::Growth | Self::Demo)
    }
}
