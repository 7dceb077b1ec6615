//! Where something stands, in a word.

use askama::Template;

use crate::web::status::Status;
use crate::web::view::{Given, View};

/// A status: shape, word, colour.
#[derive(Template)]
#[template(path = "platform/components/chip.html")]
pub struct Chip<'a> {
    v: &'a View,
    status: Status,
    solid: bool,
}

impl View {
    /// A status on a tinted ground, for heads of pages.
    pub fn chip(&self, status: impl Given<Status>) -> Chip<'_> {
        Chip { v: self, status: status.given(), solid: true }
    }

    /// A status without a ground, for rows.
    pub fn status(&self, status: impl Given<Status>) -> Chip<'_> {
        Chip { v: self, status: status.given(), solid: false }
    }
}
