//! The slice's pages.

mod limits;
pub mod public;
pub mod staff;
mod status;

use platform::web::Routes;

/// Every page of the slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().and(staff::routes()).and(public::routes())
}
