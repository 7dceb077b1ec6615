//! A mail server of the test's own, on this machine: takes letters, or does not, as it is told.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

/// What it does with the next letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Takes it.
    Take,
    /// Says to come again (451).
    Later,
    /// Refuses it for good, repeating the address as servers do (550).
    Never,
    /// Hangs up once the letter has begun.
    HangUp,
    /// Takes it and hangs up before it has said so.
    TakeAndHangUp,
}

/// A letter it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The address of the envelope.
    pub to: String,
    /// Headers and body as they came.
    pub raw: String,
}

impl Mail {
    /// A header's value; empty if there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> String {
        let unfolded = self.raw.replace("\r\n ", " ");
        let head = unfolded.split("\r\n\r\n").next().unwrap_or_default();
        let line = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
        line.map(words).unwrap_or_default()
    }

    /// What it says, every part one after the other.
    #[must_use]
    pub fn says(&self) -> String {
        let parts = self.raw.split("--loushi-").skip(1);
        parts
            .filter_map(|part| part.split_once("\r\n\r\n"))
            .map(|(head, body)| part(head, body))
            .collect()
    }
}

/// The decoded body of a part.
fn part(head: &str, body: &str) -> String {
    if head.contains("Content-Transfer-Encoding: base64") {
        base64(&body.replace("\r\n", ""))
    } else if head.contains("quoted-printable") {
        quoted(body)
    } else {
        body.to_owned()
    }
}

/// A header with its encoded words read (RFC 2047, base64 alone).
fn words(value: &str) -> String {
    let read = |word: &str| match word.strip_prefix("=?utf-8?b?").and_then(|w| w.strip_suffix("?="))
    {
        Some(word) => base64(word),
        None => word.to_owned(),
    };
    value.split(' ').map(read).collect::<Vec<_>>().join("")
}

fn base64(text: &str) -> String {
    let value = |letter: u8| -> Option<u32> {
        Some(u32::from(match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        }))
    };
    let letters: Vec<u32> = text.bytes().filter_map(value).collect();
    let mut bytes = Vec::with_capacity(letters.len());
    for four in letters.chunks(4) {
        let joined = four.iter().fold(0, |sum, letter| sum << 6 | letter) << (6 * (4 - four.len()));
        bytes.extend(joined.to_be_bytes().into_iter().skip(1).take(four.len() - 1));
    }
    String::from_utf8(bytes).expect("UTF-8")
}

fn quoted(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = match (first, after) {
            (b'=', [b'\r', b'\n', after @ ..]) => after,
            (b'=', [high, low, after @ ..]) => {
                let hex = String::from_utf8(vec![*high, *low]).expect("hexadecimal");
                bytes.push(u8::from_str_radix(&hex, 16).expect("hexadecimal"));
                after
            }
            (byte, after) => {
                bytes.push(*byte);
                after
            }
        };
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[derive(Debug, Default)]
struct Told {
    manners: VecDeque<Manner>,
    taken: Vec<Mail>,
    /// Message ids of all that began, taken or not.
    begun: Vec<String>,
}

/// The server; it lives as long as the process of the tests.
#[derive(Debug, Clone)]
pub struct Smtp {
    address: SocketAddr,
    told: Arc<Mutex<Told>>,
}

impl Default for Smtp {
    fn default() -> Self {
        Self::new()
    }
}

impl Smtp {
    /// A server on a free port, which takes every letter until it is told otherwise.
    ///
    /// # Panics
    /// When the machine has no port left.
    #[must_use]
    pub fn new() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let server = Self { address: listener.local_addr().expect("bound"), told: Arc::default() };
        let own = server.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let server = own.clone();
                // A client that goes away in the middle ends its own talk alone.
                std::thread::spawn(move || drop(server.talk(stream)));
            }
        });
        server
    }

    /// Its URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// What it does with the next letters, in order; then it takes them again.
    pub fn then(&self, manners: &[Manner]) {
        self.told().manners.extend(manners);
    }

    /// What it took, in order.
    #[must_use]
    pub fn taken(&self) -> Vec<Mail> {
        self.told().taken.clone()
    }

    /// The message ids of all letters that began, taken or not.
    #[must_use]
    pub fn begun(&self) -> Vec<String> {
        self.told().begun.clone()
    }

    fn told(&self) -> std::sync::MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream.try_clone()?);
        let mut out = stream;
        let mut to = String::new();
        out.write_all(b"220 test\r\n")?;
        loop {
            let mut line = String::new();
            if lines.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let upper = line.to_ascii_uppercase();
            if upper.starts_with("RCPT TO:") {
                to = line[8..].trim().trim_matches(['<', '>']).to_owned();
            }
            if upper.starts_with("QUIT") {
                return out.write_all(b"221 bye\r\n");
            }
            if !upper.starts_with("DATA") {
                out.write_all(b"250 ok\r\n")?;
                continue;
            }
            out.write_all(b"354 go on\r\n")?;
            if !self.letter(&mut lines, &mut out, &to)? {
                return out.shutdown(std::net::Shutdown::Both);
            }
        }
    }

    /// Reads a letter and does with it what comes next; whether the talk goes on.
    fn letter(
        &self,
        lines: &mut impl BufRead,
        out: &mut TcpStream,
        to: &str,
    ) -> std::io::Result<bool> {
        let mut raw = String::new();
        loop {
            let mut line = String::new();
            if lines.read_line(&mut line)? == 0 || line == ".\r\n" {
                break;
            }
            raw.push_str(line.strip_prefix('.').unwrap_or(&line));
        }
        let mail = Mail { to: to.to_owned(), raw };
        let manner = {
            let mut told = self.told();
            let id = mail.header("Message-ID");
            told.begun.push(id);
            let manner = told.manners.pop_front().unwrap_or(Manner::Take);
            if matches!(manner, Manner::Take | Manner::TakeAndHangUp) {
                told.taken.push(mail);
            }
            manner
        };
        match manner {
            Manner::Take => out.write_all(b"250 taken\r\n")?,
            Manner::Later => out.write_all(b"451 later\r\n")?,
            Manner::Never => out.write_all(format!("550 no mailbox <{to}>\r\n").as_bytes())?,
            Manner::HangUp | Manner::TakeAndHangUp => return Ok(false),
        }
        Ok(true)
    }
}
