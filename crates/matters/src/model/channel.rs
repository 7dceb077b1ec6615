//! By which way a matter came.

use kernel::word_enum;

word_enum!(
    /// The way a matter came in; it decides what the matter counts as.
    ///
    /// Source: MISSION M1, M2, M8; DOMAIN 8 (需求清单 来源).
    Channel in "matter-channel" {
        /// 扫码: the code on the wall, or the building's page.
        Code = "code",
        /// 走访
        Visit = "visit",
        /// 来电 to the station.
        Call = "call",
        /// 会议: a deliberation or other meeting.
        Meeting = "meeting",
        /// 论坛 or chat group of the building.
        Forum = "forum",
        /// 12345 热线工单
        Hotline12345 = "hotline_12345",
    }
);

impl Channel {
    /// Whether it reached the building as a hotline request (接诉即办) rather than before one
    /// (未诉先办).
    ///
    /// Source: MISSION M8; DOMAIN J-01: all kinds of request count, not complaints alone.
    #[must_use]
    pub const fn is_hotline(self) -> bool {
        matches!(self, Self::Hotline12345)
    }

    /// Whether somebody of the staff wrote it down for another person.
    #[must_use]
    pub const fn is_on_behalf(self) -> bool {
        !matches!(self, Self::Code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_hotline_counts_as_a_complaint_line() {
        let hotline: Vec<_> = Channel::ALL.iter().filter(|channel| channel.is_hotline()).collect();
        assert_eq!(hotline, [&Channel::Hotline12345]);
    }

    #[test]
    fn only_the_code_on_the_wall_is_used_by_the_reporter_alone() {
        assert!(!Channel::Code.is_on_behalf());
        assert!(Channel::Visit.is_on_behalf());
    }
}
