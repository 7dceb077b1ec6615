//! The life of a matter: every journal entry about it, in words.

use jiff::Timestamp;
use jiff::civil::Date;
use platform::journal::life::Lived;
use platform::web::component::TimelineEntry;
use platform::web::{Tone, View};
use serde_json::Value;

use super::facts::Facts;
use crate::model::charter::Told;
use crate::model::{ClockKind, PhotoGround, RequestKind};
use crate::store::note::Note;

/// Which entries are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// All the viewer may see.
    All,
    /// What the reporter and the public read too.
    Outward,
    /// What only those who handle it read.
    Inward,
}

impl Part {
    /// The part an address names.
    pub fn from_word(word: &str) -> Self {
        match word {
            "outward" => Self::Outward,
            "inward" => Self::Inward,
            _ => Self::All,
        }
    }
}

/// An entry that the viewer may know of.
pub(crate) struct Shown<'f> {
    facts: &'f Facts,
    kind: Kind,
    lived: &'f Lived,
    note: Option<&'f Note>,
    body: Value,
    /// Whether the reporter and the public read it too.
    pub outward: bool,
}

/// The entries, newest first. Shielded viewers get days instead of times, nothing of looks at the
/// reporter, and notes only as far as [`Facts`] kept them.
pub(crate) fn shown(facts: &Facts, part: Part) -> impl Iterator<Item = Shown<'_>> {
    facts.life.iter().rev().filter_map(move |lived| {
        let entry = &lived.entry;
        let kind = Kind::of(&entry.kind)?;
        if !facts.knows_reporter && kind.hidden_from_shielded {
            return None;
        }
        let body: Value = serde_json::from_str(&entry.body).unwrap_or_default();
        let note = note_id(&body).and_then(|id| facts.notes.iter().find(|note| note.id == id));
        let outward = note.map_or(kind.outward, |note| note.outward);
        let wanted = match part {
            Part::All => true,
            Part::Outward => outward,
            Part::Inward => !outward,
        };
        wanted.then_some(Shown { facts, kind, lived, note, body, outward })
    })
}

/// The entries as a page draws them.
pub(crate) fn timeline(view: &View, facts: &Facts, part: Part) -> Vec<TimelineEntry> {
    shown(facts, part).map(|one| one.drawn(view)).collect()
}

impl Shown<'_> {
    /// What happened: the kind of the journal's entry.
    pub fn kind(&self) -> &str {
        &self.lived.entry.kind
    }

    /// When, in the zone of `view`; the day alone is for everybody.
    pub fn day(&self, view: &View) -> Option<Date> {
        let at = Timestamp::from_microsecond(self.lived.entry.at).ok()?;
        Some(view.local(at).date())
    }

    /// In words.
    pub fn drawn(&self, view: &View) -> TimelineEntry {
        let (entry, facts, kind) = (&self.lived.entry, self.facts, &self.kind);
        let at = Timestamp::from_microsecond(entry.at).ok();
        let day = self.day(view).map(|day| view.short_day(day)).unwrap_or_default();
        TimelineEntry {
            picture: kind.picture,
            tone: kind.tone,
            title: view.t(&format!("matter-life-{}", kind.word)).into_owned(),
            who: facts.doers.get(&entry.id).cloned().unwrap_or_default(),
            at: if facts.shielded { None } else { at },
            day: if facts.shielded { day } else { String::new() },
            quote: self.note.map(|note| note.words.clone()).unwrap_or_default(),
            detail: detail(view, facts, kind.word, &self.body),
        }
    }
}

/// How a kind of entry is shown.
struct Kind {
    word: &'static str,
    picture: &'static str,
    tone: Tone,
    outward: bool,
    hidden_from_shielded: bool,
}

impl Kind {
    fn of(kind: &str) -> Option<Self> {
        let shown = |word, picture, tone, outward| {
            Some(Self { word, picture, tone, outward, hidden_from_shielded: false })
        };
        match kind {
            "matter.raised" => shown("raised", "g-new", Tone::Idle, true),
            "matter.imported" => shown("imported", "i-table-import", Tone::Idle, true),
            "matter.changed_at_source" => {
                shown("changed-at-source", "i-table-import", Tone::Idle, true)
            }
            "matter.joined" => shown("joined", "i-users", Tone::Idle, true),
            "matter.dispatched" => shown("dispatched", "i-arrow-right", Tone::Idle, true),
            "matter.declined" => shown("declined", "g-no", Tone::Idle, true),
            "matter.signed" => shown("signed", "g-sign", Tone::Work, true),
            "matter.contacted" => shown("contacted", "i-phone", Tone::Idle, false),
            "matter.progressed" => shown("progressed", "g-work", Tone::Work, false),
            "matter.requested" => shown("requested", "i-scale", Tone::Warn, false),
            "matter.ruled" => shown("ruled", "i-scale", Tone::Idle, false),
            "matter.resumed" => shown("resumed", "g-work", Tone::Work, true),
            "matter.appealed" => shown("appealed", "g-back", Tone::Warn, true),
            "matter.reported" => shown("reported", "i-arrow-right", Tone::Work, false),
            "matter.completed" => shown("completed", "g-call", Tone::Ok, true),
            "matter.called_back" => shown("called-back", "i-phone", Tone::Idle, false),
            "matter.rated" => shown("rated", "g-done", Tone::Ok, true),
            "matter.reopened" => shown("reopened", "g-back", Tone::Warn, true),
            "matter.supplemented" => shown("supplemented", "i-message-2", Tone::Idle, false),
            "matter.photo_released" => shown("photo-released", "i-photo", Tone::Idle, false),
            "matter.photo_withheld" => Some(Self {
                word: "photo-withheld",
                picture: "i-photo",
                tone: Tone::Idle,
                outward: false,
                hidden_from_shielded: true,
            }),
            "matter.urged" => shown("urged", "i-bell", Tone::Warn, true),
            "matter.escalated" => shown("escalated", "i-bell", Tone::Late, false),
            "matter.supervised" => shown("supervised", "i-eye", Tone::Warn, false),
            "matter.supervision_answered" => {
                shown("supervision-answered", "i-message-2", Tone::Work, false)
            }
            "matter.supervision_ended" => {
                shown("supervision-ended", "i-eye-check", Tone::Idle, false)
            }
            "matter.merged" => shown("merged", "i-arrow-merge", Tone::Idle, true),
            "matter.gathered" => shown("gathered", "i-arrow-merge", Tone::Idle, false),
            "matter.split" => shown("split", "i-arrows-split", Tone::Idle, true),
            "matter.parted" => shown("parted", "i-arrows-split", Tone::Idle, false),
            "matter.answered_with" => shown("answered-with", "g-call", Tone::Ok, true),
            "matter.bulletin_published" => {
                shown("bulletin-published", "i-speakerphone", Tone::Idle, true)
            }
            "matter.bulletin_withdrawn" => {
                shown("bulletin-withdrawn", "i-speakerphone", Tone::Idle, true)
            }
            "matter.withdrawn" => shown("withdrawn", "g-back", Tone::Idle, true),
            "whistle.blown" => shown("whistle-blown", "g-whis", Tone::Whistle, true),
            "whistle.opened" => shown("whistle-opened", "i-eye", Tone::Idle, false),
            "whistle.handed_over" => shown("whistle-handed-over", "i-printer", Tone::Idle, false),
            "whistle.reported_in" => shown("whistle-reported-in", "g-work", Tone::Whistle, true),
            "whistle.part_done" => shown("whistle-part-done", "g-done", Tone::Ok, false),
            "whistle.refused" => shown("whistle-refused", "i-scale", Tone::Warn, false),
            "whistle.ruled" => shown("whistle-ruled", "i-scale", Tone::Idle, false),
            "whistle.meeting_asked" => shown("whistle-meeting", "i-users", Tone::Talk, false),
            "whistle.ended" => shown("whistle-ended", "g-done", Tone::Idle, false),
            "whistle.recalled" => shown("whistle-recalled", "g-back", Tone::Idle, false),
            "whistle.rated" => shown("whistle-rated", "g-done", Tone::Idle, false),
            "whistle.judged" => shown("whistle-judged", "g-done", Tone::Idle, false),
            "matter.words_erased" => Some(Self {
                word: "words-erased",
                picture: "i-shield-lock",
                tone: Tone::Idle,
                outward: false,
                hidden_from_shielded: true,
            }),
            "matter.closed_in_silence" => shown("closed-in-silence", "g-done", Tone::Ok, true),
            "person.revealed" => Some(Self {
                word: "revealed",
                picture: "i-shield-lock",
                tone: Tone::Idle,
                outward: false,
                hidden_from_shielded: true,
            }),
            _ => None,
        }
    }
}

/// The note an entry proves.
fn note_id(body: &Value) -> Option<i64> {
    ["note", "reply", "sentence", "explanation", "reason"]
        .iter()
        .find_map(|field| body.get(field)?.get("id")?.as_i64())
}

/// What else an entry says.
fn detail(view: &View, facts: &Facts, word: &str, body: &Value) -> String {
    match word {
        "dispatched" => {
            let ids = body.get("parts").and_then(Value::as_array);
            let bodies = ids.into_iter().flatten().filter_map(|part| part.get(0)?.as_i64());
            let names: Vec<&str> = bodies.map(|id| facts.name(kernel::BodyId(id))).collect();
            names.join(view.t("list-comma").as_ref())
        }
        "supervised" => supervised(view, facts, body),
        "escalated" => escalated(view, body),
        "whistle-blown" => {
            let ids = body.get("parts").and_then(Value::as_array);
            let bodies = ids.into_iter().flatten().filter_map(|part| part.get(0)?.as_i64());
            let names: Vec<&str> = bodies.map(|id| facts.name(kernel::BodyId(id))).collect();
            names.join(view.t("list-comma").as_ref())
        }
        "whistle-ended" | "whistle-recalled" | "whistle-meeting" => String::new(),
        of_a_call if of_a_call.starts_with("whistle-") => {
            let id = body.get("body").and_then(Value::as_i64);
            id.map_or("", |id| facts.name(kernel::BodyId(id))).to_owned()
        }
        "requested" | "ruled" => asked(view, facts, body),
        "called-back" if body.get("answer").is_some_and(Value::is_null) => {
            view.t("matter-deed-missed-callback").into_owned()
        }
        "called-back" | "rated" | "imported" | "changed-at-source" => answers(view, body),
        "photo-withheld" => body
            .get("ground")
            .and_then(Value::as_str)
            .and_then(PhotoGround::from_word)
            .map(|ground| view.t(&ground.key()).into_owned())
            .unwrap_or_default(),
        "completed" | "answered-with" => body
            .get("result")
            .and_then(Value::as_str)
            .map(|result| view.t(&format!("matter-result-{result}")).into_owned())
            .unwrap_or_default(),
        "gathered" | "parted" => body
            .get("voices")
            .and_then(Value::as_i64)
            .map(|voices| view.t1("merge-voices", "n", voices))
            .unwrap_or_default(),
        "joined" => body
            .get("voices")
            .and_then(Value::as_i64)
            .map(|voices| view.t1("matter-voices", "n", voices))
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// What a request was for, on which ground, and how it was ruled.
fn asked(view: &View, facts: &Facts, body: &Value) -> String {
    let word = |field: &str| body.get(field).and_then(Value::as_str).unwrap_or_default();
    let Some(kind) = RequestKind::from_word(word("request")) else { return String::new() };
    let ground = facts.ground(view.locale.tag(), kind, word("ground"));
    let granted = body.get("granted").and_then(Value::as_bool);
    let ruled = granted.map(|granted| {
        view.t(if granted { "matter-ruling-yes" } else { "matter-ruling-no" }).into_owned()
    });
    let said = [view.t(&kind.key()).into_owned(), ground];
    said.into_iter().chain(ruled).collect::<Vec<_>>().join(" · ")
}

/// Who supervises, and by when an answer is asked for.
fn supervised(view: &View, facts: &Facts, body: &Value) -> String {
    let by = body.get("body").and_then(Value::as_i64).map(kernel::BodyId);
    let name = by.map_or("", |by| facts.name(by));
    let due = body.get("due_at").and_then(|due| due.as_str()?.parse::<Timestamp>().ok());
    let due = due.map(|due| view.t1("supervision-answer-until", "due", view.due(due)));
    let said = [Some(name.to_owned()).filter(|name| !name.is_empty()), due];
    said.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Which clock was late or close to it, and which office was told.
fn escalated(view: &View, body: &Value) -> String {
    let word = |field: &str| body.get(field).and_then(Value::as_str).unwrap_or_default();
    let clock = ClockKind::from_word(word("clock")).map(ClockKind::key);
    let told = Told::from_word(word("told")).map(|told| format!("matter-told-{}", told.word()));
    let said = clock.into_iter().chain(told).map(|key| view.t(&key).into_owned());
    said.collect::<Vec<_>>().join(" · ")
}

/// The three answers in a line.
fn answers(view: &View, body: &Value) -> String {
    let answer = body.get("answer");
    let word = |field: &str| answer.and_then(|answer| answer.get(field)?.as_str());
    let contacted = answer.and_then(|answer| answer.get("contacted")?.as_bool());
    let contacted = contacted.map(|yes| {
        view.t(if yes { "matter-contacted-yes" } else { "matter-contacted-no" }).into_owned()
    });
    let solved = word("solved").map(|word| view.t(&format!("matter-solved-{word}")).into_owned());
    let satisfied = word("satisfaction")
        .map(|word| view.t(&format!("matter-satisfaction-{word}")).into_owned());
    let said: Vec<String> = contacted.into_iter().chain(solved).chain(satisfied).collect();
    said.join(" · ")
}
