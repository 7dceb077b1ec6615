//! Turns of the rotating chief: month by month among the members, in order of appointment.

use jiff::ToSpan;
use jiff::civil::Date;
use kernel::PostId;

use super::RegistryRefusal;
use crate::model::Post;

/// Plans `months` turns from the month of `first` on among `members`, after whoever had the turn
/// before. Whoever is not in post on the first of a month is passed over; a month in which nobody
/// is in post ends the plan.
///
/// Each turn is the first day of its month and the post that has it.
///
/// # Errors
/// [`RegistryRefusal::NobodyToTakeTurns`] if nobody is in post in the first month.
/// Source: QFS (the chief rotates monthly among the member units); the order is an assumption.
pub fn plan(
    members: &[Post],
    before: Option<PostId>,
    first: Date,
    months: usize,
) -> Result<Vec<(Date, PostId)>, RegistryRefusal> {
    let mut order: Vec<&Post> = members.iter().collect();
    order.sort_by_key(|post| (post.term.from, post.id));
    let mut last = before.and_then(|before| order.iter().position(|post| post.id == before));
    let mut turns = Vec::new();
    let mut month = first.first_of_month();
    while turns.len() < months {
        let start = last.map_or(0, |last| last + 1);
        let next = (0..order.len())
            .map(|step| (start + step) % order.len())
            .find(|at| order[*at].term.contains(month));
        let Some(next) = next else { break };
        turns.push((month, order[next].id));
        last = Some(next);
        month = month.saturating_add(1.month());
    }
    if turns.is_empty() { Err(RegistryRefusal::NobodyToTakeTurns) } else { Ok(turns) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Term;
    use jiff::civil::date;
    use kernel::{BodyId, PersonId};

    fn member(id: i64, until: Option<Date>) -> Post {
        Post {
            id: PostId(id),
            person: PersonId(id),
            body: BodyId(1),
            seat: "enterprise".to_owned(),
            represents: None,
            place: None,
            topics: Vec::new(),
            term: Term { from: date(2023, 1, 1), until },
            appointed_how: String::new(),
            public_name: String::new(),
        }
    }

    #[test]
    fn everyone_takes_a_turn_and_whoever_has_left_is_passed_over() {
        let members = [member(1, None), member(2, Some(date(2024, 3, 31))), member(3, None)];
        let turns = |before: Option<i64>| {
            plan(&members, before.map(PostId), date(2024, 2, 6), 5).map(|turns| {
                turns.into_iter().map(|(day, post)| (day.month(), post.0)).collect::<Vec<_>>()
            })
        };
        assert_eq!(turns(None), Ok(vec![(2, 1), (3, 2), (4, 3), (5, 1), (6, 3)]));
        assert_eq!(turns(Some(2)), Ok(vec![(2, 3), (3, 1), (4, 3), (5, 1), (6, 3)]));
        assert_eq!(turns(Some(99)), turns(None), "an unknown chief is as none");
    }

    #[test]
    fn a_rota_needs_somebody() {
        let gone = [member(1, Some(date(2024, 1, 31)))];
        for members in [&[][..], &gone] {
            let refused = plan(members, None, date(2024, 2, 1), 3);
            assert_eq!(refused, Err(RegistryRefusal::NobodyToTakeTurns));
        }
    }
}
