//! Where somebody stands: the building, and the floor or spot whose code they scanned.

use kernel::PlaceId;
use platform::web::{View, address};
use platform::{Conn, StoreError};
use registry::model::{Building, Place, PlaceKind};
use registry::{floor_words, store};

/// A building as whoever is in it meets it.
#[derive(Debug, Clone)]
pub(super) struct Here {
    /// The building.
    pub building: Building,
    /// District and street in words, for the page's head.
    pub around: String,
    /// The floor, room or spot, where that is known.
    pub at: Option<Place>,
    /// The floor of `at`.
    pub floor: Option<Place>,
}

impl Here {
    /// The building with the public `code`, at the place that the wall code `token` names; a
    /// token of another building says nothing.
    pub fn find(conn: &mut Conn, code: &str, token: &str) -> Result<Option<Self>, StoreError> {
        let Some(building) = store::building::find_by_code(conn, code)? else { return Ok(None) };
        let at = store::place::find_by_token(conn, token)?;
        Self::with(conn, building, at).map(Some)
    }

    /// Where a matter happened; `None` for one that concerns no single building.
    pub fn of(
        conn: &mut Conn,
        building: Option<PlaceId>,
        place: PlaceId,
    ) -> Result<Option<Self>, StoreError> {
        let Some(building) = building else { return Ok(None) };
        let Some(building) = store::building::load(conn, building)? else { return Ok(None) };
        let at = store::place::load(conn, place)?;
        Self::with(conn, building, at).map(Some)
    }

    fn with(conn: &mut Conn, building: Building, at: Option<Place>) -> Result<Self, StoreError> {
        let own = building.place.id;
        let at = at.filter(|at| at.placement.building == Some(own) && at.id != own);
        let floor = match &at {
            Some(at) if at.kind == PlaceKind::Floor => Some(at.clone()),
            Some(at) => match at.parent() {
                Some(above) => store::place::load(conn, above)?,
                None => None,
            },
            None => None,
        };
        let floor = floor.filter(|floor| floor.kind == PlaceKind::Floor);
        let mut load = |id: Option<PlaceId>| match id {
            Some(id) => store::place::load(conn, id),
            None => Ok(None),
        };
        let district = load(building.place.placement.district)?;
        let street = load(building.place.placement.street)?;
        let names = district.iter().chain(&street).map(|place| place.name.as_str());
        let around = names.collect();
        Ok(Self { building, around, at, floor })
    }

    /// The building's public code.
    pub fn code(&self) -> &str {
        &self.building.place.code
    }

    /// The building's name.
    pub fn name(&self) -> &str {
        &self.building.place.name
    }

    /// Storeys above ground; 0 if unknown.
    pub fn storeys(&self) -> i64 {
        i64::from(self.building.details.storeys_above)
    }

    /// The address of the building's page, or of `below` it; keeps where they stand.
    pub fn address(&self, below: &str) -> String {
        let mut address = format!("/b/{}{below}", address::encode(self.code()));
        if let Some(at) = self.at.as_ref().filter(|at| !at.token.is_empty()) {
            address.push_str("?at=");
            address::encode_into(&mut address, &at.token);
        }
        address
    }

    /// The building's address without where they stand.
    pub fn plain_address(&self) -> String {
        format!("/b/{}", address::encode(self.code()))
    }

    /// The exact place: what was scanned, else the building.
    pub fn place(&self) -> &Place {
        self.at.as_ref().unwrap_or(&self.building.place)
    }

    /// The floor in words, `12 层`; empty if unknown.
    pub fn floor_words(&self, v: &View) -> String {
        self.floor.as_ref().map_or_else(String::new, |floor| floor_words(v, &floor.name))
    }

    /// Where they stand in words, `12 层电梯厅`; empty for the building at large.
    pub fn spot_words(&self, v: &View) -> String {
        match &self.at {
            Some(at) if at.kind != PlaceKind::Floor && self.floor.is_some() => {
                v.t2("public-spot", "floor", self.floor_words(v), "spot", at.name.as_str())
            }
            Some(at) if at.kind != PlaceKind::Floor => at.name.clone(),
            _ => self.floor_words(v),
        }
    }

    /// Building and spot in words: `融汇中心 A 座 · 12 层电梯厅`.
    pub fn words(&self, v: &View) -> String {
        joined(self.name(), &self.spot_words(v))
    }
}

/// Two pieces of a place with a dot between them; one of them may be empty.
pub(super) fn joined(one: &str, other: &str) -> String {
    if other.is_empty() { one.to_owned() } else { format!("{one} · {other}") }
}
