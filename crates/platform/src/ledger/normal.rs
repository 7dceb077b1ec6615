//! Text as people type it into tables, brought to one form before it is compared.

use std::borrow::Cow;

use kernel::text::half_width as narrow;

/// Characters that look like nothing: white space of every script, and the marks that programs
/// leave behind (byte order mark, zero-width spaces and joiners).
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

/// The text without blanks around it: spaces, tabs, line ends, full-width and zero-width spaces.
#[must_use]
pub fn tidy(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// The text with full-width letters, digits and signs made half-width, as typed on a Latin
/// keyboard. Chinese punctuation outside that block stays.
#[must_use]
pub fn half_width(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_full_width) {
        Cow::Owned(text.chars().map(narrow).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn is_full_width(c: char) -> bool {
    matches!(c, '\u{ff01}'..='\u{ff5e}' | '\u{3000}')
}

/// The form in which words are compared: half-width, lower case, no blanks at all.
#[must_use]
pub fn word(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c)).map(narrow).flat_map(char::to_lowercase).collect()
}

/// A heading brought to the forms in which it may be recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingForm {
    /// The whole heading, brackets included.
    pub full: String,
    /// The heading without any bracketed part; equal to `full` when there is none.
    pub bare: String,
    /// What stands in the last pair of brackets, when that ends the heading: often a unit.
    pub bracketed: Option<String>,
}

/// Normalises a heading: blanks, width, case, kinds of brackets, a mark of duty such as `*`, and a
/// colon at the end make no difference.
#[must_use]
pub fn heading(text: &str) -> HeadingForm {
    let one: String = word(text).chars().map(round_bracket).collect();
    let full = one.trim_start_matches('*').trim_end_matches([':', '*']).to_owned();
    let bare = without_brackets(&full);
    let bracketed = full
        .strip_suffix(')')
        .and_then(|open| open.rsplit_once('('))
        .map(|(_, inside)| inside.to_owned())
        .filter(|inside| !inside.is_empty());
    let bare = if bare.is_empty() { full.clone() } else { bare };
    HeadingForm { full, bare, bracketed }
}

/// Lenticular, tortoise-shell, square and angle brackets as round ones.
fn round_bracket(c: char) -> char {
    match c {
        '\u{3010}' | '\u{3014}' | '[' | '\u{3008}' => '(',
        '\u{3011}' | '\u{3015}' | ']' | '\u{3009}' => ')',
        other => other,
    }
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_of_every_kind_are_cut_from_both_ends() {
        assert_eq!(tidy("\n\t\u{3000} 你好 世界\u{a0}\u{feff}\r\n"), "你好 世界");
        assert_eq!(tidy("\u{200b}"), "");
    }

    #[test]
    fn full_width_becomes_half_width_and_nothing_else_changes() {
        assert_eq!(half_width("２０２４．１，Ａ座（东）"), "2024.1,A座(东)");
        assert_eq!(half_width("。、“”"), "。、“”");
    }

    #[test]
    fn headings_are_recognised_through_what_people_do_to_them() {
        for typed in
            ["工单编号", " 工单 编号 ", "*工单编号", "工单\n编号：", "工单编号 ：", "　工单编号"]
        {
            assert_eq!(heading(typed).full, "工单编号", "{typed:?}");
        }
        let area = heading("建筑面积（万㎡）");
        assert_eq!((area.bare.as_str(), area.bracketed.as_deref()), ("建筑面积", Some("万㎡")));
        let name = heading("楼宇【载体】名称");
        assert_eq!((name.bare.as_str(), name.bracketed), ("楼宇名称", None));
        assert_eq!(heading("CreatedDate").full, "createddate");
        assert_eq!(heading("(万元)").bare, "(万元)");
    }
}
