//! One's own page, the accounts of others, one-time links and the journal through the router.

use std::sync::Arc;

use jiff::Timestamp;
use kernel::{AccountId, BodyId, PersonId, PostId, TimeSource};
use platform::account::{self, second_factor};
use platform::charter::Words;
use platform::permission::HeldPost;
use platform::web::Routes;
use platform::{Act, Conn, Grant, Outcome, Posts, Role, StoreError, desk, journal, vault};

use crate::browser::{Answer, Browser};
use crate::support::Stage;

const RIGHT: &str = "Bright-summer7";
const SECRET: &[u8] = b"12345678901234567890";
/// Administers accounts.
const ADMIN: PersonId = PersonId(11);
/// Reads the journal.
const AUDITOR: PersonId = PersonId(12);
/// Works in a station.
const WORKER: PersonId = PersonId(13);
/// Holds a post and has no account.
const NEWCOMER: PersonId = PersonId(14);
/// Holds no post.
const LEFT: PersonId = PersonId(15);

/// Who holds what, without a registry.
struct Cast;

impl Cast {
    fn role(person: PersonId) -> Option<Role> {
        match person {
            ADMIN => Some(Role::SecurityAdmin),
            AUDITOR => Some(Role::Auditor),
            WORKER | NEWCOMER => Some(Role::StationWorker),
            PersonId(99) => Some(Role::Operator),
            _ => None,
        }
    }

    fn post(person: PersonId) -> Option<HeldPost> {
        Self::role(person).map(|_| HeldPost {
            person,
            body: "鲁谷工作站".to_owned(),
            seat: Words { zh: "专职社工".to_owned(), en: Some("Social worker".to_owned()) },
            place: String::new(),
            until: Some(jiff::civil::date(2025, 6, 30)),
        })
    }
}

impl Posts for Cast {
    fn grants(
        &self,
        _: &mut Conn,
        person: PersonId,
        _: Timestamp,
    ) -> Result<Vec<Grant>, StoreError> {
        let grant =
            |role| Grant { post: PostId(person.0), body: BodyId(2), role, places: Vec::new() };
        Ok(Self::role(person).map(grant).into_iter().collect())
    }

    fn held(
        &self,
        _: &mut Conn,
        persons: &[PersonId],
        _: Timestamp,
    ) -> Result<Vec<HeldPost>, StoreError> {
        Ok(persons.iter().filter_map(|person| Self::post(*person)).collect())
    }

    fn find_held(
        &self,
        _: &mut Conn,
        words: &str,
        _: Timestamp,
        _: usize,
    ) -> Result<Vec<HeldPost>, StoreError> {
        let all = [WORKER, NEWCOMER].into_iter().filter_map(Self::post);
        Ok(all.filter(|post| post.body.contains(words)).collect())
    }

    fn appoint_keeper(&self, act: &mut Act<'_, '_>, _: Role, name: &str) -> Outcome<PersonId> {
        vault::put_name(act, PersonId(99), name)?;
        Ok(PersonId(99))
    }
}

fn routes() -> Routes {
    account::pages::routes().and(desk::routes()).and(journal::routes())
}

/// A world with an account for each of the cast but the newcomer.
fn stage() -> Stage {
    let stage = Stage::with_posts(Arc::new(Cast));
    let hash = account::hash_now(RIGHT, &*stage.world.randomness);
    let made = stage.act(move |act| {
        for (person, name) in
            [(ADMIN, "admin"), (AUDITOR, "auditor"), (WORKER, "zhoumin"), (LEFT, "left")]
        {
            let id = account::create(act, person, name)?;
            account::preset_password(act, id, &hash)?;
            if Cast::role(person).is_some_and(Role::needs_second_factor) {
                second_factor::preset(act, id, SECRET)?;
            }
        }
        vault::put_name(act, WORKER, "周敏")?;
        vault::put_name(act, NEWCOMER, "何青")
    });
    made.unwrap();
    stage
}

fn signed_in<'a>(stage: &'a Stage, name: &str) -> Browser<'a> {
    let mut browser = Browser::new(stage, routes());
    browser.post("/sign-in", &[("name", name), ("password", RIGHT)]);
    if browser.get("/sign-in").status == 200 {
        stage.pass(1);
        let code = second_factor::code_at(SECRET, stage.time.now());
        browser.post("/sign-in/code", &[("code", &code)]);
    }
    assert_eq!(browser.get("/sign-in").location, "/desk", "{name} is in");
    browser
}

fn account_of(stage: &Stage, name: &'static str) -> AccountId {
    stage.read(|conn| account::find_by_name(conn, name)).unwrap().id
}

fn has(answer: &Answer, words: &str) {
    assert!(answer.body.contains(words), "{words}: {}", answer.body);
}

#[test]
fn one_s_own_page_shows_posts_and_takes_choices_and_a_password() {
    let stage = stage();
    let mut browser = signed_in(&stage, "zhoumin");
    let page = browser.get("/me").page();
    for words in ["<h1>周敏</h1>", "账号 zhoumin", "鲁谷工作站", "专职社工", "2025 年 6 月 30 日"]
    {
        has(&page, words);
    }
    assert_eq!(browser.get("/me?keys=off").location, "/me");
    has(&browser.get("/me"), r#"data-keys="off""#);
    browser.get("/me?lang=en");
    has(&browser.get("/me").page(), "Social worker");

    let fields = [("present", "Wrong-summer7"), ("password", "Bright-autumn8")];
    let wrong = browser.post("/me/password", &fields).page();
    assert_eq!(wrong.status, 422);
    has(&wrong, "e-present");
    let fields = [("present", RIGHT), ("password", RIGHT)];
    has(&browser.post("/me/password", &fields).page(), "e-password");
    let fields = [("present", RIGHT), ("password", "Bright-autumn8")];
    assert_eq!(browser.post("/me/password", &fields).location, "/sign-in?renewed=1");
    assert_eq!(browser.get("/me").location, "/sign-in?next=%2Fme");
}

#[test]
fn whoever_wants_a_second_factor_sets_one_up() {
    let stage = stage();
    let mut browser = signed_in(&stage, "zhoumin");
    let form = browser.get("/me/second-factor").page();
    has(&form, r#"action="/me/second-factor""#);
    let typed = form.body.split("mono num\">").nth(1).unwrap().split('<').next().unwrap();
    let secret = second_factor::secret_from_base32(typed).unwrap();
    assert_eq!(browser.post("/me/second-factor", &[("code", "1")]).page().status, 422);
    let code = second_factor::code_at(&secret, stage.time.now());
    let spares = browser.post("/me/second-factor", &[("code", &code)]).page();
    assert_eq!(spares.body.matches("<li>").count(), 8);
    has(&browser.get("/me").page(), "已设好");
}

#[test]
fn signing_out_everywhere_ends_the_other_browser_too() {
    let stage = stage();
    let mut one = signed_in(&stage, "zhoumin");
    let mut other = signed_in(&stage, "zhoumin");
    assert_eq!(one.post("/me/sign-out", &[]).location, "/sign-in");
    assert_eq!(other.get("/me").location, "/sign-in?next=%2Fme");
}

#[test]
fn the_first_link_opens_one_account_and_then_never_again() {
    let stage = Stage::with_posts(Arc::new(Cast));
    let token = account::first_operator_link(&stage.world).unwrap().unwrap();
    let mut browser = Browser::new(&stage, routes());
    let form = browser.get(&format!("/setup?token={token}")).page();
    has(&form, &token);
    let send = |browser: &mut Browser<'_>, person: &str, name: &str, password: &str| {
        let fields =
            [("token", &*token), ("person", person), ("name", name), ("password", password)];
        browser.post("/setup", &fields)
    };
    for (person, name, password, field) in [
        ("邓操", "x", RIGHT, "e-name"),
        ("邓操", "deng", "short", "e-password"),
        (" ", "deng", RIGHT, "setup-person"),
    ] {
        let refused = send(&mut browser, person, name, password).page();
        assert_eq!(refused.status, 422);
        if field.starts_with("e-") {
            has(&refused, field);
        }
        assert!(!refused.body.contains(RIGHT), "passwords are never sent back");
    }
    let done = send(&mut browser, "邓操", "deng", RIGHT);
    assert_eq!((done.status.as_u16(), &*done.location), (303, "/sign-in"));
    has(&browser.get("/sign-in").page(), "先设好动态码");
    for again in [browser.get(&format!("/setup?token={token}")), browser.get("/setup")] {
        assert_eq!(again.status, 422);
        has(&again, "链接用过了");
    }
    stage.verify();
}

#[test]
fn the_administrator_makes_an_account_and_its_owner_sets_the_password() {
    let stage = stage();
    let mut admin = signed_in(&stage, "admin");
    let list = admin.get("/admin/accounts").page();
    for words in ["zhoumin", "周敏", "鲁谷工作站 专职社工", "没有岗位"] {
        has(&list, words);
    }
    let found = admin.get("/admin/accounts/new?q=%E9%B2%81%E8%B0%B7").page();
    has(&found, "何青");
    has(&found, "已有账号 zhoumin");
    has(&admin.get("/admin/accounts/new?q=zzz").page(), "没有找到在岗的人");

    let make = |admin: &mut Browser<'_>, person: &str, name: &str| {
        let fields = [("person", person), ("name", name), ("q", "鲁谷")];
        admin.post("/admin/accounts", &fields)
    };
    for (person, name, words) in [
        ("14", "zhoumin", "这个账号名已有人用"),
        ("14", "a b", "e-name"),
        ("15", "other", "选一位在岗的人"),
        ("", "other", "选一位在岗的人"),
    ] {
        let refused = make(&mut admin, person, name).page();
        assert_eq!(refused.status, 422, "{name}");
        has(&refused, words);
    }
    let made = make(&mut admin, "14", "heqing");
    let id = account_of(&stage, "heqing").0;
    assert_eq!(made.location, format!("/admin/accounts/{id}"));
    let shown = admin.post(&format!("/admin/accounts/{id}/link"), &[]).page();
    let link = shown.body.split("http://loushi.example").nth(1).unwrap().split('<').next().unwrap();
    let link = link.to_owned();
    assert!(!admin.get(&made.location).page().body.contains(&link), "shown once");

    let mut owner = Browser::new(&stage, routes());
    let token = link.split_once('=').unwrap().1;
    has(&owner.get(&link).page(), "heqing");
    let set = |owner: &mut Browser<'_>, password: &str| {
        owner.post("/setup", &[("token", token), ("password", password)])
    };
    has(&set(&mut owner, "heqing-A1").page(), "密码里不能有账号名");
    assert_eq!(set(&mut owner, RIGHT).location, "/sign-in?renewed=1");
    assert_eq!(set(&mut owner, RIGHT).status, 422);
    signed_in(&stage, "heqing");
    stage.verify();
}

#[test]
fn the_administrator_disables_unlocks_and_clears() {
    let stage = stage();
    let mut admin = signed_in(&stage, "admin");
    let mut worker = signed_in(&stage, "zhoumin");
    let at = |act: &str| format!("/admin/accounts/{}/{act}", account_of(&stage, "zhoumin").0);
    assert_eq!(admin.post(&at("disabling"), &[]).status, 303);
    assert_eq!(worker.get("/me").status, 303);
    has(&worker.post("/sign-in", &[("name", "zhoumin"), ("password", RIGHT)]), "账号或密码不对");
    has(&admin.get("/admin/accounts").page(), "停用");
    admin.post(&at("enabling"), &[]);
    for _ in 0..5 {
        worker.post("/sign-in", &[("name", "zhoumin"), ("password", "x")]);
    }
    admin.post(&at("unlocking"), &[]);
    signed_in(&stage, "zhoumin");
    let auditor = account_of(&stage, "auditor").0;
    has(&admin.get(&format!("/admin/accounts/{auditor}")).page(), "清掉动态码");
    admin.post(&format!("/admin/accounts/{auditor}/second-factor-removal"), &[]);
    assert!(!admin.get(&format!("/admin/accounts/{auditor}")).body.contains("清掉动态码"));
    assert_eq!(admin.get("/admin/accounts/1").status, 404);
    stage.verify();
}

#[test]
fn only_the_auditor_reads_and_verifies_the_journal() {
    let stage = stage();
    stage.verify();
    let mut auditor = signed_in(&stage, "auditor");
    let page = auditor.get("/journal").page();
    has(&page, "account.signed_in");
    assert!(!page.body.contains("周敏"), "no names");
    let verified = auditor.post("/journal/verification", &[]).page();
    has(&verified, "全部对得上");
    auditor.get("/journal?lang=en");
    has(&auditor.post("/journal/verification", &[]).page(), "Everything holds");
    for name in ["admin", "zhoumin", "left"] {
        let mut other = signed_in(&stage, name);
        assert_eq!(other.get("/journal").status, 404, "{name}");
        assert_eq!(other.post("/journal/verification", &[]).status, 404, "{name}");
    }
}

#[test]
fn nobody_else_administers_accounts() {
    let stage = stage();
    for name in ["auditor", "zhoumin", "left"] {
        let mut browser = signed_in(&stage, name);
        for path in ["/admin/accounts", "/admin/accounts/new", "/admin/accounts/1"] {
            assert_eq!(browser.get(path).status, 404, "{name} {path}");
        }
        let made = browser.post("/admin/accounts", &[("person", "14"), ("name", "heqing")]);
        assert_eq!(made.status, 404);
    }
}
