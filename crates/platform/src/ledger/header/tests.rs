//! Tests of finding headers and matching headings.

use std::sync::Arc;

use super::*;

fn ledger() -> Arc<Ledger> {
    Arc::new(
        Ledger::from_toml(
            r#"
            key = "demo"
            title = "样表"
            index = "序号"
            column = [
                { key = "number", heading = "工单编号", synonyms = ["工单号", "编号"], kind = "code", required = true },
                { key = "raised_at", heading = "来电时间", synonyms = ["受理时间", "创建时间"], kind = "date-time" },
                { key = "content", heading = "主要内容", kind = "text" },
                { key = "area", heading = "建筑面积", kind = "decimal", unit = "㎡" },
            ]
            "#,
        )
        .expect("sound"),
    )
}

fn row(number: u32, cells: &[&str]) -> RawRow {
    RawRow { number, cells: cells.iter().map(|text| Cell::text(text)).collect() }
}

fn find_in(rows: &[RawRow], mapping: &Mapping) -> Option<Header> {
    find(&ledger(), mapping, rows)
}

fn fates(header: &Header) -> Vec<String> {
    let fate = |heading: &Heading| match &heading.fate {
        Fate::Column { key, by } => format!("{key} {by:?}"),
        Fate::Shadowed { key } => format!("shadowed {key}"),
        other => format!("{other:?}").split(' ').next().unwrap_or_default().to_owned(),
    };
    header.headings.iter().map(fate).collect()
}

#[test]
fn titles_and_notes_above_the_header_are_stepped_over() {
    let rows = [
        row(1, &["12345 工单台账"]),
        row(2, &["填报单位：东街道", "", "填报人：甲", "填报时间：2024.1.2"]),
        row(3, &["说明：工单编号必填，来电时间写到分"]),
        row(5, &["序号", "*工单 编号", "受理时间", "主要内容：", "建筑面积（平方米）", "备注2"]),
        row(6, &["1", "A1", "2024.1.2", "工单编号", "12"]),
    ];
    let header = find_in(&rows, &Mapping::default()).expect("a header");
    assert_eq!(header.row, 5);
    assert_eq!(header.above.len(), 3);
    assert_eq!(
        fates(&header),
        ["Index", "number Name", "raised_at Synonym", "content Name", "area Synonym", "Unknown"]
    );
    assert_eq!(header.headings[2].samples, ["2024.1.2"]);
    assert_eq!(header.missing, Vec::<String>::new());
}

#[test]
fn a_header_below_the_twentieth_row_is_not_found() {
    let notes: Vec<RawRow> = (1..=20).map(|number| row(number, &["说明"])).collect();
    let with_header = |number| {
        [&notes[..number as usize - 1], &[row(number, &["工单编号", "来电时间"])]].concat()
    };
    assert_eq!(find_in(&with_header(20), &Mapping::default()).map(|header| header.row), Some(20));
    assert_eq!(find_in(&with_header(21), &Mapping::default()), None);
}

#[test]
fn of_two_names_for_one_column_the_better_stands() {
    let rows = [row(1, &["创建时间", "工单编号", "来电时间", "编号"])];
    let header = find_in(&rows, &Mapping::default()).expect("a header");
    assert_eq!(
        fates(&header),
        ["shadowed raised_at", "number Name", "raised_at Name", "shadowed number"]
    );
    // And what was found can be said again as a mapping, with the same outcome.
    let again = find_in(&rows, &header.mapping()).expect("a header");
    assert_eq!(again.routes(&ledger()), header.routes(&ledger()));
}

#[test]
fn what_a_mapping_says_goes_before_names() {
    let mapping: Mapping = ["来电时间=", "办了没=content", "Created=raised_at"]
        .iter()
        .filter_map(|pair| Mapping::pair(pair))
        .collect();
    let rows =
        [row(1, &["来电时间", "办了没", "created", "工单号"]), row(2, &["1", "2", "3", "4"])];
    let header = find_in(&rows, &mapping).expect("a header");
    assert_eq!(
        fates(&header),
        ["Ignored", "content Mapping", "raised_at Mapping", "number Synonym"]
    );
}

#[test]
fn a_table_of_unknown_headings_is_found_so_that_it_can_be_mapped() {
    let rows = [
        row(1, &["City requests"]),
        row(2, &["RequestNum", "Type", "RaisedAt", "Street"]),
        row(3, &["1", "a", "04/16/2018", "x"]),
    ];
    let header = find_in(&rows, &Mapping::default()).expect("a header");
    assert_eq!((header.row, header.matched()), (2, 0));
    let Fate::Unknown { proposals } = &header.headings[2].fate else { panic!("unknown") };
    assert_eq!(proposals[0], Proposal { key: "raised_at".to_owned(), likeness: 100 });
    let Fate::Unknown { proposals } = &header.headings[1].fate else { panic!("unknown") };
    assert_eq!(*proposals, [], "what holds no dates is no date");
}

#[test]
fn unknown_headings_are_proposed_the_columns_they_resemble() {
    let rows = [row(1, &["工单编号", "来电时间", "反映主要内容", "天气"])];
    let header = find_in(&rows, &Mapping::default()).expect("a header");
    let proposed: Vec<Vec<&str>> = header
        .unknown()
        .map(|heading| match &heading.fate {
            Fate::Unknown { proposals } => proposals.iter().map(|p| p.key.as_str()).collect(),
            _ => Vec::new(),
        })
        .collect();
    assert_eq!(proposed, [vec!["content"], vec![]]);
}

#[test]
fn values_written_as_dates_speak_for_a_column_of_dates() {
    let rows = [row(1, &["Num", "Since"]), row(2, &["1", "04/16/2018 05:30:13 AM"])];
    let header = find_in(&rows, &Mapping::default()).expect("a header");
    let Fate::Unknown { proposals } = &header.headings[1].fate else { panic!("unknown") };
    assert_eq!(*proposals, [Proposal { key: "raised_at".to_owned(), likeness: 40 }]);
}

#[test]
fn a_heading_in_another_unit_is_told_from_another_spelling() {
    let ledger = ledger();
    assert_eq!(other_unit(&ledger, 3, "建筑面积(M2)"), None);
    assert_eq!(other_unit(&ledger, 3, "建筑面积"), None);
    assert_eq!(other_unit(&ledger, 3, "建筑面积(地上)"), None);
    assert_eq!(other_unit(&ledger, 3, "建筑面积（万平方米）").as_deref(), Some("万平方米"));
}
