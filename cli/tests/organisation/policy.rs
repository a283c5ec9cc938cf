//! What the organisation signs for its people, and what nobody widens alone.

use std::fs;

use super::made::*;

const EXAMPLE: &str = include_str!("../../../docs/policy.toml");
const COUNCIL: &str = "people/wanda.key.pem";

/// The example, with other words in it.
fn write(organisation: &Organisation, changes: &[(&str, &str)]) {
    let mut text = EXAMPLE.to_owned();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    fs::write(organisation.folder.join("policy.toml"), text).unwrap();
}

const SIGN: [&str; 5] = ["policy", "sign", "policy.toml", "--key", ORGANISATION];
const CONSENT: [&str; 4] = ["policy", "consent", "--key", COUNCIL];

fn signs(organisation: &Organisation, changes: &[(&str, &str)]) -> String {
    write(organisation, changes);
    organisation.does(&SIGN)
}

fn at(organisation: &mut Organisation, day: &str) {
    organisation.now = format!("{day}T00:00:00Z");
}

fn says(organisation: &Organisation) -> String {
    organisation.does(&["status"])
}

#[test]
fn what_leaves_is_widened_with_the_second_key_from_its_day_on() {
    let mut organisation = Organisation::new("policy");
    organisation.person("wanda");
    assert!(says(&organisation).contains("no policy is published"));
    let said = signs(&organisation, &[("level = \"counts\"", "level = \"local\"")]);
    for words in ["Acme", "team sales: Sales, account-executive", "20 of 100", "nothing leaves a browser"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(said.contains("no managers of sales are enrolled") && !said.contains("second key"), "{said}");
    organisation.publish();
    assert!(says(&organisation).contains("policy of Acme\n  nothing leaves a browser"));
    // Nobody can agree, and nobody agrees with themselves.
    write(&organisation, &[]);
    organisation.refuses(&SIGN, 1, "nobody can agree");
    let own = "keys/organisation.public.json";
    let fingerprint = organisation.fingerprint(own);
    let enrol = ["org", "enrol", "works-council", own, "--fingerprint", &fingerprint, "--key", ORGANISATION];
    organisation.refuses(&enrol, 1, "may sign for the organisation itself");
    organisation.enrol("works-council", "wanda");
    organisation.refuses(&CONSENT, 1, "nothing is to leave a browser");
    let said = signs(&organisation, &[]);
    for words in ["wider than what holds", "told as anonymous counts", "the system jira-cloud", "`health`"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    organisation.publish();
    let status = says(&organisation);
    assert!(
        status.contains("nothing leaves a browser\n  waits since 2026-11-22\nuntil the second"),
        "{status}"
    );
    // Neither too early, nor by the organisation.
    let early = [&CONSENT[..], &["--from", "2026-12-05"]].concat();
    organisation.refuses(&early, 1, "less than 14 days' notice");
    organisation.refuses(
        &["policy", "consent", "--key", ORGANISATION],
        1,
        "this key may not sign as works-council",
    );
    let said = organisation.does(&CONSENT);
    assert!(said.contains("this is wider than what holds") && said.contains("  - groups of 10"), "{said}");
    assert!(said.contains("wanda agrees: from 2026-12-06 on"), "{said}");
    organisation.publish();
    assert!(says(&organisation).contains("wanda agreed: from 2026-12-06 on"));
    at(&mut organisation, "2026-12-05");
    organisation.publish();
    assert!(says(&organisation).contains("nothing leaves a browser"));
    at(&mut organisation, "2026-12-06");
    let status = says(&organisation);
    assert!(status.contains("counts, to https://cuecard.acme.example; groups of 10"), "{status}");
    assert!(!status.contains("waits"), "{status}");
    assert!(status.contains("\nworks-council\n") && status.contains("  wanda"), "{status}");
}

#[test]
fn less_leaves_at_once_and_goes_back_only_with_consent() {
    let mut organisation = Organisation::new("narrower");
    organisation.person("wanda");
    // Whoever joins sees it; later nobody could widen it.
    let said = signs(&organisation, &[]);
    assert!(said.contains("nobody has a second key"), "{said}");
    organisation.publish();
    assert!(says(&organisation).contains("groups of 10"));
    organisation.refuses(&["policy", "sign", "policy.toml", "--key", AUTHORS], 1, "may not sign as targets");
    assert!(!signs(&organisation, &[]).contains("less leaves than before"), "the same");
    let said = signs(&organisation, &[("floor = 10", "floor = 20")]);
    assert!(said.contains("less leaves than before") && !said.contains("wider"), "{said}");
    organisation.publish();
    assert!(says(&organisation).contains("groups of 20"));
    organisation.enrol("works-council", "wanda");
    // Wider and narrower: what is narrower does not wait.
    let mixed = [("floor = 10", "floor = 15"), (", \"jira-cloud\"", "")];
    let said = signs(&organisation, &mixed);
    assert!(said.contains("groups of 15 people and more are shown (until then of 20)"), "{said}");
    organisation.publish();
    let status = says(&organisation);
    assert!(status.contains("groups of 20") && !status.contains("jira-cloud"), "{status}");
    organisation.does(&CONSENT);
    organisation.publish();
    // The consent is to that, and to nothing that is signed after it.
    signs(&organisation, &[("floor = 10", "floor = 14"), (", \"jira-cloud\"", "")]);
    organisation.publish();
    at(&mut organisation, "2026-12-06");
    organisation.publish();
    let status = says(&organisation);
    assert!(status.contains("groups of 20") && status.contains("until the second key agrees"), "{status}");
    // That which was agreed to, again: it was seen anew today.
    signs(&organisation, &mixed);
    organisation.publish();
    let status = says(&organisation);
    assert!(status.contains("groups of 20") && status.contains("from 2026-12-20 on"), "{status}");
    organisation.does(&["policy", "consent", "--withdraw", "--key", COUNCIL]);
    organisation.publish();
    assert!(says(&organisation).contains("until the second key agrees"));
    // What was taken back before its day has never been in force.
    at(&mut organisation, "2026-12-20");
    organisation.publish();
    let status = says(&organisation);
    assert!(status.contains("groups of 20") && status.contains("until the second key agrees"), "{status}");
    organisation.refuses(
        &["policy", "consent", "--withdraw", "--key", COUNCIL],
        1,
        "nobody has agreed to anything",
    );
}

#[test]
fn two_of_the_council_sign_the_same_and_sign_it_again_before_it_ends() {
    let mut organisation = Organisation::new("council");
    for name in ["wanda", "willi"] {
        organisation.person(name);
    }
    organisation.enrol("works-council", "wanda");
    organisation.publish();
    let mut words = organisation.enrolling("works-council", "willi").to_vec();
    words.extend(["--threshold".into(), "2".into()]);
    organisation.does(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let said = signs(&organisation, &[]);
    assert!(said.contains("this is to leave, and waits"), "{said}");
    let consent = |organisation: &Organisation, name: &str| {
        organisation.does(&["policy", "consent", "--key", &format!("people/{name}.key.pem")])
    };
    assert!(consent(&organisation, "wanda").contains("1 of 2 signatures"));
    organisation.publish();
    assert!(says(&organisation).contains("until the second key agrees"));
    // A day later, to the same.
    at(&mut organisation, "2026-11-23");
    assert!(consent(&organisation, "willi").contains("from 2026-12-06 on"));
    organisation.publish();
    assert!(says(&organisation).contains("wanda agreed: from 2026-12-06 on"));
    at(&mut organisation, "2026-12-06");
    organisation.publish();
    assert!(says(&organisation).contains("groups of 10"));
    // Before it ends, the same day stays; another is another consent.
    at(&mut organisation, "2027-02-01");
    assert!(consent(&organisation, "wanda").contains("from 2026-12-06 on"));
    organisation.refuses(&[&CONSENT[..], &["--from", "2026-12-07"]].concat(), 1, "less than 14 days' notice");
    // Whoever's file is no longer in force says nothing: for those who join, it is as if nobody agreed.
    at(&mut organisation, "2027-03-15");
    organisation.does(&["org", "renew", "--key", ORGANISATION]);
    organisation.publish();
    let status = says(&organisation);
    assert!(status.contains("works-council is quiet") && status.contains("groups of 10"), "{status}");
}

#[test]
fn what_cannot_be_meant_is_refused_with_its_line_and_changes_nothing() {
    let organisation = Organisation::new("nonsense");
    let cases = [
        ("holdback = 20", "holdback = 90", "withheld more often than shown"),
        ("account-executive", "account-exec", "there is no role `account-exec`"),
        ("\"jira-cloud\"", "\"jira\"", "there is no system `jira`"),
        ("https://cuecard", "http://cuecard", "not an https address"),
        ("organisation =", "organization =", "unknown field `organization`"),
        ("[data]", "[dat", "docs/policy.toml explains every key"),
    ];
    for (old, new, why) in cases {
        write(&organisation, &[(old, new)]);
        organisation.refuses(&SIGN, 1, why);
        let text = fs::read_to_string(organisation.folder.join("policy.toml")).unwrap();
        let line = text.lines().position(|line| line.contains(new)).unwrap() + 1;
        organisation.refuses(&SIGN, 1, &format!("policy.toml:{line}:"));
    }
    // All that people work on would be for trying.
    write(&organisation, &[("acme--sandbox.l", "*.l"), (", \"acme.atlassian.net\"", "")]);
    organisation.refuses(&SIGN, 1, "nothing would ever count");
    organisation.refuses(&["policy", "sign", "none.toml", "--key", ORGANISATION], 1, "it cannot be read");
    fs::write(organisation.folder.join("large.toml"), " ".repeat(256 * 1024 + 1)).unwrap();
    organisation.refuses(&["policy", "sign", "large.toml", "--key", ORGANISATION], 1, "larger than 256 KB");
    write(&organisation, &[]);
    organisation.refuses(
        &["policy", "sign", "policy.toml", "people", "--key", ORGANISATION],
        1,
        "there is no such folder",
    );
    organisation.person("wanda");
    organisation.enrol("works-council", "wanda");
    organisation.refuses(&CONSENT, 1, "the organisation has said nothing of data");
}

#[test]
fn systems_and_roles_of_its_own_are_signed_with_it_by_the_organisation() {
    let organisation = Organisation::new("systems");
    let content = content_with(&organisation.folder, "own", str::to_owned);
    let role = fs::read_to_string(content.join("roles/account-executive.yaml")).unwrap();
    fs::write(content.join("roles/closer.yaml"), role.replace("role: account-executive", "role: closer"))
        .unwrap();
    let changes = [("role = \"account-executive\"", "role = \"closer\"")];
    write(&organisation, &changes);
    organisation.refuses(&SIGN, 1, "there is no role `closer`");
    let own = ["policy", "sign", "policy.toml", content.to_str().unwrap(), "--key", ORGANISATION];
    let said = organisation.does(&own);
    for words in ["systems of its own: github, jira-cloud", "fields bound for: ", "roles of its own: "] {
        assert!(said.contains(words), "{words}: {said}");
    }
    organisation.publish();
    let verified = organisation.does(&["verify", "repository", "--root", "root.json"]);
    assert!(verified.contains("policy.json") && verified.contains("data.json"), "{verified}");
    let targets = fs::read_dir(organisation.folder.join("repository/targets")).unwrap();
    let mut files = targets.map(|file| file.unwrap().path());
    let policy = files.find(|file| file.to_str().unwrap().ends_with(".policy.json")).unwrap();
    let policy = cuecard::policy::Policy::read(&fs::read(policy).unwrap()).unwrap();
    assert_eq!(policy.team("sales").unwrap().role, "closer");
    assert_eq!((policy.systems.adapters.len(), policy.systems.bindings.len()), (4, 3));
    assert!(policy.roles.iter().any(|role| role.role == "closer" && role.budget.seconds == 360));
    assert!(!organisation.does(&own).contains("of its own no more"));
    // Whoever forgets the folder is told.
    let said = signs(&organisation, &[]);
    assert!(said.contains("of its own no more: github, jira-cloud"), "{said}");
    // A content folder with a fault is told as `cuecard sign` tells it.
    fs::write(content.join("roles/closer.yaml"), "role: closer\n").unwrap();
    organisation.refuses(&own, 1, "`title` is missing");
}
