//! Signing in through the router, step by step.

use std::sync::Arc;

use jiff::Timestamp;
use kernel::{AccountId, BodyId, PersonId, PostId, TimeSource};
use platform::account::{self, second_factor};
use platform::web::{Locale, Routes};
use platform::{Conn, Grant, Posts, Role, StoreError, desk};

use crate::browser::Browser;
use crate::support::Stage;

const RIGHT: &str = "Bright-summer7";

/// Everybody holds one post, with this role.
struct OnePost(Role);

impl Posts for OnePost {
    fn grants(&self, _: &mut Conn, _: PersonId, _: Timestamp) -> Result<Vec<Grant>, StoreError> {
        Ok(vec![Grant { post: PostId(1), body: BodyId(2), role: self.0, places: Vec::new() }])
    }
}

/// A world with the account `zhoumin` of somebody with this role.
fn stage(role: Role) -> (Stage, AccountId) {
    let stage = Stage::with_posts(Arc::new(OnePost(role)));
    let hash = account::hash_now(RIGHT, &*stage.world.randomness);
    let id = stage.act(move |act| {
        let account = account::create(act, PersonId(11), "zhoumin")?;
        account::preset_password(act, account, &hash)?;
        Ok(account)
    });
    (stage, id.unwrap())
}

fn routes() -> Routes {
    account::pages::routes().and(desk::routes())
}

fn sign_in(browser: &mut Browser<'_>, next: &str) -> String {
    let fields = [("name", "zhoumin"), ("password", RIGHT), ("next", next)];
    let answer = browser.post("/sign-in", &fields);
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location
}

#[test]
fn who_signs_in_comes_back_to_the_page_they_asked_for() {
    let (stage, _) = stage(Role::StationWorker);
    let mut browser = Browser::new(&stage, routes());
    let answer = browser.get("/desk?x=1");
    assert_eq!((answer.status.as_u16(), &*answer.location), (303, "/sign-in?next=%2Fdesk%3Fx%3D1"));
    let form = browser.get(&answer.location).page();
    assert!(form.body.contains(r#"name="next" value="/desk?x=1""#), "{}", form.body);

    let fields = [("name", " ZhouMin "), ("password", RIGHT), ("next", "/desk?x=1")];
    let answer = browser.post("/sign-in", &fields);
    let cookie = &answer.cookies[0];
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{cookie}");
    let step = browser.get(&answer.location);
    assert_eq!((step.status.as_u16(), &*step.location), (303, "/desk?x=1"));
    assert_eq!(browser.get("/desk?x=1").page().status, 200);

    let out = browser.post("/sign-out", &[]);
    assert_eq!((out.status.as_u16(), &*out.location), (303, "/sign-in"));
    assert_eq!(browser.cookie("session"), None);
    assert_eq!(browser.get("/desk").status, 303);
}

#[test]
fn nobody_is_sent_to_another_site() {
    let (stage, _) = stage(Role::StationWorker);
    let mut browser = Browser::new(&stage, routes());
    assert_eq!(sign_in(&mut browser, "//evil.example/"), "/sign-in");
    assert_eq!(browser.get("/sign-in?next=https%3A%2F%2Fevil.example").location, "/desk");
}

#[test]
fn a_wrong_password_keeps_the_name_and_a_locked_name_says_until_when() {
    let (stage, _) = stage(Role::StationWorker);
    let mut told = Vec::new();
    for name in ["zhoumin", "nobody"] {
        let mut browser = Browser::new(&stage, routes());
        for _ in 0..4 {
            let fields = [("name", name), ("password", "Wrong-summer7"), ("next", "/desk")];
            let answer = browser.post("/sign-in", &fields).page();
            assert_eq!((answer.status.as_u16(), answer.cookies.len()), (422, 0));
            assert!(answer.body.contains("账号或密码不对"), "{}", answer.body);
            assert!(answer.body.contains(&format!(r#"value="{name}""#)), "{}", answer.body);
            assert!(!answer.body.contains("Wrong-summer7"), "passwords are never sent back");
        }
        let answer = browser.post("/sign-in", &[("name", name), ("password", "x")]).page();
        assert!(answer.body.contains("账号锁到 10:39"), "{}", answer.body);
        told.push(answer.body.replace(name, ""));
    }
    assert_eq!(told[0], told[1], "the page does not tell which names exist");
}

#[test]
fn a_post_that_demands_a_second_factor_opens_nothing_before_it_is_set_up() {
    let (stage, _) = stage(Role::SecurityAdmin);
    let mut browser = Browser::new(&stage, routes());
    assert_eq!(sign_in(&mut browser, "/desk"), "/sign-in?next=%2Fdesk");
    assert_eq!(browser.get("/desk").location, "/sign-in?next=%2Fdesk");
    let form = browser.get("/sign-in?next=%2Fdesk").page();
    let typed = form.body.split("mono num\">").nth(1).unwrap().split('<').next().unwrap();
    let secret = second_factor::secret_from_base32(typed).unwrap();
    assert!(form.body.contains("<svg"), "the address can be scanned");

    let wrong = browser.post("/sign-in/second-factor", &[("code", "000000"), ("next", "/desk")]);
    let wrong = wrong.page();
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("动态码不对") && wrong.body.contains(typed), "{}", wrong.body);

    let code = second_factor::code_at(&secret, stage.time.now());
    let spares = browser.post("/sign-in/second-factor", &[("code", &code), ("next", "/desk")]);
    let spares = spares.page();
    assert_eq!(spares.body.matches("<li>").count(), 8);
    assert_eq!(browser.get("/desk").status, 200);
    let spare = spares.body.split("<li>").nth(1).unwrap().split('<').next().unwrap();

    let mut again = Browser::new(&stage, routes());
    sign_in(&mut again, "");
    assert_eq!(again.get("/desk").status, 303);
    assert!(again.get("/sign-in").page().body.contains("楼事 zhoumin"));
    assert_eq!(again.post("/sign-in/code", &[("code", "1")]).page().status, 422);
    let wrong = again.post("/sign-in/code", &[("spare", "1")]).page();
    assert!(wrong.body.contains("e-spare") && wrong.body.contains("<details open>"));
    let right = again.post("/sign-in/code", &[("spare", spare), ("next", "/desk")]);
    assert_eq!(right.location, "/sign-in?next=%2Fdesk");
    assert_eq!(again.get("/desk").status, 200);
}

#[test]
fn an_old_password_is_renewed_before_anything_opens() {
    let (stage, _) = stage(Role::StationWorker);
    stage.pass(91 * 24 * 60);
    let mut browser = Browser::new(&stage, routes());
    sign_in(&mut browser, "/desk");
    assert!(browser.get("/sign-in?next=%2Fdesk").page().body.contains("满 90 天"));
    let renew = |browser: &mut Browser<'_>, present: &str, new: &str| {
        let fields = [("present", present), ("password", new), ("next", "/desk")];
        browser.post("/sign-in/password", &fields)
    };
    let wrong = renew(&mut browser, "Wrong-summer7", "Bright-autumn8").page();
    assert!(wrong.status == 422 && wrong.body.contains("e-present"), "{}", wrong.body);
    let weak = renew(&mut browser, RIGHT, "short").page();
    assert!(weak.status == 422 && weak.body.contains("e-password"), "{}", weak.body);
    let done = renew(&mut browser, RIGHT, "Bright-autumn8");
    assert_eq!(done.location, "/sign-in?next=%2Fdesk&renewed=1");
    assert!(browser.get(&done.location).page().body.contains("用新密码登录"));
    let fields = [("name", "zhoumin"), ("password", "Bright-autumn8"), ("next", "/desk")];
    browser.post("/sign-in", &fields);
    assert_eq!(browser.get("/desk").status, 200);
}

#[test]
fn forms_sent_out_of_turn_lead_to_the_step_that_is_due() {
    let (stage, _) = stage(Role::StationWorker);
    let mut browser = Browser::new(&stage, routes());
    for path in ["/sign-in/code", "/sign-in/second-factor", "/sign-in/password"] {
        assert_eq!(browser.post(path, &[("code", "1")]).location, "/sign-in", "{path}");
    }
    assert_eq!(browser.post("/sign-out", &[]).location, "/sign-in");
}

#[test]
fn signing_in_speaks_english_too() {
    let (stage, _) = stage(Role::SecurityAdmin);
    let mut browser = Browser::new(&stage, routes());
    browser.get(&format!("/sign-in?lang={}", Locale::En.tag()));
    assert!(browser.get("/sign-in").page().body.contains("Password forgotten?"));
    sign_in(&mut browser, "/desk");
    assert!(browser.get("/sign-in").page().body.contains("Scan this"));
}
