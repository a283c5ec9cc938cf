//! What an organisation's word means for one person at work: content as the browser has it, decided on.
// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::content::{Approval, Approved, Content, JoinedPack, Organisation};
use cuecard::decide::Reason;
use cuecard::ledger::{Answer, Arm, QuietHours};
use cuecard::report::{Kind, Label, Noise};
use cuecard::step::{Message, Reply};
use cuecard::time::Day;
use person::{Person, TAB, WEDNESDAY, deal, offered};

const PRICING: &str = "pricing-objection";
const SLIPPING: &str = "slipping-close-date";
const EARLY: &str = "Qualification";
const LATE: &str = "Negotiation/Review";
const ACME: &str = "acme.lightning.force.com";

/// A change to what an organisation says.
type Says = fn(&mut Organisation, &mut Approval);

fn today() -> Day {
    Day::parse(WEDNESDAY).unwrap()
}

/// The pricing aid, approved and in force for a long time; and the other aid, of which nobody says anything.
fn approved(says: Says) -> String {
    let shipped = Content::open(person::content::unspaced_content()).unwrap();
    let mut organisation = Organisation {
        until: u64::MAX,
        apps: vec!["salesforce".into()],
        server: "https://counts.example".into(),
        kinds: vec![Kind::Entry, Kind::Outcome, Kind::Exposure],
        ..Organisation::default()
    };
    let mut approval = Approval { reason: Reason::Lease, from: today().plus(60), ..Approval::default() };
    says(&mut organisation, &mut approval);
    let is_theirs = |name: &str| name == PRICING;
    let approved =
        |name: &str| is_theirs(name).then(|| Approved { approval: approval.clone(), translated: false });
    let nudges = shipped.listed().unwrap().iter().map(|listed| approved(&listed.nudge.nudge)).collect();
    // All that ships is one pack here: what is told of it is the first one's name and title.
    let pack = JoinedPack { written: &shipped, translated: None, nudges };
    Content::join(&shipped.systems().unwrap(), &[pack], &organisation).unwrap()
}

/// Somebody who has nothing withheld until something else is said.
fn member(says: Says) -> Person {
    Person::drawing_with(&approved(says), &[(PRICING, Arm::Shown)])
}

fn objects(person: &mut Person, record: &str) -> Option<String> {
    let reply = person.saves(TAB, record, &deal(EARLY, ""), &deal(LATE, "Pricing"));
    offered(&reply).map(|offer| offer.moment.clone())
}

/// What became of the pricing aid the last time.
fn told(person: &Person) -> String {
    person.reason(PRICING).trim_matches('"').to_owned()
}

#[test]
fn joined_content_reads_as_any_other_and_holds_only_what_is_approved() {
    let text = approved(|_, _| {});
    let content = Content::open(text.clone()).unwrap();
    assert_eq!(content.check(), Ok(()));
    assert_eq!(content.count(), 1);
    let shipped = Content::open(person::content::unspaced_content()).unwrap();
    let hash = |content: &Content| content.nudge(PRICING).unwrap().content.clone();
    assert_eq!(hash(&content), hash(&shipped), "reports and verdicts speak of the same nudge");
    assert!(content.nudge(SLIPPING).is_none());
    assert_eq!(text, approved(|_, _| {}), "the same again");
}

#[test]
fn what_reports_carry_of_the_content_tells_no_team_or_visit_apart() {
    let version = |says: Says| Content::open(approved(says)).unwrap().version;
    let plain = version(|_, _| {});
    assert_eq!(plain, version(|organisation, _| (organisation.seen, organisation.until) = (7, 9)));
    assert_eq!(plain, version(|_, approval| approval.from = Day(1)));
    assert_eq!(plain.len(), 16);
}

#[test]
fn each_word_of_the_organisation_stops_what_it_says() {
    let cases: [(Says, Option<&str>); 7] = [
        (|_, _| {}, None),
        (|_, approval| approval.from = today(), Some("lease")),
        (
            |_, approval| (approval.reason, approval.from) = (Reason::SwitchedOff, Day(0)),
            Some("switched_off"),
        ),
        (|organisation, _| organisation.until = 1, Some("out_of_date")),
        (|organisation, _| organisation.seen = u64::MAX, Some("out_of_date")),
        (
            |organisation, _| organisation.quiet_hours = vec![QuietHours { from: 900, until: 960 }],
            Some("quiet_hours"),
        ),
        (|organisation, _| organisation.quiet_hours = vec![QuietHours { from: 0, until: 900 }], None),
    ];
    for (says, reason) in cases {
        let mut person = member(says);
        let comes = objects(&mut person, "006A").is_some();
        assert_eq!(comes, reason.is_none());
        if let Some(reason) = reason {
            assert_eq!(told(&person), reason);
        }
    }
}

#[test]
fn a_lease_ends_while_nobody_asks() {
    let mut person = member(|_, _| {});
    assert!(objects(&mut person, "006A").is_some());
    person.passes(60, 0);
    assert_eq!(objects(&mut person, "006B"), None);
    assert_eq!(told(&person), "lease");
}

#[test]
fn who_asks_for_help_gets_what_is_approved_and_nothing_else() {
    let cases: [(Says, usize); 3] = [
        (|_, _| {}, 1),
        (|_, approval| (approval.reason, approval.from) = (Reason::SwitchedOff, Day(0)), 0),
        (|organisation, _| organisation.until = 1, 0),
    ];
    for (says, count) in cases {
        let mut person = member(says);
        let url = person.url("006A");
        let Reply::Help { aids } = person.extension(Message::Help { url }) else { panic!("no help") };
        assert_eq!(aids.len(), count);
        let pulled = person.extension(Message::Pull { nudge: PRICING.into(), tab: TAB });
        assert_eq!(matches!(pulled, Reply::Card { card: Some(_) }), count == 1);
    }
}

#[test]
fn a_card_says_what_the_organisation_says_of_it() {
    let mut person = member(|_, approval| {
        approval.card = serde_json::from_str::<serde_json::Value>(r#"{"by":"Ada"}"#)
            .map(|card| cuecard::json::Raw::of(&card))
            .unwrap();
    });
    let moment = objects(&mut person, "006A").unwrap();
    person.holds(TAB, &moment);
    let Reply::Card { card: Some(card) } = person.extension(Message::Card { moment }) else { panic!() };
    assert_eq!(card.approval.text(), r#"{"by":"Ada"}"#);
}

#[test]
fn nothing_is_told_that_the_policy_does_not_let_leave() {
    let cases: [(Says, &[Kind]); 5] = [
        (|_, _| {}, &[Kind::Entry, Kind::Exposure]),
        (|organisation, _| organisation.kinds = vec![Kind::Entry], &[Kind::Entry]),
        (|organisation, _| organisation.apps = vec!["jira".into()], &[]),
        (|organisation, _| organisation.kinds.clear(), &[]),
        (|organisation, _| organisation.server = "https://elsewhere.example".into(), &[]),
    ];
    for (says, kinds) in cases {
        let mut person = member(says);
        person.joins_server();
        let moment = objects(&mut person, "006A").unwrap();
        person.holds(TAB, &moment);
        person.answers(&moment, Answer::Done);
        let told: Vec<Kind> = person.waiting().iter().map(|report| report.kind()).collect();
        assert!(kinds.iter().all(|kind| told.contains(kind)), "{told:?}");
        assert!(told.iter().all(|kind| kinds.contains(kind)), "{told:?}");
    }
}

#[test]
fn what_is_told_is_as_noisy_as_the_policy_says() {
    for (says, noisy) in
        [((|_, _| {}) as Says, false), (|organisation, _| organisation.noise = Some(Noise::Strong), true)]
    {
        let mut person = member(says);
        person.joins_server();
        let moment = objects(&mut person, "006A").unwrap();
        person.holds(TAB, &moment);
        person.answers(&moment, Answer::Done);
        let told = person.waiting();
        let exposure = told.iter().find(|report| report.kind() == Kind::Exposure).unwrap();
        assert_eq!(exposure.value(Label::Noise).is_some(), noisy);
    }
}

/// What is told, in the order in which it happens: a deal won somewhere else, help asked for, the first
/// moment, another deal won, and the end of the window.
fn before_told(person: &mut Person, wins: bool, asks: bool) -> Vec<(Kind, Option<String>)> {
    let won = |person: &mut Person, record: &str| {
        person.saves(TAB, record, &deal(LATE, ""), &deal("Closed Won", ""));
    };
    if asks {
        person.extension(Message::Pull { nudge: PRICING.into(), tab: TAB });
        person.passes(1, 0);
    }
    if wins {
        won(person, "006X");
        person.passes(1, 0);
    }
    objects(person, "006A").unwrap_or_else(|| panic!("{}", told(person)));
    won(person, "006Y");
    person.passes(15, 0);
    person.shell(Message::Woke);
    let of_windows = person.waiting().into_iter().filter(|report| report.value(Label::Arm).is_some());
    let mut told: Vec<_> =
        of_windows.map(|it| (it.kind(), it.value(Label::Before).map(str::to_owned))).collect();
    told.sort();
    told
}

#[test]
fn what_was_done_before_is_told_where_the_policy_lets_it_and_never_beside_noise() {
    let all: Says = |organisation, _| {
        organisation.kinds = Kind::ALL.to_vec();
        organisation.before = true;
    };
    let silent: Says = |organisation, _| organisation.kinds = Kind::ALL.to_vec();
    let noisy: Says = |organisation, _| {
        organisation.kinds = Kind::ALL.to_vec();
        (organisation.before, organisation.noise) = (true, Some(Noise::Light));
    };
    type Case = (&'static str, Says, Option<Noise>, bool, bool, Option<&'static str>);
    let cases: [Case; 7] = [
        ("won before", all, None, true, false, Some("did")),
        ("not before", all, None, false, false, Some("did_not")),
        ("won with the aid", all, None, true, true, Some("did_not")),
        ("the policy does not let it", silent, None, true, false, None),
        ("the policy wants noise", noisy, None, true, false, None),
        ("the person wants noise", all, Some(Noise::Strong), true, false, None),
        ("the person wants noise, and did not", all, Some(Noise::Strong), false, false, None),
    ];
    for (name, says, noise, wins, asks, expected) in cases {
        let mut person = member(says);
        person.joins_with(noise);
        let expected = |kind| (kind, expected.map(str::to_owned));
        let told = before_told(&mut person, wins, asks);
        assert_eq!(told, [Kind::Entry, Kind::Outcome, Kind::Guardrail].map(expected), "{name}");
        let noted = person.ledger.lineages.values().any(|lineage| lineage.did);
        assert_eq!(noted, told.contains(&(Kind::Entry, Some("did".into()))), "{name}: no more than is told");
    }
    // Whoever has no organisation has nobody who may be told.
    let mut alone = Person::drawing_unspaced(&[(PRICING, Arm::Shown)]);
    alone.joins_server();
    assert!(before_told(&mut alone, true, false).iter().all(|(_, before)| before.is_none()));
}

#[test]
fn what_was_done_before_is_as_it_was_at_the_first_moment() {
    let says = |before: bool| -> Says {
        match before {
            true => |organisation, _| {
                organisation.kinds = Kind::ALL.to_vec();
                organisation.before = true;
            },
            false => |organisation, _| organisation.kinds = Kind::ALL.to_vec(),
        }
    };
    // Whether it is let at the moment, and at the end; what the entry says, and what the outcome does.
    let cases = [
        (true, true, Some("did_not"), Some("did_not")),
        (true, false, Some("did_not"), None),
        (false, true, None, None),
    ];
    for (at_first, at_end, entry, outcome) in cases {
        let mut person = member(says(at_first));
        person.joins_server();
        objects(&mut person, "006A").unwrap();
        person.content = Content::open(approved(says(at_end))).unwrap();
        // What is done in the window is no earlier behaviour.
        person.saves(TAB, "006B", &deal(LATE, ""), &deal("Closed Won", ""));
        person.passes(15, 0);
        person.shell(Message::Woke);
        let told = person.waiting();
        let of = |kind| told.iter().find(|report| report.kind() == kind).unwrap().value(Label::Before);
        assert_eq!((of(Kind::Entry), of(Kind::Outcome)), (entry, outcome), "{at_first} {at_end}");
    }
}

#[test]
fn reports_of_nudges_name_the_group_that_the_policy_lets_them() {
    let says = |group: &'static str| -> Says {
        match group {
            "seller sales" => |organisation, _| {
                (organisation.kinds, organisation.group) = (Kind::ALL.to_vec(), "seller sales".into());
            },
            "seller" => |organisation, _| {
                (organisation.kinds, organisation.group) = (Kind::ALL.to_vec(), "seller".into())
            },
            _ => |organisation, _| organisation.kinds = Kind::ALL.to_vec(),
        }
    };
    let named = |group: &str| {
        let mut names = group.split(' ').filter(|name| !name.is_empty()).map(str::to_owned);
        (names.next(), names.next())
    };
    // The group at the first moment, and at the end of its window; by what entry and outcome are named.
    let cases = [
        ("seller sales", "seller sales", "seller sales", "seller sales"),
        ("seller", "seller", "seller", "seller"),
        ("", "", "", ""),
        // A window keeps its group, or has none: what opened without a name gets none later.
        ("", "seller sales", "", ""),
        ("seller sales", "", "seller sales", ""),
        ("seller sales", "seller", "seller sales", ""),
    ];
    for (first, end, entry, outcome) in cases {
        let mut person = member(says(first));
        person.joins_server();
        let moment = objects(&mut person, "006A").unwrap();
        person.holds(TAB, &moment);
        person.answers(&moment, Answer::Done);
        person.content = Content::open(approved(says(end))).unwrap();
        person.passes(15, 0);
        person.shell(Message::Woke);
        for report in person.waiting() {
            let expected = match report.kind() {
                Kind::Outcome | Kind::Guardrail => outcome,
                Kind::Health => "",
                _ => entry,
            };
            let found = (report.value(Label::Role), report.value(Label::Team));
            let found = (found.0.map(str::to_owned), found.1.map(str::to_owned));
            assert_eq!(found, named(expected), "{first} {end}: {report:?}");
        }
        assert_eq!(person.waiting().iter().filter(|report| report.kind() != Kind::Health).count(), 5);
    }
}

#[test]
fn where_nothing_may_be_told_nothing_is_withheld_for_a_verdict() {
    let withheld = |says: Says| {
        let mut person = Person::drawing_with(&approved(says), &[(PRICING, Arm::Withheld)]);
        person.joins_server();
        objects(&mut person, "006A").unwrap();
        told(&person)
    };
    assert_eq!(withheld(|_, _| {}), "withheld");
    assert_eq!(withheld(|organisation, _| organisation.kinds.clear()), "shown");
    // Too few people meet it for a comparison: keeping it from some of them would show nothing.
    assert_eq!(withheld(|_, approval| approval.weak = true), "shown");
}

#[test]
fn where_people_practise_nothing_is_debited_remembered_or_told() {
    let sandbox: Says = |organisation, _| organisation.sandbox = vec!["*.lightning.force.com".into()];
    let mut person = Person::drawing_with(&approved(sandbox), &[(PRICING, Arm::Withheld)]);
    person.joins_server();
    for record in ["006A", "006B", "006C", "006D", "006E"] {
        let moment = objects(&mut person, record).unwrap_or_else(|| panic!("{}", person.reason(PRICING)));
        assert!(person.holds(TAB, &moment), "it is shown, whatever the arm");
        person.answers(&moment, Answer::Done);
        person.passes(0, 60 * 60 * 1000);
    }
    assert_eq!(person.spent(), 0);
    assert!(person.waiting().is_empty() && person.ledger.windows.is_empty());
    let lineage = person.ledger.lineages.get(PRICING).unwrap();
    assert_eq!((lineage.first.is_none(), lineage.draws), (true, 0));
    // The first real moment is as if there had been none before it.
    let mut elsewhere = Person::drawing_with(&approved(|_, _| {}), &[(PRICING, Arm::Withheld)]);
    elsewhere.ledger = person.ledger.clone();
    elsewhere.passes(1, 0);
    assert_eq!(elsewhere.host, ACME);
    objects(&mut elsewhere, "006F").unwrap();
    assert_eq!(told(&elsewhere), "withheld");
}
