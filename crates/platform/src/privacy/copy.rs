//! A copy of what is held on somebody, in a form programs read as well.

use jiff::Timestamp;
use kernel::{PersonId, Subject};
use serde::Serialize;
use serde_json::{Value, json};

use crate::act::{Outcome, World};
use crate::db::{Conn, StoreError};
use crate::permission::HeldPost;
use crate::web::Locale;
use crate::{account, vault};

/// What the vault holds on a person, and who looked at it.
///
/// Source: DOMAIN 7.2, article 45 (access and copy).
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Copy {
    /// The name, if one is held.
    pub name: Option<String>,
    /// The telephone number, if one is held.
    pub telephone: Option<String>,
    /// The mail address, if one is held.
    pub mail: Option<String>,
    /// A mail address that waits to be proved, if one does.
    pub unproved_mail: Option<String>,
    /// When somebody looked at either, what for.
    pub looks: Vec<Looked>,
}

/// A look behind the mask, as its person may read it.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Looked {
    /// When.
    pub at: String,
    /// The purpose that was given.
    pub purpose: Option<String>,
}

/// What the vault holds on `person`, for that person alone: the caller holds the query code or the
/// session, or sits at the machine. `about` narrows the looks to one thing.
///
/// # Errors
/// [`StoreError`] if the database fails or a field does not open.
pub fn copy_of(
    conn: &mut Conn,
    world: &World,
    person: PersonId,
    about: Option<Subject>,
) -> Outcome<Copy> {
    let own = vault::own_fields(conn, &world.keys, person)?;
    let mut looks = match about {
        Some(subject) => vault::looks_at(conn, &world.keys, subject)?,
        None => vault::looks_at_person(conn, &world.keys, person)?,
    };
    looks.retain(|look| look.person == person);
    let looked = |look: vault::Look| {
        Ok::<_, StoreError>(Looked { at: said(look.at, look.entry_id)?, purpose: look.purpose })
    };
    let looks = looks.into_iter().map(looked).collect::<Result<Vec<_>, _>>()?;
    Ok(Copy {
        name: own.name,
        telephone: own.contact,
        mail: own.mail,
        unproved_mail: own.new_mail,
        looks,
    })
}

fn said(at: i64, entry: i64) -> Result<String, StoreError> {
    Timestamp::from_microsecond(at)
        .map(|at| at.to_string())
        .map_err(|_| StoreError::corrupt("vault_look", "at", entry, at.to_string()))
}

/// What is held on whoever holds an account: name, accounts and posts of today.
///
/// # Errors
/// As [`copy_of`].
pub fn own_data(conn: &mut Conn, world: &World, person: PersonId) -> Outcome<Value> {
    let held = world.posts.held(conn, &[person], world.time.now())?;
    let accounts = account::list_of(conn, person)?;
    let account = |one: &account::Account| {
        json!({
            "sign_in_name": one.name,
            "opened": one.created_at.to_string(),
            "last_sign_in": one.signed_in_at.map(|at| at.to_string()),
            "second_factor": one.has_second_factor,
        })
    };
    let post = |post: &HeldPost| {
        json!({
            "body": post.body,
            "seat": post.seat.in_language(Locale::ZhCn.tag()),
            "place": post.place,
            "until": post.until.map(|day| day.to_string()),
        })
    };
    Ok(json!({
        "person": copy_of(conn, world, person, None)?,
        "accounts": accounts.iter().map(account).collect::<Vec<_>>(),
        "posts": held.iter().map(post).collect::<Vec<_>>(),
    }))
}
