//! The slice's pages.

mod limits;
mod picture;
pub mod public;
pub mod staff;
mod status;
mod trying;
mod whistling;

use std::sync::Arc;

use platform::web::Routes;

use crate::advisor::{Advisor, RulesAlone};

/// Every page of the slice, with the charter's rules alone to suggest.
#[must_use]
pub fn routes() -> Routes {
    routes_advised_by(Arc::new(RulesAlone))
}

/// Every page of the slice; `advisor` tells the model that triage asks beside the rules.
#[must_use]
#[expect(clippy::needless_pass_by_value, reason = "whoever puts the site together hands it over")]
pub fn routes_advised_by(advisor: Arc<dyn Advisor>) -> Routes {
    Routes::new().and(staff::routes(&advisor)).and(public::routes())
}
