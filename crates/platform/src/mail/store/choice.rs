//! What accounts chose.

use std::collections::HashMap;

use diesel::prelude::*;
use jiff::Timestamp;
use kernel::AccountId;

use crate::db::{Conn, StoreError};
use crate::mail::choice::{Cadence, Choice};
use crate::mail::schema::mail_choice;
use crate::web::Locale;

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = mail_choice, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Row {
    account_id: i64,
    cadence: String,
    language: String,
    code_hash: Option<Vec<u8>>,
    code_until: i64,
    code_tries: i32,
    confirmed_at: Option<i64>,
}

impl Row {
    fn of(choice: &Choice) -> Self {
        Self {
            account_id: choice.account.0,
            cadence: choice.cadence.word().to_owned(),
            language: choice.locale.tag().to_owned(),
            code_hash: choice.code_hash.clone(),
            code_until: choice.code_until,
            code_tries: choice.code_tries,
            confirmed_at: choice.confirmed_at.map(Timestamp::as_microsecond),
        }
    }

    fn into_model(self) -> Result<Choice, StoreError> {
        let id = self.account_id;
        let corrupt = |column, found: &str| StoreError::corrupt("mail_choice", column, id, found);
        let instant = |at: i64| {
            Timestamp::from_microsecond(at).map_err(|_| corrupt("confirmed_at", &at.to_string()))
        };
        Ok(Choice {
            account: AccountId(id),
            cadence: Cadence::from_word(&self.cadence)
                .ok_or_else(|| corrupt("cadence", &self.cadence))?,
            locale: Locale::from_tag(&self.language)
                .ok_or_else(|| corrupt("language", &self.language))?,
            confirmed_at: self.confirmed_at.map(instant).transpose()?,
            code_hash: self.code_hash,
            code_until: self.code_until,
            code_tries: self.code_tries,
        })
    }
}

/// What an account chose; `None` if it never gave an address.
///
/// # Errors
/// [`StoreError`] if the database refuses.
pub fn find(conn: &mut Conn, account: AccountId) -> Result<Option<Choice>, StoreError> {
    let row: Option<Row> =
        mail_choice::table.find(account.0).select(Row::as_select()).first(conn).optional()?;
    row.map(Row::into_model).transpose()
}

/// What those of `accounts` chose that are told by mail.
pub(in crate::mail) fn list_told(
    conn: &mut Conn,
    accounts: &[i64],
) -> Result<HashMap<i64, Choice>, StoreError> {
    let rows: Vec<Row> = mail_choice::table
        .filter(mail_choice::account_id.eq_any(accounts))
        .filter(mail_choice::confirmed_at.is_not_null())
        .filter(mail_choice::cadence.ne(Cadence::None.word()))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(|row| Ok((row.account_id, row.into_model()?))).collect()
}

/// Writes a choice, in place of an earlier one.
pub(in crate::mail) fn put(conn: &mut Conn, choice: &Choice) -> Result<(), StoreError> {
    let row = Row::of(choice);
    let updated =
        diesel::update(mail_choice::table.find(choice.account.0)).set(&row).execute(conn)?;
    if updated == 0 {
        diesel::insert_into(mail_choice::table).values(&row).execute(conn)?;
    }
    Ok(())
}

/// Forgets a choice.
pub(in crate::mail) fn delete(conn: &mut Conn, account: AccountId) -> Result<(), StoreError> {
    diesel::delete(mail_choice::table.find(account.0)).execute(conn)?;
    Ok(())
}
