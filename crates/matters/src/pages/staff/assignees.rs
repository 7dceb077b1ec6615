//! Who could be given a matter, as the triage form lists them: posts and bodies that cover the
//! place, departments, and the enterprises that rent there, found by name where they are many.

use std::collections::HashSet;

use kernel::{BodyId, Level, PostId, Scope};
use platform::web::{Choice, FormState, View};
use platform::{Conn, StoreError, World};
use registry::model::{Body, EnterpriseFilter, PlaceKind};
use registry::store::{body, enterprise, place, post, tenancy};

use crate::acts::{self, DutyFacts};
use crate::model::Matter;
use crate::rules::dispatching::Assignee;

/// Enterprises listed before anybody looked for one by name. Source: assumption.
const AT_HAND: u8 = 8;
/// Enterprises listed when somebody did. Source: assumption.
const FOUND: u8 = 30;

/// Who could be given a matter.
#[derive(Debug, Default)]
pub(super) struct Assignees {
    listed: Vec<Listed>,
    staffed: HashSet<BodyId>,
}

#[derive(Debug)]
struct Listed {
    to: Assignee,
    body: String,
    /// Who holds the post, if it goes to one whose holder is public.
    holder: String,
    is_enterprise: bool,
}

impl Assignees {
    /// Everyone who could take `matter` today; of the enterprises those at the very place, or
    /// whose names contain what the form looks for, and whoever the form has chosen already.
    ///
    /// # Errors
    /// [`StoreError`] if the database refuses.
    pub fn load(
        conn: &mut Conn,
        world: &World,
        matter: &Matter,
        duty: &DutyFacts,
        form: &FormState,
    ) -> Result<Self, StoreError> {
        let mut found = Self::default();
        for one in &duty.candidates.all {
            found.add(one.body, None, &one.body_name, "");
            if one.post.is_some() && !one.public_name.is_empty() {
                found.add(one.body, one.post, &one.body_name, &one.public_name);
            }
        }
        for one in &duty.bodies {
            found.add(one.id, None, &one.name, "");
        }
        let known = found.listed.len();
        for one in enterprises(conn, world, matter, form)? {
            found.add(one.id, None, &one.name, "");
        }
        for listed in &mut found.listed[known..] {
            listed.is_enterprise = true;
        }
        let ids: Vec<BodyId> = found.listed.iter().map(|one| one.to.body).collect();
        found.staffed = post::staffed(conn, &ids, world.today())?;
        Ok(found)
    }

    fn add(&mut self, body: BodyId, post: Option<PostId>, name: &str, holder: &str) {
        let to = Assignee { body, post };
        if !self.listed.iter().any(|one| one.to == to) {
            let (body, holder) = (name.to_owned(), holder.to_owned());
            self.listed.push(Listed { to, body, holder, is_enterprise: false });
        }
    }

    /// The name of a body among them.
    pub fn name(&self, body: BodyId) -> Option<&str> {
        self.listed.iter().find(|one| one.to.body == body).map(|one| one.body.as_str())
    }

    /// A body among them in which nobody holds a post: whatever it is given waits there.
    pub fn unstaffed(&self, body: BodyId) -> Option<&str> {
        self.name(body).filter(|_| !self.staffed.contains(&body))
    }

    /// The choices of the form.
    pub fn choices(&self, view: &View) -> Vec<Choice> {
        let label = |one: &Listed| {
            if !one.holder.is_empty() {
                return format!("{} · {}", one.body, one.holder);
            }
            let body = if one.is_enterprise {
                view.t1("matter-triage-enterprise-of", "name", one.body.as_str())
            } else {
                one.body.clone()
            };
            match self.unstaffed(one.to.body) {
                Some(_) => view.t1("matter-triage-unstaffed-of", "name", body),
                None => body,
            }
        };
        self.listed.iter().map(|one| Choice::new(value(one.to), label(one))).collect()
    }
}

/// The enterprises that rent where it happened.
fn enterprises(
    conn: &mut Conn,
    world: &World,
    matter: &Matter,
    form: &FormState,
) -> Result<Vec<Body>, StoreError> {
    let Some(building) = matter.at.building else { return Ok(Vec::new()) };
    let (today, words) = (world.today(), form.value("enterprise").trim());
    let inner = place::load(conn, matter.place)?.filter(|at| at.kind != PlaceKind::Building);
    let mut found = match inner {
        Some(at) if words.is_empty() => tenancy::tenants_at(conn, &at, today, AT_HAND.into())?,
        _ => {
            let scope = Scope::nothing().with_place(Level::Building, building);
            let filter = EnterpriseFilter { name: words.to_owned(), ..EnterpriseFilter::default() };
            let most = if words.is_empty() { AT_HAND } else { FOUND };
            let page = enterprise::list(conn, &scope, &filter, today, None, most.into())?;
            page.rows.into_iter().map(|one| one.body).collect()
        }
    };
    // What was chosen stays on the list, whatever is looked for next.
    let chosen: Vec<BodyId> = ["lead", "assist"]
        .into_iter()
        .flat_map(|name| form.all(name))
        .filter_map(|value| parse(value).map(|to| to.body))
        .collect();
    let chosen = acts::renting(conn, matter, &chosen, today)?;
    found.extend(body::list_of(conn, &chosen)?);
    Ok(found)
}

/// How a body, or a post in it, stands in a form.
pub(super) fn value(to: Assignee) -> String {
    match to.post {
        Some(post) => format!("{}:{}", to.body.0, post.0),
        None => to.body.0.to_string(),
    }
}

/// What [`value`] wrote.
pub(super) fn parse(value: &str) -> Option<Assignee> {
    let (body, post) = match value.split_once(':') {
        Some((body, post)) => (body, Some(post.parse().ok().map(PostId)?)),
        None => (value, None),
    };
    Some(Assignee { body: BodyId(body.parse().ok()?), post })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_assignee_is_read_back_from_the_form() {
        for (post, written) in [(None, "7"), (Some(PostId(70)), "7:70")] {
            let to = Assignee { body: BodyId(7), post };
            assert_eq!(value(to), written);
            assert_eq!(parse(written), Some(to));
        }
        for wrong in ["", "x", "7:", ":70", "7:x"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
