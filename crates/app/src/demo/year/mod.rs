//! A year of matters: what was raised, and what became of it.
//!
//! [`cases`] decides what is raised, where and when, and how it is to go on; [`run`] lets it happen
//! step by step in the order of time, through the same acts that pages call, so that journal,
//! clocks and to-dos are whole.

mod answering;
mod asking;
pub mod case;
pub mod cases;
mod closing;
pub mod course;
mod facts;
mod handling;
mod intake;
mod moments;
mod run;
mod showcase;
mod steps;
mod whistling;

pub use run::run;

#[cfg(test)]
mod tests;
