//! A name in the languages of a charter.

use serde::{Deserialize, Serialize};

/// A name or sentence in Chinese and, where the charter gives it, in English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// 中文
    pub zh: String,
    /// English; the Chinese stands in where it is missing.
    pub en: Option<String>,
}

impl Words {
    /// The words in the language of `tag`, such as `en` or `zh-CN`.
    #[must_use]
    pub fn in_language(&self, tag: &str) -> &str {
        match &self.en {
            Some(en) if tag.starts_with("en") => en,
            _ => &self.zh,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn chinese_stands_in_for_a_missing_translation() {
        let both = Words { zh: "楼委会".to_owned(), en: Some("Committee".to_owned()) };
        let one = Words { zh: "楼委会".to_owned(), en: None };
        assert_eq!(both.in_language("en"), "Committee");
        assert_eq!(both.in_language("zh-CN"), "楼委会");
        assert_eq!(one.in_language("en"), "楼委会");
    }
}
