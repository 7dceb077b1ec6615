//! Who holds the model that suggestions are learned into: asked here, answered by `app`.

use std::sync::Arc;

use crate::rules::suggesting::Named;

/// Tells the model in force, if there is one.
pub trait Advisor: Send + Sync {
    /// The model; without one the charter's rules alone suggest.
    fn model(&self) -> Option<Arc<Named>>;
}

/// No model: the charter's rules alone.
#[derive(Debug, Clone, Copy, Default)]
pub struct RulesAlone;

impl Advisor for RulesAlone {
    fn model(&self) -> Option<Arc<Named>> {
        None
    }
}
