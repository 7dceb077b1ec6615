//! Sending letters: one at a time, by whoever holds it.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;

use super::letter::{Letter, State};
use super::relay::{Refused, Relay};
use super::{message, store};
use crate::act::Outcome;
use crate::jobs::{Job, Nodes};
use crate::web::Site;

/// Letters of one turn, so that a node that is told to stop soon does.
const AT_ONCE: i64 = 50;
/// How long a node may take over one letter; after that it is taken for dead. Longer than the
/// relay's patience for the whole talk.
const HELD_FOR: SignedDuration = SignedDuration::from_mins(10);
/// What should have gone longer ago is no news any more: nobody sent anything for that long. A
/// letter that waits for the end of a long holiday is not late. Source: assumption (as for notices).
const NEWS_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The job that sends; none where no relay is set.
#[must_use]
pub fn job(site: Arc<Site>) -> Option<Job> {
    site.world.mail.as_ref()?;
    Some(Job::new("mail", Duration::from_secs(2), Nodes::One, move |_| send_due(&site).map(drop)))
}

/// Sends what is due, at most fifty letters; how many the relay took. Where it does not answer, the
/// rest waits for another turn.
///
/// A letter is taken for an attempt in one transaction and ended in another. A node that dies
/// between the relay's word and the second has sent it, and another sends it again: under the same
/// message id, by which mail servers know it for the same.
///
/// # Errors
/// [`crate::Failure`] if the database fails.
pub fn send_due(site: &Arc<Site>) -> Outcome<usize> {
    let Some(relay) = site.world.mail.as_ref() else { return Ok(0) };
    let now = site.world.time.now();
    let due = site.world.db.read(|conn| store::letter::list_due(conn, now, AT_ONCE))?;
    let mut sent = 0;
    for letter in due {
        match attempt(site, relay, letter.id)? {
            Attempt::Sent => sent += 1,
            Attempt::Unanswered => break,
            Attempt::Other => {}
        }
    }
    Ok(sent)
}

/// What came of trying.
enum Attempt {
    Sent,
    /// The relay is not there: the next letter would wait as long for nothing.
    Unanswered,
    Other,
}

fn attempt(site: &Arc<Site>, relay: &Relay, id: i64) -> Outcome<Attempt> {
    let world = &site.world;
    let now = world.time.now();
    let held = world.db.write(move |tx| store::letter::hold(tx.conn, id, now, now + HELD_FOR))?;
    let Some(letter) = held else { return Ok(Attempt::Other) };
    let is_news = now - NEWS_FOR < letter.due_at;
    let message = match is_news {
        true => world.db.read(|conn| message::write(conn, site, &letter, now))?,
        false => None,
    };
    let Some(message) = message else {
        world.db.write(move |tx| store::letter::end(tx.conn, id, State::Dropped, None, now))?;
        return Ok(Attempt::Other);
    };
    match relay.send(&message, now) {
        Ok(()) => {
            world.db.write(move |tx| store::letter::end(tx.conn, id, State::Sent, None, now))?;
            Ok(Attempt::Sent)
        }
        Err(refused) => {
            let answered = refused.answered;
            put_off(site, &letter, refused)?;
            Ok(if answered { Attempt::Other } else { Attempt::Unanswered })
        }
    }
}

/// Waits for another attempt, or gives up where one would be of no use.
fn put_off(site: &Arc<Site>, letter: &Letter, refused: Refused) -> Outcome<()> {
    let (id, now) = (letter.id, site.world.time.now());
    let again = letter.again_at(now).filter(|_| !refused.for_good);
    tracing::warn!(
        letter = letter.key,
        reply = refused.reply,
        again = again.is_some(),
        "not taken"
    );
    site.world.db.write(move |tx| match again {
        Some(at) => store::letter::put_off(tx.conn, id, at, &refused.reply),
        None => store::letter::end(tx.conn, id, State::Failed, Some(&refused.reply), now),
    })?;
    Ok(())
}
