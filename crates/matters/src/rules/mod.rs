//! Pure decisions over matters: facts and a moment in, a change or a refusal out.
//!
//! Every change that moves a matter carries an [`advancing::Advance`], which only the table of
//! transitions can make. Nothing here reads or writes anything.

pub mod advancing;
pub mod refusal;

pub use advancing::{Advance, Done};
pub use refusal::{MatterRefusal, Weakness};
