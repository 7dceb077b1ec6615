//! Everything a page shows of one whistle, read in one snapshot by whatever right opened it.

use std::collections::HashMap;
use std::sync::Arc;

use kernel::{BodyId, Refusal};
use platform::charter::Pinned;
use platform::web::{PageError, Site, Visitor};
use platform::{Actor, Conn, Failure, Outcome, World};

use crate::model::charter::{Matters, Whistling};
use crate::model::{
    Call, CallId, CallState, ClockId, Matter, QueryCode, Whistle, WhistleNumber, WhistleState,
};
use crate::pages::staff::place_name;
use crate::permissions;
use crate::store::clock::Clock;
use crate::store::{self, Sight};

/// One whistle.
pub(super) struct Facts {
    pub matter: Matter,
    pub whistle: Whistle,
    pub calls: Vec<Call>,
    pub place: String,
    pub charter: Arc<Pinned>,
    pub grades: Vec<(CallId, String, i32)>,
    /// Whether the viewer may open the matter itself.
    pub sees_matter: bool,
    /// The bodies the viewer acts for.
    pub own: Vec<BodyId>,
    notes: HashMap<i64, String>,
    clocks: HashMap<ClockId, Clock>,
    names: HashMap<BodyId, String>,
}

impl Facts {
    /// The whistle an address names, as far as its visitor sees it.
    ///
    /// # Errors
    /// [`PageError::NotFound`] for what is no number, or outside the visitor's sight.
    pub async fn of(site: &Arc<Site>, visitor: &Visitor, number: &str) -> Result<Self, PageError> {
        let number: WhistleNumber = number.parse().map_err(|_| PageError::NotFound)?;
        let (world, actor) = (Arc::clone(&site.world), Arc::clone(&visitor.actor));
        Ok(site.read(move |conn| Self::load(conn, &world, &actor, &number)).await?)
    }

    /// Reads the whistle with `number` within the actor's sight.
    ///
    /// # Errors
    /// Not found outside it.
    pub fn load(
        conn: &mut Conn,
        world: &World,
        actor: &Actor,
        number: &WhistleNumber,
    ) -> Outcome<Self> {
        let sight = Sight::within(actor.scope(&permissions::SEE_WHISTLES), actor);
        let own: Vec<BodyId> = actor.bodies().collect();
        let found = store::whistle::find(conn, &sight, &own, number)?;
        let (matter, whistle) = found.ok_or_else(Refusal::not_found)?;
        let sees = store::matter::find(conn, &Sight::of(actor), &matter.number)?.is_some();
        Self::gather(conn, world, (matter, whistle), (sees, own))
    }

    /// Reads the whistle whose call a code opens, and that call.
    ///
    /// # Errors
    /// Not found for a code nobody holds, or one that has expired.
    pub fn by_code(conn: &mut Conn, world: &World, code: &QueryCode) -> Outcome<(Self, CallId)> {
        let hash = store::matter::code_hash(world, code);
        let call = store::whistle::call::find_by_code(conn, &hash, world.time.now())?
            .ok_or_else(Refusal::not_found)?;
        let found = store::whistle::find_by_id(conn, call.whistle)?;
        let found = found.ok_or_else(Refusal::not_found)?;
        Ok((Self::gather(conn, world, found, (false, vec![call.body]))?, call.id))
    }

    fn gather(
        conn: &mut Conn,
        world: &World,
        (matter, whistle): (Matter, Whistle),
        (sees_matter, own): (bool, Vec<BodyId>),
    ) -> Outcome<Self> {
        let charter = world
            .charters
            .version(conn, whistle.charter_version)?
            .ok_or_else(|| Failure::from(Refusal::new("refusal-no-charter")))?;
        let calls = store::whistle::call::list(conn, &[whistle.id])?;
        let bodies: Vec<BodyId> =
            calls.iter().map(|call| call.body).chain([whistle.body]).collect();
        let notes = store::note::list(conn, matter.id, true)?;
        let clocks = store::clock::list(conn, matter.id)?;
        Ok(Self {
            place: place_name(conn, &matter)?,
            grades: store::whistle::call::grades(conn, &calls)?,
            names: registry::store::name::of_bodies(conn, &bodies)?,
            notes: notes.into_iter().map(|note| (note.id, note.words)).collect(),
            clocks: clocks.into_iter().map(|clock| (clock.id, clock)).collect(),
            matter,
            whistle,
            calls,
            charter,
            sees_matter,
            own,
        })
    }

    /// What the whistle's charter says about whistles; nothing where a later one dropped them.
    pub fn rules(&self) -> Option<&Whistling> {
        self.charter.section::<Matters>().whistle.as_ref()
    }

    /// The type in words; its key where the charter has dropped it.
    pub fn kind(&self, tag: &str) -> String {
        let kind = self.rules().and_then(|rules| rules.kind(&self.whistle.kind));
        kind.map_or(self.whistle.kind.as_str(), |kind| kind.name.in_language(tag)).to_owned()
    }

    /// A ground of a refusal in words.
    pub fn ground(&self, tag: &str, id: &str) -> String {
        let ground = self.rules().and_then(|rules| rules.refusal(id));
        ground.map_or(id, |ground| ground.name.in_language(tag)).to_owned()
    }

    /// What a department thinks of the whistle, in words.
    pub fn verdict(&self, tag: &str, id: &str) -> String {
        let verdict = self.rules().and_then(|rules| rules.verdict(id));
        verdict.map_or(id, |verdict| verdict.name.in_language(tag)).to_owned()
    }

    /// The name of the whistler, or of a department.
    pub fn name(&self, body: BodyId) -> &str {
        self.names.get(&body).map_or("", String::as_str)
    }

    /// The name of the body that whistled.
    pub fn by(&self) -> &str {
        self.name(self.whistle.body)
    }

    /// What was tried in the building.
    pub fn tried(&self) -> &str {
        self.words(self.whistle.tried)
    }

    /// What came of it; nothing yet while it calls.
    pub fn ending(&self) -> &str {
        self.maybe_words(self.whistle.ending)
    }

    /// What was written under a note.
    pub fn words(&self, note: i64) -> &str {
        self.notes.get(&note).map_or("", String::as_str)
    }

    /// What was written under a note that may not be there yet.
    pub fn maybe_words(&self, note: Option<i64>) -> &str {
        note.map_or("", |note| self.words(note))
    }

    /// A clock of a call.
    pub fn clock(&self, id: ClockId) -> Option<&Clock> {
        self.clocks.get(&id)
    }

    /// Whether the viewer acts for the body that whistled.
    pub fn is_own(&self) -> bool {
        self.own.contains(&self.whistle.body)
    }

    /// Whether it still calls.
    pub fn is_open(&self) -> bool {
        self.whistle.state == WhistleState::Open
    }

    /// The call of the viewer's own body.
    pub fn own_call(&self) -> Option<&Call> {
        self.calls.iter().find(|call| self.own.contains(&call.body))
    }

    /// The refusals that wait for a ruling.
    pub fn disputed(&self) -> impl Iterator<Item = &Call> {
        self.calls.iter().filter(|call| call.state == CallState::Disputed)
    }

    /// The mean of the grades a department was given, to one decimal.
    pub fn mean(&self, call: CallId) -> Option<String> {
        let given = self.grades.iter().filter(|(of, ..)| *of == call).map(|(.., grade)| *grade);
        let (sum, count) = given.fold((0, 0), |(sum, count), grade| (sum + grade, count + 1));
        let tenths = (sum * 10 + count / 2).checked_div(count)?;
        Some(format!("{}.{}", tenths / 10, tenths % 10))
    }
}
