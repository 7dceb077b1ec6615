//! The lists of `data/`, read once.

mod whistles;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use whistles::{Fate, Now, Part, Score};

/// A street or park as the list has it.
#[derive(Debug, Clone, PartialEq)]
pub struct StreetRow {
    /// Whether it is a park (园区).
    pub park: bool,
    /// Division code; of a park one in the same form.
    pub code: &'static str,
    /// The capitals it lends to matter numbers.
    pub short: &'static str,
    /// Its full name.
    pub name: &'static str,
    /// As people call it.
    pub called: &'static str,
    /// Degrees east and north of its middle.
    pub middle: (f64, f64),
    /// Buildings, committees, central stations, ordinary stations, party organisations.
    pub counts: Counts,
    /// Its roads.
    pub roads: Vec<&'static str>,
}

/// How many of what a street has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Buildings.
    pub buildings: usize,
    /// Committees, each over one group of buildings.
    pub committees: usize,
    /// Central workstations.
    pub central: usize,
    /// Ordinary workstations.
    pub ordinary: usize,
    /// Building party organisations.
    pub parties: usize,
}

/// What a group of buildings is called and how its buildings are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProjectKind {
    /// The last part of its name.
    pub name: &'static str,
    /// Whether its buildings carry letters, else numbers.
    pub letters: bool,
    /// Fewest and most storeys.
    pub storeys: (i64, i64),
}

/// A trade: the last part of an enterprise's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trade {
    /// The last part of the name.
    pub name: &'static str,
    /// Section and division of GB/T 4754.
    pub industry: &'static str,
    /// How common it is.
    pub weight: u32,
    /// People who usually work in one.
    pub headcount: i64,
}

/// A room of the showcase's floors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShowcaseRoom {
    /// The tenant, or what it is used for; empty if vacant.
    pub name: &'static str,
    /// Square metres.
    pub area: i64,
    /// In common use.
    pub shared: bool,
}

/// A floor of the showcase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShowcaseFloor {
    /// Its storey.
    pub storey: i32,
    /// Who looks after it; empty if nobody.
    pub leader: &'static str,
    /// Its rooms.
    pub rooms: Vec<ShowcaseRoom>,
}

/// A department of the district.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DepartmentRow {
    /// Its key.
    pub key: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its telephone.
    pub phone: &'static str,
    /// Categories it is called for, parted by blanks.
    pub categories: &'static str,
}

/// Something people raise, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Topic {
    /// Category of the charter.
    pub category: &'static str,
    /// First and last month of its season; none all year round.
    pub season: Option<(i8, i8)>,
    /// In the reporter's words; one is drawn.
    pub raw: Vec<&'static str>,
    /// In the worker's.
    pub title: &'static str,
    /// What is done meanwhile.
    pub step: &'static str,
    /// The public sentence.
    pub done: &'static str,
}

impl Topic {
    /// Whether it comes up in this month of the year.
    #[must_use]
    pub fn is_in_season(&self, month: i8) -> bool {
        self.season.is_none_or(|(first, last)| {
            if first <= last {
                (first..=last).contains(&month)
            } else {
                month >= first || month <= last
            }
        })
    }
}

/// A matter of the showcase's desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShowcaseMatter {
    /// The building's letter.
    pub building: &'static str,
    /// Its storey; 0 for the building as a whole.
    pub storey: i32,
    /// How many days ago it was raised.
    pub days_ago: i32,
    /// At what time of day, as `08:51`.
    pub time: &'static str,
    /// Channel word.
    pub channel: &'static str,
    /// Category; empty before triage.
    pub category: &'static str,
    /// Class; empty before triage.
    pub class: &'static str,
    /// The state it has reached; empty for a new one.
    pub state: &'static str,
    /// In the worker's words.
    pub title: &'static str,
    /// In the reporter's.
    pub raw: &'static str,
}

/// Everything the lists hold.
#[derive(Debug)]
pub struct Words {
    /// Streets and parks, in order of their codes.
    pub streets: Vec<StreetRow>,
    /// First parts of the names of groups.
    pub projects: Vec<&'static str>,
    /// What groups are called.
    pub kinds: Vec<ProjectKind>,
    /// Surnames and how common they are.
    pub surnames: Vec<(&'static str, u32)>,
    /// Characters of given names.
    pub given: Vec<&'static str>,
    /// First characters of enterprises' names.
    pub brand_first: Vec<char>,
    /// Second characters.
    pub brand_second: Vec<char>,
    /// What enterprises do.
    pub trades: Vec<Trade>,
    /// Names of property companies.
    pub properties: Vec<&'static str>,
    /// Departments.
    pub departments: Vec<DepartmentRow>,
    /// Floors of the showcase, the highest first.
    pub showcase: Vec<ShowcaseFloor>,
    /// What the showcase's desk holds.
    pub showcase_matters: Vec<ShowcaseMatter>,
    /// What people raise.
    pub topics: Vec<Topic>,
    /// For what departments are whistled.
    pub whistles: Vec<Score>,
    titles: HashMap<&'static str, &'static str>,
    phrases: HashMap<&'static str, Vec<&'static str>>,
}

impl Words {
    /// The lists.
    #[must_use]
    pub fn get() -> &'static Self {
        static WORDS: LazyLock<Words> = LazyLock::new(Words::read);
        &WORDS
    }

    /// The title under `key`.
    ///
    /// # Panics
    /// When the list has none: a fault of the list.
    #[must_use]
    pub fn title(&self, key: &str) -> &'static str {
        self.titles.get(key).expect("titles.tsv has every title asked for")
    }

    /// The title under `key` with `{place}` holders filled.
    #[must_use]
    pub fn fill(&self, key: &str, holders: &[(&str, &str)]) -> String {
        fill(self.title(key), holders)
    }

    /// The short notes of a list.
    ///
    /// # Panics
    /// When there is none: a fault of the list.
    #[must_use]
    pub fn phrases(&self, list: &str) -> &[&'static str] {
        self.phrases.get(list).expect("phrases.txt has every list asked for")
    }

    fn read() -> Self {
        let brand = |which: &str| {
            let line = rows(include_str!("../../data/brands.txt")).find(|row| row[0] == which);
            let characters = line.and_then(|row| row.get(1).map(|text| text.chars().collect()));
            characters.expect("brands.txt has a first and a second line")
        };
        Self {
            streets: streets(),
            projects: singles(include_str!("../../data/projects.txt")),
            kinds: rows(include_str!("../../data/project-kinds.tsv"))
                .map(|row| kind(&row))
                .collect(),
            surnames: rows(include_str!("../../data/surnames.tsv"))
                .map(|row| (row[0], number(row[1])))
                .collect(),
            given: singles(include_str!("../../data/given.txt")),
            brand_first: brand("first"),
            brand_second: brand("second"),
            trades: rows(include_str!("../../data/trades.tsv")).map(|row| trade(&row)).collect(),
            properties: singles(include_str!("../../data/properties.txt")),
            departments: rows(include_str!("../../data/departments.tsv"))
                .map(|row| DepartmentRow {
                    key: row[0],
                    name: row[1],
                    phone: row[2],
                    categories: row[3],
                })
                .collect(),
            showcase: rows(include_str!("../../data/showcase.tsv"))
                .map(|row| showcase_floor(&row))
                .collect(),
            showcase_matters: rows(include_str!("../../data/showcase-matters.tsv"))
                .map(|row| showcase_matter(&row))
                .collect(),
            topics: topics(include_str!("../../data/matters.txt")),
            whistles: whistles::read(include_str!("../../data/whistles.txt")),
            titles: rows(include_str!("../../data/titles.tsv"))
                .map(|row| (row[0], row[1]))
                .collect(),
            phrases: phrases(include_str!("../../data/phrases.txt")),
        }
    }
}

/// `text` with each `{name}` replaced by its value.
#[must_use]
pub fn fill(text: &str, holders: &[(&str, &str)]) -> String {
    holders
        .iter()
        .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// Lines that are neither empty nor comments.
fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
}

fn singles(text: &'static str) -> Vec<&'static str> {
    lines(text).map(str::trim).collect()
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    lines(text).map(|line| line.split('\t').collect())
}

fn number<T: std::str::FromStr>(text: &str) -> T {
    let read = text.trim().parse().ok();
    read.expect("the lists hold numbers where numbers belong")
}

fn streets() -> Vec<StreetRow> {
    let roads: HashMap<&str, Vec<&str>> =
        rows(include_str!("../../data/roads.tsv")).map(|row| (row[0], row[1..].to_vec())).collect();
    rows(include_str!("../../data/streets.tsv"))
        .map(|row| StreetRow {
            park: row[0] == "park",
            code: row[1],
            short: row[2],
            name: row[3],
            called: row[4],
            middle: (number(row[5]), number(row[6])),
            counts: Counts {
                buildings: number(row[7]),
                committees: number(row[8]),
                central: number(row[9]),
                ordinary: number(row[10]),
                parties: number(row[11]),
            },
            roads: roads.get(row[2]).cloned().unwrap_or_default(),
        })
        .collect()
}

fn kind(row: &[&'static str]) -> ProjectKind {
    let storeys = (number(row[2]), number(row[3]));
    ProjectKind { name: row[0], letters: row[1] == "letter", storeys }
}

fn trade(row: &[&'static str]) -> Trade {
    Trade { name: row[0], industry: row[1], weight: number(row[2]), headcount: number(row[3]) }
}

fn showcase_floor(row: &[&'static str]) -> ShowcaseFloor {
    let rooms = row[2..].iter().map(|cell| {
        let (name, area) = cell.split_once(':').expect("a room has a name and an area");
        let digits = area.trim_end_matches(['*', '#']);
        let name = if name == "-" { "" } else { name };
        ShowcaseRoom { name, area: number(digits), shared: area.ends_with('#') }
    });
    ShowcaseFloor { storey: number(row[0]), leader: row[1], rooms: rooms.collect() }
}

fn showcase_matter(row: &[&'static str]) -> ShowcaseMatter {
    ShowcaseMatter {
        building: row[0],
        storey: number(row[1]),
        days_ago: number(row[2]),
        time: row[3],
        channel: row[4],
        category: row[5],
        class: row[6],
        state: row[7],
        title: row[8],
        raw: row[9],
    }
}

fn topics(text: &'static str) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    for line in lines(text) {
        if let Some(category) = line.strip_prefix("= ") {
            topics.push(Topic { category, ..Topic::default() });
            continue;
        }
        let (key, value) = line.split_once(": ").expect("a line of a topic has a key");
        let topic = topics.last_mut().expect("a topic begins with its category");
        match key {
            "months" => topic.season = value.split_once('-').map(|(a, b)| (number(a), number(b))),
            "raw" => topic.raw.push(value),
            "title" => topic.title = value,
            "step" => topic.step = value,
            _ => topic.done = value,
        }
    }
    topics
}

fn phrases(text: &'static str) -> HashMap<&'static str, Vec<&'static str>> {
    let mut lists: HashMap<&str, Vec<&str>> = HashMap::new();
    for line in lines(text) {
        let (list, phrase) = line.split_once(": ").expect("a phrase names its list");
        lists.entry(list).or_default().push(phrase);
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_streets_add_up_to_the_published_figures() {
        let sum = |of: fn(&Counts) -> usize| {
            Words::get().streets.iter().map(|street| of(&street.counts)).sum::<usize>()
        };
        assert_eq!(sum(|counts| counts.buildings), 278);
        assert_eq!(sum(|counts| counts.committees), 81);
        assert_eq!((sum(|counts| counts.central), sum(|counts| counts.ordinary)), (34, 30));
        assert_eq!(sum(|counts| counts.parties), 65);
    }

    #[test]
    fn every_topic_is_whole() {
        let topics = &Words::get().topics;
        assert!(topics.iter().map(|topic| topic.raw.len()).sum::<usize>() >= 100);
        for topic in topics {
            let whole = [topic.category, topic.title, topic.step, topic.done];
            assert!(whole.iter().all(|text| !text.is_empty()), "{topic:?}");
            assert!(!topic.raw.is_empty(), "{topic:?}");
        }
    }

    #[test]
    fn a_season_may_run_over_the_new_year() {
        let topic = Topic { season: Some((11, 3)), ..Topic::default() };
        let months: Vec<i8> = (1..=12).filter(|month| topic.is_in_season(*month)).collect();
        assert_eq!(months, [1, 2, 3, 11, 12]);
    }
}
