//! The charters that ship with the program: the files of `charters/`.

/// Id and text of every shipped charter.
///
/// Source: MISSION (the five governance models C1–C5).
#[must_use]
pub fn shipped() -> &'static [(&'static str, &'static str)] {
    &[
        ("shijingshan-troika", include_str!("../../../../charters/shijingshan-troika.toml")),
        ("louweihui", include_str!("../../../../charters/louweihui.toml")),
        ("qianfoshan", include_str!("../../../../charters/qianfoshan.toml")),
        ("suncun", include_str!("../../../../charters/suncun.toml")),
        ("shiyan", include_str!("../../../../charters/shiyan.toml")),
    ]
}

/// Id and text of what the shipped charters extend: whole, but no locality's own.
pub const BASE: (&str, &str) = ("base", include_str!("../../../../charters/base.toml"));
