//! A matter whose reporter left every trace there is, step by step.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use jiff::Timestamp;
use testkit::app::photo;
use testkit::{Answer, Persona, Raised, TestApp, Upload};

/// 10:37:41 in Beijing: a minute at which nothing else happens.
const RAISED_AT: &str = "2024-02-06T02:37:41Z";
const NAME: &str = "诸葛明远";
const PHONE: &str = "13912345580";
const ROOM: &str = "1207";
/// What stands in the text beside the clause that becomes the title.
const WORDS: &str = "蓝孔雀茶歇间的同事都绕楼梯走";
/// What the reporter adds later.
const SUPPLEMENT: &str = "补充一句琥珀色指示灯亮过";
/// Why it is to be done again, beside its first clause.
const AGAIN: &str = "青花瓷会议室的人又爬了楼";
/// What the station's worker writes down for colleagues alone.
const INWARD: &str = "墨绿文件夹里有联系记录";
/// What the reporter says when called back.
const SAID: &str = "回访时说杏黄雨伞落在轿厢";

/// The story and what may be told of it.
pub struct Story<'a> {
    app: &'a TestApp,
    step: usize,
    raised: Option<Raised>,
    photo_key: String,
}

/// What somebody must not find, each with what it is.
pub struct Traces(Vec<(&'static str, String)>);

/// How much is kept from somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Who it was and what they wrote.
    Identity,
    /// The minute and the ids besides.
    Minute,
}

impl Traces {
    /// What shielded roles and the public must not find.
    pub const SHIELDED: Kept = Kept::Minute;
    /// What those must not find who decide but do not talk with the reporter.
    pub const ASIDE: Kept = Kept::Identity;

    /// The traces in an answer: in its headers, its source, or what it unpacks to.
    pub fn found_in(&self, answer: &Answer) -> Vec<String> {
        let headers: String = answer
            .headers()
            .iter()
            .map(|(name, value)| format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes())))
            .collect();
        let text = answer.text();
        let found = self
            .0
            .iter()
            .filter(|(_, trace)| headers.contains(trace.as_str()) || text.contains(trace.as_str()));
        found.map(|(what, trace)| describe(answer, &text, what, trace)).collect()
    }
}

fn describe(answer: &Answer, text: &str, what: &str, trace: &str) -> String {
    let around = text.find(trace).map_or_else(String::new, |at| {
        let before: Vec<char> = text[..at].chars().rev().take(60).collect();
        let after: String = text[at..].chars().take(60).collect();
        format!("{}{after}", before.into_iter().rev().collect::<String>())
    });
    format!("{what} ({trace}) in {} [{}]: …{around}…", answer.asked(), answer.status())
}

impl<'a> Story<'a> {
    /// Before anything was said.
    pub fn begin(app: &'a TestApp) -> Self {
        Self { app, step: 0, raised: None, photo_key: String::new() }
    }

    /// Whether there is a next step.
    pub fn goes_on(&self) -> bool {
        self.step < 5
    }

    /// The number that everybody may know.
    pub fn number(&self) -> &str {
        &self.raised.as_ref().expect("the story has begun").number
    }

    /// Takes the next step, each at a minute of its own.
    pub fn next(&mut self) {
        self.step += 1;
        match self.step {
            1 => self.raise(),
            2 => self.dispatch(),
            3 => self.work(),
            4 => self.complete(),
            _ => self.reopen(),
        }
        self.app.announce();
    }

    fn raise(&mut self) {
        self.app.set_time(RAISED_AT);
        let reporter = self.app.stranger();
        let text =
            format!("东侧客梯从昨天起一直停在一层。我叫{NAME}，在{ROOM}室，{WORDS}，电话{PHONE}");
        let form = reporter.get("/b/rh-a/raise?at=a12").page().form("/b/rh-a/raise");
        let form = form.with("text", &text).with("phone", PHONE).with("different", "1");
        let photo = photo();
        let file = Upload { field: "photos", name: "诸葛.png", kind: "image/png", bytes: &photo };
        let sent = reporter.post_multipart(&form.action, &form.pairs(), &[file]).taken();
        let code = sent.trim_start_matches("/follow/").split('?').next().unwrap_or_default();
        let follow = reporter.get(&format!("/follow/{code}")).page();
        let photo = follow.links().into_iter().find(|link| link.contains("/photos/"));
        let photo = photo.expect("the reporter sees the photo");
        let key = photo.rsplit('/').next().unwrap_or_default().split('?').next();
        key.unwrap_or_default().clone_into(&mut self.photo_key);
        let number = number_of_the_only_matter(self.app);
        self.raised = Some(Raised { number, code: code.to_owned() });
        let form = follow.form(&format!("/follow/{code}/supplement"));
        let name = form.fields.first().map_or("supplement", |(name, _)| name.as_str()).to_owned();
        let _ = reporter.submit(&form.with(&name, SUPPLEMENT)).taken();
        // Pages say when they were drawn.
        self.app.set_time("2024-02-06T02:44:00Z");
    }

    /// The worker takes the suggestion; everybody who can be asked assists.
    fn dispatch(&self) {
        self.app.set_time("2024-02-06T02:51:00Z");
        let address = format!("/matters/{}/triage", self.number());
        let worker = self.app.sign_in(Persona::Worker);
        let mut form = worker.get(&address).page().form(&address);
        form.fields.retain(|(name, _)| name != "assist");
        for persona in
            [Persona::Owner, Persona::Committee, Persona::Department, Persona::PartySecretary]
        {
            let body = self.app.town.body_of(persona).0.to_string();
            form.fields.push(("assist".to_owned(), body));
        }
        let _ = worker.submit(&form).taken();
    }

    /// The property company signs; the station looks at the contact and notes something inward.
    fn work(&self) {
        self.app.set_time("2024-02-06T03:05:00Z");
        let property = self.app.sign_in(Persona::Property);
        let _ = property.post_form(&self.address("/signature"), &[]).taken();
        let _ = property
            .post_form(&self.address("/progress"), &[("progress", "维保在路上"), ("outward", "1")])
            .taken();
        let worker = self.app.sign_in(Persona::Worker);
        let revealed = worker.post_form(&self.address("/reveal"), &[("purpose", "核对楼层")]);
        assert!(revealed.text().contains(PHONE), "{}", revealed.words());
        // A note of the station's own, if it may write one: it is no handler here.
        let _ = worker.post_form(&self.address("/progress"), &[("progress", INWARD)]);
    }

    fn complete(&self) {
        self.app.set_time("2024-02-06T06:09:00Z");
        let sentence = "维保换了门机皮带，试运行一小时，客梯恢复。";
        let property = self.app.sign_in(Persona::Property);
        let fields = [("result", "solved"), ("sentence", sentence)];
        let _ = property.post_form(&self.address("/completion"), &fields).taken();
        let colleague = self.app.sign_in(Persona::Colleague);
        let missed = [("reached", "no"), ("note", SAID)];
        let _ = colleague.post_form(&self.address("/callback"), &missed).taken();
    }

    fn reopen(&self) {
        self.app.set_time("2024-02-06T07:13:00Z");
        let code = &self.raised.as_ref().expect("it was raised").code;
        let why = format!("客梯下午又在三层停了两次。{AGAIN}，找{NAME}");
        let reporter = self.app.stranger();
        let address = format!("/follow/{code}/reopening");
        let _ = reporter.post_form(&address, &[("why", &why)]).taken();
    }

    fn address(&self, what: &str) -> String {
        format!("/matters/{}{what}", self.number())
    }

    /// Every word that was said or written of the reporter.
    pub fn everything_said(&self) -> Vec<String> {
        [NAME, PHONE, &PHONE[7..], WORDS, SUPPLEMENT, AGAIN, INWARD, SAID, "维保在路上"]
            .map(str::to_owned)
            .to_vec()
    }

    /// The clock of the reply: when it began, and when it ends two hours later.
    pub fn reply_clock(&self) -> Traces {
        let minutes = ["10:37", "02:37", "12:37", "04:37"];
        Traces(minutes.map(|minute| ("reply clock", minute.to_owned())).to_vec())
    }

    /// What is kept from somebody.
    pub fn traces(&self, kept: Kept) -> Traces {
        let raised = self.raised.as_ref().expect("the story has begun");
        let mut traces = vec![
            ("name", NAME.to_owned()),
            ("telephone", PHONE.to_owned()),
            ("masked telephone", format!("****{}", &PHONE[7..])),
            ("room", format!("{ROOM}室")),
            ("words", WORDS.to_owned()),
            ("supplement", SUPPLEMENT.to_owned()),
            ("reason", AGAIN.to_owned()),
            ("photo", self.photo_key.clone()),
            ("query code", raised.code.clone()),
            ("query code in groups", format!("{} {}", &raised.code[..4], &raised.code[4..])),
        ];
        for person in persons_of_voices(self.app) {
            traces.push(("person", person.to_string()));
        }
        if kept == Kept::Minute {
            let at: Timestamp = RAISED_AT.parse().expect("a moment");
            traces.extend([
                ("minute", "10:37".to_owned()),
                ("minute in UTC", "02:37".to_owned()),
                ("second", at.as_second().to_string()),
                ("second in hexadecimal", format!("{:x}", at.as_microsecond())),
                ("minute plus the answer's two hours", "12:37".to_owned()),
                ("call-back", SAID.to_owned()),
                ("inward note of another body", INWARD.to_owned()),
            ]);
            for id in ids_of_matters(self.app) {
                traces.push(("id", id.to_string()));
                traces.push(("id in hexadecimal", format!("{id:x}")));
            }
        }
        Traces(traces)
    }
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = Text)]
    text: String,
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

fn texts(app: &TestApp, sql: &str) -> Vec<String> {
    let rows: Vec<Number> = app.read(|conn| Ok(diesel::sql_query(sql).load(conn)?));
    rows.into_iter().map(|row| row.text).collect()
}

fn ids(app: &TestApp, sql: &str) -> Vec<i64> {
    let rows: Vec<Id> = app.read(|conn| Ok(diesel::sql_query(sql).load(conn)?));
    rows.into_iter().map(|row| row.id).collect()
}

fn number_of_the_only_matter(app: &TestApp) -> String {
    let numbers = texts(app, "SELECT number AS text FROM matter");
    assert_eq!(numbers.len(), 1);
    numbers.into_iter().next().expect("one")
}

fn persons_of_voices(app: &TestApp) -> Vec<i64> {
    ids(app, "SELECT person_id AS id FROM voice WHERE person_id IS NOT NULL")
}

fn ids_of_matters(app: &TestApp) -> Vec<i64> {
    ids(app, "SELECT id FROM matter")
}

/// The ids of all matters and the moments they were raised at, in both notations.
pub fn ids_and_times(app: &TestApp) -> Vec<String> {
    let numbers = ids(app, "SELECT id FROM matter UNION ALL SELECT raised_at AS id FROM matter");
    numbers.into_iter().flat_map(|number| [number.to_string(), format!("{number:x}")]).collect()
}

/// Everything the journal says.
pub fn journal_bodies(app: &TestApp) -> Vec<String> {
    texts(app, "SELECT body AS text FROM journal_entry")
}
