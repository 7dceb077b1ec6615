//! Whose it is on the day: officer by topic, floor leader by floor, grid worker by grid, chief by
//! month, else the station; or the body the dispatch catalogue names.
//!
//! Source: MISSION M3, FEATURES F-B4, F-B5.

use jiff::civil::Date;
use kernel::{BodyId, PlaceId, PostId};

use crate::model::charter::RoutingStep;

use super::MatterRefusal;

/// What makes a post or a body responsible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Duty {
    /// One of the six officers, for the topics of the post.
    Officer {
        /// Category keys of the charter; an officer of a category is one of those beneath it.
        topics: Vec<String>,
    },
    /// A floor leader, for the floor.
    FloorLeader {
        /// The floor.
        floor: PlaceId,
    },
    /// A grid worker, for the grid.
    GridWorker {
        /// The grid.
        grid: PlaceId,
    },
    /// The rotating chief; whose month it is follows from the post's dates.
    Chief,
    /// The workstation that serves the building.
    Station,
    /// A department of the district.
    Department {
        /// Its code: a function of the charter.
        function: String,
    },
    /// Any body that covers the building.
    Body {
        /// Its kind, as the charter names it.
        kind: String,
    },
}

/// A post, or a body without a post, that covers the place of the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The body.
    pub body: BodyId,
    /// The post, if the duty lies on one.
    pub post: Option<PostId>,
    /// What it is responsible for.
    pub duty: Duty,
    /// First day of the post, or of the body's covering the place.
    pub from: Date,
    /// Last day, inclusive; `None` while it lasts.
    pub to: Option<Date>,
}

impl Candidate {
    fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// To whom a category goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The first of these that somebody holds on the day.
    Posts(Vec<RoutingStep>),
    /// The body of this kind that covers the place.
    Body(String),
    /// The department with this function.
    Department(String),
}

/// What decides, beside the candidates.
#[derive(Debug, Clone, Copy)]
pub struct Need<'a> {
    /// The category chosen or suggested.
    pub category: &'a str,
    /// The floor, when known.
    pub floor: Option<PlaceId>,
    /// The grids that contain the place.
    pub grids: &'a [PlaceId],
    /// The day on which it is routed, in the district's time zone.
    pub today: Date,
}

/// Why it went there: one locale key each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouteReason {
    /// 专员: the category is among the officer's topics.
    OfficerOfTopic,
    /// 楼层长: it happened on the floor.
    LeaderOfFloor,
    /// 网格员: it happened in the grid.
    WorkerOfGrid,
    /// 轮值楼长: the month is theirs.
    ChiefOfMonth,
    /// 工作站: nobody nearer is in post, or the catalogue says so.
    Station,
    /// The catalogue names this kind of body.
    Catalogue,
    /// The catalogue names the function of this department.
    Department,
    /// The catalogue names a function for which the registry has no department: the station.
    NoDepartment,
}

impl RouteReason {
    /// The locale key of the reason.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::OfficerOfTopic => "matter-route-officer",
            Self::LeaderOfFloor => "matter-route-floor-leader",
            Self::WorkerOfGrid => "matter-route-grid-worker",
            Self::ChiefOfMonth => "matter-route-chief",
            Self::Station => "matter-route-station",
            Self::Catalogue => "matter-route-catalogue",
            Self::Department => "matter-route-department",
            Self::NoDepartment => "matter-route-no-department",
        }
    }
}

/// Where it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Routed {
    /// The body.
    pub body: BodyId,
    /// The post in it.
    pub post: Option<PostId>,
    /// Why.
    pub because: RouteReason,
}

/// The body or post that `target` means for this matter on this day. Where the target is not there
/// that day, the station takes it.
///
/// Of several equally fit the one in post the longest is taken, then the lower id, so that the
/// same facts always give the same answer.
///
/// # Errors
/// [`MatterRefusal::NobodyOnDuty`] when not even a station covers the place that day.
pub fn route(
    target: &Target,
    need: &Need<'_>,
    candidates: &[Candidate],
) -> Result<Routed, MatterRefusal> {
    let named = match target {
        Target::Posts(steps) => steps.iter().find_map(|step| {
            first(candidates, need.today, |duty| fits(duty, *step, need))
                .map(|candidate| (candidate, because(*step)))
        }),
        Target::Body(kind) => first(
            candidates,
            need.today,
            |duty| matches!(duty, Duty::Body { kind: own } if own == kind),
        )
        .map(|candidate| (candidate, RouteReason::Catalogue)),
        Target::Department(key) => first(
            candidates,
            need.today,
            |duty| matches!(duty, Duty::Department { function } if function == key),
        )
        .map(|candidate| (candidate, RouteReason::Department)),
    };
    let instead = match target {
        Target::Department(_) => RouteReason::NoDepartment,
        Target::Posts(_) | Target::Body(_) => RouteReason::Station,
    };
    let station = || {
        first(candidates, need.today, |duty| *duty == Duty::Station)
            .map(|candidate| (candidate, instead))
    };
    let (candidate, because) = named.or_else(station).ok_or(MatterRefusal::NobodyOnDuty)?;
    Ok(Routed { body: candidate.body, post: candidate.post, because })
}

fn first(
    candidates: &[Candidate],
    today: Date,
    fits: impl Fn(&Duty) -> bool,
) -> Option<&Candidate> {
    candidates
        .iter()
        .filter(|candidate| candidate.holds_on(today) && fits(&candidate.duty))
        .min_by_key(|candidate| (candidate.from, candidate.body, candidate.post))
}

fn fits(duty: &Duty, step: RoutingStep, need: &Need<'_>) -> bool {
    match (step, duty) {
        (RoutingStep::Officer, Duty::Officer { topics }) => {
            topics.iter().any(|topic| covers(topic, need.category))
        }
        (RoutingStep::FloorLeader, Duty::FloorLeader { floor }) => need.floor == Some(*floor),
        (RoutingStep::GridWorker, Duty::GridWorker { grid }) => need.grids.contains(grid),
        (RoutingStep::Chief, Duty::Chief) | (RoutingStep::Station, Duty::Station) => true,
        _ => false,
    }
}

const fn because(step: RoutingStep) -> RouteReason {
    match step {
        RoutingStep::Officer => RouteReason::OfficerOfTopic,
        RoutingStep::FloorLeader => RouteReason::LeaderOfFloor,
        RoutingStep::GridWorker => RouteReason::WorkerOfGrid,
        RoutingStep::Chief => RouteReason::ChiefOfMonth,
        RoutingStep::Station => RouteReason::Station,
    }
}

/// Whether `topic` is the category or one above it.
fn covers(topic: &str, category: &str) -> bool {
    category.strip_prefix(topic).is_some_and(|below| below.is_empty() || below.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const FLOOR: PlaceId = PlaceId(12);
    const GRID: PlaceId = PlaceId(90);

    fn candidate(body: i64, duty: Duty) -> Candidate {
        Candidate {
            body: BodyId(body),
            post: Some(PostId(body * 10)),
            duty,
            from: date(2024, 1, 1),
            to: None,
        }
    }

    fn everybody() -> Vec<Candidate> {
        let february = Candidate {
            from: date(2024, 2, 1),
            to: Some(date(2024, 2, 29)),
            ..candidate(4, Duty::Chief)
        };
        let march = Candidate {
            from: date(2024, 3, 1),
            to: Some(date(2024, 3, 31)),
            ..candidate(5, Duty::Chief)
        };
        vec![
            candidate(1, Duty::Officer { topics: vec!["property".to_owned()] }),
            candidate(2, Duty::FloorLeader { floor: FLOOR }),
            candidate(3, Duty::GridWorker { grid: GRID }),
            february,
            march,
            candidate(6, Duty::Station),
            candidate(7, Duty::Body { kind: "property_company".to_owned() }),
        ]
    }

    fn need<'a>(category: &'a str, floor: Option<PlaceId>, grids: &'a [PlaceId]) -> Need<'a> {
        Need { category, floor, grids, today: date(2024, 2, 29) }
    }

    fn posts() -> Target {
        Target::Posts(RoutingStep::ALL.to_vec())
    }

    #[test]
    fn the_nearest_post_of_the_day_takes_it() {
        use RouteReason::{ChiefOfMonth, LeaderOfFloor, OfficerOfTopic, WorkerOfGrid};
        let all = everybody();
        for (need, body, because) in [
            (need("property.lift", Some(FLOOR), &[GRID]), 1, OfficerOfTopic),
            (need("propertyish", Some(FLOOR), &[GRID]), 2, LeaderOfFloor),
            (need("noise", Some(PlaceId(13)), &[GRID]), 3, WorkerOfGrid),
            (need("noise", None, &[]), 4, ChiefOfMonth),
        ] {
            let routed = route(&posts(), &need, &all).unwrap();
            assert_eq!((routed.body, routed.because), (BodyId(body), because));
        }
    }

    #[test]
    fn the_charter_says_which_posts_are_asked_and_in_which_order() {
        let need = need("property.lift", Some(FLOOR), &[]);
        for (steps, body) in [
            (vec![RoutingStep::FloorLeader, RoutingStep::Officer], 2),
            (vec![RoutingStep::Station, RoutingStep::Officer], 6),
            (vec![RoutingStep::GridWorker], 6),
        ] {
            assert_eq!(
                route(&Target::Posts(steps), &need, &everybody()).unwrap().body,
                BodyId(body)
            );
        }
    }

    #[test]
    fn the_chief_changes_with_the_month() {
        let all = everybody();
        for (today, body) in [
            (date(2024, 2, 29), 4),
            (date(2024, 3, 1), 5),
            (date(2024, 3, 31), 5),
            (date(2024, 4, 1), 6),
        ] {
            let need = Need { today, ..need("noise", None, &[]) };
            assert_eq!(route(&posts(), &need, &all).unwrap().body, BodyId(body));
        }
    }

    #[test]
    fn the_catalogue_names_a_body_and_the_station_steps_in_where_there_is_none() {
        let need = need("property.lift", Some(FLOOR), &[]);
        let company = Target::Body("property_company".to_owned());
        let routed = route(&company, &need, &everybody()).unwrap();
        assert_eq!((routed.body, routed.because), (BodyId(7), RouteReason::Catalogue));
        let without: Vec<_> = everybody().into_iter().filter(|one| one.body != BodyId(7)).collect();
        let routed = route(&company, &need, &without).unwrap();
        assert_eq!((routed.body, routed.because), (BodyId(6), RouteReason::Station));
    }

    #[test]
    fn the_catalogue_names_a_department_by_its_function_and_says_when_there_is_none() {
        let mut all = everybody();
        all.push(candidate(8, Duty::Department { function: "fire".to_owned() }));
        all.push(candidate(9, Duty::Department { function: "market".to_owned() }));
        let need = need("consumer", None, &[]);
        for (function, body, because) in [
            ("market", 9, RouteReason::Department),
            ("fire", 8, RouteReason::Department),
            ("labour", 6, RouteReason::NoDepartment),
        ] {
            let routed = route(&Target::Department(function.to_owned()), &need, &all).unwrap();
            assert_eq!((routed.body, routed.because), (BodyId(body), because), "{function}");
        }
    }

    #[test]
    fn a_place_nobody_covers_is_said_so() {
        let need = need("noise", None, &[]);
        assert_eq!(route(&posts(), &need, &[]), Err(MatterRefusal::NobodyOnDuty));
    }
}
