//! What can be done with the registry: one act each, with its entry in the journal.

mod add_place;
mod appoint;
mod appoint_keeper;
mod cover_place;
mod event;
mod except;
mod extent;
mod forget_holder;
mod found_body;
mod hand_out;
mod hold_election;
mod move_enterprise;
mod name_place;
mod open_ground;
mod plan_rota;
mod seat_person;

pub use add_place::{NewBuilding, NewPlace, add_building, add_place};
pub use appoint::{NewPost, appoint, end_post, retract_post};
pub use appoint_keeper::appoint_keeper;
pub use cover_place::{cover_place, end_coverage};
pub use except::{NewException, end_exception, grant_exception};
pub use extent::reached_body;
pub use forget_holder::HolderTraces;
pub use found_body::{NewBody, found_body};
pub use hand_out::hand_out;
pub use hold_election::hold_election;
pub use move_enterprise::{
    NewEnterprise, NewTenancy, move_in, move_out, record_enterprise, retract_tenancy,
};
pub use name_place::name_place;
pub use open_ground::{NewGround, first_building, open_ground, seat_first};
pub use plan_rota::{give_turn, plan_rota};
pub use seat_person::{NewSeat, Who, seat_person};
