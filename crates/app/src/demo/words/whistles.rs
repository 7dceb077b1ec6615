//! For what departments are whistled, in the words of each side.

use super::{lines, number};

/// A whistle as it goes: what it is about and who is called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Score {
    /// Category of the matter.
    pub category: &'static str,
    /// Type of the charter.
    pub kind: &'static str,
    /// What was tried in the building.
    pub tried: &'static str,
    /// What came of it.
    pub ending: &'static str,
    /// The departments, the lead first.
    pub parts: Vec<Part>,
    /// How it stands at the showcase today; none for what happened elsewhere in the year.
    pub now: Option<Now>,
}

/// One department's part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The department's key.
    pub key: &'static str,
    /// What it is asked.
    pub ask: &'static str,
    /// What it reports in with.
    pub measure: &'static str,
    /// What came of it.
    pub result: &'static str,
}

/// How a whistle stands today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Now {
    /// Minutes since it was blown.
    pub since: i64,
    /// How far each department has come.
    pub fates: Vec<Fate>,
}

/// How far a department comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Nobody has looked yet.
    Sent,
    /// Somebody looked, nobody has come.
    Opened,
    /// It reported in and works on it.
    Reported,
    /// Its part is done.
    Done,
    /// It asked not to come; nobody has ruled.
    Refused,
    /// It asked, and need not come.
    Excused,
    /// It asked, and has to come.
    Insisted,
    /// Its part is done, the whistle is over, and both were rated but for its own verdict.
    Judged,
}

fn fate(word: &str) -> Fate {
    match word {
        "sent" => Fate::Sent,
        "opened" => Fate::Opened,
        "reported" => Fate::Reported,
        "done" => Fate::Done,
        "refused" => Fate::Refused,
        "excused" => Fate::Excused,
        "insisted" => Fate::Insisted,
        "judged" => Fate::Judged,
        other => panic!("{other}: no way a department comes"),
    }
}

/// Reads the list.
pub(super) fn read(text: &'static str) -> Vec<Score> {
    let mut scores: Vec<Score> = Vec::new();
    for line in lines(text) {
        if let Some(head) = line.strip_prefix("= ") {
            let (category, kind) = head.split_once(' ').expect("a whistle has a type");
            scores.push(Score { category, kind, ..Score::default() });
            continue;
        }
        let (key, value) = line.split_once(": ").expect("a line of a whistle has a key");
        let score = scores.last_mut().expect("a whistle begins with its category");
        match key {
            "tried" => score.tried = value,
            "ending" => score.ending = value,
            "now" => {
                let mut words = value.split(' ');
                let since = number(words.next().unwrap_or_default());
                score.now = Some(Now { since, fates: words.map(fate).collect() });
            }
            key => {
                let said: Vec<&str> = value.split(" | ").collect();
                let [ask, measure, result] = said[..] else { panic!("{line}: three sentences") };
                score.parts.push(Part { key, ask, measure, result });
            }
        }
    }
    scores
}

#[cfg(test)]
mod tests {
    use crate::demo::words::Words;

    #[test]
    fn every_whistle_is_whole_and_calls_departments_there_are() {
        let words = Words::get();
        for score in &words.whistles {
            assert!(!score.tried.is_empty() && !score.ending.is_empty(), "{score:?}");
            assert!(!score.parts.is_empty(), "{score:?}");
            for part in &score.parts {
                let known = words.departments.iter().any(|row| row.key == part.key);
                assert!(known, "{}", part.key);
            }
            let fates = score.now.as_ref().map_or(score.parts.len(), |now| now.fates.len());
            assert_eq!(fates, score.parts.len(), "{score:?}");
        }
    }
}
