//! The use cases: check who, load within scope, ask the rule, write, append to the journal.

mod call_back;
mod close_silent;
mod complete_matter;
mod contact_reporter;
mod decline_matter;
mod dispatch_matter;
mod duty;
mod join_matter;
mod log_progress;
mod raise_matter;
mod rate_matter;
mod reveal_reporter;
mod sign_matter;
mod step;
mod supplement_matter;
mod todos;
mod urge_matter;
mod withdraw_matter;

pub use call_back::{CallBack, call_back};
pub use close_silent::close_silent;
pub use complete_matter::{Completion, complete_matter};
pub use contact_reporter::contact_reporter;
pub use decline_matter::decline_matter;
pub use dispatch_matter::{Triage, dispatch_matter};
pub use duty::{DutyFacts, duty_facts, street_code, suggest};
pub use join_matter::join_matter;
pub use log_progress::log_progress;
pub use raise_matter::{Newly, Raise, Spot, raise_matter};
pub use rate_matter::{rate_matter, reopen_matter};
pub use reveal_reporter::{Contact, reveal_reporter};
pub use sign_matter::sign_matter;
pub use supplement_matter::supplement_matter;
pub use urge_matter::urge_matter;
pub use withdraw_matter::withdraw_matter;
