//! What people are told: a sentence for every reason in every language, and receipts in sentences.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use cuecard::decide::{Bid, Considered, Reason, Receipt};
use cuecard::explain::{Catalogue, Explanation, HeldBack, explain};
use cuecard::role::{Budget, Period};
use cuecard::time::Day;
use person::{Person, pricing};

/// The texts of all catalogues, by language.
fn catalogues() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("extension/_locales");
    let languages = std::fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        let language = path.file_name().unwrap().to_str().unwrap().to_owned();
        (language, std::fs::read_to_string(path.join("messages.json")).unwrap())
    });
    languages.collect()
}

fn catalogue(language: &str) -> Catalogue {
    Catalogue::read(&catalogues()[language]).unwrap()
}

fn code(reason: Reason) -> String {
    serde_json::to_string(&reason).unwrap().trim_matches('"').to_owned()
}

/// Every key of a catalogue with the places that its sentence fills in.
fn places(text: &str) -> BTreeMap<String, BTreeSet<char>> {
    let sentences: BTreeMap<String, serde_json::Value> = serde_json::from_str(text).unwrap();
    let filled = |message: &str| message.split('$').skip(1).filter_map(|rest| rest.chars().next()).collect();
    sentences.into_iter().map(|(key, it)| (key, filled(it["message"].as_str().unwrap()))).collect()
}

#[test]
fn every_reason_has_a_sentence_of_its_own_in_every_language() {
    let texts = catalogues();
    assert!(texts.contains_key("en") && texts.contains_key("de"));
    let english = places(&texts["en"]);
    for (language, text) in &texts {
        let words = Catalogue::read(text).unwrap();
        let mut said = BTreeSet::new();
        for reason in Reason::ALL {
            let key = format!("reason_{}", code(*reason));
            let sentence = words.say(&key, &[]).unwrap_or_else(|| panic!("{language} lacks {key}"));
            assert!(sentence.ends_with('.') && !sentence.contains('$'), "{language} {key}: {sentence}");
            assert!(said.insert(sentence), "{language}: {key} is said as another reason is");
        }
        let reasons = places(text).into_keys().filter(|key| key.starts_with("reason_")).count();
        // And one for what a newer version says.
        assert_eq!(reasons, Reason::ALL.len() + 1, "{language} has sentences for no reason");
        assert_eq!(places(text), english, "{language} says other things, or fills other places");
    }
}

fn receipt(reason: Reason) -> Receipt {
    let drawn = matches!(reason, Reason::Shown | Reason::Withheld);
    Receipt {
        at: 20_777 * 86_400_000 + (14 * 60 + 5) * 60_000,
        input: "0".repeat(16),
        events: vec!["changed close_date".into(), "appeared in comments".into(), "deal_pushed".into()],
        candidates: vec![Considered("hold-the-price".into(), reason)],
        left: (2, 239),
        percent: drawn.then_some(80),
        bid: None,
    }
}

fn explained(receipt: &Receipt, language: &str) -> Explanation {
    let title = |nudge: &str| match nudge {
        "hold-the-price" => "Hold the price".to_owned(),
        other => other.to_owned(),
    };
    explain(receipt, &catalogue(language), &title, None)
}

#[test]
fn every_reason_in_english_and_german() {
    let golden = [
        (Reason::Shown, "Shown.", "Gezeigt."),
        (
            Reason::Withheld,
            "Held back on purpose, to learn whether this card helps.",
            "Absichtlich zurückgehalten, um zu lernen, ob diese Karte hilft.",
        ),
        (Reason::Role, "Not meant for your role.", "Nicht für Ihre Rolle gedacht."),
        (Reason::Muted, "You asked never to see it again.", "Sie wollten sie nie wieder sehen."),
        (
            Reason::Category,
            "You switched this kind of card off.",
            "Diese Art von Karten haben Sie abgeschaltet.",
        ),
        (
            Reason::Site,
            "You switched cards off on this site.",
            "Auf dieser Website haben Sie Karten abgeschaltet.",
        ),
        (Reason::Paused, "You had put Cuecard on pause.", "Sie hatten Cuecard auf Pause gestellt."),
        (
            Reason::AfterLoss,
            "This week’s notes were gone, so Cuecard keeps quiet until Monday.",
            "Die Notizen dieser Woche waren weg, darum bleibt Cuecard bis Montag still.",
        ),
        (Reason::QuietHours, "It was within your quiet hours.", "Es war in Ihrer Ruhezeit."),
        (
            Reason::OutOfDate,
            "Your organisation’s signatures ran out, and newer ones could not be had.",
            "Die Unterschriften Ihrer Organisation sind abgelaufen, und neuere waren nicht zu bekommen.",
        ),
        (
            Reason::CoSign,
            "No manager of your team stands by it at the moment.",
            "Zurzeit steht niemand aus der Leitung Ihres Teams dafür ein.",
        ),
        (
            Reason::Lease,
            "Its time was over without a proof that it helps.",
            "Ihre Zeit war um, ohne dass belegt ist, dass sie hilft.",
        ),
        (Reason::Pilot, "Other teams try it first.", "Andere Teams probieren sie zuerst aus."),
        (
            Reason::SwitchedOff,
            "Your organisation switched it off.",
            "Ihre Organisation hat sie abgeschaltet.",
        ),
        (Reason::Mastered, "You do this well without it.", "Das gelingt Ihnen gut ohne sie."),
        (Reason::NotDue, "It is too early to repeat it.", "Es ist zu früh, sie zu wiederholen."),
        (Reason::Cooldown, "It had its turn only recently.", "Sie war erst vor Kurzem an der Reihe."),
        (
            Reason::PackCap,
            "This kind of card had its share of the week.",
            "Diese Art von Karten war diese Woche oft genug an der Reihe.",
        ),
        (Reason::Snoozed, "You put it off until later.", "Sie haben sie auf später verschoben."),
        (Reason::OncePerRecord, "It came up for this record before.", "Zu diesem Datensatz kam sie schon."),
        (Reason::Hidden, "The page was out of view.", "Die Seite war nicht zu sehen."),
        (Reason::CardOpen, "Another card was open.", "Eine andere Karte war offen."),
        (
            Reason::Pace,
            "The last card was too recent, or there were enough today.",
            "Die letzte Karte war zu kurz vorher, oder heute waren es schon genug.",
        ),
        (
            Reason::BudgetCount,
            "All cards of this period were used.",
            "Alle Karten dieses Zeitraums waren verbraucht.",
        ),
        (
            Reason::BudgetMinutes,
            "All minutes of this period were used.",
            "Alle Minuten dieses Zeitraums waren verbraucht.",
        ),
        (
            Reason::HeldBack,
            "Kept for a moment that may matter more.",
            "Aufgehoben für einen Moment, der wichtiger sein kann.",
        ),
        (Reason::Outbid, "Another card mattered more.", "Eine andere Karte war wichtiger."),
    ];
    assert_eq!(golden.map(|(reason, ..)| reason), Reason::ALL, "each reason has its line here");
    for (reason, english, german) in golden {
        let drawn = matches!(reason, Reason::Shown | Reason::Withheld);
        let chance = |said: &str| drawn.then(|| said.to_owned());
        let line = |said: Option<String>, left: &str| [Some(left.to_owned()), said].into_iter().flatten();
        let expected = Explanation {
            happened: "2026-11-20, 14:05 UTC: close date changed, new in comments, deal pushed.".into(),
            candidates: vec![format!("Hold the price: {english}")],
            numbers: line(
                chance("Its chance of coming up was 80%."),
                "Before this, 2 cards and 3 minutes were left.",
            )
            .collect(),
        };
        assert_eq!(explained(&receipt(reason), "en"), expected);
        let expected = Explanation {
            happened: "2026-11-20, 14:05 UTC: close date geändert, neu in comments, deal pushed.".into(),
            candidates: vec![format!("Hold the price: {german}")],
            numbers: line(
                chance("Die Chance, dass sie kommt, war 80\u{a0}%."),
                "Davor waren 2 Karten und 3 Minuten übrig.",
            )
            .collect(),
        };
        assert_eq!(explained(&receipt(reason), "de"), expected);
    }
}

#[test]
fn one_of_each_and_none() {
    for (left, english, german) in [
        ((1, 60), "Before this, 1 card and 1 minute were left.", "Davor waren 1 Karte und 1 Minute übrig."),
        (
            (0, 59),
            "Before this, 0 cards and 0 minutes were left.",
            "Davor waren 0 Karten und 0 Minuten übrig.",
        ),
    ] {
        let receipt = Receipt { left, ..receipt(Reason::Outbid) };
        assert_eq!(explained(&receipt, "en").numbers, [english]);
        assert_eq!(explained(&receipt, "de").numbers, [german]);
    }
}

#[test]
fn the_numbers_of_what_was_held_back() {
    let day = |text: &str| Day::parse(text).unwrap();
    let held = |before: &str, expected_tenths| HeldBack {
        left: 1,
        limit: 3,
        expected_tenths,
        today: day("2026-11-18"),
        before: day(before),
    };
    let cases = [
        (
            held("2026-11-20", 23),
            "Held back: 1 of 3 left; about 2.3 stronger moments expected before Friday.",
            "Zurückgehalten: noch 1 von 3 übrig; etwa 2,3 stärkere Momente erwartet vor Freitag.",
        ),
        (
            held("2026-11-25", 10),
            "Held back: 1 of 3 left; about 1.0 stronger moments expected before Wednesday.",
            "Zurückgehalten: noch 1 von 3 übrig; etwa 1,0 stärkere Momente erwartet vor Mittwoch.",
        ),
        // The day's name would be that of another week.
        (
            held("2026-11-26", 7),
            "Held back: 1 of 3 left; about 0.7 stronger moments expected before 2026-11-26.",
            "Zurückgehalten: noch 1 von 3 übrig; etwa 0,7 stärkere Momente erwartet vor 2026-11-26.",
        ),
    ];
    for (held, english, german) in cases {
        assert_eq!(catalogue("en").held_back(&held), english);
        assert_eq!(catalogue("de").held_back(&held), german);
    }
}

#[test]
fn a_real_decision_is_explained_with_the_titles_that_people_know() {
    let mut person = Person::new("someone");
    assert_eq!(pricing(&mut person, "006A"), "comes");
    let title = |nudge: &str| person.content.title(nudge);
    let said = explain(person.ledger.decisions.last().unwrap(), &catalogue("en"), &title, None);
    assert!(said.happened.starts_with("2026-11-18, 15:00 UTC: "), "{said:?}");
    assert!(said.happened.contains("objection changed"), "{said:?}");
    assert_eq!(said.candidates, [format!("{}: Shown.", title("pricing-objection"))]);
    assert_eq!(said.numbers[1..], ["Its chance of coming up was 100%."]);
}

#[test]
fn what_is_held_back_says_for_what() {
    let budget = Budget { period: Period::Week, count: 3, seconds: 360, ..Budget::default() };
    let held = |too_weak, slots_left| Receipt {
        bid: Some(Bid { value: 4_000, slots_left, stronger_tenths: 23, too_weak, shows: false }),
        ..receipt(Reason::HeldBack)
    };
    let numbers = |receipt: &Receipt, budget| {
        explain(receipt, &catalogue("en"), &str::to_owned, budget).numbers[1..].to_vec()
    };
    let sentence = "Held back: 1 of 3 left; about 2.3 stronger moments expected before Monday.";
    assert_eq!(numbers(&held(false, 1), Some(&budget)), [sentence]);
    for (receipt, budget) in
        [(held(true, 1), Some(&budget)), (held(false, 0), Some(&budget)), (held(false, 1), None)]
    {
        assert!(numbers(&receipt, budget).is_empty());
    }
}

#[test]
fn a_gap_in_a_catalogue_is_seen() {
    let words = Catalogue::read(r#"{ "explain_candidate": { "message": "$1 $2 $3 $" } }"#).unwrap();
    let said = explain(&receipt(Reason::Shown), &words, &str::to_owned, None);
    assert_eq!(said.candidates, ["hold-the-price reason_shown $3 $"]);
    assert!(Catalogue::read("[]").is_err());
}
