//! The types of the slice. No input or output.

pub mod charter;
