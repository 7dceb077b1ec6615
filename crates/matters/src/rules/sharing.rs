//! Sharing (各人手上): with whom a body's open parts lie, and which of them nobody has taken.
//!
//! It answers what waits and with whom, so that somebody can help out; it ranks nobody.

use jiff::Timestamp;
use kernel::{PersonId, PostId};

use crate::model::MatterId;

/// A part of a body in an open matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The matter.
    pub matter: MatterId,
    /// By when its next step is due.
    pub due_at: Option<Timestamp>,
    /// Whether the body has signed for it.
    pub is_signed: bool,
    /// The post it was sent to, if it went to one.
    pub post: Option<PostId>,
    /// Who has had a hand in it for the body.
    pub hands: Vec<PersonId>,
}

impl Piece {
    /// Whether its next step is overdue at `now`.
    #[must_use]
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.due_at.is_some_and(|due| due < now)
    }
}

/// What a part waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// 待签收: the body has not signed for it.
    ToSign,
    /// 在办: signed for and not done.
    InHand,
}

/// Somebody who sits in the body today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sitting {
    /// The post.
    pub post: PostId,
    /// Who holds it.
    pub person: PersonId,
}

/// The pieces that wait with `who` as `work`; for `None` those that wait with none of `present`,
/// because they went to no post, or whoever had them sits there no more.
#[must_use]
pub fn with<'a>(
    pieces: &'a [Piece],
    work: Work,
    who: Option<Sitting>,
    present: &[Sitting],
) -> Vec<&'a Piece> {
    let waits = pieces.iter().filter(|piece| piece.is_signed == (work == Work::InHand));
    let is_theirs = |piece: &Piece, one: &Sitting| match work {
        Work::ToSign => piece.post == Some(one.post),
        Work::InHand => piece.hands.contains(&one.person),
    };
    waits
        .filter(|piece| match who {
            Some(one) => is_theirs(piece, &one),
            None => !present.iter().any(|one| is_theirs(piece, one)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: Sitting = Sitting { post: PostId(10), person: PersonId(1) };
    const WORKER: Sitting = Sitting { post: PostId(20), person: PersonId(2) };
    const GONE: (PostId, PersonId) = (PostId(30), PersonId(3));

    fn piece(matter: i64, is_signed: bool, post: Option<PostId>, hands: &[PersonId]) -> Piece {
        Piece { matter: MatterId(matter), due_at: None, is_signed, post, hands: hands.to_vec() }
    }

    #[test]
    fn every_part_lies_with_somebody_or_with_nobody() {
        let pieces = [
            piece(1, false, Some(WORKER.post), &[]),
            piece(2, false, None, &[]),
            piece(3, false, Some(GONE.0), &[]),
            piece(4, true, None, &[WORKER.person]),
            piece(5, true, Some(HEAD.post), &[HEAD.person, WORKER.person]),
            piece(6, true, None, &[GONE.1]),
        ];
        let present = [HEAD, WORKER];
        for (work, who, expected) in [
            (Work::ToSign, Some(HEAD), &[][..]),
            (Work::ToSign, Some(WORKER), &[1]),
            (Work::ToSign, None, &[2, 3]),
            (Work::InHand, Some(HEAD), &[5]),
            (Work::InHand, Some(WORKER), &[4, 5]),
            (Work::InHand, None, &[6]),
        ] {
            let found = with(&pieces, work, who, &present);
            let found: Vec<i64> = found.iter().map(|piece| piece.matter.0).collect();
            assert_eq!(found, expected, "{work:?} {who:?}");
        }
    }

    #[test]
    fn a_part_without_a_date_is_never_late() {
        let now = Timestamp::UNIX_EPOCH;
        let due = |seconds| Piece {
            due_at: Some(Timestamp::from_second(seconds).unwrap()),
            ..piece(1, true, None, &[])
        };
        assert!(due(-1).is_late(now));
        assert!(!due(0).is_late(now));
        assert!(!piece(1, true, None, &[]).is_late(now));
    }
}
