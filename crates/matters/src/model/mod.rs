//! The types of the slice: states, numbers, codes, roles, clocks, answers. No input or output.

pub mod answer;
pub mod assignment;
pub mod bulletin;
pub mod channel;
pub mod charter;
pub mod clock;
pub mod common_need;
pub mod matter;
pub mod note;
pub mod number;
pub mod offered;
pub mod order;
pub mod photo;
pub mod query_code;
pub mod request;
pub mod standing;
pub mod state;
pub mod supervision;
pub mod visibility;
pub mod voice;
pub mod whistle;

pub use answer::{Answer, Callback, ResultClass, Satisfaction, Solved};
pub use assignment::{AssignmentRole, AssignmentState, Part};
pub use bulletin::{Bulletin, BulletinId};
pub use channel::Channel;
pub use clock::{ClockKind, Running};
pub use common_need::{CommonNeed, CommonNeedId, CommonNeedState, DismissalGround};
pub use matter::Matter;
pub use note::NoteKind;
pub use number::MatterNumber;
pub use offered::{LearnedOffer, Offered};
pub use photo::PhotoGround;
pub use query_code::QueryCode;
pub use request::{Request, RequestId, RequestKind, RequestState};
pub use standing::Standing;
pub use state::{Deed, State, Transition};
pub use supervision::{Supervision, SupervisionId, SupervisionState, SupervisionWord};
pub use visibility::Visibility;
pub use voice::{VoiceId, VoiceKind};
pub use whistle::{
    Call, CallId, CallState, CallStep, Presence, Refused, Sending, Venue, Whistle, WhistleId,
    WhistleNumber, WhistleState,
};

kernel::id_type!(
    /// A matter. Never shown to shielded roles: it reveals when the matter was raised.
    MatterId
);
kernel::id_type!(
    /// One body's part in a matter.
    AssignmentId
);
kernel::id_type!(
    /// One time limit of a matter, running or stopped.
    ClockId
);
