//! The registry's pages for staff: buildings from the side, enterprises, bodies, search by name.
//!
//! Ids of rows tell when they were made, so who is shielded sees no page whose address holds one:
//! buildings go by their code, and their bodies and tenants are shown there without links.

mod building;

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use platform::web::{Access, FormState, Routes, Site, View, Visitor};

use crate::permissions::SEE;
use crate::questions::OpenMatters;

/// What a page is asked for in its address.
type Asked = Query<Vec<(String, String)>>;

/// The slice's pages; `matters` tells what is open in a building.
#[must_use]
pub fn routes(matters: Arc<dyn OpenMatters>) -> Routes {
    let show = move |site: State<Arc<Site>>, visitor: Visitor, code: Path<String>, asked: Asked| {
        building::show(Arc::clone(&matters), site, visitor, code, asked)
    };
    Routes::new().get("/buildings/{code}", Access::May(&SEE), show)
}

/// The day a page is asked for; today unless it is one.
fn day_asked(view: &View, form: &FormState) -> Date {
    form.value("as_of").parse().unwrap_or_else(|_| view.today())
}

/// Square metres from 0.01 m², rounded half up.
fn square_metres(area: i64) -> i64 {
    (area + 50).div_euclid(100)
}

#[cfg(test)]
mod tests {
    use super::square_metres;

    #[test]
    fn areas_are_shown_in_whole_square_metres() {
        for (stored, shown) in [(0, 0), (49, 0), (50, 1), (118_000, 1180), (118_049, 1180)] {
            assert_eq!(square_metres(stored), shown);
        }
    }
}
