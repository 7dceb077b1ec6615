//! A new order becomes a matter: the caller's words and contact shielded as everybody's.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Zoned;
use kernel::{BodyId, PersonId, PlaceId};
use platform::charter::Pinned;
use platform::{Act, Outcome, vault};

use super::gather;
use super::plan::Fresh;
use crate::acts::raise_matter::fresh_number;
use crate::acts::{duty, step, todos};
use crate::event;
use crate::model::charter::{Category, Matters};
use crate::model::order::{ImportId, Order, Stage};
use crate::model::{Channel, Matter, QueryCode, ResultClass, Solved, State, Visibility, VoiceKind};
use crate::rules::advancing::clocks_of_a_new_matter;
use crate::rules::orders::placing::{Gazetteer, Known};
use crate::store;
use crate::store::orders::known;
use crate::store::voice::NewVoice;

/// Longest name the vault keeps, in characters.
const NAME: usize = 60;

/// What all orders of one ledger share.
pub(super) struct Taking {
    pub import: ImportId,
    pub source: String,
    pub channel: Channel,
    pub gazetteer: Arc<Gazetteer>,
}

/// What was looked up for earlier orders.
#[derive(Default)]
pub(super) struct Memo {
    charters: HashMap<PlaceId, Arc<Pinned>>,
    stations: HashMap<PlaceId, Option<BodyId>>,
}

/// Writes new orders.
pub(super) fn take(
    act: &mut Act<'_, '_>,
    taking: &Taking,
    memo: &mut Memo,
    orders: &[Fresh],
) -> Outcome<()> {
    let numbers: Vec<String> = orders.iter().map(|fresh| fresh.order.number.clone()).collect();
    // Another process may have gone on with the same import in the meantime.
    let known = known::find(act.conn(), &taking.source, &numbers)?;
    for fresh in orders.iter().filter(|fresh| !known.contains_key(&fresh.order.number)) {
        take_one(act, taking, memo, &fresh.order, taking.gazetteer.place(fresh.place))?;
    }
    Ok(())
}

fn take_one(
    act: &mut Act<'_, '_>,
    taking: &Taking,
    memo: &mut Memo,
    order: &Order,
    place: &Known,
) -> Outcome<()> {
    let charter = match memo.charters.get(&place.id) {
        Some(charter) => Arc::clone(charter),
        None => {
            let charter = act.charter(&place.at)?;
            memo.charters.insert(place.id, Arc::clone(&charter));
            charter
        }
    };
    let mut matter = new_matter(act, taking, order, place, &charter)?;
    let insert = |act: &mut Act<'_, '_>, matter: &Matter| {
        store::matter::insert_arriving(act, matter, taking.import, &place.name)
    };
    if matter.state != State::New {
        insert(act, &matter)?;
    } else {
        step::begin(act, &mut matter, clocks_of_a_new_matter(), &charter, insert)?;
        let station = station(act, memo, place)?;
        todos::wait_for_triage(act, &matter, station)?;
    }
    let words = store::raw::insert_at(act, matter.id, order.raised_at, &words(order))?;
    wait(act, &matter, order)?;
    let answer = order.said.answers.rating();
    if let Some(answer) = answer {
        let at = order.said.closed_at.unwrap_or(order.raised_at);
        store::rating::insert_at(act, matter.id, at, (None, None), answer)?;
    }
    known::put(act, matter.id, taking.import, order, true)?;
    let imported = event::Imported {
        number: matter.number.clone(),
        channel: matter.channel,
        place: matter.place,
        words,
        import: taking.import,
        source: taking.source.clone(),
        external_number: order.number.clone(),
        state: matter.state,
        answer,
    };
    act.journal(Some(matter.at.district), matter.subject(), &imported)?;
    Ok(())
}

fn new_matter(
    act: &mut Act<'_, '_>,
    taking: &Taking,
    order: &Order,
    place: &Known,
    charter: &Pinned,
) -> Outcome<Matter> {
    let raised = Zoned::new(order.raised_at, act.zone().clone());
    let section = charter.section::<Matters>();
    let is_open = order.said.stage == Stage::Open;
    let closed_at = order.said.closed_at.filter(|_| !is_open);
    let solved = order.said.answers.solved.filter(|_| !is_open);
    Ok(Matter {
        id: act.new_id(),
        number: fresh_number(act, &place.street_code, raised.year())?,
        at: place.at,
        place: place.id,
        spot: None,
        state: if is_open { State::New } else { State::Closed },
        title: gather::title(&order.title, &order.content),
        category: category(section, &order.category),
        class: None,
        channel: taking.channel,
        // Callers of a hotline have not let the building see what they said.
        visibility: Visibility::HandlersOnly,
        lead: None,
        result: solved.map(|solved| result_of(solved).word().to_owned()),
        raised_at: order.raised_at,
        month: i32::from(raised.year()) * 100 + i32::from(raised.month()),
        dispatched_at: None,
        completed_at: closed_at,
        ended_at: closed_at,
        due_at: None,
        voices: 1,
        urged_at: None,
        solved: solved.is_some_and(|solved| counts_as_solved(section, solved)),
        charter_version: charter.id,
        source: Some(taking.source.clone()),
        external_number: Some(order.number.clone()),
        returns: 0,
    })
}

/// The result class an answer of the caller amounts to.
pub(super) fn result_of(solved: Solved) -> ResultClass {
    match solved {
        Solved::Solved => ResultClass::Solved,
        Solved::Partly => ResultClass::Partly,
        Solved::Unsolved => ResultClass::Unsolved,
    }
}

/// Whether the charter counts what the answer amounts to as solved.
pub(super) fn counts_as_solved(section: &Matters, solved: Solved) -> bool {
    section.result(result_of(solved)).is_some_and(|rule| rule.solved)
}

/// The category of the charter that goes by the narrowest name the source gave; none if the
/// charter knows none of them.
fn category(section: &Matters, levels: &[String]) -> Option<String> {
    let paths = section.category_paths();
    let named = |level: &String| {
        let same =
            |(_, category): &&(String, &Category)| category.name.in_language("zh-CN") == level;
        paths.iter().find(same).map(|(path, _)| path.clone())
    };
    levels.iter().rev().find_map(named)
}

/// What the caller said: the title too, where the content does not hold it.
fn words(order: &Order) -> String {
    if order.title.is_empty() || order.content.contains(&order.title) {
        order.content.clone()
    } else {
        format!("{}\n{}", order.title, order.content)
    }
}

/// The caller waits for the matter; name and number go into the vault. What is no number (a masked
/// one, the name of an account) is not kept.
fn wait(act: &mut Act<'_, '_>, matter: &Matter, order: &Order) -> Outcome<()> {
    let name: String = order.caller.trim().chars().take(NAME).collect();
    let contact = vault::Contact::parse(&order.contact);
    let person = if name.is_empty() && contact.is_none() {
        None
    } else {
        let person: PersonId = act.new_id();
        vault::put_new(act, person, &name, contact.as_ref())?;
        Some(person)
    };
    let code = QueryCode::draw(act.randomness());
    let code_hash = store::matter::code_hash(act.world(), &code);
    let voice = NewVoice {
        matter: matter.id,
        kind: VoiceKind::Reporter,
        code_hash: &code_hash,
        device_hash: None,
        person,
    };
    store::voice::insert_at(act, order.raised_at, &voice)?;
    Ok(())
}

fn station(act: &mut Act<'_, '_>, memo: &mut Memo, place: &Known) -> Outcome<Option<BodyId>> {
    if let Some(station) = memo.stations.get(&place.id) {
        return Ok(*station);
    }
    let station = duty::station_or_street(act, &place.at)?;
    memo.stations.insert(place.id, station);
    Ok(station)
}
