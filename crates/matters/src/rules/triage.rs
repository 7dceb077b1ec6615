//! Suggesting where a matter goes, with the reasons: words of the charter, its catalogue,
//! precedent. A person confirms or corrects.
//!
//! Source: MISSION M3, UX mockup `triage`, FEATURES F-B3 (explains its choice).

use kernel::Arg;

use super::routing::{self, Candidate, Need, RouteReason, Routed, Target};
use super::text;

/// One category of the charter, as far as triage needs it.
#[derive(Debug, Clone)]
pub struct Category<'a> {
    /// Its key.
    pub key: &'a str,
    /// Words that speak for it.
    pub words: &'a [String],
    /// The class its matters have unless a word says otherwise.
    pub class: &'a str,
    /// Who leads.
    pub lead: Target,
    /// Who assists.
    pub assists: Vec<Target>,
}

/// Words that make a matter belong to a class whatever its category (困人 → urgent).
#[derive(Debug, Clone, Copy)]
pub struct ClassWords<'a> {
    /// The class.
    pub class: &'a str,
    /// The words.
    pub words: &'a [String],
}

/// What the charter says about triage.
#[derive(Debug, Clone, Copy)]
pub struct Rulebook<'a> {
    /// Every category, in the charter's order.
    pub categories: &'a [Category<'a>],
    /// The category for what no word tells; one of `categories`.
    pub fallback: &'a str,
    /// Class words, the most urgent class first.
    pub class_words: &'a [ClassWords<'a>],
}

/// How like matters of the last time went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Precedent {
    /// Days looked back.
    pub days: u16,
    /// Matters of the category in the scope.
    pub alike: u32,
    /// Of these, dispatched to the same lead.
    pub same_way: u32,
    /// Of these, sent back by the lead.
    pub returned: u32,
}

/// How sure a suggestion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// No word told; the fallback stands in.
    Low,
    /// Words told, but others spoke for another category, or precedent went another way.
    Middle,
    /// Words told clearly, and precedent does not contradict.
    High,
}

impl Confidence {
    /// The locale key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Low => "matter-confidence-low",
            Self::Middle => "matter-confidence-middle",
            Self::High => "matter-confidence-high",
        }
    }
}

/// One reason, as data: a locale key and its arguments. Keys of categories and classes are those
/// of the charter, whose names the page puts in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// These words speak for the category.
    Words {
        /// The words found, as the charter writes them.
        words: Vec<String>,
        /// The category.
        category: String,
    },
    /// No word told.
    NoWords {
        /// The fallback category.
        category: String,
    },
    /// These words make the class.
    ClassByWords {
        /// The words found.
        words: Vec<String>,
        /// The class.
        class: String,
    },
    /// The category's own class.
    ClassByCategory {
        /// The category.
        category: String,
        /// The class.
        class: String,
    },
    /// Why this lead.
    Lead(RouteReason),
    /// How like matters went.
    Precedent(Precedent),
}

impl Reason {
    /// The locale key of the reason's sentence.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Words { .. } => "matter-reason-words",
            Self::NoWords { .. } => "matter-reason-no-words",
            Self::ClassByWords { .. } => "matter-reason-class-words",
            Self::ClassByCategory { .. } => "matter-reason-class-category",
            Self::Lead(because) => because.key(),
            Self::Precedent(_) => "matter-reason-precedent",
        }
    }

    /// The arguments of the sentence. `category` and `class` are charter keys: the page
    /// replaces them by names.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Words { words, category } => {
                vec![("words", words.join(" ").into()), ("category", category.clone().into())]
            }
            Self::NoWords { category } => vec![("category", category.clone().into())],
            Self::ClassByWords { words, class } => {
                vec![("words", words.join(" ").into()), ("class", class.clone().into())]
            }
            Self::ClassByCategory { category, class } => {
                vec![("category", category.clone().into()), ("class", class.clone().into())]
            }
            Self::Lead(_) => Vec::new(),
            Self::Precedent(precedent) => vec![
                ("days", i64::from(precedent.days).into()),
                ("alike", i64::from(precedent.alike).into()),
                ("same", i64::from(precedent.same_way).into()),
                ("returned", i64::from(precedent.returned).into()),
            ],
        }
    }
}

/// What words alone tell: category and class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The category.
    pub category: String,
    /// The class.
    pub class: String,
    /// Why.
    pub reasons: Vec<Reason>,
    /// How sure the category is, before precedent.
    pub confidence: Confidence,
}

/// A suggestion a worker can accept as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The category.
    pub category: String,
    /// The class.
    pub class: String,
    /// Who leads; `None` when nobody covers the place.
    pub lead: Option<Routed>,
    /// Who assists, each once and never the lead.
    pub assists: Vec<Routed>,
    /// Why, in reading order.
    pub reasons: Vec<Reason>,
    /// How sure.
    pub confidence: Confidence,
}

/// A category for which words of its own were found, and those of categories around it that
/// support them.
struct Scored<'a> {
    category: &'a Category<'a>,
    words: Vec<String>,
    score: usize,
}

/// Reads category and class out of the words.
///
/// A category's score is the length of its words found, so that a telling word outweighs a short
/// one; words of the categories around it support it. Of equal scores the deeper category is
/// taken, then the charter's order.
#[must_use]
pub fn read(said: &str, rulebook: &Rulebook<'_>) -> Reading {
    let folded = text::fold(said);
    let scored = score(&folded, rulebook);
    let depth = |one: &&Scored<'_>| (one.score, one.category.key.matches('.').count());
    let best = scored.iter().rev().max_by_key(depth);
    let (key, own_class, reason, confidence) = match best {
        Some(best) => {
            let key = best.category.key;
            let others = scored.iter().filter(|one| !is_related(one.category.key, key));
            let rival = others.map(|one| one.score).max().unwrap_or(0);
            let sure = best.score >= 2 * rival;
            let confidence = if sure { Confidence::High } else { Confidence::Middle };
            let words = best.words.clone();
            (
                key,
                best.category.class,
                Reason::Words { words, category: key.to_owned() },
                confidence,
            )
        }
        None => {
            let key = rulebook.fallback;
            let fallback = rulebook.categories.iter().find(|one| one.key == key);
            let class = fallback.map_or("", |category| category.class);
            (key, class, Reason::NoWords { category: key.to_owned() }, Confidence::Low)
        }
    };
    let (class, class_reason) = class_of(&folded, key, own_class, rulebook.class_words);
    Reading { category: key.to_owned(), class, reasons: vec![reason, class_reason], confidence }
}

fn score<'a>(folded: &str, rulebook: &Rulebook<'a>) -> Vec<Scored<'a>> {
    let categories: &'a [Category<'a>] = rulebook.categories;
    let own: Vec<Scored<'a>> = categories
        .iter()
        .map(|category| scored(category, found(folded, category.words)))
        .filter(|one| one.score > 0)
        .collect();
    own.iter()
        .map(|one| {
            let mut words = one.words.clone();
            for above in own.iter().filter(|other| is_within(one.category.key, other.category.key))
            {
                for word in &above.words {
                    if !words.iter().any(|known| known.contains(word.as_str())) {
                        words.push(word.clone());
                    }
                }
            }
            scored(one.category, words)
        })
        .collect()
}

fn scored<'a>(category: &'a Category<'a>, words: Vec<String>) -> Scored<'a> {
    let score = words.iter().map(|word| word.chars().count()).sum();
    Scored { category, words, score }
}

fn is_within(key: &str, above: &str) -> bool {
    key.strip_prefix(above).is_some_and(|rest| rest.starts_with('.'))
}

fn is_related(one: &str, other: &str) -> bool {
    one == other || is_within(one, other) || is_within(other, one)
}

fn class_of(
    folded: &str,
    category: &str,
    own_class: &str,
    class_words: &[ClassWords<'_>],
) -> (String, Reason) {
    let by_words = class_words.iter().find_map(|entry| {
        let words = found(folded, entry.words);
        (!words.is_empty()).then_some((entry.class, words))
    });
    match by_words {
        Some((class, words)) => {
            (class.to_owned(), Reason::ClassByWords { words, class: class.to_owned() })
        }
        None => {
            let class = own_class.to_owned();
            (class.clone(), Reason::ClassByCategory { category: category.to_owned(), class })
        }
    }
}

/// The words of a list that stand in the folded text, each once; a word within a longer found
/// word does not count again.
fn found(folded: &str, words: &[String]) -> Vec<String> {
    let mut sorted: Vec<&String> = words.iter().collect();
    sorted.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    let mut kept: Vec<String> = Vec::new();
    for word in sorted {
        let inner = text::fold(word);
        let stands = !inner.is_empty() && folded.contains(&inner);
        if stands && !kept.iter().any(|longer| text::fold(longer).contains(&inner)) {
            kept.push(word.clone());
        }
    }
    kept
}

/// Completes a reading with lead, assistants and precedent.
///
/// `need.category` must be the reading's category; `precedent` is what the store counted for it
/// and the lead.
#[must_use]
pub fn suggest(
    reading: Reading,
    rulebook: &Rulebook<'_>,
    need: &Need<'_>,
    candidates: &[Candidate],
    precedent: Precedent,
) -> Suggestion {
    let category = rulebook.categories.iter().find(|category| category.key == reading.category);
    let lead = category.and_then(|one| routing::route(&lead_of(one), need, candidates).ok());
    let mut assists: Vec<Routed> = Vec::new();
    for target in category.iter().flat_map(|one| &one.assists) {
        let Ok(assist) = routing::route(target, need, candidates) else { continue };
        let named = lead.iter().chain(&assists).any(|one| one.body == assist.body);
        if !named {
            assists.push(assist);
        }
    }
    let mut reasons = reading.reasons;
    reasons.extend(lead.map(|routed| Reason::Lead(routed.because)));
    let mut confidence = reading.confidence;
    if precedent.alike > 0 {
        reasons.push(Reason::Precedent(precedent));
        let contradicts = precedent.alike >= 5 && 2 * precedent.same_way < precedent.alike;
        if contradicts {
            confidence = confidence.min(Confidence::Middle);
        }
    }
    if lead.is_none() {
        confidence = Confidence::Low;
    }
    let Reading { category, class, .. } = reading;
    Suggestion { category, class, lead, assists, reasons, confidence }
}

/// Who is asked to lead. What needs assistants is more than a floor leader, grid worker or chief
/// can settle: only the officer whose topic it is comes before the station.
///
/// Source: charter `matters.routing` ("what they can do they do first"); the limit: assumption.
fn lead_of(category: &Category<'_>) -> Target {
    match category.lead {
        Target::PostOnDuty if !category.assists.is_empty() => Target::OfficerOnDuty,
        _ => category.lead.clone(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::BodyId;

    use super::*;
    use crate::rules::routing::Duty;

    fn strings(words: &[&str]) -> Vec<String> {
        words.iter().map(ToString::to_string).collect()
    }

    /// A charter of four categories, and what is done with it.
    fn with_rulebook<T>(run: impl FnOnce(&Rulebook<'_>) -> T) -> T {
        let fire = strings(&["消防", "消防车道", "占"]);
        let lift = strings(&["电梯", "停梯", "客梯"]);
        let facility = strings(&["设施"]);
        let urgent = strings(&["困人"]);
        let company = || Target::Body("property_company".to_owned());
        let categories = [
            Category {
                key: "safety.fire_lane",
                words: &fire,
                class: "urgent",
                lead: company(),
                assists: vec![Target::Station, Target::Station, company()],
            },
            Category {
                key: "facility.lift",
                words: &lift,
                class: "small",
                lead: company(),
                assists: Vec::new(),
            },
            Category {
                key: "facility",
                words: &facility,
                class: "small",
                lead: company(),
                assists: Vec::new(),
            },
            Category {
                key: "other",
                words: &[],
                class: "small",
                lead: Target::PostOnDuty,
                assists: Vec::new(),
            },
        ];
        let class_words = [ClassWords { class: "urgent", words: &urgent }];
        run(&Rulebook { categories: &categories, fallback: "other", class_words: &class_words })
    }

    #[test]
    fn the_words_that_decided_are_named() {
        let reading = with_rulebook(|book| {
            read("西门外头新放了一排快递柜，消防车道剩不到两米五，占着。", book)
        });
        assert_eq!(
            (reading.category.as_str(), reading.class.as_str()),
            ("safety.fire_lane", "urgent")
        );
        assert_eq!(reading.confidence, Confidence::High);
        assert_eq!(
            reading.reasons,
            [
                // 消防 stands within 消防车道 and does not count twice.
                Reason::Words {
                    words: strings(&["消防车道", "占"]),
                    category: "safety.fire_lane".to_owned()
                },
                Reason::ClassByCategory {
                    category: "safety.fire_lane".to_owned(),
                    class: "urgent".to_owned()
                },
            ]
        );
    }

    #[test]
    fn a_word_of_the_class_outweighs_the_category() {
        let reading = with_rulebook(|book| read("2 号电梯又困人了", book));
        assert_eq!(
            (reading.category.as_str(), reading.class.as_str()),
            ("facility.lift", "urgent")
        );
        let class =
            Reason::ClassByWords { words: strings(&["困人"]), class: "urgent".to_owned() };
        assert_eq!(reading.reasons[1], class);
    }

    #[test]
    fn words_of_the_category_around_support_the_deeper_one() {
        let deeper = with_rulebook(|book| read("设施坏了，是电梯", book));
        assert_eq!(deeper.category, "facility.lift");
        assert_eq!(deeper.confidence, Confidence::High);
        assert_eq!(with_rulebook(|book| read("设施坏了", book)).category, "facility");
    }

    #[test]
    fn rival_words_make_it_less_sure_and_no_words_fall_back() {
        let rival = with_rulebook(|book| read("电梯口的消防栓被占", book));
        assert_eq!(rival.confidence, Confidence::Middle);
        let none = with_rulebook(|book| read("想办个证", book));
        assert_eq!((none.category.as_str(), none.class.as_str()), ("other", "small"));
        assert_eq!(none.confidence, Confidence::Low);
        assert_eq!(none.reasons[0].key(), "matter-reason-no-words");
    }

    fn candidate(body: i64, duty: Duty) -> Candidate {
        Candidate { body: BodyId(body), post: None, duty, from: date(2024, 1, 1), to: None }
    }

    fn suggested(candidates: &[Candidate], precedent: Precedent) -> Suggestion {
        with_rulebook(|book| {
            let reading = read("消防车道被占", book);
            let category = reading.category.clone();
            let need =
                Need { category: &category, floor: None, grids: &[], today: date(2024, 2, 6) };
            suggest(reading, book, &need, candidates, precedent)
        })
    }

    #[test]
    fn the_catalogue_gives_lead_and_assistants_each_once() {
        let candidates = [
            candidate(7, Duty::Body { kind: "property_company".to_owned() }),
            candidate(6, Duty::Station),
        ];
        let precedent = Precedent { days: 90, alike: 31, same_way: 29, returned: 0 };
        let suggestion = suggested(&candidates, precedent);
        assert_eq!(suggestion.lead.unwrap().body, BodyId(7));
        let assists: Vec<_> = suggestion.assists.iter().map(|assist| assist.body).collect();
        assert_eq!(assists, [BodyId(6)]);
        assert_eq!(suggestion.confidence, Confidence::High);
        assert_eq!(suggestion.reasons.last(), Some(&Reason::Precedent(precedent)));
    }

    #[test]
    fn what_needs_assistants_is_not_left_to_a_post_of_the_building() {
        let category = Category {
            key: "labour.wages",
            words: &[],
            class: "urgent",
            lead: Target::PostOnDuty,
            assists: vec![Target::Body("department".to_owned())],
        };
        assert_eq!(lead_of(&category), Target::OfficerOnDuty);
        let alone = Category { assists: Vec::new(), ..category };
        assert_eq!(lead_of(&alone), Target::PostOnDuty);
    }

    #[test]
    fn precedent_against_it_or_nobody_on_duty_makes_it_less_sure() {
        let station = [candidate(6, Duty::Station)];
        let against = Precedent { days: 90, alike: 10, same_way: 2, returned: 1 };
        assert_eq!(suggested(&station, against).confidence, Confidence::Middle);
        let nobody = suggested(&[], Precedent::default());
        assert_eq!((nobody.lead, nobody.confidence), (None, Confidence::Low));
    }
}
