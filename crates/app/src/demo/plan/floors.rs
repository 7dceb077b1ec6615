//! Floors, rooms and the enterprises in them.

use jiff::civil::Date;

use super::names::{Namer, credit_code};
use super::{Brief, Building, BuildingIndex, Enterprise, Floor, Room, showcase};
use crate::demo::chance::{Chance, Stream, apportion};
use crate::demo::words::{Trade, Words};

/// Of a hundred rooms to let, this many are vacant.
const VACANT: usize = 11;
/// Of a hundred enterprises, this many share a room with others (众创空间).
const SHARING: usize = 22;
/// Lettable part of a floor's area, in percent: the rest is stairs, lifts and walls.
const LETTABLE: i64 = 72;

/// Gives every building its floors and rooms, and lets them to the enterprises of the scale.
pub(super) fn let_out(
    brief: &Brief,
    words: &Words,
    mut buildings: Vec<Building>,
) -> (Vec<Building>, Vec<Enterprise>) {
    let mut letting = Letting {
        words,
        brief,
        chance: Chance::new(brief.seed, Stream::Tenants),
        namer: Namer::new(words),
        enterprises: Vec::with_capacity(brief.scale.enterprises()),
    };
    for floor in &words.showcase {
        floor.rooms.iter().for_each(|room| letting.namer.take(room.name));
    }
    let shown = letting.showcase(&mut buildings);
    let weights: Vec<u32> = buildings
        .iter()
        .enumerate()
        .map(|(index, building)| if Some(index) == shown { 0 } else { weight(building) })
        .collect();
    let rest = brief.scale.enterprises() - letting.enterprises.len();
    for (index, count) in apportion(rest, &weights).into_iter().enumerate() {
        if Some(index) != shown {
            letting.building(&mut buildings[index], index, count);
        }
    }
    (buildings, letting.enterprises)
}

/// Enterprises go where there is floor area.
fn weight(building: &Building) -> u32 {
    u32::try_from(i64::from(building.above) * building.floor_area / 10).unwrap_or(1)
}

struct Letting<'a> {
    words: &'a Words,
    brief: &'a Brief,
    chance: Chance,
    namer: Namer<'a>,
    enterprises: Vec<Enterprise>,
}

impl Letting<'_> {
    /// The building the manual shows, floor by floor as it is drawn there.
    fn showcase(&mut self, buildings: &mut [Building]) -> Option<BuildingIndex> {
        let name = self.words.title("showcase");
        let index = buildings.iter().position(|building| building.name.starts_with(name))?;
        let shown = showcase::floors(self.words);
        buildings[index].floors = cellars(&buildings[index], self.words);
        for floor in shown {
            let at = buildings[index].floors.len();
            for tenant in floor.tenants {
                let known = self
                    .enterprises
                    .iter()
                    .position(|one| one.name == tenant.name && one.building == index);
                match known {
                    Some(known) => self.enterprises[known].rooms.push((at, tenant.room)),
                    None => {
                        let trade = self.namer.trade_of(tenant.name, &mut self.chance);
                        let rooms = vec![(at, tenant.room)];
                        self.enterprise(tenant.name.to_owned(), trade, index, rooms, 1);
                    }
                }
            }
            buildings[index].floors.push(floor.floor);
        }
        Some(index)
    }

    fn building(&mut self, building: &mut Building, index: BuildingIndex, count: usize) {
        building.floors = cellars(building, self.words);
        let sharing = if count >= 30 { count * SHARING / 100 } else { 0 };
        let alone = count - sharing;
        let above = usize::try_from(building.above).unwrap_or(1);
        let weights: Vec<u32> = (0..above)
            .map(|storey| {
                if storey == 0 { 2 } else { u32::try_from(self.chance.between(3, 7)).unwrap_or(5) }
            })
            .collect();
        let hub = above / 3;
        for (storey, tenants) in apportion(alone, &weights).into_iter().enumerate() {
            let sharers = if storey == hub { sharing } else { 0 };
            self.floor(building, index, storey, tenants, sharers);
        }
    }

    /// One floor above ground: `tenants` with rooms of their own, `sharers` in one room.
    fn floor(
        &mut self,
        building: &mut Building,
        index: BuildingIndex,
        storey: usize,
        tenants: usize,
        sharers: usize,
    ) {
        let at = building.floors.len();
        let vacant = usize::from(self.chance.happens(60)) * (1 + tenants * VACANT / 100);
        let count = tenants + vacant + usize::from(sharers > 0);
        let mut weights: Vec<u32> = (0..count.max(1))
            .map(|_| u32::try_from(self.chance.between(2, 9)).unwrap_or(5))
            .collect();
        if sharers > 0 {
            *weights.last_mut().expect("a floor has a room") = 30;
        }
        let lettable = usize::try_from(building.floor_area * LETTABLE).unwrap_or(1);
        let number = storey + 1;
        let mut rooms: Vec<Room> = apportion(lettable, &weights)
            .into_iter()
            .enumerate()
            .map(|(place, area)| Room {
                name: format!("{number}{:02}", place + 1),
                area: i64::try_from(area).unwrap_or(0),
                shared: false,
            })
            .collect();
        let mut order: Vec<usize> = (0..tenants + vacant).collect();
        self.chance.shuffle(&mut order);
        for room in order.into_iter().take(tenants) {
            let (name, trade) = self.namer.enterprise(&mut self.chance);
            self.enterprise(name, trade, index, vec![(at, room)], 1);
        }
        let share = i64::try_from(sharers).unwrap_or(1);
        for _ in 0..sharers {
            let (name, trade) = self.namer.enterprise(&mut self.chance);
            self.enterprise(name, trade, index, vec![(at, count - 1)], share);
        }
        if storey == 0 {
            let lobby = self.words.title("room.lobby").to_owned();
            rooms.push(Room { name: lobby, area: building.floor_area * 15, shared: true });
        }
        let storey = i32::try_from(number).expect("storeys are few");
        building.floors.push(Floor { storey, rooms });
    }

    fn enterprise(
        &mut self,
        name: String,
        trade: Trade,
        building: BuildingIndex,
        rooms: Vec<(usize, usize)>,
        sharers: i64,
    ) {
        let written_name = self.words.fill("enterprise.written", &[("name", &name)]);
        let enterprise = Enterprise {
            name,
            written_name,
            credit_code: credit_code(&mut self.chance),
            industry: trade.industry,
            headcount: self.headcount(trade, sharers),
            registered_here: self.chance.happens(71),
            building,
            rooms,
            sharers,
            since: self.since(),
        };
        self.enterprises.push(enterprise);
    }

    /// Most are small, a few are large.
    fn headcount(&mut self, trade: Trade, sharers: i64) -> i32 {
        let usual = if sharers > 1 { 3 } else { trade.headcount };
        let drawn = self.chance.between(usual * 3, usual * 17) / 10;
        let grown = if sharers == 1 && self.chance.happens(2) { drawn * 6 } else { drawn };
        i32::try_from(grown.max(1)).unwrap_or(1)
    }

    /// Since when it has been there: up to six years, more of them lately.
    fn since(&mut self) -> Date {
        let days = self.chance.between(0, 45) * self.chance.between(1, 48);
        self.brief.today.saturating_sub(jiff::Span::new().days(days))
    }
}

/// The floors below ground, the lowest first: parking and machines, nothing to let.
fn cellars(building: &Building, words: &Words) -> Vec<Floor> {
    (1..=building.below)
        .rev()
        .map(|depth| Floor {
            storey: -depth,
            rooms: vec![Room {
                name: words.title("room.service").to_owned(),
                area: building.floor_area * 40,
                shared: true,
            }],
        })
        .collect()
}
