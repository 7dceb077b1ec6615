//! What the registry's lists share: addresses that keep the filter, and how far a page goes.

use std::collections::BTreeMap;

use kernel::Keyset;
use platform::ledger::TYPED;
use platform::web::FormState;
use platform::web::address::encode;

/// Rows on a page.
pub(super) const SIZE: usize = 50;
/// Rows on the one page of who is shielded: the key of a further page would hold an id.
pub(super) const SHIELDED_SIZE: usize = 300;

/// Rows on a page for a reader.
pub(super) fn size(shielded: bool) -> usize {
    if shielded { SHIELDED_SIZE } else { SIZE }
}

/// Where the page begins, as the address asks; at the beginning for who is shielded.
pub(super) fn after(form: &FormState, shielded: bool) -> Option<Keyset> {
    form.value("after").parse().ok().filter(|_| !shielded)
}

/// `path` with the filter of `form` in `names`, and the page after `after`.
pub(super) fn address(
    path: &str,
    form: &FormState,
    names: &[&str],
    after: Option<Keyset>,
) -> String {
    let mut pairs: Vec<String> = names
        .iter()
        .filter_map(|name| Some(format!("{name}={}", encode(form.filled(name)?))))
        .collect();
    pairs.extend(after.map(|after| format!("after={after}")));
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// What a list was narrowed to, as the journal says it of an export of `rows` rows. `codes` are
/// codes only where they found something; a name is what somebody typed.
pub(super) fn told<const N: usize>(
    codes: [(&'static str, String); N],
    name: &str,
    rows: usize,
) -> BTreeMap<&'static str, String> {
    let known = |(_, code): &(&'static str, String)| !code.is_empty() && rows > 0;
    let name = (!name.is_empty()).then(|| ("name", TYPED.to_owned()));
    codes.into_iter().filter(known).chain(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filtered_list_can_be_sent_and_turned_over() {
        let form = FormState::from_pairs([("name", "融 汇"), ("street", ""), ("x", "1")]);
        let names = ["name", "street"];
        assert_eq!(address("/b", &form, &names, None), "/b?name=%E8%9E%8D%20%E6%B1%87");
        let after = Some(Keyset { at: 1, id: 2 });
        assert_eq!(address("/b", &FormState::new(), &names, after), "/b?after=1.2");
        assert_eq!(address("/b", &FormState::new(), &names, None), "/b");
    }

    #[test]
    fn the_journal_is_told_no_word_that_somebody_typed() {
        let codes = |street: &str| [("street", street.to_owned()), ("industry", String::new())];
        let typed = BTreeMap::from([("name", "typed".to_owned())]);
        assert_eq!(told(codes("13900005580"), "王丽", 0), typed, "no street found anything");
        assert_eq!(told(codes("st-lg"), "", 3), BTreeMap::from([("street", "st-lg".to_owned())]));
    }

    #[test]
    fn who_is_shielded_turns_no_pages() {
        let form = FormState::from_pairs([("after", "1.2")]);
        assert_eq!(after(&form, false), Some(Keyset { at: 1, id: 2 }));
        assert_eq!(after(&form, true), None);
    }
}
