//! Style sheets, scripts and pictures: embedded, named after their content, compressed once.
//!
//! An asset's address holds a hash of its content, so browsers may keep it for good and a new
//! version is asked for under a new address. There is no build step: style sheets are put together
//! from their parts at start.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Write as _;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::{icons, stylesheet};

#[derive(rust_embed::Embed)]
#[folder = "assets"]
struct Files;

/// The text of a file under `assets/`.
pub(crate) fn source(name: &str) -> Cow<'static, str> {
    let file = Files::get(name).unwrap_or_else(|| panic!("assets/{name} is embedded"));
    Cow::Owned(String::from_utf8_lossy(&file.data).into_owned())
}

/// One served file.
struct Asset {
    url: String,
    content_type: &'static str,
    plain: Bytes,
    gzip: Bytes,
}

/// Everything served under `/assets/`, by name and by address.
struct Assets {
    all: Vec<Asset>,
    by_name: HashMap<&'static str, usize>,
    by_file: HashMap<String, usize>,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::gather);

impl Assets {
    fn gather() -> Self {
        let mut assets = Self { all: Vec::new(), by_name: HashMap::new(), by_file: HashMap::new() };
        assets.add("public.css", stylesheet::public());
        assets.add("staff.css", stylesheet::staff());
        assets.add("wall.css", stylesheet::wall());
        assets.add("draft.js", source("js/draft.js").into_owned());
        assets.add("desk.js", source("js/desk.js").into_owned());
        assets.add("copy.js", source("js/copy.js").into_owned());
        assets.add("icons.svg", icons::sprite());
        assets
    }

    fn add(&mut self, name: &'static str, content: String) {
        let (stem, extension) = name.split_once('.').expect("asset names have an extension");
        let digest = Sha256::digest(content.as_bytes());
        let hash = u32::from_be_bytes(digest[..4].try_into().expect("a digest has 32 bytes"));
        let file = format!("{stem}.{hash:08x}.{extension}");
        let index = self.all.len();
        self.all.push(Asset {
            url: format!("/assets/{file}"),
            content_type: content_type(extension),
            gzip: gzip(content.as_bytes()),
            plain: Bytes::from(content),
        });
        self.by_name.insert(name, index);
        self.by_file.insert(file, index);
    }
}

fn content_type(extension: &str) -> &'static str {
    match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

fn gzip(content: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).expect("writing to memory does not fail");
    Bytes::from(encoder.finish().expect("writing to memory does not fail"))
}

/// The address of the asset `name`, such as `/assets/public.3f2a91c0.css` for `public.css`.
///
/// # Panics
/// When there is no such asset: names are written in the program, never taken from a request.
#[must_use]
pub fn url(name: &str) -> &'static str {
    let assets: &'static Assets = &ASSETS;
    let index = assets.by_name.get(name).unwrap_or_else(|| panic!("no asset is called {name}"));
    &assets.all[*index].url
}

/// Answers `GET /assets/{file}`: the file, compressed if the browser takes it, to be kept for good.
pub async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.by_file.get(&file).map(|index| &ASSETS.all[*index]) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kept: [(HeaderName, &str); 4] = [
        (header::CONTENT_TYPE, asset.content_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "accept-encoding"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    if takes_gzip(&headers) {
        (kept, [(header::CONTENT_ENCODING, "gzip")], asset.gzip.clone()).into_response()
    } else {
        (kept, asset.plain.clone()).into_response()
    }
}

/// Every asset with its address, for the tests that look at pages.
#[cfg(test)]
pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    ASSETS.all.iter().map(|asset| (asset.url.as_str(), &asset.plain[..]))
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|list| {
        list.split(',').any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            parts.next() == Some("gzip") && !parts.any(|weight| weight == "q=0")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gzipped(name: &str) -> usize {
        ASSETS.all[ASSETS.by_name[name]].gzip.len()
    }

    fn asking(encoding: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, encoding.parse().expect("a header value"));
        headers
    }

    #[tokio::test]
    async fn an_asset_is_compressed_typed_and_kept_for_good() {
        let file = url("public.css").trim_start_matches("/assets/").to_owned();
        let answer = serve(Path(file), asking("br, gzip;q=1.0")).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()[header::CONTENT_ENCODING], "gzip");
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");
        let kept = answer.headers()[header::CACHE_CONTROL].to_str().expect("ascii");
        assert!(kept.contains("immutable"));
    }

    #[tokio::test]
    async fn a_browser_without_gzip_gets_plain_text() {
        let file = url("icons.svg").trim_start_matches("/assets/").to_owned();
        for headers in [HeaderMap::new(), asking("identity"), asking("gzip;q=0")] {
            let answer = serve(Path(file.clone()), headers).await;
            assert!(answer.headers().get(header::CONTENT_ENCODING).is_none());
        }
    }

    #[tokio::test]
    async fn an_unknown_or_outdated_address_is_not_found() {
        let answer = serve(Path("public.00000000.css".to_owned()), HeaderMap::new()).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    }

    /// Source: UX §13.
    #[test]
    fn scripts_and_styles_stay_within_their_budgets() {
        assert!(gzipped("draft.js") <= 8 * 1024, "public script: {}", gzipped("draft.js"));
        assert!(gzipped("desk.js") <= 25 * 1024, "staff script: {}", gzipped("desk.js"));
        let public = gzipped("public.css") + gzipped("icons.svg") + gzipped("draft.js");
        assert!(public <= 30 * 1024, "public page without its text: {public}");
    }
}
