//! Pure decisions over matters: facts and a moment in, a change or a refusal out.
//!
//! Every change that moves a matter carries an [`Advance`], which only the table of transitions
//! can make. Nothing here reads or writes anything.

pub mod advancing;
pub mod autoclose;
pub mod callback;
pub mod completion;
pub mod contacting;
pub mod counting;
pub mod declining;
pub mod dispatching;
pub mod duplicates;
pub mod escalating;
pub mod following;
mod lexicon;
pub mod living;
pub mod merging;
pub mod orders;
pub mod progress;
pub mod publishing;
pub mod raising;
pub mod rating;
pub mod recurring;
pub mod refusal;
pub mod requesting;
pub mod revealing;
pub mod routing;
pub mod sharing;
pub mod shielding;
pub mod signing;
pub mod suggesting;
pub mod supervising;
mod text;
pub mod triage;
pub mod whistling;

pub use advancing::{Advance, Done};
pub use refusal::{MatterRefusal, Weakness};

#[cfg(test)]
mod testing {
    //! The shipped charter, for rules that read one.

    use platform::charter::{Charter, SectionOwner, shipped, shipped_library};

    use crate::model::charter::{Matters, SECTIONS};

    /// What the charter of the first district says about matters.
    pub(super) fn matters() -> Matters {
        let owners: Vec<SectionOwner> =
            registry::model::charter::SECTIONS.into_iter().chain(SECTIONS).collect();
        let (_, text) = shipped().iter().find(|(id, _)| *id == "shijingshan-troika").unwrap();
        let charter = Charter::read("c.toml", text, &shipped_library, &owners).unwrap();
        charter.resolve(1, jiff::civil::date(2024, 1, 1)).section::<Matters>().clone()
    }
}
