//! What identifies a charter: its id and title, its languages and time zone, the texts it cites.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::error::Expected;
use super::reader::{Reader, is_id};
use super::section::Section;
use super::value::{Value, Written};
use super::words::Words;

/// The top of a charter file, which platform owns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The charter's id, such as `shijingshan-troika`.
    pub id: String,
    /// Its title.
    pub title: Words,
    /// What it is for, in a sentence.
    pub summary: Option<Words>,
    /// The charter it is laid over, if it extends one.
    pub extends: Option<String>,
    /// IANA name of the zone that makes days of instants.
    pub time_zone: String,
    /// The texts its rules come from, by key.
    pub texts: BTreeMap<String, CitedText>,
    /// The locality's words for the engine's, by the engine's word.
    pub terms: BTreeMap<String, Words>,
}

/// A text that rules cite as their source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitedText {
    /// Its title.
    pub name: Words,
    /// What weight it has.
    pub standing: Standing,
    /// When it was published or adopted, as far as known.
    pub date: Option<jiff::civil::Date>,
}

/// What weight a cited text has.
///
/// Source: DOMAIN §0 (sourced, sourced weak, unverified, proposal).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A law, regulation or standard.
    Law,
    /// A text the locality or another one published.
    Published,
    /// Common practice, no text found.
    Practice,
    /// The program's own proposal.
    Proposal,
}

impl Standing {
    /// Every standing, the weightiest first.
    pub const ALL: [Self; 4] = [Self::Law, Self::Published, Self::Practice, Self::Proposal];

    /// The word that stands in charters and locale keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Published => "published",
            Self::Practice => "practice",
            Self::Proposal => "proposal",
        }
    }
}

/// The engine's words that a locality may call otherwise, wherever pages name the thing itself.
///
/// Names of bodies, seats, classes and categories stand with those.
pub const TERMS: [&str; 9] = [
    "matter",
    "complaint",
    "before_complaint",
    "whistle",
    "report_in",
    "callback",
    "two_new",
    "rotating_chief",
    "organs",
];

impl Head {
    /// The locality's word for the engine's word, if it has one of its own.
    #[must_use]
    pub fn term(&self, engine_word: &str) -> Option<&Words> {
        self.terms.get(engine_word)
    }

    /// The time zone.
    ///
    /// # Panics
    /// Never for a charter that was read: the zone's name is checked on reading.
    #[must_use]
    pub fn zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::get(&self.time_zone).expect("the zone was checked on reading")
    }
}

impl Section for Head {
    const NAME: &'static str = "head";

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let id = reader.get::<CharterId>("id");
        let title = reader.words("title");
        let summary = reader.maybe_words("summary");
        let extends = reader.maybe::<CharterId>("extends");
        let time_zone = reader.get::<ZoneName>("time_zone");
        let texts = reader.entries("texts", read_text);
        let terms = reader.maybe_table("terms", read_terms);
        Some(Self {
            id: id?.0,
            title: title?,
            summary: summary?,
            extends: extends?.map(|id| id.0),
            time_zone: time_zone?.0,
            texts: texts?.into_iter().collect(),
            terms: terms?.unwrap_or_default(),
        })
    }
}

fn read_text(reader: &mut Reader<'_>, key: &str) -> Option<(String, CitedText)> {
    let name = reader.words("name");
    let standing = reader.choice("standing", &Standing::ALL, Standing::word);
    let date = reader.maybe("date");
    Some((key.to_owned(), CitedText { name: name?, standing: standing?, date: date? }))
}

fn read_terms(reader: &mut Reader<'_>) -> Option<BTreeMap<String, Words>> {
    let terms: Vec<_> = TERMS.iter().map(|word| (*word, reader.maybe_words(word))).collect();
    let mut named = BTreeMap::new();
    for (word, words) in terms {
        named.extend(words?.map(|words| (word.to_owned(), words)));
    }
    Some(named)
}

struct CharterId(String);

impl Value for CharterId {
    fn expected() -> Expected {
        Expected::Kind("charter-expected-id")
    }

    fn read(written: Written<'_>) -> Option<Self> {
        written.text().filter(|id| is_id(id)).map(|id| Self(id.to_owned()))
    }
}

struct ZoneName(String);

impl Value for ZoneName {
    fn expected() -> Expected {
        Expected::Kind("charter-expected-time-zone")
    }

    fn read(written: Written<'_>) -> Option<Self> {
        let name = written.text()?;
        jiff::tz::TimeZone::get(name).ok().map(|_| Self(name.to_owned()))
    }
}
