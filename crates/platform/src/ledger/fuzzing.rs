//! Damaged ledgers thrown at the reader: `cargo xtask fuzz`.
//!
//! A driver of our own and not libFuzzer, since that wants a nightly toolchain and the project
//! builds with the stable one. It knows the formats instead of finding them out: it damages sound
//! files of each, workbooks part by part and packed again, so that the damage gets behind the
//! checksums. The same seed damages alike, so a find is seen again.

use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rust_xlsxwriter::{Format, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::read::fixture::{Layout, Put, workbook as workbook_97};
use super::*;

/// Rounds of an ordinary test run: enough to notice that the driver itself is broken.
const ROUNDS: u64 = 300;
/// What reading files within the limits below may take, and the test program with it. Kibibytes.
const MEMORY: u64 = 512 << 10;

/// Numbers that look like chance and are the same for the same seed (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when there is none.
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).expect("a size fits");
        usize::try_from(self.next() % end).expect("a remainder of a size is one")
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

const TABLE: &str = "12345 工单,,,\n工单编号,主要内容,来电时间,办结时间,是否联系,是否解决,小区点位\n\
    A1,\"电梯\n停了\",2024-01-02 08:30,45292.5,是,解决,融汇中心A座\n\
    A2,停水,2024年1月2日 下午3点,2024.1.3,否,未解决,\"大厦,三层\"\n合计,2,,,,,\n";

/// Sound files of every format.
fn seeds() -> Vec<Vec<u8>> {
    let (gb, _, _) = encoding_rs::GB18030.encode(TABLE);
    let with_mark = [b"\xef\xbb\xbf", TABLE.as_bytes()].concat();
    let tabs = TABLE.replace(',', "\t").into_bytes();
    let old = vec![
        vec![Put::Shared("工单编号"), Put::Label("主要内容"), Put::Shared("来电时间")],
        vec![Put::Number(1.0), Put::FormulaText("停水"), Put::Date(45_292.5)],
        vec![Put::Packed(7), Put::Nothing, Put::Error(7), Put::PackedRow(vec![1, 2, 3])],
    ];
    let small = Layout { small: true, string_record: 64, ..Layout::default() };
    vec![
        TABLE.as_bytes().to_vec(),
        with_mark,
        tabs,
        gb.into_owned(),
        modern(),
        workbook_97("工单", &old, &Layout::default()),
        workbook_97("工单", &old, &small),
    ]
}

fn modern() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let date = Format::new().set_num_format("yyyy/m/d h:mm");
    for (column, heading) in (0..).zip(["工单编号", "主要内容", "来电时间", "是否联系"])
    {
        sheet.write(0, column, heading).expect("it fits");
    }
    sheet.write(1, 0, "A1").expect("it fits").write(1, 1, "停水").expect("it fits");
    sheet.write_with_format(1, 2, 45_293.4, &date).expect("it fits");
    sheet.write(1, 3, true).expect("it fits");
    workbook.save_to_buffer().expect("memory takes it")
}

/// Pieces that mean something to one format or another.
const PIECES: [&[u8]; 14] = [
    b"\0",
    b"\"",
    b",",
    b"\r\n",
    b"\xff\xff\xff\xff",
    b"\xfe\xff",
    b"\x81\x30\x81\x30",
    b"<c r=\"",
    b"ZZZ1048577",
    b"&#0;",
    b"<!DOCTYPE x>",
    b"9999999999",
    b"1E308",
    b"\xe5\x90\x88",
];

fn damage(bytes: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    for _ in 0..=chance.below(6) {
        let at = chance.below(bytes.len() + 1);
        let most = 1 << chance.below(10);
        let length = chance.below(most);
        let end = (at + length).min(bytes.len());
        match chance.below(8) {
            0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            1 if at < bytes.len() => bytes[at] = chance.next().to_le_bytes()[0],
            2 => drop(bytes.drain(at..end)),
            3 => {
                let copied = bytes[at..end].to_vec();
                let times = chance.below(40);
                drop(bytes.splice(at..at, copied.repeat(times)));
            }
            4 => {
                let piece = chance.of(&PIECES).iter().copied();
                drop(bytes.splice(at..at, piece));
            }
            5 => {
                let from = chance.below(other.len());
                let piece = other[from..(from + length).min(other.len())].iter().copied();
                drop(bytes.splice(at..end, piece));
            }
            6 => bytes.truncate(at),
            _ => bytes[at..end].reverse(),
        }
    }
}

/// A workbook unpacked, one of its parts damaged, and packed again; `None` if it is none.
fn damage_inside(bytes: &[u8], other: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = chance.below(archive.len());
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).ok()?;
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        if at == chosen {
            damage(&mut content, other, chance);
        }
        packed.start_file(part.name().ok()?.into_owned(), SimpleFileOptions::default()).ok()?;
        packed.write_all(&content).ok()?;
    }
    Some(packed.finish().ok()?.into_inner())
}

/// The file of a round.
fn made(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let (bytes, other) = (chance.of(seeds).clone(), chance.of(seeds).clone());
    if chance.below(4) > 0
        && let Some(damaged) = damage_inside(&bytes, &other, chance)
    {
        return damaged;
    }
    let mut bytes = bytes;
    damage(&mut bytes, &other, chance);
    bytes
}

/// Most memory this process has had, in kibibytes; `None` where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn fuzz_no_damaged_file_makes_the_reader_stumble() {
    let seed = variable("LOUSHI_FUZZ_SEED").unwrap_or(1);
    let rounds = variable("LOUSHI_FUZZ_ROUNDS").unwrap_or(ROUNDS);
    let orders = Ledger::from_toml(include_str!("../../../../data/ledgers/orders.toml"));
    let orders = Arc::new(orders.expect("the ledger that ships is sound"));
    let limits = Limits {
        file_bytes: 4 << 20,
        unpacked_bytes: 16 << 20,
        rows: 10_000,
        columns: 64,
        text_bytes: 16 << 20,
        findings: 100,
    };
    let reading = Reading { limits, ..Reading::default() };
    let (seeds, mut chance) = (seeds(), Chance(seed));
    for round in 0..rounds {
        let bytes = made(&seeds, &mut chance);
        let read = catch_unwind(AssertUnwindSafe(|| {
            read_untrusted(&bytes);
            if let Ok(preview) = read(&bytes, &orders, &reading) {
                // What can be read can be marked, or is refused.
                drop(write::marked(&bytes, &preview, &limits, |finding| finding.key.to_owned()));
            }
        }));
        if read.is_err() {
            let kept = std::env::temp_dir().join(format!("fuzz-{seed}-{round}.bin"));
            std::fs::write(&kept, &bytes).expect("the find can be kept");
            panic!("seed {seed}, round {round}: see {}", kept.display());
        }
    }
    // Other tests of the same program run beside an ordinary pass.
    if variable("LOUSHI_FUZZ_ROUNDS").is_some()
        && let Some(peak) = peak()
    {
        assert!(peak < MEMORY, "seed {seed}: {peak} KiB at the most");
    }
}
