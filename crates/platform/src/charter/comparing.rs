//! Two versions of a charter beside each other: which rules changed, came or went.

use std::collections::HashMap;

use super::row::Row;

/// A rule of the newer version against the older one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change<'a> {
    /// Both say the same.
    Same(&'a Row),
    /// The value is another.
    Changed {
        /// As the older version has it.
        was: &'a Row,
        /// As the newer version has it.
        now: &'a Row,
    },
    /// The older version does not have the rule.
    Added(&'a Row),
    /// The newer version does not have the rule.
    Removed(&'a Row),
}

impl<'a> Change<'a> {
    /// The rule as it is now; as it was, where it is gone.
    #[must_use]
    pub const fn row(&self) -> &'a Row {
        match self {
            Self::Same(row) | Self::Added(row) | Self::Removed(row) => row,
            Self::Changed { now, .. } => now,
        }
    }

    /// Whether the two versions differ here.
    #[must_use]
    pub const fn is_change(&self) -> bool {
        !matches!(self, Self::Same(_))
    }
}

/// Every rule of both versions: those of `now` in their order, each rule that is gone after the one
/// it stood behind in `was`. A source that alone is another is no change of the rule.
#[must_use]
pub fn compare<'a>(was: &'a [Row], now: &'a [Row]) -> Vec<Change<'a>> {
    let before: HashMap<&str, &Row> = was.iter().map(|row| (row.path.as_str(), row)).collect();
    let after: HashMap<&str, usize> =
        now.iter().enumerate().map(|(at, row)| (row.path.as_str(), at)).collect();
    let mut gone: HashMap<Option<usize>, Vec<&Row>> = HashMap::new();
    let mut behind = None;
    for row in was {
        match after.get(row.path.as_str()) {
            Some(at) => behind = Some(*at),
            None => gone.entry(behind).or_default().push(row),
        }
    }
    let mut taken = |at| gone.remove(&at).unwrap_or_default().into_iter().map(Change::Removed);
    let mut changes: Vec<Change<'a>> = taken(None).collect();
    for (at, row) in now.iter().enumerate() {
        changes.push(match before.get(row.path.as_str()) {
            None => Change::Added(row),
            Some(was) if was.value == row.value => Change::Same(row),
            Some(was) => Change::Changed { was, now: row },
        });
        changes.extend(taken(Some(at)));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::super::row::Shown;
    use super::super::source::Source;
    use super::*;

    fn row(path: &str, value: i64, why: &str) -> Row {
        Row {
            section: "teas".to_owned(),
            rule: path.to_owned(),
            path: path.to_owned(),
            of: Vec::new(),
            value: Shown::Number(value),
            source: Some(Source::LocalChoice { why: why.to_owned() }),
        }
    }

    #[test]
    fn rules_that_changed_came_and_went_are_told_in_order() {
        let was = [row("a", 1, ""), row("gone", 2, ""), row("b", 3, ""), row("last", 4, "")];
        let now = [row("new", 9, ""), row("a", 1, "another reason"), row("b", 5, "")];
        let told: Vec<String> = compare(&was, &now)
            .iter()
            .map(|change| match change {
                Change::Same(row) => format!("={}", row.path),
                Change::Changed { was, now } => {
                    format!("{} {:?}>{:?}", now.path, was.value, now.value)
                }
                Change::Added(row) => format!("+{}", row.path),
                Change::Removed(row) => format!("-{}", row.path),
            })
            .collect();
        assert_eq!(told, ["+new", "=a", "-gone", "b Number(3)>Number(5)", "-last"]);
    }

    #[test]
    fn a_version_does_not_differ_from_itself() {
        let rows = [row("a", 1, ""), row("b", 2, "")];
        assert!(compare(&rows, &rows).iter().all(|change| !change.is_change()));
        assert_eq!(compare(&rows, &[]).len(), 2, "everything is gone");
    }
}
