//! One row of a ledger read as an order, and what contradicts itself in it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use platform::ledger::finding::Problem;
use platform::ledger::{Ledger, Row};

use crate::model::order::{Answers, Order, SourceState, Stage};
use crate::model::{Satisfaction, Solved};
use crate::rules::{lexicon, text};

/// What rows are read by.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// The ledger the rows were read as.
    pub ledger: &'a Ledger,
    /// The zone that makes instants of what clocks on the wall showed.
    pub zone: &'a TimeZone,
    /// The present moment: nothing was raised after it.
    pub now: Timestamp,
    /// Whether an order that says nothing of its state counts as ended.
    pub ended_when_silent: bool,
}

/// A problem and the key of the column it stands in.
pub type Placed = (&'static str, Problem);

/// Columns that are kept in a shape of their own; all others are details.
const SHAPED: [&str; 5] = ["number", "title", "content", "caller", "caller_contact"];

impl Reader<'_> {
    /// The order a sound row carries, with what is wrong with it: warnings, or errors that forbid
    /// taking it in.
    ///
    /// `None` only when a required value is missing, which the ledger has told already.
    #[must_use]
    pub fn read(&self, row: &Row) -> (Option<Order>, Vec<Placed>) {
        let mut problems = Vec::new();
        let (Some(number), Some(raised)) =
            (self.text(row, "number"), self.moment(row, "raised_at"))
        else {
            return (None, problems);
        };
        let raised_at = self.instant(raised);
        if raised_at > self.now {
            problems.push(("raised_at", Problem::error("order-cell-in-the-future")));
        }
        let closed_at = self.moment(row, "closed_at").map(|at| self.instant(at));
        if closed_at.is_some_and(|closed| closed < raised_at) {
            problems.push(("closed_at", Problem::error("order-cell-closed-before-raised")));
        }
        let said = SourceState {
            stage: self.stage(row, closed_at, &mut problems),
            closed_at,
            answers: self.answers(row),
        };
        let filled = |key| self.text(row, key).unwrap_or_default();
        let order = Order {
            row: row.number,
            number,
            title: filled("title"),
            content: filled("content"),
            raised_at,
            said,
            category: self.category(row),
            place: filled("place"),
            street: filled("street"),
            caller: filled("caller"),
            contact: filled("caller_contact"),
            details: self.details(row),
        };
        (Some(order), problems)
    }

    fn text(&self, row: &Row, key: &str) -> Option<String> {
        let value = row.values.get(self.ledger.position(key)?)?.as_ref()?;
        value.as_str().map(str::to_owned)
    }

    fn moment(&self, row: &Row, key: &str) -> Option<DateTime> {
        row.values.get(self.ledger.position(key)?)?.as_ref()?.as_date_time()
    }

    fn instant(&self, wall: DateTime) -> Timestamp {
        // Years are bounded by the ledger, so every wall time has an instant.
        wall.to_zoned(self.zone.clone()).map_or(Timestamp::MIN, |zoned| zoned.timestamp())
    }

    /// What the state says decides; where it says nothing known, whether the order was closed.
    fn stage(&self, row: &Row, closed_at: Option<Timestamp>, problems: &mut Vec<Placed>) -> Stage {
        let said = self.text(row, "state");
        if let Some(stage) = said.as_deref().and_then(stage_of) {
            return stage;
        }
        if closed_at.is_some() {
            return Stage::Ended;
        }
        if said.is_some() {
            problems.push(("state", Problem::warning("order-cell-state-unknown")));
            return Stage::Open;
        }
        if self.ended_when_silent { Stage::Ended } else { Stage::Open }
    }

    fn answers(&self, row: &Row) -> Answers {
        let solved = self.text(row, "solved");
        let satisfied = self.text(row, "satisfied");
        Answers {
            contacted: self.text(row, "contacted").map(|word| word == "yes"),
            solved: solved.as_deref().and_then(Solved::from_word),
            satisfaction: satisfied.as_deref().and_then(|word| match word {
                "unrated" => Some(Satisfaction::None),
                word => Satisfaction::from_word(word),
            }),
        }
    }

    /// The three levels, from columns of their own or from one with arrows between them.
    fn category(&self, row: &Row) -> Vec<String> {
        let levels = ["category_1", "category_2", "category_3"];
        let own: Vec<String> = levels.iter().filter_map(|key| self.text(row, key)).collect();
        if !own.is_empty() {
            return own;
        }
        let joined = self.text(row, "category").unwrap_or_default();
        let parts =
            joined.split(['>', '/', '\\', '|', '\u{2192}', '\u{ff1e}', '\u{203a}', '\u{00bb}']);
        let parts = parts.map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()));
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    fn details(&self, row: &Row) -> BTreeMap<String, String> {
        let columns = self.ledger.columns.iter().zip(&row.values);
        columns
            .filter(|(column, _)| !SHAPED.contains(&column.key.as_str()))
            .filter_map(|(column, value)| {
                let value = value.as_ref()?;
                let kept = value.as_str().map_or_else(|| value.shown(column), str::to_owned);
                Some((column.key.clone(), kept))
            })
            .collect()
    }
}

/// How far a state in the source's words has come; `None` for words nobody knows.
#[must_use]
pub fn stage_of(state: &str) -> Option<Stage> {
    let folded = text::fold(state);
    [("order_open", Stage::Open), ("order_handled", Stage::Handled), ("order_ended", Stage::Ended)]
        .into_iter()
        .find(|(section, _)| lexicon::holds_one(&folded, section))
        .map(|(_, stage)| stage)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::tz::offset;
    use platform::ledger::Severity;
    use platform::ledger::{Reading, read};
    use proptest::prelude::*;

    use super::*;
    use crate::rules::orders::{ledger, repeating};

    fn orders(csv: &str, ended_when_silent: bool) -> Vec<(Option<Order>, Vec<Placed>)> {
        let zone = TimeZone::fixed(offset(8));
        let now = date(2024, 3, 1).at(0, 0, 0, 0).to_zoned(zone.clone()).unwrap().timestamp();
        let reader = Reader { ledger: ledger(), zone: &zone, now, ended_when_silent };
        let preview = read(csv.as_bytes(), ledger(), &Reading::default()).unwrap();
        preview.rows.iter().map(|row| reader.read(row)).collect()
    }

    #[test]
    fn a_row_is_read_with_its_answers_and_levels() {
        let csv = "工单编号,主要内容,来电时间,办结时间,问题分类,是否联系,是否解决,是否满意,来电人,联系电话,备注\n\
                   A1,电梯停了,2024-01-02 08:00,2024-01-03 09:00,住房城乡建设->物业管理->电梯,是,部分解决,未评价,王某,13900000000,急\n";
        let (order, problems) = orders(csv, false).remove(0);
        let order = order.unwrap();
        assert!(problems.is_empty());
        assert_eq!(order.raised_at, "2024-01-02T00:00:00Z".parse().unwrap());
        assert_eq!(order.said.stage, Stage::Ended, "it was closed");
        assert_eq!(order.category, ["住房城乡建设", "物业管理", "电梯"]);
        assert_eq!(order.said.answers.contacted, Some(true));
        assert_eq!(order.said.answers.solved, Some(Solved::Partly));
        assert_eq!(order.said.answers.satisfaction, Some(Satisfaction::None));
        assert_eq!(order.details["remark"], "急");
        let kept: Vec<&String> = order.details.values().collect();
        assert!(!kept.iter().any(|value| value.contains("王某") || value.contains("139")));
    }

    #[test]
    fn times_that_cannot_be_are_errors_at_their_cell() {
        let csv = "工单编号,主要内容,来电时间,办结时间\n\
                   A1,一,2024-03-02 08:00,\n\
                   A2,二,2024-02-02 08:00,2024-02-01 08:00\n";
        let found: Vec<Placed> =
            orders(csv, false).into_iter().flat_map(|(_, problems)| problems).collect();
        let found: Vec<(&str, &str)> =
            found.iter().map(|(column, problem)| (*column, problem.key)).collect();
        assert_eq!(
            found,
            [
                ("raised_at", "order-cell-in-the-future"),
                ("closed_at", "order-cell-closed-before-raised")
            ]
        );
    }

    #[test]
    fn states_are_read_as_people_write_them() {
        for (state, stage) in [
            ("办理中", Some(Stage::Open)),
            ("未办结", Some(Stage::Open)),
            ("待签收", Some(Stage::Open)),
            ("已办结（待回访）", Some(Stage::Handled)),
            ("已办结", Some(Stage::Ended)),
            ("回访完成", Some(Stage::Ended)),
            ("已结案", Some(Stage::Ended)),
            ("Closed (Duplicate)", Some(Stage::Ended)),
            ("New", Some(Stage::Open)),
            ("乱码", None),
        ] {
            assert_eq!(stage_of(state), stage, "{state}");
        }
    }

    proptest! {
        #[test]
        fn no_cells_make_it_stumble(
            rows in proptest::collection::vec(proptest::collection::vec("[^\r\n]{0,16}", 6), 0..8),
            silent in any::<bool>(),
        ) {
            let head = "工单编号,主要内容,来电时间,办结时间,工单状态,问题分类\n";
            let lines: Vec<String> = rows.iter().map(|cells| cells.join(",")).collect();
            let csv = format!("{head}{}\n", lines.join("\n"));
            let zone = TimeZone::fixed(offset(8));
            let now = Timestamp::UNIX_EPOCH;
            let reader = Reader { ledger: ledger(), zone: &zone, now, ended_when_silent: silent };
            if let Ok(preview) = read(csv.as_bytes(), ledger(), &Reading::default()) {
                let orders = preview.rows.iter().filter_map(|row| reader.read(row).0);
                let (kept, contradicting) = repeating::merge(orders.collect());
                prop_assert!(kept.len() + contradicting.len() <= preview.rows.len());
            }
        }
    }

    #[test]
    fn silence_about_the_state_counts_as_it_was_chosen() {
        let csv = "工单编号,主要内容,来电时间,工单状态\nA1,一,2024-01-02,\nA2,二,2024-01-02,其他\n";
        let stages = |ended: bool| -> Vec<Stage> {
            orders(csv, ended).into_iter().map(|(order, _)| order.unwrap().said.stage).collect()
        };
        assert_eq!(stages(false), [Stage::Open, Stage::Open]);
        assert_eq!(stages(true), [Stage::Ended, Stage::Open], "a word nobody knows is not silence");
        let (_, problems) = orders(csv, false).remove(1);
        assert_eq!(problems[0].1.severity, Severity::Warning);
    }
}
