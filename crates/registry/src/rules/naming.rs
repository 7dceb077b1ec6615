//! Names as they are compared: ledgers write one name in many ways.

use kernel::text::folded;

use super::vocabulary::VOCABULARY;
use crate::model::charter::BodyKind;

/// The comparable form of a name: full-width forms made half-width, Latin letters small, blanks
/// and punctuation gone. Search and matching use it; people see the name as written.
///
/// Source: DOMAIN 8.2 (ledgers mix full-width digits and spaces).
#[must_use]
pub fn key(name: &str) -> String {
    folded(name).filter(|char| char.is_alphanumeric()).collect()
}

/// The form in which names of buildings are compared: the [`key`] with Chinese numbers before a
/// counter as digits, one word for a block, and without words that only say *building*.
///
/// Source: DOMAIN 8.2; the words are in `data/naming.csv`.
#[must_use]
pub fn building_form(name: &str) -> String {
    // The number sign says *block* in ledgers (3#楼).
    let kept: String = folded(name).filter(|char| char.is_alphanumeric() || *char == '#').collect();
    let mut form = with_digits(&kept);
    for (word, becomes) in &VOCABULARY.blocks {
        form = form.replace(word, becomes);
    }
    for word in &VOCABULARY.buildings {
        let without = form.replace(word, "");
        if !without.is_empty() {
            form = without;
        }
    }
    form
}

/// A company's name without the endings that only say that it is one (有限公司 …), as [`key`].
#[must_use]
pub fn company_stem(name: &str) -> String {
    let mut stem = key(name);
    while let Some(shorter) =
        VOCABULARY.companies.iter().find_map(|ending| stem.strip_suffix(ending))
        && !shorter.is_empty()
    {
        stem = shorter.to_owned();
    }
    stem
}

/// The name of a division with its ending and without it (石景山区, 石景山), as keys, the longer
/// first: texts put either before a building's name.
#[must_use]
pub fn division_forms(name: &str) -> Vec<String> {
    let full = key(name);
    let short = VOCABULARY.divisions.iter().find_map(|ending| full.strip_suffix(ending));
    let short = short.filter(|short| short.chars().count() > 1).map(str::to_owned);
    std::iter::once(full).chain(short).collect()
}

/// A body's name in the charter's word for its kind, and the name as written where that differs.
///
/// A ledger's 融汇中心楼务会 becomes 融汇中心楼宇委员会 where the charter says so, and keeps its
/// writing beside it. Source: MISSION A7.
#[must_use]
pub fn body_name(kind: &BodyKind, written: &str) -> (String, String) {
    let written = written.trim();
    let own = kind.name.zh.as_str();
    let ending = kind
        .also_called
        .iter()
        .map(String::as_str)
        .filter(|other| written.ends_with(other) && !written.ends_with(own))
        .max_by_key(|other| other.len());
    match ending.and_then(|ending| written.strip_suffix(ending)) {
        Some(stem) => (format!("{stem}{own}"), written.to_owned()),
        None => (written.to_owned(), String::new()),
    }
}

/// Chinese numbers below 100 that stand before a counter, as digits.
fn with_digits(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let number: String =
            rest.chars().take_while(|char| VOCABULARY.numerals.contains_key(char)).collect();
        let after = &rest[number.len()..];
        let counted = VOCABULARY.counters.iter().any(|counter| after.starts_with(counter));
        match value(&number).filter(|_| counted) {
            Some(value) => out.push_str(&value.to_string()),
            None if number.is_empty() => out.push(first),
            None => out.push_str(&number),
        }
        rest = &rest[number.len().max(first.len_utf8())..];
    }
    out
}

/// 三 is 3, 十二 is 12, 二十 is 20, 二十三 is 23; `None` for what is none of these.
fn value(number: &str) -> Option<u32> {
    let digits: Vec<u32> = number
        .chars()
        .map(|char| VOCABULARY.numerals.get(&char).copied())
        .collect::<Option<_>>()?;
    match digits[..] {
        [10] => Some(10),
        [ones] => Some(ones),
        [10, ones] if ones < 10 => Some(10 + ones),
        [tens, 10] if tens < 10 => Some(tens * 10),
        [tens, 10, ones] if tens < 10 && ones < 10 => Some(tens * 10 + ones),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::charter::{Nature, testing};

    #[test]
    fn names_that_differ_in_writing_alone_have_one_key() {
        for (one, two) in [
            ("融汇中心 A 座", "融汇中心Ａ座"),
            ("融汇中心(A座)", "融汇中心（a座）"),
            ("１号楼", "1号楼"),
            ("京西·创投大厦", "京西创投大厦"),
        ] {
            assert_eq!(key(one), key(two));
        }
        assert_ne!(key("融汇中心A座"), key("融汇中心B座"));
        assert_eq!(key(" — "), "");
    }

    #[test]
    fn buildings_that_differ_in_block_words_and_numbers_have_one_form() {
        for (one, two) in [
            ("融汇中心A栋", "融汇中心 A 座"),
            ("三号楼", "3#楼"),
            ("3 号楼", "3#"),
            ("新业园十二号楼", "新业园12幢"),
            ("金桥二十号楼", "金桥20座"),
            ("金桥二十三栋", "金桥23号楼"),
            ("融科大厦A座", "融科 A 座"),
            ("融科写字楼", "融科大厦"),
            ("二期三栋", "2期3座"),
        ] {
            assert_eq!(building_form(one), building_form(two), "{one} {two}");
        }
        for (one, two) in [
            ("融汇中心A座", "融汇中心B座"),
            ("融汇中心1号楼", "融汇中心11号楼"),
            ("三元大厦", "3元大厦"),
            ("大厦", ""),
        ] {
            assert_ne!(building_form(one), building_form(two), "{one} {two}");
        }
    }

    #[test]
    fn companies_are_compared_without_their_endings() {
        for name in ["北京云杉软件股份有限公司", "北京云杉软件有限公司", "北京云杉软件"]
        {
            assert_eq!(company_stem(name), "北京云杉软件");
        }
        assert_eq!(company_stem("有限公司"), "有限公司", "something must remain");
    }

    #[test]
    fn divisions_go_by_the_full_and_the_short_name() {
        assert_eq!(division_forms("石景山区"), ["石景山区", "石景山"]);
        assert_eq!(division_forms("鲁谷街道"), ["鲁谷街道", "鲁谷"]);
        assert_eq!(division_forms("东区"), ["东区"], "one character is too short");
    }

    #[test]
    fn other_names_of_a_committee_become_the_charters_and_the_writing_is_kept() {
        let kind = BodyKind {
            also_called: ["楼委会", "楼务会", "楼管会", "楼事会"].map(str::to_owned).to_vec(),
            ..testing::kind("committee", "楼宇委员会", Nature::SelfGoverning)
        };
        for (written, name, kept) in [
            ("融汇中心楼务会", "融汇中心楼宇委员会", "融汇中心楼务会"),
            (" 融汇中心楼事会 ", "融汇中心楼宇委员会", "融汇中心楼事会"),
            ("融汇中心楼宇委员会", "融汇中心楼宇委员会", ""),
            ("融汇中心联席会", "融汇中心联席会", ""),
        ] {
            assert_eq!(body_name(&kind, written), (name.to_owned(), kept.to_owned()));
        }
    }
}
