//! The words every slice shares: ids, subjects, time, time limits, refusals.
//!
//! Pure: no input or output, no async, few dependencies. What only one slice needs lives there.

pub mod calendar;
pub mod clock;
pub mod day;
pub mod deadline;
pub mod decimal;
pub mod hours;
pub mod id;
pub mod limit;
pub mod money;
pub mod page;
pub mod period;
pub mod randomness;
pub mod ratio;
pub mod refusal;
pub mod scope;
pub mod subject;
pub mod text;
pub mod time;
pub mod word;

pub use calendar::WorkCalendar;
pub use clock::{Clock, ClockError, ClockState, Pause};
pub use deadline::{
    DayRules, Deadline, DueMoment, Explanation, Interval, Light, Reckoning, Remaining, TimeLeft,
};
pub use decimal::Decimal;
pub use hours::Hours;
pub use id::{AccountId, BodyId, PersonId, PlaceId, PostId};
pub use limit::{LimitUnit, TimeLimit};
pub use money::{Fen, MoneyUnit};
pub use page::{Keyset, Page};
pub use period::{Month, Period, PeriodLength};
pub use randomness::Randomness;
pub use ratio::{Ratio, Threshold};
pub use refusal::{Arg, Refusal};
pub use scope::{Level, Scope, Whereabouts};
pub use subject::{Subject, SubjectKind};
pub use time::{FrozenTime, TimeSource};
