//! What tests share: a database of their own, the whole site over it with personas signed in, a
//! frozen clock, artefacts that are compared. Only ever a dev-dependency.
//!
//! A test of pages looks like this:
//!
//! ```no_run
//! use testkit::{Persona, TestApp};
//!
//! let app = TestApp::new();
//! let number = app.raise("二层电梯又停了");
//! let page = app.sign_in(Persona::Worker).get(&format!("/matters/{number}"));
//! assert_eq!(page.status(), 200);
//! let neighbour = app.sign_in(Persona::Worker.neighbour().expect("a worker has one"));
//! assert_eq!(neighbour.get(&format!("/matters/{number}")).status(), 404);
//! ```

pub mod app;
pub mod committed;
pub mod database;
pub mod persona;
pub mod smtp;
pub mod statements;
pub mod town;

pub use app::{Answer, Browser, Form, Raised, Stage, TestApp, Upload};
pub use database::Database;
pub use persona::Persona;
pub use town::Town;
