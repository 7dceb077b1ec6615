//! Titles and addresses of places, bodies and posts, for lists that mix slices.

use kernel::{BodyId, PlaceId, PostId, SubjectKind};
use platform::web::address::encode;
use platform::web::{Titled, Titles, View};
use platform::{Conn, StoreError};

use crate::model::{Place, kind};
use crate::store;

/// The page of a body of `kind`.
#[must_use]
pub fn body_href(of_kind: &str, id: BodyId) -> String {
    let folder = match of_kind {
        kind::COMMITTEE => "committees",
        kind::WORKSTATION => "stations",
        kind::ENTERPRISE => "enterprises",
        _ => "organisations",
    };
    format!("/{folder}/{}", id.0)
}

/// The page of a body for whoever may see addresses with ids; empty for the others.
#[must_use]
pub(crate) fn body_link(linked: bool, of_kind: &str, id: BodyId) -> String {
    if linked { body_href(of_kind, id) } else { String::new() }
}

/// The page of a building by its code.
#[must_use]
pub fn building_href(code: &str) -> String {
    format!("/buildings/{}", encode(code))
}

/// A floor as people call it: what the lift shows is a number or a letter with one and gets the
/// word for a floor (`12 层`); a name that is words already stays as it is.
#[must_use]
pub fn floor_words(view: &View, name: &str) -> String {
    if name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        view.t1("place-floor", "name", name)
    } else {
        name.to_owned()
    }
}

/// Places go by their names and lead to their building.
#[derive(Debug, Default, Clone, Copy)]
pub struct PlaceTitles;

/// Bodies go by their names.
#[derive(Debug, Default, Clone, Copy)]
pub struct BodyTitles;

/// Posts go by body and holder and lead to the body.
#[derive(Debug, Default, Clone, Copy)]
pub struct PostTitles;

impl Titles for PlaceTitles {
    fn kind(&self) -> SubjectKind {
        SubjectKind::Place
    }

    fn titles(&self, conn: &mut Conn, ids: &[i64]) -> Result<Vec<(i64, Titled)>, StoreError> {
        let ids: Vec<PlaceId> = ids.iter().copied().map(PlaceId).collect();
        let places = store::place::list(conn, &ids)?;
        let around: Vec<PlaceId> = places
            .iter()
            .flat_map(|place| [place.placement.building, place.placement.street])
            .flatten()
            .collect();
        let around = store::place::list(conn, &around)?;
        let find = |id: Option<PlaceId>| around.iter().find(|place| Some(place.id) == id);
        Ok(places
            .iter()
            .map(|place| {
                let building = find(place.placement.building);
                let street = find(place.placement.street).map(|street| street.name.clone());
                (place.id.0, titled(place, building, street.unwrap_or_default()))
            })
            .collect())
    }
}

fn titled(place: &Place, building: Option<&Place>, street: String) -> Titled {
    let href = building.filter(|at| !at.code.is_empty()).map(|at| building_href(&at.code));
    let title = match building {
        Some(at) if at.id != place.id => format!("{} · {}", at.name, place.name),
        _ => place.name.clone(),
    };
    Titled {
        title,
        place: street,
        href: href.unwrap_or_else(|| "/buildings".to_owned()),
        said: String::new(),
    }
}

impl Titles for BodyTitles {
    fn kind(&self) -> SubjectKind {
        SubjectKind::Body
    }

    fn titles(&self, conn: &mut Conn, ids: &[i64]) -> Result<Vec<(i64, Titled)>, StoreError> {
        let ids: Vec<BodyId> = ids.iter().copied().map(BodyId).collect();
        let bodies = store::body::list_of(conn, &ids)?;
        let streets: Vec<PlaceId> =
            bodies.iter().filter_map(|body| body.placement.street).collect();
        let streets = store::name::of_places(conn, &streets)?;
        Ok(bodies
            .into_iter()
            .map(|body| {
                let street = body.placement.street.and_then(|id| streets.get(&id).cloned());
                let href = body_href(&body.kind, body.id);
                let place = street.unwrap_or_default();
                (body.id.0, Titled { title: body.name, place, href, said: String::new() })
            })
            .collect())
    }
}

impl Titles for PostTitles {
    fn kind(&self) -> SubjectKind {
        SubjectKind::Post
    }

    fn titles(&self, conn: &mut Conn, ids: &[i64]) -> Result<Vec<(i64, Titled)>, StoreError> {
        let ids: Vec<PostId> = ids.iter().copied().map(PostId).collect();
        let labels = store::post::labels(conn, &ids)?;
        let homes = store::post::homes(conn, &ids)?;
        Ok(homes
            .into_iter()
            .map(|(id, body, of_kind)| {
                let title = labels.get(&id).cloned().unwrap_or_default();
                (
                    id.0,
                    Titled {
                        title,
                        place: String::new(),
                        href: body_href(&of_kind, body),
                        said: String::new(),
                    },
                )
            })
            .collect())
    }
}
