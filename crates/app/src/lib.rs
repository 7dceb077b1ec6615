//! The program: composition of the slices, command line, demo.

pub mod cli;
pub mod demo;
pub mod home;
pub mod installation;
pub mod served_time;
pub mod site;
