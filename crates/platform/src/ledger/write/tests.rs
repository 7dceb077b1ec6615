//! Tests of writing tables, and of reading back what was written.

use std::io::{Cursor, Read};
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::ledger::{Preview, Reading, read};

fn ledger() -> Arc<Ledger> {
    Arc::new(
        Ledger::from_toml(
            r#"
            key = "demo"
            title = "样表"
            index = "序号"
            column = [
                { key = "remark", heading = "备注", kind = "text" },
                { key = "number", heading = "编号", kind = "code", required = true },
                { key = "at", heading = "时间", kind = "date-time" },
                { key = "day", heading = "日期", kind = "date" },
                { key = "staff", heading = "人数", kind = "integer", unit = "人" },
                { key = "area", heading = "面积", kind = "decimal", unit = "万㎡" },
                { key = "solved", heading = "是否解决", kind = "choice", choices = [
                    { key = "yes", label = "解决" }, { key = "no", label = "未解决" } ] },
            ]
            "#,
        )
        .expect("sound"),
    )
}

fn export(ledger: &Ledger) -> Export<'_> {
    Export {
        ledger,
        title: None,
        reported_by: "填报单位：东街道　填报时间：2024-01-02",
        mark: "周敏 & 吴 2024-01-02 10:24",
    }
}

type Values = Vec<Option<Value>>;

fn sample() -> Vec<Values> {
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let at = "2024-01-02T15:30:05".parse().expect("a date-time");
    vec![
        vec![
            text("第一行\n第二行，有“引号\"”"),
            text("A-1"),
            Some(Value::DateTime(at)),
            Some(Value::Date(at.date())),
            Some(Value::Integer(-5)),
            Some(Value::Decimal(-1.25)),
            Some(Value::Choice("no".into())),
        ],
        vec![None, text("00123"), None, None, None, None, None],
        vec![text("=1+1"), text("-2"), None, None, Some(Value::Integer(0)), None, None],
        vec![text("'已引"), text("@cmd"), None, None, None, None, None],
        vec![text("＝HYPERLINK()"), text("+86"), None, None, None, None, None],
    ]
}

fn read_back(bytes: &[u8], ledger: &Arc<Ledger>) -> Preview {
    read(bytes, ledger, &Reading::default()).expect("reads back")
}

fn values(preview: &Preview) -> Vec<Values> {
    preview.rows.iter().map(|row| row.values.to_vec()).collect()
}

fn part(workbook: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("a zip");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn what_is_written_reads_back_as_the_same_values() {
    let ledger = ledger();
    for bytes in [workbook(&export(&ledger), sample()), csv(&export(&ledger), sample())] {
        let preview = read_back(&bytes.expect("written"), &ledger);
        assert_eq!(preview.findings.kept, []);
        assert_eq!(values(&preview), sample());
    }
}

#[test]
fn counting_comes_first_and_the_remark_last_under_title_and_reporter() {
    let ledger = ledger();
    let preview = read_back(&workbook(&export(&ledger), sample()).expect("written"), &ledger);
    let headings: Vec<&str> =
        preview.header.headings.iter().map(|heading| heading.text.as_str()).collect();
    assert_eq!(
        headings,
        ["序号", "编号", "时间", "日期", "人数(人)", "面积(万㎡)", "是否解决", "备注"]
    );
    assert_eq!(preview.header.above, ["样表", "填报单位：东街道　填报时间：2024-01-02"]);
    assert_eq!(&*preview.sheet, "样表");
}

#[test]
fn a_workbook_holds_no_formula_and_its_header_stays_in_view() {
    let sheet =
        part(&workbook(&export(&ledger()), sample()).expect("written"), "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "texts are texts");
    assert!(sheet.contains("ySplit=\"3\""), "rows of title, reporter and header are frozen");
    assert!(sheet.contains("周敏 &amp;&amp; 吴 2024-01-02 10:24"), "the viewer's mark is printed");
}

#[test]
fn csv_is_marked_and_nothing_in_it_calculates() {
    let bytes = csv(&export(&ledger()), sample()).expect("written");
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.starts_with("\u{feff}序号,编号,"));
    for guarded in [",'=1+1\r\n", "3,'-2,", "'@cmd", ",'＝HYPERLINK()", "'+86", ",''已引"] {
        assert!(text.contains(guarded), "{guarded} in {text}");
    }
    assert!(text.contains(",-5,"), "numbers stay numbers");
}

#[test]
fn a_title_that_names_no_sheet_is_still_a_title() {
    let ledger = ledger();
    let export = Export { title: Some("东街道/2024[1]"), reported_by: "", ..export(&ledger) };
    let preview = read_back(&workbook(&export, sample()).expect("written"), &ledger);
    assert_eq!((&*preview.sheet, preview.header.row), ("Sheet1", 2));
}

#[test]
fn the_table_comes_back_with_what_is_wrong_beside_each_cell() {
    let ledger = ledger();
    let text = "样表\n\n编号,时间,人数(人),多余\nA1,昨天,约5,x\n,2024.1.2,5,\n";
    let limits = crate::ledger::Limits::default();
    let preview = read_back(text.as_bytes(), &ledger);
    let say = |finding: &crate::ledger::Finding| finding.key.to_owned();
    let bytes = marked(text.as_bytes(), &preview, &limits, say).expect("written");
    let again = read_back(&bytes, &ledger);
    let places = |preview: &Preview| -> Vec<String> {
        preview.findings.kept.iter().map(|finding| finding.cell()).collect()
    };
    assert_eq!(places(&again), places(&preview));
    assert_eq!(places(&again), ["B4", "C4", "A5"]);
    let notes = part(&bytes, "xl/comments1.xml");
    for (cell, key) in [("B4", "date-unreadable"), ("C4", "integer-suggest"), ("A5", "required")] {
        assert!(notes.contains(&format!("ref=\"{cell}\"")), "{cell}");
        assert!(notes.contains(key), "{key}");
    }
}

fn any_text() -> impl Strategy<Value = Option<Value>> {
    // Files keep neither blanks around a text nor empty texts.
    "[=+@'\\-]?[a-zA-Z0-9\u{4e00}-\u{4eff},;\"' ]{0,12}".prop_map(|text| {
        let text = text.trim();
        (!text.is_empty()).then(|| Value::Text(text.to_owned()))
    })
}

fn any_row() -> impl Strategy<Value = Values> {
    let code = "[A-Z=@+\\-][A-Z0-9\\-]{0,10}".prop_map(|text| Some(Value::Text(text)));
    let moment = (0_i64..200 * 365 * 86_400).prop_map(|seconds| {
        jiff::civil::date(1900, 3, 1).at(0, 0, 0, 0) + jiff::SignedDuration::from_secs(seconds)
    });
    let whole = proptest::option::of((-1_000_000_000_i64..1_000_000_000).prop_map(Value::Integer));
    let decimal = proptest::option::of((-1.0e9_f64..1.0e9).prop_map(Value::Decimal));
    let choice = proptest::option::of(
        proptest::sample::select(vec!["yes", "no"]).prop_map(|key| Value::Choice(key.into())),
    );
    (any_text(), code, proptest::option::of(moment), whole, decimal, choice).prop_map(
        |(remark, code, at, staff, area, solved)| {
            let day = at.map(|at| Value::Date(at.date()));
            vec![remark, code, at.map(Value::DateTime), day, staff, area, solved]
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_rows_survive_being_written_and_read(rows in proptest::collection::vec(any_row(), 1..12)) {
        let ledger = ledger();
        for bytes in [workbook(&export(&ledger), &rows), csv(&export(&ledger), &rows)] {
            let preview = read_back(&bytes.expect("written"), &ledger);
            prop_assert_eq!(preview.findings.errors, 0);
            prop_assert_eq!(values(&preview), rows.clone());
        }
    }
}
