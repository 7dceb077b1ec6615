//! A larger town, for tests of what a page costs when there is more of everything; and a station
//! without a building.

use std::ops::RangeInclusive;

use super::*;

impl Town {
    /// Adds buildings with these numbers to the first street, as many enterprises to the room on the
    /// twelfth floor, and as many workers with accounts to the station.
    ///
    /// # Panics
    /// When they cannot be written.
    pub fn grow(&self, world: &Arc<World>, numbers: RangeInclusive<i32>) {
        let (town, builder) = (self.clone(), Arc::new(Actor::nobody(Origin::Demo)));
        let grown = world.act_now(&builder, move |act| {
            let mut builder = Builder { act };
            for nth in numbers {
                let code = format!("more-{nth}");
                let block = builder.block(&town.street, &format!("新楼 {nth} 号"), &code, nth + 10);
                builder.storeys(&block, 2, &format!("more-{nth}-"));
                builder.enterprise(&format!("青禾第{nth}分公司"), &town.room);
                builder.worker(nth, town.body(Side::Here, kind::WORKSTATION));
            }
            Ok(())
        });
        grown.expect("the town grows");
    }

    /// Takes every building from the station of a side: it has covered none for a long time.
    ///
    /// # Panics
    /// When that cannot be written.
    pub fn uncover(&self, world: &Arc<World>, side: Side) {
        let (station, builder) =
            (self.body(side, kind::WORKSTATION), Arc::new(Actor::nobody(Origin::Demo)));
        let ended = world.act_now(&builder, move |act| {
            for coverage in store::coverage::of_body(act.conn(), station)? {
                store::coverage::set_until(act.conn(), coverage.id, SINCE)?;
            }
            Ok(())
        });
        ended.expect("the station covers nothing");
    }
}

impl Builder<'_, '_, '_> {
    /// One more worker of a station, with an account.
    fn worker(&mut self, nth: i32, station: BodyId) {
        let name = format!("新人{nth}");
        let person: PersonId = self.act.new_id();
        store::person::insert(self.act.conn(), person, 0).expect("written");
        vault::put_name(self.act, person, &name).expect("kept");
        let post = Post {
            id: self.act.new_id::<PostId>(),
            person,
            body: station,
            seat: "worker".to_owned(),
            represents: None,
            place: None,
            topics: Vec::new(),
            term: Term::since(SINCE),
            appointed_how: String::new(),
            public_name: name,
        };
        store::post::insert(self.act.conn(), &post, 0).expect("written");
        account::create(self.act, person, &format!("more-{nth}")).expect("made");
    }
}
