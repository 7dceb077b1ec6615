//! Every finding and refusal has a sentence in both languages, and what the sentence asks for.

use std::collections::BTreeSet;
use std::sync::Arc;

use kernel::{Arg, Refusal};

use super::*;
use crate::web::Locale;

const SENTENCES: &str = include_str!("../../../../locales/zh-CN/ledger.ftl");

/// The variables of each sentence that begins with `start`.
fn sentences(start: &str) -> Vec<(&'static str, BTreeSet<&'static str>)> {
    let sentence = |line: &'static str| {
        let (key, text) = line.split_once(" = ").filter(|(key, _)| key.starts_with(start))?;
        let variables = text.split("{ $").skip(1).filter_map(|part| part.split(' ').next());
        Some((key, variables.collect()))
    };
    SENTENCES.lines().filter_map(sentence).collect()
}

fn assert_told(start: &str, told: &[(&str, Vec<(&'static str, Arg)>)]) {
    for (key, variables) in sentences(start) {
        let given = told.iter().find(|(given, _)| *given == key);
        let (_, args) = given.unwrap_or_else(|| panic!("no example of {key}"));
        for variable in variables {
            assert!(args.iter().any(|(name, _)| *name == variable), "{key} lacks {variable}");
        }
    }
    for (key, args) in told {
        for language in Locale::ALL {
            assert!(language.has(key), "{key} in {language:?}");
            let sentence = language.t_args(key, args);
            assert!(!sentence.contains('{') && !sentence.contains('⟦'), "{sentence}");
        }
    }
}

#[test]
fn every_refusal_of_a_file_is_told_in_both_languages() {
    let text = || "x".to_owned();
    let refusals = [
        ReadError::Empty,
        ReadError::FileTooLarge { found: 70 << 20, limit: 64 << 20 },
        ReadError::UnpacksTooLarge { limit: 64 << 20 },
        ReadError::TooManyRows { limit: 9 },
        ReadError::TooManyColumns { row: 3, limit: 9 },
        ReadError::TooManySheets { limit: 9 },
        ReadError::TooMuchText { limit: 64 << 20 },
        ReadError::UnknownFormat,
        ReadError::OtherSpreadsheet,
        ReadError::WebPage,
        ReadError::OldWorkbook,
        ReadError::Locked,
        ReadError::Damaged(text()),
        ReadError::Encoding { line: 3 },
        ReadError::NoHeader { limit: 20 },
        ReadError::UnknownTarget { heading: text(), key: text() },
    ];
    let told: Vec<_> = refusals
        .into_iter()
        .map(|error| {
            let key = error.key();
            (key, Refusal::from(error).args)
        })
        .collect();
    assert_told("ledger-refusal-", &told);
}

#[test]
fn every_finding_is_told_in_both_languages() {
    let ledger = Ledger::from_toml(
        r#"
        key = "all"
        title = "all"
        column = [
            { key = "a", heading = "编号", kind = "code", unique = true },
            { key = "b", heading = "时间", kind = "date-time" },
            { key = "c", heading = "人数", kind = "integer" },
            { key = "d", heading = "面积", kind = "decimal", unit = "㎡" },
            { key = "e", heading = "是否", kind = "yes-no", synonyms = ["有无"] },
            { key = "f", heading = "说法", kind = "text", max = 3 },
            { key = "g", heading = "必填", kind = "text", required = true },
            { key = "h", heading = "没有", kind = "text", required = true },
            { key = "i", heading = "也没有", kind = "text", required = true, synonyms = ["别名"] },
        ]
        "#,
    );
    let ledger = Arc::new(ledger.expect("sound"));
    let table = "编号,时间,人数,面积（万㎡）,是否,说法,必填,有无,\n\
        A1,昨天,x,x,或许,四个字了,,,x\n\
        A1,2024.2.30,约5,约5,是,短,有,,\n\
        1.2E+20,2024.13.1,1,1,是,短,有,,\n\
        A2,2024.1.1 25:00,1,1,是,短,有,,\n\
        A3,1024.1.1,1,1,是,短,有,,\n";
    let preview = read(table.as_bytes(), &ledger, &Reading::default()).expect("a table");
    let mut told: Vec<_> =
        preview.findings.kept.iter().map(|finding| (finding.key, finding.all_args())).collect();
    // What only workbooks hold.
    let day = Cell::date(45_292.0, cell::Epoch::From1900);
    for cell in [day, Cell::Error("#REF!".to_owned())] {
        let problem = value::read(&ledger.columns[2], &cell).expect_err("not a number");
        told.push((problem.key, problem.args));
    }
    told.push(("ledger-sheet-not-read", vec![("other", Arg::from("x"))]));
    for start in ["ledger-cell-", "ledger-heading-", "ledger-column-", "ledger-sheet-"] {
        let of_kind: Vec<_> =
            told.iter().filter(|(key, _)| key.starts_with(start)).cloned().collect();
        assert_told(start, &of_kind);
    }
}

#[test]
fn every_reason_to_leave_a_row_out_is_told() {
    let told = [SkipReason::Total, SkipReason::Note, SkipReason::Header, SkipReason::Numbered];
    assert_told("ledger-skipped-", &told.map(|reason| (reason.key(), Vec::new())));
}
