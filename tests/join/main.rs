//! Visits to an organisation's repository, as a browser makes them: what comes of what is signed by whom.
// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../person/mod.rs"]
mod person;
mod published;

use std::collections::BTreeMap;

use cuecard::approval::{Cosign, OffList, Pilot, SwitchedOff, cosign_path, pack_path, pilot_path};
use cuecard::content::Content;
use cuecard::hash::digest;
use cuecard::join::Member;
use cuecard::policy::{CONSENT_PATH, Consent, Data, Group, Level, Policy};
use cuecard::report::Kind;
use cuecard::trust::{Reason, pin};
use published::{
    AUTHOR, LIFE, NOW, Organisation, PACK, PRICING, SLIPPING, TODAY, cosign, member, nudges, pack, sha256,
    visit,
};

/// A change to an organisation, and what comes of it: nudges, and why each is silent.
type Case = (&'static str, fn(&mut Organisation), &'static [(&'static str, Option<&'static str>)]);

#[test]
fn only_what_an_author_signed_and_a_manager_read_comes_of_a_visit() {
    const LIVE: &[(&str, Option<&str>)] = &[(PRICING, None)];
    let cases: [Case; 14] = [
        ("as it should be", |_| {}, LIVE),
        ("nobody stands by it", |it| it.says.get_mut("team-sales").unwrap().clear(), &[]),
        (
            "the author signs as the manager",
            |it| {
                let cosigns = it.says.remove("team-sales").unwrap();
                it.says.get_mut("authors").unwrap().extend(cosigns);
            },
            &[],
        ),
        (
            "the author appoints a manager of the team",
            |it| {
                it.appointed = Some(("team-friends", "cosigns/sales/*", AUTHOR));
                let cosigns = it.says.remove("team-sales").unwrap();
                it.says.insert("team-friends", cosigns);
                it.signers.insert("team-friends", AUTHOR);
            },
            &[],
        ),
        (
            "a manager writes a pack",
            |it| {
                let packs = it.says.remove("authors").unwrap();
                it.says.get_mut("team-sales").unwrap().extend(packs);
            },
            &[],
        ),
        (
            "the nudge was changed since",
            |it| it.say("authors", &pack_path(PACK, None), pack(|text| text.replace("Trade", "Grant"))),
            &[(PRICING, Some("co_sign"))],
        ),
        (
            "another pack has a nudge of the same name, before it",
            |it| it.say("authors", &pack_path("a", None), pack(|text| text.replace("Trade", "Grant"))),
            &[(PRICING, Some("co_sign"))],
        ),
        (
            "its first line names another nudge",
            |it| {
                it.say(
                    "authors",
                    &pack_path("a", None),
                    pack(|text| {
                        let (head, lines) = text.split_once('\n').unwrap();
                        let swapped =
                            head.replace(PRICING, "x").replace(SLIPPING, PRICING).replace("\"x\"", "\"y\"");
                        [swapped.as_str(), lines].join("\n")
                    }),
                );
            },
            LIVE,
        ),
        (
            "it was never opened",
            |it| _ = it.says.get_mut("authors").unwrap().remove(&pilot_path(PRICING)),
            &[(PRICING, Some("pilot"))],
        ),
        (
            "other teams try it",
            |it| {
                it.state("authors", &pilot_path(PRICING), &Pilot::new(PRICING, TODAY, vec!["support".into()]))
            },
            &[(PRICING, Some("pilot"))],
        ),
        (
            "its lease is over",
            |it| {
                it.state(
                    "authors",
                    &pilot_path(PRICING),
                    &Pilot::new(PRICING, TODAY.plus(-60), vec!["sales".into()]),
                )
            },
            &[(PRICING, Some("lease"))],
        ),
        (
            "the organisation switched it off",
            |it| {
                let off = SwitchedOff { name: PRICING.into(), reason: "Wrong.".into() };
                it.state("targets", "off.json", &OffList { nudges: vec![off], ..OffList::default() });
            },
            &[(PRICING, Some("switched_off"))],
        ),
        (
            "the policy cannot be read",
            |it| it.say("targets", "policy.json", b"{".to_vec()),
            &[(PRICING, Some("out_of_date"))],
        ),
        (
            "the list of what is off cannot be read",
            |it| it.say("targets", "off.json", b"{".to_vec()),
            &[(PRICING, Some("switched_off"))],
        ),
    ];
    for (what, change, expected) in cases {
        let mut organisation = Organisation::new();
        change(&mut organisation);
        let (content, told) = organisation.joined("en");
        let found = nudges(&content);
        let found: Vec<_> = found.iter().map(|(name, lack)| (name.as_str(), lack.as_deref())).collect();
        assert_eq!(found, expected, "{what}");
        assert_eq!(told.live, expected.iter().filter(|(_, lack)| lack.is_none()).count(), "{what}");
    }
}

#[test]
fn a_translation_that_nobody_read_is_not_shown_and_silences_nothing() {
    let german = pack(|text| text.replace("Trade, do not give", "Tauschen statt geben"));
    let title = |organisation: &Organisation| organisation.joined("de").0.aid(PRICING).unwrap().title;
    let mut organisation = Organisation::new();
    organisation.say("authors", &pack_path(PACK, Some("de")), german.clone());
    assert_eq!(title(&organisation), "Trade, do not give");
    let written = organisation.says["authors"][&pack_path(PACK, None)].clone();
    let read = Cosign {
        translations: [("de".to_owned(), sha256(&german, PRICING))].into_iter().collect(),
        ..cosign(&sha256(&written, PRICING), PRICING)
    };
    organisation.state("team-sales", &cosign_path("sales", PRICING), &read);
    assert_eq!(title(&organisation), "Tauschen statt geben");
    // The nudge that reports speak of is the same in all languages.
    let hash = |language| organisation.joined(language).0.nudge(PRICING).unwrap().content.clone();
    assert_eq!(hash("de"), hash("en"));
    organisation.say("authors", &pack_path(PACK, Some("de")), pack(|text| text.replace("Trade", "Schenken")));
    assert_eq!(title(&organisation), "Trade, do not give");
}

/// Breaks what is published, or what is signed.
type Breaks = fn(&mut BTreeMap<String, Vec<u8>>, &mut Organisation);

#[test]
fn what_is_broken_silences_nothing_else() {
    let cases: [(&str, Breaks); 3] = [
        ("a pack that is none", |_, it| it.say("authors", &pack_path("b", None), b"{}".to_vec())),
        ("a pack that is not there", |files, it| {
            it.say("authors", &pack_path("b", None), b"gone".to_vec());
            *files = it.published();
            files.retain(|path, _| !path.ends_with(".b.json"));
        }),
        ("the second key's file has ended", |_, it| _ = it.ends.insert("works-council", NOW - 1)),
    ];
    for (what, change) in cases {
        let (mut organisation, mut files) = (Organisation::new(), BTreeMap::new());
        change(&mut files, &mut organisation);
        if files.is_empty() {
            files = organisation.published();
        }
        let (text, told, _) = visit(&files, member("en"), None, NOW).outcome.unwrap();
        assert_eq!(nudges(&Content::open(text).unwrap()), [(PRICING.to_owned(), None)], "{what}");
        assert_eq!(told.left_out.is_empty(), what.starts_with("the second"), "{what}");
    }
}

#[test]
fn the_policy_is_the_organisations_alone() {
    let policy = Policy {
        organisation: "Acme".into(),
        sandbox: vec!["test.lightning.force.com".into()],
        holdback: 30,
        ..Policy::default()
    };
    let data = Data::default();
    for (role, name, holdback) in [("targets", "Acme", 30), ("authors", "", 20)] {
        let mut organisation = Organisation::new();
        organisation.state(role, "policy.json", &policy);
        organisation.state(role, "data.json", &data);
        let (content, told) = organisation.joined("en");
        let holds = content.organisation.unwrap();
        assert_eq!((told.policy.organisation.as_str(), holds.holdback), (name, Some(holdback)), "{role}");
        assert_eq!(holds.sandbox.len(), usize::from(role == "targets"), "{role}");
    }
}

#[test]
fn nothing_leaves_that_the_second_key_has_not_agreed_to() {
    let data = Data {
        level: Level::Counts,
        server: Some("https://counts.example".into()),
        apps: vec!["salesforce".into()],
        kinds: vec![Kind::Entry],
        ..Data::default()
    };
    let kinds = |organisation: &Organisation| organisation.joined("en").0.organisation.unwrap().kinds;
    let mut organisation = Organisation::new();
    organisation.state("targets", "data.json", &data);
    assert_eq!(kinds(&organisation), [], "it is there, and says nothing");
    let stated = &organisation.says["targets"]["data.json"];
    let agreed = Consent::new(&digest(&[stated]), TODAY.plus(-20), TODAY.plus(-1), "Works council");
    organisation.state("works-council", CONSENT_PATH, &agreed);
    assert_eq!(kinds(&organisation), [Kind::Entry]);
    organisation.ends.insert("works-council", NOW - 1);
    assert_eq!(kinds(&organisation), [], "it cannot be heard any more");
}

#[test]
fn people_climb_before_anything_leaves_and_with_the_numbers_that_the_second_key_agreed_to() {
    let group = |team: &str, people| Group { team: team.into(), role: "seller".into(), people };
    let data = |people| Data {
        level: Level::Counts,
        server: Some("https://counts.example".into()),
        apps: vec!["salesforce".into()],
        kinds: vec![Kind::Entry],
        before: true,
        groups: vec![group("sales", people), group("north", 30), group("south", 25)],
        ..Data::default()
    };
    for (people, agrees, expected) in [
        (40, true, "seller sales"),
        // Twice the floor are as few as can be named, and here they are the smallest group.
        (20, true, ""),
        (19, true, ""),
        (40, false, ""),
    ] {
        let mut organisation = Organisation::new();
        organisation.state("targets", "data.json", &data(people));
        if agrees {
            let stated = &organisation.says["targets"]["data.json"];
            let agreed = Consent::new(&digest(&[stated]), TODAY.plus(-20), TODAY.plus(-1), "Works council");
            organisation.state("works-council", CONSENT_PATH, &agreed);
        }
        let (content, told) = organisation.joined("en");
        let holds = content.organisation.unwrap();
        assert_eq!((holds.group.as_str(), holds.before), (expected, agrees), "{people}");
        assert_eq!((told.policy.group.as_str(), told.policy.data.before), (expected, agrees), "{people}");
    }
}

#[test]
fn what_cannot_be_believed_is_refused_with_a_reason_and_remembers_what_it_saw() {
    let files = Organisation::new().published();
    let refused = |files: &BTreeMap<String, Vec<u8>>, member, state, now| {
        visit(files, member, state, now).outcome.err().map(|refusal| refusal.reason)
    };
    let without = |path: &str| {
        let mut files = files.clone();
        files.remove(path);
        files
    };
    let cut = |path: &str| {
        let mut files = files.clone();
        files.get_mut(path).unwrap().pop();
        files.get_mut(path).unwrap().pop();
        files
    };
    let right = pin(&Organisation::root());
    let pinned = |pin: &str| Member { pin: Some(pin.to_owned()), ..member("en") };
    let cases = [
        (refused(&files, member("en"), None, NOW), None),
        (refused(&files, pinned(&right), None, NOW), None),
        (refused(&files, pinned(&right.replace('a', "b")), None, NOW), Some(Reason::Mixed)),
        (refused(&files, member("en"), None, NOW + LIFE), Some(Reason::Expired)),
        (refused(&without("metadata/timestamp.json"), member("en"), None, NOW), Some(Reason::Missing)),
        (refused(&without("metadata/1.authors.json"), member("en"), None, NOW), Some(Reason::Missing)),
        (refused(&cut("metadata/timestamp.json"), member("en"), None, NOW), Some(Reason::Truncated)),
        (refused(&cut("metadata/1.team-sales.json"), member("en"), None, NOW), Some(Reason::Truncated)),
        (refused(&BTreeMap::new(), member("en"), None, NOW), Some(Reason::Missing)),
    ];
    for (place, (found, expected)) in cases.into_iter().enumerate() {
        assert_eq!(found, expected, "{place}");
    }
    let state = visit(&files, member("en"), None, NOW).state;
    assert_eq!(refused(&files, member("en"), state.clone(), NOW - 3 * LIFE), Some(Reason::Clock));
    // A team that has no managers: what is signed holds, and nothing of it is for them.
    let other = Member { team: "support".into(), ..member("en") };
    let (text, told, _) = visit(&files, other, state, NOW).outcome.unwrap();
    assert_eq!((nudges(&Content::open(text).unwrap()), told.live), (Vec::new(), 0));
}

#[test]
fn a_visit_that_finds_nothing_new_makes_the_same_content_all_day() {
    let files = Organisation::new().published();
    let at = |now| visit(&files, member("en"), None, now).outcome.unwrap().0;
    assert_eq!(at(NOW), at(NOW + 24 * 60 * 60 - 1));
    assert_ne!(at(NOW), at(NOW + 24 * 60 * 60));
}
