//! The rail at the desk and the tabs on the phone: what each slice offers, as far as the actor may
//! go there. Source: UX §2.

use platform::web::{Menu, Nav, NavGroup, NavItem};
use platform::{Actor, Permission};

/// Rail and tabs over all slices.
pub struct Rail;

/// An item, and what somebody must be able to do somewhere to be offered it.
struct Offer {
    item: fn() -> NavItem,
    to: Option<&'static Permission>,
}

const WORK: [Offer; 6] = [
    Offer { item: || NavItem::new("desk", "/desk", "checkbox"), to: None },
    Offer {
        item: || NavItem::new("matters", "/matters", "message-2"),
        to: Some(&matters::permissions::SEE),
    },
    Offer {
        item: || NavItem::new("station", "/desk/station", "users"),
        to: Some(&matters::permissions::STATION),
    },
    Offer {
        item: || NavItem::new("supervision", "/supervision", "eye"),
        to: Some(&matters::permissions::SEE_SUPERVISED),
    },
    Offer {
        item: || NavItem::new("whistles", "/whistles", "speakerphone"),
        to: Some(&matters::permissions::SEE_WHISTLES),
    },
    Offer {
        item: || NavItem::new("common-needs", "/common-needs", "users-group"),
        to: Some(&matters::permissions::SEE_NEEDS),
    },
];

const REGISTER: [Offer; 2] = [
    Offer {
        item: || NavItem::new("buildings", "/buildings", "building"),
        to: Some(&registry::permissions::SEE),
    },
    Offer {
        item: || NavItem::new("enterprises", "/enterprises", "briefcase"),
        to: Some(&registry::permissions::SEE_ENTERPRISES),
    },
];

const EVALUATE: [Offer; 2] = [
    Offer {
        item: || NavItem::new("indicators", "/indicators/before-complaint", "chart-line"),
        to: Some(&matters::permissions::COUNT),
    },
    Offer { item: || NavItem::new("charter", "/charters", "file-check"), to: None },
];

const MANAGE: [Offer; 7] = [
    Offer {
        item: || NavItem::new("opening", "/opening", "checks"),
        to: Some(&registry::permissions::OPEN),
    },
    Offer {
        item: || NavItem::new("imports", "/imports", "table-import"),
        to: Some(&matters::permissions::IMPORT),
    },
    Offer {
        item: || NavItem::new("accounts", "/admin/accounts", "key"),
        to: Some(&platform::account::MANAGE),
    },
    Offer {
        item: || NavItem::new("requests", "/admin/requests", "shield-lock"),
        to: Some(&platform::privacy::DECIDE),
    },
    Offer { item: || NavItem::new("mail", "/admin/mail", "mail"), to: Some(&platform::mail::KEEP) },
    Offer {
        item: || NavItem::new("calendar", "/admin/calendar", "calendar"),
        to: Some(&platform::calendar::KEEP),
    },
    Offer {
        item: || NavItem::new("journal", "/journal", "shield-check"),
        to: Some(&platform::journal::READ),
    },
];

/// Tabs besides one's own page; five fit.
const TABS: usize = 4;

impl Menu for Rail {
    fn menu(&self, actor: &Actor) -> Nav {
        let groups = [
            (None, offered(&WORK, actor)),
            (Some("nav-group-register"), offered(&REGISTER, actor)),
            (Some("nav-group-evaluate"), offered(&EVALUATE, actor)),
            (Some("nav-group-manage"), offered(&MANAGE, actor)),
        ];
        let items = groups.iter().flat_map(|(_, items)| items);
        let mut tabs: Vec<NavItem> = items.take(TABS).cloned().collect();
        tabs.push(NavItem::new("me", "/me", "user"));
        let filled = groups.into_iter().filter(|(_, items)| !items.is_empty());
        let groups = filled.map(|(heading, items)| NavGroup { heading, items }).collect();
        Nav { groups, tabs }
    }
}

fn offered(offers: &[Offer], actor: &Actor) -> Vec<NavItem> {
    let may = |offer: &&Offer| offer.to.is_none_or(|permission| actor.may(permission));
    offers.iter().filter(may).map(|offer| (offer.item)()).collect()
}
