//! The index of search documents, on either database.

use platform::search::{Mark, Reach, Text, Wanted, clear, find, put};

use crate::support::Stage;

const NONE: [i64; 0] = [];
const HERE: Mark = Mark { kind: 'u', id: 7 };
const THERE: Mark = Mark { kind: 'u', id: 70 };

fn store(stage: &Stage, id: i64, open: &'static str, inner: &'static str, mark: Mark) {
    stage
        .act(move |act| {
            put(act.tx(), &Text { id, open, inner, marks: &[mark] });
            Ok(())
        })
        .unwrap();
}

fn found(stage: &Stage, typed: &str, inner: bool, marks: &[Mark]) -> Vec<i64> {
    let Some(wanted) = Wanted::of(typed) else { return Vec::new() };
    let reach = Reach { marks, inner };
    stage.world.db.read(|conn| find(conn, &wanted, reach, None, 10)).unwrap()
}

#[test]
fn exactly_what_stands_there_is_found() {
    let stage = Stage::new();
    store(&stage, 1, "融科创意中心 A 座 2 号客梯停了", "", HERE);
    store(&stage, 2, "1座 11 层 WiFi 断了", "", HERE);
    store(&stage, 3, "停车场停电", "", HERE);
    for (typed, ids) in [
        ("融科", &[1][..]),
        ("创意中心", &[1]),
        ("科意", &[]),
        ("停", &[3, 1]),
        ("了", &[2, 1]),
        ("２号客", &[1]),
        ("客梯 融科", &[1]),
        ("客梯 停电", &[]),
        ("wif", &[2]),
        ("1", &[2]),
        ("1座", &[2]),
        ("A座", &[1]),
        ("a 座", &[1]),
        ("'; DROP \" OR *", &[]),
        ("。", &[]),
    ] {
        assert_eq!(found(&stage, typed, false, &[HERE]), ids, "{typed}");
    }
}

#[test]
fn what_is_shielded_is_found_only_by_who_may_read_it() {
    let stage = Stage::new();
    store(&stage, 1, "空调不冷", "电话里说十二层最热", HERE);
    assert_eq!(found(&stage, "十二层", false, &[HERE]), NONE);
    assert_eq!(found(&stage, "十二层", true, &[HERE]), [1]);
    assert_eq!(found(&stage, "空调", true, &[HERE]), [1]);
    assert_eq!(
        found(&stage, "冷电", true, &[HERE]),
        NONE,
        "no phrase begins in one and ends in the other"
    );
}

#[test]
fn a_search_keeps_within_its_marks() {
    let stage = Stage::new();
    store(&stage, 1, "漏水", "", HERE);
    store(&stage, 2, "漏水", "", THERE);
    assert_eq!(found(&stage, "漏水", false, &[HERE]), [1]);
    assert_eq!(found(&stage, "漏水", false, &[THERE]), [2]);
    assert_eq!(found(&stage, "漏水", false, &[HERE, THERE]), [2, 1]);
    assert_eq!(found(&stage, "漏水", false, &[]), NONE);
    assert_eq!(found(&stage, "u7", false, &[HERE]), NONE, "marks are no words");
}

#[test]
fn a_text_takes_the_place_of_the_one_before() {
    let stage = Stage::new();
    store(&stage, 1, "灯不亮", "", HERE);
    store(&stage, 1, "灯已更换", "", THERE);
    assert_eq!(found(&stage, "不亮", false, &[HERE, THERE]), NONE);
    assert_eq!(found(&stage, "更换", false, &[THERE]), [1]);
    stage.act(|act| Ok(clear(act.conn())?)).unwrap();
    assert_eq!(found(&stage, "更换", false, &[THERE]), NONE);
    store(&stage, 1, "灯又亮了", "", HERE);
    assert_eq!(found(&stage, "又亮", false, &[HERE]), [1]);
}

#[test]
fn a_page_goes_on_before_the_last_id() {
    let stage = Stage::new();
    for id in 1..=5 {
        store(&stage, id, "漏水", "", HERE);
    }
    let wanted = Wanted::of("漏水").unwrap();
    let reach = Reach { marks: &[HERE], inner: false };
    let page = |before| stage.world.db.read(|conn| find(conn, &wanted, reach, before, 2)).unwrap();
    assert_eq!(page(None), [5, 4]);
    assert_eq!(page(Some(4)), [3, 2]);
    assert_eq!(page(Some(1)), NONE);
}
