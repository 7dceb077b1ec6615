//! The shipped charter, read by everybody who owns a part of it.

use std::collections::BTreeSet;

use jiff::civil::date;
use kernel::TimeLimit;
use platform::charter::{BASE, Charter, Resolved, SectionOwner, check, shipped, shipped_library};
use platform::permission::Role;
use platform::web::Locale;
use proptest::prelude::*;
use registry::model::charter::Bodies;

use super::*;
use crate::model::{ClockKind, Visibility};

fn owners() -> Vec<SectionOwner> {
    registry::model::charter::SECTIONS.into_iter().chain(SECTIONS).collect()
}

fn faults(file: &str, text: &str, locale: Locale) -> Vec<String> {
    check(file, text, &shipped_library, &owners(), &|key, args| locale.t_args(key, args))
}

fn resolved(id: &str) -> Resolved {
    let text = shipped_library(id).expect("shipped").text;
    let charter = Charter::read(id, &text, &shipped_library, &owners()).expect("no fault");
    charter.resolve(1, date(2024, 1, 1))
}

fn troika() -> Resolved {
    resolved("shijingshan-troika")
}

/// What every shipped charter extends, as text: it holds the rules about matters.
fn base() -> &'static str {
    BASE.1
}

#[test]
fn every_shipped_charter_is_without_fault() {
    for (id, text) in shipped().iter().chain([&BASE]) {
        assert_eq!(faults(id, text, Locale::En), Vec::<String>::new(), "{id}");
    }
}

#[test]
fn every_rule_of_a_shipped_charter_has_a_source_and_is_named_in_both_languages() {
    for charter in shipped().iter().map(|(id, _)| resolved(id)) {
        for locale in Locale::ALL {
            assert_eq!(unnamed(&charter, locale), BTreeSet::new(), "{locale:?}");
        }
        for row in charter.rows() {
            assert_eq!(row.source.is_none(), row.section == "head", "{}", row.path);
        }
    }
}

/// What of a charter's rules has no words in a language.
fn unnamed(charter: &Resolved, locale: Locale) -> BTreeSet<String> {
    let say = |key: &str, args: &[(&'static str, kernel::Arg)]| locale.t_args(key, args);
    let rows = charter.rows().iter().map(|row| row.in_words(charter.head(), locale.tag(), &say));
    let words = rows.flat_map(|said| [said.rule, said.value, said.source]);
    words.filter(|words| words.contains('⟦')).collect()
}

#[test]
fn a_rule_is_shown_with_its_entry_its_value_and_its_source() {
    let charter = troika();
    let said = |path: &str, locale: Locale| {
        let row = charter.rows().iter().find(|row| row.path == path).expect("a rule");
        let words = row.in_words(charter.head(), locale.tag(), &|k, args| locale.t_args(k, args));
        [words.of, words.rule, words.value, words.source].join(" | ")
    };
    assert_eq!(
        said("matters.classes[urgent].resolve", Locale::ZhCn),
        "急事速办 | 办结期限 | 5wd | 济南市12345市民服务热线条例 · art. 24（5 个工作日）"
    );
    assert_eq!(
        said("matters.dispatch[fees].assist", Locale::En),
        "Fees | Assisting | Owner | Proposed by this program, to be changed at will"
    );
    assert_eq!(
        said("matters.counting.base_months", Locale::ZhCn),
        " | 基期（施行前的整月数） | 6 | 本地规定：文本只说“之前”，没有写多长"
    );
    assert_eq!(
        said("bodies.committee.seats[floor_leader].role", Locale::En),
        "Building committee · Floor leader | Role | floor leader \
         | Research report on party building in office buildings · 楼层长"
    );
}

#[test]
fn a_slip_is_told_at_its_line_in_the_reader_s_language() {
    let text = base();
    let slipped = text.replacen("resolve = \"24h\"", "resolve = \"24 hours\"", 1);
    let line = 1 + text[..text.find("resolve = \"24h\"").expect("there")].matches('\n').count();
    let place = format!("charters/x.toml:{line}:11 matters.classes[utility].resolve: ");
    assert_eq!(
        faults("charters/x.toml", &slipped, Locale::En),
        [place.clone() + "expected a time limit such as 2h, 24h or 5wd, found \"24 hours\""]
    );
    assert_eq!(
        faults("charters/x.toml", &slipped, Locale::ZhCn),
        [place + "应写期限，如 2h、24h、5wd，现在是 \"24 hours\""]
    );
}

#[test]
fn what_one_rule_refers_to_must_be_there() {
    let text = base();
    let cases = [
        ("lead = \"street_office\"", "lead = \"street_ofice\"", "did you mean \"street_office\"?"),
        ("usual_class = \"minor\"", "usual_class = \"small\"", "one of danger, utility, urgent"),
        ("topics = [\"party\"]", "topics = [\"partty\"]", "did you mean \"party\"?"),
        ("usual_for = [\"tenancy\"", "usual_for = [\"tenancies\"", "did you mean \"tenancy\"?"),
        ("id = \"hotline_12345\"", "id = \"hotline_1234\"", "did you mean \"hotline_12345\"?"),
        ("id = \"partly\"", "id = \"party\"", "did you mean \"partly\"?"),
        ("role = \"grid_worker\"", "role = \"grid\"", "one of operator, security_admin"),
        ("role = \"grid_worker\"", "role = \"auditor\"", "expected one of administration"),
        ("term = \"5y\"", "term = \"5wd\"", "expected a term in years or months"),
        ("least = 5, most = 11", "least = 12, most = 11", "a whole number from 12 to 999"),
        ("within = \"1h\" }", "within = \"1d\" }", "expected a time limit in min or h"),
        ("最晚 {due} 前", "最晚 {date} 前", "one of {lead}, {due}, {category}, {number}"),
        ("[matters.close]", "[matters.clsoe]", "did you mean \"close\"?"),
    ];
    for (from, to, expected) in cases {
        assert!(text.contains(from), "{from}");
        let said = faults("x", &text.replacen(from, to, 1), Locale::En).join("\n");
        assert!(said.contains(expected), "{to}: {said}");
    }
}

#[test]
fn categories_go_three_levels_deep_and_no_further() {
    let text = base();
    let lift = "{ id = \"lift\", name = \"电梯\", name_en = \"Lifts\", ";
    assert!(text.contains(lift));
    let third = format!("{lift}within = [{{ id = \"car\", name = \"轿厢\" }}], ");
    assert_eq!(faults("x", &text.replacen(lift, &third, 1), Locale::En), Vec::<String>::new());
    let fourth = third.replace("\"轿厢\" }", "\"轿厢\", within = [{ id = \"a\", name = \"b\" }] }");
    let said = faults("x", &text.replacen(lift, &fourth, 1), Locale::En);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("categories have three levels at most"), "{said:?}");
}

#[test]
fn the_troika_says_what_the_published_text_says() {
    let charter = troika();
    let bodies: &Bodies = charter.section();
    let station = bodies.kind("workstation").expect("a kind");
    let staff = |tier: &str| station.tier(tier).map(|tier| tier.staff);
    assert_eq!((staff("central"), staff("ordinary")), (Some(5), Some(3)));
    let committee = bodies.kind("committee").expect("a kind");
    assert_eq!(bodies.named("楼管会"), Some(committee));
    let required = committee.seats.iter().filter(|seat| seat.least > 0);
    let represented: Vec<_> = required.filter_map(|seat| seat.represents.as_deref()).collect();
    assert_eq!(represented, ["building_party", "property_company", "owner", "enterprise"]);
    let levels = |key: &str| bodies.kind(key).and_then(|kind| kind.party_level);
    assert_eq!(
        ["party_committee", "building_party", "unit_party"].map(levels),
        [Some(1), Some(2), Some(3)]
    );
}

#[test]
fn posts_get_their_roles_from_the_charter() {
    let charter = troika();
    let bodies: &Bodies = charter.section();
    let cases = [
        ("workstation", "worker", Some(Role::StationWorker)),
        ("committee", "chief", Some(Role::Chief)),
        ("committee", "property_officer", Some(Role::Officer)),
        ("building_party", "secretary", Some(Role::PartySecretary)),
        ("administration", "auditor", Some(Role::Auditor)),
        ("committee", "no_such_seat", None),
    ];
    for (kind, seat, role) in cases {
        assert_eq!(bodies.role(kind, seat), role, "{kind}.{seat}");
    }
    let given: BTreeSet<_> =
        bodies.kinds.iter().flat_map(|kind| &kind.seats).filter_map(|seat| seat.role).collect();
    assert_eq!(given, Role::ALL.into_iter().collect(), "every role can be had");
}

#[test]
fn limits_and_catalogue_are_found_by_class_and_category() {
    let charter = troika();
    let matters: &Matters = charter.section();
    let limit = |class: &str, clock| {
        let class = matters.class(class).expect("a class");
        class.limits.of(clock).map(|limit: TimeLimit| limit.to_string())
    };
    assert_eq!(limit("danger", ClockKind::Sign).as_deref(), Some("15min"));
    assert_eq!(limit("joint", ClockKind::Resolve).as_deref(), Some("15wd"));
    assert_eq!(limit("minor", ClockKind::Reply), None);

    let lead = |category: &str| matters.dispatch_for(category).map(|line| line.lead.as_str());
    assert_eq!(lead("property.lift"), Some("property_company"));
    assert_eq!(lead("facilities.telecom"), Some("workstation"));
    assert_eq!(lead("facilities.power"), Some("property_company"));
    assert_eq!(lead("nonsense"), None);

    assert_eq!(matters.category("property.lift").map(|found| found.name.zh.as_str()), Some("电梯"));
    assert_eq!(matters.category("lift"), None);
    let unserved: Vec<_> =
        matters.category_paths().into_iter().filter(|(path, _)| lead(path).is_none()).collect();
    assert!(unserved.is_empty(), "{unserved:?}");
}

#[test]
fn only_the_hotline_is_a_complaint_and_only_solved_is_solved() {
    let charter = troika();
    let matters: &Matters = charter.section();
    for channel in Channel::ALL {
        let rule = matters.channel(*channel).expect("every channel is open");
        let complaint = rule.counts_as == CountsAs::Complaint;
        assert_eq!(complaint, channel.is_hotline(), "{channel:?}");
    }
    for result in ResultClass::ALL {
        let rule = matters.result(*result).expect("every result may be chosen");
        assert_eq!(rule.solved, *result == ResultClass::Solved, "{result:?}");
    }
    assert_eq!(matters.declines.len(), 6);
    assert_eq!(matters.raising.visibility.first(), Some(&Visibility::PublicAnonymous));
}

#[test]
fn a_report_of_a_fire_shows_whom_to_call_and_a_slow_lift_does_not() {
    let charter = troika();
    let matters: &Matters = charter.section();
    let line = |report: &str| {
        let meant = matters.emergency.iter().find(|line| line.is_meant_by(report));
        meant.map(|line| line.id.as_str())
    };
    assert_eq!(line("B 座三层机房冒烟了"), Some("fire"));
    assert_eq!(line("有人被困电梯"), Some("lift"));
    assert_eq!(line("2 号电梯早上八点半到九点老停，今天又困了一次人"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever becomes of a line, the reader answers with lines of the file and never panics.
    #[test]
    fn damage_to_a_charter_is_told_at_a_line_of_it(
        at in 0.0..1.0f64,
        damage in prop_oneof![
            Just(String::new()),
            Just("[matters]".to_owned()),
            Just("x = {".to_owned()),
            "[a-z_]{1,8} = (\\[\\]|true|-?[0-9]{1,4}|\"[a-z0-9 {}]{0,6}\"|\\{ id = 1 \\})",
            "\\PC{0,20}",
        ],
    ) {
        let text = base();
        let mut lines: Vec<&str> = text.lines().collect();
        let line = (at * lines.len() as f64) as usize;
        lines[line] = &damage;
        let last = u32::try_from(lines.len()).expect("a short file");
        let read = Charter::read("x", &lines.join("\n"), &shipped_library, &owners());
        for fault in read.err().unwrap_or_default() {
            prop_assert!((1..=last).contains(&fault.at.line), "{fault}");
            prop_assert!(fault.at.column >= 1);
        }
    }
}

#[test]
fn the_shipped_charters_differ_where_the_published_texts_do() {
    let ids: Vec<&str> = shipped().iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, ["shijingshan-troika", "louweihui", "qianfoshan", "suncun", "shiyan"]);
    let committee =
        |id: &str| resolved(id).section::<Bodies>().kind("committee").expect("a kind").clone();
    let seats = |id: &str, of: fn(&registry::model::charter::Seat) -> bool| {
        let seats = committee(id).seats.into_iter().filter(of);
        seats.map(|seat| seat.key).collect::<Vec<_>>()
    };
    let officers = seats("qianfoshan", |seat| seat.key.ends_with("_officer") && seat.least == 1);
    assert_eq!(officers.len(), 6, "{officers:?}");
    assert_eq!(seats("qianfoshan", |seat| seat.rotates.is_some()), ["chief"]);
    assert_eq!(seats("louweihui", |seat| seat.rotates.is_some()), [""; 0]);
    assert_eq!(seats("shiyan", |seat| seat.monitors), ["instructor", "liaison", "supervisor"]);
    let nine = committee("louweihui").size.expect("a size");
    assert!(nine.allows(9) && !nine.allows(8) && !nine.allows(11));
    let names: Vec<String> = ids.iter().map(|id| committee(id).name.zh).collect();
    assert_eq!(
        names,
        ["楼宇委员会", "楼委会", "楼委会", "安置区社区治理办公室", "小区协商治理联席会议"]
    );
}

#[test]
fn a_quarter_of_an_hour_is_what_suncun_promises() {
    let charter = resolved("suncun");
    let class = charter.section::<Matters>().class("minor").expect("a class");
    let sign = class.limits.of(ClockKind::Sign).map(|limit: TimeLimit| limit.to_string());
    assert_eq!(sign.as_deref(), Some("15min"));
}
