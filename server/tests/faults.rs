//! What is acknowledged is counted, and counted once, whatever fails; the rest is told so.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

use cuecard_server::{Location, ReportId, Store};
use sqlx::Connection;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use support::process::Process;
use support::{
    ALL_REPORTS, Client, Engine, Scratch, Server, close_all, get, id, number, process, report, settled_week,
    take, this_week,
};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

const CLIENTS: u64 = 8;
const FLOOR: u32 = 10;
/// Enough for several batches before and after each fault.
const MOST: u64 = 600;

#[test]
#[ignore = "the child process of the tests below, which start it"]
fn child() {
    process::child();
}

fn body() -> String {
    report("pricing-objection", &this_week(), "shown", "entry")
}

/// What became of everything that was sent.
#[derive(Default)]
struct Sent {
    next: AtomicU64,
    acknowledged: Mutex<Vec<u64>>,
    /// How many got which other status; 0 is a connection that broke.
    others: Mutex<BTreeMap<u16, u64>>,
}

/// Clients send until the server is gone, or all is sent.
async fn send(addresses: &[std::net::SocketAddr], most: u64) -> Arc<Sent> {
    let sent = Arc::new(Sent::default());
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let (sent, address) =
                (sent.clone(), addresses[usize::try_from(client).unwrap() % addresses.len()]);
            tokio::spawn(async move {
                let Ok(mut client) = Client::connect(address).await else { return };
                loop {
                    let number = sent.next.fetch_add(1, Ordering::Relaxed);
                    if number >= most {
                        break;
                    }
                    match client.put(&id(number), &body()).await {
                        Ok(answer) if answer.status == 200 => sent.acknowledged.lock().unwrap().push(number),
                        Ok(answer) => {
                            assert!(answer.problem().is_some(), "{answer:?}");
                            *sent.others.lock().unwrap().entry(answer.status).or_default() += 1;
                        }
                        Err(_) => {
                            *sent.others.lock().unwrap().entry(0).or_default() += 1;
                            break;
                        }
                    }
                }
            })
        })
        .collect();
    for client in clients {
        client.await.unwrap();
    }
    sent
}

/// Each acknowledged report is there; sent again, every report is there exactly once.
async fn none_is_lost_or_doubled(database: &Location, sent: &Sent, what: &str) {
    let store = Store::open(database).await.unwrap();
    let acknowledged = sent.acknowledged.lock().unwrap().clone();
    for number in &acknowledged {
        let id = ReportId::parse(&id(*number)).unwrap();
        assert_eq!(store.knows(&id).await, Ok(true), "{what}: {number} was lost");
    }
    let counted = u64::try_from(number(database, ALL_REPORTS).await).unwrap();
    assert!(counted >= acknowledged.len() as u64, "{what}: {counted} counted");
    let all = sent.next.load(Ordering::Relaxed).max(1);
    let again = usize::try_from(all).unwrap();
    // Ids are told from 1 here; the first of all is sent by itself.
    take(&store, &mut 0, vec![body(); again - 1]).await;
    let first = cuecard_server::CheckedReport::parse(body().as_bytes()).unwrap();
    store.accept(&ReportId::parse(&id(0)).unwrap(), first, cuecard_server::today()).await.unwrap();
    store.close().await;
    assert_eq!(number(database, ALL_REPORTS).await, i64::try_from(all).unwrap(), "{what}");
}

on_both! {
    async fn ended_at_any_named_point_nothing_acknowledged_is_lost_or_doubled(scratch) {
        for fault in [
            // While the tables are made: the next start goes on from there.
            "before-commit:2",
            "after-commit:5",
            // While reports are counted; some two dozen transactions are those of the start.
            "after-ids:1",
            "after-ids:4",
            "before-commit:30",
            "after-commit:29",
            "after-commit:33",
            "before-answer:1",
            "before-answer:5",
        ] {
            let fresh = match scratch.database() {
                Location::File(_) => Scratch::on(Engine::Sqlite).await,
                Location::Postgres(_) => Scratch::on(Engine::Postgres).await,
            };
            let sent = match Process::attempt(&fresh.url(), fault, "").await {
                Ok(server) => {
                    let sent = send(&[server.address], MOST).await;
                    assert!(sent.others.lock().unwrap().contains_key(&0), "{fault}: it was never reached");
                    server.ended().await;
                    sent
                }
                Err(_) => Arc::default(),
            };
            none_is_lost_or_doubled(&fresh.database(), &sent, fault).await;
        }
    }

    async fn ended_while_a_block_is_closed_it_is_closed_once_later(scratch) {
        let store = Store::open(&scratch.database()).await.unwrap();
        let mut number = 0;
        for arm in ["shown", "withheld"] {
            take(&store, &mut number, vec![report("n", &settled_week(), arm, "entry"); 12]).await;
        }
        store.close().await;
        for fault in ["after-block:1", "before-commit:2"] {
            // It closes blocks by itself when it starts, perhaps before it says where it listens.
            if let Ok(server) = Process::attempt(&scratch.url(), fault, "").await {
                server.ended().await;
            }
            assert_eq!(scratch.number("SELECT COUNT(*) FROM blocks").await, 0, "{fault}");
        }
        let store = Store::open(&scratch.database()).await.unwrap();
        for _ in 0..2 {
            close_all(&store, FLOOR).await;
            let counts = store.counts(FLOOR).await.unwrap();
            let cell = counts.values().next().unwrap().values().next().unwrap();
            assert_eq!((cell.shown.entries, cell.withheld.entries), (12, 12));
        }
        store.close().await;
    }

    async fn one_report_by_the_thousand_counts_once(scratch) {
        let server = Server::on(scratch.database()).await;
        let replays: Vec<_> = (0..50)
            .map(|_| {
                let address = server.address;
                tokio::spawn(async move {
                    let mut client = Client::connect(address).await.unwrap();
                    for _ in 0..60 {
                        assert_eq!(client.put(&id(7), &body()).await.unwrap().status, 200);
                    }
                })
            })
            .collect();
        for replay in replays {
            replay.await.unwrap();
        }
        server.stop().await;
        assert_eq!(scratch.number(ALL_REPORTS).await, 1);
    }

    async fn half_broken_connections_hold_nobody_up_and_count_nothing(scratch) {
        let server = Server::on(scratch.database()).await;
        let head = format!("PUT /v1/reports/{} HTTP/1.1\r\nhost: localhost\r\ncontent-length: ", id(1));
        let mut stuck = Vec::new();
        for begun in ["PU", head.as_str(), &format!("{head}300\r\n\r\n{{\"version\":1")] {
            for _ in 0..60 {
                let mut stream = TcpStream::connect(server.address).await.unwrap();
                stream.write_all(begun.as_bytes()).await.unwrap();
                stuck.push(stream);
            }
        }
        let mut client = Client::connect(server.address).await.unwrap();
        // More than it would ever read is refused by what it says of itself.
        let huge = "content-type: application/json\r\ncontent-length: 10000000000\r\nx-was: ";
        let answer = client.send("PUT", &format!("/v1/reports/{}", id(1)), huge, b"").await.unwrap();
        assert_eq!(answer.problem().as_deref(), Some("too-large"));
        let mut client = Client::connect(server.address).await.unwrap();
        assert_eq!(client.put(&id(2), &body()).await.unwrap().status, 200);
        drop(stuck);
        assert_eq!(client.put(&id(3), &body()).await.unwrap().status, 200);
        server.stop().await;
        assert_eq!(scratch.number(ALL_REPORTS).await, 2);
    }

    async fn several_processes_on_one_database_count_exactly(scratch) {
        let mut servers = Vec::new();
        for _ in 0..3 {
            servers.push(process::serve(&scratch).await);
        }
        let addresses: Vec<_> = servers.iter().map(|server| server.address).collect();
        // Each report goes to two of them, by two clients that take turns.
        let (one, other) = tokio::join!(send(&addresses, MOST), send(&addresses[1..], MOST));
        for sent in [one, other] {
            assert_eq!(sent.acknowledged.lock().unwrap().len() as u64, MOST, "{:?}", sent.others);
        }
        for server in servers {
            server.kill().await;
        }
        assert_eq!(scratch.number(ALL_REPORTS).await, i64::try_from(MOST).unwrap());
    }

    async fn nothing_of_the_sender_is_logged_or_kept(scratch) {
        let server = process::serve(&scratch).await;
        let mut client = Client::connect(server.address).await.unwrap();
        let planted = "user-agent: planted-agent\r\nx-forwarded-for: 203.0.113.77\r\ncookie: planted=1\r\n\
                       referer: https://planted.example/\r\nforwarded: for=203.0.113.77\r\n";
        for (path, body, status) in [
            (format!("/v1/reports/{}", id(1)), body(), 200),
            (format!("/v1/reports/{}", id(2)), "{\"planted\":1}".to_owned(), 422),
            ("/v1/reports/planted".to_owned(), body(), 422),
            ("/planted".to_owned(), String::new(), 404),
        ] {
            let answer = client.send("PUT", &path, planted, body.as_bytes()).await.unwrap();
            assert_eq!(answer.status, status, "{path}");
            assert_eq!(answer.header("set-cookie"), None);
        }
        let log = server.kill().await;
        assert!(log.contains("report refused"), "{log}");
        let tables: Vec<String> = match scratch.database() {
            Location::File(file) => {
                let bytes = std::fs::read(&file).unwrap();
                let late = std::fs::read(format!("{}-wal", file.display())).unwrap_or_default();
                [bytes, late].iter().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect()
            }
            Location::Postgres(_) => Vec::new(),
        };
        for text in tables.iter().chain([&log]) {
            for trace in ["planted", "203.0.113", "127.0.0.1:", "sender"] {
                let own = format!("http://127.0.0.1:{}", server_port(&log));
                assert!(!text.replace(&own, "").contains(trace), "{trace} is in the log or the database");
            }
        }
    }
}

fn server_port(log: &str) -> String {
    log.split("http://127.0.0.1:")
        .nth(1)
        .unwrap_or_default()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect()
}

/// The database refuses every connection for a while, and those that were open are cut.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_goes_away_under_load_loses_and_doubles_nothing() {
    let scratch = Scratch::on(Engine::Postgres).await;
    let Location::Postgres(url) = scratch.database() else { return };
    let name = url.rsplit('/').find(|part| part.starts_with("test_")).unwrap();
    let name: &'static str = Box::leak(name.split('?').next().unwrap().to_owned().into_boxed_str());
    let mut admin = sqlx::PgConnection::connect(&url.replace(name, "postgres")).await.unwrap();
    let server = Server::on(scratch.database()).await;
    let address = server.address;
    let sending = tokio::spawn(async move { send(&[address], 3 * MOST).await });
    for _ in 0..3 {
        for statement in [
            format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false"),
            format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"),
        ] {
            sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut admin).await.unwrap();
        }
        assert_eq!(get(address, "/readyz").await.status, 503);
        assert_eq!(get(address, "/healthz").await.status, 200);
        let again = format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true");
        sqlx::query(sqlx::AssertSqlSafe(again)).execute(&mut admin).await.unwrap();
    }
    let sent = sending.await.unwrap();
    let others = sent.others.lock().unwrap().clone();
    assert!(others.keys().all(|status| *status == 503), "{others:?}");
    server.stop().await;
    none_is_lost_or_doubled(&scratch.database(), &sent, "gone for a while").await;
}

/// A database that takes the question and never answers: half a broken connection looks the same.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_falls_silent_is_unavailable_and_then_counts() {
    let scratch = Scratch::on(Engine::Postgres).await;
    let Location::Postgres(url) = scratch.database() else { return };
    let server = Server::on(scratch.database()).await;
    // Today's blocks are closed by then; afterwards that would wait, too.
    assert_eq!(get(server.address, "/v1/counts.csv").await.status, 200);
    let mut holder = sqlx::PgConnection::connect(&url).await.unwrap();
    for statement in ["BEGIN", "LOCK TABLE sums IN ACCESS EXCLUSIVE MODE"] {
        sqlx::query(statement).execute(&mut holder).await.unwrap();
    }
    let sending = tokio::spawn({
        let address = server.address;
        async move { send(&[address], 1).await }
    });
    let page = get(server.address, "/v1/counts.csv").await;
    assert_eq!(page.status, 200, "blocks are another table, and today's are closed");
    let sent = sending.await.unwrap();
    assert_eq!(*sent.others.lock().unwrap(), BTreeMap::from([(503, 1)]));
    sqlx::query("ROLLBACK").execute(&mut holder).await.unwrap();
    holder.close().await.unwrap();
    let mut client = Client::connect(server.address).await.unwrap();
    assert_eq!(client.put(&id(0), &body()).await.unwrap().status, 200);
    server.stop().await;
    none_is_lost_or_doubled(&scratch.database(), &sent, "silent for a while").await;
}

/// A limit for the size of files stands for the disk: every write beyond it fails.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_loses_nothing() {
    let scratch = Scratch::new();
    Store::open(&scratch.database()).await.unwrap().close().await;
    // In blocks of 512 bytes.
    let full = "trap '' XFSZ; ulimit -f 200";
    let server = Process::attempt(&scratch.url(), "", full).await.unwrap();
    let sent = send(&[server.address], 2 * MOST).await;
    let others = sent.others.lock().unwrap().clone();
    assert_eq!(others.keys().collect::<Vec<_>>(), [&503], "{others:?}");
    assert!(!sent.acknowledged.lock().unwrap().is_empty(), "it was full from the start");
    server.kill().await;
    none_is_lost_or_doubled(&scratch.database(), &sent, "full").await;
}

/// The strictest order that PostgreSQL offers, as databases of its kind have no other.
fn serializable(scratch: &Scratch) -> String {
    format!("{}&options=-c%20default_transaction_isolation%3Dserializable", scratch.url())
}

#[tokio::test(flavor = "multi_thread")]
async fn at_serializable_a_server_starts_while_another_has_its_turn() {
    let scratch = Scratch::on(Engine::Postgres).await;
    let strict = serializable(&scratch);
    Store::open(&strict.parse().unwrap()).await.unwrap().close().await;
    let mut other = sqlx::PgConnection::connect(&strict).await.unwrap();
    for statement in ["BEGIN", "UPDATE schema_version SET version = 0 WHERE version = 0"] {
        sqlx::query(statement).execute(&mut other).await.unwrap();
    }
    let starting = tokio::spawn(async move { Store::open(&strict.parse().unwrap()).await });
    let waits = "SELECT COUNT(*) FROM pg_stat_activity \
                 WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while scratch.number(waits).await == 0 {
        assert!(!starting.is_finished(), "it did not wait for its turn");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    sqlx::query("COMMIT").execute(&mut other).await.unwrap();
    starting.await.unwrap().unwrap().close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_serializable_servers_come_again_until_all_is_counted() {
    let scratch = Scratch::on(Engine::Postgres).await;
    let strict = serializable(&scratch);
    let (one, other) = (Process::start(&strict).await, Process::start(&strict).await);
    let addresses = [one.address, other.address];
    let reversed = [other.address, one.address];
    let (first, second) = tokio::join!(send(&addresses, MOST), send(&reversed, MOST));
    for sent in [first, second] {
        assert_eq!(sent.acknowledged.lock().unwrap().len() as u64, MOST, "{:?}", sent.others);
    }
    one.kill().await;
    other.kill().await;
    assert_eq!(scratch.number(ALL_REPORTS).await, i64::try_from(MOST).unwrap());
}

#[tokio::test]
async fn ended_while_ids_get_their_places_they_stay_known() {
    let scratch = Scratch::on(Engine::Sqlite).await;
    let server = Process::attempt(&scratch.url(), "before-answer:5", "").await.unwrap();
    let sent = send(&[server.address], MOST).await;
    server.ended().await;
    let waiting = "SELECT COUNT(*) FROM recent_ids";
    // A server gives ids their places when it starts, perhaps before it says where it listens.
    for (fault, wait) in [("after-placing:1", true), ("after-placing:2", false)] {
        if let Ok(server) = Process::attempt(&scratch.url(), fault, "").await {
            server.ended().await;
        }
        assert_eq!(scratch.number(waiting).await > 0, wait, "{fault}");
    }
    none_is_lost_or_doubled(&scratch.database(), &sent, "placing").await;
}
