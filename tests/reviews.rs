//! The security aid on GitHub, told to the engine alone: whose words count, once each, and when.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::ledger::Arm;
use cuecard::step::Reply;
use person::{Person, TAB, Thing, offered};

const SECURITY: &str = "security-comments";
const PULL: &str = "https://github.com/acme/rocket/pull/12";

fn thread<'a>(id: &'a str, author: &'a str, body: &'a str, written: &'a str) -> Thing<'a> {
    vec![("id", id), ("author", author), ("bot", ""), ("topics", body), ("written", written)]
}

fn own_pull<'a>() -> Vec<(&'a str, &'a str)> {
    vec![("me", "robin-vale"), ("author", "robin-vale"), ("state", "pullOpened")]
}

fn junior() -> Person {
    let mut person = Person::drawing(&[(SECURITY, Arm::Shown)]);
    person.chooses("junior-engineer");
    person
}

/// Three threads by a colleague that are about security, in the last days.
fn three<'a>() -> Vec<Thing<'a>> {
    vec![
        thread("discussion_r1", "sam-okoro", "This is open to SQL injection.", "2026-11-10T09:00:00Z"),
        thread(
            "discussion_r2",
            "sam-okoro",
            "Escape it, and never trust user input.",
            "2026-11-12T09:00:00Z",
        ),
        thread("discussion_r3", "ada", "XSS: never innerHTML here.", "2026-11-18T09:00:00Z"),
    ]
}

/// The reply to a page with `threads`, after one with all but the last.
fn last_of(person: &mut Person, pull: &[(&str, &str)], threads: &[Thing<'_>]) -> Reply {
    let before = threads[..threads.len() - 1].to_vec();
    person.opens(TAB, PULL, pull, &[("review_threads", before)]);
    person.shows(TAB, PULL, pull, &[("review_threads", threads.to_vec())], None)
}

#[test]
fn the_third_thread_about_security_in_14_days_shows() {
    assert!(offered(&last_of(&mut junior(), &own_pull(), &three())).is_some());
}

#[test]
fn anything_less_is_silent() {
    let swapped = |at: usize, thread: Thing<'static>| {
        let mut threads = three();
        threads[at] = thread;
        threads
    };
    let of = |author: &'static str| vec![("me", "robin-vale"), ("author", author), ("state", "pullOpened")];
    type Case<'a> = (&'a str, Vec<(&'a str, &'a str)>, Vec<Thing<'a>>);
    let cases: [Case<'_>; 9] = [
        ("only two", own_pull(), three()[..2].to_vec()),
        ("another person's pull request", of("sam-okoro"), three()),
        ("nobody known is signed in", vec![("author", "robin-vale")], three()),
        (
            "an own thread",
            own_pull(),
            swapped(2, thread("discussion_r3", "Robin-Vale", "XSS here, my fault", "2026-11-18T09:00:00Z")),
        ),
        (
            "a robot",
            own_pull(),
            swapped(2, {
                let mut robot = thread("discussion_r3", "scanner", "XSS", "2026-11-18T09:00:00Z");
                robot[2] = ("bot", "true");
                robot
            }),
        ),
        (
            "about something else",
            own_pull(),
            swapped(2, thread("discussion_r3", "ada", "The token is named oddly.", "2026-11-18T09:00:00Z")),
        ),
        (
            "one is two weeks old",
            own_pull(),
            swapped(0, thread("discussion_r1", "ada", "SQL injection", "2026-11-04T09:00:00Z")),
        ),
        (
            "the same thread on another view",
            own_pull(),
            swapped(2, thread("r1", "sam-okoro", "This is open to SQL injection.", "2026-11-10T09:00:00Z")),
        ),
        (
            "one has no date",
            own_pull(),
            swapped(2, vec![("id", "discussion_r3"), ("author", "ada"), ("bot", ""), ("topics", "XSS")]),
        ),
    ];
    for (name, pull, threads) in cases {
        let reply = last_of(&mut junior(), &pull, &threads);
        assert!(offered(&reply).is_none(), "{name}: {reply:?}");
    }
}

#[test]
fn a_senior_is_left_alone() {
    let mut person = junior();
    person.chooses("senior-engineer");
    let lists = person.plan_at(PULL).map_or_else(Vec::new, |plan| plan.list_sources);
    assert!(lists.iter().all(|source| source.list != "review_threads"), "threads are not read: {lists:?}");
    assert!(offered(&last_of(&mut person, &own_pull(), &three())).is_none());
}

#[test]
fn threads_count_over_all_own_pull_requests_and_once_each() {
    let mut person = junior();
    let threads = three();
    let other = "https://github.com/acme/rocket/pull/15/files";
    person.opens(TAB, PULL, &own_pull(), &[("review_threads", threads[..2].to_vec())]);
    // The same page again, in another tab, and after a restart of the worker.
    person.opens(2, PULL, &own_pull(), &[("review_threads", threads[..2].to_vec())]);
    person.worker_dies();
    let again = person.opens(TAB, PULL, &own_pull(), &[("review_threads", threads[..2].to_vec())]);
    assert!(offered(&again).is_none());
    let third = person.opens(TAB, other, &own_pull(), &[("review_threads", threads[2..].to_vec())]);
    assert!(offered(&third).is_some(), "{third:?}");
}

#[test]
fn a_thread_that_is_not_all_there_counts_when_it_is() {
    let mut person = junior();
    let mut folded = three();
    folded[2] = vec![("id", "discussion_r3")];
    let reply = last_of(&mut person, &own_pull(), &folded);
    assert!(offered(&reply).is_none());
    let unfolded = person.shows(TAB, PULL, &own_pull(), &[("review_threads", three())], None);
    assert!(offered(&unfolded).is_some());
}

#[test]
fn a_clean_review_of_the_next_pull_request_is_the_success() {
    let mut person = junior();
    let reply = last_of(&mut person, &own_pull(), &three());
    assert!(person.holds(TAB, &offered(&reply).unwrap().moment.clone()));
    let review = |author| {
        vec![
            ("id", if author == "robin-vale" { "pullrequestreview-8" } else { "pullrequestreview-9" }),
            ("author", author),
            ("bot", ""),
            ("verdict", "approved these changes"),
            ("given", "2026-11-18T11:00:00Z"),
        ]
    };
    let next = "https://github.com/acme/rocket/pull/20";
    for (author, signed) in [("robin-vale", false), ("sam-okoro", true)] {
        person.passes(0, 120_000);
        person.opens(
            TAB,
            next,
            &own_pull(),
            &[("reviews", vec![review(author)]), ("review_threads", vec![])],
        );
        let window = person.ledger.windows.first().unwrap();
        assert_eq!(window.sign.is_some(), signed, "{author}");
    }
}
