//! Saved views: a list as somebody narrowed it, kept under a name of their own.
//!
//! A view is an address of this site; opening it asks for the list anew, within whatever rights its
//! owner has by then. The journal says that a view was kept or dropped, not what it is called or
//! looks for.
//!
//! Source: FEATURES C7; UX §4 (lists keep filter, sort and page in their address).

mod pages;
mod schema;

use diesel::prelude::*;
use kernel::{AccountId, Refusal, Subject, SubjectKind};
pub use pages::routes;
use schema::saved_view;
use serde::Serialize;

use crate::act::{Act, Outcome};
use crate::db::{Conn, StoreError};
use crate::journal::Event;
use crate::web::address::encode;

/// Characters of a name: what a tab has room for. Source: assumption.
pub const NAME_MOST: u32 = 12;

/// Characters of an address. Source: assumption.
const ADDRESS_MOST: usize = 1_000;

/// Views of one list: more tabs than this nobody reads. Source: assumption.
const MOST: i64 = 8;

/// A list as somebody narrowed it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = saved_view)]
pub struct SavedView {
    /// Its id.
    pub id: i64,
    /// Address of the list with what narrows it, beginning with `/`.
    pub address: String,
    /// What its owner calls it.
    pub name: String,
}

#[derive(Serialize)]
struct Kept {
    view: i64,
}

impl Event for Kept {
    const KIND: &'static str = "view.kept";
}

#[derive(Serialize)]
struct Dropped {
    view: i64,
}

impl Event for Dropped {
    const KIND: &'static str = "view.dropped";
}

/// The views of one list that an account keeps, oldest first.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(conn: &mut Conn, account: AccountId, path: &str) -> Result<Vec<SavedView>, StoreError> {
    Ok(saved_view::table
        .filter(saved_view::account_id.eq(account.0))
        .filter(saved_view::path.eq(path))
        .order(saved_view::id)
        .select(SavedView::as_select())
        .load(conn)?)
}

/// Every view that an account keeps, by list.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list_all(conn: &mut Conn, account: AccountId) -> Result<Vec<SavedView>, StoreError> {
    Ok(saved_view::table
        .filter(saved_view::account_id.eq(account.0))
        .order((saved_view::path, saved_view::id))
        .select(SavedView::as_select())
        .load(conn)?)
}

/// The page on which a list is kept as a view.
#[must_use]
pub fn keeping(address: &str) -> String {
    format!("/me/views?address={}", encode(address))
}

/// Keeps a list under a name; journals `view.kept`.
///
/// # Errors
/// At `name` where it is empty, too long or taken, or where the list has its eight views; not
/// found if the address is none of this site.
pub fn keep(act: &mut Act<'_, '_>, address: &str, name: &str) -> Outcome<()> {
    let account = own(act)?;
    let path = path_of(address).ok_or_else(Refusal::not_found)?;
    let name = name.trim();
    let letters = name.chars().count();
    if letters == 0 {
        return Err(Refusal::at("name", "view-refusal-nameless").into());
    }
    if letters > NAME_MOST as usize {
        return Err(Refusal::at("name", "view-refusal-long")
            .with("most", i64::from(NAME_MOST))
            .into());
    }
    let kept = list(act.conn(), account, path)?;
    if kept.iter().any(|view| view.name == name) {
        return Err(Refusal::at("name", "view-refusal-taken").into());
    }
    if i64::try_from(kept.len()).unwrap_or(MOST) >= MOST {
        return Err(Refusal::at("name", "view-refusal-many").with("most", MOST).into());
    }
    let id: i64 = act.new_id();
    diesel::insert_into(saved_view::table)
        .values((
            saved_view::id.eq(id),
            saved_view::account_id.eq(account.0),
            saved_view::path.eq(path),
            saved_view::address.eq(address),
            saved_view::name.eq(name),
        ))
        .execute(act.conn())?;
    act.journal(None, Subject::new(SubjectKind::Account, account), &Kept { view: id })?;
    Ok(())
}

/// Drops one's own view; one that is gone already is no error. Journals `view.dropped`.
///
/// # Errors
/// Not found for who has no account.
pub fn drop_view(act: &mut Act<'_, '_>, view: i64) -> Outcome<()> {
    let account = own(act)?;
    let own = saved_view::table.find(view).filter(saved_view::account_id.eq(account.0));
    if diesel::delete(own).execute(act.conn())? == 0 {
        return Ok(());
    }
    act.journal(None, Subject::new(SubjectKind::Account, account), &Dropped { view })?;
    Ok(())
}

fn own(act: &Act<'_, '_>) -> Outcome<AccountId> {
    act.actor().account.ok_or_else(|| Refusal::not_found().into())
}

/// The path of an address of this site: what stands before its question mark.
fn path_of(address: &str) -> Option<&str> {
    let path = address.split_once('?').map_or(address, |(path, _)| path);
    let plain = |letter: char| letter.is_ascii_lowercase() || matches!(letter, '/' | '-');
    let local = path.starts_with('/') && !path.starts_with("//") && path.chars().all(plain);
    let sound =
        address.chars().all(|letter| letter.is_ascii_graphic()) && address.len() <= ADDRESS_MOST;
    (local && sound).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::path_of;

    #[test]
    fn only_lists_of_this_site_are_kept() {
        for (address, path) in [
            ("/matters?state=new&q=%E6%BC%8F", Some("/matters")),
            ("/enterprises", Some("/enterprises")),
            ("//evil.example/matters", None),
            ("https://evil.example/", None),
            ("/matters/LG-24-7K3MQ9", None),
            ("javascript:alert(1)", None),
            ("/matters?a=\r\nSet-Cookie: x", None),
            ("/matters?q=漏", None),
            ("", None),
        ] {
            assert_eq!(path_of(address), path, "{address}");
        }
    }
}
