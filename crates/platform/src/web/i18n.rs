//! Sentences in the reader's language, from the Fluent files of `locales/`.
//!
//! One folder per language, one file per slice; every language has the same keys (a test holds
//! them to it). Files are embedded in the binary.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use kernel::{Arg, Refusal};
use unic_langid::LanguageIdentifier;

use super::figures;

/// A language the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Locale {
    /// Simplified Chinese, the first language.
    #[default]
    ZhCn,
    /// English, complete.
    En,
}

impl Locale {
    /// Every language, first language first.
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// The BCP 47 tag, as in `<html lang>`, the cookie and the folder's name.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language a tag names, by its first subtag: `zh-Hans-CN` and `zh` are Chinese.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str()
        {
            "zh" => Some(Self::ZhCn),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The first language of an `Accept-Language` header that the program speaks; Chinese if none.
    ///
    /// Weights are not read: browsers send the header in order of preference.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Self {
        header
            .split(',')
            .find_map(|part| Self::from_tag(part.split(';').next().unwrap_or_default()))
            .unwrap_or_default()
    }

    /// The other language, for the switch in the header.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::ZhCn => Self::En,
            Self::En => Self::ZhCn,
        }
    }

    /// The sentence under `key`, which takes no arguments; `⟦key⟧` when there is none.
    #[must_use]
    pub fn t(self, key: &str) -> Cow<'static, str> {
        let catalogue: &'static Catalogue = Catalogue::of(self);
        match catalogue.plain.get(key) {
            Some(sentence) => Cow::Borrowed(sentence),
            None => Cow::Owned(catalogue.format(key, &FluentArgs::new())),
        }
    }

    /// The sentence under `key` with its arguments; `⟦key⟧` when there is none.
    #[must_use]
    pub fn t_args(self, key: &str, args: &[(&str, Arg)]) -> String {
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            match value {
                Arg::Text(text) => fluent.set(*name, FluentValue::from(text.as_str())),
                Arg::Number(number) => fluent.set(*name, FluentValue::from(*number)),
            }
        }
        Catalogue::of(self).format(key, &fluent)
    }

    /// The sentence that tells a refusal.
    #[must_use]
    pub fn refusal(self, refusal: &Refusal) -> String {
        self.t_args(&refusal.key, &refusal.args)
    }

    /// Whether `key` has a sentence.
    #[must_use]
    pub fn has(self, key: &str) -> bool {
        Catalogue::of(self).bundle.has_message(key)
    }
}

/// A value given to a sentence from a template, which hands everything over by reference.
pub trait IntoArg {
    /// The value as an argument of a sentence.
    fn into_arg(self) -> Arg;
}

impl<T: IntoArg + Clone> IntoArg for &T {
    fn into_arg(self) -> Arg {
        self.clone().into_arg()
    }
}

macro_rules! numbers_are_args {
    ($($number:ty),*) => {$(
        impl IntoArg for $number {
            fn into_arg(self) -> Arg {
                Arg::Number(i64::try_from(self).unwrap_or(i64::MAX))
            }
        }
    )*};
}
numbers_are_args!(i32, i64, u8, u16, u32, u64, usize);

impl IntoArg for &str {
    fn into_arg(self) -> Arg {
        Arg::Text(self.to_owned())
    }
}

impl IntoArg for String {
    fn into_arg(self) -> Arg {
        Arg::Text(self)
    }
}

impl IntoArg for Cow<'_, str> {
    fn into_arg(self) -> Arg {
        Arg::Text(self.into_owned())
    }
}

impl IntoArg for Arg {
    fn into_arg(self) -> Arg {
        self
    }
}

#[derive(rust_embed::Embed)]
#[folder = "../../locales"]
struct Files;

/// The sentences of one language.
struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    /// Sentences that take no arguments, ready made: most of a page.
    plain: HashMap<String, String>,
    /// What is wrong with the files; read by the tests.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests hold it to be empty"))]
    problems: Vec<String>,
}

impl Catalogue {
    fn of(locale: Locale) -> &'static Self {
        static ZH_CN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load(Locale::ZhCn));
        static EN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load(Locale::En));
        match locale {
            Locale::ZhCn => &ZH_CN,
            Locale::En => &EN,
        }
    }

    fn load(locale: Locale) -> Self {
        let tag: LanguageIdentifier = locale.tag().parse().expect("our tags are well formed");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Isolation marks would stand in every address, export and test.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(figures::grouped(&number.as_string())),
            _ => None,
        }));
        let mut problems = Vec::new();
        let mut keys = Vec::new();
        for (name, text) in files_of(locale) {
            keys.extend(keys_of(&text));
            let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
                problems.push(format!("{name}: {errors:?}"));
                resource
            });
            if let Err(errors) = bundle.add_resource(resource) {
                problems.push(format!("{name}: {errors:?}"));
            }
        }
        let plain = keys.into_iter().filter_map(|key| Some((plain(&bundle, &key)?, key)));
        let plain = plain.map(|(sentence, key)| (key, sentence)).collect();
        Self { bundle, plain, problems }
    }

    fn format(&self, key: &str, args: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("⟦{key}⟧");
        };
        self.bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned()
    }
}

/// The sentence under `key` if it needs no arguments.
fn plain(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let sentence = bundle.format_pattern(pattern, None, &mut errors).into_owned();
    errors.is_empty().then_some(sentence)
}

/// The files of a language with their names, in order of name.
fn files_of(locale: Locale) -> Vec<(String, String)> {
    let folder = format!("{}/", locale.tag());
    let mut names: Vec<_> =
        Files::iter().filter(|name| name.starts_with(&folder) && name.ends_with(".ftl")).collect();
    names.sort();
    names
        .into_iter()
        .filter_map(|name| Some((name.to_string(), Files::get(&name)?)))
        .map(|(name, file)| (name, String::from_utf8_lossy(&file.data).into_owned()))
        .collect()
}

/// The keys defined in a Fluent text, in order: what stands at a line's start before an equals sign.
fn keys_of(text: &str) -> Vec<String> {
    let starts_a_key = |line: &&str| line.starts_with(|c: char| c.is_ascii_alphabetic());
    text.lines()
        .filter(starts_a_key)
        .filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted_keys(locale: Locale) -> Vec<String> {
        let mut keys: Vec<_> =
            files_of(locale).iter().flat_map(|(_, text)| keys_of(text)).collect();
        keys.sort();
        keys
    }

    #[test]
    fn every_language_has_the_same_keys_once_each() {
        let chinese = sorted_keys(Locale::ZhCn);
        let english = sorted_keys(Locale::En);
        let twice: Vec<_> = chinese.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "defined twice: {twice:?}");
        let untranslated: Vec<_> = chinese.iter().filter(|key| !english.contains(key)).collect();
        assert!(untranslated.is_empty(), "missing in English: {untranslated:?}");
        let unknown: Vec<_> = english.iter().filter(|key| !chinese.contains(key)).collect();
        assert!(unknown.is_empty(), "missing in Chinese: {unknown:?}");
    }

    #[test]
    fn every_file_is_well_formed() {
        for locale in Locale::ALL {
            assert_eq!(Catalogue::of(locale).problems, Vec::<String>::new());
        }
    }

    #[test]
    fn every_language_has_the_same_files() {
        let names = |locale: Locale| -> Vec<_> {
            let folder = format!("{}/", locale.tag());
            files_of(locale).into_iter().map(|(name, _)| name.replace(&folder, "")).collect()
        };
        assert_eq!(names(Locale::ZhCn), names(Locale::En));
    }

    #[test]
    fn a_missing_key_shows_itself() {
        assert_eq!(Locale::ZhCn.t("no-such-key"), "⟦no-such-key⟧");
        assert_eq!(Locale::En.t_args("no-such-key", &[]), "⟦no-such-key⟧");
    }

    #[test]
    fn numbers_in_sentences_are_grouped_and_carry_no_isolation_marks() {
        let said = Locale::ZhCn.t_args("pager-count", &[("n", Arg::Number(23_750))]);
        assert_eq!(said, "共 23,750 条");
    }

    #[test]
    fn a_refusal_becomes_a_sentence() {
        assert_eq!(Locale::ZhCn.refusal(&Refusal::not_found()), "这里没有您能看的内容");
        assert_eq!(Locale::En.refusal(&Refusal::not_found()), "Nothing here that you can see");
    }

    #[test]
    fn the_browser_s_language_is_understood() {
        for (header, locale) in [
            ("zh-CN,zh;q=0.9,en;q=0.8", Locale::ZhCn),
            ("en-GB,en;q=0.9", Locale::En),
            ("fr-FR, en;q=0.5", Locale::En),
            ("fr", Locale::ZhCn),
            ("", Locale::ZhCn),
        ] {
            assert_eq!(Locale::from_accept_language(header), locale, "{header}");
        }
    }
}
