//! Who could take a matter in a building on a day.

use kernel::{BodyId, PersonId, PostId};
use platform::Role;

use super::charter::stands_for;

/// Why a body or post is a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Duty {
    /// 六员: responsible for these topics.
    Officer {
        /// Category keys of the charter.
        topics: Vec<String>,
    },
    /// 楼层长 of the floor asked about.
    FloorLeader,
    /// 网格员 of a grid the building lies in.
    GridWorker,
    /// 轮值楼长 of the month.
    Chief,
    /// 工作站: its head or one of its workers.
    Station,
    /// 物业公司 that manages the building.
    PropertyCompany,
    /// 产权方 that owns the building.
    Owner,
    /// 职能部门 of the district, by its key in the charter's catalogue.
    Department {
        /// The key.
        key: String,
    },
    /// 楼宇党组织 secretary.
    PartySecretary,
    /// 楼委会 that covers the building.
    Committee,
}

/// A body that could take a matter, and the post in it that would.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Why it could.
    pub duty: Duty,
    /// The body.
    pub body: BodyId,
    /// Its name.
    pub body_name: String,
    /// The post; `None` where the body is known but nobody holds a post in it.
    pub post: Option<PostId>,
    /// Who holds the post.
    pub person: Option<PersonId>,
    /// The role of the post.
    pub role: Option<Role>,
    /// The holder's name if the post is public; else empty.
    pub public_name: String,
}

/// Everyone who could take a matter in a building on a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Candidates {
    /// In the order of [`Duty`]'s declaration, then of bodies and posts by id.
    pub all: Vec<Candidate>,
}

impl Candidates {
    /// The first officer responsible for `category`, a path such as `property.lift`; a topic
    /// stands for every category within it.
    #[must_use]
    pub fn officer_for(&self, category: &str) -> Option<&Candidate> {
        self.all.iter().find(|candidate| match &candidate.duty {
            Duty::Officer { topics } => topics.iter().any(|topic| stands_for(topic, category)),
            _ => false,
        })
    }

    /// The department with `key`.
    #[must_use]
    pub fn department(&self, key: &str) -> Option<&Candidate> {
        self.all.iter().find(
            |candidate| matches!(&candidate.duty, Duty::Department { key: own } if own == key),
        )
    }

    /// Those with the plain duty given.
    pub fn with<'a>(&'a self, duty: &'a Duty) -> impl Iterator<Item = &'a Candidate> {
        self.all.iter().filter(move |candidate| candidate.duty == *duty)
    }
}
