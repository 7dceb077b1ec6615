//! Who may do what with the registry.
//!
//! Source: MISSION (who uses it), UX §2 (navigation by role); that workstations keep the ledger of
//! their buildings is SJS. The operator may lay the first places and bodies of an installation and
//! the security administrator fills the first posts, since nobody else is there yet (assumption).

use platform::Permission;
use platform::Reach::{Assigned, Covered, Installation};
use platform::Role::{
    Chief, Committee, District, Enterprise, FloorLeader, GridWorker, Officer, Operator, Owner,
    PartySecretary, Property, SecurityAdmin, StationHead, StationWorker, Street,
};

/// See buildings with what is in them. Departments are told the place of what is assigned to them.
pub const SEE: Permission = Permission {
    key: "registry.see",
    roles: &[
        (District, Covered),
        (Street, Covered),
        (StationHead, Covered),
        (StationWorker, Covered),
        (PartySecretary, Covered),
        (Chief, Covered),
        (Committee, Covered),
        (FloorLeader, Covered),
        (Officer, Covered),
        (GridWorker, Covered),
        (Property, Covered),
        (Owner, Covered),
        (Enterprise, Assigned),
    ],
};

/// Open the pages of bodies and of single enterprises. Their addresses hold ids, which tell when a
/// row was made: nobody who is shielded has it (UX §6).
pub const SEE_BODIES: Permission = Permission {
    key: "body.see",
    roles: &[
        (District, Covered),
        (Street, Covered),
        (StationHead, Covered),
        (StationWorker, Covered),
        (PartySecretary, Covered),
        (GridWorker, Covered),
    ],
};

/// Add places and buildings, found bodies, say what they cover.
pub const EDIT: Permission = Permission {
    key: "registry.edit",
    roles: &[
        (Operator, Installation),
        (District, Covered),
        (Street, Covered),
        (StationHead, Covered),
    ],
};

/// Fill posts and end them, plan turns.
pub const APPOINT: Permission = Permission {
    key: "post.appoint",
    roles: &[
        (SecurityAdmin, Installation),
        (District, Covered),
        (Street, Covered),
        (StationHead, Covered),
    ],
};

/// Leave what the charter asks for open for a time. Which of these roles does, the charter says.
pub const EXCEPT: Permission = Permission {
    key: "check.except",
    roles: &[(District, Covered), (Street, Covered), (StationHead, Covered)],
};

/// Open an empty installation: see which step comes next.
pub const OPEN: Permission = Permission {
    key: "registry.open",
    roles: &[(Operator, Installation), (SecurityAdmin, Installation)],
};

/// Lay the first ground: a charter, a district, a street, a building.
pub const LAY: Permission = Permission { key: "registry.lay", roles: &[(Operator, Installation)] };

/// Seat the first person of the first street.
pub const SEAT_FIRST: Permission =
    Permission { key: "post.seat_first", roles: &[(SecurityAdmin, Installation)] };

/// See enterprises with headcount, industry and tenancies.
pub const SEE_ENTERPRISES: Permission = Permission {
    key: "enterprise.see",
    roles: &[
        (District, Covered),
        (Street, Covered),
        (StationHead, Covered),
        (StationWorker, Covered),
        (PartySecretary, Covered),
        (Chief, Covered),
        (Committee, Covered),
        (FloorLeader, Covered),
        (Officer, Covered),
        (GridWorker, Covered),
        (Property, Covered),
        (Owner, Covered),
        (Enterprise, Assigned),
    ],
};

/// Record enterprises, their moves in and out.
pub const MOVE_ENTERPRISES: Permission = Permission {
    key: "enterprise.move",
    roles: &[
        (District, Covered),
        (Street, Covered),
        (StationHead, Covered),
        (StationWorker, Covered),
    ],
};

/// Take ledgers of buildings and enterprises out as workbooks.
pub const EXPORT: Permission = Permission {
    key: "registry.export",
    roles: &[
        (District, Covered),
        (Street, Covered),
        (StationHead, Covered),
        (StationWorker, Covered),
    ],
};

/// Every permission of the slice, for the committed matrix.
pub const ALL: &[&Permission] = &[
    &SEE,
    &SEE_BODIES,
    &EDIT,
    &OPEN,
    &LAY,
    &SEAT_FIRST,
    &APPOINT,
    &EXCEPT,
    &SEE_ENTERPRISES,
    &MOVE_ENTERPRISES,
    &EXPORT,
];
