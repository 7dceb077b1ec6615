//! Lists that go out: as far as the viewer sees, and never unseen themselves.

use diesel::sql_types::{BigInt, Nullable, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use testkit::{Persona, Stage, TestApp};

#[derive(QueryableByName)]
struct Entry {
    #[diesel(sql_type = Nullable<BigInt>)]
    account_id: Option<i64>,
    #[diesel(sql_type = Text)]
    origin: String,
    #[diesel(sql_type = Text)]
    body: String,
}

/// What the journal says of ledgers that went out, the oldest first.
fn handed_out(app: &TestApp) -> Vec<Entry> {
    let asked = "SELECT account_id, origin, body FROM journal_entry \
                 WHERE kind = 'ledger.handed_out' ORDER BY id";
    app.read(|conn| Ok(sql_query(asked).load(conn)?))
}

/// The cells of a workbook of orders.
fn cells(workbook: &[u8]) -> String {
    let reading = platform::ledger::Reading::default();
    let ledger = matters::rules::orders::ledger();
    format!("{:?}", platform::ledger::read(workbook, ledger, &reading).unwrap().rows)
}

#[test]
fn a_list_goes_out_as_it_is_filtered_and_the_journal_says_so() {
    let app = TestApp::new();
    let _ = app.raise("十二层空调不热，我叫王丽，电话13900005580");
    let side = testkit::persona::Side::Here;
    let _ = app.at_stage(side, Persona::Property, Stage::Dispatched);
    let worker = app.sign_in(Persona::Worker);
    let list = worker.get("/matters?state=new&building=rh-a").page();
    let address = list.links().into_iter().find(|link| link.starts_with("/matters/export"));
    let address = address.expect("there is a button");
    assert_eq!(address, "/matters/export?state=new&building=rh-a");
    let answer = worker.get(&address);
    assert_eq!(answer.status(), 200);
    assert_eq!(
        answer.header("content-disposition"),
        r#"attachment; filename="matters-2024-02-06.xlsx""#
    );
    let cells = cells(answer.bytes());
    assert!(cells.contains("空调不热") && !cells.contains("客梯"), "{cells}");
    for planted in ["王丽", "13900005580"] {
        assert!(!cells.contains(planted), "{cells}");
    }
    let told = handed_out(&app);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].account_id, Some(app.town.account(Persona::Worker).0));
    assert_eq!(told[0].origin, "web");
    let building = app.town.block_a.id.0;
    assert_eq!(
        told[0].body,
        format!(
            r#"{{"ledger":"orders","narrowed":{{"building":"{building}","state":"new"}},"rows":1}}"#
        )
    );
    app.verify();
}

#[test]
fn ledgers_of_the_registry_are_told_without_what_was_typed() {
    let app = TestApp::new();
    let worker = app.sign_in(Persona::StationHead);
    for path in ["/buildings/export?name=%E7%8E%8B%E4%B8%BD", "/enterprises/export"] {
        assert_eq!(worker.get(path).status(), 200, "{path}");
    }
    let told: Vec<String> = handed_out(&app).into_iter().map(|entry| entry.body).collect();
    assert_eq!(told[0], r#"{"ledger":"buildings","narrowed":{"name":"typed"},"rows":0}"#);
    assert!(told[1].starts_with(r#"{"ledger":"enterprises","narrowed":{},"rows":"#), "{told:?}");
}

#[test]
fn whoever_may_not_take_a_list_out_finds_neither_button_nor_workbook() {
    let app = TestApp::new();
    let _ = app.raise("十二层空调不热");
    for persona in [Persona::Property, Persona::Chief, Persona::PartySecretary] {
        let browser = app.sign_in(persona);
        assert_eq!(browser.get("/matters/export").status(), 404, "{persona:?}");
        assert!(!browser.get("/matters").page().text().contains("/matters/export"));
    }
    assert!(handed_out(&app).is_empty());
}
