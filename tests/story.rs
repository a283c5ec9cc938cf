//! The scenes, told to the engine alone: fast, and every turn of them.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::ledger::{Answer, Arm};
use cuecard::step::{Message, Reply, Speaker};
use person::{Person, TAB, deal, offered, with};

const LATE: &str = "Negotiation/Review";
const EARLY: &str = "Qualification";
const HALF_AN_HOUR_MS: u64 = 30 * 60 * 1000;
const PRICING: &str = "pricing-objection";
const SLIPPING: &str = "slipping-close-date";

/// A person whose deal `record` just brought up the pricing aid; its moment.
fn shown(person: &mut Person, record: &str) -> String {
    let reply = person.saves(TAB, record, &deal(EARLY, ""), &deal(LATE, "Pricing"));
    let offer = offered(&reply).unwrap_or_else(|| panic!("{reply:?}, {}", person.reason(PRICING)));
    let moment = offer.moment.clone();
    assert!(person.holds(TAB, &moment));
    moment
}

#[test]
fn only_an_own_save_that_makes_both_true_shows() {
    let cases = [
        ("both at once", deal(EARLY, ""), deal(LATE, "Pricing"), true),
        ("the objection, late already", deal(LATE, ""), deal(LATE, "Pricing"), true),
        ("late, the objection already", deal(EARLY, "Pricing"), deal(LATE, "Pricing"), true),
        ("another late stage", deal("Proposal/Price Quote", "Pricing"), deal(LATE, "Pricing"), false),
        ("late alone", deal(EARLY, ""), deal(LATE, ""), false),
        ("the objection alone", deal(EARLY, ""), deal(EARLY, "Pricing"), false),
        ("another objection", deal(EARLY, ""), deal(LATE, "Timing"), false),
        ("an objection that nobody bound", deal(EARLY, ""), deal(LATE, "Colour"), false),
        ("nothing changed", deal(LATE, "Pricing"), deal(LATE, "Pricing"), false),
    ];
    for (name, before, after, shows) in cases {
        let mut person = Person::new("someone");
        let reply = person.saves(TAB, "006A", &before, &after);
        assert_eq!(offered(&reply).is_some(), shows, "{name}: {reply:?}");
    }
}

#[test]
fn a_card_is_made_ready_when_a_save_would_bring_it_and_nothing_else_comes_of_that() {
    type Before = fn(&mut Person);
    let cases: [(&str, Before, _, bool); 3] = [
        ("what brings it", |_| {}, deal(LATE, "Pricing"), true),
        ("another objection", |_| {}, deal(LATE, "Timing"), false),
        (
            "a pause",
            |person| _ = person.sets(&serde_json::json!({ "pause": "hour" })),
            deal(LATE, "Pricing"),
            false,
        ),
    ];
    for (name, prepare, after, ready) in cases {
        let mut person = Person::new("someone");
        prepare(&mut person);
        person.reads(TAB, "006A", &deal(EARLY, ""), None);
        let reply = person.reads(TAB, "006A", &after, Some("save"));
        assert_eq!(reply, Reply::Quiet { quiet: true, soon: ready }, "{name}");
        let ledger = &person.ledger;
        assert!(ledger.moments.is_empty() && ledger.windows.is_empty(), "{name}");
        assert!(ledger.lineages.is_empty(), "{name}");
        let shown = person.reads(TAB, "006A", &after, None);
        assert_eq!(offered(&shown).is_some(), ready, "{name}: {shown:?}");
    }
}

#[test]
fn what_others_save_and_what_is_not_saved_is_silent() {
    let (before, after) = (deal(EARLY, ""), deal(LATE, "Pricing"));
    type Turn = fn(&mut Person, &[(&str, &str)], &[(&str, &str)]) -> Reply;
    let cases: [(&str, Turn); 6] = [
        ("a colleague saved", |person, _, after| person.reads(TAB, "006A", after, None)),
        ("a colleague saved while the form was open and unsaved", |person, before, after| {
            let _ = before;
            // An open form shows nothing.
            person.reads(TAB, "006A", &[], None);
            person.reads(TAB, "006A", after, None)
        }),
        ("a colleague saved both while the person saved something else", |person, before, after| {
            person.edits(TAB, "006A", &with(before.to_vec(), "amount", "$60,000.00"));
            person.reads(TAB, "006A", &with(after.to_vec(), "amount", "$60,000.00"), None)
        }),
        ("refused: the page goes back", |person, before, after| {
            person.edits(TAB, "006A", after);
            person.reads(TAB, "006A", before, None)
        }),
        ("cancelled, then a colleague saved the same", |person, _, after| {
            person.edits(TAB, "006A", after);
            person.reads(TAB, "006A", after, Some("cancel"));
            person.reads(TAB, "006A", after, None)
        }),
        ("saved long ago, the page shows it an hour later", |person, _, after| {
            person.edits(TAB, "006A", after);
            person.passes(0, 3_600_000);
            person.reads(TAB, "006A", after, None)
        }),
    ];
    for (name, turn) in cases {
        let mut person = Person::new("someone");
        person.arrives(TAB, "006A");
        person.reads(TAB, "006A", &before, None);
        let reply = turn(&mut person, &before, &after);
        assert!(offered(&reply).is_none(), "{name}: {reply:?}");
        for event in person.content.adapters.iter().flat_map(|adapter| &adapter.events) {
            assert_eq!(person.ledger.history.ever(&event.event), 0, "{name}: {}", event.event);
        }
    }
}

#[test]
fn the_second_own_push_by_two_weeks_shows() {
    let cases = [
        ("two pushes", ["1/1/2027", "1/15/2027"], true),
        ("thirteen days", ["1/1/2027", "1/14/2027"], false),
        ("earlier", ["1/1/2027", "12/18/2026"], false),
        ("over the change of clocks", ["3/12/2027", "3/26/2027"], true),
    ];
    for (name, [first, second], shows) in cases {
        let mut person = Person::new("someone");
        let page = |date| with(deal(EARLY, ""), "close_date", date);
        assert!(offered(&person.saves(TAB, "006A", &page("12/18/2026"), &page(first))).is_none(), "{name}");
        person.passes(9, 0);
        person.worker_dies();
        let reply = person.saves(TAB, "006A", &page(first), &page(second));
        assert_eq!(offered(&reply).is_some(), shows, "{name}");
    }
}

#[test]
fn pushes_of_other_records_and_of_long_ago_do_not_count() {
    let page = |date| with(deal(EARLY, ""), "close_date", date);
    let mut person = Person::new("someone");
    person.saves(TAB, "006A", &page("12/18/2026"), &page("1/18/2027"));
    let other = person.saves(TAB, "006B", &page("12/18/2026"), &page("1/18/2027"));
    assert!(offered(&other).is_none(), "another record");
    person.passes(90, 0);
    let late = person.saves(TAB, "006A", &page("1/18/2027"), &page("2/18/2027"));
    assert!(offered(&late).is_none(), "90 days later");
}

#[test]
fn three_a_week_and_back_on_monday() {
    let mut person = Person::unspaced("someone");
    let moments: Vec<String> = (0..6).map(|number| format!("006{number}")).collect();
    let mut decided = 0;
    for record in &moments {
        let reply = person.saves(TAB, record, &deal(EARLY, ""), &deal(LATE, "Pricing"));
        person.worker_dies();
        match offered(&reply) {
            Some(offer) => {
                let (moment, arm) = (offer.moment.clone(), offer.arm);
                assert!(person.holds(TAB, &moment));
                if arm == Arm::Shown {
                    person.answers(&moment, Answer::Done);
                }
                decided += 1;
            }
            None => assert_eq!(person.reason(PRICING), "\"budget_count\""),
        }
    }
    assert_eq!((decided, person.spent()), (3, 3));
    // Wednesday to Sunday is still this week.
    person.passes(4, 0);
    let sunday = person.saves(TAB, "006X", &deal(EARLY, ""), &deal(LATE, "Pricing"));
    assert!(offered(&sunday).is_none());
    person.passes(1, 0);
    assert_eq!(person.spent(), 0);
    let monday = person.saves(TAB, "006Y", &deal(EARLY, ""), &deal(LATE, "Pricing"));
    assert!(offered(&monday).is_some());
}

#[test]
fn each_answer_does_what_it_says() {
    let cases = [
        (Answer::Done, 1, false, false),
        (Answer::Closed, 1, false, false),
        (Answer::Later, 1, true, false),
        (Answer::NotRelevant, 0, false, false),
        (Answer::NeverAgain, 1, false, true),
    ];
    for (answer, spent, again, muted) in cases {
        let mut person = Person::new("someone");
        let moment = shown(&mut person, "006A");
        let output = person.answers(&moment, answer);
        assert_eq!(output.tell.last().map(|tell| tell.message.kind), Some("close"), "{answer:?}");
        person.worker_dies();
        assert_eq!(person.spent(), spent, "{answer:?}");
        // A repeated answer, and another one, change nothing.
        person.answers(&moment, Answer::NotRelevant);
        assert_eq!(person.spent(), spent, "{answer:?}");
        let same = person.saves(TAB, "006A", &deal(EARLY, "Pricing"), &deal(LATE, "Pricing"));
        assert!(offered(&same).is_none(), "{answer:?}: not while they are still at it");
        person.passes(0, HALF_AN_HOUR_MS);
        let same = person.saves(TAB, "006A", &deal(EARLY, "Pricing"), &deal(LATE, "Pricing"));
        assert_eq!(offered(&same).is_some(), again, "{answer:?} on the same record");
        if !again {
            person.passes(7, 0);
            let other = person.saves(TAB, "006B", &deal(EARLY, ""), &deal(LATE, "Pricing"));
            assert_eq!(offered(&other).is_none(), muted, "{answer:?} on another record");
        }
    }
}

#[test]
fn two_days_from_one_turn_to_the_next() {
    let mut person = Person::new("someone");
    let first = shown(&mut person, "006A");
    person.answers(&first, Answer::Done);
    let mut comes = |days: i32, record: &str| {
        person.passes(days, 0);
        let reply = person.saves(TAB, record, &deal(EARLY, ""), &deal(LATE, "Pricing"));
        offered(&reply).is_some() || person.reason(PRICING) != "\"cooldown\""
    };
    assert!(!comes(0, "006B"), "the same day");
    assert!(!comes(1, "006C"), "the next day");
    assert!(comes(1, "006D"), "two days later");
}

#[test]
fn one_card_at_a_time_and_what_was_never_seen_costs_nothing() {
    let mut person = Person::unspaced("someone");
    let reply = person.saves(1, "006A", &deal(EARLY, ""), &deal(LATE, "Pricing"));
    let first = offered(&reply).unwrap().moment.clone();
    person.worker_dies();
    let other = person.saves(2, "006B", &deal(EARLY, ""), &deal(LATE, "Pricing"));
    assert!(offered(&other).is_none());
    assert_eq!(person.reason(PRICING), "\"card_open\"");
    // Another tab cannot take the moment up, a repeated message gets the same one.
    assert!(!person.holds(2, &first));
    assert!(person.holds(1, &first));
    assert_eq!(person.spent(), 1);

    let mut person = Person::new("someone");
    let reply = person.saves(1, "006A", &deal(EARLY, ""), &deal(LATE, "Pricing"));
    let lost = offered(&reply).unwrap().moment.clone();
    // The page never took it up: half a minute later the budget is free, and it may not come late.
    person.passes(0, 31_000);
    person.shell(Message::Woke);
    assert_eq!(person.spent(), 0);
    assert!(!person.holds(1, &lost));
    assert!(offered(&person.saves(1, "006A", &deal(EARLY, ""), &deal(LATE, "Pricing"))).is_some());
}

#[test]
fn a_message_that_is_sent_again_is_answered_as_before() {
    let mut person = Person::new("someone");
    person.arrives(TAB, "006A");
    person.reads(TAB, "006A", &deal(EARLY, ""), None);
    person.edits(TAB, "006A", &deal(LATE, "Pricing"));
    let reply = person.reads(TAB, "006A", &deal(LATE, "Pricing"), None);
    let again = person.trace().steps.last().unwrap().1.message.clone();
    person.worker_dies();
    assert_eq!(person.page(TAB, again), reply);
    assert_eq!(person.ledger.moments.len(), 1);
}

#[test]
fn a_page_that_shows_the_same_again_changes_nothing() {
    let mut person = Person::new("someone");
    person.arrives(TAB, "006A");
    person.reads(TAB, "006A", &deal(EARLY, ""), None);
    let before = person.ledger.clone();
    person.passes(0, 60_000);
    person.reads(TAB, "006A", &deal(EARLY, ""), None);
    assert_eq!(person.ledger, before);
    person.reads(TAB, "006A", &deal(LATE, ""), None);
    assert_ne!(person.ledger, before);
}

#[test]
fn nobody_speaks_out_of_turn() {
    let mut person = Person::new("someone");
    let moment = shown(&mut person, "006A");
    let before = person.ledger.clone();
    let set = r#"{"kind":"set","settings":{"role":"senior-engineer"}}"#;
    let answered =
        format!(r#"{{"kind":"answered","moment":"{moment}","answer":"never_again","shown_ms":1}}"#);
    for (from, text) in [
        (Speaker::Page { tab: TAB }, set),
        (Speaker::Page { tab: TAB }, r#"{"kind":"status"}"#),
        (Speaker::Page { tab: TAB }, answered.as_str()),
        (Speaker::Page { tab: TAB }, r#"{"kind":"woke"}"#),
        (Speaker::Extension { tab: None }, r#"{"kind":"arrived","url":"https://acme.lightning.force.com/"}"#),
        (Speaker::Shell, set),
    ] {
        let output = person.says(from, serde_json::from_str(text).unwrap());
        assert_eq!(output.reply, Reply::Nothing, "{text}");
        assert_eq!(person.ledger, before, "{text}");
    }
}

#[test]
fn unknown_pages_and_stale_plans() {
    let mut person = Person::new("someone");
    for url in
        ["https://example.org/", "https://acme.lightning.force.com/lightning/page/home", "about:blank", ""]
    {
        let reply = person.page(TAB, Message::Arrived { url: url.into() });
        assert_eq!(reply, Reply::Plan { plan: None, stays: false }, "{url}");
    }
    let stale = serde_json::json!({
        "kind": "saw", "id": "1", "url": person.url("006A"), "plan": "old", "readings": [], "visible": true,
    });
    let reply = person.page(TAB, serde_json::from_value(stale).unwrap());
    assert!(matches!(reply, Reply::Replan { .. }));
}

#[test]
fn unbound_meanings_are_silent_and_listed() {
    let mut person = Person::new("someone");
    person.host = "other.lightning.force.com".into();
    let reply = person.saves(TAB, "006A", &deal(EARLY, ""), &deal(LATE, "Pricing"));
    assert!(offered(&reply).is_none());
    let status = person.extension(Message::Status);
    let status = serde_json::to_value(&status).unwrap();
    let all = status["status"]["unbound"].as_array().unwrap();
    let unbound = all.iter().find(|line| line["nudge"] == PRICING).unwrap();
    assert_eq!(unbound["host"].as_str(), Some("other.lightning.force.com"));
    assert_eq!(unbound["meanings"], serde_json::json!(["concession_traded", "objection"]));
    // The nudge on standard fields works there.
    let page = |date| with(deal(EARLY, ""), "close_date", date);
    person.saves(TAB, "006B", &page("12/18/2026"), &page("1/18/2027"));
    let second = person.saves(TAB, "006B", &page("1/18/2027"), &page("2/18/2027"));
    assert!(offered(&second).is_some());
}

#[test]
fn entry_and_outcome_are_reported_once_in_either_arm() {
    for arm in [Arm::Shown, Arm::Withheld] {
        let mut person = Person::drawing(&[(PRICING, arm), (SLIPPING, Arm::Shown)]);
        person.joins_server();
        let reply = person.saves(TAB, "006A", &deal(EARLY, ""), &deal(LATE, "Pricing"));
        let offer = offered(&reply).unwrap();
        assert_eq!(offer.arm, arm);
        let moment = offer.moment.clone();
        assert!(person.holds(TAB, &moment));
        assert_eq!(person.spent(), 1, "both arms spend the slot");
        if arm == Arm::Withheld {
            assert!(matches!(person.extension(Message::Card { moment }), Reply::Card { card: None }));
        } else {
            person.answers(&moment, Answer::Done);
        }
        person.passes(3, 0);
        let traded = with(deal(LATE, "Pricing"), "field:Concession_Traded__c", "Two-year term");
        person.saves(TAB, "006A", &deal(LATE, "Pricing"), &traded);
        let of_window = |body: &String| {
            [r#""kind":"entry""#, r#""kind":"outcome""#].iter().any(|kind| body.contains(kind))
        };
        let entry: Vec<String> = person.delivers().into_iter().filter(of_window).collect();
        person.passes(14, 0);
        let outcome: Vec<String> = person.delivers().into_iter().filter(of_window).collect();
        let arm = if arm == Arm::Shown { "shown" } else { "withheld" };
        assert_eq!(entry.len(), 1);
        assert!(entry[0].contains(r#""kind":"entry""#) && entry[0].contains(&format!(r#""arm":"{arm}""#)));
        // The window ends on Wednesday 2 December.
        assert!(entry[0].contains(r#""week":"2026-W49""#), "{entry:?}");
        assert_eq!(outcome.len(), 1);
        assert_eq!(
            outcome[0].replace("outcome\",\"pack", "entry\",\"pack"),
            format!("{},\"outcome\":\"success\"}}", entry[0].trim_end_matches('}'))
        );
    }
}

#[test]
fn nothing_is_queued_without_a_server_nor_for_another_one() {
    let mut person = Person::new("someone");
    shown(&mut person, "006A");
    person.passes(15, 0);
    assert!(person.shell(Message::Woke).send.is_none());
    assert!(person.ledger.outbox.waiting.is_empty());
    // A window from before the server stays with the person.
    let mut person = Person::new("someone");
    shown(&mut person, "006A");
    person.joins_server();
    person.passes(15, 0);
    assert!(person.delivers().is_empty());
}
