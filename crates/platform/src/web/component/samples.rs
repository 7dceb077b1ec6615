//! Draws every component with samples (empty, typical, extreme) in every language and look.
//!
//! `GALLERY=folder cargo test -p loushi-platform samples` also writes the pages there, to be looked
//! at in a browser.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::{TimeZone, offset};
use kernel::calendar::shipped;
use kernel::{Deadline, Explanation, Reckoning, Refusal};

use super::*;
use crate::web::form::{Choice, FormState};
use crate::web::markup::{faults, page_faults};
use crate::web::{
    ErrorPage, Locale, Nav, NavGroup, NavItem, ScopeLabel, SignedIn, Status, Theme, Tone, View,
    assets,
};

#[derive(Template)]
#[template(path = "samples/staff.html")]
struct StaffSample<'a> {
    v: &'a View,
    day: Date,
    tabs: Vec<Tab>,
    todos: Vec<Todo<'a>>,
    clocks: Vec<ClockEntry<'a>>,
    entries: Vec<TimelineEntry>,
    floors: Vec<Floor>,
    cells: Vec<Vec<(&'static str, CellState)>>,
    form: FormState,
    choices: Vec<Choice>,
    early: Timestamp,
    soon: Timestamp,
    late: Timestamp,
    first: Option<String>,
    next: Option<String>,
    none: Option<String>,
}

#[derive(Template)]
#[template(path = "samples/public.html")]
struct PublicSample<'a> {
    v: &'a View,
    steps: Vec<Step>,
    explanation: Explanation,
    entries: Vec<TimelineEntry>,
    form: FormState,
    choices: Vec<Choice>,
    late: Timestamp,
}

#[derive(Template)]
#[template(path = "samples/wall.html")]
struct WallSample<'a> {
    v: &'a View,
}

fn at(text: &str) -> Timestamp {
    format!("{text}+08:00").parse().expect("a timestamp")
}

fn looks() -> Vec<View> {
    let mut views = Vec::new();
    for locale in Locale::ALL {
        for theme in [Theme::System, Theme::Light, Theme::Dark] {
            for elder in [false, true] {
                let zone = TimeZone::fixed(offset(8));
                let view = View::new(locale, at("2024-02-06T10:24:00"), zone);
                views.push(View { theme, elder, demo: true, ..furnished(view) });
            }
        }
    }
    views
}

fn furnished(view: View) -> View {
    let items = vec![
        NavItem::new("desk", "/desk", "checkbox").with_count(9, true),
        NavItem::new("matters", "/matters", "message-2").with_count(1_248, false),
        NavItem::new("buildings", "/buildings", "building"),
        NavItem::new("imports", "/imports", "table-import"),
        NavItem::new("me", "/me", "user"),
    ];
    let group = NavGroup { heading: Some("nav-group-register"), items: items[2..4].to_vec() };
    let groups = vec![NavGroup { heading: None, items: items[..2].to_vec() }, group];
    View {
        nav: Nav { groups, tabs: items }.at("/matters/7"),
        scope: Some(ScopeLabel {
            title: "融汇中心片区".to_owned(),
            detail: "鲁谷街道 · 3 栋楼".to_owned(),
            href: Some("/me/scope".to_owned()),
        }),
        signed_in: Some(SignedIn {
            name: "周敏".to_owned(),
            body: "鲁谷融汇中心工作站".to_owned(),
        }),
        notices: 3,
        place: "石景山区鲁谷街道".to_owned(),
        path: "/matters/7?tab=life".to_owned(),
        ..view
    }
}

fn explanation(limit: &str, start: &str) -> Explanation {
    let zone = TimeZone::fixed(offset(8));
    let limit = limit.parse().expect("a limit");
    Deadline::count(limit, at(start), &Reckoning::new(&zone, shipped())).explanation
}

fn long(words: &str) -> String {
    words.repeat(12)
}

fn form() -> FormState {
    FormState::from_pairs([("text", "已联系 <b>&\"'"), ("route", "inside"), ("class", "urgent")])
        .refused(Refusal::at("text", "nf-why"))
        .refused(Refusal::at("route", "nf"))
        .refused(Refusal::new("error-failed"))
}

fn choices() -> Vec<Choice> {
    vec![
        Choice::new("inside", "楼内办")
            .explained("事情公开，您是谁不公开。物业、产权方看不到您的手机号和原话截图。"),
        Choice::new("urgent", "转议事").explained("只有工作站和经办单位看得到。"),
        Choice::new("no", "不予受理"),
    ]
}

fn entries() -> Vec<TimelineEntry> {
    let typical = TimelineEntry {
        picture: "g-whis",
        tone: Tone::Whistle,
        title: "报到".to_owned(),
        who: "区市场监管局 特种设备科".to_owned(),
        at: Some(at("2024-02-06T09:42:00")),
        quote: "现场查看 2 号梯门机触点，已联系检测所 2 月 7 日上午到场。".to_owned(),
        ..TimelineEntry::default()
    };
    let shielded = TimelineEntry {
        picture: "i-qrcode",
        title: "扫码提出".to_owned(),
        day: "2 月 5 日".to_owned(),
        detail: "12 层电梯厅".to_owned(),
        ..TimelineEntry::default()
    };
    let extreme = TimelineEntry {
        title: long("并入"),
        who: long("工作站<script>"),
        quote: long("长"),
        ..TimelineEntry::default()
    };
    vec![typical, TimelineEntry::default(), shielded, extreme]
}

fn floors() -> Vec<Floor> {
    let room = |name: &str, area, usage| Room {
        name: name.to_owned(),
        href: if area == 520 { "/enterprises/1".to_owned() } else { String::new() },
        area,
        usage,
    };
    let floor = |label: &str, leader: &str, rooms, open, open_tone| Floor {
        label: label.to_owned(),
        href: format!("?floor={label}"),
        leader: leader.to_owned(),
        rooms,
        open,
        open_tone,
        current: label == "12",
    };
    vec![
        floor("22", "陈怡", vec![room("云杉软件", 1180, RoomUse::LetWithParty)], 0, Tone::Idle),
        floor(
            "12",
            "刘畅",
            vec![
                room("青禾设计", 520, RoomUse::Let),
                room("蓝岸咨询", 300, RoomUse::Let),
                room("拾光摄影", 200, RoomUse::Let),
                room("1207", 160, RoomUse::Vacant),
            ],
            2,
            Tone::Warn,
        ),
        floor("3", "", vec![room("共享会议室", 0, RoomUse::Shared)], 1, Tone::Late),
        floor("B1", "", vec![], 0, Tone::Idle),
        floor("2", "", (0..40).map(|_| room("小间", 5, RoomUse::Let)).collect(), 99, Tone::Idle),
    ]
}

fn cells() -> Vec<Vec<(&'static str, CellState)>> {
    let bad = |why: &str, input: &str| CellState::Bad { why: why.into(), input: input.into() };
    vec![
        vec![
            ("白塔出版", CellState::Good),
            ("91110107MA01X8K3", bad("少 2 位，应为 18 位", "r17-code")),
            ("2024.2.30", bad("2 月没有 30 日", "")),
        ],
        vec![
            ("北京青禾设计", CellState::Unsure { why: "台账已有“青禾设计”".to_owned() }),
            ("91110107MA00Q5TB2M", CellState::Same),
            ("338", CellState::Changed { was: "312".to_owned() }),
        ],
    ]
}

fn staff(v: &View) -> StaffSample<'_> {
    let (early, soon, late) =
        (at("2024-02-06T08:55:00"), at("2024-02-06T10:55:00"), at("2024-02-19T00:00:00"));
    let todo = |title: &str, clock| Todo {
        shape: "new",
        tone: Tone::Idle,
        verb: "分流".to_owned(),
        title: title.to_owned(),
        href: "/matters/1".to_owned(),
        about: vec!["融汇中心 B 座 · 1 层".to_owned()],
        because: "因为：您是分流岗（本周）".to_owned(),
        clock,
        rule: "2 小时内答复，9:00 到期".to_owned(),
        action: ("分流".to_owned(), "/matters/1/triage".to_owned()),
    };
    StaffSample {
        v,
        day: date(2024, 1, 31),
        tabs: vec![
            Tab::new("立起来的社区", "?", true),
            Tab::new("楼事", "?tab=matters", false).with_count(1_007),
        ],
        todos: vec![
            todo("西门快递柜占消防通道", Some(v.plain_clock(early, soon))),
            todo(&long("很长的题目"), Some(v.plain_clock(early, early))),
            todo("没有期限", None),
        ],
        clocks: vec![
            ClockEntry {
                title: "办结".to_owned(),
                rule: "急事速办 · 5 个工作日".to_owned(),
                clock: v.plain_clock(early, late),
                used: 0.18,
                sum: "依据".to_owned(),
                explanation: None,
                sources: vec![("/charters/1".to_owned(), "石景山规则 第 14 版".to_owned())],
            },
            ClockEntry {
                title: "答复提出人".to_owned(),
                rule: "2 小时 · 小时制".to_owned(),
                clock: v.finished_clock(early, soon, late),
                used: 7.0,
                sum: String::new(),
                explanation: None,
                sources: vec![],
            },
        ],
        entries: entries(),
        floors: floors(),
        cells: cells(),
        form: form(),
        choices: choices(),
        early,
        soon,
        late,
        first: Some("/matters".to_owned()),
        next: Some("/matters?after=1.2".to_owned()),
        none: None,
    }
}

fn public(v: &View) -> PublicSample<'_> {
    let step = |label: &str, when: &str, state| Step::new(label, when, state);
    PublicSample {
        v,
        steps: vec![
            step("收到", "2/5", StepState::Behind),
            step("派单", "2/5", StepState::Behind),
            step("吹哨中", "", StepState::Present),
            step("办结", "", StepState::Ahead),
            step("您评价", "", StepState::Ahead),
        ],
        explanation: explanation("5wd", "2024-02-05T09:26:00"),
        entries: entries(),
        form: form(),
        choices: choices(),
        late: at("2024-02-19T00:00:00"),
    }
}

fn drawn(view: &View) -> [(&'static str, String); 3] {
    let counted = explanation("5wd", "2024-02-05T09:26:00");
    let mut staff = staff(view);
    staff.clocks[0].explanation = Some(&counted);
    [
        ("staff", staff.render().expect("the staff sample is drawn")),
        ("public", public(view).render().expect("the public sample is drawn")),
        ("wall", WallSample { v: view }.render().expect("the wall sample is drawn")),
    ]
}

#[test]
fn every_component_is_sound_in_every_language_and_look() {
    for view in looks() {
        for (name, html) in drawn(&view) {
            let look = (name, view.locale, view.theme, view.elder);
            assert_eq!(page_faults(&html), Vec::<String>::new(), "{look:?}");
        }
    }
}

#[test]
fn columns_open_to_their_records_and_averages_lie_over_their_months() {
    let view = &looks()[0];
    let column = |tick: &str, count, shade| Column {
        tick: tick.to_owned(),
        name: format!("{tick} 月：{count} 件 <b>"),
        count,
        href: format!("/matters?month={tick}"),
        shade,
    };
    let columns = [
        column("22/12", 228, Shade::Base),
        column("23/1", 115, Shade::Compared),
        column("2", 0, Shade::Aside),
    ];
    let words = "基期月均 228".to_owned();
    let average = Average { first: 0, last: 0, thousandths: 228_000, words };
    let drawn = view.columns("每月件数", &columns, &[average]).to_string();
    assert_eq!(faults(&drawn), Vec::<String>::new(), "{drawn}");
    assert!(drawn.contains(r#"<a href="/matters?month=23/1""#), "{drawn}");
    assert!(drawn.contains(r#"y="44" width="163" height="180""#), "the highest fills it: {drawn}");
    assert!(drawn.contains(r#"x1="40" x2="313" y1="44" y2="44""#), "{drawn}");
    assert!(!drawn.contains("<b>"));
    for empty in [view.columns("", &[], &[]), view.columns("", &columns[2..], &[])] {
        assert_eq!(faults(&empty.to_string()), Vec::<String>::new());
    }
}

#[test]
fn nothing_typed_becomes_markup() {
    for (_, html) in drawn(&looks()[0]).into_iter().take(2) {
        assert!(!html.contains("<b>&\"'") && !html.contains("工作站<script>"));
        assert!(html.contains("已联系 &#60;b&#62;&#38;&#34;&#39;"));
    }
}

#[test]
fn empty_components_are_sound() {
    let view = &looks()[0];
    let form = FormState::new();
    for html in [
        view.timeline(&[]).to_string(),
        view.steps(&[]).to_string(),
        view.floor_stack(&[]).to_string(),
        view.tabs("", &[]).to_string(),
        view.pager(&None, &None, 50).to_string(),
        view.errors(&form).to_string(),
        view.text(&form, "x", "nf").to_string(),
        view.select(&form, "x", "nf", &[]).to_string(),
        view.cards(&form, "x", "nf", &[]).to_string(),
        view.day_strip(&explanation("2h", "2024-02-05T09:26:00")).to_string(),
    ] {
        assert_eq!(faults(&html), Vec::<String>::new(), "{html}");
    }
    assert_eq!(view.errors(&form).to_string().trim(), "");
}

#[test]
fn a_list_on_one_page_without_a_count_has_no_foot() {
    let view = &looks()[0];
    assert_eq!(view.pager(&None, &None, 50).to_string().trim(), "");
    let next = Some("/x?after=1".to_owned());
    assert!(view.pager(&None, &next, 50).to_string().contains(r#"rel="next""#));
    assert!(view.pager(&None, &None, 50).of(3_i64, false).to_string().contains("共 3 条"));
}

#[test]
fn a_refused_field_is_tied_to_its_hint_and_its_error() {
    let view = &looks()[0];
    let form = form();
    let field = view.area(&form, "text", "nav-topics").hint("nf-why").required().to_string();
    assert!(field.contains(r#"aria-describedby="h-text e-text" aria-invalid="true""#), "{field}");
    assert!(field.contains(r#"id="h-text""#) && field.contains(r#"id="e-text""#), "{field}");
    assert!(field.contains(r#"<label class="lb" for="f-text""#), "{field}");
}

#[test]
fn the_strip_names_festival_and_make_up_day() {
    let view = &looks()[0];
    let strip = view.day_strip(&explanation("5wd", "2024-02-06T09:26:00")).to_string();
    for told in [
        "除夕",
        "春节",
        "放假 8 天不计",
        "第 4 日·调休",
        "第 5 日",
        "10–17",
        "2 月 19 日（周一）24:00 到期",
    ] {
        assert!(strip.contains(told), "{told} in {strip}");
    }
    let unknown = view.day_strip(&explanation("5wd", "2031-02-06T09:26:00")).to_string();
    assert!(unknown.contains("还没有 2031 年的放假安排"), "{unknown}");
}

#[test]
fn pages_that_say_no_are_sound_in_every_language() {
    for view in looks() {
        for page in [
            ErrorPage::not_found(view.clone()),
            ErrorPage::failed(view.clone(), "E-7F3K"),
            ErrorPage::too_large(view.clone(), "20 MB"),
            ErrorPage::too_many(view.clone(), 90),
            ErrorPage::refused(view.clone(), "error-cross-site"),
            ErrorPage::refused(view.clone(), "error-sign-in"),
            ErrorPage::refused(view.clone(), "error-unavailable"),
            ErrorPage::refused(view.clone(), "error-bad-request"),
            ErrorPage::refusal(view.clone(), &Refusal::new("nf-why")),
        ] {
            let html = page.render().expect("an error page is drawn");
            assert_eq!(page_faults(&html), Vec::<String>::new());
        }
    }
}

/// Source: UX §13.
#[test]
fn a_public_page_is_light() {
    let html = drawn(&looks()[0])[1].1.len();
    assert!(html < 24 * 1024, "the public sample has {html} bytes before compression");
}

#[test]
fn the_gallery_is_written_when_asked_for() {
    let Some(folder) = std::env::var_os("GALLERY").map(std::path::PathBuf::from) else { return };
    std::fs::create_dir_all(folder.join("assets")).expect("a folder");
    for (url, text) in assets::all() {
        std::fs::write(folder.join(url.trim_start_matches('/')), text).expect("written");
    }
    for view in looks() {
        let elder = if view.elder { "-elder" } else { "" };
        let look = format!("{}-{}{elder}", view.locale.tag(), view.theme.word());
        for (name, html) in drawn(&view) {
            std::fs::write(folder.join(format!("{name}-{look}.html")), html).expect("written");
        }
        let page = ErrorPage::failed(view, "E-7F3K").render().expect("drawn");
        std::fs::write(folder.join(format!("error-{look}.html")), page).expect("written");
    }
}
