//! Every field of every form: a bad value is refused with 422 beside that field, in both languages,
//! and nothing is written.

use std::collections::BTreeSet;

use axum::http::Method;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use testkit::app::Raised;
use testkit::persona::{PASSWORD, Side};
use testkit::{Answer, Browser, Persona, Stage, TestApp, Upload};

use crate::shipped;

type Fields = &'static [(&'static str, &'static str)];

/// A form: who fills it in about a matter at which stage, what is taken, and what is not.
struct Case {
    path: &'static str,
    who: Option<Persona>,
    stage: Option<Stage>,
    sound: Fields,
    /// Fields with values that are not taken. `{long}` stands for 2,001 characters.
    bad: Fields,
}

const FORMS: &[Case] = &[
    Case {
        path: "/b/rh-a/raise",
        who: None,
        stage: None,
        sound: &[
            ("text", "六层的灯坏了"),
            ("phone", "13912345580"),
            ("visibility", "handlers_only"),
            ("different", "1"),
        ],
        bad: &[
            ("text", ""),
            ("text", "。！"),
            ("text", "{long}"),
            ("phone", "12"),
            ("phone", "找前台"),
            ("visibility", "everybody"),
        ],
    },
    Case {
        path: "/me/tokens",
        who: Some(Persona::Worker),
        stage: None,
        sound: &[("name", "热线系统"), ("rights", "write"), ("days", "90")],
        bad: &[
            ("name", ""),
            ("name", "{long}"),
            ("rights", ""),
            ("rights", "all"),
            ("days", ""),
            ("days", "0"),
            ("days", "366"),
            ("days", "long"),
        ],
    },
    Case {
        path: "/follow",
        who: None,
        stage: Some(Stage::New),
        sound: &[("code", "{code}")],
        bad: &[("code", ""), ("code", "0000"), ("code", "23456789")],
    },
    Case {
        path: "/follow/{code}/supplement",
        who: None,
        stage: Some(Stage::New),
        sound: &[("supplement", "今天又停了一次")],
        bad: &[("supplement", ""), ("supplement", "…"), ("supplement", "{long}")],
    },
    Case {
        path: "/follow/{code}/rating",
        who: None,
        stage: Some(Stage::Completed),
        sound: &[("contacted", "yes"), ("solved", "solved"), ("satisfaction", "satisfied")],
        bad: &[
            ("contacted", ""),
            ("contacted", "maybe"),
            ("solved", ""),
            ("solved", "maybe"),
            ("satisfaction", ""),
            ("satisfaction", "none"),
        ],
    },
    Case {
        path: "/follow/{code}/reopening",
        who: None,
        stage: Some(Stage::Completed),
        sound: &[("why", "下午又停了")],
        bad: &[("why", "{long}")],
    },
    Case {
        path: "/matters",
        who: Some(Persona::Worker),
        stage: None,
        sound: &[
            ("building", "rh-a"),
            ("channel", "visit"),
            ("text", "走访时说六层的灯坏了三天"),
            ("visibility", "handlers_only"),
        ],
        bad: &[
            ("building", ""),
            ("building", "nowhere"),
            ("floor", "x"),
            ("floor", "99"),
            ("spot", "{long}"),
            ("channel", ""),
            ("channel", "code"),
            ("text", ""),
            ("text", "{long}"),
            ("name", "{long}"),
            ("phone", "12"),
            ("visibility", "everybody"),
        ],
    },
    Case {
        path: "/matters/{number}/triage",
        who: Some(Persona::Worker),
        stage: Some(Stage::New),
        sound: &[
            ("category", "property.lift"),
            ("class", "urgent"),
            ("lead", "{lead}"),
            ("title", "一层客梯停运"),
            ("reply", "已派人去看，最晚明天修好。"),
        ],
        bad: &[
            ("category", "nothing"),
            ("class", ""),
            ("class", "nothing"),
            ("lead", ""),
            ("lead", "x"),
            ("lead", "99"),
            ("assist", "x"),
            ("assist", "{lead}"),
            ("title", ""),
            ("title", "{long}"),
            ("reply", ""),
            ("reply", "{long}"),
        ],
    },
    Case {
        path: "/matters/{number}/decline",
        who: Some(Persona::Worker),
        stage: Some(Stage::New),
        sound: &[("ground", "outside_duties"), ("explanation", "这件事归地铁公司管。")],
        bad: &[("ground", ""), ("ground", "busy"), ("explanation", ""), ("explanation", "{long}")],
    },
    Case {
        path: "/matters/{number}/contact",
        who: Some(Persona::Property),
        stage: Some(Stage::InProgress),
        sound: &[("note", "电话里说明了安排")],
        bad: &[("note", ""), ("note", "{long}")],
    },
    Case {
        path: "/matters/{number}/progress",
        who: Some(Persona::Property),
        stage: Some(Stage::InProgress),
        sound: &[("progress", "配件在路上")],
        bad: &[("progress", ""), ("progress", "{long}")],
    },
    Case {
        path: "/matters/{number}/objection",
        who: Some(Persona::Property),
        stage: Some(Stage::Dispatched),
        sound: &[("ground", "duty"), ("why", "这部电梯归裙楼的产权方管")],
        bad: &[("ground", ""), ("ground", "busy"), ("why", ""), ("why", "{long}")],
    },
    Case {
        path: "/matters/{number}/extension",
        who: Some(Persona::Property),
        stage: Some(Stage::InProgress),
        sound: &[("ground", "parts"), ("why", "门机皮带缺货，厂家下周到")],
        bad: &[("ground", ""), ("ground", "busy"), ("why", ""), ("why", "{long}")],
    },
    Case {
        path: "/matters/{number}/parking",
        who: Some(Persona::Property),
        stage: Some(Stage::InProgress),
        sound: &[("ground", "money"), ("why", "换梯要动维修资金"), ("review_on", "2024-04-01")],
        bad: &[
            ("ground", ""),
            ("ground", "busy"),
            ("why", ""),
            ("why", "{long}"),
            ("review_on", ""),
            ("review_on", "soon"),
            ("review_on", "2020-01-01"),
            ("review_on", "2030-01-01"),
        ],
    },
    Case {
        path: "/matters/{number}/completion",
        who: Some(Persona::Property),
        stage: Some(Stage::InProgress),
        sound: &[("result", "solved"), ("sentence", "维保换了门机皮带，试运行一小时，客梯恢复。")],
        bad: &[
            ("result", ""),
            ("result", "nothing"),
            ("sentence", ""),
            ("sentence", "已处理"),
            ("sentence", "{long}"),
        ],
    },
    Case {
        path: "/matters/{number}/callback",
        who: Some(Persona::Worker),
        stage: Some(Stage::Completed),
        sound: &[
            ("reached", "yes"),
            ("contacted", "yes"),
            ("solved", "solved"),
            ("satisfaction", "satisfied"),
        ],
        bad: &[
            ("reached", ""),
            ("contacted", ""),
            ("solved", "maybe"),
            ("satisfaction", ""),
            ("note", "{long}"),
        ],
    },
    Case {
        path: "/matters/{number}/supervision",
        who: Some(Persona::Street),
        stage: Some(Stage::InProgress),
        sound: &[("ask", "为什么三天没动静"), ("answer_by", "2024-03-01")],
        bad: &[
            ("ask", ""),
            ("ask", "{long}"),
            ("answer_by", ""),
            ("answer_by", "soon"),
            ("answer_by", "2020-01-01"),
            ("answer_by", "2030-01-01"),
        ],
    },
    Case {
        path: "/matters/{number}/reveal",
        who: Some(Persona::Worker),
        stage: Some(Stage::New),
        sound: &[("purpose", "核对楼层")],
        bad: &[("purpose", ""), ("purpose", "{long}")],
    },
    Case {
        path: "/admin/accounts",
        who: Some(Persona::SecurityAdmin),
        stage: None,
        sound: &[("q", "安和"), ("person", "{person}"), ("name", "fresh-name")],
        bad: &[
            ("person", ""),
            ("person", "x"),
            ("person", "99"),
            ("name", ""),
            ("name", "a b"),
            ("name", "zhoumin"),
        ],
    },
    Case {
        path: "/matters/{number}/whistle",
        who: Some(Persona::Chief),
        stage: Some(Stage::InProgress),
        sound: &[
            ("called", "{department}"),
            ("ask", "检测一层客梯"),
            ("tried", "维保来过两次，当晚又停"),
            ("kind", "demand"),
            ("venue", "on_site"),
        ],
        bad: &[
            ("called", ""),
            ("called", "99"),
            ("ask", ""),
            ("ask", "{long}"),
            ("tried", "。"),
            ("tried", "{long}"),
            ("kind", ""),
            ("kind", "loud"),
            ("venue", ""),
            ("spot", "{long}"),
            ("come_at", "soon"),
            ("come_at", "2020-01-01T10:00"),
            ("lead", "x"),
            ("lead", "99"),
        ],
    },
    Case {
        path: "/whistles/{number}/report",
        who: Some(Persona::Department),
        stage: Some(Stage::Whistled),
        sound: &[("presence", "on_site"), ("measure", "今天下午到场检测")],
        bad: &[
            ("presence", ""),
            ("presence", "soon"),
            ("measure", ""),
            ("measure", "{long}"),
            ("who", "{long}"),
            ("answer_on", "x"),
            ("answer_on", "2020-01-01"),
        ],
    },
    Case {
        path: "/whistles/{number}/refusal",
        who: Some(Persona::Department),
        stage: Some(Stage::Whistled),
        sound: &[("ground", "others"), ("why", "检测归市场监管部门")],
        bad: &[("ground", ""), ("ground", "busy"), ("why", ""), ("why", "{long}")],
    },
    Case {
        path: "/whistles/{number}/ending",
        who: Some(Persona::Worker),
        stage: Some(Stage::Whistled),
        sound: &[("ending", "一家到场并停用")],
        bad: &[("ending", ""), ("ending", "{long}")],
    },
    Case {
        path: "/report-in",
        who: None,
        stage: Some(Stage::Whistled),
        sound: &[("code", "{code}")],
        bad: &[("code", ""), ("code", "0000"), ("code", "23456789")],
    },
    Case {
        path: "/report-in/{code}/report",
        who: None,
        stage: Some(Stage::Whistled),
        sound: &[("presence", "online"), ("measure", "线上核对检测记录")],
        bad: &[("presence", ""), ("measure", ""), ("measure", "{long}"), ("answer_on", "x")],
    },
    Case {
        path: "/report-in/{code}/refusal",
        who: None,
        stage: Some(Stage::Whistled),
        sound: &[("ground", "others"), ("why", "检测归市场监管部门")],
        bad: &[("ground", ""), ("ground", "busy"), ("why", "")],
    },
    Case {
        path: "/me/views",
        who: Some(Persona::Worker),
        stage: None,
        sound: &[("address", "/matters?state=new"), ("name", "新来的")],
        bad: &[("name", ""), ("name", "{long}")],
    },
    Case {
        path: "/me/notices/address",
        who: Some(Persona::Worker),
        stage: None,
        sound: &[("address", "zhou@example.cn")],
        bad: &[("address", ""), ("address", "zhou"), ("address", "{long}")],
    },
    Case {
        path: "/me/password",
        who: Some(Persona::Worker),
        stage: None,
        sound: &[("present", PASSWORD), ("password", "Another-Lantern-7")],
        bad: &[("present", "wrong"), ("password", "short"), ("password", "{long}")],
    },
];

/// Forms without a field of their own, and those whose refusals say on purpose not which field was
/// wrong, or that need a step of signing in, which `platform` tests. Ledgers are tried cell by cell
/// where imports are tested.
const OTHERS: &[&str] = &[
    // Nothing to say wrong: a token is there or not.
    "/me/tokens/{id}/revocation",
    "/imports",
    "/imports/{id}/application",
    "/imports/{id}/corrections",
    "/imports/{id}/discard",
    "/imports/{id}/file",
    "/imports/{id}/headings",
    // A file that is wrong is told line by line: crates/app/tests/it/calendar.rs.
    "/admin/calendar",
    // What these ask for exists at no stage a form is tried at: crates/matters/tests/it/requests.rs.
    "/follow/{code}/appeal",
    "/matters/{number}/report",
    "/matters/{number}/resumption",
    "/matters/{number}/ruling",
    // Others have to be there: crates/matters/tests/it/merging.rs.
    "/matters/{number}/merge",
    "/matters/{number}/gathering",
    "/matters/{number}/split",
    // Buildings are picked from what the page offers: crates/matters/tests/it/bulletins.rs.
    "/matters/{number}/bulletin",
    "/matters/{number}/bulletin/withdrawal",
    // What came of each is told in its row: crates/matters/tests/it/batch.rs.
    "/matters/batch",
    // What recurs has to be noted first: crates/matters/tests/it/common_needs.rs.
    "/common-needs/{id}/confirmation",
    "/common-needs/{id}/dismissal",
    "/common-needs/{id}/settlement",
    // A thread has to be there: crates/matters/tests/it/supervising.rs.
    "/matters/{number}/supervision/answer",
    "/matters/{number}/supervision/end",
    // What these ask for begins later in a whistle: crates/matters/tests/it/whistling.rs.
    "/whistles/{number}/completion",
    "/whistles/{number}/judgement",
    "/whistles/{number}/meeting",
    "/whistles/{number}/rating",
    "/whistles/{number}/ruling",
    "/whistles/{number}/sheet",
    "/report-in/{code}/completion",
    "/report-in/{code}/judgement",
    "/matters/{number}/photos/{key}/release",
    // A ground that is none is refused beside its field: crates/app/tests/it/photos.rs.
    "/matters/{number}/photos/{key}/withholding",
    // What they lay is there already wherever there is a town: crates/app/tests/it/opening.rs.
    "/opening/ground",
    "/opening/people",
    "/opening/building",
    // What they mend has to be missing: crates/registry/tests/it/mending.rs.
    "/charters/{id}/check/exceptions",
    "/exceptions/{id}/ending",
    "/bodies/{id}/posts",
    "/bodies/{id}/election",
    "/posts/{id}/ending",
    // Their field needs a request to be there: crates/app/tests/it/privacy.rs.
    "/admin/requests/{id}/erasure",
    "/admin/requests/{id}/refusal",
    "/me/erasure",
    "/follow/{code}/erasure",
    "/notices/reading",
    "/notices/{key}/reading",
    "/me/sessions/{id}/sign-out",
    "/me/views/{id}/removal",
    // These need an address that was asked for: crates/app/tests/it/mail.rs.
    "/me/notices/code",
    "/me/notices/cadence",
    "/me/notices/removal",
    "/admin/mail/{key}/retry",
    "/b/{building}/join/{number}",
    "/follow/{code}/urging",
    "/follow/{code}/withdrawal",
    "/matters/{number}/signature",
    "/journal/verification",
    "/me/sign-out",
    "/sign-out",
    "/admin/accounts/{id}/link",
    "/admin/accounts/{id}/disabling",
    "/admin/accounts/{id}/enabling",
    "/admin/accounts/{id}/unlocking",
    "/admin/accounts/{id}/second-factor-removal",
    "/sign-in",
    "/sign-in/code",
    "/sign-in/password",
    "/sign-in/second-factor",
    "/me/second-factor",
    "/setup",
];

impl Case {
    fn send(
        &self,
        app: &TestApp,
        browser: &Browser<'_>,
        at: &Raised,
        fields: &[(&str, &str)],
    ) -> Answer {
        let lead = app.town.body(Side::Here, "property_company").0.to_string();
        let person = app.town.person(Persona::Property).0.to_string();
        let department = app.town.body_of(Persona::Department).0.to_string();
        let fill = |text: &str| {
            text.replace("{number}", &at.number)
                .replace("{code}", &at.code)
                .replace("{lead}", &lead)
                .replace("{person}", &person)
                .replace("{department}", &department)
                .replace("{long}", &"长".repeat(2001))
        };
        let fields: Vec<(&str, String)> =
            fields.iter().map(|(name, value)| (*name, fill(value))).collect();
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let path = fill(self.path);
        if path.ends_with("/raise") {
            browser.post_multipart(&path, &fields, &[])
        } else {
            browser.post_form(&path, &fields)
        }
    }

    fn browser<'a>(&self, app: &'a TestApp) -> Browser<'a> {
        self.who.map_or_else(|| app.stranger(), |who| app.sign_in(who))
    }

    /// The sound fields with one of them spoilt.
    fn spoilt(&self, name: &'static str, value: &'static str) -> Vec<(&'static str, &'static str)> {
        let others = self.sound.iter().filter(|(known, _)| *known != name).copied();
        others.chain([(name, value)]).collect()
    }
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Everything that acts write is in the journal.
fn entries(app: &TestApp) -> i64 {
    let asked = "SELECT count(*) AS n FROM journal_entry";
    app.read(|conn| Ok(diesel::sql_query(asked).get_result::<Counted>(conn)?.n))
}

#[test]
fn a_bad_value_is_refused_beside_its_field_in_both_languages_and_nothing_is_written() {
    let app = shipped::app();
    let mut faults = Vec::new();
    for case in FORMS {
        let stage = case.stage.unwrap_or(Stage::New);
        let lead = case.who.filter(|who| *who == Persona::Department);
        let matter = app.at_stage(Side::Here, lead.unwrap_or(Persona::Property), stage);
        for &(name, value) in case.bad {
            for english in [false, true] {
                let browser = case.browser(&app);
                let browser = if english { browser.in_english() } else { browser };
                let before = entries(&app);
                let answer = case.send(&app, &browser, &matter, &case.spoilt(name, value));
                let (status, text) = (answer.status(), answer.text());
                let beside = text.contains(&format!("id=\"e-{name}\""));
                if status != 422 || !beside || entries(&app) != before {
                    let path = case.path;
                    faults.push(format!("{path}: {name}={value:?}: {status}, beside: {beside}"));
                }
            }
        }
        // It was that value and nothing else: without it the form is taken.
        let taken = case.send(&app, &case.browser(&app), &matter, case.sound);
        if !matches!(taken.status(), 200 | 303) {
            faults.push(format!(
                "{}: a sound form: {}: {}",
                case.path,
                taken.status(),
                taken.words()
            ));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_file_that_is_no_photo_is_refused_beside_its_field() {
    let app = shipped::app();
    let before = entries(&app);
    let kind = "application/pdf";
    let file = Upload { field: "photos", name: "a.pdf", kind, bytes: b"%PDF-1.7 no photo" };
    let fields = [("text", "灯不亮"), ("different", "1")];
    for browser in [app.stranger(), app.stranger().in_english()] {
        let answer = browser.post_multipart("/b/rh-a/raise", &fields, &[file]).sound();
        assert_eq!(answer.status(), 422);
        assert!(answer.text().contains("id=\"e-photos\""), "{}", answer.words());
    }
    assert_eq!(entries(&app), before);
}

#[test]
fn every_form_is_tried() {
    let app = shipped::app();
    // What programs send is tried against the document: crates/app/tests/it/api.
    let posts = app
        .endpoints()
        .iter()
        .filter(|one| one.method == Method::POST && !platform::api::is_endpoint(one.path));
    let posts: BTreeSet<String> =
        posts.map(|one| one.path.replace("/b/{building}/raise", "/b/rh-a/raise")).collect();
    let tried = FORMS.iter().map(|case| case.path).chain(OTHERS.iter().copied());
    let tried: BTreeSet<String> = tried.map(str::to_owned).collect();
    assert_eq!(posts, tried, "a new form needs a line in FORMS");
}
