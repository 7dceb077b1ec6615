//! Where a matter stands, in the shell's words, shapes and colours.

use platform::web::Status;

use crate::model::State;

impl From<State> for Status {
    fn from(state: State) -> Self {
        match state {
            State::New => Self::New,
            State::Dispatched => Self::Awaiting,
            State::InProgress => Self::InHand,
            State::Parked => Self::Parked,
            State::Completed => Self::Completed,
            State::Closed => Self::Closed,
            State::Merged => Self::Merged,
            State::Declined => Self::Declined,
            State::Withdrawn => Self::Withdrawn,
        }
    }
}
