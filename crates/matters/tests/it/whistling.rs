//! Whistles: departments are called, report in or ask not to come, a third party rules, and both
//! sides are judged when it is over.

use jiff::SignedDuration;
use matters::model::MatterNumber;
use testkit::{Answer, Browser, Persona, TestApp};

use crate::stage::{TEXT, complete, dispatch, number, raise};

const ASK: &str = "检测 2 号梯，定停用或限用";
const TRIED: &str = "维保来过两次，换了触点，当晚又停";
const ENDING: [(&str, &str); 1] = [("ending", "一家到场并停用，换门机已立项")];

/// A matter the property company has in hand.
fn in_hand(app: &TestApp) -> MatterNumber {
    let code = raise(&app.stranger(), TEXT);
    let number = number(app, &code);
    dispatch(app, &number);
    let own = number.clone();
    app.act(Persona::Property, move |act| matters::acts::sign_matter(act, &own)).unwrap();
    number
}

fn department(app: &TestApp, persona: Persona) -> String {
    app.town.body_of(persona).0.to_string()
}

/// The committee whistles for the department, and for another one.
fn blow(app: &TestApp, by: Persona, number: &MatterNumber) -> Answer {
    let (first, second) =
        (department(app, Persona::Department), department(app, Persona::OtherDepartment));
    let fields = [
        ("called", first.as_str()),
        ("called", second.as_str()),
        ("ask", ASK),
        ("tried", TRIED),
        ("kind", "demand"),
        ("venue", "on_site"),
        ("spot", "12 层电梯厅"),
    ];
    app.sign_in(by).post_form(&format!("/matters/{number}/whistle"), &fields)
}

/// Blows it and gives back its address.
fn blown(app: &TestApp) -> String {
    let number = in_hand(app);
    blow(app, Persona::Chief, &number).taken()
}

fn report(browser: &Browser<'_>, address: &str) -> Answer {
    let fields =
        [("presence", "on_site"), ("measure", "检测所今天下午到场"), ("who", "特种设备科 2 人")];
    browser.post_form(&format!("{address}/report"), &fields)
}

fn refuse(browser: &Browser<'_>, address: &str) -> Answer {
    let fields = [("ground", "others"), ("why", "电梯检测归市场监管部门")];
    browser.post_form(&format!("{address}/refusal"), &fields)
}

fn rule(app: &TestApp, persona: Persona, address: &str, excused: &str) -> Answer {
    let ruling = format!("{address}/ruling");
    let browser = app.sign_in(persona);
    let shown = browser.get(&ruling);
    if shown.status() != 200 {
        return shown;
    }
    let form = shown.page().form(&ruling).with("excused", excused).with("words", "各司其职。");
    browser.submit(&form)
}

#[test]
fn a_committee_whistles_departments_come_finish_and_are_rated_both_ways() {
    let app = TestApp::new();
    let address = blown(&app);
    let department = app.sign_in(Persona::Department);
    let desk = department.get("/desk").page();
    assert!(desk.links().contains(&address), "{}", desk.words());
    let page = department.get(&address).page();
    assert!(page.words().contains(ASK) && page.words().contains(TRIED), "{}", page.words());
    assert!(page.words().contains("已打开"), "its first look is noted");

    assert_eq!(report(&department, &address).taken(), address);
    let again = report(&department, &address);
    assert_eq!(again.status(), 422);
    assert!(again.words().contains("已经报到"), "{}", again.words());
    let done = [("result", "检测不合格，已停用，责令更换门机")];
    assert_eq!(department.post_form(&format!("{address}/completion"), &done).taken(), address);

    let chief = app.sign_in(Persona::Chief);
    let early = chief.post_form(&format!("{address}/rating"), &[("call", "1")]);
    assert_eq!(early.status(), 422, "nobody rates a call that is not of this whistle");
    let rating = format!("{address}/rating");
    assert_eq!(chief.post_form(&format!("{address}/ending"), &ENDING).taken(), rating);
    let page = chief.get(&address).page();
    assert!(page.words().contains("已收哨"), "who had not come need not: {}", page.words());
    for _ in 0..2 {
        let mut form = chief.get(&rating).page().form(&rating);
        for field in ["grade_1", "grade_2", "grade_3", "grade_4"] {
            form = form.with(field, "4");
        }
        assert_eq!(chief.submit(&form).taken(), rating);
    }
    assert_eq!(chief.get(&rating).taken(), address, "both are rated");
    let judged = department.post_form(&format!("{address}/judgement"), &[("verdict", "needed")]);
    assert_eq!(judged.taken(), address);
    let page = chief.get(&address).page();
    assert!(page.words().contains("4.0") && page.words().contains("有必要"), "{}", page.words());
    app.verify();
}

#[test]
fn a_refusal_stops_the_clock_and_a_third_party_rules() {
    let app = TestApp::new();
    let address = blown(&app);
    let department = app.sign_in(Persona::Department);
    let _ = refuse(&department, &address).taken();
    app.pass(SignedDuration::from_hours(2));
    let department = app.sign_in(Persona::Department);
    let page = department.get(&address).page();
    assert!(page.words().contains("停钟"), "{}", page.words());
    let street = app.sign_in(Persona::Street);
    let desk = street.get("/desk").page();
    assert!(desk.links().contains(&format!("{address}/ruling")), "{}", desk.words());
    for other in [Persona::Department, Persona::Chief, Persona::Worker, Persona::OtherStreet] {
        assert_eq!(rule(&app, other, &address, "yes").status(), 404, "{other:?}");
    }
    assert_eq!(rule(&app, Persona::Street, &address, "no").taken(), "/desk");
    let page = department.get(&address).page();
    assert!(page.words().contains("各司其职。") && page.words().contains("待报到"));
    assert!(page.has_form(&format!("{address}/report")));

    let other = app.sign_in(Persona::OtherDepartment);
    let _ = refuse(&other, &address).taken();
    let _ = rule(&app, Persona::Street, &address, "yes").taken();
    let page = other.get(&address).page();
    assert!(page.words().contains("免报到"), "{}", page.words());
    assert!(!page.has_form(&format!("{address}/report")));
    app.verify();
}

#[test]
fn a_clock_that_stood_still_runs_on_from_where_it_stood() {
    let app = TestApp::new();
    let address = blown(&app);
    let department = app.sign_in(Persona::Department);
    let due = |app: &TestApp| {
        let number = address.trim_start_matches("/whistles/").rsplit_once('-').unwrap().0;
        let number: MatterNumber = number.parse().unwrap();
        let actor = app.actor(Persona::Worker);
        let matter = app.read(|conn| {
            let sight = matters::store::Sight::of(&actor);
            matters::store::matter::find(conn, &sight, &number)
        });
        let clocks = app.read(|conn| matters::store::clock::list(conn, matter.unwrap().id));
        let report_in = matters::model::ClockKind::ReportIn;
        clocks.into_iter().filter(|clock| clock.kind == report_in).map(|one| one.due_at).max()
    };
    let before = due(&app);
    let _ = refuse(&department, &address).taken();
    app.pass(SignedDuration::from_hours(48));
    let _ = rule(&app, Persona::Street, &address, "no").taken();
    assert!(due(&app) > before, "the time before the ruling is not counted");
}

#[test]
fn a_department_without_an_account_answers_by_the_code_of_its_sheet() {
    let app = TestApp::new();
    let address = blown(&app);
    let chief = app.sign_in(Persona::Chief);
    let form = chief.get(&address).page().form(&format!("{address}/sheet"));
    let sheet = chief.submit(&form);
    assert_eq!(sheet.status(), 200);
    let words = sheet.words();
    let at = words.find("输入 ").expect("the mail names the code") + "输入 ".len();
    let code = words[at..at + 9].to_owned();
    let compact = code.replace(' ', "");

    let stranger = app.stranger();
    let wrong = stranger.post_form("/report-in", &[("code", "2345 6789")]);
    assert_eq!(wrong.status(), 422);
    let page = format!("/report-in/{compact}");
    assert_eq!(stranger.post_form("/report-in", &[("code", &code)]).taken(), page);
    let shown = stranger.get(&page).page();
    assert!(shown.words().contains(ASK), "{}", shown.words());
    assert!(!shown.words().contains("139"), "nothing of the reporter");
    let blank = stranger.post_form(&format!("{page}/report"), &[("presence", "online")]);
    assert_eq!(blank.status(), 422);
    assert_eq!(report(&stranger, &page).taken(), page);
    let _ = stranger.post_form(&format!("{page}/completion"), &[("result", "已停用")]).taken();

    // A new sheet makes the old code void, and every code expires.
    app.pass(SignedDuration::from_hours(24 * 30));
    assert_eq!(stranger.get(&page).status(), 404);
    assert_eq!(report(&stranger, &page).status(), 404);
    app.verify();
}

#[test]
fn who_is_not_called_and_who_is_elsewhere_sees_nothing() {
    let app = TestApp::new();
    let address = blown(&app);
    for who in [Persona::Property, Persona::OtherChief, Persona::OtherWorker, Persona::Officer] {
        assert_eq!(app.sign_in(who).get(&address).status(), 404, "{who:?}");
    }
    for who in [Persona::Worker, Persona::Street, Persona::District, Persona::Committee] {
        assert_eq!(app.sign_in(who).get(&address).status(), 200, "{who:?}");
    }
    let worker = app.sign_in(Persona::Worker);
    let ending = worker.post_form(&format!("{address}/ending"), &[("ending", "好了")]);
    assert_eq!(ending.status(), 422, "only the whistler ends it");
    let department = app.sign_in(Persona::Department).get("/whistles").page();
    assert!(department.links().contains(&address), "{}", department.words());
    let street = app.sign_in(Persona::OtherStreet).get("/whistles").page();
    assert!(!street.links().contains(&address));
}

#[test]
fn the_numbers_of_the_list_open_to_their_whistles() {
    let app = TestApp::new();
    let address = blown(&app);
    let listed = |query: &str| {
        let street = app.sign_in(Persona::Street);
        street.get(&format!("/whistles{query}")).page().links().contains(&address)
    };
    assert!(listed("") && listed("?coming=awaited") && listed("?state=open"));
    assert!(!listed("?coming=late") && !listed("?coming=in_time") && !listed("?kind=emergency"));
    app.pass(SignedDuration::from_hours(24 * 5));
    assert!(listed("?coming=late"), "one workday has passed");
}

#[test]
fn the_end_of_the_matter_ends_its_whistles() {
    let app = TestApp::new();
    let browser = app.stranger();
    let code = raise(&browser, TEXT);
    let number = number(&app, &code);
    dispatch(&app, &number);
    let address = blow(&app, Persona::Worker, &number).taken();
    let _ = browser.post_form(&format!("/follow/{code}/withdrawal"), &[]).taken();
    let page = app.sign_in(Persona::Worker).get(&address).page();
    assert!(page.words().contains("已停哨") && page.words().contains("已收哨"));
    let late = report(&app.sign_in(Persona::Department), &address);
    assert_eq!(late.status(), 422);
    app.verify();
}

#[test]
fn an_unknown_department_or_a_body_without_the_right_whistles_for_nobody() {
    let app = TestApp::new();
    let number = in_hand(&app);
    let company = app.town.body_of(Persona::Property).0.to_string();
    let fields = [
        ("called", company.as_str()),
        ("ask", ASK),
        ("tried", TRIED),
        ("kind", "demand"),
        ("venue", "on_site"),
    ];
    let path = format!("/matters/{number}/whistle");
    assert_eq!(app.sign_in(Persona::Chief).post_form(&path, &fields).status(), 422);
    let street = blow(&app, Persona::Street, &number);
    assert_eq!(street.status(), 422);
    assert!(street.words().contains("不能吹哨"), "{}", street.words());
    assert_eq!(blow(&app, Persona::Property, &number).status(), 404);
}

#[test]
fn who_does_not_report_in_is_told_of_upward_by_the_one_ladder() {
    let app = TestApp::new();
    let address = blown(&app);
    app.pass(SignedDuration::from_hours(24 * 5));
    let job = platform::Actor::nobody(platform::journal::Origin::Job);
    app.world.act_now(&std::sync::Arc::new(job), matters::acts::escalate_late).unwrap();
    let number = address.trim_start_matches("/whistles/").rsplit_once('-').unwrap().0;
    let desk = app.sign_in(Persona::Street).get("/desk").page();
    assert!(desk.links().contains(&format!("/matters/{number}")), "{}", desk.words());
    app.verify();
}

/// The words of somebody's notices about a whistle.
fn notices(app: &TestApp, who: Persona, address: &str) -> String {
    app.announce();
    let page = app.sign_in(who).get("/notices").page();
    assert!(page.links().contains(&address.to_owned()), "{who:?}: {}", page.words());
    page.words()
}

#[test]
fn each_side_is_told_when_the_other_has_moved_and_where_it_opens() {
    let app = TestApp::new();
    let address = blown(&app);
    assert!(notices(&app, Persona::Department, &address).contains("有哨吹给您单位"));
    let department = app.sign_in(Persona::Department);
    let _ = refuse(&department, &address).taken();
    for who in [Persona::Street, Persona::Chief] {
        assert!(notices(&app, who, &address).contains("申请不报到"), "{who:?}");
    }
    let _ = rule(&app, Persona::Street, &address, "no").taken();
    assert!(notices(&app, Persona::Department, &address).contains("仍要报到"));
    let _ = report(&department, &address).taken();
    assert!(notices(&app, Persona::Chief, &address).contains("有单位报到了"));
    let other = app.sign_in(Persona::OtherChief).get("/notices").page();
    assert!(!other.links().contains(&address), "who is elsewhere is told nothing");
}

#[test]
fn a_department_whose_time_runs_short_is_told_where_it_opens_what_it_was_called_to() {
    let app = TestApp::new();
    let address = blown(&app);
    app.pass(SignedDuration::from_hours(34));
    let job = platform::Actor::nobody(platform::journal::Origin::Job);
    app.world.act_now(&std::sync::Arc::new(job), matters::acts::escalate_late).unwrap();
    assert!(notices(&app, Persona::Department, &address).contains("按规则告诉您"));
}

#[test]
fn t2_a_matter_that_departments_are_called_to_does_not_go_on_in_another() {
    let app = TestApp::new();
    let address = blown(&app);
    let number = address.trim_start_matches("/whistles/").rsplit_once('-').unwrap().0.to_owned();
    let code = raise(&app.stranger(), &format!("{TEXT}，晚上也是"));
    let other = crate::stage::number(&app, &code);
    let worker = app.sign_in(Persona::Worker);
    let into_other = [("into", other.as_str())];
    let refused = worker.post_form(&format!("/matters/{number}/merge"), &into_other);
    assert_eq!(refused.status(), 422);
    assert!(refused.words().contains("部门正往这件来"), "{}", refused.words());
    let into_it = [("into", number.as_str())];
    let _ = worker.post_form(&format!("/matters/{other}/merge"), &into_it).taken();
    let page = app.sign_in(Persona::Department).get(&address).page();
    assert!(page.has_form(&format!("{address}/report")), "its clock runs as it did");
    let _ = app.sign_in(Persona::Chief).post_form(&format!("{address}/ending"), &ENDING).taken();
    let _ = worker.post_form(&format!("/matters/{other}/split"), &[]).taken();
    let _ = worker.post_form(&format!("/matters/{number}/merge"), &into_other).taken();
    app.verify();
}

#[test]
fn a_completed_matter_leaves_its_whistles_and_every_end_of_it_ends_them() {
    type End = fn(&TestApp, &str, &MatterNumber);
    let rated: End = |app, code, _| {
        let fields = [("contacted", "yes"), ("solved", "solved"), ("satisfaction", "satisfied")];
        let _ = app.stranger().post_form(&format!("/follow/{code}/rating"), &fields).taken();
    };
    let called_back: End = |app, _, number| {
        let fields = [
            ("reached", "yes"),
            ("contacted", "yes"),
            ("solved", "solved"),
            ("satisfaction", "satisfied"),
        ];
        let path = format!("/matters/{number}/callback");
        let _ = app.sign_in(Persona::Worker).post_form(&path, &fields).taken();
    };
    let in_silence: End = |app, _, _| {
        app.pass(SignedDuration::from_hours(24 * 60));
        let job = platform::Actor::nobody(platform::journal::Origin::Job);
        app.world.act_now(&std::sync::Arc::new(job), matters::acts::close_silent).unwrap();
    };
    for end in [rated, called_back, in_silence] {
        let app = TestApp::new();
        let code = raise(&app.stranger(), TEXT);
        let number = number(&app, &code);
        dispatch(&app, &number);
        let address = blow(&app, Persona::Chief, &number).taken();
        complete(&app, &number);
        let page = app.sign_in(Persona::Department).get(&address).page();
        assert!(page.has_form(&format!("{address}/report")), "the whistler says when it is over");
        end(&app, &code, &number);
        let page = app.sign_in(Persona::Chief).get(&address).page();
        assert!(page.words().contains("已停哨"), "{}", page.words());
        let life = app.sign_in(Persona::Worker).get(&format!("/matters/{number}")).page();
        assert!(life.words().contains("哨随之收"), "{}", life.words());
        app.verify();
    }
}

#[test]
fn the_reporter_reads_which_departments_were_called_and_whether_they_came_and_no_more() {
    let app = TestApp::new();
    let browser = app.stranger();
    let code = raise(&browser, TEXT);
    let number = number(&app, &code);
    dispatch(&app, &number);
    let follow = || browser.get(&format!("/follow/{code}")).page().words();
    assert!(!follow().contains("叫来的部门"));
    let address = blow(&app, Persona::Chief, &number).taken();
    assert!(follow().contains("还没到"), "{}", follow());
    let department = app.sign_in(Persona::Department);
    let _ = report(&department, &address).taken();
    let _ = refuse(&app.sign_in(Persona::OtherDepartment), &address).taken();
    assert!(follow().contains("来了，在办") && follow().contains("还没到"), "{}", follow());
    let done = [("result", "检测不合格，已停用，责令更换门机")];
    let _ = department.post_form(&format!("{address}/completion"), &done).taken();
    let _ = rule(&app, Persona::Street, &address, "yes").taken();
    let words = follow();
    assert!(words.contains("办完了") && words.contains("不用来"), "{words}");
    for inward in [ASK, TRIED, "检测所今天", "特种设备科", "归市场监管", "责令更换", "各司其职"]
    {
        assert!(!words.contains(inward), "{inward}: {words}");
    }
    // Whoever only joined reads the day, and whoever looks at the building's page as much.
    let shown = browser.get(&format!("/b/rh-a/matters/{number}")).page().words();
    assert!(shown.contains("部门报到"), "{shown}");
}

#[test]
fn every_figure_of_a_department_opens_to_exactly_its_whistles() {
    use matters::store::whistle::figures;
    use matters::store::whistle::list::{Coming, Filter, Reach, list};

    let app = TestApp::new();
    let (first, second) = (blown(&app), blown(&app));
    let department = app.sign_in(Persona::Department);
    let _ = report(&department, &first).taken();
    let _ = refuse(&department, &second).taken();
    let _ = rule(&app, Persona::Street, &second, "yes").taken();
    let _ = refuse(&app.sign_in(Persona::OtherDepartment), &first).taken();
    let _ = rule(&app, Persona::Street, &first, "no").taken();
    app.pass(SignedDuration::from_hours(24 * 5));
    let chief = app.sign_in(Persona::Chief);
    let rating = chief.post_form(&format!("{first}/ending"), &ENDING).taken();
    let mut form = chief.get(&rating).page().form(&rating);
    for (field, grade) in [("grade_1", "5"), ("grade_2", "4"), ("grade_3", "4"), ("grade_4", "4")] {
        form = form.with(field, grade);
    }
    let _ = chief.submit(&form).taken();

    for persona in [Persona::District, Persona::Street, Persona::Chief, Persona::OtherStreet] {
        let actor = app.actor(persona);
        let scope = actor.scope(&matters::permissions::SEE_WHISTLES);
        let sight = matters::store::Sight::within(scope, &actor);
        let own: Vec<_> = actor.bodies().collect();
        let reach = Reach { sight: &sight, own: &own };
        let this = kernel::Month::of(app.world.today());
        let (period, now) = ((this.previous(), this), app.world.time.now());
        let tallies = app.read(|conn| figures::by_department(conn, reach, period, now));
        let expected = if persona == Persona::OtherStreet { 0 } else { 2 };
        assert_eq!(i64::try_from(tallies.len()).unwrap(), expected, "{persona:?}");
        let opened = |body, coming: Option<Coming>| {
            let coming = coming.map(|coming| (coming, now));
            let filter = Filter {
                months: Some(period),
                department: Some(body),
                coming,
                ..Filter::default()
            };
            let found = app.read(|conn| list(conn, reach, &filter, None, 50));
            i64::try_from(found.rows.len()).unwrap()
        };
        for tally in &tallies {
            assert_eq!(tally.called, opened(tally.body(), None), "{tally:?}");
            for coming in Coming::ALL {
                let count = tally.of(coming);
                assert_eq!(count, opened(tally.body(), Some(coming)), "{coming:?} {tally:?}");
            }
        }
        let whistled = app.read(|conn| figures::by_month(conn, reach, period));
        assert_eq!(whistled.iter().map(|one| one.count).sum::<i64>(), expected);
        let came = |coming| tallies.iter().map(|tally| tally.of(coming)).sum::<i64>();
        if expected > 0 {
            assert_eq!((came(Coming::InTime), came(Coming::Refused)), (1, 2));
            assert_eq!((came(Coming::Excused), came(Coming::Insisted)), (1, 1));
            assert!(came(Coming::Late) > 0 && came(Coming::Rated) == 1);
        }
    }
    let page = app.sign_in(Persona::District).get("/indicators/whistles").page();
    assert!(page.words().contains("4.3"), "17 ÷ 4: {}", page.words());
    for link in page.links().into_iter().filter(|link| link.starts_with("/whistles?")) {
        assert_eq!(app.sign_in(Persona::District).get(&link).status(), 200, "{link}");
    }
}
