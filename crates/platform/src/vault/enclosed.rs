//! Bytes that may name people and are kept for a while: an uploaded ledger before it is written.

use crate::act::Act;
use crate::db::StoreError;
use crate::keys::Keys;

/// Closes `bytes` under the master key. `use_of` tells what they are and whose: only the same
/// words open them again, so they cannot be moved to another row.
pub fn enclose(act: &Act<'_, '_>, bytes: &[u8], use_of: &str) -> Vec<u8> {
    act.world().keys.wrap(bytes, &context(use_of), act.randomness())
}

/// Opens what [`enclose`] closed.
///
/// # Errors
/// [`StoreError::Vault`] with another key, or for another use.
pub fn disclose(keys: &Keys, closed: &[u8], use_of: &str) -> Result<Vec<u8>, StoreError> {
    keys.unwrap(closed, &context(use_of))
}

fn context(use_of: &str) -> Vec<u8> {
    [b"enclosed\0", use_of.as_bytes()].concat()
}
