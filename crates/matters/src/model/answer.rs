//! What the reporter says about the handling, and what the handler said it came to.

use serde::{Deserialize, Serialize};

use kernel::word_enum;

word_enum!(
    /// 是否解决
    ///
    /// Source: DOMAIN 1.4 value sets.
    Solved in "matter-solved" {
        /// 解决
        Solved = "solved",
        /// 部分解决
        Partly = "partly",
        /// 未解决
        Unsolved = "unsolved",
    }
);

word_enum!(
    /// 是否满意
    ///
    /// Source: DOMAIN 1.4 value sets.
    Satisfaction in "matter-satisfaction" {
        /// 满意
        Satisfied = "satisfied",
        /// 基本满意
        Mostly = "mostly",
        /// 不满意
        Dissatisfied = "dissatisfied",
        /// 未评价
        None = "none",
    }
);

word_enum!(
    /// What the handler says the work came to; the reporter's own answer stands apart.
    ///
    /// Source: UX §3 Handle ("result class + public sentence"); the set is an assumption.
    ResultClass in "matter-result" {
        /// 已解决
        Solved = "solved",
        /// 部分解决, the rest named in the sentence.
        Partly = "partly",
        /// 已解释说明: nothing to repair, the reason given.
        Explained = "explained",
        /// 暂不能解决, with the reason.
        Unsolved = "unsolved",
    }
);

/// The three answers: were you contacted, is it solved, are you satisfied.
///
/// Source: DOMAIN 1.3 (响应, 解决, 满意), UX §3 Follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// 联系您了吗
    pub contacted: bool,
    /// 解决了吗
    pub solved: Solved,
    /// 满意吗
    pub satisfaction: Satisfaction,
}

/// What a call-back came to.
///
/// Source: DOMAIN J-09; only a call-back that reached somebody is valid (DOMAIN 1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Callback {
    /// 有效回访: the reporter answered.
    Reached(Answer),
    /// 未接通: nobody could be reached; the matter stays where it is.
    Missed,
}
