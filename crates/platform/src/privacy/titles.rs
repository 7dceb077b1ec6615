//! Tells the desk what a request is called and where it is decided.

use kernel::SubjectKind;

use super::store;
use crate::db::{Conn, StoreError};
use crate::web::{Titled, Titles};

/// Requests go by the number or name of what they are about.
#[derive(Debug, Default, Clone, Copy)]
pub struct RequestTitles;

impl Titles for RequestTitles {
    fn kind(&self) -> SubjectKind {
        SubjectKind::Request
    }

    fn titles(&self, conn: &mut Conn, ids: &[i64]) -> Result<Vec<(i64, Titled)>, StoreError> {
        let titled = |(id, title)| {
            let href = format!("/admin/requests/{id}");
            (id, Titled { title, place: String::new(), href, said: String::new() })
        };
        Ok(store::labels(conn, ids)?.into_iter().map(titled).collect())
    }
}
