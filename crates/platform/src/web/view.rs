//! What every template gets as its field `v`: language, appearance, who is looking, where they are.
//!
//! Templates call its methods: `{{ v.t("desk-title") }}`, `{{ v.t1("desk-late", "n", late) }}`,
//! `{{ v.icon("search") }}`, `{{ v.when(entry.at) }}`. Dates are in `when`, components in
//! `component`.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::Arg;

use super::html::Html;
use super::i18n::{IntoArg, Locale};
use super::nav::Nav;
use super::{assets, figures, icons};

/// A small value that templates hand over by reference, at whatever depth.
pub trait Given<T> {
    /// The value itself.
    fn given(self) -> T;
}

impl<T, R: Given<T> + Copy> Given<T> for &R {
    fn given(self) -> T {
        (*self).given()
    }
}

/// Lets values of these types be [`Given`].
macro_rules! given_as_itself {
    ($($value:ty),*) => {$(
        impl $crate::web::view::Given<$value> for $value {
            fn given(self) -> $value {
                self
            }
        }
    )*};
}
pub(crate) use given_as_itself;
given_as_itself!(Timestamp, Date, bool, f64, i64, usize);

/// Light or dark, as chosen by the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system says; nothing was chosen.
    #[default]
    System,
    /// Light, whatever the system says.
    Light,
    /// Dark, whatever the system says.
    Dark,
}

impl Theme {
    /// The theme a cookie or address names; anything unknown leaves it to the system.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    /// The word for cookie, address and `data-theme`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Who is signed in, as the header shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The person's name.
    pub name: String,
    /// The body they act for; empty when their account holds no post.
    pub body: String,
}

impl SignedIn {
    /// The first character of the name, for the round mark.
    #[must_use]
    pub fn initial(&self) -> String {
        self.name.chars().next().map(String::from).unwrap_or_default()
    }
}

/// The scope the lists are narrowed to, as the picker above the rail shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeLabel {
    /// Its name, such as `融汇中心片区`.
    pub title: String,
    /// What it holds, such as `鲁谷街道 · 3 栋楼`.
    pub detail: String,
    /// Where another can be picked; `None` when there is only one, which hides the picker.
    pub href: Option<String>,
}

/// What every page needs to be drawn.
#[derive(Debug, Clone)]
pub struct View {
    /// The reader's language.
    pub locale: Locale,
    /// Light or dark.
    pub theme: Theme,
    /// Large type and only the essentials (适老化).
    pub elder: bool,
    /// The present moment.
    pub now: Timestamp,
    /// The district's time zone.
    pub zone: TimeZone,
    /// Path and query of this page, for links back to it in another language or size.
    pub path: String,
    /// The public address of the installation without a trailing slash, for codes and mail.
    pub base_url: String,
    /// Where the public page is, such as `石景山区鲁谷街道`; empty when nowhere in particular.
    pub place: String,
    /// Who is signed in.
    pub signed_in: Option<SignedIn>,
    /// Left rail and phone tabs.
    pub nav: Nav,
    /// The picker above the rail.
    pub scope: Option<ScopeLabel>,
    /// Unread notices of the signed-in person.
    pub notices: i64,
    /// Whether letter keys do anything (they can be switched off).
    pub shortcuts: bool,
    /// Whether this is the demo, which every page then says.
    pub demo: bool,
}

impl View {
    /// A page for a reader of `locale` at `now`, nobody signed in.
    #[must_use]
    pub fn new(locale: Locale, now: Timestamp, zone: TimeZone) -> Self {
        Self {
            locale,
            theme: Theme::System,
            elder: false,
            now,
            zone,
            path: "/".to_owned(),
            base_url: String::new(),
            place: String::new(),
            signed_in: None,
            nav: Nav::default(),
            scope: None,
            notices: 0,
            shortcuts: true,
            demo: false,
        }
    }

    /// The sentence under `key`.
    #[must_use]
    pub fn t(&self, key: &str) -> Cow<'static, str> {
        self.locale.t(key)
    }

    /// The sentence under `key` with any number of arguments.
    #[must_use]
    pub fn ta(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.locale.t_args(key, args)
    }

    /// The sentence under `key` with one argument.
    #[must_use]
    pub fn t1(&self, key: &str, name: &str, value: impl IntoArg) -> String {
        self.ta(key, &[(name, value.into_arg())])
    }

    /// The sentence under `key` with two arguments.
    #[must_use]
    pub fn t2(
        &self,
        key: &str,
        first: &str,
        value: impl IntoArg,
        second: &str,
        other: impl IntoArg,
    ) -> String {
        self.ta(key, &[(first, value.into_arg()), (second, other.into_arg())])
    }

    /// The sentence under `key` with three arguments, given as pairs.
    #[must_use]
    pub fn t3<A: IntoArg, B: IntoArg, C: IntoArg>(
        &self,
        key: &str,
        a: (&str, A),
        b: (&str, B),
        c: (&str, C),
    ) -> String {
        let args = [(a.0, a.1.into_arg()), (b.0, b.1.into_arg()), (c.0, c.1.into_arg())];
        self.ta(key, &args)
    }

    /// A count with thousands separators.
    #[must_use]
    pub fn count(&self, number: impl IntoArg) -> String {
        match number.into_arg() {
            Arg::Number(number) => figures::grouped(&number.to_string()),
            Arg::Text(text) => figures::grouped(&text),
        }
    }

    /// How many notices are unread, as the bell says it.
    #[must_use]
    pub fn unread(&self) -> String {
        let most = i64::try_from(crate::notice::COUNT_CAP).unwrap_or(i64::MAX);
        let key = if self.notices < most { "shell-notices-count" } else { "shell-notices-many" };
        self.t1(key, "n", self.notices)
    }

    /// The outline icon `name`; decorative.
    #[must_use]
    pub fn icon(&self, name: &str) -> Html {
        icons::icon(name)
    }

    /// The status shape `name`; decorative.
    #[must_use]
    pub fn glyph(&self, name: &str) -> Html {
        icons::glyph(name)
    }

    /// The address of a style sheet or script.
    #[must_use]
    pub fn asset(&self, name: &str) -> &'static str {
        assets::url(name)
    }

    /// This page's address with one choice changed, such as `?lang=en`, `?big=1`, `?theme=dark`.
    ///
    /// The server keeps the choice in a cookie and sends the reader back to the page without it.
    #[must_use]
    pub fn choosing(&self, choice: &str, value: &str) -> String {
        let (path, query) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let mut address = format!("{path}?");
        let is_choice = |pair: &&str| {
            ["lang", "big", "theme", "keys"].contains(&pair.split('=').next().unwrap_or_default())
        };
        for pair in query.split('&').filter(|pair| !pair.is_empty() && !is_choice(pair)) {
            address.push_str(pair);
            address.push('&');
        }
        address + choice + "=" + value
    }

    /// This page in the other language.
    #[must_use]
    pub fn other_language(&self) -> String {
        self.choosing("lang", self.locale.other().tag())
    }

    /// This page in large type, or back in standard type.
    #[must_use]
    pub fn other_size(&self) -> String {
        self.choosing("big", if self.elder { "0" } else { "1" })
    }

    /// This page in the other theme. What the system shows is unknown here, so from the system's
    /// choice one goes to dark.
    #[must_use]
    pub fn other_theme(&self) -> String {
        let other = if self.theme == Theme::Dark { Theme::Light } else { Theme::Dark };
        self.choosing("theme", other.word())
    }

    /// The viewer's mark on what they take out: their name and the moment. Source: UX §6.
    #[must_use]
    pub fn mark(&self) -> String {
        let person = self.signed_in.as_ref().map_or("", |person| person.name.as_str());
        format!("{person} {}", self.iso_time(self.now))
    }

    /// Whether the reader chose dark.
    #[must_use]
    pub fn is_dark(&self) -> bool {
        self.theme == Theme::Dark
    }

    /// The theme for `data-theme`; `None` leaves it to the system.
    #[must_use]
    pub fn chosen_theme(&self) -> Option<&'static str> {
        (self.theme != Theme::System).then(|| self.theme.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(path: &str) -> View {
        let mut view = View::new(Locale::ZhCn, Timestamp::UNIX_EPOCH, TimeZone::UTC);
        path.clone_into(&mut view.path);
        view
    }

    #[test]
    fn a_choice_keeps_the_rest_of_the_address() {
        assert_eq!(view("/b/7").other_language(), "/b/7?lang=en");
        assert_eq!(view("/matters?state=new&lang=zh-CN").other_size(), "/matters?state=new&big=1");
        assert_eq!(view("/b/7?at=12").other_theme(), "/b/7?at=12&theme=dark");
    }

    #[test]
    fn templates_may_hand_over_numbers_and_words_by_reference() {
        let view = view("/");
        let n = 3_usize;
        assert_eq!(view.t1("pager-count", "n", n), "共 3 条");
        assert_eq!(view.count(31_000_i64), "31,000");
    }
}
