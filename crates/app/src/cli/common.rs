//! What every command shares: language, data directory, database.

use std::ffi::OsString;

use clap::{Arg, ArgAction, ArgMatches, Command};
use platform::mail::{Relay, RelayError};
use platform::web::Locale;

use super::Misuse;
use crate::home::Home;
use crate::installation::Place;

/// Where data lie unless said otherwise.
const DATA: &str = "./loushi-data";
/// Where a demo's lie.
pub const DEMO_DATA: &str = "./loushi-demo";
/// Where the server listens unless said otherwise.
pub const LISTEN: &str = "127.0.0.1:8080";

/// What a command is run with.
#[derive(Debug, Clone)]
pub struct Context {
    /// In which language to answer.
    pub locale: Locale,
    /// Whether a program reads the answer.
    pub json: bool,
    data: Option<String>,
    database: Option<String>,
    smtp: Option<String>,
    mail_from: Option<String>,
}

impl Context {
    /// The context of a command; `environment` tells variables.
    pub(super) fn new(
        matches: &ArgMatches,
        locale: Locale,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let typed = |id: &str| matches.get_one::<String>(id).cloned();
        // Only what serves takes these.
        let offered = |id: &str| matches.try_get_one::<String>(id).ok().flatten().cloned();
        let json = innermost(matches).try_get_one::<bool>("json").ok().flatten().copied();
        Self {
            locale,
            json: json.unwrap_or(false),
            data: typed("data").or_else(|| environment("LOUSHI_DATA")),
            database: typed("database").or_else(|| environment("LOUSHI_DATABASE")),
            smtp: offered("smtp").or_else(|| environment("LOUSHI_SMTP")),
            mail_from: offered("mail-from").or_else(|| environment("LOUSHI_MAIL_FROM")),
        }
    }

    /// The same context for a command within a command, whose own `--json` counts.
    pub(super) fn answering(&self, own: &ArgMatches) -> Self {
        let json = own.try_get_one::<bool>("json").ok().flatten().copied();
        Self { json: json.unwrap_or(self.json), ..self.clone() }
    }

    /// The data directory, `usual` unless one was named.
    #[must_use]
    pub fn home_or(&self, usual: &str) -> Home {
        Home::at(self.data.as_deref().unwrap_or(usual))
    }

    /// The installation's place.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::new(self.home_or(DATA), self.database.clone())
    }

    /// The place, if there are data in it.
    ///
    /// # Errors
    /// [`Misuse`] if there are none.
    pub fn existing(&self) -> anyhow::Result<Place> {
        let place = self.place();
        if place.exists() {
            return Ok(place);
        }
        let home = place.home.root().display().to_string();
        Err(self.misuse("cli-no-data", &[("path", home)]))
    }

    /// The relay for mail, if one is named.
    ///
    /// # Errors
    /// [`Misuse`] if it cannot be used.
    pub fn relay(&self) -> anyhow::Result<Option<Relay>> {
        let Some(url) = &self.smtp else { return Ok(None) };
        let from = self.mail_from.as_deref().unwrap_or_default();
        let relay = Relay::at(url, from).map_err(|error| match error {
            RelayError::Url => self.misuse("cli-mail-url", &[]),
            RelayError::From => self.misuse("cli-mail-from", &[]),
            RelayError::Readable => self.misuse("cli-mail-readable", &[]),
        })?;
        Ok(Some(relay))
    }

    /// Whether the database is elsewhere.
    #[must_use]
    pub fn has_url(&self) -> bool {
        self.database.is_some()
    }

    /// A sentence of the program with its values.
    #[must_use]
    pub fn say(&self, key: &str, values: &[(&str, String)]) -> String {
        let args: Vec<(&str, kernel::Arg)> =
            values.iter().map(|(name, value)| (*name, kernel::Arg::Text(value.clone()))).collect();
        self.locale.t_args(key, &args)
    }

    /// An error of exit code 2.
    #[must_use]
    pub fn misuse(&self, key: &str, values: &[(&str, String)]) -> anyhow::Error {
        Misuse(self.say(key, values)).into()
    }
}

/// What was typed after the last command within commands.
fn innermost(matches: &ArgMatches) -> &ArgMatches {
    let mut at = matches;
    while let Some((_, own)) = at.subcommand() {
        at = own;
    }
    at
}

/// The language to answer in: `--lang`, else the environment's, else Chinese.
pub(super) fn locale_of(
    typed: &[OsString],
    environment: impl Fn(&str) -> Option<String>,
) -> Locale {
    let typed: Vec<&str> = typed.iter().filter_map(|word| word.to_str()).collect();
    let after = typed.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = typed.iter().find_map(|word| word.strip_prefix("--lang="));
    let named = after.or(joined).and_then(Locale::from_tag);
    let spoken = || {
        let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
        variables.into_iter().find_map(|name| environment(name).filter(|value| !value.is_empty()))
    };
    named.or_else(|| Locale::from_tag(&spoken()?)).unwrap_or_default()
}

/// A command with its description and help in the reader's language.
pub(super) fn dressed(command: Command, locale: Locale, about: &str) -> Command {
    let usage = locale.t("cli-heading-usage");
    command
        .about(locale.t(about).into_owned())
        .help_template(format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}"))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .next_help_heading(locale.t("cli-heading-options").into_owned())
        .arg(help(locale))
}

fn help(locale: Locale) -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(locale.t("cli-option-help").into_owned())
        .display_order(1000)
}

pub(super) fn version(locale: Locale) -> Arg {
    Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help(locale.t("cli-option-version").into_owned())
        .display_order(1001)
}

/// Options that every command takes.
pub(super) fn everywhere(locale: Locale) -> [Arg; 3] {
    let value = |key: &str| locale.t(key).into_owned();
    [
        option("data", value("cli-value-folder"), value("cli-option-data")).global(true),
        option("database", value("cli-value-url"), value("cli-option-database")).global(true),
        option("lang", "zh|en".to_owned(), value("cli-option-lang"))
            .value_parser(["zh", "en"])
            .hide_possible_values(true)
            .global(true),
    ]
}

/// An option with a value.
pub(super) fn option(name: &'static str, value: String, help: String) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

/// An option without a value.
pub(super) fn flag(name: &'static str, locale: Locale, help: &str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(locale.t(help).into_owned())
}

/// A value that stands by itself.
pub(super) fn positional(name: &'static str, locale: Locale, value: &str, help: &str) -> Arg {
    Arg::new(name)
        .value_name(locale.t(value).into_owned())
        .help(locale.t(help).into_owned())
        .help_heading(locale.t("cli-heading-values").into_owned())
}

/// `--json`.
pub(super) fn json(locale: Locale) -> Arg {
    flag("json", locale, "cli-option-json")
}

/// The options of whatever serves.
pub(super) fn serving(locale: Locale) -> [Arg; 6] {
    let value = |key: &str| locale.t(key).into_owned();
    [
        option("listen", value("cli-value-address"), value("cli-option-listen"))
            .default_value(LISTEN)
            .hide_default_value(true)
            .value_parser(clap::value_parser!(std::net::SocketAddr)),
        option("base-url", value("cli-value-url"), value("cli-option-base-url")),
        option("trusted-proxy", value("cli-value-ip"), value("cli-option-trusted-proxy"))
            .action(ArgAction::Append)
            .value_parser(clap::value_parser!(std::net::IpAddr)),
        option("api-rate", value("cli-value-number"), value("cli-option-api-rate"))
            .default_value(platform::api::PER_MINUTE.to_string())
            .value_parser(clap::value_parser!(u32).range(1..)),
        option("smtp", value("cli-value-url"), value("cli-option-smtp")),
        option("mail-from", value("cli-value-address"), value("cli-option-mail-from")),
    ]
}
