//! The web shell: look and words of every page.
//!
//! A page is an askama template that extends `platform/public.html`, `platform/staff.html` or
//! `platform/wall.html` and has a [`View`] as its field `v`. Components are methods of the view
//! (`v.chip(status)`, `v.text(form, "title", "raise-title")`) or macros of
//! `platform/components.html`.

pub mod address;
pub mod assets;
mod client;
pub mod component;
mod entity_tag;
pub mod error_page;
pub mod figures;
pub mod form;
mod guard;
mod health;
mod hearing_out;
pub mod html;
pub mod i18n;
pub mod icons;
pub mod markup;
pub mod nav;
mod patience;
mod preferences;
pub mod respond;
pub mod route;
pub mod server;
pub mod site;
pub mod status;
pub mod stylesheet;
pub mod view;
pub mod visitor;
#[cfg(test)]
mod vocabulary;
mod when;

pub use client::Client;
pub use error_page::ErrorPage;
pub use form::{Choice, FormState};
pub use html::Html;
pub use i18n::{IntoArg, Locale};
pub use nav::{Nav, NavGroup, NavItem};
pub use respond::{PageError, html, page, refused, see, workbook};
pub use route::{Access, Endpoint, Routes};
pub use site::{Menu, PageResult, Settings, Site, Titled, Titles};
pub use status::{Status, Tone};
pub use view::{Given, ScopeLabel, SignedIn, Theme, View};
pub use visitor::Visitor;
