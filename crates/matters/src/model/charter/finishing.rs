//! How a matter ends: results, grounds for declining, call-back, closing, and what is written.

use kernel::TimeLimit;
use platform::charter::{Expected, Reader, Words};
use serde::{Deserialize, Serialize};

use crate::model::ResultClass;

/// A result a handler may choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultRule {
    /// The result.
    pub result: ResultClass,
    /// Its name.
    pub name: Words,
    /// Whether a matter that came to it counts as solved.
    pub solved: bool,
}

/// A ground of a catalogue, such as those for not accepting a matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Words,
    /// What the reporter is told; a draft that triage may change.
    pub reply: Words,
}

/// What the public sentence of a completion must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// Characters of substance at least: letters, Han characters and digits.
    pub least: u32,
    /// Words that alone say nothing; a sentence made of them is refused.
    pub empty_words: Vec<String>,
}

/// Call-back and closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Close {
    /// Who calls back.
    pub callback_by: CallbackBy,
    /// How long after completion the reporter may rate and reopen; then the matter closes itself.
    pub window: TimeLimit,
}

/// Who may call back. Source: UX §3 Handle; DOMAIN J-09.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallbackBy {
    /// Anybody of the station who did not handle the matter.
    AnotherPerson,
    /// Only somebody of another body than those that handled it.
    AnotherBody,
}

/// The sentences that go to the reporter, as drafts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replies {
    /// On dispatch.
    pub dispatched: Reply,
    /// When the matter joins another.
    pub merged: Reply,
    /// On completion.
    pub completed: Reply,
}

/// A sentence with places to fill, in braces: `{lead}`, `{due}`, `{category}`, `{number}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reply(Words);

/// What a reply may name.
const PLACES: [&str; 4] = ["lead", "due", "category", "number"];

impl CallbackBy {
    const ALL: [Self; 2] = [Self::AnotherPerson, Self::AnotherBody];

    /// The word that stands in charters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::AnotherPerson => "another_person",
            Self::AnotherBody => "another_body",
        }
    }
}

impl Reply {
    /// The sentence in the language of `tag` with its places filled; a place without a value
    /// stays as it is, for triage to see.
    #[must_use]
    pub fn fill(&self, tag: &str, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.0.in_language(tag).to_owned(), |sentence, (place, value)| {
            sentence.replace(&format!("{{{place}}}"), value)
        })
    }
}

pub(super) fn read_result(reader: &mut Reader<'_>, id: &str) -> Option<ResultRule> {
    let result = ResultClass::from_word(id);
    if result.is_none() {
        let words = ResultClass::ALL.iter().map(|result| result.word().to_owned());
        reader.refuse("id", Expected::OneOf(words.collect()));
    }
    let name = reader.words("name");
    let solved = reader.get("solved");
    Some(ResultRule { result: result?, name: name?, solved: solved? })
}

pub(super) fn read_ground(reader: &mut Reader<'_>, id: &str) -> Option<Ground> {
    let name = reader.words("name");
    let reply = reader.sentence("reply");
    Some(Ground { id: id.to_owned(), name: name?, reply: reply? })
}

pub(super) fn read_completion(reader: &mut Reader<'_>) -> Option<Completion> {
    let least = reader.between("least", 0, 200);
    let empty_words = reader.list("empty_words");
    Some(Completion { least: least?, empty_words: empty_words? })
}

pub(super) fn read_close(reader: &mut Reader<'_>) -> Option<Close> {
    let callback_by = reader.choice("callback_by", &CallbackBy::ALL, CallbackBy::word);
    let window = reader.get("window");
    Some(Close { callback_by: callback_by?, window: window? })
}

pub(super) fn read_replies(reader: &mut Reader<'_>) -> Option<Replies> {
    let dispatched = read_reply(reader, "dispatched");
    let merged = read_reply(reader, "merged");
    let completed = read_reply(reader, "completed");
    Some(Replies { dispatched: dispatched?, merged: merged?, completed: completed? })
}

fn read_reply(reader: &mut Reader<'_>, key: &'static str) -> Option<Reply> {
    let words = reader.sentence(key)?;
    let sentences = std::iter::once(words.zh.as_str()).chain(words.en.as_deref());
    let unknown = sentences.flat_map(places).any(|place| !PLACES.contains(&place));
    if unknown {
        let places = PLACES.iter().map(|place| format!("{{{place}}}"));
        reader.refuse(key, Expected::OneOf(places.collect()));
        return None;
    }
    Some(Reply(words))
}

/// What stands between braces.
fn places(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_filled_in_the_language_of_its_reader() {
        let reply = Reply(Words {
            zh: "已派{lead}，最晚 {due} 办完。".to_owned(),
            en: Some("Sent to {lead}; done by {due}.".to_owned()),
        });
        let values = [("lead", "安和物业"), ("due", "2 月 19 日")];
        assert_eq!(reply.fill("zh-CN", &values), "已派安和物业，最晚 2 月 19 日 办完。");
        assert_eq!(reply.fill("en", &values[1..]), "Sent to {lead}; done by 2 月 19 日.");
    }

    #[test]
    fn what_stands_in_braces_is_found() {
        assert_eq!(places("a {x} b {y}").collect::<Vec<_>>(), ["x", "y"]);
        assert_eq!(places("none").count(), 0);
    }
}
