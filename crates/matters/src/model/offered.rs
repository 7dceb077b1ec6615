//! What a triage form was filled in with, carried along in one field of it.

use std::fmt;
use std::str::FromStr;

/// What was suggested to the worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The category's path.
    pub category: String,
    /// The class.
    pub class: String,
    /// The lead as the form writes it; empty when nobody covers the place.
    pub lead: String,
    /// What the model would have taken, if there was one and it told anything.
    pub learned: Option<LearnedOffer>,
}

/// What a model would have taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearnedOffer {
    /// What the model is called.
    pub model: String,
    /// The category's path.
    pub category: String,
    /// How sure it was, in percent.
    pub percent: u8,
}

/// `category|class|lead`, and `|model|category|percent` with a model.
impl fmt::Display for Offered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}|{}|{}", self.category, self.class, self.lead)?;
        match &self.learned {
            Some(learned) => {
                write!(f, "|{}|{}|{}", learned.model, learned.category, learned.percent)
            }
            None => Ok(()),
        }
    }
}

/// A field that was not filled in by the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not what a triage form carries")]
pub struct NotOffered;

impl FromStr for Offered {
    type Err = NotOffered;

    fn from_str(text: &str) -> Result<Self, NotOffered> {
        let parts: Vec<&str> = text.split('|').collect();
        let (first, learned) = match parts[..] {
            [category, class, lead] => ([category, class, lead], None),
            [category, class, lead, model, learned, percent] => {
                let percent = percent.parse().ok().filter(|percent| *percent <= 100);
                let is_name = model.len() == 12 && model.bytes().all(|one| one.is_ascii_hexdigit());
                let percent = percent.filter(|_| is_name).ok_or(NotOffered)?;
                let (model, learned) = (model.to_owned(), learned.to_owned());
                let learned = LearnedOffer { model, category: learned, percent };
                ([category, class, lead], Some(learned))
            }
            _ => return Err(NotOffered),
        };
        let [category, class, lead] = first.map(str::to_owned);
        Ok(Self { category, class, lead, learned })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_offered_comes_back_with_the_form() {
        let learned = LearnedOffer {
            model: "0123456789ab".to_owned(),
            category: "property.parking".to_owned(),
            percent: 83,
        };
        for learned in [None, Some(learned)] {
            let offered = Offered {
                category: "property.lift".to_owned(),
                class: "urgent".to_owned(),
                lead: "7:3".to_owned(),
                learned,
            };
            assert_eq!(offered.to_string().parse(), Ok(offered));
        }
    }

    #[test]
    fn what_the_page_did_not_write_is_not_taken() {
        for text in ["", "a|b", "a|b|c|d", "a|b|c|nohash|d|83", "a|b|c|0123456789ab|d|101"] {
            assert_eq!(text.parse::<Offered>(), Err(NotOffered), "{text}");
        }
    }
}
