//! What holds of every ledger, whatever stands in it.

use matters::acts::orders;
use matters::model::order::Setting;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use testkit::{Persona, TestApp};

use super::support::{HEAD, SOURCE, all, run, told, upload};

/// One cell, sensible or not.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[A-C][0-9]",
        2 => Just("融汇中心A座".to_owned()),
        2 => Just("鲁谷街道".to_owned()),
        3 => "202[34]-0[1-9]-1[0-9] 0[0-9]:30",
        1 => Just("已办结".to_owned()),
        1 => Just("办理中".to_owned()),
        1 => Just("是".to_owned()),
        1 => Just(String::new()),
        1 => "[^,\"\r\n]{0,12}",
    ]
}

fn rows() -> impl Strategy<Value = Vec<String>> {
    let row = proptest::collection::vec(cell(), 13).prop_map(|cells| cells.join(","));
    proptest::collection::vec(row, 0..12)
}

/// Rows that are sound, with numbers of their own.
fn sound_rows() -> impl Strategy<Value = Vec<String>> {
    let row = ("[一-十]{2,8}", 1..28_u8, any::<bool>(), any::<bool>());
    proptest::collection::vec(row, 1..8).prop_map(|rows| {
        (0..)
            .zip(rows)
            .map(|(n, (words, day, ended, here))| {
                let n: usize = n;
                let place = if here { "融汇中心A座" } else { "松林大厦" };
                let end = if ended {
                    "已办结,2024-01-30 08:00,是,解决,满意"
                } else {
                    "办理中,,,,"
                };
                format!("N{n},,{words},,,{place},,2024-01-{day:02} 07:00,{end}")
            })
            .collect()
    })
}

fn table(rows: &[String]) -> Vec<u8> {
    format!("{HEAD}{}\n", rows.join("\n")).into_bytes()
}

#[test]
fn no_rows_make_it_stumble() {
    let app = TestApp::new();
    let actor = app.actor(Persona::District);
    let mut runner = TestRunner::new(ProptestConfig::with_cases(64));
    let tried = runner.run(&rows(), |rows| {
        let upload = upload(table(&rows));
        let setting = Setting::of(SOURCE);
        match orders::run(&app.world, &actor, &upload, &setting, true, &mut |_, _| ()) {
            Ok(summary) => {
                let counts = summary.report.counts;
                prop_assert!(counts.fresh + counts.changed + counts.same <= counts.total);
            }
            // What is no table at all (a control character, say) is refused as a whole.
            Err(failure) => {
                prop_assert!(failure.refusal().is_some_and(|one| one.field == Some("file")));
            }
        }
        Ok(())
    });
    tried.unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn the_order_of_rows_and_a_second_time_change_nothing(
        rows in sound_rows(),
        turned in any::<proptest::sample::Index>(),
    ) {
        let (one, other) = (TestApp::new(), TestApp::new());
        let mut moved = rows.clone();
        let at = turned.index(moved.len());
        moved.rotate_left(at);
        prop_assert!(run(&one, table(&rows)).is_applied);
        prop_assert!(run(&other, table(&moved)).is_applied);
        let first = told(&all(&one));
        let second = told(&all(&other));
        prop_assert_eq!(first.len(), rows.len());
        // Ids of places differ between sites that were built alike by nothing but chance.
        prop_assert_eq!(&first, &second);
        run(&one, table(&moved));
        prop_assert_eq!(told(&all(&one)), first);
    }
}
