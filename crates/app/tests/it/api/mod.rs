//! The JSON API: its document, tokens, the chain of a matter, and what holds of any request.

mod chain;
mod document;
mod requests;
mod tokens;
mod validating;
