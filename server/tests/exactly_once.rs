//! A report counts once, however often and however concurrently it is delivered.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod support;

use cuecard::time::{Day, Week};
use cuecard_server::{Cell, CheckedReport, Location, ReportId, Store, Tally};
use support::{ALL_REPORTS, Answer, Client, Scratch, Server, close_all, id, report, take, this_week};

const DELIVERERS: u64 = 200;
const REPORTS: u64 = 500;
/// Every report is delivered by four of the deliverers.
const COPIES: u64 = 4;

const ARMS: [&str; 2] = ["shown", "withheld"];
const BUCKETS: [&str; 5] = ["entry", "success", "failure", "unseen", "censored"];

fn body(number: u64) -> String {
    let arm = ARMS[usize::try_from(number % 2).unwrap()];
    let bucket = BUCKETS[usize::try_from(number / 2 % 5).unwrap()];
    report("pricing-objection", &this_week(), arm, bucket)
}

/// 500 reports over two arms and five buckets: 50 of each.
fn every_report_once() -> Cell {
    let tally = Tally { entries: 50, success: 50, failure: 50, unseen: 50, censored: 50, ..Tally::default() };
    Cell { shown: tally, withheld: tally }
}

async fn only_cell(store: &Store) -> Cell {
    close_all(store, 10).await;
    let counts = store.counts(10).await.unwrap();
    let cells = counts.values().next().unwrap();
    assert_eq!((counts.len(), cells.len()), (1, 1), "{counts:?}");
    cells.values().next().unwrap().clone()
}

fn accepted(number: u64, answer: &Answer) {
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.body, format!(r#"{{"id":"{}","status":"accepted"}}"#, id(number)));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

on_both! {
    async fn every_statement_fits_and_servers_may_start_at_once(scratch) {
        let opening: Vec<_> = (0..4)
            .map(|_| tokio::spawn({ let database = scratch.database(); async move { Store::open(&database).await.unwrap() } }))
            .collect();
        for opened in opening {
            let store = opened.await.unwrap();
            store.rehearse().await.unwrap();
            store.close().await;
        }
    }

    async fn two_hundred_concurrent_deliverers_with_duplicates_count_exactly(scratch) {
        let server = Server::on(scratch.database()).await;
        let deliverers: Vec<_> = (0..DELIVERERS)
            .map(|deliverer| {
                let address = server.address;
                tokio::spawn(async move {
                    let mut client = Client::connect(address).await.unwrap();
                    for number in (0..REPORTS).filter(|n| n % (DELIVERERS / COPIES) == deliverer / COPIES) {
                        // Twice by each: the second is a certain repetition.
                        for _ in 0..2 {
                            let answer = client.put(&id(number), &body(number)).await.unwrap();
                            accepted(number, &answer);
                        }
                    }
                })
            })
            .collect();
        for deliverer in deliverers {
            deliverer.await.unwrap();
        }
        server.stop().await;

        let store = Store::open(&scratch.database()).await.unwrap();
        assert_eq!(only_cell(&store).await, every_report_once());
        store.close().await;
    }

    async fn a_restart_keeps_counts_and_ids(scratch) {
        for _ in 0..2 {
            let server = Server::on(scratch.database()).await;
            let mut client = Client::connect(server.address).await.unwrap();
            for number in 0..REPORTS {
                accepted(number, &client.put(&id(number), &body(number)).await.unwrap());
            }
            server.stop().await;
        }
        let store = Store::open(&scratch.database()).await.unwrap();
        assert_eq!(only_cell(&store).await, every_report_once());
        store.close().await;
    }

    async fn two_servers_on_one_database_count_exactly(scratch) {
        let (one, other) =
            (Store::open(&scratch.database()).await.unwrap(), Store::open(&scratch.database()).await.unwrap());
        let deliveries: Vec<_> = (0..REPORTS)
            .flat_map(|number| [(number, one.clone()), (number, other.clone())])
            .map(|(number, store)| {
                tokio::spawn(async move {
                    let report = CheckedReport::parse(body(number).as_bytes()).unwrap();
                    store.accept(&ReportId::parse(&id(number)).unwrap(), report, Day(20_000)).await.unwrap();
                })
            })
            .collect();
        for delivery in deliveries {
            delivery.await.unwrap();
        }
        assert_eq!(only_cell(&one).await, every_report_once());
        one.close().await;
        other.close().await;
    }

    async fn an_id_is_known_before_it_has_its_place_and_after(scratch) {
        let (one, other) =
            (Store::open(&scratch.database()).await.unwrap(), Store::open(&scratch.database()).await.unwrap());
        take(&one, &mut 0, vec![report("n", "2026-W49", "shown", "entry"); 20]).await;
        let waiting = scratch.number("SELECT COUNT(*) FROM recent_ids").await;
        assert_eq!(waiting > 0, matches!(scratch.database(), Location::File(_)));
        for round in 0..3 {
            for number in 1..=20 {
                assert_eq!(other.knows(&ReportId::parse(&id(number)).unwrap()).await, Ok(true), "{round}");
            }
            assert_eq!(other.knows(&ReportId::parse(&id(21)).unwrap()).await, Ok(false), "{round}");
            // From either, as neither tells the other.
            for store in [&one, &other] {
                take(store, &mut 0, vec![report("n", "2026-W49", "shown", "entry"); 20]).await;
            }
            assert_eq!(scratch.number(ALL_REPORTS).await, 20, "{round}");
            one.forget_order().await.unwrap();
            assert_eq!(scratch.number("SELECT COUNT(*) FROM recent_ids").await, 0);
            assert_eq!(scratch.number("SELECT COUNT(*) FROM known_ids").await, 20);
        }
        one.close().await;
        other.close().await;
    }

    async fn an_id_is_remembered_until_its_report_can_no_longer_be_accepted(scratch) {
        let store = Store::open(&scratch.database()).await.unwrap();
        let id = ReportId::parse(&id(7)).unwrap();
        // The worst case: sent on the first day on which its week is accepted at all.
        let week = Week::parse("2026-W49").unwrap();
        let report = CheckedReport::parse(report("n", "2026-W49", "shown", "entry").as_bytes()).unwrap();
        let first = week.first_day().plus(-3 * 7);
        let last = week.last_day().plus(35);
        assert!(report.check_week(first).is_ok() && report.check_week(last).is_ok());
        assert!(report.check_week(last.plus(1)).is_err());

        store.accept(&id, report, first).await.unwrap();
        assert_eq!(store.forget_old_ids(last).await, Ok(0));
        assert_eq!(store.knows(&id).await, Ok(true));
        assert_eq!(store.forget_old_ids(first.plus(90)).await, Ok(0));
        assert_eq!(store.forget_old_ids(first.plus(91)).await, Ok(1));
        assert_eq!(store.knows(&id).await, Ok(false));
        store.close().await;
    }

    async fn what_is_not_counted_leaves_nothing_behind(scratch) {
        let store = Store::open(&scratch.database()).await.unwrap();
        let id = ReportId::parse(&id(1)).unwrap();
        // The same id with other words is a repetition of the first.
        for nudge in ["first", "first", "second"] {
            let body = report(nudge, "2026-W49", "shown", "entry");
            store.accept(&id, CheckedReport::parse(body.as_bytes()).unwrap(), Day(20_000)).await.unwrap();
        }
        for rows in [
            "SELECT COUNT(*) FROM sums",
            "SELECT COUNT(*) FROM labels",
            "SELECT COUNT(*) FROM totals WHERE nudge = 'first' AND reports = 1",
        ] {
            assert_eq!(scratch.number(rows).await, 1, "{rows}");
        }
        store.close().await;
        // Whoever comes later, and has seen none of it, adds to the same count.
        let store = Store::open(&scratch.database()).await.unwrap();
        take(&store, &mut 1, [report("first", "2026-W49", "shown", "entry")]).await;
        store.close().await;
        assert_eq!(scratch.number("SELECT COUNT(*) FROM totals WHERE nudge = 'first' AND reports = 2").await, 1);
        assert_eq!(scratch.number("SELECT COUNT(*) FROM labels").await, 1);
    }

    async fn a_late_repetition_is_accepted_and_a_late_stranger_is_not(scratch) {
        let long_ago = report("n", "2020-W53", "shown", "entry");
        let store = Store::open(&scratch.database()).await.unwrap();
        let parsed = CheckedReport::parse(long_ago.as_bytes()).unwrap();
        let today = cuecard_server::today();
        store.accept(&ReportId::parse(&id(1)).unwrap(), parsed, today).await.unwrap();
        store.close().await;

        let server = Server::on(scratch.database()).await;
        let mut client = Client::connect(server.address).await.unwrap();
        accepted(1, &client.put(&id(1), &long_ago).await.unwrap());
        let refused = client.put(&id(2), &long_ago).await.unwrap();
        assert_eq!(refused.status, 422);
        assert_eq!(refused.problem().as_deref(), Some("week-not-accepted"));
        server.stop().await;
    }
}

#[tokio::test]
async fn counts_are_kept_for_two_years_in_blocks_and_beside_them() {
    let scratch = Scratch::new();
    let store = Store::open(&scratch.database()).await.unwrap();
    let (old, young) = ("2024-W10", "2024-W12");
    let mut number = 0;
    for week in [old, young] {
        for arm in ARMS {
            take(&store, &mut number, vec![report("n", week, arm, "entry"); 10]).await;
        }
    }
    store.close_blocks(Week::parse(young).unwrap().last_day().plus(5), 10).await.unwrap();
    let kept_until = Week::parse(old).unwrap().last_day().plus(2 * 366);
    assert_eq!(store.forget_old_counts(kept_until).await, Ok(0));
    // Two arms, counted and published.
    assert_eq!(store.forget_old_counts(kept_until.plus(1)).await, Ok(4));
    let counts = store.counts(10).await.unwrap();
    let blocks: Vec<&str> =
        counts.values().flat_map(|cells| cells.keys()).map(|block| block.week.as_str()).collect();
    assert_eq!(blocks, [young]);
    // The clock had run ahead: what comes in now is counted, and known for what it is.
    take(&store, &mut number, [report("n", old, "shown", "entry")]).await;
    assert_eq!(scratch.number("SELECT COUNT(*) FROM totals WHERE week = '2024-W10'").await, 1);
    store.close().await;
}

#[tokio::test]
async fn the_order_of_arrival_is_forgotten_and_the_counts_are_not() {
    let scratch = Scratch::new();
    let store = Store::open(&scratch.database()).await.unwrap();
    for number in 0..20 {
        let body = report("n", "2026-W49", ARMS[usize::try_from(number % 2).unwrap()], "entry");
        let report = CheckedReport::parse(body.as_bytes()).unwrap();
        store.accept(&ReportId::parse(&id(number)).unwrap(), report, Day(20_000)).await.unwrap();
    }
    let log = scratch.path().join("cuecard.sqlite-wal");
    assert!(std::fs::metadata(&log).unwrap().len() > 0);
    store.forget_order().await.unwrap();
    assert_eq!(std::fs::metadata(&log).unwrap().len(), 0);
    let tally = Tally { entries: 10, ..Tally::default() };
    assert_eq!(only_cell(&store).await, Cell { shown: tally, withheld: tally });
    store.close().await;
}

#[tokio::test]
async fn a_schema_from_the_future_is_refused() {
    let scratch = Scratch::new();
    let store = Store::open(&scratch.database()).await.unwrap();
    store.close().await;
    let Location::File(file) = scratch.database() else { return };
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    sqlx::query("INSERT INTO schema_version (version) VALUES (99)").execute(&pool).await.unwrap();
    pool.close().await;
    let refusal = Store::open(&scratch.database()).await.err().unwrap();
    assert!(refusal.to_string().contains("version 99"), "{refusal}");
}
