//! Imports of orders: brought, looked through and mended on the page, written, or given up.
//!
//! Nothing of a ledger is written before somebody says so, and then all of it. Every step checks
//! the permission anew, and whoever may not see an import does not find it.
//! Source: UX §3 Import; MISSION M2.

mod application;
mod bringing;
mod cells;
mod corrections;
mod headings;
mod list;
mod marked;
mod questions;
mod rows;
mod show;
mod upload;

use platform::web::{Access, PageError, Routes};

use crate::model::order::ImportId;
use crate::permissions;

/// The pages of imports.
pub(super) fn routes() -> Routes {
    let import = Access::May(&permissions::IMPORT);
    let most = upload::MOST_BYTES;
    Routes::new()
        .get("/imports", import, list::list)
        .get("/imports/new", import, bringing::new)
        .upload("/imports", import, most, bringing::create)
        .get("/imports/{id}", import, show::show)
        .upload("/imports/{id}/file", import, most, bringing::again)
        .post("/imports/{id}/headings", import, headings::update)
        .post("/imports/{id}/corrections", import, corrections::create)
        .get("/imports/{id}/marked", import, marked::show)
        .post("/imports/{id}/application", import, application::create)
        .post("/imports/{id}/discard", import, application::discard)
}

/// The import an address names; what is no number names none.
fn named(id: &str) -> Result<ImportId, PageError> {
    id.parse().map(ImportId).map_err(|_| PageError::NotFound)
}

fn address(id: ImportId) -> String {
    format!("/imports/{}", id.0)
}
