//! Everything staff are shown of one matter, read in one snapshot within the viewer's sight.

use std::collections::HashMap;
use std::sync::Arc;

use kernel::{BodyId, Refusal};
use platform::attachment::{self, Attachment};
use platform::charter::Pinned;
use platform::journal::life::{self, Lived};
use platform::vault::{self, Masked};
use platform::web::{PageError, Site, Status, View, Visitor};
use platform::{Actor, Conn, Failure, Outcome, World};

use crate::model::charter::Matters;
use crate::model::{
    Answer, AssignmentRole, AssignmentState, Call, ClockKind, Matter, MatterNumber, Request,
    RequestKind, RequestState, Satisfaction, Solved, Supervision, Whistle,
};
use crate::rules::requesting;
use crate::store::assignment::Assignment;
use crate::store::clock::Clock;
use crate::store::note::Note;
use crate::store::raw::RawWords;
use crate::store::{self, Sight};

/// Entries of a life on one page; longer ones go on at the journal.
const LIFE_MOST: i64 = 500;

/// One matter, as far as the viewer sees it.
pub(crate) struct Facts {
    pub matter: Matter,
    pub place: String,
    pub charter: Arc<Pinned>,
    pub clocks: Vec<Clock>,
    pub parts: Vec<Assignment>,
    /// What bodies asked for, as far as the viewer may know.
    pub requests: Vec<Request>,
    /// The matters that go on in this one.
    pub members: Vec<Matter>,
    /// What was answered since it was completed, here and in what goes on here.
    pub answers: Vec<Answer>,
    /// The matter this one goes on in, if the viewer sees it.
    pub into: Option<Matter>,
    /// What is supervised, oldest first; nothing for a shielded viewer whose body does not lead.
    pub threads: Vec<Supervision>,
    pub names: HashMap<BodyId, String>,
    pub notes: Vec<Note>,
    pub life: Vec<Lived>,
    /// Who stood behind each entry, in words, by entry id.
    pub doers: HashMap<i64, String>,
    /// The reporter's words; empty for a shielded viewer.
    pub raw: Vec<RawWords>,
    /// The reporter's photos: for a shielded viewer those that a worker released.
    pub photos: Vec<Attachment>,
    /// What is kept of the reporter, masked; nothing for a shielded viewer.
    pub reporter: Masked,
    pub shielded: bool,
    /// Whether the viewer may know of the reporter at all.
    pub knows_reporter: bool,
    /// The bodies the viewer acts for.
    pub own_bodies: Vec<BodyId>,
    /// The whistles about it, oldest first, and whom they call.
    pub whistles: Vec<Whistle>,
    pub calls: Vec<Call>,
}

impl Facts {
    /// The matter an address names, as far as its visitor sees it.
    ///
    /// # Errors
    /// [`PageError::NotFound`] for what is no number, or outside the visitor's sight.
    pub async fn of(site: &Arc<Site>, visitor: &Visitor, number: &str) -> Result<Self, PageError> {
        Self::of_with(site, visitor, number, |_, _, _, facts| Ok(facts)).await
    }

    /// The same with what `more` reads beside it, in one snapshot.
    ///
    /// # Errors
    /// As [`Facts::of`], and what `more` refuses.
    pub async fn of_with<T: Send + 'static>(
        site: &Arc<Site>,
        visitor: &Visitor,
        number: &str,
        more: impl FnOnce(&mut Conn, &World, &Actor, Self) -> Outcome<T> + Send + 'static,
    ) -> Result<T, PageError> {
        let number: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
        let (world, actor) = (Arc::clone(&site.world), Arc::clone(&visitor.actor));
        let read = move |conn: &mut Conn| {
            let facts = Self::load(conn, &world, &actor, &number)?;
            more(conn, &world, &actor, facts)
        };
        Ok(site.read(read).await?)
    }

    /// Reads the matter with `number` and everything about it.
    ///
    /// # Errors
    /// Not found outside the viewer's sight.
    pub fn load(
        conn: &mut Conn,
        world: &World,
        actor: &Actor,
        number: &MatterNumber,
    ) -> Outcome<Self> {
        let sight = Sight::of(actor);
        let matter = store::matter::find(conn, &sight, number)?.ok_or_else(Refusal::not_found)?;
        let charter = world
            .charters
            .version(conn, matter.charter_version)?
            .ok_or_else(|| Failure::from(Refusal::new("refusal-no-charter")))?;
        let parts = store::assignment::list(conn, matter.id)?;
        let threads = store::supervision::list_of(conn, matter.id)?;
        let supervisors = threads.iter().map(|thread| thread.body);
        let whistles = store::whistle::of_matter(conn, matter.id)?;
        let ids: Vec<_> = whistles.iter().map(|one| one.id).collect();
        let calls = store::whistle::call::list(conn, &ids)?;
        let bodies: Vec<BodyId> = parts
            .iter()
            .map(|part| part.body)
            .chain(supervisors)
            .chain(whistles.iter().map(|one| one.body))
            .chain(calls.iter().map(|call| call.body))
            .collect();
        let life = life::list(conn, matter.subject(), LIFE_MOST)?;
        let mut facts = Self {
            place: place_name(conn, &matter)?,
            clocks: store::clock::list(conn, matter.id)?,
            requests: store::request::list(conn, matter.id)?,
            names: registry::store::name::of_bodies(conn, &bodies)?,
            notes: store::note::list(conn, matter.id, true)?,
            doers: doers(conn, &life)?,
            raw: Vec::new(),
            photos: photos(conn, &sight, &matter)?,
            reporter: Masked::default(),
            shielded: sight.is_shielded(),
            knows_reporter: sight.full().is_some(),
            own_bodies: actor.bodies().collect(),
            whistles,
            calls,
            members: store::merge::list_members(conn, matter.id)?,
            answers: Vec::new(),
            into: into(conn, &sight, &matter)?,
            matter,
            charter,
            parts,
            threads,
            life,
        };
        if let Some(completed_at) = facts.matter.completed_at {
            let ids: Vec<_> = facts.members.iter().map(|member| member.id).collect();
            let all = [ids.as_slice(), &[facts.matter.id]].concat();
            facts.answers = store::rating::list_since(conn, &all, completed_at)?;
        }
        if let Some(leave) = sight.full() {
            let members = facts.members.iter().map(|member| member.id);
            let ids: Vec<_> = members.chain([facts.matter.id]).collect();
            facts.raw = store::raw::list_among(conn, leave, &ids)?;
            let reporter = store::voice::find_reporter(conn, facts.matter.id)?;
            if let Some(person) = reporter.and_then(|voice| voice.person) {
                facts.reporter = vault::masked(conn, &world.keys, person)?;
            }
        }
        let own = facts.own_bodies.clone();
        let shielded = facts.shielded;
        // A shielded viewer reads outward notes and those of their own body (UX §6).
        facts.notes.retain(|note| {
            !shielded || note.outward || note.body.is_some_and(|body| own.contains(&body))
        });
        let own = facts.own_bodies.clone();
        if shielded && !facts.leads() {
            facts.threads.clear();
        }
        facts.requests.retain(|request| !shielded || own.contains(&request.body));
        Ok(facts)
    }

    /// Where it stands.
    pub fn status(&self) -> Status {
        self.matter.state.into()
    }

    /// What the matter's charter says about matters.
    pub fn rules(&self) -> &Matters {
        self.charter.section::<Matters>()
    }

    /// The category in words, from the widest to its own: `设施设备 › 电梯`.
    pub fn category(&self, tag: &str) -> Option<String> {
        let path = self.matter.category.as_deref()?;
        let ends = path.match_indices('.').map(|(end, _)| end).chain([path.len()]);
        let names = ends.filter_map(|end| self.rules().category(&path[..end]));
        let names: Vec<&str> = names.map(|category| category.name.in_language(tag)).collect();
        Some(names.join(" › "))
    }

    /// The class in words.
    pub fn class(&self, tag: &str) -> Option<String> {
        let class = self.rules().class(self.matter.class.as_deref()?)?;
        Some(class.name.in_language(tag).to_owned())
    }

    /// Everybody who waits, here and in what goes on here.
    pub fn voices(&self) -> i32 {
        self.matter.voices + self.members.iter().map(|member| member.voices).sum::<i32>()
    }

    /// How many have answered since it was completed, and how many of them say it is solved and
    /// are satisfied; `None` where nobody has, or nothing goes on here.
    pub fn answered(&self, v: &View) -> Option<String> {
        if self.members.is_empty() || self.answers.is_empty() {
            return None;
        }
        let solved = self.answers.iter().filter(|one| one.solved == Solved::Solved).count();
        let content = [Satisfaction::Satisfied, Satisfaction::Mostly];
        let satisfied = self.answers.iter().filter(|one| content.contains(&one.satisfaction));
        let (n, satisfied) = (self.answers.len(), satisfied.count());
        Some(v.t3("merge-answered", ("n", n), ("solved", solved), ("satisfied", satisfied)))
    }

    /// The viewer's own open part, if there is one.
    pub fn own_part(&self) -> Option<&Assignment> {
        self.parts.iter().find(|part| part.state.is_open() && self.own_bodies.contains(&part.body))
    }

    /// Whether one of the viewer's bodies leads the matter, or led it to its end.
    pub fn leads(&self) -> bool {
        self.matter.lead.is_some_and(|lead| self.own_bodies.contains(&lead))
    }

    /// Whether the viewer's own part may ask for `kind` now: as the rule has it, but for what the
    /// form has yet to say.
    pub fn may_ask(&self, kind: RequestKind) -> bool {
        let Some(part) = self.own_part() else { return false };
        let fits = match kind {
            RequestKind::Objection => part.state == AssignmentState::Sent,
            RequestKind::Extension | RequestKind::Parking => {
                part.role == AssignmentRole::Lead && self.matter.state.admits(kind.deed())
            }
        };
        let designated = requesting::is_designated(self.matter.returns, self.rules());
        fits && self.rules().request(kind).is_some()
            && !(kind == RequestKind::Objection && designated)
    }

    /// The clocks the viewer may know of. The answer's clock starts when the matter was raised, to
    /// the minute: not for those who must see the day alone (UX §6).
    pub fn shown_clocks(&self) -> impl Iterator<Item = &Clock> {
        self.clocks.iter().filter(|clock| {
            !clock.kind.is_of_a_call() && (!self.shielded || clock.kind != ClockKind::Reply)
        })
    }

    /// What waits for a ruling.
    pub fn open_request(&self) -> Option<&Request> {
        self.requests.iter().find(|request| request.state == RequestState::Open)
    }

    /// A ground of the charter's catalogue in words; its key where the catalogue has changed.
    pub fn ground(&self, tag: &str, kind: RequestKind, id: &str) -> String {
        let ground = self.rules().request(kind).and_then(|rule| rule.ground(id));
        ground.map_or(id, |ground| ground.name.in_language(tag)).to_owned()
    }

    /// The name of a body with a part.
    pub fn name(&self, body: BodyId) -> &str {
        self.names.get(&body).map_or("", String::as_str)
    }
}

/// The matter a merged one goes on in, as far as the viewer sees it.
fn into(conn: &mut Conn, sight: &Sight, matter: &Matter) -> Outcome<Option<Matter>> {
    let Some(lead) = store::merge::lead_of(conn, matter.id)? else { return Ok(None) };
    Ok(store::matter::find(conn, sight, &lead.number)?)
}

/// The photos of the matter with `number`, as far as the viewer may see them.
///
/// # Errors
/// Not found outside the viewer's sight.
pub(crate) fn photos_of(
    conn: &mut Conn,
    actor: &Actor,
    number: &MatterNumber,
) -> Outcome<Vec<Attachment>> {
    let sight = Sight::of(actor);
    let matter = store::matter::find(conn, &sight, number)?.ok_or_else(Refusal::not_found)?;
    photos(conn, &sight, &matter)
}

/// Raw to those who talk with the reporter; to others once a worker has looked (UX §6).
fn photos(conn: &mut Conn, sight: &Sight, matter: &Matter) -> Outcome<Vec<Attachment>> {
    let mut photos = attachment::list(conn, matter.subject())?;
    photos.retain(|photo| sight.full().is_some() || !photo.shielded);
    Ok(photos)
}

/// Where it is, with the spot the wall code named.
pub(crate) fn place_name(conn: &mut Conn, matter: &Matter) -> Outcome<String> {
    let names = registry::store::place::names(conn, &[matter.place])?;
    let place = names.get(&matter.place).cloned().unwrap_or_default();
    Ok(match &matter.spot {
        Some(spot) => format!("{place} · {spot}"),
        None => place,
    })
}

/// The public name and the body of whoever stands behind each entry.
fn doers(conn: &mut Conn, life: &[Lived]) -> Outcome<HashMap<i64, String>> {
    let posts: Vec<_> =
        life.iter().filter_map(|lived| lived.entry.post_id.map(kernel::PostId)).collect();
    let labels = registry::store::post::labels(conn, &posts)?;
    Ok(life
        .iter()
        .filter_map(|lived| {
            let label = labels.get(&kernel::PostId(lived.entry.post_id?))?;
            Some((lived.entry.id, label.clone()))
        })
        .collect())
}
