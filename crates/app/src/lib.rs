//! The program: composition of the slices, command line, demo.

pub mod demo;
