//! `/indicators/before-complaint`: 未诉先办 against 接诉即办, month by month and place by place.
//!
//! Every number leads to the list of exactly the matters it counts. Source: MISSION M8; UX §4, §12.

mod draw;
mod focus;
mod sides;

use std::sync::Arc;

use axum::extract::{Query, State};
use kernel::{Month, PlaceId};
use platform::charter::Pinned;
use platform::web::{FormState, PageResult, Site, Visitor, page};
use platform::{Actor, Conn, Outcome, World};

use self::focus::{Focus, Row};
use self::sides::Sides;
use crate::model::Matter;
use crate::model::charter::{CountsAs, Matters};
use crate::permissions::COUNT;
use crate::rules::counting::{base_months, compared_months};
use crate::store::list::{Filter, number};
use crate::store::{self, Sight};

/// Records shown of the last month; the list has them all.
const SHOWN: usize = 8;

/// What the page is drawn from.
struct Loaded {
    focus: Focus,
    charter: Arc<Pinned>,
    sides: Sides,
    periods: Periods,
    places: Vec<Row>,
    records: Vec<(Matter, String)>,
}

/// The stretches of months that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Periods {
    /// Before the charter took effect.
    base: (Month, Month),
    /// Whole months since; none yet while the first runs.
    compared: Option<(Month, Month)>,
    /// The month in which it took effect.
    effect: Month,
    /// The present month, which is not over.
    this: Month,
}

impl Periods {
    fn of(charter: &Pinned, this: Month) -> Self {
        let day = charter.effective();
        Self {
            base: base_months(day, charter.section::<Matters>().counting.base_months),
            compared: compared_months(day, this),
            effect: Month::of(day),
            this,
        }
    }

    /// Since the charter took effect, the present month included.
    fn so_far(self) -> (Month, Month) {
        (self.effect.min(self.this), self.this)
    }

    /// The last whole month.
    fn last(self) -> Month {
        self.this.previous()
    }
}

/// The page.
pub(super) async fn show(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> PageResult {
    let view = visitor.view(&site);
    if visitor.actor.scope(&COUNT).is_empty() {
        return page(&draw::NothingToCount { v: &view });
    }
    let place = FormState::from_pairs(asked).value("place").to_owned();
    let (world, actor) = (Arc::clone(&site.world), Arc::clone(&visitor.actor));
    let this = Month::of(view.today());
    let loaded = site.read(move |conn| load(conn, &world, &actor, &place, this)).await?;
    page(&draw::CountingPage::of(&view, &loaded))
}

fn load(
    conn: &mut Conn,
    world: &World,
    actor: &Actor,
    place: &str,
    this: Month,
) -> Outcome<Loaded> {
    let focus = Focus::find(conn, &actor.require(&COUNT)?, place)?;
    let charter = focus.charter(conn, world)?;
    let periods = Periods::of(&charter, this);
    let first = periods.base.0.min(periods.effect);
    let months = (number(first), number(this));
    let rows = store::counting::by_month(conn, &focus.scope, focus.at.district, focus.by, months)?;
    let sides = Sides::of(rows, charter.shared_section::<Matters>());
    let filter = Filter {
        months: Some((periods.last(), periods.last())),
        ..sides.filter(CountsAs::Complaint)
    };
    let sight = Sight::within(focus.scope.clone(), actor);
    let found = store::list::list(conn, &sight, &filter, None, SHOWN)?.rows;
    let at: Vec<PlaceId> = found.iter().map(|matter| matter.place).collect();
    let names = registry::store::place::names(conn, &at)?;
    let records = found.into_iter().map(|matter| {
        let place = names.get(&matter.place).cloned().unwrap_or_default();
        (matter, place)
    });
    let records = records.collect();
    let places = focus.rows(conn)?;
    Ok(Loaded { focus, charter, sides, periods, places, records })
}
