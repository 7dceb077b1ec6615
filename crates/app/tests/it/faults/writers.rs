//! People who write all the time, and remember what the program told them was done.

use std::io;
use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::mpsc::Sender;

use platform::web::Locale;

use super::asking::{Answer, Client};
use super::ground::Seats;

/// An act that was acknowledged, and where it must be found ever after.
#[derive(Debug)]
pub struct Acknowledged {
    /// The session that reads it; a stranger reads by the code in the address.
    pub session: Option<String>,
    pub path: String,
    /// What must stand there.
    pub words: String,
}

/// Everybody who writes to one server.
pub struct Writers<'a> {
    pub server: SocketAddr,
    pub seats: &'a Seats,
    pub seed: u64,
    pub tell: Sender<Acknowledged>,
    /// Numbers of matters that strangers may join.
    pub known: &'a Mutex<Vec<String>>,
}

/// Why a writer stopped.
enum Stop {
    /// The connection broke: the server is gone.
    Gone,
    /// Nothing more is wanted of them.
    Enough,
}

impl From<io::Error> for Stop {
    fn from(_: io::Error) -> Self {
        Self::Gone
    }
}

impl Writers<'_> {
    /// Raises by the code on the wall, adds to it, urges, and joins what others raised, until the
    /// server is gone.
    pub fn stranger(&self, writer: u64) {
        let mut round = 0;
        while self.raise(writer, round).is_ok() {
            round += 1;
        }
    }

    /// Raises for somebody, triages, signs, tells and completes, until the server is gone.
    pub fn staff(&self, writer: u64) {
        let mut round = 0;
        while self.handle(writer, round).is_ok() {
            round += 1;
        }
    }

    /// Handles so many matters, on a server that lives on.
    pub fn rounds(&self, writer: u64, rounds: u64) {
        for round in 0..rounds {
            assert!(self.handle(writer, round).is_ok(), "the server is there");
        }
    }

    fn raise(&self, writer: u64, round: u64) -> Result<(), Stop> {
        let from = format!("10.{writer}.{}.{}", round / 250, round % 250 + 1);
        let client = Client { server: self.server, session: None, from };
        let building = ["rh-a", "rh-b", "sl", "dh"][usize::try_from(round % 4).unwrap_or(0)];
        let words = format!("楼道灯不亮{}", self.mark(writer, round));
        let fields = [("text", words.as_str()), ("different", "1")];
        let raised = client.post_parts(&format!("/b/{building}/raise"), &fields, None)?;
        let follow = taken(&raised)?.split('?').next().unwrap_or_default().to_owned();
        self.acknowledge(None, &follow, &words);

        let words = format!("今天又灭了{}", self.mark(writer, round));
        let added = [("supplement", words.as_str())];
        taken(&client.post(&format!("{follow}/supplement"), &added)?)?;
        self.acknowledge(None, &follow, &words);
        taken(&client.post(&format!("{follow}/urging"), &[])?)?;
        self.acknowledge(None, &follow, &Locale::ZhCn.t("public-life-urged"));
        self.join(&client)
    }

    /// What was completed in the meantime cannot be joined any more.
    fn join(&self, client: &Client) -> Result<(), Stop> {
        let latest = self.known.lock().unwrap().last().cloned();
        let Some(number) = latest else { return Ok(()) };
        let joined = client.post(&format!("/b/rh-a/join/{number}"), &[])?;
        if joined.status == 422 {
            return Ok(());
        }
        let follow = taken(&joined)?;
        self.acknowledge(None, follow.split('?').next().unwrap_or_default(), "");
        Ok(())
    }

    fn handle(&self, writer: u64, round: u64) -> Result<(), Stop> {
        let client = |session: &str| Client {
            server: self.server,
            session: Some(session.to_owned()),
            from: "10.9.9.9".to_owned(),
        };
        let (worker, property) = (client(&self.seats.worker), client(&self.seats.property));
        let mark = self.mark(writer, round);
        let text = format!("客梯停了{mark}");
        let fields = [
            ("building", "rh-a"),
            ("channel", "visit"),
            ("text", text.as_str()),
            ("visibility", "public_anonymous"),
        ];
        let page = taken(&worker.post("/matters", &fields)?)?;
        self.acknowledge(worker.session.as_deref(), &page, &text);
        let number = page.trim_start_matches("/matters/").to_owned();
        self.known.lock().unwrap().push(number);

        let steps: [(&Client, &str, Vec<(&str, String)>); 4] = [
            (&worker, "triage", self.triage(&mark)),
            (&property, "signature", Vec::new()),
            (&property, "progress", vec![("progress", format!("维保在路上{mark}"))]),
            (
                &property,
                "completion",
                vec![
                    ("result", "solved".to_owned()),
                    ("sentence", format!("维保换了门机皮带，试运行一小时恢复{mark}。")),
                ],
            ),
        ];
        for (who, what, fields) in steps {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            taken(&who.post(&format!("{page}/{what}"), &fields)?)?;
            // What was written last stands on the page; a signature stands there as such.
            let words = fields.last().map(|(_, words)| (*words).to_owned());
            let signed = || Locale::ZhCn.t("matter-life-signed").into_owned();
            self.acknowledge(worker.session.as_deref(), &page, &words.unwrap_or_else(signed));
        }
        Ok(())
    }

    fn triage(&self, mark: &str) -> Vec<(&'static str, String)> {
        vec![
            ("category", "property.lift".to_owned()),
            ("class", "urgent".to_owned()),
            ("lead", self.seats.lead.clone()),
            ("title", "客梯停运".to_owned()),
            ("reply", format!("已派人去看{mark}")),
        ]
    }

    /// Tells one writer's round from every other.
    fn mark(&self, writer: u64, round: u64) -> String {
        format!("甲{}乙{writer}丙{round}丁", self.seed)
    }

    fn acknowledge(&self, session: Option<&str>, path: &str, words: &str) {
        let act = Acknowledged {
            session: session.map(str::to_owned),
            path: path.to_owned(),
            words: words.to_owned(),
        };
        // Whoever listens has heard enough once the server is gone.
        drop(self.tell.send(act));
    }
}

/// Where an acknowledged form leads.
///
/// # Panics
/// On any answer that a running program must not give.
fn taken(answer: &Answer) -> Result<String, Stop> {
    match answer.status {
        303 => Ok(answer.location.clone()),
        // So many from one building: the throttle does its work.
        429 => Err(Stop::Enough),
        status => panic!("{status}: {}", answer.text),
    }
}

/// Asserts that everything acknowledged is there.
pub fn look_up(server: SocketAddr, acts: &[Acknowledged], seed: u64) {
    for (number, act) in acts.iter().enumerate() {
        let from = format!("10.200.{}.{}", number / 250, number % 250 + 1);
        let reader = Client { server, session: act.session.clone(), from };
        let answer = reader.get(&act.path).unwrap();
        let found = answer.status == 200 && answer.text.contains(&act.words);
        assert!(found, "seed {seed}: {act:?} was acknowledged: {}\n{}", answer.status, answer.text);
    }
}
