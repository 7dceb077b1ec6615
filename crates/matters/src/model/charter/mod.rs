//! What a charter says about matters: how they are sorted, by when they are due, who gets them.

mod category;
mod class;
mod counting;
mod dispatching;
mod finishing;
mod intake;
mod ladder;
mod recurring;
mod requesting;
mod whistling;

pub use category::Category;
pub use class::{Class, Limits};
pub use counting::{ChannelRule, Counting, CountsAs};
pub use dispatching::{Dispatch, Function, RoutingStep, Triage};
pub use finishing::{CallbackBy, Close, Completion, Ground, Replies, Reply, ResultRule};
pub use intake::{EmergencyLine, Raising, Throttle};
pub use ladder::{LadderStep, Told};
pub use recurring::Recurring;
pub use requesting::{RequestRule, RuledBy, Ruling};
pub use whistling::{Choosable, ITEMS_MOST, WhistleType, Whistling};

use kernel::Hours;
use platform::charter::{Expected, Reader, Section, SectionOwner};
use serde::{Deserialize, Serialize};

use super::{Channel, RequestKind, ResultClass};

/// The sections of a charter that this slice reads.
pub const SECTIONS: [SectionOwner; 1] = [SectionOwner::of::<Matters>()];

/// The section `[matters]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matters {
    /// The tree of categories, in the order of the file.
    pub categories: Vec<Category>,
    /// The classes, the most pressing first.
    pub classes: Vec<Class>,
    /// What triage starts from.
    pub triage: Triage,
    /// The functions by which the catalogue names departments.
    #[serde(default)]
    pub functions: Vec<Function>,
    /// 派单目录: who leads and who assists, by category.
    pub dispatch: Vec<Dispatch>,
    /// In which order the posts of a building are asked whose the matter is.
    pub routing: Vec<RoutingStep>,
    /// The channels a matter may come by.
    pub channels: Vec<ChannelRule>,
    /// What is compared with what.
    pub counting: Counting,
    /// What whoever raises a matter may do.
    pub raising: Raising,
    /// Whom to call instead of raising a matter.
    pub emergency: Vec<EmergencyLine>,
    /// What a matter may come to.
    pub results: Vec<ResultRule>,
    /// The grounds for not accepting a matter (不予受理).
    pub declines: Vec<Ground>,
    /// How requests of bodies are ruled on.
    pub ruling: Ruling,
    /// What bodies may ask for; what is not here cannot be asked for.
    pub requests: Vec<RequestRule>,
    /// At which hours people are told of what is late; without it nobody is told.
    #[serde(default)]
    pub telling: Option<Hours>,
    /// Who is told of what is late, step by step.
    #[serde(default)]
    pub ladder: Vec<LadderStep>,
    /// When many alike are suggested as a common need; without it none is.
    #[serde(default)]
    pub common_need: Option<Recurring>,
    /// How bodies whistle for departments; empty where they do not.
    #[serde(default)]
    pub whistle: Option<Whistling>,
    /// What the public sentence of a completion must be.
    pub completion: Completion,
    /// Call-back and closing.
    pub close: Close,
    /// The sentences that go to the reporter.
    pub replies: Replies,
}

impl Matters {
    /// The category at `path`, such as `property.lift`.
    #[must_use]
    pub fn category(&self, path: &str) -> Option<&Category> {
        category::find(&self.categories, path)
    }

    /// Every category with its path, each before those within it.
    #[must_use]
    pub fn category_paths(&self) -> Vec<(String, &Category)> {
        category::paths(&self.categories)
    }

    /// The class with `id`.
    #[must_use]
    pub fn class(&self, id: &str) -> Option<&Class> {
        self.classes.iter().find(|class| class.id == id)
    }

    /// What the dispatch catalogue says for `category`, or for the nearest category around it.
    #[must_use]
    pub fn dispatch_for(&self, category: &str) -> Option<&Dispatch> {
        let around = category::around(category);
        around.into_iter().find_map(|path| self.dispatch.iter().find(|one| one.category == path))
    }

    /// The function with `id`.
    #[must_use]
    pub fn function(&self, id: &str) -> Option<&Function> {
        self.functions.iter().find(|function| function.id == id)
    }

    /// What the charter says of `channel`; `None` if matters do not come that way here.
    #[must_use]
    pub fn channel(&self, channel: Channel) -> Option<&ChannelRule> {
        self.channels.iter().find(|rule| rule.channel == channel)
    }

    /// What the charter says of `result`; `None` if it cannot be chosen here.
    #[must_use]
    pub fn result(&self, result: ResultClass) -> Option<&ResultRule> {
        self.results.iter().find(|rule| rule.result == result)
    }

    /// What the charter says of requests of `kind`; `None` if they are not known here.
    #[must_use]
    pub fn request(&self, kind: RequestKind) -> Option<&RequestRule> {
        self.requests.iter().find(|rule| rule.kind == kind)
    }

    /// The ground for declining with `id`.
    #[must_use]
    pub fn decline(&self, id: &str) -> Option<&Ground> {
        self.declines.iter().find(|ground| ground.id == id)
    }
}

impl Section for Matters {
    const NAME: &'static str = "matters";

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let categories = reader.entries("categories", category::read);
        let classes = reader.items("classes", class::read);
        let triage = reader.table("triage", dispatching::read_triage);
        let functions = reader.items("functions", dispatching::read_function);
        let dispatch = reader.items("dispatch", dispatching::read);
        let routing = reader.choices("routing", &RoutingStep::ALL, RoutingStep::word);
        let channels = reader.items("channels", counting::read_channel);
        let counting = reader.table("counting", counting::read);
        let raising = reader.table("raising", intake::read_raising);
        let emergency = reader.items("emergency", intake::read_emergency);
        let results = reader.items("results", finishing::read_result);
        let declines = reader.items("declines", finishing::read_ground);
        let ruling = reader.table("ruling", requesting::read_ruling);
        let requests = reader.items("requests", requesting::read_request);
        let telling = reader.maybe_table("telling", ladder::read_telling);
        let ladder = reader.items("ladder", ladder::read_step);
        let common_need = reader.maybe_table("common_need", recurring::read);
        let whistle = reader.maybe_table("whistle", whistling::read);
        let completion = reader.table("completion", finishing::read_completion);
        let close = reader.table("close", finishing::read_close);
        let replies = reader.table("replies", finishing::read_replies);
        let matters = Self {
            categories: categories?,
            classes: classes?,
            triage: triage?,
            functions: functions?,
            dispatch: dispatch?,
            routing: routing?,
            channels: channels?,
            counting: counting?,
            raising: raising?,
            emergency: emergency?,
            results: results?,
            declines: declines?,
            ruling: ruling?,
            requests: requests?,
            telling: telling?,
            ladder: ladder?,
            common_need: common_need?,
            whistle: whistle?,
            completion: completion?,
            close: close?,
            replies: replies?,
        };
        is_workable(&matters, reader).then_some(matters)
    }
}

/// Without these no matter can be raised, sorted or finished: notes what is missing.
fn is_workable(matters: &Matters, reader: &mut Reader<'_>) -> bool {
    let needed = [
        ("classes", matters.classes.is_empty()),
        ("channels", matters.channels.is_empty()),
        ("results", matters.results.is_empty()),
        ("declines", matters.declines.is_empty()),
    ];
    for (key, is_empty) in needed {
        if is_empty {
            reader.refuse(key, Expected::Kind("charter-expected-tables"));
        }
    }
    needed.iter().all(|(_, is_empty)| !is_empty)
}

#[cfg(test)]
mod tests;
