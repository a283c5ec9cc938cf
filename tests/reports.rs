//! What is told of a person, at which level: every kind, once a week, and nothing where nothing may be.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::learn::CheckResult;
use cuecard::ledger::{Answer, Arm};
use cuecard::report::{Kind, Label, Noise, Report};
use cuecard::step::{Message, Reply};
use person::{Person, TAB, deal, offered, with};

const PRICING: &str = "pricing-objection";
const SLIPPING: &str = "slipping-close-date";
const EARLY: &str = "Qualification";
const LATE: &str = "Negotiation/Review";

/// Somebody whose cards are shown, at a level.
fn shown(noise: Option<Noise>) -> Person {
    let mut person = Person::drawing_unspaced(&[(PRICING, Arm::Shown), (SLIPPING, Arm::Shown)]);
    person.joins_with(noise);
    person
}

/// A deal brings the pricing aid up, and it is seen; its moment.
fn comes(person: &mut Person, record: &str) -> String {
    let reply = person.saves(TAB, record, &deal(EARLY, ""), &deal(LATE, "Pricing"));
    let moment = offered(&reply).unwrap_or_else(|| panic!("{}", person.reason(PRICING))).moment.clone();
    person.holds(TAB, &moment);
    moment
}

fn answers(person: &mut Person, moment: &str, answer: Answer, shown_ms: u64) {
    person.extension(Message::Answered { moment: moment.into(), answer, shown_ms });
}

/// What waits of this kind: the word of each report.
fn words(person: &Person, kind: Kind, label: Label) -> Vec<String> {
    let told = person.waiting().into_iter().filter(|report| report.kind() == kind);
    told.map(|report| report.value(label).unwrap().to_owned()).collect()
}

#[test]
fn what_became_of_a_card_is_told_in_a_word() {
    let cases: [(Answer, u64, &[&str], &[&str]); 8] = [
        (Answer::Done, 5_000, &["completed"], &["10"]),
        (Answer::Done, 61_000, &["completed"], &["120"]),
        (Answer::Closed, 2_999, &["fast"], &[]),
        (Answer::Closed, 3_000, &["dismissed"], &[]),
        (Answer::NotRelevant, 100, &["fast"], &[]),
        (Answer::NeverAgain, 9_000, &["dismissed"], &[]),
        // What is put off is answered another time.
        (Answer::Later, 100, &[], &[]),
        (Answer::Later, 9_000, &[], &[]),
    ];
    for (answer, shown_ms, exposure, time) in cases {
        let mut person = shown(None);
        let moment = comes(&mut person, "006A");
        answers(&mut person, &moment, answer, shown_ms);
        // A second answer, and a page that is closed after it, tell nothing more.
        answers(&mut person, &moment, Answer::Done, 1);
        person.shell(Message::TabClosed { tab: TAB });
        let told = |kind, label| words(&person, kind, label);
        assert_eq!(told(Kind::Exposure, Label::Exposure), exposure, "{answer:?} {shown_ms}");
        assert_eq!(told(Kind::Time, Label::Time), time, "{answer:?} {shown_ms}");
    }
}

#[test]
fn a_card_that_was_left_without_an_answer_was_dismissed() {
    for (is_seen, expected) in [(true, vec!["dismissed"]), (false, vec![])] {
        let mut person = shown(None);
        let reply = person.saves(TAB, "006A", &deal(EARLY, ""), &deal(LATE, "Pricing"));
        let moment = offered(&reply).unwrap().moment.clone();
        if is_seen {
            person.holds(TAB, &moment);
        }
        person.shell(Message::TabClosed { tab: TAB });
        assert_eq!(words(&person, Kind::Exposure, Label::Exposure), expected, "seen: {is_seen}");
    }
}

#[test]
fn each_kind_is_told_once_a_week_of_a_nudge() {
    let mut person = shown(None);
    for (record, days, reports) in [("006A", 0, 1), ("006B", 1, 1), ("006C", 5, 2)] {
        person.passes(days, 0);
        let moment = comes(&mut person, record);
        answers(&mut person, &moment, Answer::Done, 5_000);
        person.worker_dies();
        for (kind, label) in [(Kind::Exposure, Label::Exposure), (Kind::Time, Label::Time)] {
            assert_eq!(words(&person, kind, label).len(), reports, "{record} {kind:?}");
        }
    }
    let weeks = words(&person, Kind::Exposure, Label::Week);
    assert_eq!(weeks, ["2026-W47", "2026-W48"]);
}

#[test]
fn nothing_is_told_of_whom_nothing_may_be_told() {
    type Then = fn(&mut Person);
    let cases: [(&str, Then); 3] = [
        ("counts", |person| person.joins_server()),
        ("local", |_| {}),
        ("never withhold", |person| {
            person.joins_server();
            person.sets(&serde_json::json!({ "withhold": false }));
        }),
    ];
    for (name, chooses) in cases {
        let mut person = Person::drawing_unspaced(&[(PRICING, Arm::Shown)]);
        chooses(&mut person);
        let moment = comes(&mut person, "006A");
        let check = Message::Checked {
            moment: moment.clone(),
            variant: "a".into(),
            result: CheckResult::Wrong,
            top: 0,
        };
        person.extension(check);
        answers(&mut person, &moment, Answer::Done, 5_000);
        person.passes(15, 0);
        person.shell(Message::Woke);
        let kinds: Vec<Kind> = person.waiting().iter().map(Report::kind).collect();
        let of_nudges = kinds.iter().filter(|kind| **kind != Kind::Health).count();
        assert_eq!(of_nudges, if name == "counts" { 6 } else { 0 }, "{name}: {kinds:?}");
        assert_eq!(person.ledger.reported.is_empty(), name != "counts", "{name}");
        if name == "local" {
            assert!(kinds.is_empty() && person.shell(Message::Woke).send.is_none());
        }
    }
}

#[test]
fn three_fast_dismissals_mute_it_for_this_person() {
    let cases = [
        ("three fast ones", vec![2_999, 100, 0], true),
        ("two", vec![100, 100], false),
        ("three that could be read", vec![3_000, 9_000, 60_000], false),
        ("three of five", vec![100, 9_000, 100, 9_000, 100], true),
    ];
    for (name, times, muted) in cases {
        let mut person = shown(None);
        for (number, shown_ms) in times.into_iter().enumerate() {
            let moment = comes(&mut person, &format!("006{number}"));
            answers(&mut person, &moment, Answer::Closed, shown_ms);
            person.passes(7, 0);
        }
        let lineage = |person: &Person| person.ledger.lineages.get(PRICING).unwrap().clone();
        assert_eq!(lineage(&person).muted, muted, "{name}");
        // Whoever wants it back begins anew.
        person.extension(Message::Unmute { nudge: PRICING.into() });
        let moment = comes(&mut person, "006Z");
        answers(&mut person, &moment, Answer::Closed, 100);
        assert!(!lineage(&person).muted || !muted, "{name}");
    }
}

/// Answers a variant of the check on a card that was asked for on this record, so many days later.
fn asked(person: &mut Person, record: &str, days: i32, variant: &str) {
    person.passes(days, 0);
    let moment = if record.is_empty() {
        let pulled = person.extension(Message::Pull { nudge: PRICING.into(), tab: TAB });
        let Reply::Card { card: Some(card) } = pulled else { panic!("{pulled:?}") };
        card.moment
    } else {
        comes(person, record)
    };
    let result = CheckResult::FirstTry;
    person.extension(Message::Checked { moment: moment.clone(), variant: variant.into(), result, top: 0 });
    answers(person, &moment, Answer::Done, 20_000);
}

#[test]
fn what_was_kept_and_what_carries_over_is_claimed_only_later_and_elsewhere() {
    // Record, days since the one before, variant; then the rounds that were told.
    type Asked = (&'static str, i32, &'static str);
    let cases: [(&str, Vec<Asked>, &[&str]); 9] = [
        ("all three", vec![("A", 0, "a"), ("B", 14, "a"), ("C", 14, "b")], &["first", "later", "transfer"]),
        ("an unseen variant later", vec![("A", 0, "a"), ("B", 14, "b")], &["first", "later"]),
        ("a day too soon", vec![("A", 0, "a"), ("B", 13, "b")], &["first"]),
        ("a variant that was met", vec![("A", 0, "a"), ("B", 14, "b"), ("C", 14, "a")], &["first", "later"]),
        (
            "met in between",
            vec![("A", 0, "a"), ("B", 14, "b"), ("", 7, "c"), ("C", 7, "c")],
            &["first", "later"],
        ),
        ("on no record", vec![("A", 0, "a"), ("", 14, "b")], &["first"]),
        ("first asked for", vec![("", 0, "a"), ("B", 14, "b")], &["first", "later"]),
        ("too soon after", vec![("A", 0, "a"), ("B", 14, "b"), ("C", 13, "c")], &["first", "later"]),
        (
            "and no fourth",
            vec![("A", 0, "a"), ("B", 14, "b"), ("C", 14, "c"), ("D", 14, "d")],
            &["first", "later", "transfer"],
        ),
    ];
    for (name, checks, expected) in cases {
        let mut person = shown(None);
        for (record, days, variant) in checks {
            asked(&mut person, record, days, variant);
            person.worker_dies();
        }
        assert_eq!(words(&person, Kind::Check, Label::Round), expected, "{name}");
    }
}

#[test]
fn the_guardrail_is_looked_at_for_as_long_as_the_behaviour() {
    let lost = with(deal("Closed Lost", "Pricing"), "amount", "$50,000.00");
    let cheaper = with(deal(LATE, "Pricing"), "amount", "$40,000.00");
    let cases = [
        ("lost", vec![(1, &lost)], "worsened", "failure"),
        ("lost after a sign of the behaviour", vec![(1, &cheaper), (1, &lost)], "worsened", "failure"),
        ("looked at, not lost", vec![(1, &cheaper)], "held", "failure"),
        ("lost too late", vec![(1, &cheaper), (14, &lost)], "held", "failure"),
        ("never looked at", vec![], "unseen", "unseen"),
    ];
    for (name, saves, guardrail, outcome) in cases {
        let mut person = shown(None);
        let moment = comes(&mut person, "006A");
        answers(&mut person, &moment, Answer::Done, 5_000);
        let mut before = deal(LATE, "Pricing");
        for (days, after) in saves {
            person.passes(days, 0);
            person.saves(TAB, "006A", &before, after);
            before.clone_from(after);
        }
        person.passes(15, 0);
        person.shell(Message::Woke);
        assert_eq!(words(&person, Kind::Guardrail, Label::Guardrail), [guardrail], "{name}");
        assert_eq!(words(&person, Kind::Outcome, Label::Outcome), [outcome], "{name}");
        let end = |kind| person.waiting().into_iter().find(|report| report.kind() == kind).unwrap();
        for label in [Label::Arm, Label::Week, Label::Content] {
            assert_eq!(end(Kind::Guardrail).value(label), end(Kind::Entry).value(label), "{name}");
        }
    }
}

#[test]
fn only_a_comparison_with_a_detector_of_its_guardrail_tells_one() {
    let without = person::content::shipped_files().into_iter().map(|(path, text)| {
        let lines = text.lines().filter(|line| !line.starts_with("  worse:"));
        (path, lines.collect::<Vec<_>>().join("\n") + "\n")
    });
    let without = person::content::compiled(without);
    let with = person::content::shipped_content();
    for (content, withholds, outcome, guardrails) in [
        (&with, true, "unseen", 1),
        (&without, true, "unseen", 0),
        // Chosen in between: what is no comparison any more compares nothing.
        (&with, false, "censored", 0),
    ] {
        let mut person = Person::drawing_with(content, &[(PRICING, Arm::Shown)]);
        person.joins_server();
        comes(&mut person, "006A");
        person.sets(&serde_json::json!({ "withhold": withholds }));
        person.passes(15, 0);
        person.shell(Message::Woke);
        assert_eq!(words(&person, Kind::Outcome, Label::Outcome), [outcome]);
        let told = words(&person, Kind::Guardrail, Label::Guardrail).len();
        assert_eq!(told, guardrails, "withholds: {withholds}");
    }
}

/// What ships, with a number that the pricing nudge's window comes to.
fn measuring(measure: &str) -> String {
    let files = person::content::shipped_files().into_iter();
    person::content::compiled(files.map(|(path, text)| match path.ends_with("/pricing-objection.md") {
        true => (path, text.replacen("  window_days:", &format!("  measure: {measure}\n  window_days:"), 1)),
        false => (path, text),
    }))
}

#[test]
fn a_number_of_the_window_is_told_as_its_bucket() {
    let content = measuring("due_date_slips");
    let date = |date| with(deal(LATE, "Pricing"), "close_date", date);
    // The close date in turn, each two weeks after the one before, but for the last.
    let dates = ["12/18/2026", "1/8/2027", "1/29/2027", "2/19/2027", "3/19/2027"];
    let cases: [(usize, Option<Noise>, Option<&str>); 6] = [
        (0, None, None),
        (1, None, Some("1")),
        (2, None, Some("2")),
        (3, None, Some("3")),
        (4, None, Some("3")),
        // Told exactly, it would give away what noise hides.
        (2, Some(Noise::Light), None),
    ];
    for (slips, noise, expected) in cases {
        let mut person = Person::drawing_with(&content, &[(PRICING, Arm::Shown)]);
        person.joins_with(noise);
        let moment = comes(&mut person, "006A");
        answers(&mut person, &moment, Answer::Done, 5_000);
        for pair in dates.windows(2).take(slips) {
            person.passes(1, 0);
            person.saves(TAB, "006A", &date(pair[0]), &date(pair[1]));
        }
        person.passes(15, 0);
        person.shell(Message::Woke);
        let told = person
            .waiting()
            .into_iter()
            .find(|report| report.kind() == Kind::Outcome && report.value(Label::Nudge) == Some(PRICING));
        assert_eq!(told.unwrap().value(Label::Bucket), expected, "{slips} slips, noise {noise:?}");
    }
}

#[test]
fn a_nudge_that_is_published_no_more_is_censored() {
    let mut person = shown(None);
    comes(&mut person, "006A");
    let files = person::content::shipped_files().into_iter();
    let others = files.filter(|(path, _)| !path.contains(&format!("/{PRICING}.")));
    person.content = cuecard::content::Content::open(person::content::compiled(others)).unwrap();
    person.passes(15, 0);
    person.shell(Message::Woke);
    assert_eq!(words(&person, Kind::Outcome, Label::Outcome), ["censored"]);
}

#[test]
fn noise_is_drawn_once_and_kept_whatever_happens_to_the_report() {
    let mut person = shown(Some(Noise::Strong));
    let moment = comes(&mut person, "006A");
    answers(&mut person, &moment, Answer::Done, 5_000);
    person.passes(15, 0);
    person.shell(Message::Woke);
    let bodies = |person: &Person| -> Vec<String> {
        let mut bodies: Vec<String> =
            person.ledger.outbox.waiting.iter().map(|waiting| waiting.body.text().to_owned()).collect();
        bodies.sort_unstable();
        bodies
    };
    let before = bodies(&person);
    for report in person.waiting() {
        let noise = report.value(Label::Noise);
        let exact = matches!(report.kind(), Kind::Entry | Kind::Health);
        assert_eq!(noise, if exact { None } else { Some("2") }, "{report:?}");
    }
    // Tried, lost on the way, tried again, and the worker dies in between: the same bytes.
    for _ in 0..8 {
        person.passes(1, 0);
        let delivery = person.shell(Message::Woke).send.unwrap();
        assert!(before.contains(&delivery.body.text().to_owned()));
        person.worker_dies();
        assert_eq!(bodies(&person), before);
        person.shell(Message::Delivered { id: delivery.id, answer: Default::default() });
        assert_eq!(bodies(&person), before);
    }
    // Another level: what was meant for this one is not sent.
    person.joins_with(Some(Noise::Light));
    assert_eq!(bodies(&person), Vec::<String>::new());
}

#[test]
fn what_the_person_sees_wait_is_what_leaves() {
    let mut person = shown(Some(Noise::Light));
    let moment = comes(&mut person, "006A");
    answers(&mut person, &moment, Answer::Done, 5_000);
    let status = person.status();
    let waits = status["outbox"]["waiting"].as_array().unwrap();
    let mut seen: Vec<String> = waits.iter().map(|line| line["body"].as_str().unwrap().to_owned()).collect();
    seen.sort_unstable();
    let mut sent = person.delivers();
    sent.sort_unstable();
    assert!(sent.len() == 3 && sent == seen, "{sent:?} {seen:?}");
}

#[test]
fn over_many_people_the_noise_is_what_is_said() {
    const PEOPLE: u32 = 150;
    let mut told = 0;
    let content = person::content::shipped_content();
    for number in 0..PEOPLE {
        let mut person = Person::with(&content, cuecard::hash::digest(&[&number.to_le_bytes()]));
        // A stream of randomness of their own.
        person.now += u64::from(number) * 7_919_000;
        person.joins_with(Some(Noise::Strong));
        for _ in 0..number % 17 {
            person.status();
        }
        let reply = person.saves(TAB, "006A", &deal(EARLY, ""), &deal(LATE, "Pricing"));
        assert!(offered(&reply).is_some());
        for _ in 0..number / 17 {
            person.status();
        }
        person.passes(15, 0);
        person.shell(Message::Woke);
        // Nobody came back: none is a success.
        told +=
            words(&person, Kind::Outcome, Label::Outcome).iter().filter(|word| *word == "success").count();
    }
    // 1 − e² ÷ (e² + 1) = 0.1192 of 150: 17.9, standard error 4.
    assert!((2..=34).contains(&told), "{told}");
}
