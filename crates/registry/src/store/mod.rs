//! SQL of the registry: scope in, model out.
//!
//! What lies outside the scope is `None` or missing from a list. Functions without a scope serve
//! what is public (codes on walls, buildings by code), the engine itself (rights, routing) and
//! acts that have loaded their subject within scope before.

pub mod body;
pub mod building;
pub mod checking;
pub mod coverage;
mod day;
pub mod division;
pub mod enterprise;
pub mod exception;
pub mod grants;
pub mod holding;
pub mod known;
mod merge;
pub mod name;
pub mod person;
pub mod place;
pub mod post;
pub mod rota;
pub mod routing;
mod seats;
pub mod stack;
pub mod tenancy;
