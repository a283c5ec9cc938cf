//! What happens to a nudge later: mended, switched off, judged.

use std::fs;

use super::made::*;

#[test]
fn a_mended_word_keeps_the_cosign_by_a_reviewer_who_is_no_author() {
    let organisation = Organisation::with_sales("review");
    organisation.person("rosa");
    let folder = &organisation.folder;
    let (slip, other) = (misspelt_content(folder), changed_content(folder));
    let [slip_folder, other_folder, mended] =
        [&slip, &other, &content()].map(|folder| folder.to_str().unwrap().to_owned());
    organisation.sign(&slip, AUTHORS);
    organisation.publish();
    organisation.cosign("sales", NUDGE, "ada");
    organisation.publish();
    organisation.sign(&content(), AUTHORS);
    organisation.publish();
    organisation.is_live(NUDGE, false);
    let review = |new: &str, key: &str| {
        ["review", &slip_folder, new, NUDGE, "--key", &format!("{key}.key.pem")].map(str::to_owned)
    };
    let words = |words: &[String]| organisation.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let (_, said) = words(&review(&mended, "keys/authors"));
    assert!(said.contains("may not sign as reviewers"), "{said}");
    organisation.enrol("reviewers", "rosa");
    let [said, what] =
        [words(&review(&other_folder, "people/rosa")), words(&review(&slip_folder, "people/rosa"))];
    assert!(said.0 == 1 && said.1.contains("this is a new version"), "{}", said.1);
    assert!(what.0 == 1 && what.1.contains("it did not change"), "{}", what.1);
    let (status, said) = words(&review(&mended, "people/rosa"));
    assert!(status == 0 && said.contains("means what it did, says rosa"), "{said}");
    organisation.publish();
    organisation.is_live(NUDGE, true);
    let author =
        ["org", "enrol", "reviewers", "keys/authors.public.json", "--key", ORGANISATION, "--fingerprint"];
    let fingerprint = organisation.fingerprint("keys/authors.public.json");
    organisation.refuses(&[&author[..], &[&fingerprint]].concat(), 1, "may sign as authors already");
}

#[test]
fn what_is_switched_off_is_quiet_until_it_is_on_again() {
    let organisation = Organisation::with_sales("off");
    organisation.cosign("sales", NUDGE, "ada");
    organisation.cosign("sales", "pricing-objection", "ada");
    organisation.publish();
    let key = ["--key", ORGANISATION];
    let off = |words: &[&'static str]| [&["off"], words, &key[..]].concat();
    organisation.refuses(&off(&[NUDGE]), 2, "--reason");
    organisation.refuses(&off(&[NUDGE, "--reason", " "]), 1, "without a reason");
    organisation.refuses(&off(&[NUDGE, "--on"]), 1, "it is not off");
    organisation.refuses(&["off", NUDGE, "--reason", "No.", "--key", AUTHORS], 1, "may not sign as targets");
    let said = organisation.does(&off(&["slipping", "--reason", "A slip."]));
    assert!(said.contains("nothing that is published here has this name"), "{said}");
    organisation.does(&off(&["slipping", "--on"]));
    let said = organisation.does(&off(&[NUDGE, "--reason", "Its third step is wrong."]));
    assert!(!said.contains("has this name"), "{said}");
    organisation.is_live(NUDGE, true);
    organisation.publish();
    organisation.is_live(NUDGE, false);
    organisation.is_live("pricing-objection", true);
    assert!(organisation.status("sales").contains("it is switched off: Its third step is wrong."));
    organisation.does(&off(&["salesforce", "--app", "--reason", "Salesforce changed."]));
    organisation.publish();
    organisation.is_live("pricing-objection", false);
    organisation.does(&off(&["salesforce", "--app", "--on"]));
    organisation.does(&off(&[NUDGE, "--on"]));
    organisation.publish();
    organisation.is_live(NUDGE, true);
    organisation.is_live("pricing-objection", true);
}

#[test]
fn a_pilot_ends_unless_a_verdict_renews_it_and_goes_wide_only_then() {
    let mut organisation = Organisation::with_sales("lease");
    organisation.person("bob");
    organisation.enrol("team-support", "bob");
    let verdicts = ["--key", "keys/verdicts.key.pem"];
    let live = |organisation: &Organisation, team: &str, says: &str| {
        let status = organisation.status(team);
        assert!(status.contains(says), "{}, {team}: {status}", organisation.now);
    };
    let at = |organisation: &mut Organisation, day: &str| organisation.now = format!("{day}T00:00:00Z");
    organisation.publish();
    organisation.cosign("sales", NUDGE, "ada");
    organisation.cosign("support", NUDGE, "bob");
    organisation.publish();
    live(&organisation, "sales", "live   slipping-close-date until 2027-01-21");
    live(&organisation, "sales", "not tested yet");
    live(&organisation, "support", "other teams try it");
    // The author alone goes nowhere: neither further, nor again.
    let pilot = |words: &[&'static str]| [&["pilot", NUDGE], words, &["--key", AUTHORS][..]].concat();
    organisation.does(&pilot(&["--wide"]));
    organisation.publish();
    live(&organisation, "support", "other teams try it");
    organisation.refuses(&pilot(&["--team", "suport"]), 1, "no managers of suport are enrolled");
    at(&mut organisation, "2027-01-20");
    organisation.does(&["org", "renew", "--key", ORGANISATION]);
    organisation.publish();
    organisation.cosign("sales", NUDGE, "ada");
    organisation.cosign("support", NUDGE, "bob");
    organisation.publish();
    live(&organisation, "sales", "live   slipping-close-date until 2027-01-21");
    at(&mut organisation, "2027-01-21");
    live(&organisation, "sales", "its lease ended on 2027-01-21 without a verdict");
    organisation.refuses(&pilot(&["--opened", "2027-01-21"]), 1, "--people");
    let said = organisation.does(&pilot(&["--opened", "2027-01-21", "--people", "30"]));
    assert!(said.contains("WEAK EVIDENCE"), "{said}");
    organisation.publish();
    live(&organisation, "sales", "its pilot was opened again on 2027-01-21");
    organisation.refuses(&pilot(&["--opened", "2026-11-22"]), 1, "opened later than this already");
    organisation.cosign("sales", NUDGE, "ada");
    organisation.publish();
    live(&organisation, "sales", "live   slipping-close-date until 2027-03-22");
    // A verdict on what is published: first one of something else, then one that it helps.
    let content = organisation.content_of_nudge();
    assert!(
        organisation.rule("0000000000000000", "harmful", "2027-01-25").contains("is not what is published")
    );
    assert!(organisation.rule(&content, "running", "2027-01-25").contains("nothing to sign"));
    assert!(organisation.rule(&content, "improved", "2027-01-25").contains("renewed until 2027-03-26"));
    organisation.refuses(&["rule", "verdicts.json", "--key", AUTHORS], 1, "may not sign as verdicts");
    organisation.does(&pilot(&["--wide"]));
    organisation.cosign("support", NUDGE, "bob");
    organisation.publish();
    at(&mut organisation, "2027-01-26");
    live(&organisation, "support", "2027-01-25: it helps");
    // The same key pauses it, for everybody.
    assert!(organisation.rule(&content, "no_effect", "2027-01-26").contains("paused"));
    organisation.publish();
    live(&organisation, "sales", "the verdict of 2027-01-26 paused it");
    live(&organisation, "support", "the verdict of 2027-01-26 paused it");
    fs::write(organisation.folder.join("verdicts.json"), "{}").unwrap();
    organisation.refuses(&["rule", "verdicts.json", verdicts[0], verdicts[1]], 1, "it holds no verdicts");
}
