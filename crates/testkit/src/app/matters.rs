//! Brings matters to where a test begins: through acts, by whoever may.

use jiff::SignedDuration;
use kernel::BodyId;
use matters::acts::orders::{self, Upload};
use matters::acts::whistling::{self, Called, NewWhistle};
use matters::acts::{self, Completion, Triage};
use matters::model::order::Setting;
use matters::model::{MatterNumber, ResultClass, Venue};
use matters::rules::dispatching::Assignee;
use matters::store::{self, Sight};

use super::{Raised, TestApp};
use crate::persona::{Persona, Side};
use crate::town::UNSTAFFED;

/// How far a matter has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Raised.
    New,
    /// Dispatched to its lead.
    Dispatched,
    /// Signed for.
    InProgress,
    /// Completed; the call-back is due.
    Completed,
    /// In hand, and the side's station whistled for the lead, where that is a department, or else
    /// for one in which nobody signs in. Number and code are the whistle's and its sheet's.
    Whistled,
}

/// The name and telephone that [`TestApp::at_stage`] leaves with a matter.
pub const REPORTER: (&str, &str) = ("诸葛明远", "13912345580");

impl TestApp {
    /// A ledger of one order, brought by `persona` and waiting to be written; the id of its import.
    /// Its order names no place and would be left out.
    ///
    /// # Panics
    /// When it is refused.
    #[must_use]
    pub fn bring_orders(&self, persona: Persona) -> i64 {
        let number = persona.casting().login;
        let rows = format!("工单编号,主要内容,来电时间\n{number},大厅的灯坏了,2024-01-02\n");
        let upload = Upload { name: "工单.csv".to_owned(), bytes: rows.into_bytes() };
        let setting = Setting { lost_left_out: true, ..Setting::of("12345") };
        let staged = orders::stage(&self.world, &self.actor(persona), &upload, &setting);
        staged.expect("it can be read").id.into()
    }

    /// A matter in the block of `side`, with a name and a telephone, led by `lead` as soon as it
    /// is dispatched. Ten minutes pass with each step.
    ///
    /// # Panics
    /// When a step is refused.
    #[must_use]
    pub fn at_stage(&self, side: Side, lead: Persona, stage: Stage) -> Raised {
        let place = self.town.block(side).clone();
        let raised =
            self.raise_with(&place, "一层大厅的客梯停了，按了没反应", |raise| {
                raise.name = Some(REPORTER.0.to_owned());
                raise.phone = Some(REPORTER.1.to_owned());
            });
        if stage >= Stage::Dispatched {
            self.pass(SignedDuration::from_mins(10));
            self.dispatch(&raised, side, self.town.body_of(lead));
        }
        if stage >= Stage::InProgress {
            self.pass(SignedDuration::from_mins(10));
            let number = raised.number();
            self.act(lead, move |act| acts::sign_matter(act, &number)).expect("signed for");
        }
        if stage == Stage::Completed {
            self.pass(SignedDuration::from_mins(10));
            self.complete(&raised, lead);
        }
        if stage == Stage::Whistled {
            self.pass(SignedDuration::from_mins(10));
            return self.whistle(&raised, side, lead);
        }
        raised
    }

    /// The side's station whistles about a matter, and makes a sheet for whom it calls.
    fn whistle(&self, raised: &Raised, side: Side, lead: Persona) -> Raised {
        let calls_lead = lead.casting().body == "department";
        let department =
            if calls_lead { self.town.body_of(lead) } else { self.town.body(side, UNSTAFFED) };
        let new = NewWhistle {
            kind: "demand".to_owned(),
            ask: "检测一层客梯，定停用或限用".to_owned(),
            calls: vec![Called { body: department, ask: String::new() }],
            lead: None,
            tried: "维保来过两次，当晚又停".to_owned(),
            venue: Venue::OnSite,
            spot: "一层大厅".to_owned(),
            come_at: None,
        };
        let (number, by) = (raised.number(), worker_of(side));
        let blown = self
            .act(by, move |act| whistling::blow_whistle(act, &number, &new))
            .expect("it may whistle");
        let (held, actor) = (blown.clone(), self.actor(by));
        let calls = self.read(|conn| {
            let sight = Sight::of(&actor);
            let (_, whistle) = store::whistle::find(conn, &sight, &[], &held)?.expect("it is seen");
            store::whistle::call::list(conn, &[whistle.id])
        });
        let (held, call) = (blown.clone(), calls[0].id);
        let code = self
            .act(by, move |act| whistling::hand_over(act, &held, call))
            .expect("a sheet can be made");
        Raised { number: blown.to_string(), code: code.compact().to_owned() }
    }

    /// Dispatches a matter to a body, by a worker of the side's station.
    ///
    /// # Panics
    /// When it is refused.
    pub fn dispatch(&self, raised: &Raised, side: Side, lead: BodyId) {
        let triage = Triage {
            category: "property.lift".to_owned(),
            class: "urgent".to_owned(),
            lead: Assignee { body: lead, post: None },
            assists: Vec::new(),
            title: "一层客梯停运".to_owned(),
            reply: "已派人去看，最晚明天修好。".to_owned(),
            as_suggested: true,
        };
        let number = raised.number();
        self.act(worker_of(side), move |act| acts::dispatch_matter(act, &number, &triage))
            .expect("dispatched");
    }

    /// Completes a matter on behalf of its lead.
    ///
    /// # Panics
    /// When it is refused.
    pub fn complete(&self, raised: &Raised, lead: Persona) {
        let number = raised.number();
        let completion = Completion {
            result: ResultClass::Solved,
            sentence: "维保换了门机皮带，试运行一小时，客梯恢复。".to_owned(),
        };
        self.act(lead, move |act| acts::complete_matter(act, &number, &completion))
            .expect("completed");
    }
}

impl Raised {
    /// The number, as acts take it.
    ///
    /// # Panics
    /// Never: it was drawn by the program.
    #[must_use]
    pub fn number(&self) -> MatterNumber {
        self.number.parse().expect("a number that was drawn")
    }
}

/// Who triages on a side.
#[must_use]
pub const fn worker_of(side: Side) -> Persona {
    match side {
        Side::Here => Persona::Worker,
        Side::There => Persona::OtherWorker,
        Side::Away => Persona::AwayWorker,
    }
}
