//! Imports of orders: the ledgers brought in, what they left behind, what is still unseen.

pub mod arriving;
pub mod import;
pub mod known;
pub mod remembered;
pub(crate) mod turn;
