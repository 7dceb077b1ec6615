//! Seats by the charter, each home's charter asked for once.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use platform::charter::Words;
use platform::web::Locale;
use platform::{Conn, Role, StoreError};

use crate::model::charter::Bodies;
use crate::model::{Body, Placement, Seating, kind};

/// The charter's seats on a day, remembered by home.
pub(super) struct Seats<'a> {
    seating: &'a dyn Seating,
    on: Date,
    known: HashMap<Placement, Option<Arc<Bodies>>>,
}

impl<'a> Seats<'a> {
    pub(super) fn on(seating: &'a dyn Seating, on: Date) -> Self {
        Self { seating, on, known: HashMap::new() }
    }

    /// The role of a seat: the charter's, except in the body that keeps the installation, whose
    /// seats are the words of the three separate roles, so that they can be held before there is a
    /// charter (DOMAIN 7.1, clause 8.1.4.2; charters cannot give these roles to other bodies).
    pub(super) fn role(
        &mut self,
        conn: &mut Conn,
        of: &Body,
        seat: &str,
    ) -> Result<Option<Role>, StoreError> {
        if of.kind == kind::ADMINISTRATION {
            return Ok(Role::from_word(seat).filter(|role| role.is_keeper()));
        }
        Ok(self.bodies(conn, of)?.and_then(|bodies| bodies.role(&of.kind, seat)))
    }

    /// The charter's name for a seat, the program's own for those that keep the installation;
    /// `None` where neither knows it.
    pub(super) fn words(
        &mut self,
        conn: &mut Conn,
        of: &Body,
        seat: &str,
    ) -> Result<Option<Words>, StoreError> {
        if of.kind == kind::ADMINISTRATION {
            return Ok(self.role(conn, of, seat)?.map(keeper_words));
        }
        let bodies = self.bodies(conn, of)?;
        let seat = bodies.as_ref().and_then(|bodies| bodies.kind(&of.kind)?.seat(seat));
        Ok(seat.map(|seat| seat.name.clone()))
    }

    /// The topics the charter gives a seat.
    pub(super) fn topics(
        &mut self,
        conn: &mut Conn,
        of: &Body,
        seat: &str,
    ) -> Result<Vec<String>, StoreError> {
        let bodies = self.bodies(conn, of)?;
        let seat = bodies.as_ref().and_then(|bodies| bodies.kind(&of.kind)?.seat(seat));
        Ok(seat.map(|seat| seat.topics.clone()).unwrap_or_default())
    }

    fn bodies(&mut self, conn: &mut Conn, of: &Body) -> Result<Option<Arc<Bodies>>, StoreError> {
        if let Some(known) = self.known.get(&of.placement) {
            return Ok(known.clone());
        }
        let found = self.seating.bodies(conn, of.placement, self.on)?;
        self.known.insert(of.placement, found.clone());
        Ok(found)
    }
}

/// What a seat is called that no charter names.
fn keeper_words(role: Role) -> Words {
    let key = format!("registry-keeper-{}", role.word().replace('_', "-"));
    let said = |locale: Locale| locale.t(&key).into_owned();
    Words { zh: said(Locale::ZhCn), en: Some(said(Locale::En)) }
}
