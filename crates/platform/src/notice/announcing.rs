//! Making notices: from what lies ahead in the journal, through what the slices say, to accounts.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use kernel::{AccountId, BodyId, PersonId, Subject, SubjectKind};

use super::store::{self, NewNotice};
use super::{Announcer, News};
use crate::account;
use crate::act::{Outcome, World};
use crate::db::{Conn, StoreError};
use crate::journal::{Entry, cursor};
use crate::mail::{Letters, Told};
use crate::permission::Holder;

/// Names the cursor.
const CONSUMER: &str = "notices";
/// Entries of a chain dealt with in one transaction.
const AT_ONCE: i64 = 500;
/// What is older is no news any more, such as the years that a fresh consumer finds behind it.
/// Source: assumption.
const NEWS_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Characters by which an account tells its notices apart.
const KEY_LENGTH: usize = 12;

/// Makes the notices of what was sealed since the last time, a stretch of every chain; whether
/// there was anything, so that there may be more.
///
/// What to tell is found out beside the writer; it writes in one transaction with the cursor.
///
/// # Errors
/// [`crate::Failure`] if the database fails. The stretch is taken up again at the next call.
pub fn announce(world: &Arc<World>, announcers: &[Arc<dyn Announcer>]) -> Outcome<bool> {
    let since = world.time.now() - NEWS_FOR;
    let stretches = world.db.read(|conn| cursor::ahead(conn, CONSUMER, since, AT_ONCE))?;
    let any = !stretches.is_empty();
    for stretch in stretches {
        let news: Vec<&Entry> =
            stretch.entries.iter().filter(|entry| entry.at >= since.as_microsecond()).collect();
        let (mut notices, letters) = world.db.read(|conn| {
            let notices = gather(conn, world, announcers, &news)?;
            let letters = letters(conn, world, announcers, &notices)?;
            Ok::<_, StoreError>((notices, letters))
        })?;
        world.db.write(move |tx| {
            if cursor::advance(tx.conn, CONSUMER, &stretch)? {
                let ids = letters.write(tx.conn)?;
                for (notice, letter) in notices.iter_mut().zip(ids) {
                    notice.letter_id = letter;
                }
                store::insert(tx.conn, &notices)?;
            }
            Ok::<_, StoreError>(())
        })?;
    }
    Ok(any)
}

/// The notices that these entries come to.
fn gather(
    conn: &mut Conn,
    world: &World,
    announcers: &[Arc<dyn Announcer>],
    entries: &[&Entry],
) -> Result<Vec<NewNotice>, StoreError> {
    let mut news = Vec::new();
    for announcer in announcers {
        let word = announcer.recorded_on().word();
        let own: Vec<&Entry> =
            entries.iter().copied().filter(|entry| entry.subject_kind == word).collect();
        if !own.is_empty() {
            news.extend(announcer.news(conn, &own)?);
        }
    }
    if news.is_empty() {
        return Ok(Vec::new());
    }
    let behind = Behind::load(conn, world, &news, world.time.now())?;
    let entries: HashMap<i64, &Entry> = entries.iter().map(|entry| (entry.id, *entry)).collect();
    let mut once = HashSet::new();
    let mut notices = Vec::new();
    for one in &news {
        let Some(entry) = entries.get(&one.entry) else { continue };
        for account in behind.accounts(one) {
            let did_it = entry.account_id == Some(account.0);
            if !did_it && once.insert((account, one.entry)) {
                notices.push(notice(world, account, one, entry));
            }
        }
    }
    Ok(notices)
}

fn notice(world: &World, account: AccountId, news: &News, entry: &Entry) -> NewNotice {
    NewNotice {
        id: world.ids.next(world.time.now()),
        key: world.randomness.code(KEY_LENGTH),
        account_id: account.0,
        entry_id: entry.id,
        word: news.word.to_owned(),
        subject_kind: news.about.kind.word().to_owned(),
        subject_id: news.about.id,
        at: entry.at,
        letter_id: None,
    }
}

/// The letters that these notices come to, each due at the hours of what it is about.
fn letters(
    conn: &mut Conn,
    world: &World,
    announcers: &[Arc<dyn Announcer>],
    notices: &[NewNotice],
) -> Result<Letters, StoreError> {
    let mut told = Vec::with_capacity(notices.len());
    let mut hours = HashMap::new();
    for announcer in announcers {
        let kind = announcer.kind();
        let own = notices.iter().filter(|notice| notice.subject_kind == kind.word());
        let mut ids: Vec<i64> = own.map(|notice| notice.subject_id).collect();
        ids.sort_unstable();
        ids.dedup();
        if !ids.is_empty() {
            let known = announcer.hours(conn, world, &ids)?;
            hours.extend(known.into_iter().map(|(id, hours)| (Subject::new(kind, id), hours)));
        }
    }
    for notice in notices {
        let kind = SubjectKind::from_word(&notice.subject_kind).ok_or_else(|| {
            StoreError::corrupt("notice", "subject_kind", notice.id, &notice.subject_kind)
        })?;
        let subject = Subject::new(kind, notice.subject_id);
        told.push(Told { account: notice.account_id, subject });
    }
    Letters::plan(conn, world, &told, &hours)
}

/// Who is behind the bodies that are told.
struct Behind {
    holders: HashMap<BodyId, Vec<Holder>>,
    accounts: HashMap<PersonId, Vec<AccountId>>,
}

impl Behind {
    fn load(
        conn: &mut Conn,
        world: &World,
        news: &[News],
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let mut bodies: Vec<BodyId> = news.iter().map(|one| one.body).collect();
        bodies.sort_unstable();
        bodies.dedup();
        let mut holders: HashMap<BodyId, Vec<Holder>> = HashMap::new();
        let mut persons = Vec::new();
        for holder in world.posts.holders(conn, &bodies, now)? {
            persons.push(holder.person);
            holders.entry(holder.body).or_default().push(holder);
        }
        persons.sort_unstable();
        persons.dedup();
        let mut accounts: HashMap<PersonId, Vec<AccountId>> = HashMap::new();
        for account in account::list_of_all(conn, &persons)? {
            if account.state == account::State::Active {
                accounts.entry(account.person).or_default().push(account.id);
            }
        }
        Ok(Self { holders, accounts })
    }

    fn accounts(&self, one: &News) -> impl Iterator<Item = AccountId> + '_ {
        let post = one.post;
        let holders = self.holders.get(&one.body).into_iter().flatten();
        let meant = holders.filter(move |holder| post.is_none_or(|post| post == holder.post));
        meant.flat_map(|holder| self.accounts.get(&holder.person).into_iter().flatten().copied())
    }
}
