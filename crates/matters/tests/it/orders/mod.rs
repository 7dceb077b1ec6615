//! Orders taken in and handed out.

mod begun;
mod laws;
mod pages;
mod reach;
mod support;
mod taking_in;
mod updating;
