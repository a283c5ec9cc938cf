//! Whatever is sent, the answer says where, what is wrong and how to mend it, and nothing counts.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod support;

use cuecard_server::{Configuration, Location, ServeError};
use support::{ALL_REPORTS, Client, Scratch, Server, get, id, report, this_week};

const SECRET: &str = "a-long-enough-secret";

/// A valid body with one part replaced.
fn with(part: &str, replacement: &str) -> String {
    let valid = report("pricing-objection", &this_week(), "shown", "entry");
    assert!(valid.contains(part), "{part}");
    valid.replacen(part, replacement, 1)
}

#[tokio::test]
async fn bad_reports_are_refused_and_nothing_counts() {
    let scratch = Scratch::new();
    let server = Server::on(scratch.database()).await;
    let good_id = id(1);
    let week = this_week();
    let long = "a".repeat(65);
    let padded = with("{", &format!("{{{}", " ".repeat(2048)));
    let list = format!(r#"[1,"entry","p","n","0123456789abcdef","shown","{week}"]"#);
    let outcome = report("n", &week, "shown", "success");
    let cases: Vec<(&str, String, u16, &str)> = vec![
        ("", String::new(), 400, "malformed"),
        ("", "{".into(), 400, "malformed"),
        ("", "<html>".into(), 400, "malformed"),
        ("", with("}", "} {}"), 400, "malformed"),
        ("", padded, 413, "too-large"),
        ("", "x".repeat(100_000), 413, "too-large"),
        ("", "null".into(), 422, "invalid"),
        ("", "[]".into(), 422, "invalid"),
        ("", list, 422, "invalid"),
        ("", "{}".into(), 422, "invalid"),
        ("", with("{", r#"{"user":"x","#), 422, "invalid"),
        ("", with("{", r#"{"arm":"shown","#), 422, "invalid"),
        ("", with(r#""version":1,"#, ""), 422, "invalid"),
        ("", with(r#""version":1"#, r#""version":2"#), 422, "invalid"),
        ("", with(r#""version":1"#, r#""version":"1""#), 422, "invalid"),
        ("", with(r#""kind":"entry""#, r#""kind":"exposure""#), 422, "invalid"),
        ("", with(r#""kind":"entry""#, r#""kind":"outcome""#), 422, "invalid"),
        ("", with(r#""kind":"entry""#, r#""kind":"entry","outcome":"success""#), 422, "invalid"),
        ("", with(r#""kind":"entry""#, r#""kind":"entry","outcome":null"#), 422, "invalid"),
        ("", outcome.replace("success", "entry"), 422, "invalid"),
        ("", outcome.replace("success", "Success"), 422, "invalid"),
        ("", with(r#""arm":"shown""#, r#""arm":"both""#), 422, "invalid"),
        ("", with("opportunity-management", ""), 422, "invalid"),
        ("", with("opportunity-management", "Opportunity"), 422, "invalid"),
        ("", with("pricing-objection", "a b"), 422, "invalid"),
        ("", with("pricing-objection", &long), 422, "invalid"),
        ("", with("pricing-objection", "ü"), 422, "invalid"),
        ("", with("{", r#"{"before":"perhaps","#), 422, "invalid"),
        ("", with("{", r#"{"role":"","#), 422, "invalid"),
        ("", with("{", r#"{"role":"Seller","#), 422, "invalid"),
        ("", with("{", r#"{"role":"seller","team":"a b","#), 422, "invalid"),
        ("", with("{", &format!(r#"{{"team":"{long}","#)), 422, "invalid"),
        ("", with("0123456789abcdef", "0123456789ABCDEF"), 422, "invalid"),
        ("", with("0123456789abcdef", "0123456789abcde"), 422, "invalid"),
        ("", with(&week, "2026-W54"), 422, "invalid"),
        ("", with(&week, "2025-W53"), 422, "invalid"),
        ("", with(&week, "2026-12-01"), 422, "invalid"),
        ("", with(&week, "2001-W01"), 422, "week-not-accepted"),
        ("", with(&week, "9999-W01"), 422, "week-not-accepted"),
        ("abc", with("{", "{"), 422, "invalid"),
        ("0123456789ABCDEF0123456789ABCDEF", with("{", "{"), 422, "invalid"),
        ("%ff", with("{", "{"), 422, "invalid"),
    ];
    for (path, body, status, slug) in cases {
        let id = if path.is_empty() { &good_id } else { path };
        let mut client = Client::connect(server.address).await.unwrap();
        let answer = client.put(id, &body).await.unwrap();
        assert_eq!(
            (answer.status, answer.problem().as_deref()),
            (status, Some(slug)),
            "{id} {body:.80} → {answer:?}"
        );
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
    server.stop().await;

    assert_eq!(scratch.number(ALL_REPORTS).await, 0);
}

#[tokio::test]
async fn the_detail_names_the_place_and_the_cure() {
    let scratch = Scratch::new();
    let server = Server::on(scratch.database()).await;
    for (body, expected) in [
        (with("0123456789abcdef", "xyz"), "content: is not 16"),
        (with("{", r#"{"user":"x","#), "unknown field `user`"),
        (with(&this_week(), "2001-W01"), "check the device's clock"),
    ] {
        let mut client = Client::connect(server.address).await.unwrap();
        let answer = client.put(&id(1), &body).await.unwrap();
        assert!(answer.body.contains(expected), "{}", answer.body);
    }
    server.stop().await;
}

#[tokio::test]
async fn only_the_enrolled_may_report() {
    let scratch = Scratch::new();
    let server = Server::start(Configuration {
        database: scratch.database(),
        secret: Some(SECRET.to_owned()),
        ..Configuration::default()
    })
    .await;
    let body = with("{", "{");
    let path = format!("/v1/reports/{}", id(1));
    for (headers, status, slug) in [
        (String::new(), 401, Some("not-enrolled")),
        ("authorization: Bearer wrong-but-long-enough\r\n".to_owned(), 401, Some("not-enrolled")),
        (format!("authorization: Basic {SECRET}\r\n"), 401, Some("not-enrolled")),
        (format!("authorization: Bearer {SECRET}\r\n"), 200, None),
    ] {
        let mut client = Client::connect(server.address).await.unwrap();
        let answer = client.send("PUT", &path, &headers, body.as_bytes()).await.unwrap();
        assert_eq!((answer.status, answer.problem().as_deref()), (status, slug), "{headers}");
    }
    server.stop().await;
}

#[tokio::test]
async fn more_than_the_limit_is_told_to_wait_and_strangers_do_not_use_it_up() {
    let scratch = Scratch::new();
    let server = Server::start(Configuration {
        database: scratch.database(),
        secret: Some(SECRET.to_owned()),
        reports_per_second: std::num::NonZeroU32::new(1),
        ..Configuration::default()
    })
    .await;
    let body = with("{", "{");
    let path = format!("/v1/reports/{}", id(1));
    let enrolled = format!("authorization: Bearer {SECRET}\r\n");
    let mut client = Client::connect(server.address).await.unwrap();
    for _ in 0..50 {
        assert_eq!(client.send("PUT", &path, "", body.as_bytes()).await.unwrap().status, 401);
    }
    // Ten seconds' worth at once, and what a slow machine takes longer for.
    let mut answers = Vec::new();
    while answers.len() < 1000 && answers.last().is_none_or(|(status, _)| *status == 200) {
        let answer = client.send("PUT", &path, &enrolled, body.as_bytes()).await.unwrap();
        answers.push((answer.status, answer));
    }
    assert!(answers.len() > 10, "{} were taken", answers.len());
    let (_, refused) = answers.pop().unwrap();
    assert_eq!((refused.status, refused.problem().as_deref()), (429, Some("too-many")));
    assert_eq!(refused.header("retry-after"), Some("1"));
    server.stop().await;
}

#[tokio::test]
async fn unknown_paths_and_methods_are_problems_too() {
    let scratch = Scratch::new();
    let server = Server::on(scratch.database()).await;
    let report_path = format!("/v1/reports/{}", id(1));
    for (method, path, status, slug) in [
        ("GET", "/nowhere", 404, "not-found"),
        ("PUT", "/v1/reports/", 404, "not-found"),
        ("PUT", "/v1/reports", 404, "not-found"),
        ("GET", &report_path, 405, "method-not-allowed"),
        ("DELETE", &report_path, 405, "method-not-allowed"),
        ("POST", "/", 405, "method-not-allowed"),
    ] {
        let mut client = Client::connect(server.address).await.unwrap();
        let answer = client.send(method, path, "", b"").await.unwrap();
        assert_eq!((answer.status, answer.problem().as_deref()), (status, Some(slug)), "{method} {path}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_database_that_is_held_is_unavailable_and_then_counts() {
    let scratch = Scratch::new();
    let server = Server::on(scratch.database()).await;
    assert_eq!(get(server.address, "/readyz").await.status, 200);
    let Location::File(file) = scratch.database() else { return };
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    let held = pool.begin_with("BEGIN EXCLUSIVE").await.unwrap();

    let mut client = Client::connect(server.address).await.unwrap();
    let body = with("{", "{");
    let answer = client.put(&id(1), &body).await.unwrap();
    assert_eq!((answer.status, answer.problem().as_deref()), (503, Some("unavailable")));
    assert_eq!(answer.header("retry-after"), Some("30"));

    held.rollback().await.unwrap();
    assert_eq!(client.put(&id(1), &body).await.unwrap().status, 200);
    assert_eq!(scratch.number(ALL_REPORTS).await, 1);
    pool.close().await;
    server.stop().await;
}

#[tokio::test]
async fn unsafe_or_impossible_starts_are_refused() {
    let scratch = Scratch::new();
    let not_a_database = scratch.path().join("notes.txt");
    std::fs::write(&not_a_database, "groceries ".repeat(500)).unwrap();
    for (configuration, expected) in [
        (
            Configuration {
                secret: Some("short".to_owned()),
                database: scratch.database(),
                ..Configuration::default()
            },
            "secret: shorter than 16",
        ),
        (
            Configuration { floor: 4, database: scratch.database(), ..Configuration::default() },
            "floor: below 5",
        ),
        (
            Configuration {
                database: scratch.path().join("no/such/folder/cuecard.sqlite").into(),
                ..Configuration::default()
            },
            "unable to open",
        ),
        (Configuration { database: not_a_database.into(), ..Configuration::default() }, "not a database"),
    ] {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let refused: ServeError = cuecard_server::serve(configuration, listener, async {}).await.unwrap_err();
        assert!(refused.to_string().contains(expected), "{refused}");
    }
}
