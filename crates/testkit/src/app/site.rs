//! The slices put together, as the program does; whole-site tests of the program itself use the
//! program's own composition.

use std::sync::Arc;

use platform::charter::SectionOwner;
use platform::notice::Announcer;
use platform::vault::Traces;
use platform::web::{Menu, Nav, NavGroup, NavItem, Routes, Settings, Site};
use platform::{Actor, Migration, World};

use super::BASE_URL;

/// The tables of every slice, those below first.
#[must_use]
pub fn migrations() -> Vec<Migration> {
    [platform::MIGRATIONS, registry::MIGRATIONS, matters::MIGRATIONS].concat()
}

/// The charter sections that slices own.
#[must_use]
pub fn sections() -> Vec<SectionOwner> {
    let registry = registry::model::charter::SECTIONS;
    registry.into_iter().chain(matters::model::charter::SECTIONS).collect()
}

/// What the slices keep of persons besides the vault.
#[must_use]
pub fn traces() -> Vec<Arc<dyn Traces>> {
    vec![Arc::new(matters::acts::ReporterTraces)]
}

/// The endpoints of every slice.
#[must_use]
pub fn routes() -> Routes {
    platform::account::pages::routes()
        .and(platform::saved_view::routes())
        .and(platform::desk::routes())
        .and(platform::charter::routes())
        .and(platform::journal::routes())
        .and(platform::notice::routes())
        .and(platform::mail::routes())
        .and(registry::pages::routes(
            Arc::new(matters::OpenMattersOfBuildings),
            vec![Arc::new(matters::MatterFinder)],
        ))
        .and(matters::pages::routes())
}

/// The site of all slices.
#[must_use]
pub fn site(world: Arc<World>) -> Site {
    Site {
        world,
        settings: Settings {
            base_url: BASE_URL.to_owned(),
            trusted_proxies: Vec::new(),
            demo: false,
            api_rate: platform::api::rate(platform::api::PER_MINUTE),
        },
        menu: Arc::new(Rail),
        titles: vec![
            Arc::new(matters::MatterTitles),
            Arc::new(matters::WhistleTitles),
            Arc::new(matters::CommonNeedTitles),
            Arc::new(registry::PlaceTitles),
            Arc::new(registry::BodyTitles),
            Arc::new(registry::PostTitles),
        ],
        todo_kinds: matters::pages::staff::TODO_KINDS.to_vec(),
        announcers: announcers(),
        panels: vec![Arc::new(matters::pages::staff::WaitingPanel)],
    }
}

/// Who says to whom events are news.
#[must_use]
pub fn announcers() -> Vec<Arc<dyn Announcer>> {
    vec![Arc::new(matters::MatterNotices), Arc::new(matters::WhistleNotices)]
}

/// A rail that leads to what everybody has.
struct Rail;

impl Menu for Rail {
    fn menu(&self, _: &Actor) -> Nav {
        let items = vec![
            NavItem::new("desk", "/desk", "checkbox"),
            NavItem::new("matters", "/matters", "message-2"),
        ];
        Nav { tabs: items.clone(), groups: vec![NavGroup { heading: None, items }] }
    }
}
