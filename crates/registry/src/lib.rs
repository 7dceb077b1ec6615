//! Places, buildings, bodies, persons and posts: who and what there is, and since when.

pub mod model;
