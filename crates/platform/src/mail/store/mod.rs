//! Choices and letters, written and read.

pub(super) mod choice;
pub(super) mod letter;

pub use choice::find as choice_of;
pub use letter::sweep;
