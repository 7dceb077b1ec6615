//! The pages and acts of matters, driven through the whole site.

#![expect(clippy::unwrap_used, reason = "a test states the invariant by being there")]

mod batch;
mod bulletins;
mod common_needs;
mod counting;
mod exporting;
mod following;
mod lateness;
mod laws;
mod looking;
mod merging;
mod orders;
mod raising;
mod requests;
mod saved_views;
mod searching;
mod stage;
mod station;
mod suggesting;
mod supervising;
mod traps;
mod triaging;
mod whistling;
