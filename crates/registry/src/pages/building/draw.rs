//! The floors of a building as the stack draws them, narrowed to what the reader asked to see.

use jiff::ToSpan;
use jiff::civil::Date;
use platform::web::address::encode;
use platform::web::component::{Floor as DrawnFloor, Room as DrawnRoom, RoomUse, Tab};
use platform::web::{Tone, View};

use super::load::Loaded;
use crate::model::{Floor, Room, Tenant};
use crate::pages::square_metres;
use crate::titles::body_link;

/// Leases that end within this many days are shown as ending. Source: mockup `building`.
const SOON: i32 = 183;

/// Which floors are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Show {
    All,
    /// With open matters.
    Open,
    /// With something to let.
    Vacant,
    /// With a party organisation.
    Party,
    /// With a lease that ends soon.
    Ending,
}

impl Show {
    const ALL: [Self; 5] = [Self::All, Self::Open, Self::Vacant, Self::Party, Self::Ending];

    pub(super) fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|show| show.word() == word).unwrap_or(Self::All)
    }

    const fn word(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Open => "open",
            Self::Vacant => "vacant",
            Self::Party => "party",
            Self::Ending => "ending",
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::All => "building-show-all",
            Self::Open => "building-show-open",
            Self::Vacant => "building-show-vacant",
            Self::Party => "building-show-party",
            Self::Ending => "building-show-ending",
        }
    }
}

/// What the page draws from.
pub(super) struct Drawing<'a> {
    pub(super) view: &'a View,
    pub(super) loaded: &'a Loaded,
    pub(super) address: &'a str,
    pub(super) day: Date,
    pub(super) show: Show,
    /// The floor whose panel is open, by its name; empty for none.
    pub(super) current: &'a str,
    /// Whether tenants lead to their pages.
    pub(super) linked: bool,
}

impl Drawing<'_> {
    /// Ways to narrow the floors; those that would show nothing are left out.
    pub(super) fn shows(&self) -> Vec<Tab> {
        let any = |show: Show| {
            let floors = &self.loaded.stack.floors;
            show == Show::All || floors.iter().any(|floor| self.is_shown(floor, show))
        };
        let shown = Show::ALL.into_iter().filter(|show| any(*show) || *show == self.show);
        shown
            .map(|show| {
                let words = self.view.t(show.key());
                Tab::new(words, self.link(show, ""), show == self.show)
            })
            .collect()
    }

    /// The floors, the highest first.
    pub(super) fn floors(&self) -> Vec<DrawnFloor> {
        let floors = self.loaded.stack.floors.iter();
        floors
            .filter(|floor| self.is_shown(floor, self.show))
            .map(|floor| self.floor(floor))
            .collect()
    }

    fn is_shown(&self, floor: &Floor, show: Show) -> bool {
        match show {
            Show::All => true,
            Show::Open => self.loaded.open_on(floor.place.id).next().is_some(),
            Show::Vacant => floor.vacant_rooms().next().is_some(),
            Show::Party => floor.rooms.iter().any(|room| self.has_party(floor, Some(room))),
            Show::Ending => tenants(floor).any(|tenant| self.ends_soon(tenant)),
        }
    }

    /// Whether a lease ends within half a year of the day shown.
    pub(super) fn ends_soon(&self, tenant: &Tenant) -> bool {
        let soon = self.day.checked_add(SOON.days());
        tenant.term.until.is_some_and(|until| soon.is_ok_and(|soon| until <= soon))
    }

    /// This page narrowed and with a floor's panel, at the day shown.
    fn link(&self, show: Show, floor: &str) -> String {
        let mut pairs = Vec::new();
        if show != Show::All {
            pairs.push(format!("show={}", show.word()));
        }
        if self.day != self.view.today() {
            pairs.push(format!("as_of={}", self.day));
        }
        if !floor.is_empty() {
            pairs.push(format!("floor={}", encode(floor)));
        }
        let query = if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) };
        let part = if floor.is_empty() { "" } else { "#floor" };
        format!("{}{query}{part}", self.address)
    }

    fn floor(&self, floor: &Floor) -> DrawnFloor {
        let open: Vec<Tone> =
            self.loaded.open_on(floor.place.id).map(|matter| matter.tone).collect();
        let has = |tone: Tone| open.contains(&tone);
        let most_pressing = [Tone::Late, Tone::Warn].into_iter().find(|tone| has(*tone));
        DrawnFloor {
            label: floor.place.name.clone(),
            href: self.link(self.show, &floor.place.name),
            leader: self.leader(floor),
            rooms: self.rooms(floor),
            open: u32::try_from(open.len()).unwrap_or(u32::MAX),
            open_tone: most_pressing.unwrap_or(Tone::Idle),
            current: floor.place.name == self.current,
        }
    }

    /// The leader's name; a dash where none is asked for.
    fn leader(&self, floor: &Floor) -> String {
        if let Some(leader) = &floor.leader {
            let name = &leader.post.public_name;
            return if name.is_empty() { leader.represents_name.clone() } else { name.clone() };
        }
        let wanted = self.loaded.has_leaders() && floor.place.order > 0 && floor.tenant_count() > 0;
        if wanted { String::new() } else { "—".to_owned() }
    }

    /// Whole-floor tenants first, then rooms as they lie; neighbours of one tenant are one.
    fn rooms(&self, floor: &Floor) -> Vec<DrawnRoom> {
        let area = floor.place.area;
        let mut drawn: Vec<DrawnRoom> = floor
            .tenants
            .iter()
            .map(|tenant| self.tenant(tenant, area, self.has_party(floor, None)))
            .collect();
        let whole = !floor.tenants.is_empty();
        for room in floor.rooms.iter().filter(|room| !whole || !room.tenants.is_empty()) {
            let next = self.room(floor, room);
            match drawn.last_mut() {
                Some(last) if next.usage != RoomUse::Vacant && is_same(last, &next) => {
                    last.area += next.area;
                }
                _ => drawn.push(next),
            }
        }
        drawn
    }

    fn room(&self, floor: &Floor, room: &Room) -> DrawnRoom {
        match &room.tenants[..] {
            [tenant] if !room.place.shared => {
                self.tenant(tenant, room.place.area, self.has_party(floor, Some(room)))
            }
            tenants => {
                let names: Vec<&str> = tenants.iter().map(|tenant| tenant.name.as_str()).collect();
                let usage = match (room.place.shared, tenants.is_empty()) {
                    (true, _) => RoomUse::Shared,
                    (false, true) => RoomUse::Vacant,
                    (false, false) => RoomUse::Let,
                };
                let own = room.place.name.clone();
                let name = if names.is_empty() {
                    own
                } else {
                    names.join(self.view.t("list-comma").as_ref())
                };
                let area = shown(room.place.area);
                DrawnRoom { name, href: String::new(), area, usage }
            }
        }
    }

    fn tenant(&self, tenant: &Tenant, area: Option<i64>, party: bool) -> DrawnRoom {
        let href = body_link(self.linked, &tenant.kind, tenant.body);
        let usage = if party { RoomUse::LetWithParty } else { RoomUse::Let };
        let area = shown(tenant.area.or(area));
        DrawnRoom { name: tenant.name.clone(), href, area, usage }
    }

    fn has_party(&self, floor: &Floor, room: Option<&Room>) -> bool {
        let party = &self.loaded.party;
        match room {
            Some(room) => party.contains(&room.place.id) || party.contains(&floor.place.id),
            None => party.contains(&floor.place.id),
        }
    }
}

/// Everybody who rents on a floor.
fn tenants(floor: &Floor) -> impl Iterator<Item = &Tenant> {
    floor.tenants.iter().chain(floor.rooms.iter().flat_map(|room| &room.tenants))
}

fn is_same(one: &DrawnRoom, other: &DrawnRoom) -> bool {
    (&one.name, &one.href, one.usage) == (&other.name, &other.href, other.usage)
}

fn shown(area: Option<i64>) -> u32 {
    u32::try_from(square_metres(area.unwrap_or(0))).unwrap_or(0)
}
