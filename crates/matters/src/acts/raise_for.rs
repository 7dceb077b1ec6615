//! Raising on somebody's behalf, as staff write it down: the place by its code, choices by word.

use kernel::{Refusal, Whereabouts};
use platform::{Act, Conn, Outcome};
use registry::model::Place;

use super::duty::street_code;
use super::raise_matter::{Newly, Raise, Spot, raise_matter};
use crate::model::{Channel, Visibility};
use crate::rules::MatterRefusal;

/// Characters of the exact spot at most. Source: assumption.
const SPOT_MOST: usize = 60;

/// What staff write down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnBehalf {
    /// Code of the building.
    pub building: String,
    /// Name of the floor, as the lift shows it.
    pub floor: Option<String>,
    /// Where exactly, in words.
    pub spot: Option<String>,
    /// By which way it came, by its word: none of the reporter's own.
    pub channel: String,
    /// What happened.
    pub text: String,
    /// The reporter's name, if left.
    pub name: Option<String>,
    /// A phone number, if left.
    pub phone: Option<String>,
    /// Who may see it, by its word; everybody without names, unless something else is said.
    pub visibility: Option<String>,
}

/// Raises what staff wrote down.
///
/// # Errors
/// At `building`, `floor`, `channel` and `visibility` where there is none of that code, name or
/// word; at `spot` if it is too long; as [`raise_matter`].
///
/// Source: MISSION M2.
pub fn raise_for(act: &mut Act<'_, '_>, ask: &OnBehalf) -> Outcome<Newly> {
    let unpicked = |field| Refusal::at(field, "form-refusal-pick");
    let building = registry::store::place::find_by_code(act.conn(), &ask.building)?
        .ok_or_else(|| unpicked("building"))?;
    let at: Whereabouts = building.whereabouts().ok_or_else(|| unpicked("building"))?;
    let floor = match &ask.floor {
        Some(name) => Some(floor_called(act.conn(), &building, name)?),
        None => None,
    };
    let channel = Channel::from_word(&ask.channel)
        .filter(|channel| channel.is_on_behalf() && !channel.is_hotline())
        .ok_or_else(|| unpicked("channel"))?;
    let raise = Raise {
        spot: Spot {
            at,
            place: floor.map_or(building.id, |floor| floor.id),
            words: spot(ask.spot.as_deref())?,
            street_code: street_code(act.conn(), &at)?,
        },
        text: ask.text.clone(),
        name: ask.name.clone(),
        phone: ask.phone.clone(),
        photos: Vec::new(),
        visibility: visibility(ask.visibility.as_deref())?,
        channel,
        device_hash: None,
        external: None,
    };
    raise_matter(act, &raise)
}

/// The floor of a building by its name.
fn floor_called(conn: &mut Conn, building: &Place, name: &str) -> Outcome<Place> {
    let floors = registry::store::place::children(conn, building.id)?;
    let called = floors.into_iter().find(|floor| floor.name == name);
    called.ok_or_else(|| Refusal::at("floor", "form-refusal-pick").into())
}

/// Where exactly, in words.
fn spot(typed: Option<&str>) -> Result<Option<String>, Refusal> {
    let Some(typed) = typed else { return Ok(None) };
    let has = typed.chars().count();
    if has > SPOT_MOST {
        let refusal = MatterRefusal::TooLong { field: "spot", most: SPOT_MOST, has };
        return Err(refusal.into());
    }
    Ok(Some(typed.to_owned()))
}

fn visibility(typed: Option<&str>) -> Result<Visibility, Refusal> {
    let Some(typed) = typed else { return Ok(Visibility::PublicAnonymous) };
    Visibility::from_word(typed).ok_or_else(|| Refusal::at("visibility", "form-refusal-pick"))
}
