//! Dates and times as people write them.
//!
//! Read: Excel serials, `2024-01-02`, `2024-01-02T15:30:00`, `2024/1/2 11:25:05`, `2024.1.2`,
//! `20240102`, `20240102153000`, `2024年1月2日 下午3点`, `2024年1月2日15时30分`, the American
//! `01/31/2014 11:25:05 PM`; full-width digits, weekdays and brackets make no difference.
//! A date with a zone is read only when that zone is China's. Source: DOMAIN 1.4; American form
//! and zone: assumption.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};

use super::cell::Epoch;
use super::finding::Problem;
use super::normal;
use super::vocabulary::{DateWord, VOCABULARY};

/// Years a ledger may speak of; others are slips of the hand. Source: assumption.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;
/// Serial numbers without a date format that are still taken for dates: 1954 … 2119.
/// Source: assumption.
const PLAIN_SERIALS: std::ops::RangeInclusive<f64> = 20_000.0..=80_500.0;

/// Reads a number that stands where a date should: a serial, or digits such as 20240102.
pub(super) fn from_number(number: f64) -> Result<DateTime, Problem> {
    if PLAIN_SERIALS.contains(&number) {
        return Epoch::From1900.date_time(number).ok_or_else(unreadable);
    }
    if number.fract() == 0.0 && (1.0e7..1.0e14).contains(&number) {
        return from_text(&format!("{number:.0}"));
    }
    Err(unreadable())
}

/// Reads a date with or without a time of day; midnight when there is none.
pub(super) fn from_text(text: &str) -> Result<DateTime, Problem> {
    let tokens = tokens(&normal::half_width(text)).ok_or_else(unreadable)?;
    let mut tokens = Tokens { rest: &tokens };
    if let [Token::Digits { value, count }] = *tokens.rest {
        return from_digits(value, count);
    }
    if let [Token::Digits { value, .. }, Token::Sign('.'), Token::Digits { .. }] = *tokens.rest {
        // `45292.5`: the serial of a csv. Two groups of digits are never a day.
        return plain_serial(text, value);
    }
    let date = tokens.date()?;
    let (time, next_day) = tokens.time()?;
    tokens.end()?;
    let days = SignedDuration::from_hours(if next_day { 24 } else { 0 });
    date.to_datetime(time).checked_add(days).map_err(|_| unreadable())
}

/// Makes sure that a date is of our time.
pub(super) fn check_year(at: DateTime) -> Result<DateTime, Problem> {
    if YEARS.contains(&at.year()) {
        Ok(at)
    } else {
        Err(Problem::error("ledger-cell-date-far").with("year", i64::from(at.year())))
    }
}

fn unreadable() -> Problem {
    Problem::error("ledger-cell-date-unreadable")
}

fn plain_serial(text: &str, whole: u64) -> Result<DateTime, Problem> {
    let number: f64 = normal::half_width(text).trim().parse().map_err(|_| unreadable())?;
    if whole > 9999 { from_number(number) } else { Err(unreadable()) }
}

/// `20240102`, `202401021530`, `20240102153000`, or the serial `45292`.
fn from_digits(value: u64, count: usize) -> Result<DateTime, Problem> {
    let (day, clock) = match count {
        #[expect(clippy::cast_precision_loss, reason = "five digits fit a double")]
        5 => return from_number(value as f64),
        8 => (value, 0),
        12 => (value / 10_000, value % 10_000 * 100),
        14 => (value / 1_000_000, value % 1_000_000),
        _ => return Err(unreadable()),
    };
    let date = day_of(day / 10_000, day / 100 % 100, day % 100)?;
    Ok(date.to_datetime(time_of(clock / 10_000, clock / 100 % 100, clock % 100)?))
}

/// A day, or what is wrong with it: “February has no 30th” helps more than “not a date”.
fn day_of(year: u64, month: u64, day: u64) -> Result<Date, Problem> {
    let (Ok(year), Ok(month_number), Ok(day_number)) =
        (i16::try_from(year), i8::try_from(month), i8::try_from(day))
    else {
        return Err(unreadable());
    };
    Date::new(year, month_number, day_number).map_err(|_| {
        if (1..=12).contains(&month_number) {
            Problem::error("ledger-cell-date-no-such-day")
                .with("month", i64::from(month_number))
                .with("day", i64::from(day_number))
        } else {
            Problem::error("ledger-cell-date-no-such-month").with("month", i64::from(month_number))
        }
    })
}

fn time_of(hour: u64, minute: u64, second: u64) -> Result<Time, Problem> {
    let part = |value: u64| i8::try_from(value).unwrap_or(i8::MAX);
    Time::new(part(hour), part(minute), part(second), 0)
        .map_err(|_| Problem::error("ledger-cell-time-no-such"))
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Digits {
        value: u64,
        count: usize,
    },
    Word(DateWord),
    /// One of `- / . : t +`, or a space.
    Sign(char),
}

/// Cuts a text into tokens; `None` when something in it belongs in no date.
fn tokens(text: &str) -> Option<Vec<Token>> {
    /// Longer texts are stories, not dates.
    const MOST: usize = 40;
    let lower = text.to_lowercase();
    let mut rest = lower.as_str();
    let mut tokens = Vec::new();
    while let Some(first) = rest.chars().next() {
        if tokens.len() >= MOST {
            return None;
        }
        if first.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let value = rest[..end].parse().ok()?;
            tokens.push(Token::Digits { value, count: end });
            rest = &rest[end..];
        } else if let Some((word, meaning)) = date_word(rest) {
            if meaning != DateWord::Weekday {
                tokens.push(Token::Word(meaning));
            }
            rest = &rest[word.len()..];
        } else {
            match first {
                '-' | '/' | '.' | ':' | 't' | '+' => tokens.push(Token::Sign(first)),
                '\u{2013}' | '\u{2014}' | '\u{2212}' => tokens.push(Token::Sign('-')),
                '(' | ')' | ',' | '\u{feff}' => tokens.push(Token::Sign(' ')),
                c if c.is_whitespace() => tokens.push(Token::Sign(' ')),
                _ => return None,
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    tokens.dedup_by(|next, before| *next == Token::Sign(' ') && *before == Token::Sign(' '));
    while tokens.last() == Some(&Token::Sign(' ')) {
        tokens.pop();
    }
    Some(tokens)
}

fn date_word(rest: &str) -> Option<(&'static str, DateWord)> {
    let found = VOCABULARY.date.iter().find(|(word, _)| rest.starts_with(word.as_str()))?;
    Some((found.0.as_str(), found.1))
}

struct Tokens<'t> {
    rest: &'t [Token],
}

impl Tokens<'_> {
    fn skip_space(&mut self) {
        while let [Token::Sign(' '), rest @ ..] = self.rest {
            self.rest = rest;
        }
    }

    /// Takes a sign; spaces before it do not matter.
    fn sign(&mut self, wanted: &[char]) -> Option<char> {
        let before = self.rest;
        self.skip_space();
        match self.rest {
            [Token::Sign(sign), rest @ ..] if wanted.contains(sign) => {
                self.rest = rest;
                Some(*sign)
            }
            _ => {
                self.rest = before;
                None
            }
        }
    }

    /// Takes one of the words; spaces before it do not matter.
    fn word(&mut self, wanted: &[DateWord]) -> Option<DateWord> {
        let before = self.rest;
        self.skip_space();
        match self.rest {
            [Token::Word(word), rest @ ..] if wanted.contains(word) => {
                self.rest = rest;
                Some(*word)
            }
            _ => {
                self.rest = before;
                None
            }
        }
    }

    fn digits(&mut self) -> Option<(u64, usize)> {
        let before = self.rest;
        self.skip_space();
        match self.rest {
            [Token::Digits { value, count }, rest @ ..] => {
                self.rest = rest;
                Some((*value, *count))
            }
            _ => {
                self.rest = before;
                None
            }
        }
    }

    fn date(&mut self) -> Result<Date, Problem> {
        let (first, count) = self.digits().ok_or_else(unreadable)?;
        if count == 8 {
            return day_of(first / 10_000, first / 100 % 100, first % 100);
        }
        if self.word(&[DateWord::Year]).is_some() {
            return self.date_in_words(first, count);
        }
        let sign = self.sign(&['-', '/', '.']).ok_or_else(unreadable)?;
        let (second, _) = self.digits().ok_or_else(unreadable)?;
        self.sign(&[sign]).ok_or_else(unreadable)?;
        let (third, third_count) = self.digits().ok_or_else(unreadable)?;
        match (count, third_count) {
            (4, 1 | 2) => day_of(first, second, third),
            // American: month first.
            (1 | 2, 4) if sign == '/' => day_of(third, first, second),
            _ => Err(unreadable()),
        }
    }

    /// What follows `2024年`.
    fn date_in_words(&mut self, year: u64, count: usize) -> Result<Date, Problem> {
        let (month, _) = self.digits().ok_or_else(unreadable)?;
        self.word(&[DateWord::Month]).ok_or_else(unreadable)?;
        let (day, _) = self.digits().ok_or_else(unreadable)?;
        // People leave the last word out: 2024年1月2.
        let _ = self.word(&[DateWord::Day]);
        if count == 4 { day_of(year, month, day) } else { Err(unreadable()) }
    }

    /// The time of day and whether it is midnight at the end of the day.
    fn time(&mut self) -> Result<(Time, bool), Problem> {
        const HALVES: &[DateWord] = &[
            DateWord::Dawn,
            DateWord::Morning,
            DateWord::Noon,
            DateWord::Afternoon,
            DateWord::Evening,
        ];
        let _ = self.sign(&['t']);
        let before = self.word(HALVES);
        let Some((hour, _)) = self.digits() else {
            return if before.is_none() {
                Ok((Time::midnight(), false))
            } else {
                Err(unreadable())
            };
        };
        let (minute, second) = if self.sign(&[':']).is_some() {
            self.clock()?
        } else if self.word(&[DateWord::Hour]).is_some() {
            self.clock_in_words()?
        } else {
            return Err(unreadable());
        };
        let half = before.or_else(|| self.word(HALVES));
        self.china_zone()?;
        let (hour, next_day) = hour_of_day(hour, minute, second, half)?;
        Ok((time_of(hour, minute, second)?, next_day))
    }

    /// What follows `15:`.
    fn clock(&mut self) -> Result<(u64, u64), Problem> {
        let (minute, _) = self.digits().ok_or_else(unreadable)?;
        if self.sign(&[':']).is_none() {
            return Ok((minute, 0));
        }
        let (second, _) = self.digits().ok_or_else(unreadable)?;
        if self.sign(&['.']).is_some() {
            // Parts of a second are dropped.
            self.digits().ok_or_else(unreadable)?;
        }
        Ok((minute, second))
    }

    /// What follows `15时`.
    fn clock_in_words(&mut self) -> Result<(u64, u64), Problem> {
        match self.word(&[DateWord::Half, DateWord::Exact]) {
            Some(DateWord::Half) => return Ok((30, 0)),
            Some(_) => return Ok((0, 0)),
            None => {}
        }
        let Some((minute, _)) = self.digits() else {
            return Ok((0, 0));
        };
        if self.word(&[DateWord::Quarter]).is_some() {
            return Ok((minute.saturating_mul(15), 0));
        }
        let _ = self.word(&[DateWord::Minute]);
        let Some((second, _)) = self.digits() else {
            return Ok((minute, 0));
        };
        self.word(&[DateWord::Second]).ok_or_else(unreadable)?;
        Ok((minute, second))
    }

    /// Accepts `+08:00`, `+0800`, `+08`; other zones would silently move the time.
    fn china_zone(&mut self) -> Result<(), Problem> {
        if self.sign(&['+']).is_none() {
            return Ok(());
        }
        match self.digits() {
            Some((800, 4)) => Ok(()),
            Some((8, 2)) => match (self.sign(&[':']), self.digits()) {
                (None, None) | (Some(_), Some((0, 2))) => Ok(()),
                _ => Err(unreadable()),
            },
            _ => Err(unreadable()),
        }
    }

    fn end(&mut self) -> Result<(), Problem> {
        self.skip_space();
        if self.rest.is_empty() { Ok(()) } else { Err(unreadable()) }
    }
}

/// The hour on the clock of 24, and whether it is midnight at the end of the day.
fn hour_of_day(
    hour: u64,
    minute: u64,
    second: u64,
    half: Option<DateWord>,
) -> Result<(u64, bool), Problem> {
    let midnight = minute == 0 && second == 0;
    match (half, hour) {
        (None, 24) if midnight => Ok((0, true)),
        (Some(DateWord::Dawn | DateWord::Morning), 12) => Ok((0, false)),
        (Some(DateWord::Noon | DateWord::Afternoon), 1..=10) => Ok((hour + 12, false)),
        (Some(DateWord::Afternoon), 11) => Ok((23, false)),
        (Some(DateWord::Evening), 5..=11) => Ok((hour + 12, false)),
        (Some(DateWord::Evening), 12) if midnight => Ok((0, true)),
        // Late at night of which day? Better asked than guessed.
        (Some(DateWord::Evening), 0..=4 | 12) => Err(unreadable()),
        _ => Ok((hour, false)),
    }
}

#[cfg(test)]
mod tests;
