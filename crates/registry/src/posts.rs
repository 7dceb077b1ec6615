//! Answers the platform's questions after posts: rights, who holds what, who keeps the installation.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{BodyId, PersonId};
use platform::permission::{Grant, HeldPost, Holder};
use platform::web::Locale;
use platform::{Act, Conn, Outcome, Posts, Role, StoreError};

use crate::acts;
use crate::store::grants::{self, ChartedPosts};
use crate::store::{holding, post};

impl ChartedPosts {
    fn day(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }
}

impl Posts for ChartedPosts {
    fn grants(
        &self,
        conn: &mut Conn,
        person: PersonId,
        at: Timestamp,
    ) -> Result<Vec<Grant>, StoreError> {
        grants::of_person(conn, &*self.seating, person, self.day(at))
    }

    fn held(
        &self,
        conn: &mut Conn,
        persons: &[PersonId],
        at: Timestamp,
    ) -> Result<Vec<HeldPost>, StoreError> {
        holding::of_persons(conn, &*self.seating, persons, self.day(at))
    }

    fn holders(
        &self,
        conn: &mut Conn,
        bodies: &[BodyId],
        at: Timestamp,
    ) -> Result<Vec<Holder>, StoreError> {
        let held = post::of_bodies(conn, bodies, self.day(at))?;
        let holder = |one: crate::model::Holder| Holder {
            post: one.post.id,
            body: one.post.body,
            person: one.post.person,
        };
        Ok(held.into_iter().map(holder).collect())
    }

    fn find_held(
        &self,
        conn: &mut Conn,
        words: &str,
        at: Timestamp,
        most: usize,
    ) -> Result<Vec<HeldPost>, StoreError> {
        holding::find(conn, &*self.seating, words, self.day(at), most)
    }

    fn keepers(&self, conn: &mut Conn, at: Timestamp) -> Result<Vec<(PersonId, Role)>, StoreError> {
        holding::keepers(conn, self.day(at))
    }

    fn appoint_keeper(&self, act: &mut Act<'_, '_>, role: Role, name: &str) -> Outcome<PersonId> {
        // No charter is there yet to name the body; it can be renamed later.
        let body = Locale::default().t("registry-administration");
        acts::appoint_keeper(act, role, name, &body)
    }
}
