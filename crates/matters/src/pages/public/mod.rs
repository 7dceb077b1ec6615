//! The pages for whoever is in a building, without an account: find it, raise, follow, rate.
//!
//! Everything works without script. A stranger sees of a matter what the reporter let them see:
//! its title, where it stands, by when; whoever holds a query code sees their own besides.

mod about;
mod answering;
mod building;
mod bulletins;
mod called;
mod device;
mod emergency;
mod follow;
mod following;
mod gone_on;
mod here;
mod home;
mod join;
mod life;
mod list;
mod matter;
mod raise;
mod row;
mod runs;
mod steps;
mod throttling;
mod upload;
mod verify;

pub(super) use throttling::looking_up;

use platform::web::{Access, Routes};

/// The public pages.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/", Access::Public, home::show)
        .get("/q/{token}", Access::Public, building::scan)
        .get("/b/{building}", Access::Public, building::show)
        .get("/b/{building}/raise", Access::Public, raise::new)
        .upload("/b/{building}/raise", Access::Public, upload::MOST_BYTES, raise::create)
        .get("/b/{building}/matters", Access::Public, list::list)
        .get("/b/{building}/matters/{number}", Access::Public, matter::show)
        .get("/b/{building}/matters/{number}/photos/{key}", Access::Public, matter::photo)
        .post("/b/{building}/join/{number}", Access::Public, join::create)
        .get("/follow", Access::Public, follow::ask)
        .post("/follow", Access::Public, follow::find)
        .get("/follow/{code}", Access::ByCode, follow::show)
        .get("/follow/{code}/card", Access::ByCode, follow::card)
        .get("/follow/{code}/photos/{key}", Access::ByCode, follow::photo)
        .post("/follow/{code}/urging", Access::ByCode, answering::urge)
        .post("/follow/{code}/supplement", Access::ByCode, answering::supplement)
        .post("/follow/{code}/withdrawal", Access::ByCode, answering::withdraw)
        .post("/follow/{code}/rating", Access::ByCode, answering::rate)
        .post("/follow/{code}/reopening", Access::ByCode, answering::reopen)
        .get("/follow/{code}/data", Access::ByCode, follow::data)
        .post("/follow/{code}/erasure", Access::ByCode, answering::ask_erasure)
        .post("/follow/{code}/appeal", Access::ByCode, answering::appeal)
        .get("/about/counting", Access::Public, about::counting)
        .get("/about/privacy", Access::Public, about::privacy)
        .get("/about/accessibility", Access::Public, about::accessibility)
        .get("/verify", Access::Public, verify::show)
}
