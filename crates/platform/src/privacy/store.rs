//! Requests: written when asked, changed once when decided.

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::{PlaceId, Subject, SubjectKind};

use super::schema::privacy_request as request;
use crate::act::Act;
use crate::db::{Conn, StoreError};

/// Decided requests shown below the open ones. Source: assumption.
const DECIDED: i64 = 50;
/// Open requests shown at once. Source: assumption.
const OPEN: i64 = 200;

/// How a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody has decided.
    Open,
    /// The data are gone.
    Erased,
    /// Refused on a ground of the law.
    Refused,
}

impl State {
    const ALL: [Self; 3] = [Self::Open, Self::Erased, Self::Refused];

    /// The word stored in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Erased => "erased",
            Self::Refused => "refused",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Somebody's request to be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its id.
    pub id: i64,
    /// What was raised, or the account.
    pub subject: Subject,
    /// What people call that by: a matter's number, a sign-in name.
    pub label: String,
    /// The district whose chain it is journalled in.
    pub district: Option<PlaceId>,
    /// How it stands.
    pub state: State,
    /// The ground it was decided on.
    pub ground: Option<String>,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// By when it is to be decided.
    pub due_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = request, treat_none_as_default_value = false)]
struct Row {
    id: i64,
    subject_kind: String,
    subject_id: i64,
    label: String,
    district_id: Option<i64>,
    state: String,
    ground: Option<String>,
    asked_at: i64,
    due_at: i64,
    decided_at: Option<i64>,
}

impl Row {
    fn into_model(self) -> Result<Request, StoreError> {
        let id = self.id;
        let corrupt =
            |column, found: &str| StoreError::corrupt("privacy_request", column, id, found);
        let instant = |column, at: i64| {
            Timestamp::from_microsecond(at).map_err(|_| corrupt(column, &at.to_string()))
        };
        let kind = SubjectKind::from_word(&self.subject_kind);
        let kind = kind.ok_or_else(|| corrupt("subject_kind", &self.subject_kind))?;
        Ok(Request {
            id,
            subject: Subject::new(kind, self.subject_id),
            state: State::from_word(&self.state).ok_or_else(|| corrupt("state", &self.state))?,
            district: self.district_id.map(PlaceId),
            asked_at: instant("asked_at", self.asked_at)?,
            due_at: instant("due_at", self.due_at)?,
            decided_at: self.decided_at.map(|at| instant("decided_at", at)).transpose()?,
            label: self.label,
            ground: self.ground,
        })
    }
}

pub(super) fn insert(conn: &mut Conn, new: &Request) -> Result<(), StoreError> {
    let row = Row {
        id: new.id,
        subject_kind: new.subject.kind.word().to_owned(),
        subject_id: new.subject.id,
        label: new.label.clone(),
        district_id: new.district.map(i64::from),
        state: new.state.word().to_owned(),
        ground: new.ground.clone(),
        asked_at: new.asked_at.as_microsecond(),
        due_at: new.due_at.as_microsecond(),
        decided_at: None,
    };
    diesel::insert_into(request::table).values(&row).execute(conn)?;
    Ok(())
}

/// Writes how a request was decided.
pub(super) fn decide(
    act: &mut Act<'_, '_>,
    id: i64,
    state: State,
    ground: &str,
) -> Result<(), StoreError> {
    let now = act.now_us();
    diesel::update(request::table.find(id))
        .set((
            request::state.eq(state.word()),
            request::ground.eq(ground),
            request::decided_at.eq(now),
        ))
        .execute(act.conn())?;
    Ok(())
}

/// A request. Requests belong to the installation: whoever asks may [`super::DECIDE`].
pub(super) fn find(conn: &mut Conn, id: i64) -> Result<Option<Request>, StoreError> {
    let row = request::table.find(id).select(Row::as_select()).first(conn).optional()?;
    row.map(Row::into_model).transpose()
}

/// The latest request about a thing, for whoever may see the thing.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub fn latest(conn: &mut Conn, subject: Subject) -> Result<Option<Request>, StoreError> {
    let row = request::table
        .filter(request::subject_kind.eq(subject.kind.word()))
        .filter(request::subject_id.eq(subject.id))
        .order(request::id.desc())
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::into_model).transpose()
}

/// The open requests, the oldest first, and the latest decided ones.
pub(super) fn list(conn: &mut Conn) -> Result<(Vec<Request>, Vec<Request>), StoreError> {
    let open: Vec<Row> = request::table
        .filter(request::state.eq(State::Open.word()))
        .order(request::id)
        .limit(OPEN)
        .select(Row::as_select())
        .load(conn)?;
    let decided: Vec<Row> = request::table
        .filter(request::state.eq_any([State::Erased.word(), State::Refused.word()]))
        .order(request::id.desc())
        .limit(DECIDED)
        .select(Row::as_select())
        .load(conn)?;
    let read = |rows: Vec<Row>| rows.into_iter().map(Row::into_model).collect::<Result<_, _>>();
    Ok((read(open)?, read(decided)?))
}

/// The numbers and names of requests.
pub(super) fn labels(conn: &mut Conn, ids: &[i64]) -> Result<Vec<(i64, String)>, StoreError> {
    let query = request::table.filter(request::id.eq_any(ids));
    Ok(query.select((request::id, request::label)).load(conn)?)
}
