//! Matters by number and by their words, for `/search`.

use platform::web::Titled;
use platform::web::address::encode;
use platform::{Actor, Conn, StoreError};
use registry::questions::Finder;

use crate::model::MatterNumber;
use crate::permissions::SEE;
use crate::store::searching::{self, Hit};
use crate::store::{self, Sight};

/// Finds a matter whose number is typed, and those whose words hold what is typed.
#[derive(Debug, Default, Clone, Copy)]
pub struct MatterFinder;

impl Finder for MatterFinder {
    fn group(&self) -> &'static str {
        "nav-matters"
    }

    fn all(&self, words: &str) -> String {
        format!("/matters?q={}", encode(words))
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
        if let Ok(number) = words.parse::<MatterNumber>()
            && let Some(matter) = store::matter::find(conn, &sight, &number)?
        {
            return titled(conn, vec![Hit { matter, said: String::new() }]);
        }
        let found = searching::list(conn, &sight, words, most)?;
        titled(conn, found)
    }
}

fn titled(conn: &mut Conn, found: Vec<Hit>) -> Result<Vec<Titled>, StoreError> {
    let places: Vec<_> = found.iter().map(|hit| hit.matter.place).collect();
    let names = registry::store::place::names(conn, &places)?;
    let titled = found.into_iter().map(|Hit { matter, said }| Titled {
        place: names.get(&matter.place).cloned().unwrap_or_default(),
        href: format!("/matters/{}", matter.number),
        title: matter.title,
        said,
    });
    Ok(titled.collect())
}
