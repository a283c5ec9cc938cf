//! Who wants to know what one person did, what they hold, and what they learn. The figures that are
//! asserted here stand in docs/threat-model.md.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod support;

use cuecard::time::Day;
use cuecard_server::{Cell, Location, Store, Tally, today};
use sqlx::Connection;
use std::collections::BTreeMap;
use support::{report, settled_week, take};

const FLOOR: u32 = 10;

/// The person whom the attacker wants to know about: first in her group, and she did it.
const OUTCOME: &str = "success";

/// A week of people: each an arm and an outcome.
type People = Vec<(&'static str, &'static str)>;

/// So many in either arm; in the shown one, so many successes beside hers.
fn people(shown: usize, withheld: usize, successes: usize) -> People {
    let mut people = vec![("shown", OUTCOME)];
    people
        .extend((1..shown).map(|person| ("shown", if person <= successes { "success" } else { "failure" })));
    people.extend(
        (0..withheld).map(|person| ("withheld", if person % 3 == 0 { "success" } else { "failure" })),
    );
    people
}

async fn report_all(store: &Store, number: &mut u64, week: &str, people: &[(&str, &str)]) {
    let bodies = people
        .iter()
        .flat_map(|(arm, outcome)| [report("n", week, arm, "entry"), report("n", week, arm, outcome)]);
    take(store, number, bodies.collect::<Vec<_>>()).await;
}

/// All that anybody can look at: page and table are made of this.
async fn look(store: &Store, today: Day) -> BTreeMap<String, Cell> {
    store.close_blocks(today, FLOOR).await.unwrap();
    let counts = store.counts(FLOOR).await.unwrap();
    let blocks = counts.into_values().flatten();
    blocks.map(|(block, cell)| (format!("{} {}", block.week, block.content), cell)).collect()
}

/// The share of her being a success that somebody must state who knows only the block.
fn share(tally: &Tally) -> f64 {
    tally.success as f64 / tally.entries as f64
}

/// The bound on what an attacker learns in a case: how sure of her outcome, from 0 to 1.
struct Learnt {
    before: f64,
    after: f64,
}

on_both! {
    /// All but one are the attacker's own accounts, or friends who say what they did.
    async fn n_minus_one_below_the_floor_shows_nothing_and_above_it_one(scratch) {
        let store = Store::open(&scratch.database()).await.unwrap();
        let mut number = 0;
        let week = settled_week();
        // Nine others and she in the shown arm is the floor; with eight nothing comes out.
        report_all(&store, &mut number, &week, &people(9, 12, 3)).await;
        assert!(look(&store, today()).await.is_empty());
        report_all(&store, &mut number, &week, &[("shown", "failure")]).await;
        let shown = look(&store, today()).await;
        let cell = shown.values().next().unwrap();
        // Whoever knows the nine others' outcomes takes them away and has hers. That is the one thing
        // that a floor cannot prevent; noise in the browser can.
        let known = 3;
        assert_eq!((cell.shown.entries, cell.shown.success - known), (10, 1));
        store.close().await;
    }

    /// Somebody looks before and after she reports, and every day after that.
    async fn differencing_over_time_sees_groups_come_and_never_her(scratch) {
        let store = Store::open(&scratch.database()).await.unwrap();
        let mut number = 0;
        let now = today();
        report_all(&store, &mut number, &settled_week(), &people(14, 14, 5)).await;
        let before = look(&store, now).await;
        report_all(&store, &mut number, &settled_week(), &[("shown", OUTCOME)]).await;
        let mut previous = before.clone();
        for day in 0..70 {
            let shown = look(&store, now.plus(day)).await;
            assert_eq!(shown, previous, "day {day}: one report changed what is shown");
            previous = shown;
        }
        // She shows with the next ten in either arm, as one of eleven.
        report_all(&store, &mut number, &now.iso_week(), &people(10, 10, 4)).await;
        let after = look(&store, now.plus(70)).await;
        let new: Vec<&Cell> =
            after.iter().filter(|(block, _)| !before.contains_key(*block)).map(|(_, cell)| cell).collect();
        assert_eq!((new.len(), new[0].shown.entries, new[0].withheld.entries), (1, 11, 10));
        for (block, cell) in &before {
            assert_eq!(after.get(block), Some(cell), "{block}: a closed block never changes");
        }
        store.close().await;
    }

    /// The same question again and again, on one day, under every floor, with every sum.
    async fn repeated_and_combined_questions_give_whole_blocks(scratch) {
        let store = Store::open(&scratch.database()).await.unwrap();
        let mut number = 0;
        for (weeks_ago, shown, withheld) in [(4, 10, 15), (3, 30, 12), (2, 4, 4)] {
            let week = today().plus(-7 * weeks_ago).iso_week();
            report_all(&store, &mut number, &week, &people(shown, withheld, 2)).await;
        }
        let first = look(&store, today()).await;
        for _ in 0..20 {
            assert_eq!(look(&store, today()).await, first);
        }
        // Higher floors take blocks away; what is between two of them is again blocks.
        let mut sums = Vec::new();
        for floor in FLOOR..40 {
            let counts = store.counts(floor).await.unwrap();
            sums.push(counts.values().flat_map(|cells| cells.values()).map(|cell| cell.shown.entries).sum::<i64>());
        }
        for (one, other) in sums.iter().flat_map(|one| sums.iter().map(move |other| (one, other))) {
            let between = one - other;
            assert!(between <= 0 || between >= FLOOR.into(), "{between} people between two floors");
        }
        store.close().await;
    }

    /// Everybody in her group did the same.
    async fn a_homogeneous_group_tells_what_all_of_it_did(scratch) {
        let store = Store::open(&scratch.database()).await.unwrap();
        let mut number = 0;
        report_all(&store, &mut number, &settled_week(), &people(12, 12, 12)).await;
        let shown = look(&store, today()).await;
        let tally = shown.values().next().unwrap().shown;
        // Who knows that she is in this week's group, and that the card was shown to her, is sure. The
        // floor is on how many people there are; `noisy` answers what remains.
        let learnt = Learnt { before: 0.5, after: share(&tally) };
        assert_eq!((tally.entries, tally.success), (12, 12));
        assert!(learnt.after - learnt.before >= 0.5);
        store.close().await;
    }

    /// The employer: the whole database, the order in which reports arrived, and the CRM's own history,
    /// which says who saved what and when.
    async fn an_employer_with_everything_learns_the_share_of_her_group(scratch) {
        let store = Store::open(&scratch.database()).await.unwrap();
        let mut number = 0;
        let week = settled_week();
        let everybody = people(14, 13, 5);
        report_all(&store, &mut number, &week, &everybody).await;
        look(&store, today()).await;
        let database = scratch.database();
        store.close().await;
        let dump = dump(&database).await;

        // No row is a person's: ids stand beside a day and nothing else, counts beside no id.
        let known: Vec<&String> = dump.iter().filter(|row| row.starts_with("id ")).collect();
        assert_eq!(known.len(), 2 * everybody.len());
        let day = today().0;
        for row in &known {
            assert!(row.ends_with(&format!(" {day}")), "{row}: more than a day is kept of an arrival");
        }
        // The ids come back in their own order, which was drawn, and not in that of arrival.
        let ids: Vec<&str> = known.iter().map(|row| row.split(' ').nth(1).unwrap()).collect();
        assert!(ids.is_sorted());

        // The CRM says that she had her moment and did it, or not: that is the employer's own data.
        // Joined with the counts it says whether the card was shown to her as often as a coin does,
        // weighed with the outcome; the arm is decided in her browser and told to nobody.
        let of = |arm: &str, kind: &str, bucket: &str| -> f64 {
            let start = format!("totals {kind} opportunity-management n 0123456789abcdef {arm} {week}    {bucket} ");
            let row = dump.iter().find(|row| row.starts_with(&start)).unwrap();
            row[start.len()..].split(' ').next().unwrap().parse().unwrap()
        };
        let successes = (of("shown", "outcome", OUTCOME), of("withheld", "outcome", OUTCOME));
        let sure_of_her_arm = successes.0 / (successes.0 + successes.1);
        let by_entries = of("shown", "entry", "") / (of("shown", "entry", "") + of("withheld", "entry", ""));
        assert_eq!((successes, by_entries), ((6.0, 5.0), 14.0 / 27.0));
        assert!((sure_of_her_arm - 6.0 / 11.0).abs() < 1e-9);
        assert!(sure_of_her_arm - by_entries < 0.03, "{sure_of_her_arm}");
    }
}

/// Whoever runs the server can also write down when each report comes and what it says: nothing in
/// the server does, and nothing can stop them. With the CRM's times of everybody's moments they look
/// for her report among those that came within the gap after her moment.
#[test]
fn an_arrival_log_finds_her_report_as_often_as_the_gap_allows() {
    const HOUR: f64 = 3600.0;
    for (people, mean_gap_hours, stated) in [
        (27, 0.25, 0.95),
        (27, 4.0, 0.44),
        (27, 24.0, 0.20),
        (200, 0.25, 0.59),
        (200, 4.0, 0.06),
        (200, 24.0, 0.03),
    ] {
        let found = share_of_reports_found(people, mean_gap_hours * HOUR);
        assert!((found - stated).abs() < 0.005, "{people} people, {mean_gap_hours} h: {found:.3}");
    }
}

/// Simulated: so many people have a moment in the forty hours of a working week; each report leaves
/// after a gap between half and one and a half of the mean. The best guess is any of those that fit.
fn share_of_reports_found(people: usize, mean_gap: f64) -> f64 {
    const WEEKS: usize = 200;
    let mut state: u64 = 7;
    let mut draw = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut found = 0.0;
    for _ in 0..WEEKS {
        let week: Vec<(f64, f64)> = (0..people)
            .map(|_| {
                let hours = draw() * 40.0;
                let moment = ((hours / 8.0).floor() * 24.0 + hours % 8.0) * 3600.0;
                (moment, moment + mean_gap * (0.5 + draw()))
            })
            .collect();
        let her = week[0].0;
        let fits = |arrival: f64| (her + 0.5 * mean_gap..=her + 1.5 * mean_gap).contains(&arrival);
        found += 1.0 / week.iter().filter(|(_, arrival)| fits(*arrival)).count() as f64;
    }
    found / WEEKS as f64
}

/// Every row of every table, as somebody who has the file, or the server, would read it.
async fn dump(database: &Location) -> Vec<String> {
    let ids = "SELECT 'id ' || lower(hex(id)) || ' ' || day FROM known_ids";
    let totals = "SELECT 'totals ' || kind || ' ' || pack || ' ' || nudge || ' ' || content || ' ' || arm || ' '
        || week || ' ' || role || ' ' || team || ' ' || earlier || ' ' || bucket || ' ' || reports || ' ' || published FROM totals";
    let mut rows: Vec<String> = Vec::new();
    match database {
        Location::File(file) => {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
            let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
            for query in [ids, totals] {
                rows.extend(sqlx::query_scalar::<_, String>(query).fetch_all(&mut connection).await.unwrap());
            }
            // Nothing that SQLite keeps by itself tells the order of arrival.
            let tables = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name IN
                ('known_ids', 'recent_ids', 'sums', 'labels', 'blocks') AND sql NOT LIKE '%WITHOUT ROWID'";
            assert_eq!(sqlx::query_scalar::<_, i64>(tables).fetch_one(&mut connection).await.unwrap(), 0);
            let together = "SELECT COUNT(*) FROM recent_ids";
            assert_eq!(sqlx::query_scalar::<_, i64>(together).fetch_one(&mut connection).await.unwrap(), 0);
            connection.close().await.unwrap();
        }
        Location::Postgres(url) => {
            let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
            let ids = "SELECT 'id ' || encode(id, 'hex') || ' ' || day FROM known_ids ORDER BY id";
            for query in [ids, totals] {
                rows.extend(sqlx::query_scalar::<_, String>(query).fetch_all(&mut connection).await.unwrap());
            }
            connection.close().await.unwrap();
        }
    }
    rows
}
