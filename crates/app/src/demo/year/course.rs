//! How a matter is to go on.

use matters::model::{ResultClass, Satisfaction};

/// How far a matter on today's desks has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 待分流
    New,
    /// 待签收
    Dispatched,
    /// 办理中
    InProgress,
    /// 挂账，等复查
    Parked,
    /// 已办结，待回访
    Completed,
}

/// How a finished matter came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Somebody called back.
    CalledBack,
    /// The reporter rated it.
    Rated,
    /// Nobody said anything, and the window passed.
    Silent,
    /// A call-back found it unsolved; it was done again, and called back again.
    Reopened,
}

/// How a matter goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// Handled to its end.
    Finished {
        /// How it ended.
        ending: Ending,
        /// What it came to.
        result: ResultClass,
        /// How the reporter liked it.
        satisfaction: Satisfaction,
    },
    /// Not accepted, on a ground of the catalogue.
    Declined {
        /// The ground.
        ground: &'static str,
    },
    /// Taken back by whoever raised it.
    Withdrawn,
    /// Goes on in the first report of the mass incident it is one of.
    Merged,
    /// Still on somebody's desk.
    Open(Stage),
}

impl Course {
    /// Whether it counts as solved in the end.
    #[must_use]
    pub fn is_solved(self) -> bool {
        match self {
            Self::Finished { result, .. } => result == ResultClass::Solved,
            Self::Open(stage) => stage == Stage::Completed,
            Self::Declined { .. } | Self::Withdrawn | Self::Merged => false,
        }
    }
}
