//! What somebody is shown of a matter: read once within their sight, for pages and the API alike,
//! so that neither shows what the other shields.

pub(crate) mod facts;
pub(crate) mod life;

pub(crate) use facts::Facts;
