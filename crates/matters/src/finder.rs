//! Matters by number and by recent titles, for the search by name.

use platform::web::Titled;
use platform::{Actor, Conn, StoreError};
use registry::questions::Finder;
use registry::rules::naming;

use crate::model::{Matter, MatterNumber};
use crate::permissions::SEE;
use crate::store::list::{self, Filter};
use crate::store::{self, Sight};

/// How many of the newest matters are looked through for a title: what a page may cost.
const RECENT: usize = 1_000;

/// Finds a matter whose number is typed, and recent ones by their titles.
#[derive(Debug, Default, Clone, Copy)]
pub struct MatterFinder;

impl Finder for MatterFinder {
    fn group(&self) -> &'static str {
        "nav-matters"
    }

    fn find(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        words: &str,
        most: usize,
    ) -> Result<Vec<Titled>, StoreError> {
        if !actor.may(&SEE) {
            return Ok(Vec::new());
        }
        let sight = Sight::of(actor);
        let mut found = Vec::new();
        if let Ok(number) = words.parse::<MatterNumber>() {
            found.extend(store::matter::find(conn, &sight, &number)?);
        }
        if found.is_empty() {
            let key = naming::key(words);
            let recent = list::list(conn, &sight, &Filter::default(), None, RECENT)?.rows;
            let fits = |matter: &Matter| naming::key(&matter.title).contains(&key);
            found.extend(recent.into_iter().filter(fits).take(most));
        }
        titled(conn, found)
    }
}

fn titled(conn: &mut Conn, found: Vec<Matter>) -> Result<Vec<Titled>, StoreError> {
    let places: Vec<_> = found.iter().map(|matter| matter.place).collect();
    let names = registry::store::place::names(conn, &places)?;
    let titled = found.into_iter().map(|matter| Titled {
        place: names.get(&matter.place).cloned().unwrap_or_default(),
        href: format!("/matters/{}", matter.number),
        title: matter.title,
    });
    Ok(titled.collect())
}
