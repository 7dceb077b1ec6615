//! Tests of reading old workbooks, against fixtures that calamine reads the same way.

use std::io::Cursor;

use calamine::{Data, Reader, Xls};
use proptest::prelude::*;

use super::fixture::{Layout, Put, workbook};
use crate::ledger::cell::Cell;
use crate::ledger::error::ReadError;
use crate::ledger::read::{Book, Format, Limits, Meter, RawRow};

fn grid() -> Vec<Vec<Put>> {
    vec![
        vec![
            Put::Shared("工单编号"),
            Put::Shared("Title"),
            Put::Label("来电时间"),
            Put::Shared("人数"),
        ],
        vec![],
        vec![
            Put::Label(" 楼-1\t"),
            Put::Shared("电梯停在三层，门打不开，里面有人，请尽快派人来看一看"),
            Put::Date(45293.5),
            Put::Packed(-12),
        ],
        vec![Put::Nothing, Put::PackedRow(vec![1, 2, 3]), Put::Number(0.25), Put::Bool(true)],
        vec![Put::FormulaText("算出来的"), Put::FormulaNumber(7.5), Put::Error(0x17)],
        vec![Put::Shared("   ")],
    ]
}

fn read(bytes: &[u8]) -> Result<Vec<RawRow>, ReadError> {
    let limits = Limits::default();
    let mut book = Book::open(bytes, &limits)?;
    assert_eq!(book.format, Format::Workbook97);
    let mut rows = book.rows(0)?;
    let (mut meter, mut row, mut all) = (Meter::new(&limits), RawRow::default(), Vec::new());
    while rows.next_row(&mut row, &mut meter)? {
        all.push(row.clone());
    }
    Ok(all)
}

#[test]
fn every_kind_of_cell_is_read_and_blank_rows_are_left_out() {
    let rows = read(&workbook("台账", &grid(), &Layout::default())).expect("a workbook");
    let text = |text: &str| Cell::Text(text.to_owned());
    let numbers: Vec<u32> = rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 3, 4, 5]);
    assert_eq!(rows[0].cells[0], text("工单编号"));
    let noon = "2024-01-02T12:00:00".parse().expect("a date-time");
    assert_eq!(rows[1].cells[0], text("楼-1"));
    assert_eq!(rows[1].cells[2..], [Cell::DateTime(noon), Cell::Number(-12.0)]);
    let number = Cell::Number;
    assert_eq!(
        rows[2].cells,
        [Cell::Empty, number(1.0), number(2.0), number(3.0), number(0.25), Cell::Bool(true)]
    );
    assert_eq!(rows[3].cells, [text("算出来的"), number(7.5), Cell::Error("#REF!".to_owned())]);
}

#[test]
fn strings_run_on_over_records_and_streams_lie_in_small_sectors() {
    let whole = read(&workbook("台账", &grid(), &Layout::default())).expect("a workbook");
    for string_record in [24, 37, 64] {
        for small in [false, true] {
            let layout = Layout { string_record, small, ..Layout::default() };
            assert_eq!(read(&workbook("台账", &grid(), &layout)).as_ref(), Ok(&whole));
        }
    }
}

#[test]
fn calamine_reads_the_fixture_the_same_way() {
    for string_record in [37, 8224] {
        let layout = Layout { string_record, ..Layout::default() };
        let bytes = workbook("台账", &grid(), &layout);
        let mut other: Xls<_> = Xls::new(Cursor::new(&bytes)).expect("calamine opens it");
        let range = other.worksheet_range("台账").expect("the sheet");
        for row in read(&bytes).expect("a workbook") {
            for (column, cell) in (0_u32..).zip(&row.cells) {
                let theirs = range.get_value((row.number - 1, column)).cloned().unwrap_or_default();
                match (cell, theirs) {
                    (Cell::Empty, Data::Empty) => {}
                    (Cell::Text(text), Data::String(theirs)) => assert_eq!(text, theirs.trim()),
                    (Cell::Number(number), Data::Float(theirs)) => assert_eq!(*number, theirs),
                    #[expect(clippy::cast_precision_loss, reason = "small in this fixture")]
                    (Cell::Number(number), Data::Int(theirs)) => assert_eq!(*number, theirs as f64),
                    (Cell::DateTime(_), Data::DateTime(theirs)) => {
                        assert_eq!(Cell::date(theirs.as_f64(), super::Epoch::From1900), *cell);
                    }
                    (Cell::Bool(value), Data::Bool(theirs)) => assert_eq!(*value, theirs),
                    (Cell::Error(code), Data::Error(theirs)) => {
                        assert_eq!(*code, theirs.to_string());
                    }
                    (ours, theirs) => panic!("row {}: {ours:?} against {theirs:?}", row.number),
                }
            }
        }
    }
}

#[test]
fn days_may_count_from_1904() {
    let rows = [vec![Put::Date(43831.0)]];
    let layout = Layout { from_1904: true, ..Layout::default() };
    let rows = read(&workbook("A", &rows, &layout)).expect("a workbook");
    assert_eq!(rows[0].cells[0].shown(), "2024-01-02");
}

#[test]
fn a_locked_workbook_says_so() {
    let layout = Layout { locked: true, ..Layout::default() };
    assert_eq!(read(&workbook("A", &grid(), &layout)), Err(ReadError::Locked));
}

#[test]
fn a_cell_far_out_costs_nothing_but_a_refusal() {
    let mut bytes = workbook("A", &[vec![Put::Number(1.0)]], &Layout::default());
    let cell = [0x03, 0x02, 0x0E, 0x00, 0, 0, 0, 0];
    let at = bytes.windows(8).position(|window| window == cell).expect("the cell");
    bytes[at + 4..at + 8].copy_from_slice(&[0xFF; 4]);
    assert_eq!(read(&bytes), Err(ReadError::TooManyColumns { row: 65_536, limit: 256 }));
}

proptest! {
    #[test]
    fn no_change_of_bytes_makes_the_reader_panic(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        small in any::<bool>(),
        keep in 0.0_f64..1.0,
    ) {
        let layout = Layout { small, string_record: 37, ..Layout::default() };
        let mut bytes = workbook("台账", &grid(), &layout);
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        let _ = read(&bytes);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a part of a small length")]
        let end = (bytes.len() as f64 * keep) as usize;
        bytes.truncate(end.max(8));
        let _ = read(&bytes);
    }
}
