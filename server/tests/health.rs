//! How well systems are read: counted once, and shown only where enough browsers say so.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

use cuecard_server::{Health, Location, Missing, Reading, Store};
use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;
use support::{Client, Scratch, Server, close_all, get, health, id, report, settled_week, take, this_week};

const FLOOR: u32 = 5;
const APP: &str = "salesforce";
const AMOUNT: &str = "record.amount";
const CONTENT: &str = "0123456789abcdef";
const OTHER_CONTENT: &str = "fedcba9876543210";

async fn raw(database: &Location) -> SqlitePool {
    let Location::File(file) = database else { panic!("{database} is no file") };
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
    SqlitePool::connect_with(options).await.unwrap()
}

#[tokio::test]
async fn health_counts_once_beside_the_windows() {
    let scratch = Scratch::new();
    let server = Server::on(scratch.database()).await;
    let mut client = Client::connect(server.address).await.unwrap();
    let week = this_week();
    let bodies = [
        health(APP, "", CONTENT, &week),
        health(APP, AMOUNT, CONTENT, &week),
        report("pricing-objection", &week, "shown", "entry"),
        report("pricing-objection", &week, "withheld", "success"),
    ];
    for _ in 0..2 {
        for number in 0..20 {
            let body = &bodies[usize::try_from(number % 4).unwrap()];
            let answer = client.put(&id(number), body).await.unwrap();
            assert_eq!(answer.status, 200, "{answer:?}");
            assert_eq!(answer.body, format!(r#"{{"id":"{}","status":"accepted"}}"#, id(number)));
        }
    }
    server.stop().await;

    let pool = raw(&scratch.database()).await;
    let counted: Vec<(String, i64)> =
        sqlx::query_as("SELECT kind, reports FROM totals ORDER BY kind").fetch_all(&pool).await.unwrap();
    let five = |kind: &str| (kind.to_owned(), 5);
    assert_eq!(counted, [five("entry"), five("health"), five("missing"), five("outcome")]);
    pool.close().await;
}

#[tokio::test]
async fn what_is_no_report_of_health_is_refused_and_nothing_counts() {
    let scratch = Scratch::new();
    let server = Server::on(scratch.database()).await;
    let week = this_week();
    let missing = health(APP, AMOUNT, CONTENT, &week);
    let with = |part: &str, replacement: &str| {
        assert!(missing.contains(part), "{part}");
        missing.replacen(part, replacement, 1)
    };
    let longest = "a".repeat(64);
    let cases = [
        (with(APP, ""), "app: is not 1 to 64"),
        (with(APP, "Salesforce"), "app: is not 1 to 64"),
        (with(APP, "acme.example"), "app: is not 1 to 64"),
        (with(APP, &format!("{longest}a")), "app: is not 1 to 64"),
        (with(r#""app":"salesforce","#, ""), "body: health has version 1, app"),
        (with(AMOUNT, ""), "place: is not a page and a fact"),
        (with(AMOUNT, "record"), "place: is not a page and a fact"),
        (with(AMOUNT, "record."), "place: is not a page and a fact"),
        (with(AMOUNT, ".amount"), "place: is not a page and a fact"),
        (with(AMOUNT, "record.amount.late"), "place: is not a page and a fact"),
        (with(AMOUNT, "record.Amount__c"), "place: is not a page and a fact"),
        (with(AMOUNT, "record.field:amount"), "place: is not a page and a fact"),
        (with(AMOUNT, "record.two words"), "place: is not a page and a fact"),
        (with(AMOUNT, "record.größe"), "place: is not a page and a fact"),
        (with(AMOUNT, &format!("record.{longest}a")), "place: is not a page and a fact"),
        (with(r#""record.amount""#, "null"), "body: "),
        (with(r#""record.amount""#, r#"["record.amount"]"#), "body: "),
        (with(CONTENT, "0123"), "content: is not 16"),
        (with(CONTENT, &CONTENT.to_uppercase()), "content: is not 16"),
        (with(&week, "2026-W54"), "week: is not an ISO week"),
        (with(&week, "2001-W01"), "week: is not accepted today"),
        (with("{", r#"{"host":"acme.example","#), "unknown field `host`"),
        (with("{", r#"{"pack":"opportunity-management","#), "body: health has"),
        (with("{", r#"{"nudge":"pricing-objection","#), "body: health has"),
        (with("{", r#"{"arm":"shown","#), "body: health has"),
        (with("{", r#"{"outcome":"success","#), "body: health has"),
        (with(r#""version":1"#, r#""version":2"#), "body: health has version 1"),
        (report("n", &week, "shown", "entry").replacen('{', r#"{"app":"jira","#, 1), "body: entry has"),
        (report("n", &week, "shown", "entry").replace("entry", "health"), "body: health has"),
    ];
    let mut client = Client::connect(server.address).await.unwrap();
    for (body, detail) in cases {
        let answer = client.put(&id(1), &body).await.unwrap();
        assert_eq!(answer.status, 422, "{body} → {answer:?}");
        assert!(answer.problem().is_some() && answer.body.contains(detail), "{body} → {}", answer.body);
    }
    let both = format!("{longest}.{longest}");
    let longest = missing.replace(APP, &longest).replace(AMOUNT, &both);
    assert_eq!(client.put(&id(2), &longest).await.unwrap().status, 200);
    server.stop().await;

    let pool = raw(&scratch.database()).await;
    let counted: Vec<String> =
        sqlx::query_scalar("SELECT bucket FROM totals").fetch_all(&pool).await.unwrap();
    assert_eq!(counted, [both]);
    pool.close().await;
}

/// So many browsers told of a place (none: of the app) in a week, with this content.
type Told = (i64, &'static str, &'static str, &'static str);

async fn health_of(told: &[Told]) -> Health {
    let scratch = Scratch::new();
    let store = Store::open(&scratch.database()).await.unwrap();
    let mut number = 0;
    for (browsers, place, week, content) in told {
        let copies = usize::try_from(*browsers).unwrap();
        take(&store, &mut number, vec![health(APP, place, content, week); copies]).await;
    }
    close_all(&store, FLOOR).await;
    let shown = store.health(FLOOR).await.unwrap();
    store.close().await;
    shown
}

#[tokio::test]
async fn only_what_enough_browsers_tell_leaves_the_database() {
    let (w47, w48) = ("2026-W47", "2026-W48");
    let read = |browsers, week| (browsers, "", week, CONTENT);
    let gone = |browsers, week| (browsers, AMOUNT, week, CONTENT);
    let reading = |week: &str, browsers, missing: &[(&str, Missing)]| {
        let missing = missing.iter().map(|(place, missing)| ((*place).to_owned(), *missing)).collect();
        Some(Reading { week: week.to_owned(), browsers, missing })
    };
    let cases: [(&str, Vec<Told>, Option<Reading>); 14] = [
        ("nothing", vec![], None),
        ("one too few", vec![read(4, w47)], None),
        ("enough", vec![read(5, w47)], reading(w47, 5, &[])),
        ("with two contents", vec![read(3, w47), (2, "", w47, OTHER_CONTENT)], reading(w47, 5, &[])),
        ("a small week joins the next", vec![read(3, w47), read(2, w48)], reading(w48, 5, &[])),
        ("the newest", vec![read(9, w47), read(5, w48)], reading(w48, 5, &[])),
        ("the newest that closed", vec![read(9, w47), read(4, w48)], reading(w47, 9, &[])),
        ("missing in too few", vec![read(20, w47), gone(4, w47)], reading(w47, 20, &[])),
        (
            "missing, and enough still find it",
            vec![read(10, w47), gone(5, w47)],
            reading(w47, 10, &[(AMOUNT, Missing::Browsers(5))]),
        ),
        (
            "missing, and too few still find it",
            vec![read(10, w47), gone(6, w47)],
            reading(w47, 10, &[(AMOUNT, Missing::Most)]),
        ),
        ("missing in all", vec![read(10, w47), gone(10, w47)], reading(w47, 10, &[(AMOUNT, Missing::Most)])),
        (
            "the reading is still on its way",
            vec![read(5, w47), gone(9, w47)],
            reading(w47, 5, &[(AMOUNT, Missing::Most)]),
        ),
        ("missing where too few read", vec![read(4, w47), gone(9, w47)], None),
        (
            "each place for itself, and of that week",
            vec![
                read(20, w48),
                gone(3, w48),
                (2, AMOUNT, w48, OTHER_CONTENT),
                (4, "record.stage", w47, CONTENT),
            ],
            reading(w48, 20, &[(AMOUNT, Missing::Browsers(5))]),
        ),
    ];
    for (what, told, expected) in cases {
        let shown = health_of(&told).await;
        assert_eq!(shown.get(APP), expected.as_ref(), "{what}");
        assert_eq!(shown.len(), usize::from(expected.is_some()), "{what}");
    }
}

#[tokio::test]
async fn the_page_says_in_a_sentence_how_each_system_is_read() {
    let calm = "No system was read in 10 browsers or more in one week.";
    let empty = Scratch::new();
    let before = text(&empty).await;
    assert!(before.contains(calm) && before.contains("No counts yet."), "{before}");

    let (scratch, week) = (Scratch::new(), settled_week());
    let store = Store::open(&scratch.database()).await.unwrap();
    let mut number = 0;
    for (app, place, copies) in [
        ("github", "", 9),
        ("jira-cloud", "", 10),
        ("jira-cloud", "issue.status", 9),
        (APP, "", 41),
        (APP, AMOUNT, 11),
        (APP, "record.close_date", 12),
        (APP, "record.stage", 40),
    ] {
        take(&store, &mut number, vec![health(app, place, CONTENT, &week); copies]).await;
    }
    store.close().await;
    let shown = text(&scratch).await;
    for expected in [
        format!(
            "<strong>jira-cloud</strong>: read in 10 browsers in {week}; nothing is missing in 10 or more."
        ),
        format!(
            "<strong>salesforce</strong>: read in 41 browsers in {week}; record.stage missing in most, \
             record.close_date missing in 12, record.amount missing in 11."
        ),
        // What is shown, and no more: 10 + 41 + 12 + 11.
        "74 anonymous reports".to_owned(),
    ] {
        assert!(shown.contains(&expected), "{expected} is not in {shown}");
    }
    for hidden in [calm, "github", "issue.status", "in 40", "in 9 "] {
        assert!(!shown.contains(hidden), "{hidden}");
    }
}

/// The page of a server that starts with what is there.
async fn text(scratch: &Scratch) -> String {
    let server = Server::on(scratch.database()).await;
    let page = get(server.address, "/").await.body;
    server.stop().await;
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_database_from_before_keeps_its_counts() {
    let scratch = Scratch::new();
    let pool = raw(&scratch.database()).await;
    for statement in [
        "CREATE TABLE schema_version (version BIGINT PRIMARY KEY)",
        "CREATE TABLE accepted (org_id TEXT NOT NULL, id BYTEA NOT NULL, day BIGINT NOT NULL,
            PRIMARY KEY (org_id, id)) WITHOUT ROWID",
        "CREATE TABLE counts (org_id TEXT NOT NULL, pack TEXT NOT NULL, nudge TEXT NOT NULL,
            content TEXT NOT NULL, week TEXT NOT NULL, arm TEXT NOT NULL, bucket TEXT NOT NULL,
            reports BIGINT NOT NULL,
            PRIMARY KEY (org_id, pack, nudge, content, week, arm, bucket)) WITHOUT ROWID",
        "CREATE TABLE health (org_id TEXT NOT NULL, app TEXT NOT NULL, content TEXT NOT NULL,
            week TEXT NOT NULL, place TEXT NOT NULL, reports BIGINT NOT NULL,
            PRIMARY KEY (org_id, app, content, week, place)) WITHOUT ROWID",
        "INSERT INTO schema_version (version) VALUES (1), (2), (3)",
        "INSERT INTO health VALUES ('default', 'jira', 'c', '2025-W47', '', 4),
            ('default', 'jira', 'd', '2025-W47', '', 3), ('default', 'jira', 'd', '2025-W47', 'issue.due', 2)",
        "INSERT INTO counts VALUES ('default', 'p', 'n', 'c', '2025-W47', 'shown', 'entry', 7),
            ('default', 'p', 'n', 'c', '2025-W47', 'shown', 'success', 6),
            ('default', 'p', 'n', 'c', '2025-W47', 'withheld', 'entry', 8)",
    ] {
        sqlx::query(statement).execute(&pool).await.unwrap();
    }
    pool.close().await;
    for _ in 0..2 {
        let store = Store::open(&scratch.database()).await.unwrap();
        close_all(&store, FLOOR).await;
        let counts = store.counts(FLOOR).await.unwrap();
        let cell = counts.values().flat_map(|cells| cells.values()).next().unwrap();
        assert_eq!((cell.shown.entries, cell.shown.success, cell.withheld.entries), (7, 6, 8));
        let missing = store.health(2).await.unwrap()["jira"].missing["issue.due"];
        assert_eq!((store.health(2).await.unwrap()["jira"].browsers, missing), (7, Missing::Browsers(2)));
        store.close().await;
    }
}
