//! `kill -9` under load: what was acknowledged is counted, and counted once.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

use cuecard_server::{Configuration, Store, run};
use std::env;
use std::net::SocketAddr;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use support::{Client, Scratch, id, report, this_week};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

const DATABASE: &str = "CUECARD_TEST_DATABASE";
const CLIENTS: u64 = 16;
const KILLS: u64 = 5;
/// Acknowledgements after which each server is killed, in the middle of the next deliveries.
const ACKNOWLEDGED_BEFORE_KILL: u64 = 300;

#[test]
#[ignore = "the child process of the test below, which starts it"]
fn child() {
    let Some(database) = env::var_os(DATABASE) else {
        return;
    };
    run(Configuration {
        address: SocketAddr::from(([127, 0, 0, 1], 0)),
        database: database.into(),
        ..Configuration::default()
    })
    .unwrap();
}

/// Starts this test's own program as a server and reads its port from the line that it prints.
async fn start(scratch: &Scratch) -> (Child, SocketAddr) {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "child", "--ignored", "--nocapture"])
        .env(DATABASE, scratch.database())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    while let Some(line) = lines.next_line().await.unwrap() {
        if let Some((_, address)) = line.split_once("Cuecard listens on http://") {
            return (child, address.parse().unwrap());
        }
    }
    panic!("the server did not start");
}

fn body() -> String {
    report("pricing-objection", &this_week(), "shown", "entry")
}

#[tokio::test(flavor = "multi_thread")]
async fn kill_nine_loses_and_doubles_nothing() {
    let scratch = Scratch::new();
    let next = Arc::new(AtomicU64::new(0));
    let acknowledged = Arc::new(Mutex::new(Vec::new()));
    for _ in 0..KILLS {
        let (mut server, address) = start(&scratch).await;
        let enough = acknowledged.lock().unwrap().len() as u64 + ACKNOWLEDGED_BEFORE_KILL;
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| {
                let (next, acknowledged) = (next.clone(), acknowledged.clone());
                tokio::spawn(async move {
                    let mut client = Client::connect(address).await.unwrap();
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        // The connection breaks when the server dies.
                        match client.put(&id(number), &body()).await {
                            Ok(answer) => {
                                assert_eq!(answer.status, 200);
                                acknowledged.lock().unwrap().push(number);
                            }
                            Err(_) => break,
                        }
                    }
                })
            })
            .collect();
        while (acknowledged.lock().unwrap().len() as u64) < enough {
            assert!(server.try_wait().unwrap().is_none(), "the server ended");
            tokio::task::yield_now().await;
        }
        server.kill().await.unwrap();
        for client in clients {
            client.await.unwrap();
        }
    }

    let sent = next.load(Ordering::Relaxed);
    let acknowledged = std::mem::take(&mut *acknowledged.lock().unwrap());
    let store = Store::open(&scratch.database()).await.unwrap();
    for number in &acknowledged {
        let id = cuecard_server::ReportId::parse(&id(*number)).unwrap();
        assert_eq!(store.knows(&id).await, Ok(true), "{number} was lost");
    }
    store.close().await;
    let counted = total(&scratch).await;
    assert!(counted >= acknowledged.len() as u64, "{counted} counted");
    assert!(counted <= sent, "{counted} counted of {sent} sent");

    // A browser sends again whatever was not acknowledged; then all of them are counted once.
    let (mut server, address) = start(&scratch).await;
    let mut client = Client::connect(address).await.unwrap();
    for number in 0..sent {
        assert_eq!(client.put(&id(number), &body()).await.unwrap().status, 200);
    }
    server.kill().await.unwrap();
    assert_eq!(total(&scratch).await, sent);
}

/// The sum of the counts, straight from the file.
async fn total(scratch: &Scratch) -> u64 {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(scratch.database());
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    let total: i64 = sqlx::query_scalar("SELECT SUM(reports) FROM counts").fetch_one(&pool).await.unwrap();
    pool.close().await;
    u64::try_from(total).unwrap()
}
