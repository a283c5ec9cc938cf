//! What the pages make of what is signed: who keeps minutes free, and by what a trial is judged.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod support;

use cuecard_server::{Configuration, Store};
use std::path::Path;
use support::organisation::{NUDGE, sign_by_the_clock, today};
use support::published::{PACK, content, cosign, pilot, publish};
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
const SAYS_NOBODY: &str = "and so not who keeps minutes free";
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
