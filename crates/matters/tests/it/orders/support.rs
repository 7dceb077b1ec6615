//! Ledgers of the tests' own making, and what became of them.

use std::sync::Arc;

use matters::acts::orders::{self, Summary, Upload};
use matters::model::order::{Report, Setting};
use matters::model::{Matter, MatterNumber};
use matters::store::list::Filter;
use matters::store::{self, Sight};
use platform::{Actor, Outcome};
use testkit::{Persona, TestApp};

/// The source of the tests' orders.
pub const SOURCE: &str = "12345";

/// The heads that most tests use.
pub const HEAD: &str = "工单编号,标题,主要内容,来电人,来电人电话,小区点位,被反映街乡镇,来电时间,工单状态,办结时间,是否联系,是否解决,是否满意\n";

/// A csv of these rows under [`HEAD`].
pub fn csv(rows: &[&str]) -> Vec<u8> {
    let mut text = HEAD.to_owned();
    for row in rows {
        text.push_str(row);
        text.push('\n');
    }
    text.into_bytes()
}

/// An open order about a lift in block A.
pub const LIFT: &str = "A1,,2 号电梯早高峰反复停梯,王丽,13900005580,融汇中心A座 12 层,鲁谷街道,2024-01-02 08:30,办理中,,,,";
/// A finished order about block B, rated.
pub const HEATING: &str = "A2,暖气不热,供暖三天不热，家住1203室,李某,,融汇中心B座,,2023-11-20 09:00,已办结,2023-11-22 17:00,是,解决,满意";
/// An order that names no building that is known.
pub const PARKING: &str =
    "A3,,路边停车占道,,,古松里胡同口,古松街道,2024-01-05 10:00,已结案,2024-01-06 10:00,,,";

pub fn upload(bytes: Vec<u8>) -> Upload {
    Upload { name: "工单.csv".to_owned(), bytes }
}

/// Takes a ledger in as the district's office.
pub fn run(app: &TestApp, bytes: Vec<u8>) -> Summary {
    try_run(app, bytes, &Setting::of(SOURCE)).unwrap()
}

pub fn try_run(app: &TestApp, bytes: Vec<u8>, setting: &Setting) -> Outcome<Summary> {
    let actor = app.actor(Persona::District);
    orders::run(&app.world, &actor, &upload(bytes), setting, false, &mut |_, _| ())
}

/// What a ledger would do.
pub fn trial(app: &TestApp, bytes: Vec<u8>) -> Report {
    let actor = app.actor(Persona::District);
    let setting = Setting::of(SOURCE);
    orders::run(&app.world, &actor, &upload(bytes), &setting, true, &mut |_, _| ()).unwrap().report
}

/// Every matter that somebody sees, by number at the source.
pub fn seen_by(app: &TestApp, actor: &Arc<Actor>) -> Vec<Matter> {
    let sight = Sight::of(actor);
    let filter = Filter::default();
    let mut found = app.read(|conn| store::list::list(conn, &sight, &filter, None, 1000)).rows;
    found.sort_by(|a, b| a.external_number.cmp(&b.external_number));
    found
}

pub fn all(app: &TestApp) -> Vec<Matter> {
    seen_by(app, &app.actor(Persona::District))
}

/// The matter an order became.
pub fn matter(app: &TestApp, number: &str) -> Matter {
    let found = all(app).into_iter().find(|one| one.external_number.as_deref() == Some(number));
    found.unwrap_or_else(|| panic!("no matter came of {number}"))
}

/// What tells matters apart in a comparison: everything but ids and drawn numbers.
pub fn told(matters: &[Matter]) -> Vec<String> {
    matters
        .iter()
        .map(|one| {
            let bare = Matter {
                id: 0.into(),
                number: "XX-24-222222".parse::<MatterNumber>().unwrap(),
                ..one.clone()
            };
            format!("{bare:?}")
        })
        .collect()
}
