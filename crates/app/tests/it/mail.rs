//! Mail: to an address that was proved, once, at the hours of telling, and of nothing that its
//! reader may not see by then; what is not taken is tried again or given up where all may see.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use jiff::SignedDuration;
use platform::StoreError;
use testkit::app::Raised;
use testkit::persona::Side;
use testkit::smtp::{Mail, Manner, Smtp};
use testkit::{Persona, Stage, TestApp};

use crate::shipped;

const ADDRESS: &str = "chen@example.cn";

/// A town, a mail server, and the property company's manager told at once.
fn told() -> (TestApp, Smtp) {
    let smtp = Smtp::new();
    let app = shipped::app_mailing(&smtp.url());
    prove(&app, &smtp, Persona::Property, ADDRESS);
    (app, smtp)
}

/// Sends a form that is taken.
fn post(app: &TestApp, who: Persona, path: &str, fields: &[(&str, &str)]) {
    let answer = app.sign_in(who).post_form(path, fields);
    assert_eq!(answer.status(), 303, "{path}: {}", answer.words());
}

/// Has an address proved, as its owner does.
fn prove(app: &TestApp, smtp: &Smtp, who: Persona, address: &str) {
    post(app, who, "/me/notices/address", &[("address", address)]);
    assert_eq!(app.send_mail(), 1);
    let code = code(&smtp.taken().pop().unwrap());
    post(app, who, "/me/notices/code", &[("code", &code)]);
}

/// The six digits of a letter.
fn code(mail: &Mail) -> String {
    let says = mail.says();
    let mut lines = says.lines().map(str::trim);
    lines
        .find(|line| line.len() == 6 && line.bytes().all(|b| b.is_ascii_digit()))
        .unwrap()
        .to_owned()
}

/// Something that is news to the property company.
fn dispatch(app: &TestApp) -> Raised {
    let raised = app.at_stage(Side::Here, Persona::Property, Stage::Dispatched);
    app.announce();
    raised
}

/// The letters about notices that the server took.
fn letters(smtp: &Smtp) -> Vec<Mail> {
    let is_news = |mail: &Mail| !mail.says().contains("6 位数字");
    smtp.taken().into_iter().filter(is_news).collect()
}

/// What the operator reads of letters in a state.
fn log(app: &TestApp, state: &str) -> String {
    app.sign_in(Persona::Operator).get(&format!("/admin/mail?state={state}")).page().words()
}

#[test]
fn an_address_counts_once_its_code_was_typed_in() {
    let smtp = Smtp::new();
    let app = shipped::app_mailing(&smtp.url());
    let browser = app.sign_in(Persona::Property);
    post(&app, Persona::Property, "/me/notices/address", &[("address", ADDRESS)]);
    let _ = dispatch(&app);
    assert_eq!(app.send_mail(), 1, "the code alone: the address is not proved");
    let sent = smtp.taken().pop().unwrap();
    assert_eq!(sent.to, ADDRESS);
    let page = browser.get("/me/notices").page().words();
    assert!(page.contains("c****@example.cn") && !page.contains(ADDRESS), "{page}");
    let wrong = if code(&sent) == "000000" { "000001" } else { "000000" };
    let answer = browser.post_form("/me/notices/code", &[("code", wrong)]);
    assert_eq!(answer.status(), 422);
    assert!(answer.words().contains("数字不对"));
    post(&app, Persona::Property, "/me/notices/code", &[("code", &code(&sent))]);
    assert!(browser.get("/me/notices").page().words().contains("通知发到 c****@example.cn"));
}

#[test]
fn a_code_is_over_after_five_wrong_ones_and_after_half_an_hour() {
    let smtp = Smtp::new();
    let app = shipped::app_mailing(&smtp.url());
    let ask = || {
        post(&app, Persona::Property, "/me/notices/address", &[("address", ADDRESS)]);
        assert_eq!(app.send_mail(), 1);
        code(&smtp.taken().pop().unwrap())
    };
    let type_in = |code: &str| {
        let browser = app.sign_in(Persona::Property);
        browser.post_form("/me/notices/code", &[("code", code)]).status()
    };
    let right = ask();
    (0..5).for_each(|_| assert_eq!(type_in("x"), 422));
    assert_eq!(type_in(&right), 422, "guessed at too often");
    let right = ask();
    app.pass(SignedDuration::from_mins(31));
    assert_eq!(type_in(&right), 422, "too late");
    assert_eq!(type_in(&ask()), 303);
}

#[test]
fn nobody_s_box_is_filled_with_codes() {
    let app = shipped::app();
    let browser = app.sign_in(Persona::Property);
    let ask = || browser.post_form("/me/notices/address", &[("address", ADDRESS)]);
    (0..5).for_each(|_| assert_eq!(ask().status(), 303));
    assert!(ask().words().contains("一小时内已发过五次"));
}

#[test]
fn news_come_by_mail_once_and_say_nothing_that_anybody_said() {
    let (app, smtp) = told();
    let raised = dispatch(&app);
    for _ in 0..3 {
        app.announce();
        app.send_mail();
    }
    let sent = letters(&smtp);
    assert_eq!(sent.len(), 1);
    let (mail, says) = (&sent[0], sent[0].says());
    assert_eq!(mail.to, ADDRESS);
    assert_eq!(mail.header("Subject"), "楼事：派来一件，等着签收");
    assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
    assert!(says.contains(&format!("http://loushi.example/matters/{raised}")), "{says}");
    assert!(says.contains("http://loushi.example/me/notices"));
    // Neither the reporter's words, nor the title made of them, nor the minute.
    for kept in ["客梯", "停运", "10:24", "陈晓东"] {
        assert!(!mail.raw.contains(kept) && !says.contains(kept), "{kept} left the house: {says}");
    }
}

#[test]
fn what_a_server_does_not_take_now_it_is_offered_again_under_the_same_id() {
    let (app, smtp) = told();
    smtp.then(&[Manner::Later, Manner::HangUp, Manner::TakeAndHangUp]);
    let _ = dispatch(&app);
    assert_eq!(app.send_mail(), 0);
    assert_eq!(app.send_mail(), 0, "not at once again");
    assert!(log(&app, "waiting").contains("451"));
    for minutes in [1, 5, 30] {
        app.pass(SignedDuration::from_mins(minutes));
        app.send_mail();
    }
    let sent = letters(&smtp);
    // The third time it took the letter and died before it could say so: that is told by the id.
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0].header("Message-ID"), sent[1].header("Message-ID"));
    let ids: std::collections::BTreeSet<String> = smtp.begun().into_iter().skip(1).collect();
    assert_eq!(ids.len(), 1, "{ids:?}");
    assert!(log(&app, "waiting").contains("这里没有信"));
}

#[test]
fn what_a_server_refuses_is_given_up_where_the_operator_sees_it() {
    let (app, smtp) = told();
    smtp.then(&[Manner::Never]);
    let _ = dispatch(&app);
    assert_eq!(app.send_mail(), 0);
    app.pass(SignedDuration::from_mins(1));
    assert_eq!(app.send_mail(), 0, "for good");
    let failed = log(&app, "failed");
    assert!(failed.contains("550") && !failed.contains("example.cn"), "{failed}");
    // It is mended, and tried again by hand.
    let operator = app.sign_in(Persona::Operator);
    let page = operator.get("/admin/mail?state=failed").page().text();
    let action = page.split("action=\"/admin/mail/").nth(1).unwrap().split('"').next().unwrap();
    post(&app, Persona::Operator, &format!("/admin/mail/{action}"), &[]);
    assert_eq!(app.send_mail(), 1);
    assert_eq!(operator.post_form(&format!("/admin/mail/{action}"), &[]).status(), 404);
    assert_eq!(letters(&smtp).len(), 1);
}

#[test]
fn a_letter_that_is_never_taken_is_given_up_after_seven_attempts() {
    let (app, smtp) = told();
    smtp.then(&[Manner::Later; 9]);
    let _ = dispatch(&app);
    for _ in 0..12 {
        app.send_mail();
        app.pass(SignedDuration::from_hours(9));
    }
    assert_eq!(smtp.begun().len() - 1, 7);
    assert!(log(&app, "failed").contains("451"));
}

#[test]
fn without_a_server_letters_wait_and_none_is_lost() {
    // Nobody listens where this town sends its letters.
    let gone = shipped::app();
    post(&gone, Persona::Worker, "/me/notices/address", &[("address", ADDRESS)]);
    assert_eq!(gone.send_mail(), 0);
    let waiting = log(&gone, "waiting");
    assert!(waiting.contains("连不上") && !waiting.contains("这里没有信"), "{waiting}");
}

#[test]
fn at_night_and_on_days_off_nothing_is_sent_and_all_of_it_comes_together() {
    let (app, smtp) = told();
    // Friday evening before the Spring Festival, and the holiday; people are back on Sunday.
    app.set_time("2024-02-09T13:00:00Z");
    let _ = dispatch(&app);
    app.set_time("2024-02-12T04:00:00Z");
    let _ = dispatch(&app);
    app.send_mail();
    assert!(letters(&smtp).is_empty());
    app.set_time("2024-02-17T23:59:00Z");
    app.send_mail();
    assert!(letters(&smtp).is_empty(), "a minute to eight");
    app.set_time("2024-02-18T00:00:00Z");
    app.send_mail();
    let sent = letters(&smtp);
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].header("Subject"), "楼事：2 条新情况");
}

#[test]
fn who_wants_one_letter_a_day_gets_one_in_the_morning() {
    let (app, smtp) = told();
    let browser = app.sign_in(Persona::Property);
    let choose = |word: &str| browser.post_form("/me/notices/cadence", &[("cadence", word)]);
    assert_eq!(choose("weekly").status(), 422);
    assert_eq!(choose("daily").status(), 303);
    for _ in 0..3 {
        let _ = dispatch(&app);
        app.pass(SignedDuration::from_mins(10));
        app.send_mail();
    }
    assert!(letters(&smtp).is_empty());
    app.set_time("2024-02-07T00:00:00Z");
    assert_eq!(app.send_mail(), 1);
    assert_eq!(letters(&smtp)[0].header("Subject"), "楼事：3 条新情况");
    post(&app, Persona::Property, "/me/notices/cadence", &[("cadence", "none")]);
    let _ = dispatch(&app);
    app.pass(SignedDuration::from_hours(48));
    assert_eq!(app.send_mail(), 0, "none was wanted");
}

#[test]
fn what_is_read_or_out_of_sight_by_then_is_not_sent_t3() {
    let (app, smtp) = told();
    app.set_time("2024-02-06T13:00:00Z");
    let _ = dispatch(&app);
    let recalled = "UPDATE assignment SET state = 'recalled'";
    app.world
        .db
        .write(move |tx| Ok::<_, StoreError>(diesel::sql_query(recalled).execute(tx.conn)?))
        .unwrap();
    app.set_time("2024-02-07T00:30:00Z");
    assert_eq!(app.send_mail(), 0, "out of sight");

    let _ = dispatch(&app);
    let browser = app.sign_in(Persona::Property);
    let page = browser.get("/notices").page().text();
    let newest = page.split("name=\"newest\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    post(&app, Persona::Property, "/notices/reading", &[("newest", newest)]);
    assert_eq!(app.send_mail(), 0, "read");
    assert!(letters(&smtp).is_empty());
    assert_eq!(log(&app, "dropped").matches("通知 2024").count(), 2, "{}", log(&app, "dropped"));
}

#[test]
fn several_nodes_send_each_letter_once_t3() {
    let (app, smtp) = told();
    prove(&app, &smtp, Persona::Worker, "zhou@example.cn");
    prove(&app, &smtp, Persona::Colleague, "li@example.cn");
    for _ in 0..3 {
        let _ = app.at_stage(Side::Here, Persona::Property, Stage::Completed);
        app.seal();
        std::thread::scope(|nodes| {
            for _ in 0..4 {
                let (world, site) = (&app.world, app.site());
                nodes.spawn(move || {
                    while platform::notice::announce(world, &testkit::app::announcers()).unwrap() {}
                    platform::mail::send_due(site).unwrap();
                });
            }
        });
    }
    app.send_mail();
    let mut ids: Vec<String> =
        letters(&smtp).iter().map(|mail| mail.header("Message-ID")).collect();
    let sent = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), sent, "none twice");
    // Each of the two was told of three that are to be called back.
    for address in ["zhou@example.cn", "li@example.cn"] {
        let theirs = letters(&smtp).into_iter().filter(|mail| mail.to == address);
        let told: usize = theirs.map(|mail| mail.says().matches("等着回访").count()).sum();
        // Once as text and once with links.
        assert_eq!(told, 6, "{address}");
    }
}

#[test]
fn who_takes_the_address_back_or_loses_the_account_gets_nothing() {
    let (app, smtp) = told();
    app.set_time("2024-02-06T13:00:00Z");
    let _ = dispatch(&app);
    post(&app, Persona::Property, "/me/notices/removal", &[]);
    app.set_time("2024-02-07T00:30:00Z");
    assert_eq!(app.send_mail(), 0);
    let page = app.sign_in(Persona::Property).get("/me/notices").page().words();
    assert!(page.contains("还没有邮箱"), "{page}");

    prove(&app, &smtp, Persona::Property, ADDRESS);
    let _ = dispatch(&app);
    let account = app.actor(Persona::Property).account.unwrap();
    app.act(Persona::SecurityAdmin, move |act| platform::account::disable(act, account)).unwrap();
    assert_eq!(app.send_mail(), 0);
    assert!(letters(&smtp).is_empty());
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[test]
fn an_address_stands_in_no_table_in_clear_and_goes_with_its_person() {
    let (app, _smtp) = told();
    let person = app.town.person(Persona::Property);
    let own = app.sign_in(Persona::Property).get("/me/data").text();
    assert!(own.contains(ADDRESS), "their own copy has it");
    let entries = "SELECT count(*) AS n FROM journal_entry WHERE body LIKE '%example.cn%'";
    let found: Count = app.read(|conn| Ok(diesel::sql_query(entries).get_result(conn)?));
    assert_eq!(found.n, 0);
    app.act(Persona::SecurityAdmin, move |act| platform::vault::erase(act, person)).unwrap();
    let _ = dispatch(&app);
    assert_eq!(app.send_mail(), 0, "erased");
}
