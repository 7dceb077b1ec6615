//! What an entry, a to-do, a notice or a link is about, without knowing its slice.

use serde::{Deserialize, Serialize};

/// The kinds of thing a [`Subject`] can point at: one word of the glossary each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// 账号
    Account,
    /// 组织: any body of the registry
    Body,
    /// 章程
    Charter,
    /// 共性需求: many matters alike
    CommonNeed,
    /// 导入
    Import,
    /// 楼事
    Matter,
    /// 人员
    Person,
    /// 地点: any place, buildings included
    Place,
    /// 任职
    Post,
    /// 个人信息请求: what somebody asks about the data held on them
    Request,
    /// The installation itself: calendar, keys, signed heads
    System,
    /// 哨: a call of departments to a matter
    Whistle,
}

impl SubjectKind {
    /// Every kind, for tables and tests.
    pub const ALL: [Self; 12] = [
        Self::Account,
        Self::Body,
        Self::Charter,
        Self::CommonNeed,
        Self::Import,
        Self::Matter,
        Self::Person,
        Self::Place,
        Self::Post,
        Self::Request,
        Self::System,
        Self::Whistle,
    ];

    /// The word stored in the database and used in locale keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Body => "body",
            Self::Charter => "charter",
            Self::CommonNeed => "common_need",
            Self::Import => "import",
            Self::Matter => "matter",
            Self::Person => "person",
            Self::Place => "place",
            Self::Post => "post",
            Self::Request => "request",
            Self::System => "system",
            Self::Whistle => "whistle",
        }
    }

    /// The kind a stored word names; `None` for a word this version does not know.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A pointer to anything, across slices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Subject {
    /// What it is.
    pub kind: SubjectKind,
    /// Which one.
    pub id: i64,
}

impl Subject {
    /// A pointer to the thing of `kind` with `id`.
    pub fn new(kind: SubjectKind, id: impl Into<i64>) -> Self {
        Self { kind, id: id.into() }
    }
}
