//! Names as they are compared: ledgers write one name in many ways.

/// The comparable form of a name: full-width forms made half-width, Latin letters small, blanks
/// and punctuation gone. Search and matching use it; people see the name as written.
///
/// Source: DOMAIN 8.2 (ledgers mix full-width digits and spaces).
#[must_use]
pub fn key(name: &str) -> String {
    name.chars()
        .map(half_width)
        .filter(|char| char.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The ASCII form of a full-width form; other characters as they are.
fn half_width(char: char) -> char {
    let code = u32::from(char);
    if (0xff01..=0xff5e).contains(&code) {
        char::from_u32(code - 0xfee0).unwrap_or(char)
    } else {
        char
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
