//! 删除: whoever raised matters is erased, and their own words and photos go with them.

use kernel::{PersonId, Subject, SubjectKind};
use platform::vault::Traces;
use platform::{Act, Conn, Outcome, StoreError, attachment};

use crate::event;
use crate::model::MatterId;
use crate::store;

/// What matters keep of whoever raised them.
///
/// Their words as typed, their photos and the mark of their device go; the matter, its title and
/// what its handlers wrote stay, since those name nobody, and so does each journal entry with a hash
/// that says nothing any more.
///
/// Source: DOMAIN 7.2, article 47; FEATURES T7.
#[derive(Debug, Default, Clone, Copy)]
pub struct ReporterTraces;

impl Traces for ReporterTraces {
    fn erase(&self, act: &mut Act<'_, '_>, person: PersonId) -> Outcome<()> {
        let raised = store::voice::list_raised_by(act.conn(), person)?;
        if raised.is_empty() {
            return Ok(());
        }
        let ids: Vec<i64> = raised.iter().map(|(matter, _)| i64::from(*matter)).collect();
        store::raw::delete(act.conn(), &ids)?;
        store::voice::forget_devices(act.conn(), person)?;
        attachment::remove_all(act, SubjectKind::Matter, &ids)?;
        for (matter, district) in raised {
            let subject = Subject::new(SubjectKind::Matter, matter);
            act.journal(Some(district), subject, &event::WordsErased { matter })?;
        }
        Ok(())
    }

    fn person_behind(&self, act: &mut Act<'_, '_>, subject: Subject) -> Outcome<Option<PersonId>> {
        if subject.kind != SubjectKind::Matter {
            return Ok(None);
        }
        let voice = store::voice::find_reporter(act.conn(), MatterId(subject.id))?;
        let Some(voice) = voice else { return Ok(None) };
        if voice.person.is_some() {
            return Ok(voice.person);
        }
        let person = act.new_id();
        store::voice::set_person(act.conn(), voice.id, person)?;
        Ok(Some(person))
    }

    fn is_needed(&self, conn: &mut Conn, subject: Subject) -> Result<bool, StoreError> {
        if subject.kind != SubjectKind::Matter {
            return Ok(false);
        }
        let state = store::matter::state_of(conn, MatterId(subject.id))?;
        Ok(state.is_some_and(|state| !state.is_ended()))
    }
}
