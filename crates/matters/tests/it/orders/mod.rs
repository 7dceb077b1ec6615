//! Orders taken in and handed out.

mod laws;
mod support;
mod taking_in;
mod updating;
