//! A list over several places: the heads of one query each, merged. An OR over places would read
//! none of their indexes.

use kernel::{Keyset, Page};

/// Joins pages-to-be, each sorted by descending key and asked for `size + 1` rows, into one.
/// A row that two places hold appears once.
pub(super) fn descending<T>(
    heads: Vec<Vec<T>>,
    size: usize,
    key: impl Fn(&T) -> Keyset + Copy,
) -> Page<T> {
    let mut rows: Vec<T> = heads.into_iter().flatten().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(key(row)));
    rows.dedup_by_key(|row| key(row));
    Page::from_overfull(rows, size, key)
}

/// As [`descending`], for lists in ascending order.
pub(super) fn ascending<T>(
    heads: Vec<Vec<T>>,
    size: usize,
    key: impl Fn(&T) -> Keyset + Copy,
) -> Page<T> {
    let mut rows: Vec<T> = heads.into_iter().flatten().collect();
    rows.sort_by_key(key);
    rows.dedup_by_key(|row| key(row));
    Page::from_overfull(rows, size, key)
}
