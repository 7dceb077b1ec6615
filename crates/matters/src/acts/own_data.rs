//! 查阅、复制与删除: what whoever raised a matter may ask about their own data.

use kernel::{Refusal, Subject};
use platform::privacy;
use platform::{Act, Conn, Outcome, World, attachment};
use serde_json::{Value, json};

use super::rate_matter::followed;
use crate::model::{Matter, QueryCode, VoiceKind};
use crate::store::{self, voice::Voice};

/// Asks that what the holder of a code left with a matter be erased. Journals
/// `privacy.erasure_asked`.
///
/// # Errors
/// Not found for a code nobody holds and for whoever only joined, of whom nothing is held; what
/// [`privacy::ask_erasure`] refuses.
///
/// Source: DOMAIN 7.2, article 47.
pub fn ask_erasure(act: &mut Act<'_, '_>, code: &QueryCode) -> Outcome<()> {
    let (matter, voice) = followed(act, code)?;
    if voice.kind != VoiceKind::Reporter {
        return Err(Refusal::not_found().into());
    }
    let label = matter.number.to_string();
    privacy::ask_erasure(act, matter.subject(), &label, Some(matter.at.district))
}

/// The matter of a code, for whoever sits at the machine.
///
/// # Errors
/// Not found for a code nobody holds and for whoever only joined.
pub fn subject_of_code(conn: &mut Conn, world: &World, code: &QueryCode) -> Outcome<Subject> {
    Ok(own(conn, world, code)?.0.subject())
}

/// The matter of a code with its reporter's voice.
fn own(conn: &mut Conn, world: &World, code: &QueryCode) -> Outcome<(Matter, Voice)> {
    let hash = store::matter::code_hash(world, code);
    let found = store::matter::find_followed(conn, &hash)?;
    let own = found.filter(|(_, voice)| voice.kind == VoiceKind::Reporter);
    Ok(own.ok_or_else(Refusal::not_found)?)
}

/// A copy of what is held on whoever raised the matter of a code, for them.
///
/// # Errors
/// Not found for a code nobody holds and for whoever only joined.
///
/// Source: DOMAIN 7.2, article 45.
pub fn own_data(conn: &mut Conn, world: &World, code: &QueryCode) -> Outcome<Value> {
    let (matter, voice) = own(conn, world, code)?;
    let subject = matter.subject();
    let person = match voice.person {
        Some(person) => Some(privacy::copy_of(conn, world, person, Some(subject))?),
        None => None,
    };
    let words = store::raw::list_own(conn, matter.id)?;
    let photos = attachment::list(conn, subject)?;
    Ok(json!({
        "matter": matter.number.to_string(),
        "title": matter.title,
        "raised": matter.raised_at.to_string(),
        "channel": matter.channel.word(),
        "visibility": matter.visibility.word(),
        "person": person,
        "words": words
            .iter()
            .map(|said| json!({ "at": said.at.to_string(), "words": said.words }))
            .collect::<Vec<_>>(),
        "photos": photos
            .iter()
            .map(|photo| format!("/follow/{}/photos/{}", code.compact(), photo.key))
            .collect::<Vec<_>>(),
    }))
}
