//! Finding what in a text tells who wrote it: numbers, accounts, rooms, plates, names.
//!
//! It finds too much rather than too little: a worker sees the proposal and can loosen it.

use std::ops::Range;

use kernel::text::is_han;

use crate::rules::lexicon;
use crate::rules::text::fold_char;

/// What kind of personal data a span holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonalKind {
    /// A mobile or landline number: seven digits or more, also written in Chinese numerals.
    Phone,
    /// An identity card, bank card or other long number.
    IdNumber,
    /// An e-mail address.
    Email,
    /// A WeChat or similar account.
    Account,
    /// A number plate.
    Plate,
    /// A room.
    Room,
    /// A name.
    Name,
}

impl PersonalKind {
    /// The locale key of what stands in its place.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Phone => "matter-personal-phone",
            Self::IdNumber => "matter-personal-id-number",
            Self::Email => "matter-personal-email",
            Self::Account => "matter-personal-account",
            Self::Plate => "matter-personal-plate",
            Self::Room => "matter-personal-room",
            Self::Name => "matter-personal-name",
        }
    }
}

/// Personal data in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// What.
    pub kind: PersonalKind,
}

/// A text as positions and folded characters, so that every finder counts alike.
struct Letters<'a> {
    text: &'a str,
    at: Vec<usize>,
    folded: Vec<char>,
}

impl<'a> Letters<'a> {
    fn of(text: &'a str) -> Self {
        let (at, folded) = text.char_indices().map(|(at, typed)| (at, fold_char(typed))).unzip();
        Self { text, at, folded }
    }

    fn len(&self) -> usize {
        self.folded.len()
    }

    fn get(&self, index: usize) -> Option<char> {
        self.folded.get(index).copied()
    }

    fn rest(&self, index: usize) -> &'a str {
        self.at.get(index).map_or("", |at| &self.text[*at..])
    }

    fn before(&self, index: usize) -> &'a str {
        self.at.get(index).map_or(self.text, |at| &self.text[..*at])
    }

    fn span(&self, from: usize, to: usize, kind: PersonalKind) -> Span {
        let end = self.at.get(to).copied().unwrap_or(self.text.len());
        Span { range: self.at[from]..end, kind }
    }

    /// The end of the run of characters from `from` that satisfy `fits`.
    fn run(&self, from: usize, fits: impl Fn(char) -> bool) -> usize {
        (from..self.len()).find(|index| !fits(self.folded[*index])).unwrap_or(self.len())
    }
}

/// The personal data in a text, in order, without overlap. What was found once is found wherever
/// it stands again.
#[must_use]
pub fn find(text: &str) -> Vec<Span> {
    let letters = Letters::of(text);
    let mut spans = Vec::new();
    for index in 0..letters.len() {
        let finders: [fn(&Letters<'_>, usize) -> Option<Span>; 6] =
            [numbers, numerals, emails, plates, rooms, accounts];
        spans.extend(finders.iter().filter_map(|finder| finder(&letters, index)));
        spans.extend(names(&letters, index));
    }
    spans.extend(repeated(text, &spans));
    without_overlap(spans)
}

/// Seven digits or more: in one run, or in groups of three or more parted by single blanks, or by
/// hyphens where the first group is an area code or begins a mobile or service number (hyphens
/// part ranges and file numbers too).
fn numbers(letters: &Letters<'_>, from: usize) -> Option<Span> {
    let digit = |letter: char| letter.is_ascii_digit();
    if !digit(letters.get(from)?) || from > 0 && letters.get(from - 1).is_some_and(digit) {
        return None;
    }
    let first = letters.run(from, digit);
    let (mut to, mut count) = (first, first - from);
    while count >= 3 && letters.get(to).is_some_and(|part| matches!(part, ' ' | '-')) {
        let end = letters.run(to + 1, digit);
        if end - (to + 1) < 3 {
            break;
        }
        count += end - (to + 1);
        to = end;
    }
    if letters.folded[from..to].contains(&'-')
        && !is_hyphened_phone(&letters.folded[from..first], count)
    {
        return None;
    }
    if count == 17 && letters.get(to) == Some('x') {
        return Some(letters.span(from, to + 1, PersonalKind::IdNumber));
    }
    let century = letters.folded[from..].starts_with(&['1', '9'])
        || letters.folded[from..].starts_with(&['2', '0']);
    match count {
        8 if to == first && century => None,
        7..=13 => Some(letters.span(from, to, PersonalKind::Phone)),
        14.. => Some(letters.span(from, to, PersonalKind::IdNumber)),
        _ => None,
    }
}

/// Whether a first group and `count` digits in all make a phone number parted by hyphens.
fn is_hyphened_phone(first: &[char], count: usize) -> bool {
    match first {
        ['0', _, _] | ['0', _, _, _] => (10..=12).contains(&count),
        ['4' | '8', '0', '0'] => count == 10,
        ['1', second, _] => *second >= '3' && count == 11,
        _ => false,
    }
}

/// Seven Chinese numerals or more in a row.
fn numerals(letters: &Letters<'_>, from: usize) -> Option<Span> {
    let numeral = |letter: char| {
        is_han(letter) && lexicon::begins_one(letter, "han_digits") || letter == '\u{3007}'
    };
    if from > 0 && letters.get(from - 1).is_some_and(numeral) {
        return None;
    }
    let to = letters.run(from, numeral);
    (to - from >= 7).then(|| letters.span(from, to, PersonalKind::Phone))
}

fn emails(letters: &Letters<'_>, at: usize) -> Option<Span> {
    let part =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-' | '+');
    if letters.get(at)? != '@' {
        return None;
    }
    let from = (0..at).rev().take_while(|index| part(letters.folded[*index])).last()?;
    let to = letters.run(at + 1, part);
    (to > at + 1).then(|| letters.span(from, to, PersonalKind::Email))
}

/// A province, a letter, five or six letters or digits; a dot or blank may part them.
fn plates(letters: &Letters<'_>, from: usize) -> Option<Span> {
    lexicon::opening(letters.rest(from), "plate_provinces")?;
    letters.get(from + 1).filter(char::is_ascii_alphabetic)?;
    let gap = matches!(letters.get(from + 2), Some(' ' | '\u{b7}' | '.' | '-'));
    let tail = from + 2 + usize::from(gap);
    let to = letters.run(tail, |letter| letter.is_ascii_alphanumeric());
    matches!(to - tail, 5 | 6).then(|| letters.span(from, to, PersonalKind::Plate))
}

/// Two to five digits before a word for room, or three or four after a word for part of a
/// building.
fn rooms(letters: &Letters<'_>, from: usize) -> Option<Span> {
    let digit = |letter: char| letter.is_ascii_digit();
    if !digit(letters.get(from)?) || from > 0 && letters.get(from - 1).is_some_and(digit) {
        return None;
    }
    let mut to = letters.run(from, digit);
    let count = to - from;
    if letters.get(to).is_some_and(|letter| letter.is_ascii_alphabetic())
        && !letters.get(to + 1).is_some_and(|letter| letter.is_ascii_alphanumeric())
    {
        to += 1;
    }
    if let Some(word) = lexicon::opening(letters.rest(to), "room_after")
        && (2..=5).contains(&count)
    {
        return Some(letters.span(from, to + word.chars().count(), PersonalKind::Room));
    }
    if lexicon::opening(letters.rest(to), "measures").is_some() {
        return None;
    }
    let before = letters.before(from).trim_end();
    let part = lexicon::words("room_before").iter().any(|word| before.ends_with(word));
    let dashed = before.strip_suffix('-').is_some_and(|head| {
        (1..=2).contains(&head.chars().rev().take_while(|letter| digit(*letter)).count())
    });
    ((part || dashed) && matches!(count, 3 | 4)).then(|| letters.span(from, to, PersonalKind::Room))
}

fn accounts(letters: &Letters<'_>, from: usize) -> Option<Span> {
    let word = lexicon::opening(letters.rest(from), "account_openers")?;
    let start = letters.run(from + word.chars().count(), |letter| {
        !letter.is_ascii_alphanumeric() && (!letter.is_alphanumeric() || letter == '\u{662f}')
    });
    let to =
        letters.run(start, |letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'));
    (to - start >= 5).then(|| letters.span(start, to, PersonalKind::Account))
}

/// Names: after a sure opener whatever stands there, after a possible one only what begins with
/// a surname, and a surname before a title.
fn names(letters: &Letters<'_>, from: usize) -> Option<Span> {
    let rest = letters.rest(from);
    if let Some(opener) = lexicon::opening(rest, "name_openers") {
        let start = after_opener(letters, from, opener);
        if lexicon::opening(letters.rest(start), "called_not_named").is_some() {
            return None;
        }
        let to = name_end(letters, start, surname_length(letters.rest(start)).unwrap_or(1) + 2);
        return (to > start).then(|| letters.span(start, to, PersonalKind::Name));
    }
    if let Some(opener) = lexicon::opening(rest, "name_maybe_openers") {
        let start = after_opener(letters, from, opener);
        let surname = surname_length(letters.rest(start))?;
        let to = name_end(letters, start, surname + 2);
        let named = to > start + surname || opener.ends_with('\u{59d3}');
        return (named && may_be_a_name(letters, start, to))
            .then(|| letters.span(start, to, PersonalKind::Name));
    }
    let surname = surname_length(rest)?;
    // A given name of up to two characters may stand between surname and title.
    (0..=2).find_map(|given| {
        let title = lexicon::opening(letters.rest(from + surname + given), "titles")?;
        let to = from + surname + given + title.chars().count();
        may_be_a_name(letters, from, to).then(|| letters.span(from, to, PersonalKind::Name))
    })
}

/// Whether nothing but ideographs stands there, and no word that is known to be no name
/// nor a particle.
fn may_be_a_name(letters: &Letters<'_>, from: usize, to: usize) -> bool {
    let mut named = letters.folded[from..to].iter();
    let text = letters.span(from, to, PersonalKind::Name);
    let text = &letters.text[text.range];
    named.all(|letter| is_han(*letter) && *letter != '\u{7684}')
        && !lexicon::holds_one(text, "no_names")
}

fn after_opener(letters: &Letters<'_>, from: usize, opener: &str) -> usize {
    letters.run(from + opener.chars().count(), |letter| {
        letter.is_whitespace() || matches!(letter, ':' | '\u{662f}' | '\u{53eb}')
    })
}

fn surname_length(text: &str) -> Option<usize> {
    if lexicon::opening(text, "double_surnames").is_some() {
        return Some(2);
    }
    lexicon::opening(text, "surnames").map(|_| 1)
}

/// Where a name of at most `most` characters ends: before punctuation, and, from its third
/// character on, before a word that cannot belong to it.
fn name_end(letters: &Letters<'_>, start: usize, most: usize) -> usize {
    let bound = (start + most).min(letters.len());
    (start..bound)
        .find(|index| {
            !is_han(letters.folded[*index])
                || *index >= start + 2
                    && lexicon::opening(letters.rest(*index), "name_ends").is_some()
        })
        .unwrap_or(bound)
}

/// Every further place where what was found stands again.
fn repeated(text: &str, spans: &[Span]) -> Vec<Span> {
    let mut again = Vec::new();
    for span in spans {
        let found = &text[span.range.clone()];
        if found.chars().count() < 2 {
            continue;
        }
        again.extend(
            text.match_indices(found)
                .map(|(at, _)| Span { range: at..at + found.len(), kind: span.kind }),
        );
    }
    again
}

/// Spans in order; those that touch or overlap become one, of the kind that began it.
fn without_overlap(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end), span.kind));
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.range.start < last.range.end => {
                last.range.end = last.range.end.max(span.range.end);
            }
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(PersonalKind, &str)> {
        find(text).into_iter().map(|span| (span.kind, &text[span.range])).collect()
    }

    #[test]
    fn personal_data_is_found_where_it_stands() {
        use PersonalKind::{Account, Email, IdNumber, Name, Phone, Plate, Room};
        let rows: &[(&str, &[(PersonalKind, &str)])] = &[
            ("打13912345580找我", &[(Phone, "13912345580")]),
            ("电话 139-1234-5580，谢谢", &[(Phone, "139-1234-5580")]),
            ("电话１３９１２３４５５８０", &[(Phone, "１３９１２３４５５８０")]),
            ("座机010-55500166", &[(Phone, "010-55500166")]),
            ("拨5550 0166", &[(Phone, "5550 0166")]),
            ("热线400-810-1234", &[(Phone, "400-810-1234")]),
            ("一三九幺二三四五五八零", &[(Phone, "一三九幺二三四五五八零")]),
            ("身份证11010119900307123X", &[(IdNumber, "11010119900307123X")]),
            ("卡号6222020200011112222", &[(IdNumber, "6222020200011112222")]),
            ("写信到li.na@example.com吧", &[(Email, "li.na@example.com")]),
            ("车牌京A·12345挡路", &[(Plate, "京A·12345")]),
            ("绿牌京AD12345堵着", &[(Plate, "京AD12345")]),
            ("我在1203室", &[(Room, "1203室")]),
            ("12层1203漏水", &[(Room, "1203")]),
            ("3单元502漏水", &[(Room, "502")]),
            ("2-1203漏水", &[(Room, "1203")]),
            ("1203A房间漏水", &[(Room, "1203A房间")]),
            ("微信号：lina_2024", &[(Account, "lina_2024")]),
            ("我叫王丽，空调不热", &[(Name, "王丽")]),
            ("我叫王丽娜在12层上班", &[(Name, "王丽娜")]),
            ("我是欧阳小雨，请回电", &[(Name, "欧阳小雨")]),
            ("我是李想的同事", &[(Name, "李想")]),
            ("请联系张先生", &[(Name, "张先生")]),
            ("王丽娜女士反映", &[(Name, "王丽娜女士")]),
            ("我姓赵", &[(Name, "赵")]),
            ("联系人：陈晓东", &[(Name, "陈晓东")]),
            ("我叫王丽。王丽昨天也说过", &[(Name, "王丽"), (Name, "王丽")]),
        ];
        for (text, expected) in rows {
            assert_eq!(found(text), *expected, "{text}");
        }
    }

    #[test]
    fn what_tells_nobody_is_left_alone() {
        for text in [
            "2 号电梯早上八点半到九点老停，12 层等了快二十分钟",
            "我是12层的员工，空调不热",
            "2024-02-06 停电，20240206 又停",
            "消防车道剩不到两米五，鲁谷路 66 号西门",
            "一二三号梯都停",
            "我是来办事的",
            "我叫了物业三次，没有联系人",
            "电梯高峰时总停",
            "费用从800-1500元，规范50096-2011，2016-2020年规划",
            "噪声80-100分贝，12层300户，90-110平方",
            "项目经理和管辖的老师都不管，全体老师反对",
            "我是于今年搬来的",
            "",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
