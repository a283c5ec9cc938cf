//! A system of one's own, told to the engine alone: an adapter that uses every part of the grammar
//! that the shipped ones need, on a host that the person added.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::hash;
use cuecard::step::{Message, Reply};
use person::content::{TESTER, compiled, counting_pack};
use person::{Page, Person, TAB, Thing, offered};

const ADAPTER: &str = r"
app: desk
title: Desk
me: [{ css: 'meta[name=login]', take: 'attribute:content', source: test }]
locale: [{ css: 'meta[name=locale]', take: 'attribute:content', source: test }]
pages:
  - page: ticket
    path: '/tickets/{number}'
    record: number
    settle_seconds: 3
    refused: failed
    acts:
      save: [{ css: button.save, source: test }]
      cancel: [{ css: button.cancel, source: test }]
    facts:
      due:
        kind: date
        find:
          - { css: .due, source: test }
          - { css: input.due, take: value, at: save, source: test }
      estimate:
        kind: duration
        find:
          - { css: .estimate, source: test }
          - { css: input.estimate, take: value, at: save, source: test }
      failed: { kind: flag, find: [{ css: .failed, source: test }] }
      lost: { kind: text, find: [{ css: .lost, source: test }, { css: input.lost, take: value, at: save, source: test }] }
    lists:
      changes:
        each: [{ css: .change, source: test }]
        day: day
        facts:
          by: { kind: person, find: [{ css: .by, source: test }] }
          field: { kind: text, find: [{ css: .field, source: test }] }
          from: { kind: text, find: [{ css: .from, source: test }] }
          to: { kind: text, find: [{ css: .to, source: test }] }
          day: { kind: date, find: [{ css: time, source: test }] }
      fetched:
        fetch: /api/tickets/{number}/history
        each: [{ json: 'changes/*', source: test }]
        day: day
        facts:
          by: { kind: person, find: [{ json: by, source: test }] }
          field: { kind: text, find: [{ json: field, source: test }] }
          from: { kind: text, find: [{ json: from, source: test }] }
          to: { kind: text, find: [{ json: to, source: test }] }
          day: { kind: date, find: [{ json: at, source: test }] }
      messages:
        each: [{ css: .message, source: test }]
        facts:
          text: { kind: text, find: [{ css: p, source: test }] }
    history:
      - { of: changes, fields: { Due date: due, Fällig: due } }
      - { of: fetched, fields: { due_on: due } }
  - page: name_only
    path: /by-name
    record: name
    facts:
      name: { kind: text, find: [{ css: h1, source: test }] }
      due: { kind: date, find: [{ css: .due, source: test }, { css: input, take: value, at: keep, source: test }] }
    acts:
      keep: [{ css: button, source: test }]
";

const EVENTS: &str = r"
events:
  pushed: { changed: due, later_by_days: 1 }
  lost_once: { changed: lost, to: price, once_per_record: true }
  refused: { appeared: messages, such: { text: Refused } }
";

fn content() -> String {
    let nudges = [
        ("third-push", "pushed", "within_days: 30, at_least: 3"),
        ("second-loss", "lost_once", "within_days: 30, at_least: 2"),
        ("second-refusal", "refused", "within_days: 30, at_least: 2"),
    ];
    let adapter = ("adapters/desk.yaml".to_owned(), format!("{ADAPTER}{EVENTS}"));
    compiled(counting_pack("desk", "estimate", &nudges).into_iter().chain([adapter]))
}

fn set(person: &mut Person, host: &str) -> Reply {
    let json = format!(r#"{{"kind":"set","settings":{{"host":{host}}}}}"#);
    person.extension(serde_json::from_str(&json).unwrap())
}

fn tester() -> Person {
    let mut person = Person::with_role(&content(), hash::digest(&[b"tester"]), TESTER);
    let reply = set(&mut person, r#"{"host":"desk.acme.example","app":"desk"}"#);
    assert_eq!(reply, Reply::Done { ok: true });
    person
}

fn url(number: u32) -> String {
    format!("https://desk.acme.example/tickets/{number}")
}

fn ticket(due: &str) -> Vec<(&str, &str)> {
    vec![("me", "rvale"), ("due", due), ("estimate", "4h"), ("lost", "")]
}

/// Saves another due date and lets it stand for long enough.
fn pushes(person: &mut Person, number: u32, from: &str, to: &str) -> Reply {
    person.opens(TAB, &url(number), &ticket(from), &[]);
    person.shows(TAB, &url(number), &[("due", to)], &[], Some("save"));
    person.passes(0, 4000);
    person.shows(TAB, &url(number), &ticket(to), &[], None)
}

fn change<'a>(by: &'a str, field: &'a str, from: &'a str, to: &'a str, day: &'a str) -> Thing<'a> {
    vec![("by", by), ("field", field), ("from", from), ("to", to), ("day", day)]
}

#[test]
fn the_third_own_push_shows_and_three_earlier_dates_do_not() {
    let mut person = tester();
    let later = [("2026-11-20", "2026-11-25"), ("2026-11-21", "2026-12-01"), ("2026-11-22", "2026-11-23")];
    for (number, (from, to)) in (1..).zip(later) {
        let reply = pushes(&mut person, number, from, to);
        assert_eq!(offered(&reply).is_some(), number == 3, "push {number}");
    }
    let mut person = tester();
    for (number, (to, from)) in (1..).zip(later) {
        assert!(offered(&pushes(&mut person, number, from, to)).is_none(), "earlier {number}");
    }
    assert_eq!(person.counted("pushed"), 0);
}

#[test]
fn a_value_that_is_rolled_back_or_replaced_does_not_count() {
    type Turn = fn(&mut Person);
    let cases: [(&str, Turn, u32); 5] = [
        (
            "stands",
            |person| {
                person.passes(0, 4000);
            },
            1,
        ),
        (
            "rolled back",
            |person| {
                person.shows(TAB, &url(1), &ticket("2026-12-01"), &[], None);
                person.passes(0, 1000);
                person.shows(TAB, &url(1), &ticket("2026-11-20"), &[], None);
                person.passes(0, 4000);
                person.shows(TAB, &url(1), &ticket("2026-11-20"), &[], None);
                person.passes(0, 60_000);
            },
            0,
        ),
        (
            "replaced by a colleague",
            |person| {
                person.shows(TAB, &url(1), &ticket("2026-12-09"), &[], None);
                person.passes(0, 4000);
            },
            0,
        ),
        (
            "cancelled",
            |person| {
                person.shows(TAB, &url(1), &[], &[], Some("cancel"));
                person.passes(0, 4000);
            },
            0,
        ),
        ("too late", |person| person.passes(0, 61_000), 0),
    ];
    for (name, turn, expected) in cases {
        let mut person = tester();
        person.opens(TAB, &url(1), &ticket("2026-11-20"), &[]);
        person.shows(TAB, &url(1), &[("due", "2026-12-01")], &[], Some("save"));
        turn(&mut person);
        person.shows(TAB, &url(1), &ticket("2026-12-01"), &[], None);
        assert_eq!(person.counted("pushed"), expected, "{name}");
    }
}

#[test]
fn the_history_counts_what_the_person_did_elsewhere_once() {
    let mine = change("rvale", "Due date", "2026-11-10", "2026-11-14", "2026-11-05");
    let german = change("RVale", "Fällig", "2026-11-14", "2026-11-20", "2026-11-12");
    let others = change("sokoro", "Due date", "2026-11-01", "2026-11-10", "2026-11-03");
    let earlier = change("rvale", "Due date", "2026-11-20", "2026-11-18", "2026-11-13");
    let status = change("rvale", "Status", "Open", "Done", "2026-11-13");
    let old = change("rvale", "Due date", "2026-01-01", "2026-02-01", "2026-01-02");
    let rows = vec![mine, german, others, earlier, status, old];
    let mut person = tester();
    for tab in [TAB, 2, TAB] {
        let reply = person.opens(tab, &url(1), &ticket("2026-11-20"), &[("changes", rows.clone())]);
        assert!(offered(&reply).is_none(), "what is past brings nothing up");
        assert_eq!(person.counted("pushed"), 2);
    }
    // The third own push, here; its own row follows, a day off because the server counts in UTC.
    let reply = pushes(&mut person, 1, "2026-11-20", "2026-11-27");
    assert!(offered(&reply).is_some());
    let mut after = rows;
    after.push(change("rvale", "Due date", "2026-11-20", "2026-11-27", "2026-11-19"));
    person.opens(TAB, &url(1), &ticket("2026-11-27"), &[("changes", after)]);
    assert_eq!(person.counted("pushed"), 3);
}

#[test]
fn a_clock_that_is_set_back_and_forward_again_counts_nothing_twice() {
    for own in [0, 1] {
        let mut person = tester();
        let right = person.today;
        person.today = right.plus(-30);
        (0..own).for_each(|_| _ = pushes(&mut person, 1, "2026-11-20", "2026-11-27"));
        for away in [-30, 0, 1, 88, 95] {
            person.today = right.plus(away);
            let row = change("rvale", "Due date", "2026-11-20", "2026-11-27", "2026-11-18");
            person.opens(TAB, &url(1), &ticket("2026-11-27"), &[("changes", vec![row])]);
            assert_eq!(person.ledger.history.ever("pushed"), 1, "own {own}, {away}");
        }
    }
}

#[test]
fn a_row_that_cannot_be_read_yet_counts_once_it_can() {
    let mut person = tester();
    let rows = || vec![change("rvale", "Due date", "3/10/2026", "4/11/2026", "2026-11-05")];
    person.opens(TAB, &url(1), &ticket("4/11/2026"), &[("changes", rows())]);
    assert_eq!(person.counted("pushed"), 0);
    set(&mut person, r#"{"host":"desk.acme.example","date_order":"day_month"}"#);
    person.opens(TAB, &url(1), &ticket("4/11/2026"), &[("changes", rows())]);
    assert_eq!(person.counted("pushed"), 1);
}

#[test]
fn a_refused_save_counts_not_even_when_a_colleague_saves_the_same() {
    let mut person = tester();
    let (old, new) = (ticket("2026-11-20"), ticket("2026-12-01"));
    person.opens(TAB, &url(1), &old, &[]);
    person.shows(TAB, &url(1), &[("due", "2026-12-01")], &[], Some("save"));
    let mut refused = old.clone();
    refused.push(("failed", "true"));
    person.shows(TAB, &url(1), &refused, &[], None);
    person.passes(0, 5000);
    person.shows(TAB, &url(1), &new, &[], None);
    assert_eq!(person.counted("pushed"), 0);
}

#[test]
fn a_history_is_asked_for_only_if_the_person_allows_it() {
    let mut person = tester();
    let fetches = |person: &Person| {
        let plan = person.plan_at(&url(7)).unwrap();
        plan.lists.iter().filter_map(|list| list.fetch.clone()).collect::<Vec<_>>()
    };
    assert_eq!(fetches(&person), Vec::<String>::new());
    set(&mut person, r#"{"host":"desk.acme.example","fetch":true}"#);
    assert_eq!(fetches(&person), ["/api/tickets/7/history"]);
    let row = change("rvale", "due_on", "2026-11-10", "2026-11-14", "2026-11-05");
    person.opens(TAB, &url(7), &ticket("2026-11-14"), &[("fetched", vec![row])]);
    assert_eq!(person.counted("pushed"), 1);
    set(&mut person, r#"{"host":"desk.acme.example","fetch":false}"#);
    assert_eq!(fetches(&person), Vec::<String>::new());
}

#[test]
fn an_event_may_count_once_a_record() {
    let mut person = tester();
    let loses = |person: &mut Person, number: u32, to: &str| {
        let page = |lost| vec![("me", "rvale"), ("due", "2026-11-20"), ("lost", lost)];
        person.opens(TAB, &url(number), &page(""), &[]);
        person.shows(TAB, &url(number), &[("lost", to)], &[], Some("save"));
        person.passes(0, 4000);
        person.shows(TAB, &url(number), &page(to), &[], None)
    };
    for number in [1, 1] {
        assert!(offered(&loses(&mut person, number, "price")).is_none());
    }
    assert!(offered(&loses(&mut person, 2, "other")).is_none());
    assert!(offered(&loses(&mut person, 3, "price")).is_some());
}

#[test]
fn a_passing_message_counts_whenever_it_comes_up() {
    let mut person = tester();
    let refused = || vec![("messages", vec![vec![("text", "Refused")]])];
    let page = ticket("2026-11-20");
    person.opens(TAB, &url(1), &page, &[("messages", vec![])]);
    for (lists, counted) in [(refused(), 1), (refused(), 1), (vec![("messages", vec![])], 1), (refused(), 2)]
    {
        person.shows(TAB, &url(1), &page, &lists, None);
        assert_eq!(person.counted("refused"), counted);
    }
}

#[test]
fn a_page_may_say_itself_which_record_it_is() {
    let mut person = tester();
    let address = "https://desk.acme.example/by-name";
    let saves = |person: &mut Person, before: &str, after: &str| {
        person.shows(TAB, address, &[("name", before), ("due", "2026-11-20")], &[], None);
        person.shows(TAB, address, &[("name", before), ("due", "2026-12-01")], &[], Some("keep"));
        person.shows(TAB, address, &[("name", after), ("due", "2026-12-01")], &[], None);
        person.counted("pushed")
    };
    assert_eq!(saves(&mut person, "one", "two"), 0, "another record shows that value");
    assert_eq!(saves(&mut person, "three", "three"), 1);
    // Without its name the page is nobody's.
    person.shows(TAB, address, &[("due", "2027-12-01")], &[], None);
    assert_eq!(person.counted("pushed"), 1);
}

#[test]
fn dates_that_read_both_ways_are_asked_about_once() {
    let mut person = tester();
    let asks = |person: &mut Person| person.status()["asks_dates"].to_string();
    person.opens(TAB, &url(1), &ticket("12/5/2026"), &[]);
    assert_eq!(asks(&mut person), r#"["desk.acme.example"]"#);
    set(&mut person, r#"{"host":"desk.acme.example","date_order":"day_month"}"#);
    assert_eq!(asks(&mut person), "[]");
    pushes(&mut person, 2, "3/4/2026", "2/5/2026");
    assert_eq!(person.counted("pushed"), 1, "3 April to 2 May");
    // The page says otherwise: it is asked again rather than guessed.
    person.opens(TAB, &url(3), &ticket("12/31/2026"), &[]);
    person.opens(TAB, &url(3), &ticket("12/5/2026"), &[]);
    assert_eq!(asks(&mut person), r#"["desk.acme.example"]"#);
    // The person's locale on the page ends all doubt.
    let with_locale: Page<'_> = &[("me", "rvale"), ("locale", "en_GB"), ("due", "12/5/2026")];
    person.opens(TAB, &url(4), with_locale, &[]);
    assert_eq!(asks(&mut person), "[]");
}

#[test]
fn a_place_that_vanishes_is_told() {
    let mut person = tester();
    let visits = |person: &mut Person, page: Page<'_>| {
        for number in 1..=3 {
            person.opens(TAB, &url(number), page, &[]);
        }
        person.page(TAB, Message::Arrived { url: "https://desk.acme.example/".into() });
        person.status()["vanished"].to_string()
    };
    assert_eq!(visits(&mut person, &ticket("2026-11-20")), "[]");
    person.passes(1, 0);
    let without = visits(&mut person, &[("me", "rvale"), ("estimate", "4h"), ("lost", "")]);
    let expected = r#"[{"host":"desk.acme.example","last":"2026-11-18","place":"desk.ticket.due"}]"#;
    assert_eq!(without, expected);
    assert_eq!(visits(&mut person, &ticket("2026-11-20")), "[]", "it is back");
}

#[test]
fn hosts_of_ones_own_are_added_and_forgotten() {
    let mut person = tester();
    let other = "https://tickets.acme.example/tickets/1";
    assert_eq!(person.plan_at(other), None);
    for refused in [
        r#"{"host":"Tickets.acme.example","app":"desk"}"#,
        r#"{"host":"https://tickets.acme.example","app":"desk"}"#,
        r#"{"host":"tickets.acme.example","app":"desc"}"#,
        r#"{"host":"","app":"desk"}"#,
    ] {
        assert!(matches!(set(&mut person, refused), Reply::Refused { .. }), "{refused}");
    }
    set(&mut person, r#"{"host":"tickets.acme.example","app":"desk"}"#);
    assert!(person.plan_at(other).is_some());
    let sites = person.status()["sites"].to_string();
    assert!(sites.contains("tickets.acme.example") && sites.contains("desk.acme.example"), "{sites}");
    set(&mut person, r#"{"host":"tickets.acme.example","app":""}"#);
    assert_eq!(person.plan_at(other), None);
    assert!(!person.ledger.hosts.contains_key("tickets.acme.example"));
}

#[test]
fn what_is_seen_is_told_and_not_kept() {
    let mut person = tester();
    let look = Message::Look { url: url(1) };
    let Reply::Plan { plan: Some(plan), .. } = person.extension(look) else { panic!("no plan") };
    let before = person.ledger.clone();
    let raws = [("me", "rvale"), ("due", "18 Dec 2026"), ("lost", "Anna  said no")];
    let rows = vec![change("rvale", "Due date", "a", "b", "2026-11-05")];
    let looked = person.looked(&url(1), &plan, &raws, &[("changes", rows)]);
    assert_eq!(looked["facts"]["due"]["value"], "2026-12-18");
    assert_eq!(looked["facts"]["lost"]["value"], "Anna said no");
    assert_eq!(looked["lists"]["changes"][0]["by"]["value"], "me");
    assert_eq!(looked["absent"].to_string(), r#"["estimate","failed","fetched","messages"]"#);
    assert_eq!(person.ledger, before);
    assert!(matches!(
        person.extension(Message::Look { url: "https://else.example/".into() }),
        Reply::Plan { plan: None, stays: false }
    ));
}
