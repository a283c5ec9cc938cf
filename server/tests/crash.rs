//! `kill -9` under load: what was acknowledged is counted, and counted once.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

use cuecard_server::Store;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use support::{ALL_REPORTS, Client, id, process, report, this_week};

const CLIENTS: u64 = 16;
const KILLS: u64 = 5;
/// Acknowledgements after which each server is killed, in the middle of the next deliveries.
const ACKNOWLEDGED_BEFORE_KILL: u64 = 300;

#[test]
#[ignore = "the child process of the test below, which starts it"]
fn child() {
    process::child();
}

fn body() -> String {
    report("pricing-objection", &this_week(), "shown", "entry")
}

on_both! { async fn kill_nine_loses_and_doubles_nothing(scratch) {
    let next = Arc::new(AtomicU64::new(0));
    let acknowledged = Arc::new(Mutex::new(Vec::new()));
    for _ in 0..KILLS {
        let mut server = process::serve(&scratch).await;
            let address = server.address;
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
            assert!(server.is_running(), "the server ended");
            tokio::task::yield_now().await;
        }
        server.kill().await;
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
    let counted = u64::try_from(scratch.number(ALL_REPORTS).await).unwrap();
    assert!(counted >= acknowledged.len() as u64, "{counted} counted");
    assert!(counted <= sent, "{counted} counted of {sent} sent");

    // A browser sends again whatever was not acknowledged; then all of them are counted once.
    let server = process::serve(&scratch).await;
    let mut client = Client::connect(server.address).await.unwrap();
    for number in 0..sent {
        assert_eq!(client.put(&id(number), &body()).await.unwrap().status, 200);
    }
    server.kill().await;
    assert_eq!(scratch.number(ALL_REPORTS).await, i64::try_from(sent).unwrap());
}
}
