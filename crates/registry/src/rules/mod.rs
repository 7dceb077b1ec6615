//! Pure decisions of the registry: facts in, a finding or a refusal out.

pub mod checking;
pub mod composing;
pub mod excepting;
pub mod filling;
pub mod joining;
pub mod matching;
pub mod naming;
pub mod placing;
pub mod refusal;
pub mod staffing;
pub mod turning;
mod vocabulary;

pub use refusal::RegistryRefusal;
