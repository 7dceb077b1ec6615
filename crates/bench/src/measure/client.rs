//! A small client: one connection, kept open, that asks as a browser does.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result, ensure};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{
    ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE,
};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;

/// A connection to the server.
pub struct Client {
    sender: SendRequest<Full<Bytes>>,
    host: String,
    /// Who asks: a session's cookie, or an access token with [`BEARER`] before it.
    cookie: Option<String>,
}

/// Stands before an access token.
const BEARER: &str = "Bearer ";

/// What came back.
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// Where it leads to, if elsewhere.
    pub location: String,
    /// The body as it came, compressed where the client asked for that.
    pub body: Bytes,
}

/// The boundary of forms with files; no field holds it.
const BOUNDARY: &str = "bench-7f3a1c";

impl Client {
    /// Opens a connection.
    pub async fn connect(address: SocketAddr) -> Result<Self> {
        let stream = tokio::net::TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        // Ends with the server; whoever asks next hears of it.
        tokio::spawn(async move { drop(connection.await) });
        Ok(Self { sender, host: address.to_string(), cookie: None })
    }

    /// Opens a connection for somebody who is signed in.
    pub async fn with(address: SocketAddr, cookie: Option<&str>) -> Result<Self> {
        let mut client = Self::connect(address).await?;
        client.cookie = cookie.map(str::to_owned);
        Ok(client)
    }

    /// Asks for a page, compressed.
    pub async fn get(&mut self, path: &str) -> Result<Answer> {
        let request = self.request(Method::GET, path).header(ACCEPT_ENCODING, "gzip, br");
        self.send(request.body(Full::default())?).await
    }

    /// Asks for a page to be read.
    pub async fn text(&mut self, path: &str) -> Result<String> {
        let request = self.request(Method::GET, path).body(Full::default())?;
        let answer = self.send(request).await?;
        ensure!(answer.status == StatusCode::OK, "{path}: {}", answer.status);
        Ok(String::from_utf8_lossy(&answer.body).into_owned())
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", platform::web::address::encode(value)))
            .collect();
        let request = self
            .request(Method::POST, path)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Full::from(body.join("&")))?;
        self.send(request).await
    }

    /// Sends a form that could hold files, as the raise page's does.
    pub async fn post_parts(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let mut body = String::new();
        for (name, value) in fields {
            body.push_str(&format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            ));
        }
        body.push_str(&format!("--{BOUNDARY}--\r\n"));
        let request = self
            .request(Method::POST, path)
            .header(CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
            .body(Full::from(body))?;
        self.send(request).await
    }

    /// Signs in; the cookie to come back with. The second factor is a spare code.
    pub async fn sign_in(
        &mut self,
        name: &str,
        password: &str,
        spare: Option<&str>,
    ) -> Result<String> {
        self.post("/sign-in", &[("name", name), ("password", password)]).await?;
        if let Some(spare) = spare {
            self.post("/sign-in/code", &[("spare", spare)]).await?;
        }
        let desk = self.get("/desk").await?;
        ensure!(desk.status == StatusCode::OK, "{name} cannot sign in");
        self.cookie.clone().context("signing in gives a cookie")
    }

    /// Makes an access token for whoever is signed in; what a program asks with.
    pub async fn token(&mut self) -> Result<String> {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let name = format!("bench {}", NEXT.fetch_add(1, Ordering::Relaxed));
        let fields = [("name", name.as_str()), ("rights", "read"), ("days", "30")];
        let made = self.post("/me/tokens", &fields).await?;
        let page = String::from_utf8_lossy(&made.body).into_owned();
        let shown = page.split_once(r#"<code class="mono">"#).map(|(_, after)| after);
        let token = shown.and_then(|after| after.split('<').next());
        Ok(format!("{BEARER}{}", token.context("the page shows the token")?))
    }

    fn request(&self, method: Method, path: &str) -> hyper::http::request::Builder {
        let request = Request::builder().method(method).uri(path).header(HOST, &self.host);
        match &self.cookie {
            Some(token) if token.starts_with(BEARER) => request.header(AUTHORIZATION, token),
            Some(cookie) => request.header(COOKIE, cookie),
            None => request,
        }
    }

    async fn send(&mut self, request: Request<Full<Bytes>>) -> Result<Answer> {
        self.sender.ready().await?;
        let response = self.sender.send_request(request).await?;
        let header = |name| {
            let value = response.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let (status, location, given) = (response.status(), header(LOCATION), header(SET_COOKIE));
        if let Some((cookie, _)) = given.split_once(';').filter(|_| self.cookie.is_none()) {
            self.cookie = Some(cookie.to_owned());
        }
        let body = response.into_body().collect().await?.to_bytes();
        Ok(Answer { status, location, body })
    }
}
