//! The next year's holidays: taken in by whoever keeps the calendar, whole or not at all.

use jiff::civil::date;
use testkit::Persona;

use crate::shipped;

const NEXT: &str = "date,kind,name\n2027-01-01,holiday,元旦\n2027-10-01,holiday,国庆节\n\
                    2027-10-04,holiday,国庆节\n2027-10-09,workday,国庆节\n";

#[test]
fn the_operator_takes_a_notice_in_and_deadlines_follow_it_from_then_on() {
    let app = shipped::app();
    let before = app.world.time.now();
    app.pass(jiff::SignedDuration::from_mins(1));
    let operator = app.sign_in(Persona::Operator);
    let form = operator.get("/admin/calendar?year=2027").page().form("/admin/calendar");
    let form = form.with("source", "国办发明电〔2026〕7 号").with("days", NEXT);
    assert_eq!(operator.submit(&form).taken(), "/admin/calendar?year=2027&taken=4");
    let shown = operator.get("/admin/calendar?year=2027").page();
    for said in ["国庆节", "国办发明电〔2026〕7 号", "10 月 9 日"] {
        assert!(shown.words().contains(said), "{said}: {}", shown.words());
    }
    let monday = date(2027, 10, 4);
    assert!(!app.world.calendar().is_working_day(monday));
    assert!(app.world.calendar_at(before).is_working_day(monday), "what was counted before stays");
    assert_eq!(operator.submit(&form).taken(), "/admin/calendar?year=2027&taken=0");
    app.verify();
}

#[test]
fn every_wrong_line_is_named_and_nothing_is_taken_in() {
    let app = shipped::app();
    let operator = app.sign_in(Persona::Operator);
    let form = operator.get("/admin/calendar").page().form("/admin/calendar");
    let wrong =
        "date,kind,name\n2027-01-01,off,元旦\n2027-13-01,holiday,元旦\n2027-10-01,holiday,国庆节";
    let form = form.with("source", "通知").with("days", wrong);
    let refused = operator.submit(&form).sound();
    assert_eq!(refused.status(), 422);
    for said in ["第 2 行第 2 项", "第 3 行第 1 项", "2 处要改"] {
        assert!(refused.words().contains(said), "{said}: {}", refused.words());
    }
    assert_eq!(refused.form("/admin/calendar").value("days").trim(), wrong, "typed values stay");
    let nothing = form.with("days", "date,kind,name");
    assert_eq!(operator.submit(&nothing).status(), 422);
    assert!(!app.world.calendar().is_covered(2027));
}

#[test]
fn everybody_signed_in_reads_the_calendar_and_its_keeper_alone_changes_it() {
    let app = shipped::app();
    let worker = app.sign_in(Persona::Worker);
    let page = worker.get("/admin/calendar").page();
    assert!(page.words().contains("春节") && !page.has_form("/admin/calendar"));
    let posted = worker.post_form("/admin/calendar", &[("source", "x"), ("days", NEXT)]);
    assert_eq!(posted.status(), 404);
}
