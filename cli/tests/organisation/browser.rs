//! What a manager signs on the co-sign page is what clients believe, and nothing else is taken for it.

use std::fs;

use cuecard::approval::Flaw;
use cuecard::join::{Said, Unsaid};
use cuecard::time::{Day, parse_moment};
use cuecard::trust::sign::{PublicKey, Signed, SigningKey, TargetFile, Targets, fingerprint};
use serde_json::{Value, json};

use super::made::*;
use super::page::*;

const OTHER: &str = "pricing-objection";
const TODAY: &str = "2026-11-22";

/// A change, and why it cannot be said then.
type Wrong = (fn(&mut Said), Unsaid);

#[test]
fn what_the_page_signs_is_what_clients_believe() {
    let (organisation, mut browser) = Browser::enrolled("page");
    organisation.cosign("sales", OTHER, "ada");
    organisation.publish();
    let agenda = browser.look(&organisation);
    let before = line(&agenda, NUDGE);
    assert_eq!((before["lack"].as_str(), before["is_said"].as_bool()), (Some("not_cosigned"), Some(false)));
    assert_eq!(before["beside"], json!([{ "nudge": OTHER, "minutes": 6 }]));
    assert_eq!(before["languages"], json!(["", "de"]));
    assert_eq!(line(&agenda, OTHER)["said"]["by"], "ada");
    let publication = browser.cosign(&organisation, NUDGE, "bea.publication.json");
    let after = line(&browser.look(&organisation), NUDGE);
    assert_eq!(
        (after["is_waiting"].as_bool(), after["said"]["reason"].as_str()),
        (Some(true), Some("It matters now."))
    );
    // The next version, for 90 days, with what ada said untouched.
    let file = &publication.file.signed;
    assert_eq!((file.header.version, file.header.expires.as_str()), (3, "2027-02-20T00:00:00Z"));
    assert_eq!((file.targets.len(), publication.targets.len()), (2, 1));
    let words = organisation.does(&["take", "bea.publication.json"]);
    for part in [
        "slipping-close-date for sales: 4 minutes a week, 2026-11-22 until 2027-01-21",
        "Bea: It matters now.",
        "team-sales, version 3: signed; `cuecard publish`",
    ] {
        assert!(words.contains(part), "{words}");
    }
    organisation.is_live(NUDGE, false);
    organisation.publish();
    organisation.is_live(NUDGE, true);
    organisation.is_live(OTHER, true);
    let verified = organisation.does(&["verify", "repository", "--root", "root.json"]);
    assert!(verified.contains("cosigns/sales/slipping-close-date.json"), "{verified}");
    // Taken back, it is quiet; what was taken over already waits no more.
    let agenda = browser.look(&organisation);
    assert_eq!(line(&agenda, NUDGE)["is_waiting"], false);
    let draft = agenda.withdraw(NUDGE).unwrap();
    browser.sign(&organisation, draft, "back.publication.json");
    let words = organisation.does(&["take", "back.publication.json"]);
    assert!(words.contains("slipping-close-date taken back for sales"), "{words}");
    organisation.publish();
    organisation.is_live(NUDGE, false);
    organisation.is_live(OTHER, true);
}

#[test]
fn a_card_is_the_one_that_people_see_in_every_language_there_is() {
    let (organisation, browser) = Browser::enrolled("card");
    let agenda = browser.look(&organisation);
    let card = |language: &str| -> Value {
        serde_json::from_str(&agenda.card(&said(NUDGE), language).unwrap()).unwrap()
    };
    let (written, german) = (card(""), card("de"));
    assert_eq!((written["title"].as_str(), card("xx") == written), (Some("Date the buyer's next act"), true));
    assert_ne!(german["title"], written["title"]);
    assert_eq!(written["approval"]["by"], "Bea");
    assert!(written["body"].is_array() && written["seconds"].as_u64().is_some_and(|seconds| seconds > 0));
    assert_eq!(agenda.card(&said("none"), ""), None);
}

#[test]
fn the_page_refuses_what_the_command_refuses() {
    let (organisation, browser) = Browser::enrolled("unsaid");
    let agenda = browser.look(&organisation);
    let cases: [Wrong; 8] = [
        (|it| it.reason = " \n".into(), Unsaid::Flawed(Flaw::NoReason)),
        (|it| it.reason = "x".repeat(301), Unsaid::Flawed(Flaw::TooLong)),
        (|it| it.minutes = 0, Unsaid::Flawed(Flaw::Minutes)),
        (|it| it.minutes = 61, Unsaid::Flawed(Flaw::Minutes)),
        (|it| it.until = Day::parse(TODAY).unwrap(), Unsaid::Flawed(Flaw::Days)),
        (|it| it.until = Day::parse(TODAY).unwrap().plus(91), Unsaid::Flawed(Flaw::Days)),
        (|it| it.until = Day::default(), Unsaid::Flawed(Flaw::Days)),
        (|it| it.nudge = "none".into(), Unsaid::NoNudge),
    ];
    for (change, unsaid) in cases {
        let mut said = said(NUDGE);
        change(&mut said);
        assert_eq!(agenda.cosign(&said).unwrap_err(), unsaid);
    }
    assert_eq!(agenda.withdraw(NUDGE).unwrap_err(), Unsaid::NoNudge);
    let stranger = Browser::new(9).look(&organisation);
    assert!(stranger.told().contains(r#""name":null"#));
    assert_eq!(stranger.cosign(&said(NUDGE)).unwrap_err(), Unsaid::NotEnrolled);
    // Another key's signature makes no publication.
    let draft = agenda.cosign(&said(NUDGE)).unwrap();
    let proof = Browser::new(9).proof(&draft.message().unwrap());
    assert!(draft.sign(&proof).is_err());
}

#[test]
fn two_statements_before_one_publication_are_both_there_and_no_others_are_lost() {
    let (organisation, mut browser) = Browser::enrolled("two");
    browser.cosign(&organisation, NUDGE, "one.publication.json");
    let both = browser.cosign(&organisation, OTHER, "two.publication.json");
    assert_eq!((both.file.signed.header.version, both.targets.len()), (2, 2));
    organisation.does(&["take", "one.publication.json"]);
    organisation.does(&["take", "two.publication.json"]);
    organisation.does(&["take", "two.publication.json"]);
    organisation.refuses(&["take", "one.publication.json"], 1, "would be lost");
    organisation.publish();
    organisation.is_live(NUDGE, true);
    organisation.is_live(OTHER, true);
    organisation.refuses(
        &["take", "two.publication.json"],
        1,
        "it is version 2 of team-sales, and 3 is next",
    );
    // What ada signs meanwhile is not lost either.
    let draft = browser.look(&organisation).withdraw(NUDGE).unwrap();
    organisation.does(&["cosign", "sales", OTHER, "--withdraw", "--key", "people/ada.key.pem"]);
    browser.sign(&organisation, draft, "late.publication.json");
    organisation.refuses(
        &["take", "late.publication.json"],
        1,
        "cosigns/sales/pricing-objection.json was signed",
    );
}

#[test]
fn a_team_that_said_nothing_for_long_begins_again() {
    let (mut organisation, mut browser) = Browser::enrolled("again");
    organisation.cosign("sales", OTHER, "ada");
    organisation.publish();
    organisation.now = "2027-03-01T00:00:00Z".into();
    organisation.does(&["org", "renew", "--key", ORGANISATION]);
    organisation.sign(&content(), AUTHORS);
    organisation.publish();
    let pilot = ["pilot", NUDGE, "--team", "sales", "--people", "60", "--key", AUTHORS];
    organisation.does(&[&pilot[..], &["--opened", "2027-03-01"]].concat());
    assert!(organisation.publish().contains("team-sales is quiet"));
    let agenda = browser.look(&organisation);
    let line = line(&agenda, NUDGE);
    assert_eq!((line["lack"].as_str(), line["day"].as_str()), (Some("ended"), Some("2027-02-20")));
    let until = Day::parse("2027-04-01").unwrap();
    let draft = agenda.cosign(&Said { until, ..said(NUDGE) }).unwrap();
    let publication = browser.sign(&organisation, draft, "again.publication.json");
    assert_eq!(publication.file.signed.header.version, 3);
    organisation.does(&["take", "again.publication.json"]);
    assert!(!organisation.publish().contains("quiet"));
    organisation.is_live(NUDGE, true);
}

#[test]
fn a_publication_that_clients_would_not_believe_is_refused() {
    let (organisation, mut browser) = Browser::enrolled("untaken");
    let right = browser.cosign(&organisation, NUDGE, "right.publication.json");
    let path = "cosigns/sales/slipping-close-date.json";
    let text = right.targets[path].clone();
    let own = browser.key.clone();
    let with = |key: &SigningKey, change: &dyn Fn(&mut Targets, &mut Value)| {
        let (mut says, mut file) = (right.file.signed.clone(), serde_json::to_value(&right).unwrap());
        change(&mut says, &mut file);
        let mut signed = Signed::new(says);
        signed.sign(key).unwrap();
        file["file"] = serde_json::to_value(signed).unwrap();
        serde_json::to_vec(&file).unwrap()
    };
    let says = |change: &dyn Fn(&str) -> String| {
        let text = change(&text);
        with(&own, &|says: &mut Targets, file: &mut Value| {
            says.targets.insert(path.into(), TargetFile::of(text.as_bytes()));
            file["targets"][path] = text.as_str().into();
        })
    };
    let until = parse_moment(NOW).unwrap() + 92 * 24 * 60 * 60;
    let foreign = TargetFile::of(b"{}");
    let cases: [(Vec<u8>, &str); 16] = [
        (b"{}".to_vec(), "it is no publication of ours"),
        (vec![b' '; 2 * 1024 * 1024], "it is no publication of ours"),
        (with(&own, &|_, file| file["format"] = 2.into()), "it is of a later format"),
        (with(&own, &|_, file| file["role"] = "authors".into()), "only what managers of a team sign"),
        (with(&own, &|_, file| file["role"] = "team-support".into()), "nothing of team-support is published"),
        (
            with(&SigningKey::from_bytes(&[9; 32]), &|_, _| ()),
            "nobody has signed it who may sign as team-sales",
        ),
        (with(&own, &|says, _| says.header.version = 3), "it is version 3 of team-sales, and 2 is next"),
        (with(&own, &|says, _| says.renew(2, until)), "it would be in force until 2027-02-22"),
        (with(&own, &|says, _| says.renew(2, until - 100 * 86_400)), "it would be in force until 2026-11-14"),
        (
            with(&own, &|says, _| says.delegate("x", &["*"], &[PublicKey::of(&own, "")], 1)),
            "it says more than team-sales may",
        ),
        (
            with(&own, &|says, _| drop(says.targets.insert("packs/a.json".into(), foreign.clone()))),
            "team-sales may not speak of packs/a.json",
        ),
        (with(&own, &|_, file| file["targets"] = json!({})), "is not there, or not"),
        (with(&own, &|says, _| drop(says.targets.remove(path))), "is there, and nobody signed it"),
        (says(&|text| text.replace("\"Bea\"", "\"ada\"")), "ada says it, and"),
        (says(&|text| text.replace("\"minutes\":4", "\"minutes\":0")), "1 to 60 minutes"),
        (says(&|text| text.replace("\"team\":\"sales\"", "\"team\":\"support\"")), "it speaks of another"),
    ];
    for (bytes, why) in cases {
        fs::write(organisation.folder.join("wrong.publication.json"), bytes).unwrap();
        organisation.refuses(&["take", "wrong.publication.json"], 1, why);
    }
    organisation.refuses(&["take", "none.publication.json"], 1, "it cannot be read");
    organisation.refuses(&["take"], 2, "<FILE>");
    // Dismissed, the key signs no more.
    let print = fingerprint(&PublicKey::of(&own, ""));
    organisation.does(&["org", "dismiss", "team-sales", &print, "--key", ORGANISATION]);
    organisation.refuses(&["take", "right.publication.json"], 1, "nobody has signed it");
}
