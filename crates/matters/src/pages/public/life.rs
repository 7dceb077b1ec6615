//! What happened to a matter, as the public and its reporter read it: outward entries only.

use std::collections::HashMap;

use jiff::Timestamp;
use kernel::BodyId;
use platform::journal::life::{self, Lived};
use platform::web::component::TimelineEntry;
use platform::web::{Tone, View};
use platform::{Conn, StoreError};
use serde_json::Value;

use super::row::day;
use crate::model::{Matter, RequestKind, VoiceId};
use crate::store;
use crate::store::note::Note;

/// Entries on one page; a matter rarely has a tenth of it.
const MOST: i64 = 500;

/// The outward life of a matter with everything its words need.
#[derive(Debug, Clone)]
pub(super) struct Life {
    entries: Vec<Lived>,
    notes: HashMap<i64, Note>,
    names: HashMap<BodyId, String>,
}

impl Life {
    /// Reads it in three queries. The caller has loaded the matter by right.
    pub fn load(conn: &mut Conn, matter: &Matter) -> Result<Self, StoreError> {
        let entries = life::list(conn, matter.subject(), MOST)?;
        let notes = store::note::list(conn, matter.id, false)?;
        let bodies: Vec<BodyId> = entries
            .iter()
            .flat_map(|lived| bodies(&body(lived)))
            .chain(notes.iter().filter_map(|note| note.body))
            .collect();
        let names = registry::store::name::of_bodies(conn, &bodies)?;
        Ok(Self { entries, notes: notes.into_iter().map(|note| (note.id, note)).collect(), names })
    }

    /// The entries, newest first. `own` is the voice of the reporter who reads by query code; everybody
    /// else, those who joined included, gets days in place of times, and nothing that only concerns the reporter.
    pub fn told(&self, v: &View, own: Option<VoiceId>) -> Vec<TimelineEntry> {
        let mut told: Vec<TimelineEntry> = Vec::new();
        let mut joined: Option<(Timestamp, i64)> = None;
        for lived in &self.entries {
            let Ok(at) = Timestamp::from_microsecond(lived.entry.at) else { continue };
            if lived.entry.kind == "matter.joined" {
                joined = Some((at, joined.map_or(0, |(_, count)| count) + 1));
                continue;
            }
            let entry = self.entry(v, lived, own);
            if entry.is_some() {
                told.extend(joined.take().map(|(at, count)| met(v, at, count, own)));
            }
            told.extend(entry.map(|entry| dated(v, entry, at, own)));
        }
        told.extend(joined.map(|(at, count)| met(v, at, count, own)));
        told.reverse();
        told
    }

    fn entry(&self, v: &View, lived: &Lived, own: Option<VoiceId>) -> Option<TimelineEntry> {
        let body = body(lived);
        let (word, picture, tone) = match lived.entry.kind.as_str() {
            "matter.raised" => ("raised", "i-check", Tone::Idle),
            "matter.dispatched" => ("dispatched", "i-arrow-right", Tone::Idle),
            "matter.declined" => ("declined", "g-no", Tone::Idle),
            "matter.signed" => ("signed", "g-sign", Tone::Work),
            "matter.contacted" if own.is_some() => ("contacted", "i-phone", Tone::Idle),
            "matter.progressed" if body.get("outward")?.as_bool()? => {
                ("progressed", "g-work", Tone::Work)
            }
            "matter.ruled" if body.get("granted")?.as_bool()? => {
                match RequestKind::from_word(body.get("request")?.as_str()?)? {
                    RequestKind::Objection => ("returned", "g-back", Tone::Idle),
                    RequestKind::Extension => ("extended", "i-clock", Tone::Warn),
                    RequestKind::Parking => ("parked", "g-park", Tone::Idle),
                }
            }
            "matter.resumed" => ("resumed", "g-work", Tone::Work),
            "matter.appealed" => ("appealed", "g-back", Tone::Warn),
            "matter.completed" => ("completed", "g-call", Tone::Ok),
            "matter.called_back" if own.is_some() => ("called-back", "i-phone", Tone::Idle),
            "matter.rated" if is_own(&body, own) => ("rated", "g-done", Tone::Ok),
            "matter.reopened" => ("reopened", "g-back", Tone::Warn),
            "matter.supplemented" if own.is_some() => {
                ("supplemented", "i-message-plus", Tone::Idle)
            }
            "matter.urged" => ("urged", "i-bell-ringing", Tone::Idle),
            "matter.merged" => ("merged", "i-arrow-merge", Tone::Idle),
            "matter.split" => ("split", "i-arrows-split", Tone::Idle),
            "whistle.blown" => ("whistled", "g-whis", Tone::Whistle),
            "whistle.reported_in" => ("department-came", "g-work", Tone::Whistle),
            "whistle.part_done" => ("department-done", "g-done", Tone::Ok),
            "whistle.ruled" if body.get("excused")?.as_bool()? => {
                ("department-excused", "i-scale", Tone::Idle)
            }
            "matter.bulletin_published" => ("bulletin-published", "i-speakerphone", Tone::Idle),
            "matter.withdrawn" if body.get("ended")?.as_bool()? => {
                ("withdrawn", "g-back", Tone::Idle)
            }
            "matter.words_erased" if own.is_some() => ("words-erased", "i-shield-lock", Tone::Idle),
            "matter.closed_in_silence" => ("closed-in-silence", "g-done", Tone::Ok),
            _ => return None,
        };
        let note = note_id(&body).and_then(|id| self.notes.get(&id));
        let names: Vec<&str> =
            bodies(&body).iter().filter_map(|id| Some(self.names.get(id)?.as_str())).collect();
        Some(TimelineEntry {
            picture,
            tone,
            title: v.t(&format!("public-life-{word}")).into_owned(),
            who: names.join(v.t("list-comma").as_ref()),
            quote: note.map(|note| note.words.clone()).unwrap_or_default(),
            detail: detail(v, word, &body),
            ..TimelineEntry::default()
        })
    }
}

fn body(lived: &Lived) -> Value {
    serde_json::from_str(&lived.entry.body).unwrap_or_default()
}

/// The bodies an entry names.
fn bodies(body: &Value) -> Vec<BodyId> {
    let parts = body.get("parts").and_then(Value::as_array).into_iter().flatten();
    let of_parts = parts.filter_map(|part| part.get(0)?.as_i64());
    body.get("body").and_then(Value::as_i64).into_iter().chain(of_parts).map(BodyId).collect()
}

/// The note whose hash an entry holds.
fn note_id(body: &Value) -> Option<i64> {
    ["note", "reply", "sentence", "explanation", "reason"]
        .iter()
        .find_map(|field| body.get(field)?.get("id")?.as_i64())
}

fn is_own(body: &Value, own: Option<VoiceId>) -> bool {
    let voice = body.get("voice").and_then(Value::as_i64).map(VoiceId::from);
    own.is_some() && voice == own
}

/// What an entry says besides: the result, or the reporter's own answers.
fn detail(v: &View, word: &str, body: &Value) -> String {
    let said = |of: &Value, field: &str, prefix: &str| {
        let word = of.get(field).and_then(Value::as_str)?;
        Some(v.t(&format!("{prefix}-{word}")).into_owned())
    };
    match word {
        "completed" => said(body, "result", "matter-result").unwrap_or_default(),
        "rated" => {
            let answer = body.get("answer").unwrap_or(&Value::Null);
            let solved = said(answer, "solved", "matter-solved");
            let satisfied = said(answer, "satisfaction", "matter-satisfaction");
            solved.into_iter().chain(satisfied).collect::<Vec<_>>().join(" · ")
        }
        _ => String::new(),
    }
}

/// Voices that joined one after the other, as one entry.
fn met(v: &View, at: Timestamp, count: i64, own: Option<VoiceId>) -> TimelineEntry {
    let title = v.t1("public-life-joined", "n", count);
    let entry = TimelineEntry { picture: "i-users", title, ..TimelineEntry::default() };
    dated(v, entry, at, own)
}

fn dated(v: &View, entry: TimelineEntry, at: Timestamp, own: Option<VoiceId>) -> TimelineEntry {
    match own {
        Some(_) => TimelineEntry { at: Some(at), ..entry },
        None => TimelineEntry { day: day(v, at), ..entry },
    }
}
