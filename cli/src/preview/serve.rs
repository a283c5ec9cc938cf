//! The preview's pages, on this computer only. What comes from the extension is passed on byte for byte.

use std::fs;
use std::future::Future;
use std::io;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use axum::Router;
use axum::extract::{Path as Part, RawQuery, Request, State as Shared};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use cuecard::hash;
use serde_json::json;
use tokio::net::TcpListener;

use super::state::{self, State};

/// What the preview's own pages may do: nothing from elsewhere, frames of this computer.
const POLICY: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self' 'wasm-unsafe-eval'; \
                      connect-src 'self'; img-src 'self' data:; frame-src http://127.0.0.1:*";
/// Names under which a browser on this computer asks. Another name is another site's.
const NAMES: [&str; 2] = ["localhost", "127.0.0.1"];
/// Bytes of a hash that are told.
const HASH_BYTES: usize = 8;
/// Deeper than content goes.
const MAX_DEPTH: usize = 6;
/// How the query of a frame begins that is dark.
const DARK: &str = "dark";
/// In the page of a frame, before all else.
const STAND_IN: &str = "<script src=\"/words.js\"></script><script src=\"/stand-in.js\"></script>";

/// What is shown, and from where.
pub struct Preview {
    source: PathBuf,
    extension: PathBuf,
    /// The state, and the mark of the files that it was made from.
    now: Mutex<(String, Arc<State>)>,
}

impl Preview {
    /// Of this content folder, in the pages of this unpacked extension.
    pub fn new(source: PathBuf, extension: PathBuf) -> Self {
        Self { source, extension, now: Mutex::default() }
    }

    /// The mark of the files as they are, and the state that they make: made anew if they changed.
    fn look(&self) -> (String, Arc<State>) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let mark = mark(&self.source);
        if now.0 != mark {
            let state = state::of(&self.source, &now.1);
            *now = (mark, Arc::new(state));
        }
        now.clone()
    }

    fn extension_file(&self, path: &str) -> Option<Vec<u8>> {
        // One folder and one name, as they stand there.
        let is_plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':']);
        path.split('/').all(is_plain).then(|| fs::read(self.extension.join(path)).ok())?
    }
}

/// Changes when a file does: path, length and time of every one.
fn mark(folder: &Path) -> String {
    fn collect(folder: &Path, depth: usize, seen: &mut String) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        for path in paths {
            let Ok(about) = fs::metadata(&path) else { continue };
            if about.is_dir() && depth < MAX_DEPTH {
                collect(&path, depth + 1, seen);
            }
            let time = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            seen.push_str(&format!("{}\n{} {:?}\n", path.display(), about.len(), time.unwrap_or_default()));
        }
    }
    let mut seen = String::from("preview\n");
    collect(folder, 0, &mut seen);
    hash::short_hex(&hash::digest(&[seen.as_bytes()]), HASH_BYTES)
}

/// Listens, and serves as long as what it gives is awaited; also the port that it took.
///
/// # Errors
/// When the port cannot be had.
pub async fn start(preview: Preview, port: u16) -> io::Result<(u16, impl Future<Output = io::Result<()>>)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let port = listener.local_addr()?.port();
    Ok((port, async move { axum::serve(listener, router(preview, port)).await }))
}

fn router(preview: Preview, port: u16) -> Router {
    let preview = Arc::new(preview);
    Router::new()
        .route("/", get(|| async { typed("text/html", include_str!("page/index.html")) }))
        .route("/preview.css", get(|| async { typed("text/css", include_str!("page/preview.css")) }))
        .route("/preview.js", get(|| async { typed("text/javascript", include_str!("page/preview.js")) }))
        .route("/stand-in.js", get(|| async { typed("text/javascript", include_str!("page/stand-in.js")) }))
        .route("/words.js", get(words))
        .route("/version", get(|Shared(preview): Shared<Arc<Preview>>| async move { preview.look().0 }))
        .route(
            "/state",
            get(move |Shared(preview): Shared<Arc<Preview>>| async move { told(&preview, port) }),
        )
        .route("/card/{nudge}/{language}", get(card))
        .route("/ui/{file}", get(page))
        .with_state(preview)
        .layer(from_fn(guarded))
}

/// Answers this computer's own pages only, and lets them do no more than they need.
async fn guarded(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if !NAMES.contains(&name) {
        return (StatusCode::MISDIRECTED_REQUEST, "ask for http://localhost").into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let policies: [(HeaderName, &'static str); 3] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    for (name, value) in policies {
        headers.insert(name, header::HeaderValue::from_static(value));
    }
    response
}

fn typed(kind: &'static str, body: impl IntoResponse) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    (headers, body).into_response()
}

/// The sentences of the extension's pages, in each of their languages.
async fn words(Shared(preview): Shared<Arc<Preview>>) -> Response {
    let mut words = serde_json::Map::new();
    for language in ["en", "de"] {
        let text = preview.extension_file(&format!("_locales/{language}/messages.json"));
        let sentences = text.and_then(|text| serde_json::from_slice(&text).ok());
        words.insert(language.to_owned(), sentences.unwrap_or_default());
    }
    typed("text/javascript", format!("globalThis.words = {};", serde_json::Value::from(words)))
}

fn told(preview: &Preview, port: u16) -> Response {
    let (version, state) = preview.look();
    let module = preview.extension_file(super::CARD).unwrap_or_default();
    let mut told = serde_json::to_value(state.as_ref()).unwrap_or_default();
    told["version"] = version.into();
    told["module"] =
        format!("{}, SHA-256 {}", super::CARD, hash::short_hex(&hash::digest(&[&module]), 32)).into();
    // Another origin than the preview's own page, as a card's is another than that of the page around it.
    told["frames"] = json!(format!("http://127.0.0.1:{port}"));
    typed("application/json", told.to_string())
}

async fn card(
    Shared(preview): Shared<Arc<Preview>>,
    Part((nudge, language)): Part<(String, String)>,
) -> Response {
    match preview.look().1.cards.get(&(nudge, language)) {
        Some(card) => typed("application/json", card.clone()),
        None => (StatusCode::NOT_FOUND, "there is no such card").into_response(),
    }
}

/// A file of the extension's pages: as it is, but for the stand-in in front of a page's own scripts, and
/// for the colours, which follow the author's choice where otherwise they follow the system's.
async fn page(
    Shared(preview): Shared<Arc<Preview>>,
    Part(file): Part<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let Some(bytes) = preview.extension_file(&format!("ui/{file}")) else {
        return (StatusCode::NOT_FOUND, "the extension has no such file").into_response();
    };
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_dark = query.as_deref().is_some_and(|query| query.starts_with(DARK));
    match (ending, query.is_some()) {
        ("html", _) => {
            let style = format!(".css?{}\"", if is_dark { DARK } else { "light" });
            let page = String::from_utf8_lossy(&bytes).replace(".css\"", &style);
            typed("text/html; charset=utf-8", page.replacen("<head>", &format!("<head>{STAND_IN}"), 1))
        }
        ("css", true) => {
            let (when, scheme) = if is_dark { ("all", "dark") } else { ("not all", "light") };
            let style = String::from_utf8_lossy(&bytes).replace("(prefers-color-scheme: dark)", when);
            typed("text/css", style.replace("color-scheme: light dark", &format!("color-scheme: {scheme}")))
        }
        ("css", false) => typed("text/css", bytes),
        ("js", _) => typed("text/javascript", bytes),
        ("wasm", _) => typed("application/wasm", bytes),
        _ => typed("application/octet-stream", bytes),
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::*;

    /// What a browser gets that asks for a path under a name.
    async fn get(port: u16, name: &str, path: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.unwrap();
        let asks = format!("GET {path} HTTP/1.1\r\nhost: {name}:{port}\r\nconnection: close\r\n\r\n");
        stream.write_all(asks.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let head = answer.windows(4).position(|end| end == b"\r\n\r\n").unwrap() + 4;
        (String::from_utf8_lossy(&answer[..head]).into_owned(), answer[head..].to_vec())
    }

    #[test]
    fn what_the_extension_holds_is_passed_on_and_nothing_else_is() {
        let folder = std::env::temp_dir().join(format!("cuecard-preview-{}", std::process::id()));
        let (ui, words) = (folder.join("ui"), folder.join("_locales/en"));
        fs::create_dir_all(&ui).unwrap();
        fs::create_dir_all(&words).unwrap();
        let module: Vec<u8> = (0..=255).cycle().take(5_000).collect();
        fs::write(ui.join("cuecard_card_bg.wasm"), &module).unwrap();
        fs::write(ui.join("card.html"), "<html><head><link href=\"tokens.css\"></head>").unwrap();
        fs::write(ui.join("tokens.css"), "@media (prefers-color-scheme: dark) {}").unwrap();
        fs::write(words.join("messages.json"), "{\"close\":{\"message\":\"Close\"}}").unwrap();
        fs::write(folder.join("secret.txt"), "none of yours").unwrap();
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (port, serving) = start(Preview::new(content, folder.clone()), 0).await.unwrap();
            let server = tokio::spawn(serving);
            let (head, body) = get(port, "127.0.0.1", "/ui/cuecard_card_bg.wasm").await;
            assert!(head.contains("application/wasm") && head.contains("default-src 'none'"), "{head}");
            assert_eq!(body, module, "byte for byte");
            let text = async |path: &str| String::from_utf8(get(port, "localhost", path).await.1).unwrap();
            assert!(text("/ui/card.html?dark").await.contains("stand-in.js"));
            assert!(text("/ui/card.html?dark").await.contains("tokens.css?dark"));
            assert_eq!(text("/ui/tokens.css?dark").await, "@media all {}");
            assert_eq!(text("/ui/tokens.css?light").await, "@media not all {}");
            assert!(text("/words.js").await.contains("\"close\""));
            assert!(text("/card/slipping-close-date/de").await.contains("\"card\""));
            let state: serde_json::Value = serde_json::from_str(&text("/state").await).unwrap();
            assert_eq!(state["version"], text("/version").await);
            for path in [
                "/ui/..%2Fsecret.txt",
                "/ui/%2e%2e%2fsecret.txt",
                "/secret.txt",
                "/ui/none.css",
                "/card/no/en",
            ] {
                let (head, body) = get(port, "localhost", path).await;
                assert!(head.starts_with("HTTP/1.1 404"), "{path}: {head}");
                assert!(!body.ends_with(b"yours"), "{path}");
            }
            let (head, _) = get(port, "evil.example", "/state").await;
            assert!(head.starts_with("HTTP/1.1 421"), "{head}");
            server.abort();
        });
        fs::remove_dir_all(folder).unwrap();
    }
}
