//! Who may do what with matters.
//!
//! Source: UX §2 (navigation by role), §6 (shield); which station roles share an act is a local
//! choice the charter cannot change, since roles are the engine's.

use platform::Permission;
use platform::Reach::{Assigned, Covered};
use platform::Role::{
    Chief, Committee, Department, District, Enterprise, FloorLeader, GridWorker, Officer, Owner,
    PartySecretary, Property, StationHead, StationWorker, Street,
};

/// See matters: by place, or what is assigned.
pub const SEE: Permission = Permission {
    key: "matter.see",
    roles: &[
        (District, Covered),
        (Street, Covered),
        (Department, Assigned),
        (StationHead, Covered),
        (StationWorker, Covered),
        (PartySecretary, Covered),
        (Chief, Covered),
        (Committee, Covered),
        (FloorLeader, Covered),
        (Officer, Assigned),
        (GridWorker, Covered),
        (Property, Assigned),
        (Owner, Assigned),
        (Enterprise, Assigned),
    ],
};

/// Say where a matter goes: dispatch it, or decline it on a ground.
pub const TRIAGE: Permission = Permission {
    key: "matter.triage",
    roles: &[(Street, Covered), (StationHead, Covered), (StationWorker, Covered)],
};

/// Sign for, contact, note progress, complete: only what is assigned to one's body.
pub const HANDLE: Permission = Permission {
    key: "matter.handle",
    roles: &[
        (Street, Assigned),
        (Department, Assigned),
        (StationHead, Assigned),
        (StationWorker, Assigned),
        (PartySecretary, Assigned),
        (Chief, Assigned),
        (Committee, Assigned),
        (FloorLeader, Assigned),
        (Officer, Assigned),
        (GridWorker, Assigned),
        (Property, Assigned),
        (Owner, Assigned),
        (Enterprise, Assigned),
    ],
};

/// Rule on what a body asks for: an objection, more time, parking.
///
/// Source: DOMAIN J-07; that stations rule where the charter lets them: local choice.
pub const RULE: Permission = Permission {
    key: "matter.rule",
    roles: &[
        (District, Covered),
        (Street, Covered),
        (StationHead, Covered),
        (StationWorker, Covered),
    ],
};

/// Say whose a matter is after too many returns, and rule where the street has to.
pub const DESIGNATE: Permission =
    Permission { key: "matter.designate", roles: &[(District, Covered), (Street, Covered)] };

/// Rule on what a street itself asks for.
pub const RULE_ABOVE: Permission =
    Permission { key: "matter.rule_above", roles: &[(District, Covered)] };

/// Supervise a matter: ask its handler for an answer by a day, and say when it is enough.
pub const SUPERVISE: Permission =
    Permission { key: "matter.supervise", roles: &[(District, Covered), (Street, Covered)] };

/// See which matters of one's places are supervised.
pub const SEE_SUPERVISED: Permission = Permission {
    key: "matter.supervised",
    roles: &[
        (District, Covered),
        (Street, Covered),
        (StationHead, Covered),
        (StationWorker, Covered),
    ],
};

/// Let several matters go on in one, and split them off again.
pub const MERGE: Permission = Permission {
    key: "matter.merge",
    roles: &[(Street, Covered), (StationHead, Covered), (StationWorker, Covered)],
};

/// Tell everybody in some buildings about a matter, and say that it is over.
pub const PUBLISH: Permission = Permission {
    key: "matter.publish",
    roles: &[(Street, Covered), (StationHead, Covered), (StationWorker, Covered)],
};

/// Call back whoever raised a matter.
pub const CALL_BACK: Permission = Permission {
    key: "matter.call_back",
    roles: &[(Street, Covered), (StationHead, Covered), (StationWorker, Covered)],
};

/// Raise a matter on somebody's behalf.
pub const RAISE_FOR: Permission = Permission {
    key: "matter.raise_for",
    roles: &[
        (Street, Covered),
        (StationHead, Covered),
        (StationWorker, Covered),
        (GridWorker, Covered),
        (FloorLeader, Covered),
    ],
};

/// Look at the reporter's contact, with a purpose, on the record.
pub const REVEAL: Permission = Permission {
    key: "matter.reveal",
    roles: &[(Street, Covered), (StationHead, Covered), (StationWorker, Covered)],
};

/// Take in a workbook of orders.
pub const IMPORT: Permission = Permission {
    key: "matter.import",
    roles: &[
        (District, Covered),
        (Street, Covered),
        (StationHead, Covered),
        (StationWorker, Covered),
    ],
};

/// Take a list out as a workbook.
pub const EXPORT: Permission = Permission {
    key: "matter.export",
    roles: &[
        (District, Covered),
        (Street, Covered),
        (StationHead, Covered),
        (StationWorker, Covered),
    ],
};

/// See how matters are counted, by month and place.
pub const COUNT: Permission = Permission {
    key: "matter.count",
    roles: &[
        (District, Covered),
        (Street, Covered),
        (StationHead, Covered),
        (StationWorker, Covered),
        (PartySecretary, Covered),
    ],
};

/// See what waits at one's workstation, with whom, and what nobody has taken.
///
/// Source: UX §2 (`/desk/station`); that workers see it too is an assumption: they stand in for
/// each other.
pub const STATION: Permission = Permission {
    key: "matter.station",
    roles: &[(StationHead, Covered), (StationWorker, Covered)],
};

/// Whistle for departments, end one's own whistle, rate those who came.
///
/// Source: DOMAIN W-10 (raised from the building); which kinds of body may: charter
/// `matters.whistle.by`.
pub const WHISTLE: Permission = Permission {
    key: "matter.whistle",
    roles: &[
        (Street, Covered),
        (StationHead, Covered),
        (StationWorker, Covered),
        (PartySecretary, Covered),
        (Chief, Covered),
        (Committee, Covered),
    ],
};

/// See what recurs in one's places.
pub const SEE_NEEDS: Permission = Permission {
    key: "common_need.see",
    roles: &[
        (District, Covered),
        (Street, Covered),
        (StationHead, Covered),
        (StationWorker, Covered),
    ],
};

/// Say whether what recurs is a common need, and what became of it.
pub const DECIDE_NEED: Permission = Permission {
    key: "common_need.judge",
    roles: &[(Street, Covered), (StationHead, Covered), (StationWorker, Covered)],
};

/// See whistles: by place, or those that call one's body.
pub const SEE_WHISTLES: Permission = Permission {
    key: "whistle.see",
    roles: &[
        (District, Covered),
        (Street, Covered),
        (Department, Assigned),
        (StationHead, Covered),
        (StationWorker, Covered),
        (PartySecretary, Covered),
        (Chief, Covered),
        (Committee, Covered),
    ],
};

/// Report in, say what came of it, ask not to come, judge the whistle: for one's own body.
pub const ANSWER: Permission =
    Permission { key: "whistle.answer", roles: &[(Department, Assigned)] };

/// Rule on a department's refusal. Source: DOMAIN W-05, W-06.
pub const ARBITRATE: Permission =
    Permission { key: "whistle.rule", roles: &[(District, Covered), (Street, Covered)] };

/// Every permission of the slice, for the committed matrix.
pub const ALL: &[&Permission] = &[
    &SEE,
    &TRIAGE,
    &HANDLE,
    &RULE,
    &DESIGNATE,
    &RULE_ABOVE,
    &SUPERVISE,
    &SEE_SUPERVISED,
    &MERGE,
    &PUBLISH,
    &CALL_BACK,
    &RAISE_FOR,
    &REVEAL,
    &IMPORT,
    &EXPORT,
    &COUNT,
    &STATION,
    &WHISTLE,
    &SEE_NEEDS,
    &DECIDE_NEED,
    &SEE_WHISTLES,
    &ANSWER,
    &ARBITRATE,
];
