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

const WORK: [Offer; 2] = [
    Offer { item: || NavItem::new("desk", "/desk", "checkbox"), to: None },
    Offer {
        item: || NavItem::new("matters", "/matters", "message-2"),
        to: Some(&matters::permissions::SEE),
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

impl Menu for Rail {
    fn menu(&self, actor: &Actor) -> Nav {
        let (work, register) = (offered(&WORK, actor), offered(&REGISTER, actor));
        let tabs = work.iter().chain(&register).take(4).cloned().collect();
        let mut groups = vec![NavGroup { heading: None, items: work }];
        if !register.is_empty() {
            groups.push(NavGroup { heading: Some("nav-group-register"), items: register });
        }
        Nav { groups, tabs }
    }
}

fn offered(offers: &[Offer], actor: &Actor) -> Vec<NavItem> {
    let may = |offer: &&Offer| offer.to.is_none_or(|permission| actor.may(permission));
    offers.iter().filter(may).map(|offer| (offer.item)()).collect()
}
