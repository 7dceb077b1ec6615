//! Keyset paging: a page is asked for by the key of the last row seen, never by an offset.

use std::fmt;
use std::str::FromStr;

/// The place in a list after which the next page starts: (time in microseconds, id).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Keyset {
    /// The ordering time of the last row seen, microseconds since 1970.
    pub at: i64,
    /// The id of the last row seen, which breaks ties.
    pub id: i64,
}

impl fmt::Display for Keyset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}.{:x}", self.at, self.id)
    }
}

impl FromStr for Keyset {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (at, id) = text.split_once('.').ok_or("a keyset has two parts")?;
        let part = |text| i64::from_str_radix(text, 16).map_err(|_| "a keyset part is a number");
        Ok(Self { at: part(at)?, id: part(id)? })
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows, in list order.
    pub rows: Vec<T>,
    /// Where the next page starts; `None` on the last one.
    pub next: Option<Keyset>,
}

impl<T> Page<T> {
    /// A page from `rows` that were asked for with a limit of `size + 1`, so that the extra row
    /// tells whether there is a next page.
    #[must_use]
    pub fn from_overfull(mut rows: Vec<T>, size: usize, key: impl Fn(&T) -> Keyset) -> Self {
        let more = rows.len() > size;
        rows.truncate(size);
        let next = if more { rows.last().map(&key) } else { None };
        Self { rows, next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyset_survives_the_address_bar() {
        let keyset = Keyset { at: 1_707_186_240_000_000, id: 42 };
        assert_eq!(keyset.to_string().parse(), Ok(keyset));
        assert!("12".parse::<Keyset>().is_err());
        assert!("zz.1".parse::<Keyset>().is_err());
    }

    #[test]
    fn the_extra_row_is_cut_and_names_the_next_page() {
        let page = Page::from_overfull(vec![3, 2, 1], 2, |n| Keyset { at: 0, id: *n });
        assert_eq!(page.rows, [3, 2]);
        assert_eq!(page.next, Some(Keyset { at: 0, id: 2 }));
    }
}
