//! Suggesting where a matter goes, with the reasons: words of the charter, its catalogue,
//! precedent, and what a model learned where there is one. A person confirms or corrects.
//!
//! Source: MISSION M3, UX mockup `triage`, FEATURES F-B3 (explains its choice).

mod advising;
mod reading;
mod reason;
mod rulebook;
mod suggesting;

pub use advising::{Advice, advise, heed};
pub use reading::{Reading, read};
pub use reason::{Confidence, Named, Precedent, Reason};
pub use rulebook::{BodyKinds, Category, ForcedClass, Rulebook};
pub use suggesting::{Suggestion, suggest};
