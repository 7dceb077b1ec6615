//! The charters that ship with the program: the files of `charters/`.

/// Id and text of every shipped charter.
#[must_use]
pub fn shipped() -> &'static [(&'static str, &'static str)] {
    &[("shijingshan-troika", include_str!("../../../../charters/shijingshan-troika.toml"))]
}
