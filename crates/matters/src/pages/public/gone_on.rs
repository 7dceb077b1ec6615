//! The matter a merged one goes on in, as far as everybody may read it.

use platform::web::View;
use platform::web::component::{Step, TimelineEntry};
use platform::{Conn, Outcome};

use super::life::Life;
use super::steps::steps;
use crate::model::{Matter, Visibility};
use crate::store;

/// The matter a merged one goes on in.
pub(super) struct GoneOn {
    /// Where it stands, and since when.
    pub matter: Matter,
    /// Who leads it; empty before it is dispatched.
    pub lead: String,
    /// Everybody who waits for it.
    pub voices: i32,
    /// What happened to it, if the public may see it.
    life: Option<Life>,
}

impl GoneOn {
    /// Reads it; `None` unless `merged` is merged.
    pub fn load(conn: &mut Conn, merged: &Matter) -> Outcome<Option<Self>> {
        let Some(matter) = store::merge::lead_of(conn, merged.id)? else { return Ok(None) };
        let lead: Vec<_> = matter.lead.into_iter().collect();
        let names = registry::store::name::of_bodies(conn, &lead)?;
        let is_public = matter.visibility == Visibility::PublicAnonymous;
        let gathered = store::merge::voices(conn, &[matter.id])?;
        Ok(Some(Self {
            lead: names.into_values().next().unwrap_or_default(),
            voices: matter.voices + gathered.get(&matter.id).copied().unwrap_or(0),
            life: if is_public { Some(Life::load(conn, &matter)?) } else { None },
            matter,
        }))
    }

    /// How far it has come, for whoever raised `own`.
    pub fn steps(&self, v: &View, own: &Matter) -> Vec<Step> {
        steps(v, &Matter { raised_at: own.raised_at, ..self.matter.clone() }, true)
    }

    /// What happened to it, newest first, as everybody reads it.
    pub fn told(&self, v: &View) -> Vec<TimelineEntry> {
        self.life.as_ref().map(|life| life.told(v, None)).unwrap_or_default()
    }
}
