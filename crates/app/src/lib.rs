//! The program: composition of the slices, command line, demo.

pub mod archive;
pub mod backup;
pub mod cli;
pub mod demo;
pub mod home;
pub mod installation;
pub mod rail;
pub mod served_time;
pub mod site;
pub mod suggestions;
