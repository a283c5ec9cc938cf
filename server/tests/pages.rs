//! What people see, and what they must not.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod support;

use support::{Client, Scratch, Server, get, id, report, this_week};

/// Sends so many reports of each kind.
async fn send(server: &Server, nudge: &str, amounts: &[(&str, &str, u64)]) {
    let mut client = Client::connect(server.address).await.unwrap();
    // Ids differ between nudges by their first digits.
    let mut number = u64::from(nudge.as_bytes()[0]) << 32;
    for (arm, bucket, copies) in amounts {
        for _ in 0..*copies {
            number += 1;
            let body = report(nudge, &this_week(), arm, bucket);
            let answer = client.put(&id(number), &body).await.unwrap();
            assert_eq!(answer.status, 200, "{answer:?}");
        }
    }
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
    let server = Server::on(scratch.database()).await;
    let amounts = [
        ("shown", "entry", 21),
        ("shown", "success", 14),
        ("shown", "failure", 2),
        ("shown", "unseen", 3),
        ("shown", "censored", 1),
        ("withheld", "entry", 20),
        ("withheld", "success", 7),
    ];
    send(&server, "pricing-objection", &amounts).await;
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
        &format!("{}, text 01234567", this_week()),
    ] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
    server.stop().await;
}

#[tokio::test]
async fn small_groups_show_no_number() {
    let scratch = Scratch::new();
    let server = Server::on(scratch.database()).await;
    let small = [("shown", "entry", 77), ("withheld", "entry", 9), ("shown", "success", 43)];
    send(&server, "close-date", &small).await;
    let alone = get(server.address, "/").await.body;
    assert!(alone.contains("Fewer than 10 in one group."));
    assert!(alone.contains("not yet enough to show numbers"));

    let large = [("shown", "entry", 11), ("withheld", "entry", 11)];
    send(&server, "pricing-objection", &large).await;
    let both = get(server.address, "/").await.body;
    assert!(both.contains("22 anonymous reports"));
    for page in [&alone, &both] {
        assert!(page.contains("close-date"));
        for hidden in ["77", "43", "86", "129", "151"] {
            assert!(!page.contains(hidden), "{hidden}");
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn every_answer_is_protected_and_needs_no_script() {
    let scratch = Scratch::new();
    let server = Server::on(scratch.database()).await;
    for (path, content_type) in [
        ("/", "text/html; charset=utf-8"),
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
