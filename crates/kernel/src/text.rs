//! How letters compare: ledgers, forms, codes and search must read one text alike.

/// The half-width form of a full-width letter, digit, sign or blank (Ａ becomes A); every other
/// character as it is.
#[must_use]
pub const fn half_width(letter: char) -> char {
    match letter {
        '\u{3000}' => ' ',
        // The block mirrors ASCII from `!` to `~`.
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(letter as u32 - 0xfee0) {
            Some(narrow) => narrow,
            None => letter,
        },
        other => other,
    }
}

/// The letters of a text as they are compared: half-width and small.
pub fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().map(half_width).flat_map(char::to_lowercase)
}

/// Whether a character is a Chinese ideograph.
#[must_use]
pub const fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_case_make_no_difference() {
        assert_eq!(folded("Ａ座　２号，İ").collect::<String>(), "a座 2号,i\u{307}");
        assert_eq!(half_width('～'), '~');
        assert_eq!(half_width('。'), '。', "Chinese signs outside the block stay");
    }

    #[test]
    fn ideographs_are_told_from_letters_and_kana() {
        for (letter, han) in [('楼', true), ('㐀', true), ('𠀀', true), ('a', false), ('ア', false)]
        {
            assert_eq!(is_han(letter), han, "{letter}");
        }
    }
}
