//! What a viewer may see of a matter and of whoever raised it.

use platform::permission::Role;

use crate::model::Visibility;

/// In which capacity somebody looks at a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// Whoever raised it, by code or account.
    Reporter,
    /// Station, grid, street and district staff: they talk with the reporter.
    Staff,
    /// Those who decide or report in, but do not talk with the reporter: departments, party
    /// secretaries.
    Aside,
    /// Roles shielded from the reporter.
    Shielded,
    /// Anybody.
    Public,
}

impl Viewer {
    /// The capacity a role looks in; `None` for the administrators, who see no matter.
    ///
    /// Source: UX §6, §4 ("department: no reporter data"); DOMAIN J-14.
    #[must_use]
    pub const fn of(role: Role) -> Option<Self> {
        if role.is_shielded() {
            return Some(Self::Shielded);
        }
        match role {
            Role::District
            | Role::Street
            | Role::StationHead
            | Role::StationWorker
            | Role::GridWorker => Some(Self::Staff),
            Role::Department | Role::PartySecretary => Some(Self::Aside),
            _ => None,
        }
    }

    /// What this viewer sees of a matter that [`may_see`] lets through.
    ///
    /// Source: UX §6.
    #[must_use]
    pub const fn view(self) -> View {
        match self {
            Self::Reporter => View {
                identity: Identity::Own,
                words: Words::Raw,
                photos: Photos::Raw,
                moment: Moment::Exact,
                inward: InwardView::None,
            },
            Self::Staff => View {
                identity: Identity::WithPurpose,
                words: Words::Raw,
                photos: Photos::Raw,
                moment: Moment::Exact,
                inward: InwardView::All,
            },
            Self::Aside => View {
                identity: Identity::Never,
                words: Words::Summary,
                photos: Photos::Reviewed,
                moment: Moment::Exact,
                inward: InwardView::All,
            },
            Self::Shielded => View {
                identity: Identity::Never,
                words: Words::Summary,
                photos: Photos::Reviewed,
                moment: Moment::Day,
                inward: InwardView::OwnBody,
            },
            Self::Public => View {
                identity: Identity::Never,
                words: Words::Summary,
                photos: Photos::Reviewed,
                moment: Moment::Day,
                inward: InwardView::None,
            },
        }
    }
}

/// What is seen of a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// Name and contact of the reporter.
    pub identity: Identity,
    /// What the reporter wrote.
    pub words: Words,
    /// The reporter's photos.
    pub photos: Photos,
    /// When it was raised.
    pub moment: Moment,
    /// Inward progress.
    pub inward: InwardView,
}

/// Name and contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    /// One's own.
    Own,
    /// Masked; whole after writing a purpose that the reporter sees.
    WithPurpose,
    /// Not even masked.
    Never,
}

/// The wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// As written.
    Raw,
    /// The title and summary a worker confirmed.
    Summary,
}

/// The photos.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Photos {
    /// All of them (metadata is gone for everybody).
    Raw,
    /// Those a worker released.
    Reviewed,
}

/// The time of raising.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// To the minute.
    Exact,
    /// To the day.
    Day,
}

/// Inward entries of a matter's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InwardView {
    /// All.
    All,
    /// Those the viewer's own body wrote.
    OwnBody,
    /// None.
    None,
}

/// Whether a viewer may know of the matter at all; `handles` says that the viewer's body has a
/// part in it. Scope has been checked before.
///
/// Source: FEATURES F-A9; UX §3 ("only the station and whoever handles it").
#[must_use]
pub const fn may_see(viewer: Viewer, visibility: Visibility, handles: bool) -> bool {
    match viewer {
        Viewer::Reporter | Viewer::Staff => true,
        Viewer::Aside | Viewer::Shielded => {
            handles || matches!(visibility, Visibility::PublicAnonymous)
        }
        Viewer::Public => matches!(visibility, Visibility::PublicAnonymous),
    }
}

/// People who must be on a floor before others see the floor beside a matter.
///
/// Source: UX §6.
pub const FLOOR_MINIMUM: u32 = 5;

/// Whether others may see the floor, or only the building, given how many people work there;
/// an unknown number shows the building only.
#[must_use]
pub const fn shows_floor(people: Option<u32>) -> bool {
    matches!(people, Some(people) if people >= FLOOR_MINIMUM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shielded_role_sees_no_identity_no_raw_words_and_only_the_day() {
        for role in Role::ALL.into_iter().filter(|role| role.is_shielded()) {
            let view = Viewer::of(role).unwrap().view();
            assert_eq!(view.identity, Identity::Never, "{role}");
            assert_eq!(view.words, Words::Summary, "{role}");
            assert_eq!(view.photos, Photos::Reviewed, "{role}");
            assert_eq!(view.moment, Moment::Day, "{role}");
        }
    }

    #[test]
    fn administrators_see_no_matter() {
        for role in [Role::Operator, Role::SecurityAdmin, Role::Auditor] {
            assert_eq!(Viewer::of(role), None);
        }
    }

    #[test]
    fn a_matter_for_handlers_only_is_hidden_from_those_without_a_part_in_it() {
        let hidden = Visibility::HandlersOnly;
        for (viewer, without_part, with_part) in [
            (Viewer::Reporter, true, true),
            (Viewer::Staff, true, true),
            (Viewer::Aside, false, true),
            (Viewer::Shielded, false, true),
            (Viewer::Public, false, false),
        ] {
            assert_eq!(may_see(viewer, hidden, false), without_part, "{viewer:?}");
            assert_eq!(may_see(viewer, hidden, true), with_part, "{viewer:?}");
            assert!(may_see(viewer, Visibility::PublicAnonymous, false), "{viewer:?}");
        }
    }

    #[test]
    fn a_floor_with_few_people_is_not_shown() {
        assert!(shows_floor(Some(5)));
        assert!(!shows_floor(Some(4)));
        assert!(!shows_floor(None));
    }
}
