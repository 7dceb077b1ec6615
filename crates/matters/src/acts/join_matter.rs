//! 我也遇到: one tap counts a voice and gives a code of one's own to follow by.

use kernel::{PlaceId, Refusal};
use platform::{Act, Outcome};

use super::step;
use crate::event;
use crate::model::{MatterNumber, QueryCode, VoiceKind};
use crate::rules::following;
use crate::store;
use crate::store::voice::NewVoice;

/// Joins a public matter of `building`; a device counts once.
///
/// # Errors
/// Not found unless the matter is public there; what [`following::join`] refuses.
///
/// Source: UX §3 Raise (我也遇到), FEATURES F-A7.
pub fn join_matter(
    act: &mut Act<'_, '_>,
    building: PlaceId,
    number: &MatterNumber,
    device_hash: &[u8],
) -> Outcome<QueryCode> {
    let found =
        store::matter::find_public(act.conn(), building, number)?.ok_or_else(Refusal::not_found)?;
    let mut matter = store::matter::hold(act.conn(), found)?;
    let standing = step::standing(act, &matter)?;
    let counts_already = store::voice::has_joined(act.conn(), matter.id, device_hash)?;
    let joined = following::join(standing, counts_already).map_err(Refusal::from)?;
    let code = QueryCode::draw(act.randomness());
    let hash = store::matter::code_hash(act.world(), &code);
    let voice = store::voice::insert(
        act,
        &NewVoice {
            matter: matter.id,
            kind: VoiceKind::Joined,
            code_hash: &hash,
            device_hash: Some(device_hash),
            person: None,
        },
    )?;
    matter.voices += 1;
    step::done(act, &mut matter, &joined)?;
    act.journal(
        Some(matter.at.district),
        matter.subject(),
        &event::Joined { voice, voices: matter.voices },
    )?;
    Ok(code)
}
