//! The registry's pages for staff: buildings from the side, enterprises, bodies, search by name.
//!
//! Ids of rows tell when they were made, so who is shielded sees no page whose address holds one:
//! buildings go by their code, and their bodies and tenants are shown there without links.

mod body;
mod building;
mod buildings;
mod charters;
mod checking;
mod codes;
mod electing;
mod enterprise;
mod enterprises;
mod export;
mod listing;
mod opening;
mod qr;
mod search;
mod seating;
mod tenancy_chart;
mod unseating;

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use platform::web::{Access, FormState, Routes, Site, View, Visitor};

use crate::permissions::{
    APPOINT, EXCEPT, EXPORT, LAY, OPEN, SEAT_FIRST, SEE, SEE_BODIES, SEE_ENTERPRISES,
};
use crate::questions::{Finder, OpenMatters};

pub use opening::OpeningPanel;

/// What a page is asked for in its address.
type Asked = Query<Vec<(String, String)>>;

/// The slice's pages; `matters` tells what is open in a building, `finders` what other slices find
/// by name, in the order of their groups.
#[must_use]
pub fn routes(matters: Arc<dyn OpenMatters>, finders: Vec<Arc<dyn Finder>>) -> Routes {
    let finders = Arc::new(finders);
    let building =
        move |site: State<Arc<Site>>, visitor: Visitor, code: Path<String>, asked: Asked| {
            building::show(Arc::clone(&matters), site, visitor, code, asked)
        };
    let search = move |site: State<Arc<Site>>, visitor: Visitor, asked: Asked| {
        search::show(Arc::clone(&finders), site, visitor, asked)
    };
    let (see, see_bodies) = (Access::May(&SEE), Access::May(&SEE_BODIES));
    let see_enterprises = Access::May(&SEE_ENTERPRISES);
    Routes::new()
        .get("/buildings", see, buildings::list)
        .get("/buildings/export", Access::May(&EXPORT), export::of_buildings)
        .get("/buildings/{code}", see, building)
        .get("/buildings/{code}/codes", see, codes::show)
        .get("/buildings/{code}/codes/{file}", see, codes::picture)
        .get("/enterprises", see_enterprises, enterprises::list)
        .get("/enterprises/export", Access::May(&EXPORT), export::of_enterprises)
        .get("/enterprises/{id}", see_bodies, enterprise::show)
        .get("/charters", Access::SignedIn, charters::list)
        .get("/charters/{id}/check", see_bodies, checking::show)
        .get("/charters/{id}/check/exceptions/new", Access::May(&EXCEPT), checking::new_exception)
        .post("/charters/{id}/check/exceptions", Access::May(&EXCEPT), checking::except)
        .post("/exceptions/{id}/ending", Access::May(&EXCEPT), checking::end_exception)
        .get("/bodies/{id}/posts/new", Access::May(&APPOINT), seating::new)
        .post("/bodies/{id}/posts", Access::May(&APPOINT), seating::create)
        .get("/bodies/{id}/election", Access::May(&APPOINT), electing::new)
        .post("/bodies/{id}/election", Access::May(&APPOINT), electing::create)
        .get("/posts/{id}/ending", Access::May(&APPOINT), unseating::new)
        .post("/posts/{id}/ending", Access::May(&APPOINT), unseating::create)
        .get("/committees/{id}", see_bodies, body::committee)
        .get("/stations/{id}", see_bodies, body::station)
        .get("/organisations/{id}", see_bodies, body::organisation)
        .get("/search", Access::SignedIn, search)
        .get("/opening", Access::May(&OPEN), opening::show)
        .post("/opening/ground", Access::May(&LAY), opening::lay)
        .post("/opening/people", Access::May(&SEAT_FIRST), opening::seat)
        .post("/opening/building", Access::May(&LAY), opening::build)
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
