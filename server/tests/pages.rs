//! What people see, and what they must not.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod support;

use cuecard_server::Store;
use support::{Scratch, Server, get, report, settled_week, take};

/// Takes so many reports of each kind, of a week that is over.
async fn fill(scratch: &Scratch, nudge: &str, amounts: &[(&str, &str, usize)]) {
    let store = Store::open(&scratch.database()).await.unwrap();
    // Ids differ between nudges by their first digits.
    let mut number = u64::from(nudge.as_bytes()[0]) << 32;
    for (arm, bucket, copies) in amounts {
        take(&store, &mut number, vec![report(nudge, &settled_week(), arm, bucket); *copies]).await;
    }
    store.close().await;
}

#[tokio::test]
async fn an_empty_server_says_so() {
    let scratch = Scratch::new();
    let server = Server::on(scratch.database()).await;
    let page = get(server.address, "/").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("No counts yet."));
    assert!(!page.body.contains("<table"));
    server.stop().await;
}

#[tokio::test]
async fn counts_show_with_all_entries_in_the_rate() {
    let scratch = Scratch::new();
    let amounts = [
        ("shown", "entry", 21),
        ("shown", "success", 14),
        ("shown", "failure", 2),
        ("shown", "unseen", 3),
        ("shown", "censored", 1),
        ("withheld", "entry", 20),
        ("withheld", "success", 7),
    ];
    fill(&scratch, "pricing-objection", &amounts).await;
    fill_use(&scratch, &[(COMPLETED, 10)]).await;
    let server = Server::on(scratch.database()).await;
    let page = get(server.address, "/").await.body;
    let text: String = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "68 anonymous reports",
        r#"<th scope="row">Entries</th><td>21</td><td>20</td>"#,
        r#"<th scope="row">Success</th><td>14</td><td>7</td>"#,
        r#"<th scope="row">Failure</th><td>2</td><td>0</td>"#,
        r#"<th scope="row">Unseen</th><td>3</td><td>0</td>"#,
        r#"<th scope="row">Censored</th><td>1</td><td>0</td>"#,
        // 14 of 21 and 7 of 20: the missing outcomes count against the card.
        "67 %<svg",
        "35 %<svg",
        &format!("{}, text 01234567", settled_week()),
    ] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
    server.stop().await;
}

#[tokio::test]
async fn what_a_nudge_came_to_is_hidden_until_it_is_used() {
    let amounts = [
        ("shown", "entry", 21),
        ("shown", "success", 14),
        ("shown", "failure", 3),
        ("withheld", "entry", 20),
        ("withheld", "success", 7),
    ];
    let unused: [&[(&str, usize)]; 3] = [&[], &[(COMPLETED, 9)], &[(COMPLETED, 4), (DISMISSED, 20)]];
    for used in unused {
        let scratch = Scratch::new();
        fill(&scratch, "pricing-objection", &amounts).await;
        fill_use(&scratch, used).await;
        let server = Server::on(scratch.database()).await;
        let page = get(server.address, "/").await.body;
        server.stop().await;
        for shown in ["41 anonymous reports", "<td>21</td><td>20</td>", "once 25 % of the answered cards"] {
            assert!(page.contains(shown), "{used:?}: {shown} is not in {page}");
        }
        for hidden in ["<th scope=\"row\">Success", "<td>14</td>", "67 %", "35 %", "65 anonymous", "<tfoot"] {
            assert!(!page.contains(hidden), "{used:?}: {hidden} is in {page}");
        }
    }
}

#[tokio::test]
async fn small_groups_show_no_number() {
    let scratch = Scratch::new();
    let small = [("shown", "entry", 77), ("withheld", "entry", 9), ("shown", "success", 43)];
    fill(&scratch, "close-date", &small).await;
    let server = Server::on(scratch.database()).await;
    let alone = get(server.address, "/").await.body;
    server.stop().await;
    assert!(alone.contains("No counts yet."));

    let large = [("shown", "entry", 11), ("withheld", "entry", 11)];
    fill(&scratch, "pricing-objection", &large).await;
    let server = Server::on(scratch.database()).await;
    let both = get(server.address, "/").await.body;
    server.stop().await;
    assert!(both.contains("22 anonymous reports"));
    for page in [&alone, &both] {
        for hidden in ["close-date", "77", "43", "86", "129", "151"] {
            assert!(!page.contains(hidden), "{hidden}");
        }
    }
}

/// So many reports of use, of a week that is over.
async fn fill_use(scratch: &Scratch, reports: &[(&str, usize)]) {
    let store = Store::open(&scratch.database()).await.unwrap();
    let mut number = 1 << 60;
    for (says, copies) in reports {
        let week = settled_week();
        let body = format!(
            r#"{{"version":1,{says},"pack":"opportunity-management","nudge":"pricing-objection","content":"0123456789abcdef","week":"{week}"}}"#
        );
        take(&store, &mut number, vec![body; *copies]).await;
    }
    store.close().await;
}

const COMPLETED: &str = r#""kind":"exposure","exposure":"completed""#;
const DISMISSED: &str = r#""kind":"exposure","exposure":"dismissed""#;
const FIRST_TRY: &str = r#""kind":"check","round":"first","check":"first_try""#;

#[tokio::test]
async fn a_nudge_tells_its_story_and_hides_its_impact_until_it_is_used() {
    let amounts = [
        ("shown", "entry", 40),
        ("shown", "success", 30),
        ("shown", "failure", 10),
        ("withheld", "entry", 40),
        ("withheld", "success", 10),
        ("withheld", "failure", 30),
    ];
    // What is used, whether the difference shows, and what else is said.
    type Case<'c> = (&'c [(&'c str, usize)], bool, &'c str);
    let cases: [Case<'_>; 4] = [
        (&[], false, "<td>–</td><td>too few</td>"),
        (&[(COMPLETED, 9)], false, "<td>–</td><td>too few</td>"),
        (&[(COMPLETED, 4), (DISMISSED, 20)], false, "17 %<svg"),
        (&[(COMPLETED, 12), (DISMISSED, 12), (FIRST_TRY, 11)], true, "100 %<svg"),
    ];
    for (used, shows, said) in cases {
        let scratch = Scratch::new();
        fill(&scratch, "pricing-objection", &amounts).await;
        fill_use(&scratch, used).await;
        let server = Server::on(scratch.database()).await;
        let pages = [
            get(server.address, "/nudges/opportunity-management/pricing-objection").await,
            get(server.address, "/nudges").await,
        ];
        assert_eq!(get(server.address, "/nudges/opportunity-management/nobody").await.status, 404);
        server.stop().await;
        for page in &pages {
            assert_eq!(page.status, 200);
            assert!(page.body.contains("IMPROVED: it stays"), "{}", page.body);
            assert_eq!(page.body.contains("Difference +50.0 points"), shows, "{used:?}: {}", page.body);
            assert_eq!(page.body.contains("class=\"interval\""), shows, "{used:?}");
        }
        assert!(pages[0].body.contains(said), "{used:?}: {}", pages[0].body);
        assert!(pages[0].body.contains("suffice at any time"), "{}", pages[0].body);
    }
}

#[tokio::test]
async fn every_answer_is_protected_and_needs_no_script() {
    let scratch = Scratch::new();
    let server = Server::on(scratch.database()).await;
    for (path, content_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/nudges", "text/html; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/healthz", "text/plain; charset=utf-8"),
        ("/readyz", "text/plain; charset=utf-8"),
        ("/nowhere", "application/problem+json"),
    ] {
        let answer = get(server.address, path).await;
        assert_eq!(answer.header("content-type"), Some(content_type), "{path}");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'self';"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(answer.header("set-cookie"), None);
        for forbidden in ["<script", "style=", "http://", "https://"] {
            assert!(!answer.body.contains(forbidden), "{path}: {forbidden}");
        }
    }
    server.stop().await;
}
