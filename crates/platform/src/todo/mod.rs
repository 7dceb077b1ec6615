//! To-dos (待办): what waits for which body or post, why, and by when. Desk and reminders read it.
//!
//! A slice opens a to-do in the act that makes somebody owe something, and closes it in the act
//! that pays. Source: UX §1.3 (to-do first), DESIGN §2.

mod schema;

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{BodyId, PostId, Subject, SubjectKind};
use schema::todo;

use crate::act::Act;
use crate::db::{AnyBackend, Conn, StoreError};
use crate::permission::Actor;

/// Something that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    /// Its id.
    pub id: i64,
    /// What it is about.
    pub subject: Subject,
    /// What is to be done: a word of the slice, named by the locale key `todo-{kind}`.
    pub kind: String,
    /// The body it waits for.
    pub body: BodyId,
    /// The post in the body, if it waits for one post alone.
    pub post: Option<PostId>,
    /// Locale key of why it waits for them (*因为*).
    pub why: String,
    /// By when; empty when no clock runs.
    pub due_at: Option<Timestamp>,
    /// Since when.
    pub opened_at: Timestamp,
}

/// A to-do to be opened.
#[derive(Debug, Clone, Copy)]
pub struct NewTodo<'a> {
    /// What it is about.
    pub subject: Subject,
    /// What is to be done.
    pub kind: &'a str,
    /// The body it waits for.
    pub body: BodyId,
    /// The post in the body, if it waits for one post alone.
    pub post: Option<PostId>,
    /// Locale key of why it waits for them.
    pub why: &'a str,
    /// By when.
    pub due_at: Option<Timestamp>,
}

/// To-dos without a date come after all that have one.
const NO_DATE: i64 = i64::MAX;

/// Opens a to-do.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn open(act: &mut Act<'_, '_>, new: &NewTodo<'_>) -> Result<(), StoreError> {
    let id: i64 = act.new_id();
    let now = act.now_us();
    diesel::insert_into(todo::table)
        .values((
            todo::id.eq(id),
            todo::subject_kind.eq(new.subject.kind.word()),
            todo::subject_id.eq(new.subject.id),
            todo::kind.eq(new.kind),
            todo::body_id.eq(i64::from(new.body)),
            todo::post_id.eq(new.post.map(i64::from)),
            todo::why.eq(new.why),
            todo::due_at.eq(new.due_at.map_or(NO_DATE, Timestamp::as_microsecond)),
            todo::opened_at.eq(now),
            todo::is_open.eq(true),
        ))
        .execute(act.conn())?;
    Ok(())
}

/// Closes every open to-do about `subject`: the act that calls this opens what comes next.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn close_all(act: &mut Act<'_, '_>, subject: Subject) -> Result<(), StoreError> {
    let now = act.now_us();
    diesel::update(
        todo::table
            .filter(todo::subject_kind.eq(subject.kind.word()))
            .filter(todo::subject_id.eq(subject.id))
            .filter(todo::is_open.eq(true)),
    )
    .set((todo::is_open.eq(false), todo::closed_at.eq(now)))
    .execute(act.conn())?;
    Ok(())
}

/// Closes the open to-dos about `subject` that wait for one body.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn close_for(act: &mut Act<'_, '_>, subject: Subject, body: BodyId) -> Result<(), StoreError> {
    let now = act.now_us();
    diesel::update(
        todo::table
            .filter(todo::subject_kind.eq(subject.kind.word()))
            .filter(todo::subject_id.eq(subject.id))
            .filter(todo::body_id.eq(i64::from(body)))
            .filter(todo::is_open.eq(true)),
    )
    .set((todo::is_open.eq(false), todo::closed_at.eq(now)))
    .execute(act.conn())?;
    Ok(())
}

type Stored = (i64, String, i64, String, i64, Option<i64>, String, i64, i64);

const COLUMNS: (
    todo::id,
    todo::subject_kind,
    todo::subject_id,
    todo::kind,
    todo::body_id,
    todo::post_id,
    todo::why,
    todo::due_at,
    todo::opened_at,
) = (
    todo::id,
    todo::subject_kind,
    todo::subject_id,
    todo::kind,
    todo::body_id,
    todo::post_id,
    todo::why,
    todo::due_at,
    todo::opened_at,
);

fn into_model(row: Stored) -> Result<Todo, StoreError> {
    let (id, kind_of_subject, subject_id, kind, body, post, why, due_at, opened_at) = row;
    let instant = |column, stored: i64| {
        Timestamp::from_microsecond(stored)
            .map_err(|_| StoreError::corrupt("todo", column, id, stored.to_string()))
    };
    let subject_kind = SubjectKind::from_word(&kind_of_subject)
        .ok_or_else(|| StoreError::corrupt("todo", "subject_kind", id, kind_of_subject))?;
    Ok(Todo {
        id,
        subject: Subject::new(subject_kind, subject_id),
        kind,
        body: body.into(),
        post: post.map(PostId),
        why,
        due_at: (due_at != NO_DATE).then(|| instant("due_at", due_at)).transpose()?,
        opened_at: instant("opened_at", opened_at)?,
    })
}

/// Every open to-do about `subjects`, whoever it waits for: for those who tell them.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn waiting(conn: &mut Conn, subjects: &[Subject]) -> Result<Vec<Todo>, StoreError> {
    let mut kinds: Vec<_> = subjects.iter().map(|subject| subject.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut found: Vec<Stored> = Vec::new();
    for kind in kinds {
        let of_kind = subjects.iter().filter(|subject| subject.kind == kind);
        let ids: Vec<i64> = of_kind.map(|subject| subject.id).collect();
        let open = todo::table
            .filter(todo::subject_kind.eq(kind.word()))
            .filter(todo::subject_id.eq_any(ids))
            .filter(todo::is_open.eq(true));
        found.extend(open.order(todo::id).select(COLUMNS).load::<Stored>(conn)?);
    }
    found.into_iter().map(into_model).collect()
}

/// What waits for the actor's bodies, soonest due first, due before `until` if given, at most
/// `limit`. What waits for one post alone is only that post's holder's.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn list(
    conn: &mut Conn,
    actor: &Actor,
    until: Option<Timestamp>,
    limit: i64,
) -> Result<Vec<Todo>, StoreError> {
    let mut found: Vec<Stored> = Vec::new();
    let mut bodies: Vec<BodyId> = actor.bodies().collect();
    bodies.sort_unstable();
    bodies.dedup();
    let posts: Vec<i64> = actor.grants.iter().map(|grant| grant.post.into()).collect();
    // A head per body, each read off its index in due order, merged here.
    for body in bodies {
        let mut query = todo::table
            .filter(todo::body_id.eq(i64::from(body)))
            .filter(todo::is_open.eq(true))
            .filter(todo::post_id.is_null().or(todo::post_id.eq_any(posts.clone())))
            .order((todo::due_at, todo::id))
            .limit(limit)
            .select(COLUMNS)
            .into_boxed::<AnyBackend>();
        if let Some(until) = until {
            query = query.filter(todo::due_at.lt(until.as_microsecond()));
        }
        found.extend(query.load::<Stored>(conn)?);
    }
    found.sort_by_key(|row| (row.7, row.0));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    found.into_iter().map(into_model).collect()
}

/// How many to-dos wait for the actor and how many of them are late, each counted up to `cap`.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn count(
    conn: &mut Conn,
    actor: &Actor,
    now: Timestamp,
    cap: i64,
) -> Result<(usize, usize), StoreError> {
    let waiting = list(conn, actor, None, cap)?;
    let late = waiting.iter().filter(|todo| todo.due_at.is_some_and(|due| due <= now)).count();
    Ok((waiting.len(), late))
}
