//! One order in several rows: the hotline lists it once for the lead and once for each assistant.

use std::collections::HashMap;

use crate::model::order::Order;

/// The column by which rows of one order may differ: who leads and who assists.
const ROLE: &str = "role";
/// What the lead's row says there.
const LEAD: &str = "lead";

/// One order for each number, and the rows that contradict an earlier one, each with that
/// earlier row.
///
/// Rows of one number may differ in who handles it and in remarks; they may not differ in what
/// was said, when, or how far it has come. Which of several is kept does not depend on their
/// order in the file: the lead's row goes first, then the one whose details sort first.
#[must_use]
pub fn merge(orders: Vec<Order>) -> (Vec<Order>, Vec<(Order, u32)>) {
    let mut kept: Vec<Order> = Vec::with_capacity(orders.len());
    let mut by_number: HashMap<String, usize> = HashMap::with_capacity(orders.len());
    let mut contradicting = Vec::new();
    for order in orders {
        match by_number.get(&order.number) {
            None => {
                by_number.insert(order.number.clone(), kept.len());
                kept.push(order);
            }
            Some(&at) if is_same(&kept[at], &order) => {
                if rank(&order) < rank(&kept[at]) {
                    kept[at] = order;
                }
            }
            Some(&at) => {
                let first = kept[at].row;
                contradicting.push((order, first));
            }
        }
    }
    kept.sort_by(|a, b| (a.raised_at, &a.number).cmp(&(b.raised_at, &b.number)));
    (kept, contradicting)
}

fn is_same(one: &Order, other: &Order) -> bool {
    one.content == other.content
        && one.raised_at == other.raised_at
        && one.said == other.said
        && one.place == other.place
        && one.street == other.street
}

type Rank<'a> = (bool, Vec<(&'a String, &'a String)>, &'a str, &'a str, &'a str);

fn rank(order: &Order) -> Rank<'_> {
    let assists = order.details.get(ROLE).is_some_and(|role| role != LEAD);
    let details = order.details.iter().collect();
    (assists, details, &order.title, &order.caller, &order.contact)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::Timestamp;
    use proptest::prelude::*;

    use super::*;
    use crate::model::order::{Answers, SourceState, Stage};

    fn order(row: u32, number: &str, content: &str, role: &str) -> Order {
        Order {
            row,
            number: number.to_owned(),
            title: String::new(),
            content: content.to_owned(),
            raised_at: Timestamp::UNIX_EPOCH,
            said: SourceState { stage: Stage::Open, closed_at: None, answers: Answers::default() },
            category: Vec::new(),
            place: String::new(),
            street: String::new(),
            caller: String::new(),
            contact: String::new(),
            details: BTreeMap::from([(ROLE.to_owned(), role.to_owned())]),
        }
    }

    #[test]
    fn one_order_stands_once_and_its_lead_goes_first() {
        let (kept, contradicting) = merge(vec![
            order(2, "B", "水", "lead"),
            order(3, "A", "电梯", "assist"),
            order(4, "A", "电梯", "lead"),
            order(5, "B", "别的", "lead"),
        ]);
        let kept: Vec<(&str, &str)> = kept
            .iter()
            .map(|order| (order.number.as_str(), order.details[ROLE].as_str()))
            .collect();
        assert_eq!(kept, [("A", "lead"), ("B", "lead")]);
        let found: Vec<(u32, u32)> =
            contradicting.iter().map(|(order, first)| (order.row, *first)).collect();
        assert_eq!(found, [(5, 2)]);
    }

    proptest! {
        #[test]
        fn the_order_of_rows_changes_nothing(
            rows in proptest::collection::vec((0..4u8, 0..3u8), 0..12),
            turned in any::<proptest::sample::Index>(),
        ) {
            let orders: Vec<Order> = (1..).zip(&rows)
                .map(|(row, (number, role))| {
                    order(row, &number.to_string(), "同", &format!("r{role}"))
                })
                .collect();
            let mut other = orders.clone();
            if !other.is_empty() {
                let at = turned.index(other.len());
                other.rotate_left(at);
            }
            let bare = |orders: Vec<Order>| -> Vec<Order> {
                merge(orders).0.into_iter().map(|one| Order { row: 0, ..one }).collect()
            };
            prop_assert_eq!(bare(orders), bare(other));
        }
    }
}
