//! Tells lists of other slices what a matter is called and where it is.

use std::collections::HashMap;

use diesel::prelude::*;
use kernel::{PlaceId, SubjectKind};
use platform::web::{Titled, Titles};
use platform::{Conn, StoreError};

use crate::store::orders::arriving;
use crate::store::schema::{common_need, matter, whistle};

/// The titles of matters: the summary without personal data, so every list may show them.
#[derive(Debug, Default, Clone, Copy)]
pub struct MatterTitles;

impl Titles for MatterTitles {
    fn kind(&self) -> SubjectKind {
        SubjectKind::Matter
    }

    fn titles(&self, conn: &mut Conn, ids: &[i64]) -> Result<Vec<(i64, Titled)>, StoreError> {
        let hidden = arriving::list(conn)?;
        let rows: Vec<(i64, String, String, i64)> = matter::table
            .filter(matter::id.eq_any(ids))
            .filter(arriving::is_visible(&hidden))
            .select((matter::id, matter::number, matter::title, matter::place_id))
            .load(conn)?;
        let places: Vec<PlaceId> = rows.iter().map(|row| PlaceId(row.3)).collect();
        let names: HashMap<PlaceId, String> = registry::store::place::names(conn, &places)?;
        Ok(rows
            .into_iter()
            .map(|(id, number, title, place)| {
                let place = names.get(&PlaceId(place)).cloned().unwrap_or_default();
                (
                    id,
                    Titled {
                        title,
                        place,
                        href: format!("/matters/{number}"),
                        said: String::new(),
                    },
                )
            })
            .collect())
    }
}

/// The titles of common needs: what whoever confirmed one called it, else its category.
#[derive(Debug, Default, Clone, Copy)]
pub struct CommonNeedTitles;

impl Titles for CommonNeedTitles {
    fn kind(&self) -> SubjectKind {
        SubjectKind::CommonNeed
    }

    fn titles(&self, conn: &mut Conn, ids: &[i64]) -> Result<Vec<(i64, Titled)>, StoreError> {
        let rows: Vec<(i64, Option<String>, String, i64)> = common_need::table
            .filter(common_need::id.eq_any(ids))
            .select((
                common_need::id,
                common_need::title,
                common_need::category,
                common_need::building_id,
            ))
            .load(conn)?;
        let places: Vec<PlaceId> = rows.iter().map(|row| PlaceId(row.3)).collect();
        let names = registry::store::place::names(conn, &places)?;
        let titled = rows.into_iter().map(|(id, title, category, building)| {
            let place = names.get(&PlaceId(building)).cloned().unwrap_or_default();
            let href = format!("/common-needs/{id}");
            let title = title.unwrap_or(category);
            (id, Titled { title, place, href, said: String::new() })
        });
        Ok(titled.collect())
    }
}

/// The titles of whistles: their matters'.
#[derive(Debug, Default, Clone, Copy)]
pub struct WhistleTitles;

impl Titles for WhistleTitles {
    fn kind(&self) -> SubjectKind {
        SubjectKind::Whistle
    }

    fn titles(&self, conn: &mut Conn, ids: &[i64]) -> Result<Vec<(i64, Titled)>, StoreError> {
        let rows: Vec<(i64, String, i64)> = whistle::table
            .filter(whistle::id.eq_any(ids))
            .select((whistle::id, whistle::number, whistle::matter_id))
            .load(conn)?;
        let matters: Vec<i64> = rows.iter().map(|row| row.2).collect();
        let titled: HashMap<i64, Titled> =
            MatterTitles.titles(conn, &matters)?.into_iter().collect();
        Ok(rows
            .into_iter()
            .filter_map(|(id, number, matter)| {
                let of_it = titled.get(&matter)?.clone();
                Some((id, Titled { href: format!("/whistles/{number}"), ..of_it }))
            })
            .collect())
    }
}
