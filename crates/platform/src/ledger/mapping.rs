//! Which heading stands for which column, when the names alone do not say it.
//!
//! A caller stores a mapping beside the [`fingerprint`] of the headings it was made for, and finds
//! it again when a table with the same headings arrives.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::definition::Ledger;
use super::error::ReadError;
use super::normal;

/// Where the values under a heading go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// Into the ledger's column with this key.
    Column(String),
    /// Nowhere, on purpose.
    Ignore,
}

/// Headings and their targets; headings are kept as normalised, so spacing and width do not
/// matter. A heading that is not named is recognised by its name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping {
    targets: BTreeMap<String, Target>,
}

impl Mapping {
    /// Sends a heading to a target, in place of what was said about it before.
    pub fn set(&mut self, heading: &str, target: Target) {
        self.targets.insert(normal::heading(heading).full, target);
    }

    /// Reads one pair as commands take it: `heading=key`, or `heading=` to ignore the heading.
    ///
    /// `None` when there is no `=`. The last one divides, as headings may hold one themselves.
    #[must_use]
    pub fn pair(text: &str) -> Option<(String, Target)> {
        let (heading, key) = text.rsplit_once('=')?;
        let target = match normal::tidy(key) {
            "" => Target::Ignore,
            key => Target::Column(key.to_owned()),
        };
        Some((normal::tidy(heading).to_owned(), target))
    }

    /// Where a heading goes, when that was said.
    #[must_use]
    pub fn target(&self, heading: &str) -> Option<&Target> {
        self.targets.get(&normal::heading(heading).full)
    }

    /// True when nothing was said about any heading.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// Makes sure that every column named exists.
    ///
    /// # Errors
    /// [`ReadError::UnknownTarget`] names the first that does not.
    pub fn check(&self, ledger: &Ledger) -> Result<(), ReadError> {
        let unknown = self.targets.iter().find_map(|(heading, target)| match target {
            Target::Column(key) if ledger.position(key).is_none() => Some((heading, key)),
            _ => None,
        });
        match unknown {
            Some((heading, key)) => {
                Err(ReadError::UnknownTarget { heading: heading.clone(), key: key.clone() })
            }
            None => Ok(()),
        }
    }
}

impl<S: AsRef<str>> FromIterator<(S, Target)> for Mapping {
    fn from_iter<I: IntoIterator<Item = (S, Target)>>(pairs: I) -> Self {
        let mut mapping = Self::default();
        for (heading, target) in pairs {
            mapping.set(heading.as_ref(), target);
        }
        mapping
    }
}

/// A short name for a set of headings: the same for the same headings in any order and spacing.
///
/// 32 hexadecimal digits: the first half of the SHA-256 of the sorted headings.
#[must_use]
pub fn fingerprint<'h>(headings: impl IntoIterator<Item = &'h str>) -> String {
    let mut forms: Vec<String> =
        headings.into_iter().map(|heading| normal::heading(heading).full).collect();
    forms.sort_unstable();
    forms.dedup();
    let digest = Sha256::digest(forms.join("\u{1f}").as_bytes());
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_kept_as_plain_json_and_read_back() {
        let mapping: Mapping =
            ["SRType=kind", " 点赞数 ="].iter().filter_map(|text| Mapping::pair(text)).collect();
        let json = serde_json::to_string(&mapping).expect("serialises");
        assert_eq!(json, r#"{"srtype":{"column":"kind"},"点赞数":"ignore"}"#);
        assert_eq!(serde_json::from_str::<Mapping>(&json).expect("reads back"), mapping);
        assert_eq!(mapping.target("ＳＲＴｙｐｅ"), Some(&Target::Column("kind".to_owned())));
        assert_eq!(Mapping::pair("no target"), None);
    }

    #[test]
    fn the_fingerprint_sees_the_set_of_headings_only() {
        let one = fingerprint(["工单编号", "来电时间"]);
        assert_eq!(one, fingerprint(["来电 时间", "*工单编号："]));
        assert_ne!(one, fingerprint(["工单编号"]));
        assert_eq!(one.len(), 32);
    }
}
