//! Pages of whistles: blow one, see who comes, answer for a department, rule, rate, count.

mod answer;
mod answering;
mod blow;
mod by_code;
mod facts;
mod figures;
mod list;
mod rating;
mod rows;
mod ruling;
mod sheet;
mod show;

use platform::web::{Access, Routes};

use crate::permissions;

pub(super) use rows::{PanelWhistle, panel};

/// The pages of whistles.
#[must_use]
pub(super) fn routes() -> Routes {
    let see = Access::May(&permissions::SEE_WHISTLES);
    let (blow, answer) = (Access::May(&permissions::WHISTLE), Access::May(&permissions::ANSWER));
    let rule = Access::May(&permissions::ARBITRATE);
    Routes::new()
        .get("/whistles", see, list::list)
        .get("/indicators/whistles", see, figures::show)
        .get("/matters/{number}/whistle", blow, blow::new)
        .post("/matters/{number}/whistle", blow, blow::create)
        .get("/whistles/{number}", see, show::show)
        .post("/whistles/{number}/report", answer, answering::report)
        .post("/whistles/{number}/completion", answer, answering::finish)
        .post("/whistles/{number}/refusal", answer, answering::refuse)
        .post("/whistles/{number}/judgement", answer, answering::judge)
        .get("/whistles/{number}/ruling", rule, ruling::new)
        .post("/whistles/{number}/ruling", rule, ruling::create)
        .post("/whistles/{number}/ending", blow, show::end)
        .post("/whistles/{number}/meeting", blow, show::meet)
        .get("/whistles/{number}/rating", blow, rating::new)
        .post("/whistles/{number}/rating", blow, rating::create)
        .post("/whistles/{number}/sheet", blow, sheet::create)
        .get("/report-in", Access::Public, by_code::ask)
        .post("/report-in", Access::Public, by_code::find)
        .get("/report-in/{code}", Access::ByCode, by_code::show)
        .post("/report-in/{code}/report", Access::ByCode, by_code::report)
        .post("/report-in/{code}/completion", Access::ByCode, by_code::finish)
        .post("/report-in/{code}/refusal", Access::ByCode, by_code::refuse)
        .post("/report-in/{code}/judgement", Access::ByCode, by_code::judge)
}
