//! Accounts over a real database.

use std::sync::Arc;

use jiff::Timestamp;
use kernel::{AccountId, BodyId, PersonId, PostId, Refusal, TimeSource};
use platform::account::{self, Entered, SessionInfo, Step, second_factor};
use platform::journal::Origin;
use platform::{Actor, Conn, Failure, Grant, Outcome, Posts, Role, StoreError};

use crate::support::Stage;

const ZHOU: PersonId = PersonId(11);
const RIGHT: &str = "Bright-summer7";
const WRONG: &str = "Bright-summer8";

/// Everybody holds one post, with this role.
struct OnePost(Role);

impl Posts for OnePost {
    fn grants(&self, _: &mut Conn, _: PersonId, _: Timestamp) -> Result<Vec<Grant>, StoreError> {
        Ok(vec![Grant { post: PostId(1), body: BodyId(2), role: self.0, places: Vec::new() }])
    }
}

fn stage(role: Role) -> Stage {
    Stage::with_posts(Arc::new(OnePost(role)))
}

fn open_account(stage: &Stage, name: &'static str) -> AccountId {
    let hash = account::hash_now(RIGHT, &*stage.world.randomness);
    stage
        .act(move |act| {
            let account = account::create(act, ZHOU, name)?;
            account::preset_password(act, account, &hash)?;
            Ok(account)
        })
        .unwrap()
}

fn sign_in(stage: &Stage, name: &str, password: &str) -> Outcome<Entered> {
    stage.wait(account::sign_in(&stage.world, name, password.to_owned(), Origin::Web))
}

fn resume(stage: &Stage, token: &str) -> Option<(Actor, SessionInfo)> {
    stage.wait(account::resume(&stage.world, token, Origin::Web)).unwrap()
}

fn refusal<T>(outcome: Outcome<T>) -> Refusal {
    match outcome.err().expect("it did not succeed") {
        Failure::Refused(refusal) => refusal,
        Failure::Store(error) => panic!("{error}"),
    }
}

/// How many entries of `kind` the journal has.
fn journalled(stage: &Stage, kind: &str) -> i64 {
    use diesel::prelude::*;
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    let sql = format!("SELECT count(*) AS n FROM journal_entry WHERE kind = '{kind}'");
    stage.read(|conn| Ok(diesel::sql_query(sql).get_result::<Count>(conn)?.n))
}

#[test]
fn the_right_password_opens_a_session_with_the_rights_of_the_posts() {
    let stage = stage(Role::StationWorker);
    let id = open_account(&stage, "zhoumin");
    let entered = sign_in(&stage, " ZhouMin ", RIGHT).unwrap();
    assert_eq!((entered.account, entered.before), (id, None));
    let (actor, info) = resume(&stage, entered.token.as_str()).expect("signed in");
    assert_eq!((actor.account, actor.person), (Some(id), Some(ZHOU)));
    assert!(actor.has_role(Role::StationWorker));
    assert_eq!((info.step, info.name.as_str()), (Step::Complete, "zhoumin"));
    assert!(resume(&stage, "another token").is_none());

    stage.pass(5);
    let again = sign_in(&stage, "zhoumin", RIGHT).unwrap();
    assert_eq!(again.before, Some(crate::support::START.parse().unwrap()));
    let token = entered.token.as_str();
    stage.wait(account::sign_out(&stage.world, token, Origin::Web)).unwrap();
    assert!(resume(&stage, token).is_none());
    assert!(resume(&stage, again.token.as_str()).is_some(), "the other session goes on");
    assert_eq!(journalled(&stage, "account.signed_in"), 2);
    assert_eq!(journalled(&stage, "account.signed_out"), 1);
    stage.verify();
}

#[test]
fn five_failures_lock_a_name_for_fifteen_minutes_whether_or_not_it_exists() {
    let stage = stage(Role::StationWorker);
    open_account(&stage, "zhoumin");
    let mut answers = Vec::new();
    for name in ["zhoumin", "nobody"] {
        let told: Vec<Refusal> = (0..6).map(|_| refusal(sign_in(&stage, name, WRONG))).collect();
        assert_eq!(told[3].key, "account-refusal-wrong");
        assert_eq!(told[4].key, "account-refusal-locked", "the fifth says so at once");
        assert_eq!(told[4].args[0].1, "10:39".into());
        answers.push(told);
    }
    assert_eq!(answers[0], answers[1], "the answers do not tell which names exist");
    assert_eq!(journalled(&stage, "account.locked"), 2);

    assert_eq!(refusal(sign_in(&stage, "zhoumin", RIGHT)).key, "account-refusal-locked");
    stage.pass(15);
    assert!(sign_in(&stage, "zhoumin", RIGHT).is_ok());
    stage.verify();
}

#[test]
fn failures_are_forgotten_after_success_and_after_a_while() {
    let stage = stage(Role::StationWorker);
    let id = open_account(&stage, "zhoumin");
    for _ in 0..2 {
        for _ in 0..4 {
            assert_eq!(refusal(sign_in(&stage, "zhoumin", WRONG)).key, "account-refusal-wrong");
        }
        assert!(sign_in(&stage, "zhoumin", RIGHT).is_ok());
    }
    for _ in 0..4 {
        drop(sign_in(&stage, "zhoumin", WRONG));
    }
    stage.pass(16);
    assert_eq!(refusal(sign_in(&stage, "zhoumin", WRONG)).key, "account-refusal-wrong");
    for _ in 0..4 {
        drop(sign_in(&stage, "zhoumin", WRONG));
    }
    assert_eq!(refusal(sign_in(&stage, "zhoumin", RIGHT)).key, "account-refusal-locked");
    stage.act(move |act| account::unlock(act, id)).unwrap();
    assert!(sign_in(&stage, "zhoumin", RIGHT).is_ok(), "unlocked early");
}

#[test]
fn a_session_ends_after_half_an_hour_of_silence_and_after_twelve_hours_of_work() {
    let stage = stage(Role::StationWorker);
    open_account(&stage, "zhoumin");
    let entered = sign_in(&stage, "zhoumin", RIGHT).unwrap();
    let token = entered.token.as_str();
    stage.pass(29);
    assert!(resume(&stage, token).is_some());
    stage.pass(29);
    assert!(resume(&stage, token).is_some(), "the request before moved the end");
    stage.pass(30);
    assert!(resume(&stage, token).is_none(), "idle");

    let busy = sign_in(&stage, "zhoumin", RIGHT).unwrap();
    for _ in 0..(12 * 60 / 20 - 1) {
        stage.pass(20);
        assert!(resume(&stage, busy.token.as_str()).is_some());
    }
    stage.pass(20);
    assert!(resume(&stage, busy.token.as_str()).is_none(), "twelve hours are over");
    let now = stage.time.now();
    let swept = stage.world.db.write(move |tx| account::sweep(tx.conn, now)).unwrap();
    assert_eq!(swept, 2);
}

#[test]
fn a_request_is_written_down_at_most_once_a_minute() {
    let stage = stage(Role::StationWorker);
    open_account(&stage, "zhoumin");
    let token = sign_in(&stage, "zhoumin", RIGHT).unwrap().token;
    let ends_at = |stage: &Stage| {
        resume(stage, token.as_str());
        resume(stage, token.as_str()).expect("it lasts").1.ends_at
    };
    let first = ends_at(&stage);
    stage.time.advance(jiff::SignedDuration::from_secs(59));
    assert_eq!(ends_at(&stage), first);
    stage.time.advance(jiff::SignedDuration::from_secs(1));
    assert_eq!(ends_at(&stage), first + jiff::SignedDuration::from_mins(1));
}

#[test]
fn a_disabled_account_is_out_at_once_and_answered_like_a_wrong_password() {
    let stage = stage(Role::StationWorker);
    let id = open_account(&stage, "zhoumin");
    let token = sign_in(&stage, "zhoumin", RIGHT).unwrap().token;
    stage.act(move |act| account::disable(act, id)).unwrap();
    assert!(resume(&stage, token.as_str()).is_none());
    assert_eq!(refusal(sign_in(&stage, "zhoumin", RIGHT)).key, "account-refusal-wrong");
    stage.act(move |act| account::enable(act, id)).unwrap();
    assert!(sign_in(&stage, "zhoumin", RIGHT).is_ok());
}

#[test]
fn a_privileged_post_gives_no_rights_before_the_second_factor() {
    let stage = stage(Role::SecurityAdmin);
    let id = open_account(&stage, "zhoumin");
    let token = sign_in(&stage, "zhoumin", RIGHT).unwrap().token;
    let token = token.as_str();
    let (actor, info) = resume(&stage, token).unwrap();
    assert_eq!((actor.grants.len(), info.step), (0, Step::SecondFactorSetup));

    let setup = || stage.wait(second_factor::begin_setup(&stage.world, token, "楼事", Origin::Web));
    let enrolment = setup().unwrap();
    assert_eq!(setup().unwrap().secret, enrolment.secret, "shown again, it is the same");
    let secret = second_factor::secret_from_base32(&enrolment.secret).unwrap();
    let confirm = |code: &str| {
        stage.wait(second_factor::confirm_setup(&stage.world, token, code, Origin::Web))
    };
    assert_eq!(refusal(confirm("000000")).field, Some("code"));
    let code = second_factor::code_at(&secret, stage.time.now());
    let spares = confirm(&code).unwrap();
    assert_eq!(spares.len(), 8);
    assert!(resume(&stage, token).unwrap().0.has_role(Role::SecurityAdmin));
    assert_eq!(refusal(setup()).key, "account-refusal-second-factor-set");

    let next = sign_in(&stage, "zhoumin", RIGHT).unwrap().token;
    let (actor, info) = resume(&stage, next.as_str()).unwrap();
    assert_eq!((actor.grants.len(), info.step), (0, Step::SecondFactor));
    let pass = |code: &str| {
        stage.wait(second_factor::pass(&stage.world, next.as_str(), code, Origin::Web))
    };
    assert_eq!(refusal(pass(&code)).field, Some("code"), "a code is accepted once");
    stage.pass(1);
    let code = second_factor::code_at(&secret, stage.time.now());
    pass(&format!("{} {}", &code[..3], &code[3..])).unwrap();
    assert_eq!(resume(&stage, next.as_str()).unwrap().1.step, Step::Complete);

    for expected in [true, false] {
        let token = sign_in(&stage, "zhoumin", RIGHT).unwrap().token;
        let passed = stage.wait(second_factor::pass(
            &stage.world,
            token.as_str(),
            &spares[0].to_lowercase(),
            Origin::Web,
        ));
        assert_eq!(passed.is_ok(), expected, "a spare code is accepted once");
    }
    stage.act(move |act| account::clear_second_factor(act, id)).unwrap();
    let token = sign_in(&stage, "zhoumin", RIGHT).unwrap().token;
    assert_eq!(resume(&stage, token.as_str()).unwrap().1.step, Step::SecondFactorSetup);
    stage.verify();
}

#[test]
fn wrong_codes_lock_the_name_like_wrong_passwords() {
    let stage = stage(Role::Operator);
    let id = open_account(&stage, "zhoumin");
    stage.act(move |act| second_factor::preset(act, id, &[7; 20])).unwrap();
    let token = sign_in(&stage, "zhoumin", RIGHT).unwrap().token;
    let pass = |code: &str| {
        stage.wait(second_factor::pass(&stage.world, token.as_str(), code, Origin::Web))
    };
    for _ in 0..4 {
        assert_eq!(refusal(pass("000000")).key, "account-refusal-code");
    }
    assert_eq!(refusal(pass("000000")).key, "account-refusal-locked");
    let code = second_factor::code_at(&[7; 20], stage.time.now());
    assert_eq!(refusal(pass(&code)).key, "account-refusal-locked", "right, but too late");
    assert_eq!(refusal(sign_in(&stage, "zhoumin", RIGHT)).key, "account-refusal-locked");
}

#[test]
fn the_first_operator_comes_in_by_a_link_that_works_once() {
    let stage = stage(Role::StationWorker);
    let world = &stage.world;
    let old = account::first_operator_link(world).unwrap().expect("no account yet");
    let link = account::first_operator_link(world).unwrap().expect("a new one at every start");
    let open = |link: &str, name: &str, password: &str| {
        stage
            .wait(account::open_first_account(world, link, name, password.to_owned(), |_| Ok(ZHOU)))
    };
    assert_eq!(refusal(open(&old, "root", RIGHT)).key, "account-refusal-link");
    assert_eq!(refusal(open(&link, "r", RIGHT)).field, Some("name"));
    assert_eq!(refusal(open(&link, "root", "short")).field, Some("password"));
    let failing =
        stage.wait(account::open_first_account(world, &link, "root", RIGHT.to_owned(), |_| {
            Err(Refusal::new("no person").into())
        }));
    assert_eq!(refusal(failing).key, "no person");
    open(&link, "root", RIGHT).expect("a failed attempt does not use the link up");
    assert_eq!(refusal(open(&link, "root2", RIGHT)).key, "account-refusal-link");
    assert_eq!(account::first_operator_link(world).unwrap(), None);
    assert!(sign_in(&stage, "root", RIGHT).is_ok());
    stage.verify();
}

#[test]
fn a_password_link_sets_a_password_once_and_in_time() {
    let stage = stage(Role::StationWorker);
    let id = stage.act(|act| account::create(act, ZHOU, "zhoumin")).unwrap();
    assert_eq!(refusal(sign_in(&stage, "zhoumin", "")).key, "account-refusal-wrong");
    let issue = || stage.act(move |act| account::issue_password_link(act, id)).unwrap();
    let set = |link: &account::Token, password: &str| {
        stage.wait(account::set_password(&stage.world, link.as_str(), password.to_owned()))
    };
    let link = issue();
    assert_eq!(refusal(set(&link, "zhoumin-A1")).key, "account-refusal-password-name");
    assert_eq!(set(&link, RIGHT).unwrap(), id);
    assert_eq!(refusal(set(&link, WRONG)).key, "account-refusal-link", "used");
    let token = sign_in(&stage, "zhoumin", RIGHT).unwrap().token;

    let link = issue();
    assert_eq!(refusal(set(&link, RIGHT)).key, "account-refusal-password-used");
    set(&link, WRONG).unwrap();
    assert!(resume(&stage, token.as_str()).is_none(), "every session ends");
    assert!(sign_in(&stage, "zhoumin", WRONG).is_ok());

    let link = issue();
    stage.pass(72 * 60);
    assert_eq!(refusal(set(&link, "Other-winter9")).key, "account-refusal-link", "too old");
}

#[test]
fn an_old_password_gives_no_rights_until_it_is_changed() {
    let stage = stage(Role::StationWorker);
    open_account(&stage, "zhoumin");
    stage.pass(90 * 24 * 60);
    let token = sign_in(&stage, "zhoumin", RIGHT).unwrap().token;
    let (actor, info) = resume(&stage, token.as_str()).unwrap();
    assert_eq!((actor.grants.len(), info.step), (0, Step::NewPassword));
    let change = |present: &str| {
        let (present, new) = (present.to_owned(), "Other-winter9".to_owned());
        let token = token.as_str();
        stage.wait(account::change_password(&stage.world, token, present, new, Origin::Web))
    };
    assert_eq!(refusal(change(WRONG)).field, Some("present"));
    change(RIGHT).unwrap();
    let token = sign_in(&stage, "zhoumin", "Other-winter9").unwrap().token;
    assert_eq!(resume(&stage, token.as_str()).unwrap().1.step, Step::Complete);
}

#[test]
fn only_a_security_administrator_manages_accounts() {
    let stage = stage(Role::StationWorker);
    let act_as = |role: Option<Role>| {
        let post = |role| Grant { post: PostId(1), body: BodyId(2), role, places: Vec::new() };
        let grants = role.map(post).into_iter().collect();
        let actor = Actor { grants, ..Actor::nobody(Origin::Web) };
        stage.world.act_now(&Arc::new(actor), |act| account::create(act, ZHOU, "zhoumin"))
    };
    for role in [None, Some(Role::Operator), Some(Role::District), Some(Role::Auditor)] {
        assert!(refusal(act_as(role)).not_found, "{role:?}");
    }
    act_as(Some(Role::SecurityAdmin)).unwrap();
    assert_eq!(refusal(act_as(Some(Role::SecurityAdmin))).key, "account-refusal-name-taken");
    let web = Arc::new(Actor::nobody(Origin::Web));
    let preset =
        stage.world.act_now(&web, |act| second_factor::preset(act, AccountId(1), &[7; 20]));
    assert!(refusal(preset).not_found);
}

#[test]
fn neither_tokens_nor_names_typed_by_mistake_are_stored() {
    let stage = stage(Role::StationWorker);
    open_account(&stage, "zhoumin");
    let token = sign_in(&stage, "zhoumin", RIGHT).unwrap().token;
    drop(sign_in(&stage, "my-secret-password", WRONG));
    // PostgreSQL gets the same statements; its files are out of reach.
    let Some(file) = stage.world.db.file() else {
        return;
    };
    let mut bytes = std::fs::read(file).unwrap();
    bytes.extend(std::fs::read(format!("{}-wal", file.display())).unwrap());
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("zhoumin"), "the bytes are those of the accounts");
    for secret in [token.as_str(), "my-secret-password", RIGHT] {
        assert!(!holds(secret));
    }
}
