//! The words for where a matter stands: shape, word and colour, always all three. Source: UX §8.

/// Where something stands, as readers see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// 待分流
    New,
    /// 待签收
    Awaiting,
    /// 办理中
    InHand,
    /// 议事中
    InDeliberation,
    /// 吹哨中
    Whistled,
    /// 挂账
    Parked,
    /// 已办结（待回访）
    Completed,
    /// 已结案
    Closed,
    /// 已并入
    Merged,
    /// 不予受理
    Declined,
    /// 已撤回
    Withdrawn,
}

impl Status {
    /// Every status, in the order of a matter's life.
    pub const ALL: [Self; 11] = [
        Self::New,
        Self::Awaiting,
        Self::InHand,
        Self::InDeliberation,
        Self::Whistled,
        Self::Parked,
        Self::Completed,
        Self::Closed,
        Self::Merged,
        Self::Declined,
        Self::Withdrawn,
    ];

    /// Locale key of its word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::New => "status-new",
            Self::Awaiting => "status-awaiting",
            Self::InHand => "status-in-hand",
            Self::InDeliberation => "status-deliberation",
            Self::Whistled => "status-whistled",
            Self::Parked => "status-parked",
            Self::Completed => "status-completed",
            Self::Closed => "status-closed",
            Self::Merged => "status-merged",
            Self::Declined => "status-declined",
            Self::Withdrawn => "status-withdrawn",
        }
    }

    /// Name of its shape.
    #[must_use]
    pub const fn shape(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Awaiting => "sign",
            Self::InHand => "work",
            Self::InDeliberation => "talk",
            Self::Whistled => "whis",
            Self::Parked => "park",
            Self::Completed => "call",
            Self::Closed => "done",
            Self::Merged => "merge",
            Self::Declined => "no",
            Self::Withdrawn => "back",
        }
    }

    /// Its colour.
    #[must_use]
    pub const fn tone(self) -> Tone {
        match self {
            Self::New | Self::Parked | Self::Merged | Self::Declined | Self::Withdrawn => {
                Tone::Idle
            }
            Self::Awaiting | Self::InHand => Tone::Work,
            Self::InDeliberation => Tone::Talk,
            Self::Whistled => Tone::Whistle,
            Self::Completed | Self::Closed => Tone::Ok,
        }
    }
}

/// What a colour means. Red means late or in error, nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// Not moving.
    #[default]
    Idle,
    /// Under way, or simply to be used.
    Work,
    /// Done, in time.
    Ok,
    /// Little time left, or something to look at.
    Warn,
    /// Late, or in error.
    Late,
    /// In deliberation.
    Talk,
    /// Whistled.
    Whistle,
}

impl Tone {
    /// The class of the style sheets.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Idle => "c-idle",
            Self::Work => "c-work",
            Self::Ok => "c-ok",
            Self::Warn => "c-warn",
            Self::Late => "c-late",
            Self::Talk => "c-talk",
            Self::Whistle => "c-whis",
        }
    }
}

super::view::given_as_itself!(Status, Tone);

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::web::{Locale, icons};

    #[test]
    fn every_status_has_a_word_and_a_shape_of_its_own() {
        let shapes: HashSet<_> = Status::ALL.map(Status::shape).into_iter().collect();
        assert_eq!(shapes.len(), Status::ALL.len());
        for status in Status::ALL {
            assert!(icons::is_glyph(status.shape()), "{status:?}");
            assert!(Locale::ALL.iter().all(|locale| locale.has(status.key())), "{status:?}");
        }
    }
}
