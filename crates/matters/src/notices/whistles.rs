//! To whom the events of a whistle are news: the departments it calls, whoever blew it and waits
//! for them, and whoever rules between the two. They stand on the matter's record and point at the
//! whistle, which a department may open without seeing the matter.

use std::collections::HashMap;

use kernel::{BodyId, Hours, Subject, SubjectKind};
use platform::journal::Entry;
use platform::notice::{Announcer, News};
use platform::todo::{self, Todo};
use platform::{Actor, Conn, StoreError, World};
use serde_json::Value;

use crate::model::Whistle;
use crate::permissions;
use crate::store::Sight;
use crate::store::whistle::{self, list::Reach};

/// Tells of whistles.
#[derive(Debug, Default, Clone, Copy)]
pub struct WhistleNotices;

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whom {
    /// Whoever a to-do of this kind about the whistle waits for.
    Owes(&'static str),
    /// The body that whistled.
    Whistler,
    /// The body that the event names.
    Named,
    /// All the bodies that the event names.
    Listed,
}

/// What an event is to others: the word of the notice, and who is told.
pub(super) fn told(kind: &str, body: &Value) -> Option<(&'static str, &'static [Whom])> {
    match kind {
        "whistle.blown" => Some(("whistle-blown", &[Whom::Owes("whistle-report-in")])),
        "whistle.reported_in" => Some(("whistle-reported-in", &[Whom::Whistler])),
        "whistle.part_done" => Some(("whistle-part-done", &[Whom::Whistler])),
        "whistle.refused" => {
            Some(("whistle-refused", &[Whom::Owes("whistle-rule"), Whom::Whistler]))
        }
        "whistle.ruled" if body["excused"] == true => {
            Some(("whistle-excused", &[Whom::Named, Whom::Whistler]))
        }
        "whistle.ruled" => Some(("whistle-insisted", &[Whom::Named, Whom::Whistler])),
        "whistle.ended" => Some(("whistle-ended", &[Whom::Owes("whistle-judge")])),
        "whistle.recalled" => {
            Some(("whistle-recalled", &[Whom::Owes("whistle-judge"), Whom::Whistler]))
        }
        "matter.escalated" => Some(("whistle-escalated", &[Whom::Named])),
        "whistle.meeting_asked" => Some(("whistle-meeting", &[Whom::Listed])),
        _ => None,
    }
}

impl Announcer for WhistleNotices {
    fn kind(&self) -> SubjectKind {
        SubjectKind::Whistle
    }

    fn recorded_on(&self) -> SubjectKind {
        SubjectKind::Matter
    }

    fn news(&self, conn: &mut Conn, entries: &[&Entry]) -> Result<Vec<News>, StoreError> {
        let told: Vec<Told> = entries.iter().filter_map(|entry| Told::of(entry)).collect();
        if told.is_empty() {
            return Ok(Vec::new());
        }
        let numbers: Vec<&str> = told.iter().filter_map(Told::number).collect();
        let whistles: HashMap<String, Whistle> = whistle::list_numbered(conn, &numbers)?
            .into_iter()
            .map(|one| (one.number.to_string(), one))
            .collect();
        let subjects: Vec<Subject> = whistles.values().map(Whistle::subject).collect();
        let todos = todo::waiting(conn, &subjects)?;
        let of = |one: &Told| {
            let whistle = one.number().and_then(|number| whistles.get(number));
            whistle.map_or_else(Vec::new, |whistle| one.news(whistle, &todos))
        };
        Ok(told.iter().flat_map(of).collect())
    }

    fn seen(&self, conn: &mut Conn, actor: &Actor, ids: &[i64]) -> Result<Vec<i64>, StoreError> {
        let sight = Sight::within(actor.scope(&permissions::SEE_WHISTLES), actor);
        let own: Vec<BodyId> = actor.bodies().collect();
        whistle::list::seen(conn, Reach { sight: &sight, own: &own }, ids)
    }

    fn hours(
        &self,
        conn: &mut Conn,
        world: &World,
        ids: &[i64],
    ) -> Result<HashMap<i64, Hours>, StoreError> {
        let charters = whistle::charters(conn, ids)?;
        super::hours::by_charter(conn, world, &charters)
    }
}

/// An entry that is news to somebody.
struct Told {
    entry: i64,
    word: &'static str,
    whom: &'static [Whom],
    body: Value,
}

impl Told {
    fn of(entry: &Entry) -> Option<Self> {
        let body: Value = serde_json::from_str(&entry.body).unwrap_or_default();
        let (word, whom) = told(&entry.kind, &body)?;
        Some(Self { entry: entry.id, word, whom, body })
    }

    /// The number of the whistle it is about.
    fn number(&self) -> Option<&str> {
        self.body["number"].as_str()
    }

    fn news(&self, whistle: &Whistle, todos: &[Todo]) -> Vec<News> {
        let about = whistle.subject();
        let to = |body, post| News { entry: self.entry, about, word: self.word, body, post };
        let bodies = |whom: &Whom| -> Vec<News> {
            match whom {
                Whom::Owes(kind) => {
                    let owed = todos.iter().filter(|todo| todo.subject == about);
                    let owed = owed.filter(|todo| todo.kind == *kind);
                    owed.map(|todo| to(todo.body, todo.post)).collect()
                }
                Whom::Whistler => vec![to(whistle.body, None)],
                Whom::Named => body_in(&self.body["body"]).map(|body| to(body, None)).collect(),
                Whom::Listed => {
                    let listed = self.body["bodies"].as_array().into_iter().flatten();
                    listed.flat_map(body_in).map(|body| to(body, None)).collect()
                }
            }
        };
        self.whom.iter().flat_map(bodies).collect()
    }
}

fn body_in(value: &Value) -> impl Iterator<Item = BodyId> + use<> {
    value.as_i64().map(BodyId).into_iter()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::json;

    use super::*;
    use crate::model::{MatterNumber, Venue, WhistleNumber, WhistleState};

    fn whistle() -> Whistle {
        let matter: MatterNumber = "LG-24-7K3MQ9".parse().unwrap();
        Whistle {
            id: 7.into(),
            number: WhistleNumber::of(&matter, 1),
            matter: 6.into(),
            at: kernel::Whereabouts { district: 1.into(), street: None, building: None },
            is_shared: true,
            body: BodyId(1),
            kind: "demand".to_owned(),
            state: WhistleState::Open,
            venue: Venue::OnSite,
            spot: None,
            come_at: None,
            tried: 0,
            ending: None,
            meeting_asked_at: None,
            charter_version: 1,
            month: 2024 * 100 + 2,
            raised_at: Timestamp::UNIX_EPOCH,
            ended_at: None,
        }
    }

    #[test]
    fn each_side_is_told_what_it_waited_for_and_points_at_the_whistle() {
        let whistle = whistle();
        let todo = |kind: &str, body: i64| Todo {
            id: body,
            subject: whistle.subject(),
            kind: kind.to_owned(),
            body: BodyId(body),
            post: None,
            why: String::new(),
            due_at: None,
            opened_at: Timestamp::UNIX_EPOCH,
        };
        let todos = [todo("whistle-report-in", 2), todo("whistle-rule", 3)];
        let body = json!({ "body": 2, "excused": true, "bodies": [2, 4] });
        for (kind, bodies) in [
            ("whistle.blown", vec![2]),
            ("whistle.reported_in", vec![1]),
            ("whistle.refused", vec![3, 1]),
            ("whistle.ruled", vec![2, 1]),
            ("whistle.ended", vec![]),
            ("whistle.recalled", vec![1]),
            ("whistle.meeting_asked", vec![2, 4]),
        ] {
            let (word, whom) = told(kind, &body).unwrap();
            let one = Told { entry: 5, word, whom, body: body.clone() };
            let news = one.news(&whistle, &todos);
            assert!(news.iter().all(|news| news.about == whistle.subject()));
            assert_eq!(news.iter().map(|one| one.body.0).collect::<Vec<_>>(), bodies, "{kind}");
        }
    }
}
