//! What is live, from when until when, and what nobody can sign.

use std::fs;

use super::made::*;

#[test]
fn a_nudge_is_live_once_its_author_and_a_manager_signed_and_it_is_published() {
    let organisation = Organisation::with_sales("live");
    assert!(organisation.status("sales").contains("no manager of the team has co-signed it"));
    let said = organisation.cosign("sales", NUDGE, "ada");
    assert!(said.contains("6 minutes a week, 2026-11-22 until 2027-01-21"), "{said}");
    organisation.is_live(NUDGE, false);
    assert!(organisation.status("sales").contains("team-sales, version 2, is signed and not published"));
    let said = organisation.publish();
    assert!(said.contains("(the freeze bound)") && said.contains("2026-12-06T00:00:00Z"), "{said}");
    organisation.is_live(NUDGE, true);
    assert!(organisation.status("sales").contains("ada: It matters now."));
    let said = organisation.cosign("sales", "pricing-objection", "ada");
    assert!(said.contains("sales has 6 minutes a week already") && said.contains(NUDGE), "{said}");
    let key = "people/ada.key.pem";
    organisation.does(&["cosign", "sales", NUDGE, "--withdraw", "--key", key]);
    organisation.publish();
    organisation.is_live(NUDGE, false);
    organisation.is_live("pricing-objection", true);
    organisation.refuses(
        &["cosign", "sales", NUDGE, "--withdraw", "--key", key],
        1,
        "nobody has co-signed it",
    );
}

#[test]
fn what_a_nudge_would_displace_is_shown_before_it_is_signed() {
    let organisation = Organisation::with_sales("displaces");
    let said = organisation.cosign("sales", NUDGE, "ada");
    assert!(said.contains("sales has no other: it displaces nothing"), "{said}");
    organisation.publish();
    let said = organisation.cosign("sales", "pricing-objection", "ada");
    assert!(said.contains(&format!("   6 min  {NUDGE}\n")), "{said}");
    assert!(said.contains("assumed: 4 moments of each in 4 weeks; or --rates"), "{said}");
    assert!(said.contains("\naccount-executive: 3 cards, 6 minutes a week\n"), "{said}");
    let rates = "team: Sales\npeople: { account-executive: 8 }\nweeks: 6\n\
                 moments_in_four_weeks: { pricing-objection: 20, slipping-close-date: 20 }\n\
                 done_without: 30\ndone_with: 45\n";
    let file = organisation.folder.join("rates.yaml");
    fs::write(&file, rates).unwrap();
    let says = ["--reason", "Now.", "--minutes", "6", "--key", "people/ada.key.pem"];
    let cosign = [&["cosign", "sales", "pricing-objection", "--rates", "rates.yaml"], &says[..]].concat();
    let said = organisation.does(&cosign);
    assert!(
        said.contains(&format!("it displaces, of each person's week:\n  {NUDGE}, co-signed by ada:")),
        "{said}"
    );
    fs::write(&file, rates.replace("pricing-objection: 20", "pricing-objection: 0")).unwrap();
    organisation.refuses(&cosign, 1, "nobody in this team comes to a moment of `pricing-objection`");
    organisation.refuses(&[&cosign[..], &["--withdraw"]].concat(), 2, "cannot be used with");
}

#[test]
fn the_budget_of_a_persons_week_is_that_of_the_policys_role() {
    let organisation = Organisation::with_sales("own-budget");
    let content = content_with(&organisation.folder, "own", str::to_owned);
    let file = content.join("roles/account-executive.yaml");
    let role = fs::read_to_string(&file).unwrap().replace("count: 3, minutes: 6", "count: 1, minutes: 2");
    fs::write(&file, role).unwrap();
    fs::write(organisation.folder.join("policy.toml"), include_str!("../../../docs/policy.toml")).unwrap();
    let own = ["policy", "sign", "policy.toml", content.to_str().unwrap(), "--key", ORGANISATION];
    organisation.does(&own);
    organisation.cosign("sales", NUDGE, "ada");
    organisation.publish();
    let said = organisation.cosign("sales", "pricing-objection", "ada");
    assert!(said.contains("\naccount-executive: 1 card, 2 minutes a week\n"), "{said}");
}

#[test]
fn what_was_changed_since_is_quiet_until_it_is_read_again() {
    let organisation = Organisation::with_sales("changed");
    organisation.cosign("sales", NUDGE, "ada");
    organisation.publish();
    organisation.is_live(NUDGE, true);
    organisation.sign(&changed_content(&organisation.folder), AUTHORS);
    organisation.publish();
    organisation.is_live(NUDGE, false);
    assert!(organisation.status("sales").contains("the nudge was changed since"));
    organisation.cosign("sales", NUDGE, "ada");
    organisation.publish();
    organisation.is_live(NUDGE, true);
}

#[test]
fn a_statement_and_the_repository_end() {
    let mut organisation = Organisation::with_sales("ends");
    let key = "people/ada.key.pem";
    let words = ["cosign", "sales", NUDGE, "--reason", "Now.", "--minutes", "6", "--key", key];
    organisation.does(&[&words[..], &["--from", "2026-11-24", "--until", "2026-11-26"]].concat());
    organisation.publish();
    for (day, says) in [
        ("2026-11-23", "its co-sign begins on 2026-11-24"),
        ("2026-11-24", "live   slipping-close-date until 2026-11-26"),
        ("2026-11-25", "live   slipping-close-date until 2026-11-26"),
        ("2026-11-26", "its co-sign ended on 2026-11-26"),
    ] {
        organisation.now = format!("{day}T12:00:00Z");
        let status = organisation.status("sales");
        assert!(status.contains(says), "{day}: {status}");
    }
    organisation.now = "2026-12-06T00:00:00Z".into();
    organisation.refuses(&["status"], 1, "It was in force until 2026-12-06T00:00:00Z");
    organisation.publish();
    organisation.now = "2026-12-19T00:00:00Z".into();
    organisation.status("sales");
}

#[test]
fn bad_statements_and_wrong_keys_are_refused_and_change_nothing() {
    let organisation = Organisation::with_sales("refused");
    organisation.person("eve");
    let key = ["--key", "people/ada.key.pem"];
    let says = |reason: &'static str, minutes: &'static str| ["--reason", reason, "--minutes", minutes];
    let cosign = |more: &[&'static str]| [&["cosign", "sales", NUDGE], more, &key[..]].concat();
    let long = "x".repeat(301);
    let cases: [(Vec<&str>, i32, &str); 13] = [
        (cosign(&says(" ", "6")), 1, "say why it matters"),
        (cosign(&says("Now.", "0")), 1, "1 to 60 minutes"),
        (cosign(&says("Now.", "61")), 1, "1 to 60 minutes"),
        (cosign(&["--minutes", "6"]), 2, "--reason"),
        (cosign(&["--reason", "Now.", "--minutes", "6", "--until", "2026-11-22"]), 1, "1 to 90 days"),
        (
            cosign(&["--reason", "Now.", "--minutes", "6", "--from", "2026-12-01", "--until", "2027-02-25"]),
            1,
            "within 90 days",
        ),
        (cosign(&["--reason", "Now.", "--minutes", "6", "--until", "tomorrow"]), 2, "write a day such as"),
        (cosign(&["pricing-objection", "--reason", "Now.", "--minutes", "6"]), 2, "unexpected argument"),
        (
            vec!["cosign", "sales", NUDGE, "--reason", &long, "--minutes", "6", key[0], key[1]],
            1,
            "at most 300",
        ),
        (
            vec!["cosign", "sales", "none", "--reason", "Now.", "--minutes", "6", key[0], key[1]],
            1,
            "no such nudge",
        ),
        (
            vec![
                "cosign",
                "sales",
                NUDGE,
                "--reason",
                "Now.",
                "--minutes",
                "6",
                "--key",
                "people/eve.key.pem",
            ],
            1,
            "this key may not sign as team-sales",
        ),
        (
            vec!["cosign", "support", NUDGE, "--reason", "Now.", "--minutes", "6", key[0], key[1]],
            1,
            "this key may not sign as team-support",
        ),
        (vec!["publish", "--key", AUTHORS], 1, "this key may not publish"),
    ];
    for (arguments, status, why) in cases {
        organisation.refuses(&arguments, status, why);
    }
    let pack = content();
    let sign = ["sign", pack.to_str().unwrap(), "--pack", "opportunity-management", "--key"];
    organisation.refuses(
        &[&sign[..], &["people/ada.key.pem"]].concat(),
        1,
        "this key may not sign as authors",
    );
    organisation.refuses(&[&sign[..], &["people/none.key.pem"]].concat(), 1, "cannot be read");
    organisation.refuses(
        &["sign", pack.to_str().unwrap(), "--pack", "none", "--key", AUTHORS],
        1,
        "it has no pack none",
    );
}
