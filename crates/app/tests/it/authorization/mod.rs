//! Who may reach what: committed lists, and a walk through every endpoint as everybody.

mod lists;
mod probes;
mod walk;
