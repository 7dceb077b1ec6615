//! What holds whatever is done to a matter, in whichever order: tried by acts drawn at random, the
//! same on every run.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use matters::acts::{self, Ask, CallBack, Completion, RulingOn, Triage, Wanted};
use matters::model::{
    Answer, Callback, ClockId, Matter, MatterNumber, QueryCode, RequestKind, RequestState,
    ResultClass, Satisfaction, Solved, State, Transition,
};
use matters::rules::dispatching::Assignee;
use matters::rules::living;
use matters::store;
use platform::journal::{Origin, life};
use platform::{Act, Actor, Failure, Outcome};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use testkit::{Persona, TestApp};

use crate::stage::{TEXT, complete, dispatch, number, raise};

/// Something that somebody tries.
#[derive(Debug, Clone, Copy)]
enum Try {
    Dispatch,
    Sign,
    Contact,
    Progress,
    Complete,
    CallBack(Solved),
    Rate(Solved),
    Reopen,
    Decline,
    Appeal,
    Withdraw,
    Urge,
    Ask(RequestKind),
    Rule(bool),
    Resume,
    Merge,
    Split,
    CompleteLead,
    Supervise,
    Jobs,
    Hours(i64),
}

const TRIES: [Try; 32] = [
    Try::Dispatch,
    Try::Dispatch,
    Try::Sign,
    Try::Sign,
    Try::Contact,
    Try::Progress,
    Try::Complete,
    Try::Complete,
    Try::CallBack(Solved::Solved),
    Try::CallBack(Solved::Unsolved),
    Try::Rate(Solved::Solved),
    Try::Rate(Solved::Unsolved),
    Try::Reopen,
    Try::Decline,
    Try::Appeal,
    Try::Withdraw,
    Try::Urge,
    Try::Ask(RequestKind::Objection),
    Try::Ask(RequestKind::Extension),
    Try::Ask(RequestKind::Parking),
    Try::Rule(true),
    Try::Rule(true),
    Try::Rule(false),
    Try::Resume,
    Try::Merge,
    Try::Split,
    Try::CompleteLead,
    Try::Supervise,
    Try::Jobs,
    Try::Hours(1),
    Try::Hours(30),
    Try::Hours(300),
];

/// A matter to which things are done, another that it may go on in, and what was seen of it.
struct Subject<'a> {
    app: &'a TestApp,
    code: QueryCode,
    number: MatterNumber,
    lead: MatterNumber,
    now: Timestamp,
    state: State,
    stopped: HashMap<ClockId, Option<Timestamp>>,
}

/// A rule may say no; nothing else may go wrong.
fn tried(done: Outcome<()>) {
    if let Err(Failure::Store(error)) = done {
        panic!("{error}");
    }
}

impl<'a> Subject<'a> {
    fn new(app: &'a TestApp) -> Self {
        app.set_time("2024-03-04T01:00:00Z");
        let lead = number(app, &raise(&app.stranger(), &format!("{TEXT}，另一件")));
        dispatch(app, &lead);
        let code = raise(&app.stranger(), TEXT);
        Self {
            app,
            number: number(app, &code),
            code: code.parse().unwrap(),
            lead,
            now: app.world.time.now(),
            state: State::New,
            stopped: HashMap::new(),
        }
    }

    fn matter(&self) -> Matter {
        let hash = store::matter::code_hash(&self.app.world, &self.code);
        self.app.read(|conn| store::matter::find_followed(conn, &hash)).unwrap().0
    }

    fn act(
        &self,
        who: Persona,
        work: impl FnOnce(&mut Act<'_, '_>, &MatterNumber) -> Outcome<()> + Send + 'static,
    ) {
        let number = self.number.clone();
        tried(self.app.act(who, move |act| work(act, &number)));
    }

    fn follow(
        &self,
        work: impl FnOnce(&mut Act<'_, '_>, &QueryCode) -> Outcome<()> + Send + 'static,
    ) {
        let (code, nobody) = (self.code.clone(), Arc::new(Actor::nobody(Origin::Web)));
        tried(self.app.world.act_now(&nobody, move |act| work(act, &code)));
    }

    fn job(&self, work: fn(&mut Act<'_, '_>) -> Outcome<usize>) {
        let job = Arc::new(Actor::nobody(Origin::Job));
        while self.app.world.act_now(&job, work).unwrap() > 0 {}
    }

    fn attempt(&mut self, what: Try) {
        match what {
            Try::Dispatch => {
                let lead = Assignee { body: self.app.town.body_of(Persona::Property), post: None };
                self.act(Persona::Worker, move |act, number| {
                    acts::dispatch_matter(act, number, &triage(lead))
                });
            }
            Try::Sign => self.act(Persona::Property, acts::sign_matter),
            Try::Contact => self.act(Persona::Property, |act, number| {
                acts::contact_reporter(act, number, "电话里说了安排")
            }),
            Try::Progress => self.act(Persona::Property, |act, number| {
                acts::log_progress(act, number, "配件明天到", true)
            }),
            Try::Complete => self.act(Persona::Property, |act, number| {
                let sentence = "安和物业换了门机皮带，试运行两小时正常。".to_owned();
                acts::complete_matter(
                    act,
                    number,
                    &Completion { result: ResultClass::Solved, sentence },
                )
            }),
            Try::CallBack(solved) => self.act(Persona::Worker, move |act, number| {
                let outcome = Callback::Reached(answer(solved));
                acts::call_back(act, number, &CallBack { outcome, note: None })
            }),
            Try::Rate(solved) => {
                self.follow(move |act, code| acts::rate_matter(act, code, answer(solved)));
            }
            Try::Reopen => self.follow(|act, code| acts::reopen_matter(act, code, "又停了")),
            Try::Decline => self.act(Persona::Worker, |act, number| {
                acts::decline_matter(act, number, "outside_duties", "这件事归地铁公司管。")
            }),
            Try::Appeal => {
                self.follow(|act, code| acts::appeal_decline(act, code, "这就是楼里的事"));
            }
            Try::Withdraw => self.follow(acts::withdraw_matter),
            Try::Urge => self.follow(acts::urge_matter),
            Try::Ask(kind) => self.ask(kind),
            Try::Rule(grants) => self.rule(grants),
            Try::Resume => self.act(Persona::Property, acts::resume_matter),
            Try::Merge => {
                let lead = self.lead.clone();
                self.act(Persona::Worker, move |act, number| {
                    acts::merge_matter(act, number, &lead)
                });
            }
            Try::Split => self.act(Persona::Worker, acts::split_matter),
            Try::CompleteLead => self.complete_lead(),
            Try::Supervise => {
                let answer_by = self.app.world.today().tomorrow().ok();
                self.act(Persona::Street, move |act, number| {
                    let words = "为什么没动静".to_owned();
                    acts::supervise_matter(act, number, &Ask { words, answer_by })
                });
            }
            Try::Jobs => {
                self.job(acts::resume_due);
                self.job(acts::escalate_late);
                self.job(acts::close_silent);
            }
            Try::Hours(hours) => {
                self.now += SignedDuration::from_hours(hours);
                self.app.set_time(&self.now.to_string());
            }
        }
    }

    fn ask(&self, kind: RequestKind) {
        let review_on = (kind == RequestKind::Parking)
            .then(|| self.app.world.today().saturating_add(jiff::Span::new().days(20)));
        let ground = match kind {
            RequestKind::Objection => "duty",
            RequestKind::Extension => "parts",
            RequestKind::Parking => "money",
        };
        let why = "有移交单和采购单为证".to_owned();
        let wanted = Wanted { kind, ground: ground.to_owned(), why, review_on };
        self.act(Persona::Property, move |act, number| acts::ask_ruling(act, number, &wanted));
    }

    fn rule(&self, grants: bool) {
        let id = self.matter().id;
        let requests = self.app.read(|conn| store::request::list(conn, id));
        let Some(open) = requests.iter().find(|one| one.state == RequestState::Open) else {
            return;
        };
        let request = open.id;
        for who in [Persona::Worker, Persona::Street] {
            let words = "看过现场，照此办理。".to_owned();
            self.act(who, move |act, number| {
                acts::rule_request(act, number, &RulingOn { request, grants, words })
            });
        }
    }

    /// The other one is done and closed; what goes on in it ends with it.
    fn complete_lead(&mut self) {
        let worker = self.app.actor(Persona::Worker);
        let sight = store::Sight::of(&worker);
        let found = self.app.read(|conn| store::matter::find(conn, &sight, &self.lead)).unwrap();
        if found.state == State::Dispatched {
            complete(self.app, &self.lead);
            let own = std::mem::replace(&mut self.number, self.lead.clone());
            self.attempt(Try::CallBack(Solved::Solved));
            self.number = own;
        }
    }

    /// What holds after whatever was tried.
    fn check(&mut self, what: Try) -> Result<(), TestCaseError> {
        let matter = self.matter();
        let from = self.state;
        let steps = |by: &Transition| from.after(*by) == Some(matter.state);
        let moved = matter.state == from
            || Transition::ALL.iter().any(steps)
            // A job may take two steps of the table in one turn.
            || matches!(what, Try::Jobs);
        prop_assert!(moved, "{from:?} to {:?} by {what:?}", matter.state);
        self.state = matter.state;
        self.clocks(&matter)?;
        self.stretches(&matter)
    }

    /// A clock that has stopped stays stopped then, one of a kind runs at a time, and none runs in
    /// what is over.
    fn clocks(&mut self, matter: &Matter) -> Result<(), TestCaseError> {
        let clocks = self.app.read(|conn| store::clock::list(conn, matter.id));
        let mut kinds = Vec::new();
        for clock in &clocks {
            let before = self.stopped.insert(clock.id, clock.stopped_at).flatten();
            prop_assert!(before.is_none() || before == clock.stopped_at, "{clock:?} stopped twice");
            if clock.stopped_at.is_none() {
                prop_assert!(!kinds.contains(&clock.kind), "two of {:?} run", clock.kind);
                prop_assert!(matter.ended_at.is_none(), "{clock:?} runs in what is over");
                kinds.push(clock.kind);
            }
            prop_assert!(clock.time().is_ok());
        }
        Ok(())
    }

    /// The journal tells the same way along the table, and its stretches are the whole life.
    fn stretches(&self, matter: &Matter) -> Result<(), TestCaseError> {
        self.app.seal();
        let stood = self.app.read(|conn| acts::lived(conn, matter));
        let last = stood.last().unwrap();
        prop_assert_eq!(last.state, matter.state, "the journal says {:?}", stood);
        for pair in stood.windows(2) {
            let steps = |by: &Transition| pair[0].state.after(*by) == Some(pair[1].state);
            prop_assert!(Transition::ALL.iter().any(steps), "{pair:?}");
        }
        let until = if last.state.is_ended() { last.since } else { self.now };
        let sum: SignedDuration =
            living::spans(&stood, self.now).into_iter().map(|(_, time)| time).sum();
        prop_assert_eq!(sum, matter.raised_at.duration_until(until));
        let taken = self.app.read(|conn| store::escalation::list(conn, matter.id));
        let told = self.app.read(|conn| life::list(conn, matter.subject(), 5000));
        let told = told.iter().filter(|one| one.entry.kind == "matter.escalated").count();
        prop_assert_eq!(told, taken.len(), "each step is told once");
        Ok(())
    }
}

fn triage(lead: Assignee) -> Triage {
    Triage {
        category: "property.lift".to_owned(),
        class: "urgent".to_owned(),
        lead,
        assists: Vec::new(),
        title: "2 号客梯早高峰反复停梯".to_owned(),
        reply: "已派给安和物业，明天上午到场。".to_owned(),
        as_suggested: true,
    }
}

fn answer(solved: Solved) -> Answer {
    let satisfaction = match solved {
        Solved::Unsolved => Satisfaction::Dissatisfied,
        Solved::Solved | Solved::Partly => Satisfaction::Satisfied,
    };
    Answer { contacted: true, solved, satisfaction }
}

#[test]
fn no_sequence_of_acts_leaves_the_table_stops_a_clock_twice_or_loses_time() {
    let config = Config { cases: 24, failure_persistence: None, ..Config::default() };
    let seed = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, seed);
    let lives = prop::collection::vec(prop::sample::select(TRIES.to_vec()), 1..40);
    let run = runner.run(&lives, |tries| {
        let app = TestApp::new();
        let mut subject = Subject::new(&app);
        for what in tries {
            subject.attempt(what);
            subject.check(what)?;
        }
        Ok(())
    });
    run.unwrap();
}
