//! The repository over the network: files as browsers fetch them, publications, pages, and who may.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

use cuecard::approval::Standing;
use cuecard::trust::{Client as Reader, Scope};
use cuecard_server::{Configuration, MOST_SENT_BYTES};
use std::fs;
use std::path::Path;
use support::organisation::*;
use support::{Answer, Client, Scratch, Server, get};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const TOKEN: &str = "a-publishing-token";
const PUBLICATIONS: &str = "/repository/publications";

fn configuration(scratch: &Scratch, folder: &Path) -> Configuration {
    Configuration {
        database: scratch.database(),
        repository: Some(folder.to_owned()),
        online_key: Some(online_key()),
        passphrase: Some(PASSPHRASE.into()),
        publish_token: Some(TOKEN.into()),
        ..Configuration::default()
    }
}

async fn serve(scratch: &Scratch, folder: &Path) -> Server {
    Server::start(configuration(scratch, folder)).await
}

async fn post(server: &Server, token: &str, body: &[u8]) -> Answer {
    let mut client = Client::connect(server.address).await.unwrap();
    let headers = format!("authorization: Bearer {token}\r\ncontent-type: application/json\r\n");
    client.send("POST", PUBLICATIONS, &headers, body).await.unwrap()
}

/// A page once it says this: the first round begins with the server.
async fn until(server: &Server, path: &str, says: &str) -> Answer {
    loop {
        let answer = get(server.address, path).await;
        if answer.body.contains(says) {
            return answer;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

/// What a browser makes of it over the network.
async fn read(server: &Server, kept: &Kept) -> cuecard::trust::Accepted {
    let root = fs::read(kept.0.join("root.json")).unwrap();
    let mut reader = Reader::new(&root, None, signed_at(), Scope::Everything).unwrap();
    let mut client = Client::connect(server.address).await.unwrap();
    while let Some(wanted) = reader.wants() {
        let answer = client.send("GET", &format!("/repository/{}", wanted.path), "", b"").await.unwrap();
        let found = (answer.status == 200).then_some(answer.body.as_bytes());
        reader.give(found).unwrap();
    }
    reader.finish().unwrap()
}

/// So many spaces, in one piece.
fn chunked(bytes: usize) -> Vec<u8> {
    let mut body = format!("{bytes:x}\r\n").into_bytes();
    body.resize(body.len() + bytes, b' ');
    body.extend(b"\r\n0\r\n\r\n");
    body
}

#[tokio::test]
async fn what_is_published_is_served_to_everybody_and_told_on_a_page() {
    sign_by_the_clock();
    let scratch = Scratch::new();
    let kept = Kept::empty(&scratch.path().join("signed"));
    let server = serve(&scratch, &kept.0).await;
    until(&server, "/repository", "Nothing is published yet.").await;
    assert_eq!(get(server.address, "/repository/metadata/timestamp.json").await.status, 404);
    let answer = post(&server, TOKEN, body(&everything()).as_bytes()).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let said: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!((&said["snapshot"], &said["quiet"]), (&1.into(), &serde_json::json!([])));
    let accepted = read(&server, &kept).await;
    assert!(matches!(kept.standing(&accepted, "sales"), Standing::Live(..)));
    let page = get(server.address, "/repository").await.body;
    let fingerprint = cuecard::trust::sign::fingerprint(&Key::Author.public());
    for expected in [
        "Snapshot 1, in force until",
        &format!("authors, version 1: signed by Author ({fingerprint})"),
        "New: ",
        PACK,
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    // Another server on the same folder and database goes on.
    server.stop().await;
    let server = serve(&scratch, &kept.0).await;
    let more = authors(2, b"another pack", &[Key::Author]);
    assert_eq!(post(&server, TOKEN, body(&more).as_bytes()).await.status, 200);
    assert_eq!(read(&server, &kept).await.snapshot, 2);
    let log = get(server.address, PUBLICATIONS).await;
    assert_eq!(log.header("content-type"), Some("application/jsonl"));
    let snapshots: Vec<serde_json::Value> = log
        .body
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["snapshot"].clone())
        .collect();
    assert_eq!(snapshots, [2, 1]);
    assert_eq!(get(server.address, "/readyz").await.body, "ok\n");
    server.stop().await;
}

#[tokio::test]
async fn files_are_kept_by_caches_as_long_as_they_mean_the_same() {
    sign_by_the_clock();
    let scratch = Scratch::new();
    let kept = Kept::published(&scratch.path().join("signed"));
    fs::write(scratch.path().join("secret.json"), "secret").unwrap();
    let server = serve(&scratch, &kept.0).await;
    let target = kept.files().into_keys().find(|path| path.contains("deals")).unwrap();
    let (json, none) = (Some("application/json"), "no-store");
    for (path, status, cache, kind) in [
        ("metadata/timestamp.json", 200, "no-cache", json),
        ("metadata/1.snapshot.json", 200, "public, max-age=604800, immutable", json),
        ("metadata/1.authors.json", 200, "public, max-age=604800, immutable", json),
        (&target["repository/".len()..], 200, "public, max-age=31536000, immutable", json),
        ("metadata/2.root.json", 404, none, Some("application/problem+json")),
        ("metadata/", 404, none, Some("application/problem+json")),
        ("targets/packs", 404, none, Some("application/problem+json")),
        ("targets/packs/", 404, none, Some("application/problem+json")),
        ("metadata/..%2f..%2fstate.json", 404, none, Some("application/problem+json")),
        ("metadata/%2e%2e/%2e%2e/state.json", 404, none, Some("application/problem+json")),
        ("targets/../../state.json", 404, none, Some("application/problem+json")),
        ("targets/..%2f..%2f..%2fsecret.json", 404, none, Some("application/problem+json")),
        ("targets/..%5c..%5cstate.json", 404, none, Some("application/problem+json")),
        ("targets//etc/passwd", 404, none, Some("application/problem+json")),
        ("targets/%2fetc%2fpasswd", 404, none, Some("application/problem+json")),
        ("targets/%00", 404, none, Some("application/problem+json")),
        ("targets/%ff", 404, none, Some("application/problem+json")),
        ("state.json", 404, none, Some("application/problem+json")),
        ("publications/1.json", 404, none, Some("application/problem+json")),
    ] {
        let answer = get(server.address, &format!("/repository/{path}")).await;
        let found = (answer.status, answer.header("cache-control"), answer.header("content-type"));
        assert_eq!(found, (status, Some(cache), kind), "{path}");
        // A browser has to be told, too, that there is no next root.
        let is_one_name =
            path.strip_prefix("metadata/").is_some_and(|name| !name.is_empty() && !name.contains('/'));
        let is_file = is_one_name || path.strip_prefix("targets/").is_some_and(|name| !name.is_empty());
        let everybody = is_file.then_some("*");
        assert_eq!(answer.header("access-control-allow-origin"), everybody, "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert!(!answer.body.contains("secret") && !answer.body.contains("root:"), "{path}");
    }
    // Whoever has it already gets nothing twice.
    let path = "/repository/metadata/timestamp.json";
    let modified = get(server.address, path).await.header("last-modified").unwrap().to_owned();
    let mut client = Client::connect(server.address).await.unwrap();
    let again = format!("if-modified-since: {modified}\r\n");
    let answer = client.send("GET", path, &again, b"").await.unwrap();
    assert_eq!((answer.status, answer.header("cache-control")), (304, Some("no-cache")));
    let part = client.send("GET", path, "range: bytes=0-9\r\n", b"").await.unwrap();
    assert_eq!((part.status, part.body.len()), (206, 10));
    let beyond = client.send("GET", path, "range: bytes=99999-\r\n", b"").await.unwrap();
    assert_eq!(beyond.problem().as_deref(), Some("no-such-range"));
    let put = client.send("PUT", path, "", b"{}").await.unwrap();
    assert_eq!(put.problem().as_deref(), Some("method-not-allowed"));
    server.stop().await;
}

#[tokio::test]
async fn who_may_not_publish_and_what_is_none_is_refused() {
    sign_by_the_clock();
    let scratch = Scratch::new();
    let kept = Kept::published(&scratch.path().join("signed"));
    let server = serve(&scratch, &kept.0).await;
    get(server.address, "/repository").await;
    let before = kept.files();
    let right = body(&authors(2, b"x", &[Key::Author]));
    let forged = body(&authors(2, b"x", &[Key::Online]));
    let own = body(&Files::from([("metadata/2.snapshot.json".to_owned(), b"{}".to_vec())]));
    let cases: [(&str, &[u8], u16, &str); 8] = [
        ("", right.as_bytes(), 401, "may-not-publish"),
        ("another-publishing-token", right.as_bytes(), 401, "may-not-publish"),
        (TOKEN, b"", 400, "malformed"),
        (TOKEN, b"[", 400, "malformed"),
        (TOKEN, b"[]", 422, "refused"),
        (TOKEN, br#"{"files":{"metadata/../root.json":""}}"#, 422, "refused"),
        (TOKEN, own.as_bytes(), 422, "refused"),
        (TOKEN, forged.as_bytes(), 422, "refused"),
    ];
    for (token, body, status, problem) in cases {
        let answer = post(&server, token, body).await;
        assert_eq!((answer.status, answer.problem().as_deref()), (status, Some(problem)), "{}", answer.body);
        assert_eq!(kept.files(), before, "{problem}");
    }
    let said = post(&server, TOKEN, forged.as_bytes()).await.body;
    assert!(said.contains("2.authors.json: It is not signed by any key that the role has now."), "{said}");
    // What says itself that it is too large is not waited for, and what does not say so is cut off.
    for (length, body) in [
        (format!("content-length: {}", MOST_SENT_BYTES + 1), Vec::new()),
        ("transfer-encoding: chunked".to_owned(), chunked(MOST_SENT_BYTES + 1)),
    ] {
        let mut stream = tokio::net::TcpStream::connect(server.address).await.unwrap();
        let head = format!(
            "POST {PUBLICATIONS} HTTP/1.1\r\nhost: h\r\nauthorization: Bearer {TOKEN}\r\n{length}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let (mut reading, mut writing) = stream.split();
        let mut answer = [0; 12];
        // It may hang up before it has heard all.
        let (_, read) = tokio::join!(writing.write_all(&body), reading.read_exact(&mut answer));
        read.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 413", "{length}");
    }
    // So many at once and then wait.
    let mut answers = Vec::new();
    for _ in 0..30 {
        answers.push(post(&server, TOKEN, b"").await);
    }
    let waits = answers.iter().find(|answer| answer.status == 429).unwrap();
    assert!(waits.header("retry-after").is_some());
    assert_eq!(kept.files(), before);
    server.stop().await;
    // Without a token nobody publishes; without a folder there is nothing.
    let no_token = Configuration { publish_token: None, ..configuration(&scratch, &kept.0) };
    let server = Server::start(no_token).await;
    assert_eq!(post(&server, TOKEN, right.as_bytes()).await.problem().as_deref(), Some("publishes-nothing"));
    server.stop().await;
    let server = Server::on(scratch.database()).await;
    assert_eq!(post(&server, TOKEN, right.as_bytes()).await.status, 404);
    for path in [PUBLICATIONS, "/repository/metadata/timestamp.json", "/repository/targets/a"] {
        assert_eq!(get(server.address, path).await.problem().as_deref(), Some("not-found"), "{path}");
    }
    assert!(get(server.address, "/repository").await.body.contains("keeps no repository"));
    server.stop().await;
}

#[tokio::test]
async fn two_publications_at_once_are_both_there() {
    sign_by_the_clock();
    let scratch = Scratch::new();
    let kept = Kept::published(&scratch.path().join("signed"));
    let server = serve(&scratch, &kept.0).await;
    let (one, other) = (body(&authors(2, b"x", &[Key::Author])), body(&managers(2, &[Key::Manager])));
    let (one, other) =
        tokio::join!(post(&server, TOKEN, one.as_bytes()), post(&server, TOKEN, other.as_bytes()));
    assert_eq!((one.status, other.status), (200, 200), "{} {}", one.body, other.body);
    let accepted = read(&server, &kept).await;
    assert_eq!((accepted.snapshot, accepted.roles.get("authors").unwrap().version), (3, 2));
    server.stop().await;
}

#[tokio::test]
async fn trouble_is_told_and_what_is_there_is_served() {
    sign_by_the_clock();
    let scratch = Scratch::new();
    let kept = Kept::published(&scratch.path().join("signed"));
    let pack = kept.files().into_keys().find(|path| path.contains("deals")).unwrap();
    fs::remove_file(kept.0.join(&pack)).unwrap();
    let server = serve(&scratch, &kept.0).await;
    let ready = until(&server, "/readyz", "ok, but the repository: ").await;
    assert_eq!(ready.status, 200);
    assert!(ready.body.contains("deals.json"), "{}", ready.body);
    assert!(get(server.address, "/repository").await.body.contains("Not as it should be."));
    assert_eq!(get(server.address, "/repository/metadata/1.authors.json").await.status, 200);
    assert_eq!(get(server.address, "/healthz").await.status, 200);
    // Published again, it is well again at once.
    let answer = post(&server, TOKEN, body(&authors(2, b"another", &[Key::Author])).as_bytes()).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(get(server.address, "/readyz").await.body, "ok\n");
    server.stop().await;
}

#[tokio::test]
async fn a_key_that_does_not_open_is_told_at_the_start() {
    sign_by_the_clock();
    let scratch = Scratch::new();
    let kept = Kept::empty(&scratch.path().join("signed"));
    let wrong =
        Configuration { passphrase: Some("three other words".into()), ..configuration(&scratch, &kept.0) };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let refused = cuecard_server::serve(wrong, listener, async {}).await.unwrap_err().to_string();
    assert!(refused.contains("online_key: it does not open"), "{refused}");
}
