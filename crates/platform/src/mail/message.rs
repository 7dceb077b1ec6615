//! What a letter says: put together when it is sent, from what its reader may see then.

use askama::Template;
use jiff::Timestamp;
use kernel::Subject;

use super::address::Address;
use super::choice::Choice;
use super::choosing::CODE_LASTS;
use super::letter::{Kind, Letter};
use crate::account::{self, Account};
use crate::act::Outcome;
use crate::db::{Conn, StoreError};
use crate::journal::Origin;
use crate::notice::{self, Notice};
use crate::permission::Actor;
use crate::vault::{self, Field};
use crate::web::{Site, Titled, View};

/// A letter as it goes to the relay.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// What its message id is made of.
    pub key: String,
    /// To whom.
    pub to: Address,
    /// Its subject.
    pub subject: String,
    /// What it says, as text.
    pub text: String,
    /// The same with links.
    pub html: String,
}

/// One thing that happened.
struct Item {
    words: String,
    place: String,
    when: String,
    href: String,
}

#[derive(Template)]
#[template(path = "platform/mail/notices.txt")]
struct NoticesText<'a> {
    v: &'a View,
    items: &'a [Item],
}

#[derive(Template)]
#[template(path = "platform/mail/notices.html")]
struct NoticesHtml<'a> {
    v: &'a View,
    items: &'a [Item],
}

#[derive(Template)]
#[template(path = "platform/mail/code.txt")]
struct CodeText<'a> {
    v: &'a View,
    code: &'a str,
    minutes: i64,
}

#[derive(Template)]
#[template(path = "platform/mail/code.html")]
struct CodeHtml<'a> {
    v: &'a View,
    code: &'a str,
    minutes: i64,
}

/// What a letter says now; `None` if there is nothing to say: all was read or is out of sight, the
/// address is gone, the account is closed, the code is over.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub(super) fn write(
    conn: &mut Conn,
    site: &Site,
    letter: &Letter,
    now: Timestamp,
) -> Outcome<Option<Message>> {
    let Some(choice) = super::choice_of(conn, letter.account)? else { return Ok(None) };
    let Some(account) = account::find(conn, letter.account)? else { return Ok(None) };
    if account.state != account::State::Active {
        return Ok(None);
    }
    let mut view = View::new(choice.locale, now, site.world.zone.clone());
    view.base_url.clone_from(&site.settings.base_url);
    let (field, said) = match letter.kind {
        Kind::Notices => (Field::Mail, notices(conn, site, &view, &account, letter)?),
        Kind::Code => (Field::NewMail, code(site, &view, &choice, letter)?),
    };
    let Some((subject, text, html)) = said else { return Ok(None) };
    let address = vault::mail_of(conn, &site.world.keys, account.person, field)?;
    let Some(to) = address.as_deref().and_then(Address::parse) else { return Ok(None) };
    Ok(Some(Message { key: letter.key.clone(), to, subject, text, html }))
}

type Said = Option<(String, String, String)>;

fn notices(
    conn: &mut Conn,
    site: &Site,
    view: &View,
    account: &Account,
    letter: &Letter,
) -> Outcome<Said> {
    let mut notices = notice::of_letter(conn, letter.id)?;
    let reader = reader(conn, site, account, view.now)?;
    let seen = notice::seen(conn, site, &reader, &notices)?;
    notices.retain(|notice| seen.contains(&notice.subject));
    let subjects: Vec<Subject> = notices.iter().map(|notice| notice.subject).collect();
    let titles = site.titles(conn, &subjects)?;
    let told = notices.iter().zip(titles).filter_map(|(notice, titled)| Some((notice, titled?)));
    let items: Vec<Item> =
        told.map(|(notice, titled)| item(view, &reader, notice, titled)).collect();
    let subject = match items.as_slice() {
        [] => return Ok(None),
        [one] => view.t1("mail-subject-one", "words", one.words.as_str()),
        many => view.t1("mail-subject-many", "count", many.len()),
    };
    let text = drawn(&NoticesText { v: view, items: &items })?;
    Ok(Some((subject, text, drawn(&NoticesHtml { v: view, items: &items })?)))
}

/// The title stays inside: it comes from what somebody said.
fn item(view: &View, reader: &Actor, notice: &Notice, titled: Titled) -> Item {
    Item {
        words: view.t(&format!("notice-{}", notice.word)).into_owned(),
        place: titled.place,
        when: notice::when(view, reader, notice.at),
        href: format!("{}{}", view.base_url, titled.href),
    }
}

/// The rights the owner of an account has now.
fn reader(
    conn: &mut Conn,
    site: &Site,
    account: &Account,
    now: Timestamp,
) -> Result<Actor, StoreError> {
    let grants = site.world.posts.grants(conn, account.person, now)?;
    let nobody = Actor::nobody(Origin::Job);
    Ok(Actor { account: Some(account.id), person: Some(account.person), grants, ..nobody })
}

fn code(site: &Site, view: &View, choice: &Choice, letter: &Letter) -> Outcome<Said> {
    let Some(enclosed) = letter.enclosed.as_deref().filter(|_| choice.waits_for_code(view.now))
    else {
        return Ok(None);
    };
    let plain = vault::disclose(&site.world.keys, enclosed, &Letter::enclosure(&letter.key))?;
    let code = String::from_utf8(plain).map_err(|_| StoreError::Vault("a code is no text"))?;
    let minutes = CODE_LASTS.as_mins();
    let text = drawn(&CodeText { v: view, code: &code, minutes })?;
    let html = drawn(&CodeHtml { v: view, code: &code, minutes })?;
    Ok(Some((view.t("mail-code-subject").into_owned(), text, html)))
}

fn drawn(template: &impl Template) -> Outcome<String> {
    let text = template.render().map_err(|_| StoreError::Vault("a letter cannot be drawn"))?;
    Ok(text)
}
