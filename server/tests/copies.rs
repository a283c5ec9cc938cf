//! Backup, restore and the move to another database: whole or not there, also when they are ended
//! on the way.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

use cuecard_server::{Copied, CopyError, Location, OpenError, Store, backup, migrate, restore, today};
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use support::{
    ALL_REPORTS, Client, Engine, Scratch, Server, change, close_all, get, health, id, number, report,
    settled_week, take, this_week,
};

const IDS: &str = "SELECT COUNT(*) FROM known_ids";
const FLOOR: u32 = 10;
/// Past one read of ids and many writes.
const REPORTS: usize = 1300;

/// Counts of two kinds, of which a part is published.
async fn fill(database: &Location) {
    let store = Store::open(database).await.unwrap();
    let mut number = 0;
    for (arm, copies) in [("shown", 400), ("withheld", 300)] {
        take(&store, &mut number, vec![report("n", "2026-W01", arm, "entry"); copies]).await;
    }
    close_all(&store, FLOOR).await;
    take(&store, &mut number, vec![report("n", "2026-W02", "shown", "success"); 300]).await;
    take(&store, &mut number, vec![health("jira", "", "0123456789abcdef", &this_week()); 300]).await;
    store.close().await;
}

/// The same counts, published as far, and the same ids: a repeated report changes nothing.
async fn is_like(database: &Location, what: &str) {
    assert_eq!(number(database, IDS).await, i64::try_from(REPORTS).unwrap(), "{what}");
    let published = "SELECT CAST(SUM(published) AS BIGINT) FROM totals";
    assert_eq!(number(database, published).await, 700, "{what}");
    let store = Store::open(database).await.unwrap();
    let cell = store.counts(FLOOR).await.unwrap().into_values().next().unwrap().into_values().next().unwrap();
    assert_eq!((cell.shown.entries, cell.withheld.entries), (400, 300), "{what}");
    take(&store, &mut 0, vec![report("n", "2026-W01", "shown", "entry"); REPORTS]).await;
    store.close().await;
    assert_eq!(number(database, ALL_REPORTS).await, i64::try_from(REPORTS).unwrap(), "{what}");
}

fn all() -> Copied {
    Copied { ids: REPORTS as u64, reports: i64::try_from(REPORTS).unwrap() }
}

/// Makes a database one of before its counts had numbers.
const BACK_TO_15: [&str; 9] = [
    "DROP TABLE recent_ids",
    "ALTER TABLE known_ids RENAME TO accepted",
    "DELETE FROM totals_until_version_15",
    "INSERT INTO totals_until_version_15
         SELECT org_id, kind, pack, nudge, content, arm, week, role, team, earlier, bucket, reports, published FROM totals",
    "DROP VIEW totals",
    "DROP TABLE sums",
    "DROP TABLE labels",
    "ALTER TABLE totals_until_version_15 RENAME TO totals",
    "DELETE FROM schema_version WHERE version > 15",
];
/// Further back: of before what people did before told counts apart. The tables of then stay beside the new ones.
const BACK_TO_9: [&str; 7] = [
    "INSERT INTO totals_until_version_13
         SELECT org_id, kind, pack, nudge, content, arm, week, role, team, bucket, reports, published FROM totals",
    "INSERT INTO blocks_until_version_13
         SELECT org_id, kind, pack, nudge, content, arm, week, role, team, bucket, reports FROM blocks",
    "DROP TABLE totals",
    "DROP TABLE blocks",
    "ALTER TABLE totals_until_version_13 RENAME TO totals",
    "ALTER TABLE blocks_until_version_13 RENAME TO blocks",
    "DELETE FROM schema_version WHERE version > 9",
];

on_both! {
    async fn an_older_database_is_brought_up_to_date_with_all_its_counts(scratch) {
        let database = scratch.database();
        fill(&database).await;
        for further in [&[][..], &BACK_TO_9] {
            for statement in BACK_TO_15.iter().chain(further) {
                change(&database, statement).await;
            }
            Store::open(&database).await.unwrap().close().await;
            is_like(&database, "upgraded").await;
        }
        // What was kept of before goes as all counts do.
        let older = "SELECT (SELECT COUNT(*) FROM totals_until_version_13)
            + (SELECT COUNT(*) FROM totals_until_version_15) + (SELECT COUNT(*) FROM labels)";
        assert!(number(&database, older).await > 0);
        let store = Store::open(&database).await.unwrap();
        store.forget_old_counts(today().plus(3 * 366)).await.unwrap();
        store.close().await;
        assert_eq!(number(&database, older).await, 0);
        assert_eq!(number(&database, ALL_REPORTS).await, 0);
    }

    async fn a_backup_restores_to_either_engine(scratch) {
        fill(&scratch.database()).await;
        let file = scratch.path().join("backup.sqlite");
        assert_eq!(backup(&scratch.database(), &file).await.unwrap(), all());
        let bytes = std::fs::read(&file).unwrap();
        for engine in [Engine::Sqlite, Engine::Postgres] {
            let target = Scratch::on(engine).await;
            assert_eq!(restore(&file, &target.database()).await.unwrap(), all());
            is_like(&target.database(), "restored").await;
        }
        is_like(&scratch.database(), "the original").await;
        assert!(std::fs::read(&file).unwrap() == bytes, "a backup stays as it is");
        let left: Vec<PathBuf> =
            std::fs::read_dir(scratch.path()).unwrap().map(|file| file.unwrap().path()).collect();
        assert!(!left.iter().any(|file| file.to_string_lossy().contains("backup.sqlite.")), "{left:?}");
    }

    async fn a_backup_is_taken_while_reports_come_in(scratch) {
        let server = Server::on(scratch.database()).await;
        let address = server.address;
        let sending = tokio::spawn(async move {
            let mut client = Client::connect(address).await.unwrap();
            for number in 0..400 {
                let body = report("n", &settled_week(), "shown", "entry");
                assert_eq!(client.put(&id(number), &body).await.unwrap().status, 200);
            }
        });
        let mut before = 0;
        for round in 0..5 {
            let file = scratch.path().join(format!("backup-{round}.sqlite"));
            let copied = backup(&scratch.database(), &file).await.unwrap();
            // One moment of all tables: as many ids as reports.
            assert_eq!(copied.reports, i64::try_from(copied.ids).unwrap());
            assert!(copied.ids >= before);
            before = copied.ids;
        }
        sending.await.unwrap();
        server.stop().await;
    }

    async fn a_move_takes_everything_along_and_leaves_nothing_open(scratch) {
        fill(&scratch.database()).await;
        for engine in [Engine::Postgres, Engine::Sqlite] {
            if (engine == Engine::Sqlite) != matches!(scratch.database(), Location::Postgres(_)) {
                continue;
            }
            let target = Scratch::on(engine).await;
            let server = Server::on(scratch.database()).await;
            assert_eq!(migrate(&scratch.database(), &target.database()).await.unwrap(), all());

            // Who still sends to the old server is told to keep it.
            let mut client = Client::connect(server.address).await.unwrap();
            let answer = client.put(&id(1 << 40), &report("n", &settled_week(), "shown", "entry")).await;
            assert_eq!(answer.unwrap().problem().as_deref(), Some("unavailable"));
            assert_eq!(get(server.address, "/readyz").await.status, 503);
            server.stop().await;
            assert!(matches!(Store::open(&scratch.database()).await.err(), Some(OpenError::Moved)));
            let again = migrate(&scratch.database(), &target.database()).await.unwrap_err();
            assert!(again.to_string().contains("were moved to another database"), "{again}");
            is_like(&target.database(), "moved").await;
        }
    }

    async fn what_is_in_the_way_or_missing_is_refused(scratch) {
        fill(&scratch.database()).await;
        let (there, notes) = (scratch.path().join("there"), scratch.path().join("notes"));
        std::fs::write(&there, "").unwrap();
        std::fs::write(&notes, "groceries ".repeat(500)).unwrap();
        let missing = scratch.path().join("missing");
        let nowhere = Location::Postgres("postgres://localhost:1/none".to_owned());
        let other = Scratch::on(Engine::Sqlite).await;
        let cases: [(Result<Copied, CopyError>, &str); 7] = [
            (backup(&scratch.database(), &there).await, "is there already"),
            (backup(&Location::File(missing.clone()), &scratch.path().join("b")).await, "is not there"),
            (restore(&missing, &other.database()).await, "No such file"),
            (restore(&notes, &other.database()).await, "not a database"),
            (restore(&there, &scratch.database()).await, "already holds counts"),
            (migrate(&Location::File(missing), &other.database()).await, "is not there"),
            (migrate(&scratch.database(), &nowhere).await, "postgres://localhost:1/none: "),
        ];
        for (outcome, expected) in cases {
            let error = outcome.unwrap_err().to_string();
            assert!(error.contains(expected), "{expected}: {error}");
        }
        is_like(&scratch.database(), "after all these").await;
    }

    async fn ended_on_the_way_nothing_is_lost_and_it_can_be_run_again(scratch) {
        fill(&scratch.database()).await;
        let file = scratch.path().join("backup.sqlite");
        for fault in ["copy-half:1", "copy-before-commit:1", "copy-after-commit:1"] {
            run_and_end(&scratch, fault, ["backup", &scratch.url(), file.to_str().unwrap()]);
            assert!(!file.exists(), "{fault}: it is not whole");
        }
        backup(&scratch.database(), &file).await.unwrap();

        let engine = if matches!(scratch.database(), Location::File(_)) { Engine::Postgres } else { Engine::Sqlite };
        for fault in ["copy-half:1", "copy-before-commit:1"] {
            let target = Scratch::on(engine).await;
            run_and_end(&scratch, fault, ["restore", file.to_str().unwrap(), &target.url()]);
            assert_eq!(restore(&file, &target.database()).await.unwrap(), all(), "{fault}");
            is_like(&target.database(), fault).await;
        }
        for fault in ["copy-half:1", "copy-before-commit:1"] {
            let target = Scratch::on(engine).await;
            run_and_end(&scratch, fault, ["migrate", &scratch.url(), &target.url()]);
            assert_eq!(target.number(ALL_REPORTS).await, 0, "{fault}");
            is_like(&scratch.database(), fault).await;
        }
        // Between the two commits both have it, and the old one is still in use.
        let target = Scratch::on(engine).await;
        run_and_end(&scratch, "copy-after-commit:1", ["migrate", &scratch.url(), &target.url()]);
        let refused = migrate(&scratch.database(), &target.database()).await.unwrap_err();
        assert!(matches!(refused, CopyError::NotEmpty(_)), "{refused}");
        is_like(&scratch.database(), "ended between two commits").await;
        let fresh = Scratch::on(engine).await;
        assert_eq!(migrate(&scratch.database(), &fresh.database()).await.unwrap(), all());
        is_like(&fresh.database(), "moved in the end").await;
    }
}

const WISH: &str = "CUECARD_TEST_COPY";

#[test]
#[ignore = "the child process of the test above, which starts it"]
fn child() {
    let Ok(wish) = env::var(WISH) else { return };
    let parts: Vec<&str> = wish.split('\n').collect();
    let [what, from, to] = parts[..] else { panic!("{wish}") };
    let location = |text: &str| text.parse::<Location>().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let outcome = runtime.block_on(async {
        match what {
            "backup" => backup(&location(from), Path::new(to)).await,
            "restore" => restore(Path::new(from), &location(to)).await,
            _ => migrate(&location(from), &location(to)).await,
        }
    });
    panic!("it was not ended: {outcome:?}");
}

/// Runs this test's own program until the fault ends it.
fn run_and_end(scratch: &Scratch, fault: &str, wish: [&str; 3]) {
    let status = Command::new(env::current_exe().unwrap())
        .args(["--exact", "child", "--ignored"])
        .env(WISH, wish.join("\n"))
        .env("CUECARD_FAULT", fault)
        // What it leaves behind goes with the rest.
        .env("TMPDIR", scratch.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(6), "{fault}: {status}");
}
