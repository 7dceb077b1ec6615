//! The relay: the mail server that takes our letters, by URL.

use std::time::Duration;

use jiff::Timestamp;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::extension::ClientId;
use lettre::{SmtpTransport, Transport};

use super::message::Message;

/// How long each step of the talk with the relay may take. Source: assumption.
const PATIENCE: Duration = Duration::from_secs(15);

/// Takes letters.
pub struct Relay {
    transport: SmtpTransport,
    from: Mailbox,
}

/// Why a relay cannot be used. Never the URL, which may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RelayError {
    /// It is no URL of a mail server.
    #[error("not a URL of a mail server: smtp://HOST, smtp://HOST?tls=required or smtps://HOST")]
    Url,
    /// What follows the name of the sender is no address.
    #[error("not a mail address of a sender")]
    From,
    /// The password would go over the net for all to read.
    #[error("a password needs smtps:// or ?tls=required, except on this machine")]
    Readable,
}

/// A letter was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The relay's code, or a word for what went wrong before it gave one. Its sentence is left
    /// out: it repeats the address.
    pub reply: String,
    /// Whether trying again is of no use.
    pub for_good: bool,
    /// Whether the relay answered at all.
    pub answered: bool,
}

/// Tells machines that no human wrote the letter, so that none answers that they are on leave.
/// Source: RFC 3834, section 5.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Relay {
    /// The relay at `url`, to which we are `from`: an address, or `name <address>`.
    ///
    /// # Errors
    /// [`RelayError`] if one of them cannot be used.
    pub fn at(url: &str, from: &str) -> Result<Self, RelayError> {
        let from: Mailbox = from.parse().map_err(|_| RelayError::From)?;
        if is_readable(url) {
            return Err(RelayError::Readable);
        }
        let builder = SmtpTransport::from_url(url).map_err(|_| RelayError::Url)?;
        let hello = ClientId::Domain(from.email.domain().to_owned());
        let transport = builder.hello_name(hello).timeout(Some(PATIENCE)).build();
        Ok(Self { transport, from })
    }

    /// Hands a letter over; the relay has it when this returns.
    ///
    /// # Errors
    /// [`Refused`]: whether to try again.
    pub fn send(&self, message: &Message, now: Timestamp) -> Result<(), Refused> {
        let composed = self.compose(message, now)?;
        self.transport.send(&composed).map(drop).map_err(|error| Refused::of(&error))
    }

    fn compose(&self, message: &Message, now: Timestamp) -> Result<lettre::Message, Refused> {
        let unwritable =
            || Refused { reply: "unwritable".to_owned(), for_good: true, answered: true };
        let to: Mailbox = message.to.as_str().parse().map_err(|_| unwritable())?;
        // The same for each attempt: what a server got twice it knows for one.
        let id = format!("<{}@{}>", message.key, self.from.email.domain());
        lettre::Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(&message.subject)
            .date(now.into())
            .message_id(Some(id))
            .header(AutoSubmitted)
            .multipart(
                MultiPart::alternative()
                    .boundary(format!("loushi-{}", message.key))
                    .singlepart(SinglePart::plain(message.text.clone()))
                    .singlepart(SinglePart::html(message.html.clone())),
            )
            .map_err(|_| unwritable())
    }
}

impl Refused {
    fn of(error: &lettre::transport::smtp::Error) -> Self {
        let word = match error.status() {
            Some(code) => code.to_string(),
            None if error.is_timeout() => "timeout".to_owned(),
            None if error.is_tls() => "tls".to_owned(),
            None => "unreachable".to_owned(),
        };
        let answered = error.status().is_some();
        Self { reply: word, for_good: answered && error.is_permanent(), answered }
    }
}

/// Whether a password would go over the net in the clear.
fn is_readable(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("smtp://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((_, host)) = authority.rsplit_once('@') else { return false };
    let is_here = ["localhost", "127.", "[::1]"].iter().any(|here| host.starts_with(here));
    !is_here && !url.contains("tls=required")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(url: &str, from: &str) -> Option<RelayError> {
        Relay::at(url, from).err()
    }

    #[test]
    fn a_relay_is_a_url_and_a_sender() {
        let from = "楼事 <loushi@example.cn>";
        for url in [
            "smtp://mail.example.cn",
            "smtp://127.0.0.1:2525",
            "smtp://u:p@localhost:2525",
            "smtps://u:p@mail.example.cn",
            "smtp://u:p@mail.example.cn?tls=required",
        ] {
            assert_eq!(error(url, from), None, "{url}");
        }
        assert_eq!(error("mail.example.cn", from), Some(RelayError::Url));
        assert_eq!(error("http://mail.example.cn", from), Some(RelayError::Url));
        assert_eq!(error("smtp://mail.example.cn", "loushi"), Some(RelayError::From));
    }

    #[test]
    fn no_password_goes_over_the_net_in_the_clear() {
        for url in ["smtp://u:p@mail.example.cn", "smtp://u:p@mail.example.cn?tls=opportunistic"] {
            assert_eq!(error(url, "loushi@example.cn"), Some(RelayError::Readable), "{url}");
        }
    }
}
