//! Tests of reading whole tables.

use std::io::{Cursor, Write};

use kernel::Arg;
use proptest::prelude::*;
use rust_xlsxwriter::{Format as Style, Formula, Workbook};

use super::*;
use crate::ledger::Severity;
use crate::ledger::finding::Finding;
use crate::ledger::mapping::Target;
use crate::ledger::read_untrusted;

fn ledger() -> Arc<Ledger> {
    Arc::new(
        Ledger::from_toml(
            r#"
            key = "demo"
            title = "样表"
            index = "序号"
            column = [
                { key = "number", heading = "工单编号", synonyms = ["编号"], kind = "code", required = true, unique = true },
                { key = "content", heading = "主要内容", kind = "text", required = true },
                { key = "at", heading = "来电时间", synonyms = ["创建时间"], kind = "date-time", required = true },
                { key = "staff", heading = "人数", kind = "integer", unit = "人" },
                { key = "solved", heading = "是否解决", kind = "choice", lenient = true, choices = [
                    { key = "yes", label = "解决", synonyms = ["是"] }, { key = "no", label = "未解决" } ] },
            ]
            "#,
        )
        .expect("sound"),
    )
}

fn read_text(text: &str) -> Preview {
    read(text.as_bytes(), &ledger(), &Reading::default()).expect("a table")
}

/// Findings as `cell key found`.
fn found(preview: &Preview) -> Vec<String> {
    let line = |finding: &Finding| format!("{} {} {}", finding.cell(), finding.key, finding.found);
    preview.findings.kept.iter().map(line).collect()
}

/// A workbook as staff make them: title, who reports, header in row 3, real dates and text dates.
fn staff_workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("说明").expect("a name").write(0, 0, "填表说明").expect("w");
    let sheet = workbook.add_worksheet().set_name("1月").expect("a name");
    let date = Style::new().set_num_format("yyyy/m/d h:mm");
    sheet.merge_range(0, 0, 0, 5, "东街道工单台账", &Style::new()).expect("written");
    sheet.write(1, 0, "填报单位：东街道").expect("written");
    for (column, heading) in (0..).zip(["序号", "编号", "主要内容", "创建时间", "人数", "是否解决"])
    {
        sheet.write(2, column, heading).expect("written");
    }
    sheet.write_row(3, 0, ["1", "A1", "\n\t电梯停了\t\n"]).expect("written");
    sheet.write_with_format(3, 3, 45_293.645_833_333_336, &date).expect("written");
    sheet.write(3, 4, 12).expect("written").write(3, 5, "是").expect("written");
    sheet
        .write_row(5, 0, ["2", "A2", "漏水", "2024年1月2日 下午3点", "1,234人", "未解决"])
        .expect("w");
    sheet.write(6, 1, 20_240_102_003_u64).expect("written").write(6, 2, "噪声").expect("written");
    sheet.write(6, 3, 45294).expect("written");
    sheet.write_formula(6, 4, Formula::new("=1+2").set_result("3")).expect("written");
    sheet.write(7, 0, "合  计").expect("written").write(7, 4, 1249).expect("written");
    sheet.write(9, 0, "审核人：乙").expect("written").write(9, 3, "填表人：甲").expect("written");
    workbook.save_to_buffer().expect("saved")
}

#[test]
fn a_workbook_as_staff_make_it_is_read_without_a_question() {
    let preview = read(&staff_workbook(), &ledger(), &Reading::default()).expect("a table");
    assert_eq!((preview.format, &*preview.sheet, preview.header.row), (Format::Workbook, "1月", 3));
    assert_eq!(found(&preview), Vec::<String>::new());
    assert!(preview.is_clean());
    let numbers: Vec<u32> = preview.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [4, 6, 7]);
    let shown = |row: usize, key: &str| {
        let column = &preview.ledger.columns[preview.ledger.position(key).expect("a column")];
        preview.value(&preview.rows[row], key).map(|value| value.shown(column))
    };
    assert_eq!(shown(0, "content").as_deref(), Some("电梯停了"));
    assert_eq!(shown(0, "at").as_deref(), Some("2024-01-02 15:30:00"));
    assert_eq!(shown(1, "at").as_deref(), Some("2024-01-02 15:00:00"));
    assert_eq!(shown(1, "staff").as_deref(), Some("1234"));
    assert_eq!(shown(2, "number").as_deref(), Some("20240102003"));
    assert_eq!(shown(2, "at").as_deref(), Some("2024-01-03"));
    assert_eq!(shown(2, "staff").as_deref(), Some("3"));
    let skipped: Vec<(u32, SkipReason)> =
        preview.skipped.iter().map(|skipped| (skipped.row, skipped.reason)).collect();
    assert_eq!(skipped, [(8, SkipReason::Total), (10, SkipReason::Note)]);
    assert_eq!(preview.blank_rows, 2);
}

#[test]
fn every_bad_cell_is_named_with_what_was_expected() {
    let preview = read_text(
        "编号,主要内容,来电时间,人数,是否解决,\n\
         A1,漏水,2024.2.30,约50人,解决,\n\
         ,,昨天,12.5,好了,\n\
         A1,噪声,2024.1.2,3,,多余\n",
    );
    assert_eq!(
        found(&preview),
        [
            "C2 ledger-cell-date-no-such-day 2024.2.30",
            "D2 ledger-cell-integer-suggest 约50人",
            "A3 ledger-cell-required ",
            "B3 ledger-cell-required ",
            "C3 ledger-cell-date-unreadable 昨天",
            "D3 ledger-cell-integer-suggest 12.5",
            "E3 ledger-cell-choice 好了",
            "F4 ledger-column-nameless 多余",
            "A4 ledger-cell-repeated A1",
        ]
    );
    assert!(!preview.is_clean());
    assert_eq!((preview.findings.errors, preview.findings.warnings), (6, 3));
    let faulty: Vec<bool> = preview.rows.iter().map(|row| row.is_faulty).collect();
    assert_eq!(faulty, [true, true, false]);
    let first = &preview.findings.kept[0];
    assert_eq!((first.heading.as_str(), first.severity), ("来电时间", Severity::Error));
    assert_eq!(first.args, [("month", Arg::Number(2)), ("day", Arg::Number(30))]);
}

#[test]
fn cells_mended_by_hand_are_read_in_place_of_the_file() {
    let text = "编号,主要内容,来电时间\nA1,漏水,昨天\n,噪声,2024.1.2\n";
    let mut reading = Reading::default();
    reading.fixes.0.insert("C2".to_owned(), "2024.1.1".to_owned());
    reading.fixes.0.insert("A3".to_owned(), "A2".to_owned());
    let preview = read(text.as_bytes(), &ledger(), &reading).expect("a table");
    assert_eq!(found(&preview), Vec::<String>::new());
    assert_eq!(preview.rows.len(), 2);
}

#[test]
fn missing_and_doubled_headings_are_told_once_and_rows_are_still_read() {
    let preview = read_text("编号,工单编号,来电时间\nA0,A1,2024.1.2\nA0,A2,昨天\n");
    assert_eq!(
        found(&preview),
        [
            " ledger-heading-missing ",
            "A1 ledger-heading-shadowed 编号",
            "C3 ledger-cell-date-unreadable 昨天"
        ]
    );
    assert_eq!(preview.missing_required().collect::<Vec<_>>(), ["content"]);
    assert_eq!(preview.row_count, 2);
}

#[test]
fn a_mapping_reads_headings_that_say_nothing_by_themselves() {
    let text = "Num,Text,Created,Area\n17-1,dirty,04/16/2018 05:30:13 PM,9\n";
    let ledger = ledger();
    let pairs = ["Num=number", "Text=content", "Created=at", "Area="];
    let mapping: Mapping = pairs.iter().filter_map(|pair| Mapping::pair(pair)).collect();
    let reading = Reading { mapping, ..Reading::default() };
    let preview = read(text.as_bytes(), &ledger, &reading).expect("a table");
    assert_eq!(found(&preview), Vec::<String>::new());
    let at = preview.value(&preview.rows[0], "at").and_then(Value::as_date_time);
    assert_eq!(at, Some("2018-04-16T17:30:13".parse().expect("a date-time")));

    let reading = Reading {
        mapping: [("Num", Target::Column("nothing".to_owned()))].into_iter().collect(),
        ..Reading::default()
    };
    let error = read(text.as_bytes(), &ledger, &reading).expect_err("no such column");
    assert_eq!(error.key(), "ledger-refusal-unknown-target");
}

#[test]
fn the_header_once_more_and_numbered_blanks_are_left_out() {
    let preview = read_text(
        "序号,编号,主要内容,来电时间\n1,A1,漏水,2024.1.2\n序号,编号,主要内容,来电时间\n2,A2,噪声,2024.1.2\n3,,,\n说明：以上共两件,,,\n",
    );
    let skipped: Vec<(u32, SkipReason)> =
        preview.skipped.iter().map(|skipped| (skipped.row, skipped.reason)).collect();
    assert_eq!(
        skipped,
        [(3, SkipReason::Header), (5, SkipReason::Numbered), (6, SkipReason::Note)]
    );
    assert_eq!(preview.row_count, 2);
}

#[test]
fn of_several_sheets_the_matching_one_is_read_and_its_like_is_named() {
    let mut workbook = Workbook::new();
    for name in ["封面", "1月", "2月"] {
        let sheet = workbook.add_worksheet().set_name(name).expect("a name");
        if name == "封面" {
            sheet.write_row(0, 0, ["目录", "页码", "甲", "乙", "丙"]).expect("written");
        } else {
            sheet.write_row(0, 0, ["编号", "主要内容", "来电时间"]).expect("written");
            sheet.write_row(1, 0, [name, "漏水", "2024.1.2"]).expect("written");
        }
    }
    let bytes = workbook.save_to_buffer().expect("saved");
    let preview = read(&bytes, &ledger(), &Reading::default()).expect("a table");
    assert_eq!(&*preview.sheet, "1月");
    assert_eq!(preview.other_sheets, ["2月"]);
    assert_eq!(preview.findings.kept[0].key, "ledger-sheet-not-read");
}

#[test]
fn a_sheet_that_cannot_be_read_does_not_hide_the_one_that_can() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 300, "far out").expect("written");
    let sheet = workbook.add_worksheet().set_name("台账").expect("a name");
    sheet.write_row(0, 0, ["编号", "主要内容", "来电时间"]).expect("written");
    let bytes = workbook.save_to_buffer().expect("saved");
    let preview = read(&bytes, &ledger(), &Reading::default()).expect("a table");
    assert_eq!((&*preview.sheet, preview.row_count), ("台账", 0));
    let first =
        with_part(&bytes, "xl/worksheets/sheet2.xml", b"<worksheet><sheetData/></worksheet>");
    assert_eq!(limited(Limits::default(), &first), Some("ledger-refusal-too-many-columns"));
}

#[test]
fn files_that_are_no_tables_are_refused_with_the_reason() {
    let read = |bytes: &[u8]| read(bytes, &ledger(), &Reading::default()).map(|_| ());
    for (bytes, key) in [
        (&b""[..], "ledger-refusal-empty"),
        (b"<html><table>", "ledger-refusal-web-page"),
        (b"PK\x03\x04 and no more", "ledger-refusal-damaged"),
        (b"just one line of text\n", "ledger-refusal-no-header"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "ledger-refusal-damaged"),
        (b"\0\x01\x02\x03", "ledger-refusal-unknown-format"),
    ] {
        let error = read(bytes).expect_err("no table");
        assert_eq!(error.key(), key, "{error}");
        let refusal = kernel::Refusal::from(error);
        assert_eq!((&*refusal.key, refusal.field), (key, Some("file")));
    }
}

fn limited(limits: Limits, bytes: &[u8]) -> Option<&'static str> {
    let reading = Reading { limits, ..Reading::default() };
    read(bytes, &ledger(), &reading).err().map(|error| error.key())
}

#[test]
fn limits_hold_in_every_direction() {
    let table: String = (0..50).map(|n| format!("A{n},漏水,2024.1.2\n")).collect();
    let table = format!("编号,主要内容,来电时间\n{table}");
    let limits = Limits::default();
    for (limits, key) in [
        (limits, None),
        (Limits { file_bytes: 100, ..limits }, Some("ledger-refusal-file-too-large")),
        (Limits { rows: 50, ..limits }, Some("ledger-refusal-too-many-rows")),
        (Limits { columns: 2, ..limits }, Some("ledger-refusal-too-many-columns")),
        (Limits { text_bytes: 500, ..limits }, Some("ledger-refusal-too-much-text")),
    ] {
        assert_eq!(limited(limits, table.as_bytes()), key, "{limits:?}");
    }
    let small = Limits { unpacked_bytes: 1000, ..limits };
    assert_eq!(limited(small, &staff_workbook()), Some("ledger-refusal-unpacks-too-large"));
}

/// The workbook with one part replaced.
fn with_part(workbook: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    with_part_as(workbook, name, content, zip::CompressionMethod::Deflated)
}

fn with_part_as(
    workbook: &[u8],
    name: &str,
    content: &[u8],
    method: zip::CompressionMethod,
) -> Vec<u8> {
    let mut source = zip::ZipArchive::new(Cursor::new(workbook)).expect("a zip");
    let mut target = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut seen = false;
    for position in 0..source.len() {
        let part = source.by_index_raw(position).expect("a part");
        if part.name().expect("a name") == name {
            seen = true;
        } else {
            target.raw_copy_file(part).expect("copied");
        }
    }
    assert!(seen, "{name} is a part");
    let options = zip::write::SimpleFileOptions::default().compression_method(method);
    target.start_file(name, options).expect("a part");
    target.write_all(content).expect("written");
    target.finish().expect("finished").into_inner()
}

#[test]
fn a_workbook_made_to_fill_memory_is_refused_before_it_does() {
    let workbook = staff_workbook();
    let claims = b"<sst uniqueCount=\"99999999999\"><si><t>a</t></si></sst>";
    let tags = "<a/>".repeat(2 << 20);
    let font = format!(
        "<styleSheet><fonts><font><name val=\"{}\"/></font></fonts><cellXfs>{}</cellXfs></styleSheet>",
        "x".repeat(100_000),
        "<xf fontId=\"0\"/>".repeat(10_000)
    );
    for (name, content) in [
        ("xl/sharedStrings.xml", &claims[..]),
        ("xl/workbook.xml", tags.as_bytes()),
        ("xl/styles.xml", font.as_bytes()),
    ] {
        let hostile = with_part(&workbook, name, content);
        assert!(hostile.len() < 200_000, "{name} packs well");
        let key = limited(Limits::default(), &hostile);
        assert_eq!(key, Some("ledger-refusal-unpacks-too-large"), "{name}");
    }
    let story = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(2 << 20));
    let hostile = with_part(&workbook, "xl/sharedStrings.xml", story.as_bytes());
    assert_eq!(limited(Limits::default(), &hostile), Some("ledger-refusal-unpacks-too-large"));
    // A text that fits, named by many cells.
    let story = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(30_000));
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(200);
    let rows = format!("<row>{cells}</row>").repeat(100);
    let headings = ["编号", "主要内容", "来电时间"]
        .map(|text| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"))
        .concat();
    let rows = format!("<row>{headings}</row>{rows}");
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let hostile = with_part(&workbook, "xl/sharedStrings.xml", story.as_bytes());
    let hostile = with_part(&hostile, "xl/worksheets/sheet2.xml", sheet.as_bytes());
    let limits = Limits { text_bytes: 8 << 20, ..Limits::default() };
    assert_eq!(limited(limits, &hostile), Some("ledger-refusal-too-much-text"));
}

#[test]
fn many_sheets_that_are_one_part_are_not_read_over_and_over() {
    let sheets: String =
        (0..200).map(|n| format!("<sheet name=\"s{n}\" sheetId=\"{n}\" r:id=\"rId1\"/>")).collect();
    let sheets = format!("<workbook><sheets>{sheets}</sheets></workbook>");
    let blank = "<c/>".repeat(250_000);
    let part = format!("<worksheet><sheetData><row>{blank}</row></sheetData></worksheet>");
    let hostile = with_part(&staff_workbook(), "xl/workbook.xml", sheets.as_bytes());
    let name = "xl/worksheets/sheet1.xml";
    let stored = zip::CompressionMethod::Stored;
    let hostile = with_part_as(&hostile, name, part.as_bytes(), stored);
    assert_eq!(limited(Limits::default(), &hostile), Some("ledger-refusal-damaged"));
}

#[test]
fn findings_are_counted_beyond_those_kept() {
    let rows: String = (0..100).map(|n| format!("A{n},漏水,昨天\n")).collect();
    let limits = Limits { findings: 10, ..Limits::default() };
    let reading = Reading { limits, ..Reading::default() };
    let text = format!("编号,主要内容,来电时间\n{rows}");
    let preview = read(text.as_bytes(), &ledger(), &reading).expect("a table");
    assert_eq!((preview.findings.kept.len(), preview.findings.errors), (10, 100));
    assert!(preview.findings.are_cut());
}

#[test]
fn rows_can_be_taken_one_by_one() {
    let mut numbers = Vec::new();
    let preview = read_each(&staff_workbook(), &ledger(), &Reading::default(), |row| {
        numbers.push(row.number);
    });
    let preview = preview.expect("a table");
    assert_eq!((numbers, preview.rows.len(), preview.row_count), (vec![4, 6, 7], 0, 3));
}

fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(vec![
            "工单编号",
            "主要内容",
            "来电时间",
            "人数",
            "是否解决",
            "序号",
            "合计",
            "说明：",
            "",
            "2024.2.30",
            "2024年1月2日 下午3点",
            "45293",
            "1,234",
            "约50人",
            "=1+1",
            "\"",
            "\n",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_grid_of_cells_makes_the_reader_panic(
        grid in proptest::collection::vec(proptest::collection::vec(any_cell(), 0..8), 0..25),
        separator in proptest::sample::select(vec![",", ";", "\t"]),
    ) {
        let lines: Vec<String> = grid.iter().map(|row| row.join(separator)).collect();
        let bytes = lines.join("\n").into_bytes();
        let _ = read(&bytes, &ledger(), &Reading::default());
        let national = encoding_rs::GB18030.encode(&lines.join("\r\n")).0.into_owned();
        let _ = read(&national, &ledger(), &Reading::default());

        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (row, cells) in (0..).zip(&grid) {
            sheet.write_row(row, 0, cells).expect("written");
        }
        let bytes = workbook.save_to_buffer().expect("saved");
        let _ = read(&bytes, &ledger(), &Reading::default());
    }

    #[test]
    fn no_bytes_make_the_reader_panic(
        start in proptest::sample::select(vec![
            &b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xEF\xBB\xBF", b"\xFF\xFE",
            b"A,B,C,D\n",
        ]),
        bytes in proptest::collection::vec(any::<u8>(), 0..2000),
    ) {
        read_untrusted(&[start, &bytes].concat());
    }

    #[test]
    fn no_change_in_a_workbook_makes_the_reader_panic(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = staff_workbook();
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        let _ = read(&bytes, &ledger(), &Reading::default());
    }

    #[test]
    fn no_change_in_a_part_makes_the_reader_panic(
        name in proptest::sample::select(vec![
            "xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/styles.xml",
            "_rels/.rels", "xl/_rels/workbook.xml.rels",
        ]),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let workbook = staff_workbook();
        let mut archive = zip::ZipArchive::new(Cursor::new(&workbook)).expect("a zip");
        let mut part = Vec::new();
        std::io::Read::read_to_end(&mut archive.by_name(name).expect("a part"), &mut part).expect("read");
        for (at, value) in changes {
            let at = at.index(part.len());
            part[at] = value;
        }
        let _ = read(&with_part(&workbook, name, &part), &ledger(), &Reading::default());
    }
}
