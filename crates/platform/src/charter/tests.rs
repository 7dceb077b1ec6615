//! A charter of a made-up slice: each kind of fault names its line and what was expected there.

use std::collections::BTreeMap;

use jiff::civil::date;
use kernel::{Arg, TimeLimit};
use serde::{Deserialize, Serialize};

use super::*;
use crate::permission::Role;

/// A section as a slice would write it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Teas {
    least: u32,
    kinds: Vec<Tea>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Tea {
    id: String,
    name: Words,
    steep: TimeLimit,
    served_by: Option<Role>,
    goes_with: Vec<String>,
}

impl Section for Teas {
    const NAME: &'static str = "teas";

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let least = reader.between("least", 1, 9);
        let kinds = reader.items("kinds", read_tea);
        Some(Self { least: least?, kinds: kinds? })
    }
}

fn read_tea(reader: &mut Reader<'_>, id: &str) -> Option<Tea> {
    let teas = reader.names_at(&["teas", "kinds"]);
    let name = reader.words("name");
    let steep = reader.get("steep");
    let served_by = reader.maybe_choice("served_by", &Role::ALL, Role::word);
    let goes_with = reader.references("goes_with", &teas);
    Some(Tea {
        id: id.to_owned(),
        name: name?,
        steep: steep?,
        served_by: served_by?,
        goes_with: goes_with?,
    })
}

const OWNERS: [SectionOwner; 1] = [SectionOwner::of::<Teas>()];

const HEAD: &str = "id = \"tea-house\"\n\
    title = \"茶馆\"\n\
    title_en = \"Tea house\"\n\
    time_zone = \"Asia/Shanghai\"\n\
    texts.BOOK = { name = \"茶经\", standing = \"published\" }\n\
    calendar = { roll_forward = true, soon_percent = 25, source = \"BOOK 1\" }\n";

/// The lines of a charter below [`HEAD`], which has six.
const TEAS: &str = "[teas]\n\
    source = \"BOOK 3\"\n\
    least = 2\n\
    [[teas.kinds]]\n\
    id = \"green\"\n\
    name = \"绿茶\"\n\
    steep = \"3min\"\n\
    served_by = \"chief\"\n\
    [[teas.kinds]]\n\
    id = \"black\"\n\
    name = \"红茶\"\n\
    steep = \"5min\"\n\
    sources.steep = \"local choice: 这里的水软\"\n\
    goes_with = [\"green\"]\n";

fn nothing(_: &str) -> Option<CharterText> {
    None
}

fn read(text: &str) -> Result<Charter, Vec<CharterError>> {
    Charter::read("c.toml", text, &nothing, &OWNERS)
}

/// A stand-in for the locale files: the key, then the arguments.
fn say(key: &str, args: &[(&'static str, Arg)]) -> String {
    let key = key.trim_start_matches("charter-error-").trim_start_matches("charter-");
    let args = args.iter().map(|(name, value)| match value {
        Arg::Text(text) => format!(" {name}={text}"),
        Arg::Number(number) => format!(" {name}={number}"),
    });
    std::iter::once(key.to_owned()).chain(args).collect()
}

fn check_teas(from: &str, to: &str) -> Vec<String> {
    assert!(TEAS.contains(from), "{from}");
    let text = format!("{HEAD}{}", TEAS.replacen(from, to, 1));
    check("c.toml", &text, &nothing, &OWNERS, &say)
}

#[test]
fn a_charter_without_fault_is_read_with_its_sources() {
    let charter = read(&format!("{HEAD}{TEAS}")).expect("no fault");
    assert_eq!(charter.head().title.in_language("en"), "Tea house");
    let resolved = charter.resolve(3, date(2024, 1, 1));
    let teas: &Teas = resolved.section();
    assert_eq!(teas.kinds[0].served_by, Some(Role::Chief));
    assert_eq!(teas.kinds[1].goes_with, ["green"]);
    assert!(resolved.section::<CalendarRules>().day_rules().roll_forward);

    let row = |path: &str| resolved.rows().iter().find(|row| row.path == path).expect("a row");
    let steep = row("teas.kinds[black].steep");
    assert_eq!(steep.value, Shown::Text("5min".to_owned()));
    assert_eq!(steep.of, [Words { zh: "红茶".to_owned(), en: None }]);
    assert_eq!(steep.label_key(), "charter-rule-teas-kinds-steep");
    assert_eq!(steep.source, Some(Source::LocalChoice { why: "这里的水软".to_owned() }));
    let book = |place: &str| Source::Text { text: "BOOK".to_owned(), place: place.to_owned() };
    assert_eq!(row("teas.kinds[green].steep").source, Some(book("3")));
    assert_eq!(row("calendar.soon_percent").source, Some(book("1")));
}

#[test]
fn each_kind_of_fault_names_its_line_and_what_was_expected() {
    let cases = [
        (
            "steep = \"3min\"",
            "steep = \"3 minutes\"",
            "c.toml:13:9 teas.kinds[green].steep: unexpected \
             expected=expected-time-limit found=\"3 minutes\"",
        ),
        (
            "steep = \"3min\"",
            "steep = 3",
            "c.toml:13:9 teas.kinds[green].steep: unexpected expected=expected-time-limit found=3",
        ),
        (
            "least = 2",
            "least = 12",
            "c.toml:9:9 teas.least: unexpected expected=expected-between low=1 high=9 found=12",
        ),
        (
            "name = \"绿茶\"\n",
            "",
            "c.toml:10:1 teas.kinds[green].name: missing expected=expected-text",
        ),
        (
            "steep = \"5min\"",
            "steep = \"5min\"\nstepe = 1",
            "c.toml:19:1 teas.kinds[black]: unknown-key-meant key=stepe meant=steep",
        ),
        (
            "least = 2",
            "least = 2\nsugar = true",
            "c.toml:10:1 teas: unknown-key key=sugar known=least, kinds",
        ),
        (
            "goes_with = [\"green\"]",
            "goes_with = [\"green\", \"balck\"]",
            "c.toml:20:23 teas.kinds[black].goes_with[#2]: unexpected-meant \
             expected=expected-one-of words=green, black found=\"balck\" meant=black",
        ),
        ("id = \"black\"", "id = \"green\"", "c.toml:16:6 teas.kinds[green]: twice id=green"),
        (
            "id = \"black\"",
            "id = \"black tea\"",
            "c.toml:16:6 teas.kinds[black tea].id: unexpected expected=expected-id \
             found=\"black tea\"",
        ),
        (
            "source = \"BOOK 3\"",
            "source = \"hearsay\"",
            "c.toml:8:10 teas.source: unexpected expected=expected-one-of \
             words=BOOK, local choice found=\"hearsay\"",
        ),
    ];
    for (from, to, expected) in cases {
        assert_eq!(check_teas(from, to).join("\n"), expected, "{to}");
    }
}

#[test]
fn a_list_in_place_of_a_table_says_so() {
    let text = format!("{HEAD}teas = [1]\n");
    let said = check("c.toml", &text, &nothing, &OWNERS, &say);
    assert_eq!(said, ["c.toml:7:8 teas: unexpected expected=expected-table found=found-list"]);
}

#[test]
fn a_table_without_a_source_is_told_once_in_each_table() {
    let said = check_teas("source = \"BOOK 3\"\n", "");
    assert_eq!(
        said,
        [
            "c.toml:8:1 teas.least: no-source",
            "c.toml:12:1 teas.kinds[green].steep: no-source",
            "c.toml:19:1 teas.kinds[black].goes_with: no-source",
        ]
    );
}

#[test]
fn all_faults_are_told_at_once_in_the_order_of_the_lines() {
    let text = format!("{HEAD}{TEAS}")
        .replace("Asia/Shanghai", "Mars/Base")
        .replace("least = 2", "least = \"two\"")
        .replace("\"5min\"", "\"soon\"");
    let said = check("c.toml", &text, &nothing, &OWNERS, &say);
    let lines: Vec<_> = said.iter().filter_map(|line| line.split(':').nth(1)).collect();
    assert_eq!(lines, ["4", "9", "18"], "{said:#?}");
}

#[test]
fn a_section_nobody_owns_is_unknown_and_one_that_is_owned_is_needed() {
    let said = check("c.toml", &format!("{HEAD}[tea]\n"), &nothing, &OWNERS, &say);
    assert_eq!(
        said,
        [
            "c.toml:1:1 teas: missing expected=expected-table",
            "c.toml:7:2 unknown-key-meant key=tea meant=teas",
        ]
    );
}

#[test]
fn what_is_not_toml_is_told_at_its_line() {
    let said = check("c.toml", "id = \"a\"\ntitle = ?\n", &nothing, &OWNERS, &say);
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("c.toml:2:9 syntax detail="), "{said:?}");
}

#[test]
fn the_hash_does_not_depend_on_the_order_of_keys_but_on_every_value() {
    let hash = |text: &str| {
        let charter = read(text).expect("no fault");
        charter.resolve(1, date(2024, 1, 1)).hash().to_owned()
    };
    let plain = hash(&format!("{HEAD}{TEAS}"));
    let turned = TEAS.replace(
        "name = \"绿茶\"\nsteep = \"3min\"\n",
        "# 水要烫\nsteep = \"3min\"\nname = \"绿茶\"\n",
    );
    assert_ne!(turned, TEAS);
    assert_eq!(hash(&format!("{HEAD}{turned}")), plain);
    assert_ne!(hash(&format!("{HEAD}{}", TEAS.replace("3min", "4min"))), plain);
}

#[test]
fn a_snapshot_reads_back_as_it_was_and_refuses_what_was_altered() {
    let charter = read(&format!("{HEAD}{TEAS}")).expect("no fault");
    let resolved = charter.resolve(7, date(2024, 3, 1));
    let snapshot = resolved.to_snapshot();

    let back = Resolved::from_snapshot(&snapshot, &OWNERS).expect("whole");
    assert_eq!(back.section::<Teas>(), resolved.section::<Teas>());
    assert_eq!(back.hash(), resolved.hash());
    assert_eq!((back.version(), back.effective()), (7, date(2024, 3, 1)));
    assert_eq!(back.rows(), resolved.rows());

    let altered = snapshot.replacen("\"steep\":\"3min\"", "\"steep\":\"9min\"", 1);
    let refused = Resolved::from_snapshot(&altered, &OWNERS);
    assert!(matches!(refused, Err(SnapshotError::Altered { .. })), "{refused:?}");
    assert!(matches!(Resolved::from_snapshot("{", &OWNERS), Err(SnapshotError::Undecodable(_))));
}

#[test]
fn a_charter_that_extends_another_holds_only_what_differs() {
    let library = |id: &str| {
        (id == "tea-house")
            .then(|| CharterText { file: "base.toml".to_owned(), text: format!("{HEAD}{TEAS}") })
    };
    let over = "id = \"street\"\ntitle = \"街上的茶馆\"\nextends = \"tea-house\"\n\
        [[teas.kinds]]\nid = \"green\"\nsteep = \"2min\"\nsource = \"local choice: 赶时间\"\n\
        [[teas.kinds]]\nid = \"black\"\nremove = true\n";
    let charter = Charter::read("street.toml", over, &library, &OWNERS).expect("no fault");
    assert_eq!(charter.head().id, "street");
    assert_eq!(charter.head().title.in_language("en"), "街上的茶馆");

    let sources: BTreeMap<_, _> =
        charter.rows().iter().map(|row| (row.path.as_str(), row.source.clone())).collect();
    let local = Source::LocalChoice { why: "赶时间".to_owned() };
    assert_eq!(sources["teas.kinds[green].steep"], Some(local));
    let book = Source::Text { text: "BOOK".to_owned(), place: "3".to_owned() };
    assert_eq!(sources["teas.kinds[green].served_by"], Some(book));

    let resolved = charter.resolve(1, date(2024, 1, 1));
    let teas: &Teas = resolved.section();
    assert_eq!(teas.kinds.len(), 1);
    assert_eq!(teas.kinds[0].steep.to_string(), "2min");
}

#[test]
fn a_value_that_differs_does_not_borrow_the_source_of_the_one_below() {
    let library =
        |_: &str| Some(CharterText { file: "base.toml".to_owned(), text: format!("{HEAD}{TEAS}") });
    let over = "id = \"street\"\ntitle = \"x\"\nextends = \"tea-house\"\n[teas]\nleast = 4\n";
    let said = check("street.toml", over, &library, &OWNERS, &say);
    assert_eq!(said, ["street.toml:5:1 teas.least: no-source"]);
}

#[test]
fn a_fault_below_is_told_with_the_file_it_stands_in() {
    let library = |_: &str| {
        Some(CharterText {
            file: "base.toml".to_owned(),
            text: format!("{HEAD}{}", TEAS.replace("least = 2", "least = 0")),
        })
    };
    let over = "id = \"street\"\ntitle = \"x\"\nextends = \"tea-house\"\n";
    let said = check("street.toml", over, &library, &OWNERS, &say);
    assert_eq!(
        said,
        ["base.toml:9:9 teas.least: unexpected expected=expected-between low=1 high=9 found=0"]
    );
}

#[test]
fn extending_what_does_not_exist_or_oneself_is_refused() {
    let library = |id: &str| {
        let text = match id {
            "a" => {
                format!("{HEAD}{TEAS}").replace("id = \"tea-house\"", "id = \"a\"\nextends = \"b\"")
            }
            "b" => "id = \"b\"\nextends = \"a\"\n".to_owned(),
            _ => return None,
        };
        Some(CharterText { file: format!("{id}.toml"), text })
    };
    let over = |base: &str| format!("id = \"c\"\ntitle = \"x\"\nextends = \"{base}\"\n{TEAS}");
    let circle = check("c.toml", &over("a"), &library, &OWNERS, &say);
    assert_eq!(circle, ["b.toml:2:11 extends: circular-base id=a"]);
    let unknown = check("c.toml", &over("z"), &library, &OWNERS, &say);
    assert!(unknown.contains(&"c.toml:3:11 extends: unknown-base id=z".to_owned()), "{unknown:#?}");
}
