//! Holding answers against the truth: accuracy, and precision, recall and F1 of each label.

use std::collections::BTreeMap;

/// How answers compare with the truth.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Examination {
    /// Texts asked.
    pub texts: usize,
    /// Texts answered rightly.
    pub right: usize,
    /// Every label that was true or was answered, in order.
    pub labels: Vec<LabelScore>,
}

/// How one label did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LabelScore {
    /// The label.
    pub label: String,
    /// Texts of which it is true.
    pub texts: usize,
    /// Texts for which it was answered.
    pub answered: usize,
    /// Texts for which it was answered rightly.
    pub right: usize,
}

impl LabelScore {
    /// The part of its answers that are right, 0 to 1; 0 without answers.
    #[must_use]
    pub fn precision(&self) -> f64 {
        part(self.right, self.answered)
    }

    /// The part of its texts that were found, 0 to 1; 0 without texts.
    #[must_use]
    pub fn recall(&self) -> f64 {
        part(self.right, self.texts)
    }

    /// The harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(&self) -> f64 {
        part(2 * self.right, self.texts + self.answered)
    }
}

impl Examination {
    /// Holds answers against the truth: pairs of the true label and the one answered, if any.
    pub fn of<'l>(answers: impl Iterator<Item = (&'l str, Option<&'l str>)>) -> Self {
        let mut scores: BTreeMap<&str, LabelScore> = BTreeMap::new();
        let (mut texts, mut right) = (0, 0);
        for (truth, answer) in answers {
            let is_right = answer == Some(truth);
            texts += 1;
            right += usize::from(is_right);
            let own = scores.entry(truth).or_default();
            own.texts += 1;
            own.right += usize::from(is_right);
            if let Some(answer) = answer {
                scores.entry(answer).or_default().answered += 1;
            }
        }
        let named =
            |(label, score): (&str, LabelScore)| LabelScore { label: label.into(), ..score };
        Self { texts, right, labels: scores.into_iter().map(named).collect() }
    }

    /// The part of the texts answered rightly, 0 to 1; 0 without texts.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        part(self.right, self.texts)
    }

    /// The mean F1 of all labels, however rare.
    #[must_use]
    pub fn macro_f1(&self) -> f64 {
        let sum: f64 = self.labels.iter().map(LabelScore::f1).sum();
        sum / self.labels.len().max(1) as f64
    }
}

fn part(some: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { some as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_labels_weigh_as_much_as_common_ones() {
        let answers = [
            ("a", Some("a")),
            ("a", Some("a")),
            ("a", Some("a")),
            ("b", Some("a")),
            ("b", Some("b")),
            ("c", None),
        ];
        let examination = Examination::of(answers.into_iter());
        assert_eq!((examination.texts, examination.right), (6, 4));
        let [a, b, c] = &examination.labels[..] else { panic!("three labels") };
        assert_eq!((a.precision(), a.recall()), (0.75, 1.0));
        assert_eq!((b.precision(), b.recall()), (1.0, 0.5));
        assert_eq!(c.f1(), 0.0);
        let macro_f1 = (6.0 / 7.0 + 2.0 / 3.0) / 3.0;
        assert!((examination.macro_f1() - macro_f1).abs() < 1e-12);
    }

    #[test]
    fn nothing_asked_is_nothing_right() {
        let none = Examination::of(std::iter::empty());
        assert_eq!((none.accuracy(), none.macro_f1()), (0.0, 0.0));
    }
}
