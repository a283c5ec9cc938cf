//! What is live without a verdict: where too few people meet it, and where nobody may withhold it.

use super::made::*;

#[track_caller]
fn says(organisation: &Organisation, expected: &str) {
    let status = organisation.status("sales");
    assert!(status.contains(expected), "{}: {status}", organisation.now);
}

#[test]
fn weak_evidence_is_for_few_people_and_is_opened_and_cosigned_anew_for_every_lease() {
    let mut organisation = Organisation::with_sales("weak");
    organisation.person("bob");
    organisation.enrol("team-support", "bob");
    organisation.publish();
    let pilot = |words: &[&'static str]| [&["pilot", NUDGE], words, &["--key", AUTHORS][..]].concat();
    organisation.now = "2026-11-23T00:00:00Z".into();
    let again = ["--opened", "2026-11-23", "--people"];
    let refusals: [(&[&str], i32, &str); 5] = [
        (&["--weak"], 2, "--people"),
        (&["--weak", "--people", "30", "--wide"], 2, "cannot be used with"),
        (&["--weak", "--people", "30", "--extended"], 2, "cannot be used with"),
        (&["--weak", "--people", "60"], 1, "a verdict is in reach of 60 people"),
        (&[again[0], again[1], again[2], "6000", "--weak"], 1, "a verdict is in reach of 6000 people"),
    ];
    for (words, status, why) in refusals {
        organisation.refuses(&pilot(words), status, why);
    }
    // As a trial it is told that it leads nowhere.
    let said = organisation.does(&pilot(&[&again[..], &["30"]].concat()));
    assert!(said.contains("With --weak it can be opened anew"), "{said}");
    organisation.does(&pilot(&["--weak", "--people", "30"]));
    organisation.cosign("sales", NUDGE, "ada");
    organisation.publish();
    says(&organisation, "live   slipping-close-date until 2027-01-22");
    says(&organisation, "weak evidence: too few people");
    // What it is stays so, and it goes nowhere.
    let refusals: [(&[&str], &str); 4] = [
        (&["--wide"], "neither wide nor on"),
        (&["--extended"], "neither wide nor on"),
        (&["--team", "support"], "it cannot be said whether that is enough people"),
        (&["--team", "support", "--people", "60"], "a verdict is in reach"),
    ];
    for (words, why) in refusals {
        organisation.refuses(&pilot(words), 1, why);
    }
    organisation.now = "2027-01-22T00:00:00Z".into();
    organisation.does(&["org", "renew", "--key", ORGANISATION]);
    organisation.publish();
    organisation.cosign("sales", NUDGE, "ada");
    organisation.publish();
    says(&organisation, "its lease ended on 2027-01-22");
    organisation.does(&pilot(&["--opened", "2027-01-23", "--people", "30", "--weak"]));
    organisation.publish();
    organisation.now = "2027-01-23T00:00:00Z".into();
    says(&organisation, "its pilot was opened again on 2027-01-23");
    organisation.cosign("sales", NUDGE, "ada");
    organisation.publish();
    says(&organisation, "live   slipping-close-date until 2027-03-24");
    says(&organisation, "weak evidence: too few people");
}

#[test]
fn what_is_about_safety_is_never_tested_and_counts_can_only_stop_it() {
    let organisation = Organisation::with_sales_of("safety", safety_content);
    let pilot = |words: &[&'static str]| [&["pilot", NUDGE], words, &["--key", AUTHORS][..]].concat();
    let said = organisation.does(&pilot(&[]));
    assert!(said.contains("nobody can say whether it helps"), "{said}");
    organisation.refuses(&pilot(&["--weak", "--people", "3"]), 1, "it is about safety, and never tested");
    organisation.cosign("sales", NUDGE, "ada");
    organisation.publish();
    says(&organisation, "live   slipping-close-date until 2027-01-21");
    says(&organisation, "not tested: it is about safety");
    let content = organisation.content_of_nudge();
    for verdict in ["insufficient", "improved", "no_effect", "invalid"] {
        let said = organisation.rule(&content, verdict, "2026-11-22");
        assert!(said.contains("not tested; nothing to sign"), "{verdict}: {said}");
    }
    assert!(organisation.rule(&content, "harmful", "2026-11-22").contains("it does harm, paused"));
    organisation.publish();
    says(&organisation, "the verdict of 2026-11-22 paused it: it does harm");
}
