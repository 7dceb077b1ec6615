//! The pictures: outline icons (Tabler's set, from a crate) and the status shapes drawn here.
//!
//! All stand in one sprite, served as a file of its own and cached for good; a page refers to a
//! picture by name. Source: UX §8, §9.

use std::fmt::Write as _;

use icondata_core::Icon;

use super::assets;
use super::html::Html;

/// Outline icons by the name templates use.
const ICONS: &[(&str, Icon)] = &[
    ("adjustments", icondata_tb::TbAdjustmentsOutline),
    ("alert-circle", icondata_tb::TbAlertCircleOutline),
    ("alert-triangle", icondata_tb::TbAlertTriangleOutline),
    ("arrow-back-up", icondata_tb::TbArrowBackUpOutline),
    ("arrow-down", icondata_tb::TbArrowDownOutline),
    ("arrow-merge", icondata_tb::TbArrowMergeOutline),
    ("arrow-right", icondata_tb::TbArrowRightOutline),
    ("arrow-up", icondata_tb::TbArrowUpOutline),
    ("arrows-split", icondata_tb::TbArrowsSplitOutline),
    ("ban", icondata_tb::TbBanOutline),
    ("bell", icondata_tb::TbBellOutline),
    ("bell-ringing", icondata_tb::TbBellRingingOutline),
    ("bookmark", icondata_tb::TbBookmarkOutline),
    ("briefcase", icondata_tb::TbBriefcaseOutline),
    ("building", icondata_tb::TbBuildingOutline),
    ("building-community", icondata_tb::TbBuildingCommunityOutline),
    ("bulb", icondata_tb::TbBulbOutline),
    ("calendar", icondata_tb::TbCalendarOutline),
    ("calendar-event", icondata_tb::TbCalendarEventOutline),
    ("camera-plus", icondata_tb::TbCameraPlusOutline),
    ("certificate", icondata_tb::TbCertificateOutline),
    ("chart-line", icondata_tb::TbChartLineOutline),
    ("check", icondata_tb::TbCheckOutline),
    ("checkbox", icondata_tb::TbCheckboxOutline),
    ("checks", icondata_tb::TbChecksOutline),
    ("chevron-down", icondata_tb::TbChevronDownOutline),
    ("chevron-left", icondata_tb::TbChevronLeftOutline),
    ("chevron-right", icondata_tb::TbChevronRightOutline),
    ("clock", icondata_tb::TbClockOutline),
    ("cloud-off", icondata_tb::TbCloudOffOutline),
    ("copy", icondata_tb::TbCopyOutline),
    ("database", icondata_tb::TbDatabaseOutline),
    ("device-floppy", icondata_tb::TbDeviceFloppyOutline),
    ("door", icondata_tb::TbDoorOutline),
    ("download", icondata_tb::TbDownloadOutline),
    ("edit", icondata_tb::TbEditOutline),
    ("elevator", icondata_tb::TbElevatorOutline),
    ("external-link", icondata_tb::TbExternalLinkOutline),
    ("eye", icondata_tb::TbEyeOutline),
    ("eye-check", icondata_tb::TbEyeCheckOutline),
    ("file-check", icondata_tb::TbFileCheckOutline),
    ("file-spreadsheet", icondata_tb::TbFileSpreadsheetOutline),
    ("file-text", icondata_tb::TbFileTextOutline),
    ("filter", icondata_tb::TbFilterOutline),
    ("flag-3", icondata_tb::TbFlag3Outline),
    ("globe", icondata_tb::TbGlobeOutline),
    ("history", icondata_tb::TbHistoryOutline),
    ("home", icondata_tb::TbHomeOutline),
    ("info-circle", icondata_tb::TbInfoCircleOutline),
    ("key", icondata_tb::TbKeyOutline),
    ("language", icondata_tb::TbLanguageOutline),
    ("link", icondata_tb::TbLinkOutline),
    ("list-details", icondata_tb::TbListDetailsOutline),
    ("lock", icondata_tb::TbLockOutline),
    ("logout", icondata_tb::TbLogoutOutline),
    ("mail", icondata_tb::TbMailOutline),
    ("map-pin", icondata_tb::TbMapPinOutline),
    ("menu-2", icondata_tb::TbMenu2Outline),
    ("message-2", icondata_tb::TbMessage2Outline),
    ("message-circle", icondata_tb::TbMessageCircleOutline),
    ("message-plus", icondata_tb::TbMessagePlusOutline),
    ("messages", icondata_tb::TbMessagesOutline),
    ("mood-smile", icondata_tb::TbMoodSmileOutline),
    ("moon", icondata_tb::TbMoonOutline),
    ("note", icondata_tb::TbNoteOutline),
    ("paperclip", icondata_tb::TbPaperclipOutline),
    ("phone", icondata_tb::TbPhoneOutline),
    ("photo", icondata_tb::TbPhotoOutline),
    ("player-pause", icondata_tb::TbPlayerPauseOutline),
    ("plus", icondata_tb::TbPlusOutline),
    ("printer", icondata_tb::TbPrinterOutline),
    ("qrcode", icondata_tb::TbQrcodeOutline),
    ("refresh", icondata_tb::TbRefreshOutline),
    ("scale", icondata_tb::TbScaleOutline),
    ("search", icondata_tb::TbSearchOutline),
    ("selector", icondata_tb::TbSelectorOutline),
    ("send", icondata_tb::TbSendOutline),
    ("settings", icondata_tb::TbSettingsOutline),
    ("shield-check", icondata_tb::TbShieldCheckOutline),
    ("shield-lock", icondata_tb::TbShieldLockOutline),
    ("sitemap", icondata_tb::TbSitemapOutline),
    ("speakerphone", icondata_tb::TbSpeakerphoneOutline),
    ("stairs", icondata_tb::TbStairsOutline),
    ("star", icondata_tb::TbStarOutline),
    ("sun", icondata_tb::TbSunOutline),
    ("table-import", icondata_tb::TbTableImportOutline),
    ("text-size", icondata_tb::TbTextSizeOutline),
    ("tools", icondata_tb::TbToolsOutline),
    ("trash", icondata_tb::TbTrashOutline),
    ("upload", icondata_tb::TbUploadOutline),
    ("user", icondata_tb::TbUserOutline),
    ("user-check", icondata_tb::TbUserCheckOutline),
    ("users", icondata_tb::TbUsersOutline),
    ("users-group", icondata_tb::TbUsersGroupOutline),
    ("walk", icondata_tb::TbWalkOutline),
    ("x", icondata_tb::TbXOutline),
];

/// The status shapes, 16 × 16, by name. Each differs in outline, so that none needs its colour.
///
/// Source: UX §8. A cut-out takes the colour of the panel it lies on.
const GLYPHS: &[(&str, &str)] = &[
    ("logo", LOGO),
    (
        "new",
        r#"<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.7" stroke-dasharray="2.4 1.495"/>"#,
    ),
    ("sign", RING),
    (
        "quarter",
        r#"<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="M8 8V4a4 4 0 0 1 4 4z" fill="currentColor"/>"#,
    ),
    (
        "work",
        r#"<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="M8 4a4 4 0 0 1 0 8z" fill="currentColor"/>"#,
    ),
    (
        "call",
        r#"<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="M8 8V4a4 4 0 1 1-4 4z" fill="currentColor"/>"#,
    ),
    (
        "done",
        r#"<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="m4.8 8.3 2.2 2.2 4.3-4.7" fill="none" stroke="var(--panel)" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/>"#,
    ),
    (
        "talk",
        r#"<path d="M3.5 2.1h9a1.5 1.5 0 0 1 1.5 1.5v6.2a1.5 1.5 0 0 1-1.5 1.5H7.6L4.2 14v-2.7h-.7A1.5 1.5 0 0 1 2 9.8V3.6a1.5 1.5 0 0 1 1.5-1.5z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/><path d="M5 6.7h.01M8 6.7h.01M11 6.7h.01" stroke="currentColor" stroke-width="1.9" stroke-linecap="round"/>"#,
    ),
    (
        "whis",
        r#"<path d="M6.6 4.2h8.2v3h-3.4v1.2A4.8 4.8 0 1 1 6.6 4.2z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/><circle cx="6.6" cy="8.8" r="1.4" fill="currentColor"/>"#,
    ),
    (
        "park",
        r#"<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="M6.3 5.7v4.6M9.7 5.7v4.6" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"/>"#,
    ),
    (
        "merge",
        r#"<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="M4.9 8h5.9M8.5 5.7 10.8 8l-2.3 2.3" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>"#,
    ),
    (
        "back",
        r#"<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="M11.1 8H5.2M7.5 5.7 5.2 8l2.3 2.3" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>"#,
    ),
    (
        "no",
        r#"<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="m3.7 12.3 8.6-8.6" stroke="currentColor" stroke-width="1.7"/>"#,
    ),
    (
        "time",
        r#"<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 4.5V8l2.3 1.6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>"#,
    ),
    (
        "soon",
        r#"<circle cx="8" cy="8" r="6.7" fill="currentColor"/><path d="M8 4.3V8l2.4 1.7" fill="none" stroke="var(--panel)" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>"#,
    ),
    (
        "late",
        r#"<path d="M8 1.4 15.2 14.2H.8z" fill="currentColor" stroke="currentColor" stroke-linejoin="round"/><path d="M8 6v4" stroke="var(--panel)" stroke-width="1.7" stroke-linecap="round"/><circle cx="8" cy="12.1" r=".95" fill="var(--panel)"/>"#,
    ),
    (
        "find",
        r#"<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="M8 4.7v3.9" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"/><circle cx="8" cy="11.1" r=".95" fill="currentColor"/>"#,
    ),
];

const RING: &str =
    r#"<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.7"/>"#;

const LOGO: &str = r#"<rect x="1" y="1" width="14" height="14" rx="3" fill="var(--brand,#1d4f86)"/><path d="M4.2 12.4V5.3L8 3.5l3.8 1.8v7.1M6.4 7.3h.01M9.6 7.3h.01M6.4 9.7h.01M9.6 9.7h.01M3 12.4h10" fill="none" stroke="var(--on,#fff)" stroke-width="1.25" stroke-linecap="round" stroke-linejoin="round"/>"#;

/// The sprite: every icon as `i-name`, every status shape as `g-name`. Shown by itself it is the
/// logo, so that the browser's tab asks for no further file (UX §13: four requests).
#[must_use]
pub fn sprite() -> String {
    let mut svg = String::from(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">"#);
    let symbol = |svg: &mut String, id: &str, size: u8, drawing: &str| {
        let drawing = drawing.replace(['\n', '\r'], "").replace(" />", "/>");
        write!(svg, r#"<symbol id="{id}" viewBox="0 0 {size} {size}">{drawing}</symbol>"#)
            .expect("writing to a string does not fail");
    };
    for (name, icon) in ICONS {
        symbol(&mut svg, &format!("i-{name}"), 24, icon.data);
    }
    for (name, drawing) in GLYPHS {
        symbol(&mut svg, &format!("g-{name}"), 16, drawing);
    }
    svg.push_str(r##"<use href="#g-logo"/></svg>"##);
    svg
}

/// Whether templates may ask for the icon `name`.
#[must_use]
pub fn is_icon(name: &str) -> bool {
    ICONS.iter().any(|(known, _)| *known == name)
}

/// Whether templates may ask for the status shape `name`.
#[must_use]
pub fn is_glyph(name: &str) -> bool {
    GLYPHS.iter().any(|(known, _)| *known == name)
}

/// The outline icon `name`, decorative: the words beside it say what it means.
#[must_use]
pub fn icon(name: &str) -> Html {
    debug_assert!(is_icon(name), "no icon is called {name}");
    used("i", name)
}

/// The status shape `name`, decorative: the word beside it says what it means.
#[must_use]
pub fn glyph(name: &str) -> Html {
    debug_assert!(is_glyph(name), "no status shape is called {name}");
    used("g", name)
}

fn used(class: &str, name: &str) -> Html {
    let sprite = assets::url("icons.svg");
    Html::trusted(format!(
        r##"<svg class="{class}" aria-hidden="true"><use href="{sprite}#{class}-{name}"/></svg>"##
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_picture_is_called_twice() {
        let sprite = sprite();
        for (name, _) in ICONS {
            assert_eq!(sprite.matches(&format!("id=\"i-{name}\"")).count(), 1, "{name}");
        }
        for (name, _) in GLYPHS {
            assert_eq!(sprite.matches(&format!("id=\"g-{name}\"")).count(), 1, "{name}");
        }
    }

    #[test]
    fn the_sprite_styles_nothing_inline() {
        assert!(!sprite().contains("style="));
        assert!(!sprite().contains("<script"));
    }

    #[test]
    fn an_icon_points_into_the_cached_sprite() {
        let icon = icon("search").to_string();
        assert!(icon.contains("/assets/icons.") && icon.contains(".svg#i-search"), "{icon}");
    }
}
