//! Orders of other systems: what a row says, which place it means, what has changed.

pub mod changing;
pub mod placing;
pub mod reading;
pub mod repeating;

use std::sync::{Arc, LazyLock};

use platform::ledger::Ledger;

/// The ledger of orders: its columns, their headings and synonyms.
///
/// Source: DOMAIN 1.4 (export heads, import aliases).
#[must_use]
pub fn ledger() -> &'static Arc<Ledger> {
    static LEDGER: LazyLock<Arc<Ledger>> = LazyLock::new(|| {
        let text = include_str!("../../../../../data/ledgers/orders.toml");
        Arc::new(Ledger::from_toml(text).expect("the ledger that ships is sound"))
    });
    &LEDGER
}
