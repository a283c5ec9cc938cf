//! What the pages make of what is signed: who keeps minutes free, and by what a trial is judged.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod support;

use cuecard::approval::{Cosign, Pilot};
use cuecard::time::{Day, Week};
use cuecard_server::{Configuration, Store, export};
use std::path::Path;
use support::organisation::{NUDGE, sign_by_the_clock, today};
use support::published::{PACK, content, cosign, nudge, pilot, publish};
use support::{Scratch, Server, get, settled_week, take};

/// Takes so many reports of each kind, of a week that is over.
async fn fill(scratch: &Scratch, reports: &[(&str, usize)]) {
    let store = Store::open(&scratch.database()).await.unwrap();
    let (mut number, content, week) = (0, content(), settled_week());
    for (says, copies) in reports {
        let body = format!(
            r#"{{"version":1,{says},"pack":"{PACK}","nudge":"{NUDGE}","content":"{content}","week":"{week}"}}"#
        );
        take(&store, &mut number, vec![body; *copies]).await;
    }
    store.close().await;
}

async fn serve(scratch: &Scratch, repository: Option<&Path>) -> Server {
    let repository = repository.map(Path::to_owned);
    Server::start(Configuration { database: scratch.database(), repository, ..Configuration::default() })
        .await
}

/// A page, in one line.
async fn read(server: &Server, path: &str) -> String {
    let page = get(server.address, path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    page.body.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn page() -> String {
    format!("/nudges/{PACK}/{NUDGE}")
}

const CLOSED: &str = r#""kind":"exposure","exposure":"fast""#;
const HALF_A_MINUTE: &str = r#""kind":"time","time":"30""#;
const LONG: &str = r#""kind":"time","time":"more""#;
const SAYS_NOBODY: &str = "and cannot say who keeps minutes free";
const TOO_FEW: &str = "Too few people used it to the end to say how many.";

#[tokio::test]
async fn minutes_that_were_used_stand_beside_those_that_are_protected() {
    sign_by_the_clock();
    let week = settled_week();
    let row = |cells: &str| format!(r#"<tr><th scope="row">{week}</th>{cells}</tr>"#);
    let promise = format!("keeps 5 minutes a week free for it, until {}", today().plus(30));
    // Whether something is signed, what was used, what is said, and what is not.
    type Case<'c> = (bool, &'c [(&'c str, usize)], Vec<&'c str>, Vec<&'c str>);
    let six = row("<td>12</td><td>2 to 6</td><td>0.1 to 0.5</td>");
    let open = row("<td>22</td><td>at least 22</td><td>at least 1.0</td>");
    let cases: [Case<'_>; 5] = [
        (false, &[(HALF_A_MINUTE, 12)], vec![&six, SAYS_NOBODY], vec![&promise, TOO_FEW]),
        (true, &[(HALF_A_MINUTE, 12)], vec![&six, &promise], vec![SAYS_NOBODY, TOO_FEW]),
        (true, &[(HALF_A_MINUTE, 12), (LONG, 10)], vec![&open, "no upper one"], vec![TOO_FEW]),
        (true, &[(HALF_A_MINUTE, 9)], vec![TOO_FEW, &promise], vec!["<td>9</td>", "Minutes in all"]),
        (false, &[(HALF_A_MINUTE, 5), (LONG, 4)], vec![TOO_FEW, SAYS_NOBODY], vec!["Minutes in all"]),
    ];
    for (is_signed, used, says, hides) in cases {
        let scratch = Scratch::new();
        let folder = scratch.path().join("repository");
        publish(&folder, &pilot(), &cosign());
        fill(&scratch, &[&[(CLOSED, 11)], used].concat()).await;
        let server = serve(&scratch, is_signed.then_some(folder.as_path())).await;
        let page = read(&server, &page()).await;
        server.stop().await;
        for expected in says {
            assert!(page.contains(expected), "{is_signed} {used:?}: {expected} is not in {page}");
        }
        for hidden in hides {
            assert!(!page.contains(hidden), "{is_signed} {used:?}: {hidden} is in {page}");
        }
    }
}

const ENTRIES: [&str; 2] = [r#""kind":"entry","arm":"shown""#, r#""kind":"entry","arm":"withheld""#];
const SUCCESSES: [&str; 2] = [
    r#""kind":"outcome","outcome":"success","arm":"shown""#,
    r#""kind":"outcome","outcome":"success","arm":"withheld""#,
];

#[tokio::test]
async fn a_trial_is_judged_by_what_is_signed_and_it_is_said_if_nothing_is() {
    sign_by_the_clock();
    let points = nudge().min_lift_points;
    let monday = Week::parse(&settled_week()).unwrap().first_day();
    let older = Pilot { opened: today().plus(-40), ..pilot() };
    let extended = Pilot { extended: true, ..older.clone() };
    let weak = Pilot { weak: true, ..older.clone() };
    let later = Cosign { from: today().plus(-5), ..cosign() };
    let days = format!("day 40, counted from the opening of its pilot ({})", older.opened);
    let promised = format!("It promised {points} points.");
    let assumed = format!("counted from the first published week ({monday})");
    let is_extended = format!("It promised {points} points; author and manager extended it to day 120.");
    let csv = |opened: Day, points: u32, rest: &str| format!(",{opened},{points},{rest},\n");
    // What is signed, and whether it is served; what the page says, and how a line of the counts ends.
    type Case<'c> = (&'c Pilot, &'c Cosign, bool, Vec<&'c str>, String);
    let cases: [Case<'_>; 5] = [
        (&older, &cosign(), true, vec![&days, &promised], csv(older.opened, points, "0,,")),
        (&extended, &later, true, vec![&days, &is_extended], csv(older.opened, points, "0,yes,")),
        // Nobody stands by an extension who has not looked again.
        (
            &extended,
            &Cosign { from: older.opened, ..cosign() },
            true,
            vec![&promised],
            csv(older.opened, points, "0,,"),
        ),
        (&weak, &cosign(), true, vec!["weak evidence", &promised], csv(older.opened, points, "0,,weak")),
        (
            &older,
            &cosign(),
            false,
            vec![&assumed, "no signed repository that it believes"],
            csv(monday, 10, ",,"),
        ),
    ];
    for (pilot, cosign, is_served, says, line) in cases {
        let scratch = Scratch::new();
        let folder = scratch.path().join("repository");
        publish(&folder, pilot, cosign);
        let reports =
            ENTRIES.map(|says| (says, 30)).into_iter().chain([(SUCCESSES[0], 14), (SUCCESSES[1], 12)]);
        fill(&scratch, &reports.collect::<Vec<_>>()).await;
        let server = serve(&scratch, is_served.then_some(folder.as_path())).await;
        let page = read(&server, &page()).await;
        let table = get(server.address, "/v1/counts.csv").await.body;
        assert_eq!(get(server.address, "/nudges").await.status, 200);
        server.stop().await;
        for expected in says {
            assert!(page.contains(expected), "{pilot:?} {is_served}: {expected} is not in {page}");
        }
        assert!(table.ends_with(&line), "{pilot:?} {is_served}: {line} does not end {table}");
        let repository = is_served.then(|| folder.clone());
        let database = scratch.database();
        let exported = export(Configuration { database, repository, ..Configuration::default() }).await;
        assert_eq!(exported.unwrap(), table);
    }
}

#[tokio::test]
async fn what_was_told_with_noise_is_judged_as_noisy_and_said_to_be() {
    let noisy = |says: &str, noise: &str| format!(r#"{says},"noise":"{noise}""#);
    let [shown, withheld] = SUCCESSES;
    let failure = |says: &str| says.replace("success", "failure");
    let completed = r#""kind":"exposure","exposure":"completed""#;
    // With how much noise outcomes of the first and second half are told; what the difference of 20 points
    // comes to, and the ε of the line.
    for (first, second, difference, epsilon) in [
        (None, None, "+20.0", ""),
        (Some("4"), Some("4"), "+20.7", "4"),
        (Some("2"), Some("2"), "+26.3", "2"),
        (None, Some("2"), "+22.7", "2.75"),
    ] {
        let half = |noise: Option<&str>| {
            let told = |says: &str| noise.map_or_else(|| says.to_owned(), |noise| noisy(says, noise));
            [
                (told(shown), 15),
                (told(&failure(shown)), 10),
                (told(withheld), 10),
                (told(&failure(withheld)), 15),
            ]
        };
        let reports = [half(first), half(second)].concat();
        let mut reports: Vec<(&str, usize)> =
            reports.iter().map(|(says, many)| (says.as_str(), *many)).collect();
        reports.extend(ENTRIES.map(|says| (says, 50)));
        let used = noisy(completed, second.unwrap_or("4"));
        reports.push((if second.is_some() { &used } else { completed }, 12));
        let scratch = Scratch::new();
        fill(&scratch, &reports).await;
        let server = serve(&scratch, None).await;
        let page = read(&server, &page()).await;
        let all = read(&server, "/").await;
        let table = get(server.address, "/v1/counts.csv").await.body;
        server.stop().await;
        assert!(page.contains(&format!("Difference {difference} points")), "{first:?} {second:?}: {page}");
        let found = table.trim_end().rsplit(',').next().unwrap_or_default();
        assert!(
            found.starts_with(epsilon) && found.is_empty() == epsilon.is_empty(),
            "{found} for {epsilon}"
        );
        let is_noisy = second.is_some();
        assert_eq!(page.contains("told this with noise"), is_noisy, "{page}");
        assert_eq!(all.contains("as told with noise"), is_noisy, "{all}");
        // 30 of 50 told it, which is no rate of those who did it.
        assert_eq!(all.contains("60 %"), !is_noisy, "{all}");
    }
}

#[tokio::test]
async fn counts_are_not_told_by_something_else_than_is_signed() {
    sign_by_the_clock();
    let scratch = Scratch::new();
    let folder = scratch.path().join("repository");
    publish(&folder, &pilot(), &cosign());
    std::fs::remove_file(folder.join("root.json")).unwrap();
    let configuration = || Configuration {
        database: scratch.database(),
        repository: Some(folder.clone()),
        ..Configuration::default()
    };
    assert!(export(configuration()).await.unwrap_err().to_string().contains("root.json"));
    fill(&scratch, &ENTRIES.map(|says| (says, 30))).await;
    let server = Server::start(configuration()).await;
    let (table, page) = (get(server.address, "/v1/counts.csv").await, read(&server, &page()).await);
    server.stop().await;
    assert_eq!((table.status, table.problem().as_deref()), (503, Some("repository")));
    assert!(page.contains("no signed repository that it believes"), "{page}");
}
