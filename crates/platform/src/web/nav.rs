//! The rail at the desk and the tabs on the phone. What a role may not use is absent, not greyed.
//!
//! Source: UX §2.

/// The navigation of one reader.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Nav {
    /// The rail, in groups.
    pub groups: Vec<NavGroup>,
    /// The tabs at the bottom of the phone, at most five.
    pub tabs: Vec<NavItem>,
}

/// Some items under a heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NavGroup {
    /// Locale key of the heading; the first group has none.
    pub heading: Option<&'static str>,
    /// Its items, in order.
    pub items: Vec<NavItem>,
}

/// One item of rail or tabs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// Names the item; its words are under the locale key `nav-{key}`.
    pub key: &'static str,
    /// Where it leads.
    pub href: String,
    /// Name of its icon.
    pub icon: &'static str,
    /// How many wait there; `None` shows no number.
    pub count: Option<i64>,
    /// Whether some of them are late.
    pub late: bool,
    /// Whether the present page belongs to it.
    pub current: bool,
}

impl NavItem {
    /// An item without a count.
    #[must_use]
    pub fn new(key: &'static str, href: impl Into<String>, icon: &'static str) -> Self {
        Self { key, href: href.into(), icon, count: None, late: false, current: false }
    }

    /// The same item with a count beside it.
    #[must_use]
    pub fn with_count(mut self, count: i64, late: bool) -> Self {
        self.count = Some(count);
        self.late = late;
        self
    }

    /// Locale key of its words.
    #[must_use]
    pub fn label(&self) -> String {
        format!("nav-{}", self.key)
    }
}

impl Nav {
    /// Marks as current the item whose address is the longest beginning of `path`.
    #[must_use]
    pub fn at(mut self, path: &str) -> Self {
        let path = path.split('?').next().unwrap_or_default();
        let longest = self
            .groups
            .iter()
            .flat_map(|group| &group.items)
            .chain(&self.tabs)
            .filter(|item| leads_to(&item.href, path))
            .map(|item| item.href.clone())
            .max_by_key(String::len);
        let items = self.groups.iter_mut().flat_map(|group| &mut group.items);
        for item in items.chain(&mut self.tabs) {
            item.current = Some(&item.href) == longest.as_ref();
        }
        self
    }
}

fn leads_to(href: &str, path: &str) -> bool {
    path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_item_whose_address_fits_best_is_current() {
        let items = vec![
            NavItem::new("matters", "/matters", "message-2"),
            NavItem::new("whistles", "/matters/whistles", "speakerphone"),
            NavItem::new("desk", "/desk", "checkbox"),
        ];
        let nav = Nav { groups: vec![NavGroup { heading: None, items }], tabs: Vec::new() };
        let current = |path: &str| -> Vec<&str> {
            let nav = nav.clone().at(path);
            let items = nav.groups.into_iter().flat_map(|group| group.items);
            items.filter(|item| item.current).map(|item| item.key).collect()
        };
        assert_eq!(current("/matters/24-0417?all=1"), ["matters"]);
        assert_eq!(current("/matters/whistles"), ["whistles"]);
        assert_eq!(current("/mattersome"), Vec::<&str>::new());
    }
}
