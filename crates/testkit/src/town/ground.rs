//! The ground of the town: district, streets, blocks with their floors and rooms, grids.

use super::*;

impl Builder<'_, '_, '_> {
    pub(super) fn district(&mut self, name: &str, sections: &[SectionOwner]) -> Place {
        let district = self.place(PlaceKind::District, name, None, |_| {});
        let charter = shipped_charter(CHARTER, sections).expect("the charter ships");
        let id = district.id;
        attach(self.act, charter, id, id, date(2022, 1, 1)).expect("the charter takes effect");
        district
    }

    pub(super) fn street(&mut self, district: &Place, name: &str, short: &str) -> Place {
        self.place(PlaceKind::Street, name, Some(district), |street| {
            short.clone_into(&mut street.short);
            street.code = format!("st-{}", short.to_lowercase());
        })
    }

    pub(super) fn block(&mut self, street: &Place, name: &str, code: &str, order: i32) -> Place {
        let block = self.place(PlaceKind::Building, name, Some(street), |block| {
            code.clone_into(&mut block.code);
            code.clone_into(&mut block.token);
            block.order = order;
        });
        let details = BuildingDetails {
            address: "鲁谷路 66 号".to_owned(),
            right_type: RightType::Several,
            grade: "A".to_owned(),
            storeys_above: 16,
            storeys_below: 0,
            floor_area: Some(3_200_000),
            lettable_area: Some(2_400_000),
            marks: Marks { key: true, ..Marks::default() },
            position: Some((116.25, 39.9)),
            lift_phone: "5550 0101".to_owned(),
            property_phone: "5550 0166".to_owned(),
            completed_on: Some(date(2015, 6, 30)),
            verified_on: None,
        };
        store::building::insert(self.act.conn(), &block, &details).expect("written");
        block
    }

    /// The floors of a block; the twelfth, or else the last.
    pub(super) fn storeys(&mut self, block: &Place, count: i32, token: &str) -> Place {
        let floors: Vec<Place> = (1..=count)
            .map(|storey| {
                self.place(PlaceKind::Floor, &storey.to_string(), Some(block), |floor| {
                    floor.order = storey;
                    floor.area = Some(150_000);
                    floor.token = format!("{token}{storey}");
                })
            })
            .collect();
        let twelfth = floors.iter().find(|floor| floor.order == 12).or(floors.last());
        twelfth.expect("a block has floors").clone()
    }

    pub(super) fn room(&mut self, floor: &Place, name: &str) -> Place {
        self.place(PlaceKind::Room, name, Some(floor), |room| room.area = Some(40_000))
    }

    /// A grid around a block.
    pub(super) fn grid(&mut self, street: &Place, block: &Place) -> Place {
        let grid = self.place(PlaceKind::Grid, "第一网格", Some(street), |_| {});
        let (id, pair) = (self.act.new_id(), (grid.id, block.id));
        store::place::insert_in_area(self.act.conn(), id, pair, Term::since(SINCE), 0)
            .expect("written");
        grid
    }

    pub(super) fn place(
        &mut self,
        kind: PlaceKind,
        name: &str,
        parent: Option<&Place>,
        change: impl FnOnce(&mut Place),
    ) -> Place {
        let id: PlaceId = self.act.new_id();
        let above = parent.map(|parent| parent.path.clone()).unwrap_or_default();
        let mut place = Place {
            id,
            kind,
            code: String::new(),
            short: String::new(),
            name: name.to_owned(),
            path: above.into_iter().chain([id]).collect(),
            placement: parent.map_or(Placement::default(), |p| p.placement).below(kind, id),
            order: 0,
            area: None,
            shared: false,
            token: String::new(),
        };
        change(&mut place);
        store::place::insert(self.act.conn(), &place, 0).expect("written");
        place
    }
}
