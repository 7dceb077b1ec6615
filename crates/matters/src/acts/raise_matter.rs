//! Raising a matter: by the code on the wall, or by staff on somebody's behalf.

use jiff::Zoned;
use kernel::{PersonId, PlaceId, Refusal, Whereabouts};
use platform::{Act, Outcome, attachment, vault};

use super::{duty, step, todos};
use crate::event;
use crate::model::charter::Matters;
use crate::model::{
    Channel, Matter, MatterId, MatterNumber, QueryCode, State, Visibility, VoiceKind,
};
use crate::permissions;
use crate::rules::raising;
use crate::store::voice::NewVoice;
use crate::store::{self};

/// Where it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// District, street and building.
    pub at: Whereabouts,
    /// The exact place: building, floor or room.
    pub place: PlaceId,
    /// The spot in words of the code on the wall.
    pub words: Option<String>,
    /// Two to four capitals of the street, for the number.
    pub street_code: String,
}

/// What was typed and chosen.
#[derive(Debug, Clone)]
pub struct Raise {
    /// Where.
    pub spot: Spot,
    /// What happened, in the reporter's words.
    pub text: String,
    /// The reporter's name, if left.
    pub name: Option<String>,
    /// A phone number, if left.
    pub phone: Option<String>,
    /// Photos that were taken in before the act; whoever calls discards them if it is refused.
    pub photos: Vec<attachment::Stored>,
    /// Who may see it.
    pub visibility: Visibility,
    /// By which way it came.
    pub channel: Channel,
    /// Keyed hash of what tells one device from another; empty when staff write it down.
    pub device_hash: Option<Vec<u8>>,
    /// The system an imported order came from, and its number there.
    pub external: Option<(String, String)>,
}

/// A matter just raised, and the one sight of its query code.
#[derive(Debug, Clone)]
pub struct Newly {
    /// Its id.
    pub id: MatterId,
    /// The number people call it by.
    pub number: MatterNumber,
    /// The code to follow it by; only its keyed hash is stored.
    pub code: QueryCode,
}

/// Raises a matter: words, title without personal data, contact into the vault, the clock that
/// waits for the answer, and what the station owes.
///
/// # Errors
/// What [`raising::raise`] refuses, at its field; not found if staff raise outside their places.
///
/// Source: MISSION M1, M2; UX §3 Raise.
pub fn raise_matter(act: &mut Act<'_, '_>, ask: &Raise) -> Outcome<Newly> {
    if ask.channel.is_on_behalf() && ask.external.is_none() {
        let scope = act.require(&permissions::RAISE_FOR)?;
        if !scope.covers(&ask.spot.at) {
            return Err(Refusal::not_found().into());
        }
    }
    let charter = act.charter(&ask.spot.at)?;
    let raised = raising::raise(
        &raising::Raise { text: &ask.text, photos: ask.photos.len(), phone: ask.phone.as_deref() },
        &charter.section::<Matters>().raising,
    )
    .map_err(Refusal::from)?;
    let mut matter = new_matter(act, ask, &raised.title, charter.id)?;
    step::begin(act, &mut matter, raised.starts, &charter, |act, matter| {
        store::matter::insert(act, matter)
    })?;
    let words = store::raw::insert(act, matter.id, &raised.text)?;
    let person = reporter(act, ask.name.as_deref(), raised.phone.as_deref())?;
    let code = QueryCode::draw(act.randomness());
    let hash = store::matter::code_hash(act.world(), &code);
    store::voice::insert(
        act,
        &NewVoice {
            matter: matter.id,
            kind: VoiceKind::Reporter,
            code_hash: &hash,
            device_hash: ask.device_hash.as_deref(),
            person,
        },
    )?;
    let mut photos = Vec::with_capacity(ask.photos.len());
    for photo in &ask.photos {
        // Nobody has looked yet whether it shows who took it.
        photos.push(attachment::attach(act, matter.subject(), photo, true)?);
    }
    let (source, external_number) = ask.external.clone().unzip();
    act.journal(
        Some(matter.at.district),
        matter.subject(),
        &event::Raised {
            number: matter.number.clone(),
            channel: matter.channel,
            place: matter.place,
            visibility: matter.visibility,
            words,
            photos,
            source,
            external_number,
        },
    )?;
    let station = duty::station_or_street(act, &matter.at)?;
    todos::wait_for_triage(act, &matter, station)?;
    Ok(Newly { id: matter.id, number: matter.number, code })
}

fn new_matter(
    act: &mut Act<'_, '_>,
    ask: &Raise,
    title: &str,
    charter_version: i64,
) -> Outcome<Matter> {
    let today = Zoned::new(act.now(), act.zone().clone());
    let (source, external_number) = ask.external.clone().unzip();
    Ok(Matter {
        id: act.new_id(),
        number: fresh_number(act, &ask.spot.street_code, today.year())?,
        at: ask.spot.at,
        place: ask.spot.place,
        spot: ask.spot.words.clone(),
        state: State::New,
        title: title.to_owned(),
        category: None,
        class: None,
        channel: ask.channel,
        visibility: ask.visibility,
        lead: None,
        result: None,
        raised_at: act.now(),
        month: i32::from(today.year()) * 100 + i32::from(today.month()),
        dispatched_at: None,
        completed_at: None,
        ended_at: None,
        due_at: None,
        voices: 1,
        urged_at: None,
        solved: false,
        charter_version,
        source,
        external_number,
        returns: 0,
    })
}

/// A number nobody has yet.
pub(super) fn fresh_number(
    act: &mut Act<'_, '_>,
    street_code: &str,
    year: i16,
) -> Outcome<MatterNumber> {
    loop {
        let number = MatterNumber::draw(street_code, year, act.randomness())
            .map_err(|_| Refusal::new("refusal-street-without-code"))?;
        if !store::matter::is_taken(act.conn(), &number)? {
            return Ok(number);
        }
    }
}

/// Puts name and number into the vault; nobody if neither was left.
fn reporter(
    act: &mut Act<'_, '_>,
    name: Option<&str>,
    phone: Option<&str>,
) -> Outcome<Option<PersonId>> {
    let name = name.map(str::trim).filter(|name| !name.is_empty());
    if name.is_none() && phone.is_none() {
        return Ok(None);
    }
    let contact = phone.map(|phone| vault::Contact::from_field("phone", phone)).transpose()?;
    let person: PersonId = act.new_id();
    vault::put_new(act, person, name.unwrap_or_default(), contact.as_ref())?;
    Ok(Some(person))
}
