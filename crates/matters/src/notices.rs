//! To whom the events of a matter are news: whoever owes the next move because of them, and the
//! bodies that were waiting for an answer. What only adds to the record (a signature, a note, an
//! imported ledger of thousands) is none. Of whistles on a matter's record [`whistles`] tells.
//!
//! The reporter reads the same on the follow page. Source: FEATURES F-K1, UX §1.8.

use std::collections::HashMap;

use kernel::{BodyId, Hours, Subject, SubjectKind};
use platform::journal::Entry;
use platform::notice::{Announcer, News};
use platform::todo::{self, Todo};
use platform::{Actor, Conn, StoreError, World};
use serde_json::Value;

mod hours;
mod whistles;

pub use whistles::WhistleNotices;

use crate::model::State;
use crate::store::{self, Sight};

/// Tells of matters.
#[derive(Debug, Default, Clone, Copy)]
pub struct MatterNotices;

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whom {
    /// Whoever a to-do of this kind waits for; nobody any more, if it is done meanwhile.
    Owes(&'static str),
    /// Whoever anything about the matter waits for.
    Waiting,
    /// The body that leads it.
    Lead,
    /// The body that the event names.
    Named,
}

/// What an event is to others: the word of the notice, and who is told.
fn told(kind: &str, body: &Value) -> Option<(&'static str, Whom)> {
    let is_null = |field: &str| body[field].is_null();
    match kind {
        "matter.raised" => Some(("matter-raised", Whom::Owes("matter-triage"))),
        "matter.dispatched" => Some(("matter-dispatched", Whom::Owes("matter-sign"))),
        "matter.requested" => Some(("matter-requested", Whom::Owes("matter-rule"))),
        "matter.ruled" if body["granted"] == true => Some(("matter-granted", Whom::Named)),
        "matter.ruled" => Some(("matter-refused", Whom::Named)),
        // A body that takes it up again itself knows.
        "matter.resumed" if is_null("body") => {
            Some(("matter-resumed", Whom::Owes("matter-complete")))
        }
        "matter.appealed" => Some(("matter-appealed", Whom::Waiting)),
        "matter.reported" => Some(("matter-reported", Whom::Lead)),
        "matter.completed" => Some(("matter-completed", Whom::Owes("matter-callback"))),
        "matter.called_back" if body["state"] == State::InProgress.word() => {
            Some(("matter-reopened", Whom::Owes("matter-complete")))
        }
        "matter.reopened" => Some(("matter-reopened", Whom::Owes("matter-complete"))),
        "matter.urged" => Some(("matter-urged", Whom::Waiting)),
        // Of a department that was called the whistle's own notices tell.
        "matter.escalated" if is_null("number") => Some(("matter-escalated", Whom::Named)),
        "matter.supervised" => Some(("matter-supervised", Whom::Owes("matter-answer"))),
        "matter.supervision_answered" => {
            Some(("matter-supervision-answered", Whom::Owes("matter-supervise")))
        }
        "matter.supervision_ended" => Some(("matter-supervision-ended", Whom::Lead)),
        "matter.supplemented" => Some(("matter-supplemented", Whom::Waiting)),
        "matter.withdrawn" if body["ended"] == true => Some(("matter-withdrawn", Whom::Lead)),
        "matter.merged" => Some(("matter-merged", Whom::Lead)),
        "matter.split" => Some(("matter-split", Whom::Waiting)),
        _ => None,
    }
}

impl Announcer for MatterNotices {
    fn kind(&self) -> SubjectKind {
        SubjectKind::Matter
    }

    fn news(&self, conn: &mut Conn, entries: &[&Entry]) -> Result<Vec<News>, StoreError> {
        let told: Vec<Told> = entries.iter().filter_map(|entry| Told::of(entry)).collect();
        if told.is_empty() {
            return Ok(Vec::new());
        }
        let mut ids: Vec<i64> = told.iter().map(|one| one.matter).collect();
        ids.sort_unstable();
        ids.dedup();
        let leads: HashMap<i64, BodyId> = store::matter::leads(conn, &ids)?.into_iter().collect();
        let subjects: Vec<Subject> =
            ids.iter().map(|&id| Subject::new(SubjectKind::Matter, id)).collect();
        let mut todos: HashMap<i64, Vec<Todo>> = HashMap::new();
        for todo in todo::waiting(conn, &subjects)? {
            todos.entry(todo.subject.id).or_default().push(todo);
        }
        let none = Vec::new();
        let of = |one: &Told| {
            one.news(todos.get(&one.matter).unwrap_or(&none), leads.get(&one.matter).copied())
        };
        Ok(told.iter().flat_map(of).collect())
    }

    fn seen(&self, conn: &mut Conn, actor: &Actor, ids: &[i64]) -> Result<Vec<i64>, StoreError> {
        store::matter::ids_seen(conn, &Sight::of(actor), ids)
    }

    fn hours(
        &self,
        conn: &mut Conn,
        world: &World,
        ids: &[i64],
    ) -> Result<HashMap<i64, Hours>, StoreError> {
        let charters = store::matter::charters(conn, ids)?;
        hours::by_charter(conn, world, &charters)
    }
}

/// An entry that is news to somebody.
struct Told {
    entry: i64,
    matter: i64,
    word: &'static str,
    whom: Whom,
    /// The body the event names.
    named: Option<BodyId>,
}

impl Told {
    fn of(entry: &Entry) -> Option<Self> {
        let body: Value = serde_json::from_str(&entry.body).unwrap_or_default();
        let (word, whom) = told(&entry.kind, &body)?;
        let named = body["body"].as_i64().map(BodyId);
        Some(Self { entry: entry.id, matter: entry.subject_id, word, whom, named })
    }

    fn news(&self, todos: &[Todo], lead: Option<BodyId>) -> Vec<News> {
        let about = Subject::new(SubjectKind::Matter, self.matter);
        let to = |body, post| News { entry: self.entry, about, word: self.word, body, post };
        let waiting = todos.iter().map(|todo| (todo, to(todo.body, todo.post)));
        match self.whom {
            Whom::Owes(kind) => {
                waiting.filter(|(todo, _)| todo.kind == kind).map(|(_, news)| news).collect()
            }
            Whom::Waiting => waiting.map(|(_, news)| news).collect(),
            Whom::Lead => lead.map(|body| to(body, None)).into_iter().collect(),
            Whom::Named => self.named.map(|body| to(body, None)).into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Events that are news to nobody, each for a reason.
    const NO_NEWS: [&str; 29] = [
        // The record of those who handle it.
        "matter.signed",
        "matter.contacted",
        "matter.progressed",
        "matter.photo_released",
        "matter.photo_withheld",
        // The reporter reads it on the follow page; nobody else owes anything.
        "matter.declined",
        "matter.rated",
        "matter.closed_in_silence",
        "matter.joined",
        "matter.words_erased",
        // Forty reports of one cold tower would be forty notices; the page counts them.
        "matter.gathered",
        "matter.parted",
        // The building's page and the follow pages tell it.
        "matter.bulletin_published",
        "matter.bulletin_withdrawn",
        "matter.answered_with",
        // How far a call has travelled, and what both sides thought when it was over: on the page.
        "whistle.opened",
        "whistle.handed_over",
        "whistle.rated",
        "whistle.judged",
        // Suggested, it stands on the station's desk until a person has said what it is.
        "common_need.suggested",
        "common_need.grown",
        "common_need.confirmed",
        "common_need.dismissed",
        "common_need.settled",
        // Ledgers come by the thousand; who brought one is before it.
        "matter.imported",
        "matter.changed_at_source",
        "import.staged",
        "import.applied",
        "import.discarded",
    ];

    /// Every file in which the slice declares events.
    fn events() -> String {
        let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let below = std::fs::read_dir(source.join("event")).unwrap();
        let files = below.map(|file| file.unwrap().path()).chain([source.join("event.rs")]);
        files.map(|file| std::fs::read_to_string(file).unwrap()).collect()
    }

    #[test]
    fn of_every_event_it_is_decided_to_whom_it_is_news() {
        let bodies = [
            json!({ "body": 1, "granted": true, "ended": true, "state": "in_progress" }),
            json!({ "granted": false, "ended": false, "state": "closed" }),
        ];
        let events = events();
        let kinds: Vec<&str> = events
            .split("= \"")
            .filter_map(|rest| rest.split_once('"').map(|(kind, _)| kind))
            .filter(|kind| kind.contains('.'))
            .collect();
        for slice in ["matter.", "whistle.", "import."] {
            assert!(kinds.iter().any(|kind| kind.starts_with(slice)), "{slice}: {kinds:?}");
        }
        for kind in kinds {
            let is_news = bodies
                .iter()
                .any(|body| told(kind, body).is_some() || whistles::told(kind, body).is_some());
            assert_ne!(is_news, NO_NEWS.contains(&kind), "{kind}: say to whom, or that to nobody");
        }
    }

    #[test]
    fn only_whoever_owes_the_next_move_is_told() {
        let todo = |kind: &str, body: i64| Todo {
            id: body,
            subject: Subject::new(SubjectKind::Matter, 7),
            kind: kind.to_owned(),
            body: BodyId(body),
            post: None,
            why: String::new(),
            due_at: None,
            opened_at: jiff::Timestamp::UNIX_EPOCH,
        };
        let todos = [todo("matter-sign", 1), todo("matter-complete", 2)];
        let whom = |whom, named| {
            let told = Told { entry: 5, matter: 7, word: "matter-urged", whom, named };
            let news = told.news(&todos, Some(BodyId(3)));
            news.into_iter().map(|one| one.body.0).collect::<Vec<_>>()
        };
        for (to, named, bodies) in [
            (Whom::Owes("matter-sign"), None, vec![1]),
            (Whom::Owes("matter-callback"), None, vec![]),
            (Whom::Waiting, None, vec![1, 2]),
            (Whom::Lead, None, vec![3]),
            (Whom::Named, Some(BodyId(4)), vec![4]),
            (Whom::Named, None, vec![]),
        ] {
            assert_eq!(whom(to, named), bodies, "{to:?}");
        }
    }
}
