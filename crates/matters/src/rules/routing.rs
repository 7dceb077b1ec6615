//! Whose it is on the day: officer by topic, floor leader by floor, grid staff by grid, chief by
//! month, else the station; or the body the dispatch catalogue names.
//!
//! Source: MISSION M3, FEATURES F-B4, F-B5.

use jiff::civil::Date;
use kernel::{BodyId, PlaceId, PostId};

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
    /// Grid staff, for the grid.
    GridStaff {
        /// The grid.
        grid: PlaceId,
    },
    /// The rotating chief; whose month it is follows from the post's dates.
    Chief,
    /// The workstation that serves the building.
    Station,
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

/// To whom the catalogue gives a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The post on the day, in the order of the mission: officer, floor leader, grid staff,
    /// chief, station.
    PostOnDuty,
    /// The officer whose topic it is, else the station: more than a post of the building can
    /// settle.
    OfficerOnDuty,
    /// The station.
    Station,
    /// The body of this kind that covers the place.
    Body(String),
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
    StaffOfGrid,
    /// 轮值楼长: the month is theirs.
    ChiefOfMonth,
    /// 工作站: nobody nearer is in post, or the catalogue says so.
    Station,
    /// The catalogue names this kind of body.
    Catalogue,
}

impl RouteReason {
    /// The locale key of the reason.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::OfficerOfTopic => "matter-route-officer",
            Self::LeaderOfFloor => "matter-route-floor-leader",
            Self::StaffOfGrid => "matter-route-grid-staff",
            Self::ChiefOfMonth => "matter-route-chief",
            Self::Station => "matter-route-station",
            Self::Catalogue => "matter-route-catalogue",
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

/// The body or post that `target` means for this matter on this day. Where the target is not in
/// post that day, the station takes it.
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
    let wanted: &[RouteReason] = match target {
        Target::PostOnDuty => &[
            RouteReason::OfficerOfTopic,
            RouteReason::LeaderOfFloor,
            RouteReason::StaffOfGrid,
            RouteReason::ChiefOfMonth,
            RouteReason::Station,
        ],
        Target::OfficerOnDuty => &[RouteReason::OfficerOfTopic, RouteReason::Station],
        Target::Station => &[RouteReason::Station],
        Target::Body(_) => &[RouteReason::Catalogue, RouteReason::Station],
    };
    wanted
        .iter()
        .find_map(|because| {
            candidates
                .iter()
                .filter(|candidate| candidate.holds_on(need.today))
                .filter(|candidate| fits(&candidate.duty, *because, target, need))
                .min_by_key(|candidate| (candidate.from, candidate.body, candidate.post))
                .map(|candidate| Routed {
                    body: candidate.body,
                    post: candidate.post,
                    because: *because,
                })
        })
        .ok_or(MatterRefusal::NobodyOnDuty)
}

fn fits(duty: &Duty, because: RouteReason, target: &Target, need: &Need<'_>) -> bool {
    match (because, duty) {
        (RouteReason::OfficerOfTopic, Duty::Officer { topics }) => {
            topics.iter().any(|topic| covers(topic, need.category))
        }
        (RouteReason::LeaderOfFloor, Duty::FloorLeader { floor }) => need.floor == Some(*floor),
        (RouteReason::StaffOfGrid, Duty::GridStaff { grid }) => need.grids.contains(grid),
        (RouteReason::ChiefOfMonth, Duty::Chief) | (RouteReason::Station, Duty::Station) => true,
        (RouteReason::Catalogue, Duty::Body { kind }) => {
            matches!(target, Target::Body(wanted) if wanted == kind)
        }
        _ => false,
    }
}

/// Whether `topic` is the category or one above it; levels are parted by full stops or slashes.
fn covers(topic: &str, category: &str) -> bool {
    category
        .strip_prefix(topic)
        .is_some_and(|below| below.is_empty() || below.starts_with(['.', '/']))
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
            candidate(3, Duty::GridStaff { grid: GRID }),
            february,
            march,
            candidate(6, Duty::Station),
            candidate(7, Duty::Body { kind: "property_company".to_owned() }),
        ]
    }

    fn need<'a>(category: &'a str, floor: Option<PlaceId>, grids: &'a [PlaceId]) -> Need<'a> {
        Need { category, floor, grids, today: date(2024, 2, 29) }
    }

    #[test]
    fn the_nearest_post_of_the_day_takes_it() {
        use RouteReason::{ChiefOfMonth, LeaderOfFloor, OfficerOfTopic, StaffOfGrid};
        let all = everybody();
        for (need, body, because) in [
            (need("property.lift", Some(FLOOR), &[GRID]), 1, OfficerOfTopic),
            (need("propertyish", Some(FLOOR), &[GRID]), 2, LeaderOfFloor),
            (need("noise", Some(PlaceId(13)), &[GRID]), 3, StaffOfGrid),
            (need("noise", None, &[]), 4, ChiefOfMonth),
        ] {
            let routed = route(&Target::PostOnDuty, &need, &all).unwrap();
            assert_eq!((routed.body, routed.because), (BodyId(body), because));
        }
    }

    #[test]
    fn what_a_post_cannot_settle_goes_to_the_officer_of_the_topic_or_the_station() {
        let all = everybody();
        for (category, body) in [("property.lift", 1), ("labour.wages", 6)] {
            let need = need(category, Some(FLOOR), &[GRID]);
            assert_eq!(route(&Target::OfficerOnDuty, &need, &all).unwrap().body, BodyId(body));
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
            assert_eq!(route(&Target::PostOnDuty, &need, &all).unwrap().body, BodyId(body));
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
        let routed = route(&Target::Station, &need, &everybody()).unwrap();
        assert_eq!(routed.body, BodyId(6));
    }

    #[test]
    fn a_place_nobody_covers_is_said_so() {
        let need = need("noise", None, &[]);
        assert_eq!(route(&Target::PostOnDuty, &need, &[]), Err(MatterRefusal::NobodyOnDuty));
    }
}
