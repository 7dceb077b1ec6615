//! What the tests of the public pages share: raising as a browser without script does, and
//! bringing a matter along through acts.

use matters::acts::{self, Completion, Triage};
use matters::model::{MatterNumber, QueryCode, ResultClass};
use matters::rules::dispatching::Assignee;
use testkit::{Answer, Browser, Persona, TestApp};

/// The form of block A, at its twelfth floor.
pub const RAISE: &str = "/b/rh-a/raise?at=a12";
/// What most tests raise.
pub const TEXT: &str = "2 号电梯早上八点半到九点老停，12 层等了快二十分钟";
/// What becomes its title.
pub const TITLE: &str = "2 号电梯早上八点半到九点老停";

/// Sends the form of block A with these fields, as a browser without script would.
pub fn send(browser: &Browser<'_>, fields: &[(&str, &str)]) -> Answer {
    browser.post_multipart(RAISE, fields, &[])
}

/// Sends a form that must be taken.
pub fn post(browser: &Browser<'_>, path: &str, fields: &[(&str, &str)]) {
    let _ = browser.post_form(path, fields).taken();
}

/// Raises `text` and gives back its code.
pub fn raise(browser: &Browser<'_>, text: &str) -> String {
    code(&send(browser, &[("text", text), ("different", "1")]).taken())
}

/// The code in the address of a follow page.
pub fn code(address: &str) -> String {
    let rest = address.strip_prefix("/follow/").expect("a follow page");
    rest.split('?').next().unwrap_or_default().to_owned()
}

/// The number of the matter a code follows.
pub fn number(app: &TestApp, code: &str) -> MatterNumber {
    let code: QueryCode = code.parse().expect("a code");
    let hash = matters::store::matter::code_hash(&app.world, &code);
    let found = app.read(|conn| matters::store::matter::find_followed(conn, &hash));
    found.expect("it is there").0.number
}

/// Sends it to the property company.
pub fn dispatch(app: &TestApp, number: &MatterNumber) {
    let number = number.clone();
    let lead = Assignee { body: app.town.body_of(Persona::Property), post: None };
    let triage = Triage {
        category: "property.lift".to_owned(),
        class: "urgent".to_owned(),
        lead,
        assists: Vec::new(),
        title: "2 号客梯早高峰反复停梯".to_owned(),
        reply: "已派给安和物业，明天上午到场。".to_owned(),
        as_suggested: true,
    };
    app.act(Persona::Worker, move |act| acts::dispatch_matter(act, &number, &triage))
        .expect("dispatched");
}

/// The property company signs for it, talks to the reporter, and says it is done.
pub fn complete(app: &TestApp, number: &MatterNumber) {
    let own = number.clone();
    app.act(Persona::Property, move |act| {
        acts::sign_matter(act, &own)?;
        acts::contact_reporter(act, &own, "电话里说明天来")?;
        acts::log_progress(act, &own, "配件明天到", true)?;
        acts::log_progress(act, &own, "只有我们看的话", false)?;
        let sentence = "安和物业换了门机皮带，试运行两小时正常。".to_owned();
        acts::complete_matter(act, &own, &Completion { result: ResultClass::Solved, sentence })
    })
    .expect("completed");
}
