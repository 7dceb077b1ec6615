//! Asks a server over a real connection, one for each request, as little as HTTP needs.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use platform::web::address::encode;

/// How long an answer may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(60);
const BOUNDARY: &str = "----loushi-faults";

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Where it leads; empty unless it is a redirect.
    pub location: String,
    pub text: String,
}

/// Somebody who asks.
#[derive(Debug, Clone)]
pub struct Client {
    pub server: SocketAddr,
    /// The session, if they are signed in.
    pub session: Option<String>,
    /// The address the throttle counts them by.
    pub from: String,
}

impl Client {
    pub fn get(&self, path: &str) -> io::Result<Answer> {
        self.ask("GET", path, "", b"")
    }

    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> io::Result<Answer> {
        let pair = |(name, value): &(&str, &str)| format!("{}={}", encode(name), encode(value));
        let body: Vec<String> = fields.iter().map(pair).collect();
        self.ask("POST", path, "application/x-www-form-urlencoded", body.join("&").as_bytes())
    }

    /// Sends a form that may carry a photo.
    pub fn post_parts(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        photo: Option<&[u8]>,
    ) -> io::Result<Answer> {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.ask("POST", path, &kind, &parts(fields, photo))
    }

    pub fn ask(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> io::Result<Answer> {
        let mut stream = connect(self.server)?;
        let mut head = self.head(method, path);
        if method == "POST" {
            head.push_str(&format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len()));
        }
        stream.write_all(format!("{head}\r\n").as_bytes())?;
        stream.write_all(body)?;
        read(&mut stream)
    }

    /// The head of a request, without the blank line that ends it.
    pub fn head(&self, method: &str, path: &str) -> String {
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n", self.server);
        head.push_str(&format!("Connection: close\r\nX-Forwarded-For: {}\r\n", self.from));
        if let Some(session) = &self.session {
            head.push_str(&format!("Cookie: session={session}\r\n"));
        }
        head
    }
}

/// The body of a form in parts.
pub fn parts(fields: &[(&str, &str)], photo: Option<&[u8]>) -> Vec<u8> {
    let mut body = Vec::new();
    let mut part = |head: &str, content: &[u8]| {
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    for (name, value) in fields {
        part(&format!("name=\"{name}\""), value.as_bytes());
    }
    if let Some(photo) = photo {
        part("name=\"photos\"; filename=\"a.png\"\r\nContent-Type: image/png", photo);
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// A connection that gives up in time.
pub fn connect(server: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(server)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    Ok(stream)
}

/// Reads an answer to its end. One whose head did not arrive whole acknowledges nothing.
pub fn read(stream: &mut TcpStream) -> io::Result<Answer> {
    let mut bytes = Vec::new();
    let ended = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return Err(ended.err().unwrap_or_else(|| io::ErrorKind::UnexpectedEof.into()));
    };
    let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
    let location = head.lines().find_map(|line| line.strip_prefix("location: "));
    Ok(Answer {
        status: status.ok_or(io::ErrorKind::InvalidData)?,
        location: location.unwrap_or_default().to_owned(),
        text: body.to_owned(),
    })
}
