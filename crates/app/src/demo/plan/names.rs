//! Names, numbers and codes of invented people and enterprises.

use std::collections::HashSet;

use crate::demo::chance::Chance;
use crate::demo::words::{Trade, Words};

/// Draws names that nobody has had yet.
pub(super) struct Namer<'w> {
    words: &'w Words,
    taken: HashSet<String>,
    trade_weights: Vec<u32>,
}

impl<'w> Namer<'w> {
    pub fn new(words: &'w Words) -> Self {
        let trade_weights = words.trades.iter().map(|trade| trade.weight).collect();
        Self { words, taken: HashSet::new(), trade_weights }
    }

    /// Reserves a name that is given.
    pub fn take(&mut self, name: &str) {
        self.taken.insert(name.to_owned());
    }

    /// An enterprise's name and its trade.
    pub fn enterprise(&mut self, chance: &mut Chance) -> (String, Trade) {
        let trade = self.words.trades[chance.weighted(&self.trade_weights)];
        loop {
            let first = chance.pick(&self.words.brand_first);
            let second = chance.pick(&self.words.brand_second);
            let name = format!("{first}{second}{}", trade.name);
            if first != second && self.taken.insert(name.clone()) {
                return (name, trade);
            }
        }
    }

    /// The trade a given name ends with, else one of chance.
    pub fn trade_of(&self, name: &str, chance: &mut Chance) -> Trade {
        let fitting = self.words.trades.iter().filter(|trade| name.ends_with(trade.name));
        let longest = fitting.max_by_key(|trade| trade.name.len());
        longest.copied().unwrap_or_else(|| self.words.trades[chance.weighted(&self.trade_weights)])
    }
}

/// A person's name; people may share one.
pub(super) fn person(words: &Words, weights: &[u32], chance: &mut Chance) -> String {
    let (surname, _) = words.surnames[chance.weighted(weights)];
    let given = if chance.happens(35) { 1 } else { 2 };
    let mut name = surname.to_owned();
    let mut last = "";
    while name.chars().count() < surname.chars().count() + given {
        let next = *chance.pick(&words.given);
        if next != last {
            name.push_str(next);
            last = next;
        }
    }
    name
}

/// A mobile number that is well formed; the range is a demo's, not checked for being in use.
pub(super) fn mobile(chance: &mut Chance) -> String {
    format!("1{}0{:08}", chance.pick(&["3", "5", "8"]), chance.below(100_000_000))
}

/// Characters of credit codes, in the order of their values. Source: GB 32100-2015.
const CODE_ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Weights of the first seventeen characters: powers of 3 modulo 31. Source: GB 32100-2015.
const CODE_WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// A unified social credit code whose check digit holds. Its division code, 990107, belongs to no
/// division, so it is nobody's.
pub(super) fn credit_code(chance: &mut Chance) -> String {
    let mut code = String::from("91990107MA");
    while code.len() < 17 {
        code.push(char::from(*chance.pick(CODE_ALPHABET)));
    }
    let value = |byte: u8| CODE_ALPHABET.iter().position(|known| *known == byte).unwrap_or(0);
    let sum: usize =
        code.bytes().zip(CODE_WEIGHTS).map(|(byte, weight)| value(byte) * weight).sum();
    code.push(char::from(CODE_ALPHABET[(31 - sum % 31) % 31]));
    code
}
