//! The whole site: who may reach what, the shield, the chain from the code on the wall to the
//! closed matter, and what happens when things break.

#![expect(clippy::unwrap_used, reason = "a test states the invariant by being there")]

mod api;
mod authorization;
mod backups;
mod calendar;
mod chain;
mod demo;
mod dispatching;
mod faults;
mod forms;
mod keepers;
mod mail;
mod notices;
mod opening;
mod photos;
mod privacy;
mod shield;
mod shipped;
mod signing_in;
mod statements;
mod traps;
