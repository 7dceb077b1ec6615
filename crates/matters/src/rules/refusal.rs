//! What the rules refuse, with the data the sentence needs.

use kernel::Refusal;

use crate::model::{CallState, State};

/// Why a completion sentence says too little.
///
/// Source: UX §3 Handle, §7 `close.weak`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weakness {
    /// Nothing typed, or only punctuation.
    Empty,
    /// Fewer characters of substance than the charter asks for.
    TooShort {
        /// The charter's least number.
        least: usize,
    },
    /// Nothing is left once the stock phrases are taken out.
    OnlyFiller {
        /// The stock phrases found, as written.
        phrases: Vec<String>,
    },
    /// It repeats the title.
    RepeatsTitle,
}

/// The rules of the slice said no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MatterRefusal {
    /// The table of transitions holds no such step from here.
    #[error("{wanted} is not possible in state {}", state.word())]
    NotNow {
        /// Where the matter stands.
        state: State,
        /// The word of the transition or deed asked for.
        wanted: &'static str,
    },
    /// A required text is blank.
    #[error("{field} is blank")]
    Blank {
        /// The form field.
        field: &'static str,
    },
    /// A text is longer than its bound.
    #[error("{field} has {has} characters of at most {most}")]
    TooLong {
        /// The form field.
        field: &'static str,
        /// The bound, in characters.
        most: usize,
        /// What was typed, in characters.
        has: usize,
    },
    /// More photos than a matter may carry.
    #[error("{has} photos of at most {most}")]
    TooManyPhotos {
        /// The bound.
        most: usize,
        /// How many came.
        has: usize,
    },
    /// The phone number is neither a mobile nor a landline number.
    #[error("no phone number")]
    NotAPhone,
    /// The actor's body has no open part in the matter.
    #[error("no open assignment of this body")]
    NotYours,
    /// The actor's body signed for its part before.
    #[error("already signed for")]
    AlreadySigned,
    /// A ruling on an earlier request is waited for.
    #[error("a ruling is waited for")]
    RulingOpen,
    /// The request has been ruled on, or has lapsed, meanwhile.
    #[error("the request is not open")]
    NothingToRule,
    /// Whoever asked, or their body, may not rule on it.
    #[error("one's own request")]
    OwnRequest,
    /// The street has said whose the matter is: nobody may send it back any more.
    #[error("designated by the street")]
    Designated,
    /// Only the street says whose it is, since too many bodies have sent it back.
    #[error("the street has to dispatch it")]
    ForTheStreet,
    /// The request was granted as often as it may be.
    #[error("granted {most} times")]
    AskedTooOften {
        /// How often it may be granted.
        most: u32,
    },
    /// More time has to be asked for before it is over.
    #[error("the time is over")]
    AskedTooLate,
    /// The review does not lie ahead, or too far ahead.
    #[error("the review lies outside")]
    ReviewOutside {
        /// The latest day it may be put off to.
        longest: Option<jiff::civil::Date>,
    },
    /// The day by which an answer is to come is over, or too far ahead.
    #[error("the answer is asked for by a day outside, at most {farthest}")]
    AnswerByOutside {
        /// The last day it may be asked for.
        farthest: jiff::civil::Date,
    },
    /// No answer is owed, or the thread has ended.
    #[error("no answer is owed")]
    NothingToAnswer,
    /// Only the body that supervises may end it.
    #[error("not the supervisor")]
    NotTheSupervisor,
    /// A matter cannot go on in itself.
    #[error("merged into itself")]
    MergedIntoItself,
    /// The other matter lies elsewhere.
    #[error("merged into a matter of another place")]
    MergedElsewhere,
    /// The other matter has been completed or has ended.
    #[error("merged into a matter that has ended")]
    MergedIntoEnded,
    /// Others go on in the matter: it goes on in no other itself.
    #[error("others go on in it")]
    HasMembers,
    /// Departments are called to the matter: it goes on in no other meanwhile.
    #[error("departments are called to it")]
    StillWhistled,
    /// It ended together with the matter it went on in.
    #[error("ended together")]
    EndedTogether,
    /// No matter has this number, as far as the actor reaches.
    #[error("no such matter to merge into")]
    NothingToMergeInto,
    /// No matter was named.
    #[error("no matter to merge")]
    NothingToMerge,
    /// The reporter did not let the public see the matter.
    #[error("kept to its handlers")]
    KeptToHandlers,
    /// The bulletin would not lie ahead, or too far ahead.
    #[error("{field} lies outside, at most {farthest}")]
    BulletinOutside {
        /// The form field.
        field: &'static str,
        /// The last day it may stand.
        farthest: jiff::civil::Date,
    },
    /// A person has said before what the common need is.
    #[error("the common need was decided before")]
    NeedDecided,
    /// No ground of the catalogue was picked.
    #[error("no ground")]
    NoGround,
    /// No building within the actor's reach was named.
    #[error("no building")]
    NoBuilding,
    /// Nothing stands that could be withdrawn.
    #[error("no bulletin stands")]
    NoBulletin,
    /// The reporter has appealed before.
    #[error("appealed before")]
    AppealedBefore,
    /// Only the lead may do this; the actor's body assists.
    #[error("only the lead may do this")]
    NotTheLead,
    /// A key the charter does not hold was chosen.
    #[error("{field}: the charter does not hold {chosen:?}")]
    NotInCharter {
        /// The form field.
        field: &'static str,
        /// What was chosen.
        chosen: String,
    },
    /// A body was named both as lead and as assistant, or twice as assistant.
    #[error("a body is named twice")]
    NamedTwice,
    /// No post or body on that day is responsible.
    #[error("nobody is on duty")]
    NobodyOnDuty,
    /// The completion sentence says too little.
    #[error("the completion sentence is weak: {0:?}")]
    WeakCompletion(Weakness),
    /// Who calls back has handled the matter.
    #[error("the caller handled the matter")]
    CallerHandled,
    /// The act belongs to whoever raised the matter.
    #[error("not the reporter")]
    NotTheReporter,
    /// The reporter has rated this completion.
    #[error("already rated")]
    AlreadyRated,
    /// The charter's window for rating and reopening is over.
    #[error("the window has passed")]
    WindowPassed,
    /// The charter's window has not passed: nothing to close yet.
    #[error("the window still runs")]
    WindowStillRuns,
    /// This person already counts as a voice.
    #[error("already counted")]
    AlreadyCounted,
    /// The department's call is not where this step begins.
    #[error("{wanted} is not possible for a call that is {}", state.word())]
    CallNotNow {
        /// Where the call stands.
        state: CallState,
        /// The word of the step asked for.
        wanted: &'static str,
    },
    /// Bodies of this kind do not whistle here, or nobody whistles here.
    #[error("this body may not whistle")]
    MayNotWhistle,
    /// No department was picked.
    #[error("nobody is called")]
    NobodyCalled,
    /// The department is not one of those the whistle calls.
    #[error("not called by this whistle")]
    NotCalled,
    /// Only the body that whistled ends the whistle and rates.
    #[error("not the whistler")]
    NotTheWhistler,
    /// The whistle has ended.
    #[error("the whistle has ended")]
    WhistleEnded,
    /// Rated and judged once the whistle has ended.
    #[error("the whistle has not ended")]
    WhistleStillOpen,
    /// The day or moment lies behind.
    #[error("{field} lies behind")]
    Behind {
        /// The form field.
        field: &'static str,
    },
    /// A joint meeting was asked for before.
    #[error("a meeting was asked for before")]
    MeetingAsked,
    /// Urged within the charter's interval.
    #[error("urged too soon: again in {minutes} minutes")]
    UrgedTooSoon {
        /// Minutes until it can be urged again, rounded up.
        minutes: i64,
    },
}

impl MatterRefusal {
    /// Refuses a step that the table does not hold.
    #[must_use]
    pub const fn not_now(state: State, wanted: &'static str) -> Self {
        Self::NotNow { state, wanted }
    }
}

impl From<MatterRefusal> for Refusal {
    fn from(refusal: MatterRefusal) -> Self {
        use MatterRefusal as R;
        match refusal {
            R::NotNow { state, wanted } => Self::new("refusal-matter-not-now")
                .with("state", state.word())
                .with("wanted", wanted),
            R::Blank { field } => Self::at(field, "refusal-matter-blank").with("field", field),
            R::TooLong { field, most, has } => {
                Self::at(field, "refusal-matter-too-long").with("most", most).with("has", has)
            }
            R::TooManyPhotos { most, has } => {
                Self::at("photos", "refusal-matter-photos").with("most", most).with("has", has)
            }
            R::NotAPhone => Self::at("phone", "refusal-matter-phone"),
            R::NotYours => Self::new("refusal-matter-not-yours"),
            R::AlreadySigned => Self::new("refusal-matter-already-signed"),
            R::RulingOpen => Self::new("refusal-matter-ruling-open"),
            R::NothingToRule => Self::new("refusal-matter-nothing-to-rule"),
            R::OwnRequest => Self::new("refusal-matter-own-request"),
            R::Designated => Self::new("refusal-matter-designated"),
            R::ForTheStreet => Self::new("refusal-matter-for-the-street"),
            R::AskedTooOften { most } => {
                Self::new("refusal-matter-asked-too-often").with("most", i64::from(most))
            }
            R::AskedTooLate => Self::new("refusal-matter-asked-too-late"),
            R::ReviewOutside { longest: None } => Self::at("review_on", "refusal-matter-review"),
            R::ReviewOutside { longest: Some(longest) } => {
                Self::at("review_on", "refusal-matter-review-latest")
                    .with("longest", longest.to_string())
            }
            R::AnswerByOutside { farthest } => Self::at("answer_by", "refusal-matter-answer-by")
                .with("farthest", farthest.to_string()),
            R::NothingToAnswer => Self::new("refusal-matter-nothing-to-answer"),
            R::NotTheSupervisor => Self::new("refusal-matter-not-the-supervisor"),
            R::MergedIntoItself => Self::at("into", "refusal-matter-merge-itself"),
            R::MergedElsewhere => Self::at("into", "refusal-matter-merge-elsewhere"),
            R::MergedIntoEnded => Self::at("into", "refusal-matter-merge-ended"),
            R::NothingToMergeInto => Self::at("into", "refusal-matter-merge-number"),
            R::HasMembers => Self::new("refusal-matter-has-members"),
            R::StillWhistled => Self::new("refusal-matter-still-whistled"),
            R::EndedTogether => Self::new("refusal-matter-ended-together"),
            R::NothingToMerge => Self::new("refusal-matter-nothing-to-merge"),
            R::KeptToHandlers => Self::new("refusal-bulletin-kept"),
            R::BulletinOutside { field, farthest } => {
                Self::at(field, "refusal-bulletin-outside").with("farthest", farthest.to_string())
            }
            R::NeedDecided => Self::new("refusal-common-need-decided"),
            R::NoGround => Self::at("ground", "form-refusal-pick"),
            R::NoBuilding => Self::at("building", "refusal-bulletin-building"),
            R::NoBulletin => Self::new("refusal-bulletin-none"),
            R::AppealedBefore => Self::new("refusal-matter-appealed-before"),
            R::NotTheLead => Self::new("refusal-matter-not-the-lead"),
            R::NotInCharter { field, chosen } => {
                Self::at(field, "refusal-matter-not-in-charter").with("chosen", chosen)
            }
            R::NamedTwice => Self::at("assist", "refusal-matter-named-twice"),
            R::NobodyOnDuty => Self::at("lead", "refusal-matter-nobody-on-duty"),
            R::WeakCompletion(weakness) => weakness.into(),
            R::CallerHandled => Self::new("refusal-matter-caller-handled"),
            R::NotTheReporter => Self::new("refusal-matter-not-the-reporter"),
            R::AlreadyRated => Self::new("refusal-matter-already-rated"),
            R::WindowPassed => Self::new("refusal-matter-window-passed"),
            R::WindowStillRuns => Self::new("refusal-matter-window-still-runs"),
            R::AlreadyCounted => Self::new("refusal-matter-already-counted"),
            R::CallNotNow { state, wanted } => Self::new("refusal-whistle-not-now")
                .with("state", state.word())
                .with("wanted", wanted),
            R::MayNotWhistle => Self::new("refusal-whistle-may-not"),
            R::NobodyCalled => Self::at("called", "refusal-whistle-nobody"),
            R::NotCalled => Self::new("refusal-whistle-not-called"),
            R::NotTheWhistler => Self::new("refusal-whistle-not-the-whistler"),
            R::WhistleEnded => Self::new("refusal-whistle-ended"),
            R::WhistleStillOpen => Self::new("refusal-whistle-still-open"),
            R::Behind { field } => Self::at(field, "refusal-whistle-behind"),
            R::MeetingAsked => Self::new("refusal-whistle-meeting-asked"),
            R::UrgedTooSoon { minutes } => {
                Self::new("refusal-matter-urged-too-soon").with("minutes", minutes)
            }
        }
    }
}

impl From<Weakness> for Refusal {
    fn from(weakness: Weakness) -> Self {
        let at = |key: &'static str| Self::at("sentence", key);
        match weakness {
            Weakness::Empty => at("refusal-completion-empty"),
            Weakness::TooShort { least } => at("refusal-completion-short").with("least", least),
            Weakness::OnlyFiller { phrases } => {
                at("refusal-completion-weak").with("phrases", phrases.join(" "))
            }
            Weakness::RepeatsTitle => at("refusal-completion-title"),
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel::Arg;

    use super::*;

    #[test]
    fn a_refusal_names_its_field_and_carries_its_data() {
        let refusal =
            Refusal::from(MatterRefusal::TooLong { field: "text", most: 2000, has: 2001 });
        assert_eq!(refusal.field, Some("text"));
        assert_eq!(refusal.key, "refusal-matter-too-long");
        assert_eq!(refusal.args, [("most", Arg::Number(2000)), ("has", Arg::Number(2001))]);
    }

    #[test]
    fn a_weak_sentence_is_refused_beside_the_sentence() {
        let phrases = vec!["已联系".to_owned()];
        let refusal =
            Refusal::from(MatterRefusal::WeakCompletion(Weakness::OnlyFiller { phrases }));
        assert_eq!(refusal.field, Some("sentence"));
        assert_eq!(refusal.args, [("phrases", Arg::Text("已联系".to_owned()))]);
    }
}
