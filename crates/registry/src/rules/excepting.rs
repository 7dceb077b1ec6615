//! Exceptions: what the charter asks for may be missing somewhere, on a ground, up to a day. Once the
//! day is past the gap stands open again by itself.

use jiff::civil::Date;
use kernel::PostId;

use super::RegistryRefusal;
use super::checking::{About, Check, later};
use crate::model::charter::Exceptions;

/// Most letters of a ground. Source: assumption (two sentences).
pub const MOST_LETTERS: u32 = 200;

/// That something may lack what a rule asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The row.
    pub id: i64,
    /// Id of the charter.
    pub charter: String,
    /// Key of the rule, as [`Check::key`] has it.
    pub rule: String,
    /// What may lack it.
    pub about: About,
    /// Why, in the words of whoever granted it.
    pub ground: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// The post that granted it.
    pub post: PostId,
}

/// Whether an exception may be granted on `today` on this ground up to `until`.
///
/// # Errors
/// [`RegistryRefusal::Blank`] and [`RegistryRefusal::TooLong`] at `ground`;
/// [`RegistryRefusal::EndsBeforeItBegins`] for a day that is past, and
/// [`RegistryRefusal::LastsTooLong`] for one further ahead than the charter allows.
/// Source: charter `registry.exceptions`.
pub fn grant(
    rules: &Exceptions,
    ground: &str,
    today: Date,
    until: Date,
) -> Result<(), RegistryRefusal> {
    if ground.trim().is_empty() {
        return Err(RegistryRefusal::Blank { field: "ground" });
    }
    if ground.trim().chars().count() > MOST_LETTERS as usize {
        return Err(RegistryRefusal::TooLong { field: "ground", most: MOST_LETTERS });
    }
    if until < today {
        return Err(RegistryRefusal::EndsBeforeItBegins { from: today, until });
    }
    let last = later(today, rules.longest);
    if until > last { Err(RegistryRefusal::LastsTooLong { last }) } else { Ok(()) }
}

/// Sets the gaps apart that are excepted; the exceptions that were used, in their order. One for a
/// gap that was closed meanwhile is not.
pub fn set_apart(checks: &mut [Check], exceptions: Vec<Exception>) -> Vec<Exception> {
    let mut used = Vec::new();
    for exception in exceptions {
        let Some(check) = checks.iter_mut().find(|check| check.key() == exception.rule) else {
            continue;
        };
        let (excepted, lacking): (Vec<_>, Vec<_>) =
            check.lacking.drain(..).partition(|lack| lack.about == exception.about);
        check.lacking = lacking;
        if !excepted.is_empty() {
            check.excepted.extend(excepted);
            used.push(exception);
        }
    }
    used
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::BodyId;
    use platform::Role;

    use super::*;
    use crate::rules::checking::{Gap, Lack, Rule};

    #[test]
    fn an_exception_has_a_ground_and_an_end_the_charter_allows() {
        let rules = Exceptions { granted_by: Role::Street, longest: "6m".parse().unwrap() };
        let today = date(2024, 2, 6);
        let cases = [
            ("产权人退出，待补选", date(2024, 2, 6), Ok(())),
            ("产权人退出，待补选", date(2024, 8, 6), Ok(())),
            (
                "产权人退出，待补选",
                date(2024, 8, 7),
                Err(RegistryRefusal::LastsTooLong { last: date(2024, 8, 6) }),
            ),
            (
                "产权人退出，待补选",
                date(2024, 2, 5),
                Err(RegistryRefusal::EndsBeforeItBegins { from: today, until: date(2024, 2, 5) }),
            ),
            (" ", date(2024, 3, 1), Err(RegistryRefusal::Blank { field: "ground" })),
        ];
        for (ground, until, expected) in cases {
            assert_eq!(grant(&rules, ground, today, until), expected, "{ground} {until}");
        }
        let long = "长".repeat(MOST_LETTERS as usize + 1);
        let refused = RegistryRefusal::TooLong { field: "ground", most: MOST_LETTERS };
        assert_eq!(grant(&rules, &long, today, today), Err(refused));
    }

    #[test]
    fn an_excepted_gap_counts_neither_as_open_nor_as_met() {
        let lack = |id| Lack { about: About::Body(BodyId(id)), gap: Gap::Empty };
        let mut checks = [Check {
            kind: "committee".to_owned(),
            rule: Rule::Advised("employee".to_owned()),
            asked: 3,
            lacking: vec![lack(1), lack(2)],
            excepted: Vec::new(),
        }];
        let exception = |id, rule: &str| Exception {
            id,
            charter: "c".to_owned(),
            rule: rule.to_owned(),
            about: About::Body(BodyId(id)),
            ground: "只有一家企业".to_owned(),
            from: date(2024, 1, 1),
            until: date(2024, 12, 31),
            post: PostId(1),
        };
        let granted = vec![
            exception(2, "committee.advised.employee"),
            exception(3, "committee.advised.employee"),
            exception(1, "committee.size"),
        ];
        let used = set_apart(&mut checks, granted);
        assert_eq!(used.iter().map(|one| one.id).collect::<Vec<_>>(), [2]);
        assert_eq!((&checks[0].lacking, &checks[0].excepted), (&vec![lack(1)], &vec![lack(2)]));
        assert_eq!(checks[0].met(), 1);
    }
}
