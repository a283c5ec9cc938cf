//! Who may sign: enrolled, dismissed, several together, and the root above them.

use std::fs;

use super::made::*;

#[test]
fn nobody_is_enrolled_unseen_or_as_both() {
    let organisation = Organisation::with_sales("enrol");
    organisation.person("eve");
    let with = |role: &str, name: &str, fingerprint: &str| {
        let file = format!("people/{name}.public.json");
        ["org", "enrol", role, &file, "--fingerprint", fingerprint, "--key", ORGANISATION].map(str::to_owned)
    };
    let refuses = |words: &[String], why: &str| {
        organisation.refuses(&words.iter().map(String::as_str).collect::<Vec<_>>(), 1, why);
    };
    let ada = organisation.fingerprint("people/ada.public.json");
    refuses(&with("team-sales", "eve", &ada), "its fingerprint is another");
    refuses(&with("team-sales", "none", &ada), "cannot be read");
    refuses(&with("authors", "ada", &ada), "may sign as team-sales already");
    refuses(&with("team-Sales", "ada", &ada), "there is no such role");
    refuses(&with("targets", "ada", &ada), "there is no such role");
    organisation.refuses(
        &["org", "enrol", "team-sales", "people/eve.public.json", "--key", ORGANISATION],
        1,
        "nobody has compared its fingerprint",
    );
    let mut own = organisation.enrolling("team-sales", "eve");
    own[7] = "people/eve.key.pem".into();
    refuses(&own, "this key may not sign as targets");
    // A manager who has somebody else's public key does not have the key.
    let [ada, eve] =
        ["ada", "eve"].map(|name| organisation.folder.join(format!("people/{name}.public.json")));
    let forged = fs::read_to_string(&eve).unwrap();
    let public = |text: &str| text.split('"').skip_while(|part| *part != "public").nth(2).unwrap().to_owned();
    let forged = forged.replace(&public(&forged), &public(&fs::read_to_string(ada).unwrap()));
    fs::write(&eve, forged).unwrap();
    organisation.refuses(&["key", "show", "people/eve.public.json"], 1, "has not shown to have the key");
}

#[test]
fn a_deputy_stands_in_and_whoever_leaves_is_dismissed_in_one_action() {
    let organisation = Organisation::with_sales("deputy");
    organisation.cosign("sales", NUDGE, "ada");
    organisation.person("bob");
    organisation.enrol("team-sales", "bob");
    organisation.publish();
    organisation.is_live(NUDGE, true);
    // Ada's laptop is lost: what only she signed is quiet, also for whoever has it.
    let fingerprint = organisation.fingerprint("people/ada.public.json");
    organisation.does(&["org", "dismiss", "team-sales", &fingerprint, "--key", ORGANISATION]);
    let said = organisation.publish();
    assert!(said.contains("team-sales is quiet"), "{said}");
    let status = organisation.status("sales");
    assert!(status.contains("team-sales is quiet") && !status.contains("live "), "{status}");
    let late =
        ["cosign", "sales", NUDGE, "--reason", "Now.", "--minutes", "6", "--key", "people/ada.key.pem"];
    organisation.refuses(&late, 1, "this key may not sign as team-sales");
    organisation.cosign("sales", NUDGE, "bob");
    organisation.publish();
    organisation.is_live(NUDGE, true);
    assert!(organisation.status("sales").contains("bob: It matters now."));
    organisation.refuses(
        &["org", "dismiss", "team-sales", &fingerprint, "--key", ORGANISATION],
        1,
        "no key with this fingerprint",
    );
}

#[test]
fn two_authors_sign_and_half_a_signature_holds_nothing_up() {
    let organisation = Organisation::with_sales("two");
    organisation.person("carla");
    let mut words = organisation.enrolling("authors", "carla").to_vec();
    words.extend(["--threshold".into(), "2".into()]);
    organisation.does(&words.iter().map(String::as_str).collect::<Vec<_>>());
    // Both sign what is there already, before it counts.
    organisation.sign(&content(), AUTHORS);
    let said = organisation.sign(&content(), "people/carla.key.pem");
    assert!(said.contains("authors, version 4: signed"), "{said}");
    organisation.cosign("sales", NUDGE, "ada");
    organisation.publish();
    organisation.is_live(NUDGE, true);
    let changed = changed_content(&organisation.folder);
    let said = organisation.sign(&changed, AUTHORS);
    assert!(said.contains("authors, version 5: 1 of 2 signatures"), "{said}");
    organisation.cosign("sales", "pricing-objection", "ada");
    let said = organisation.publish();
    assert!(said.contains("authors, version 5, waits: 1 of 2 signatures"), "{said}");
    organisation.is_live(NUDGE, true);
    organisation.is_live("pricing-objection", true);
    // Whoever signs something else does not sign this.
    let said = organisation.sign(&content(), "people/carla.key.pem");
    assert!(said.contains("authors, version 5: 1 of 2 signatures"), "{said}");
    organisation.sign(&changed, "people/carla.key.pem");
    organisation.sign(&changed, AUTHORS);
    organisation.publish();
    assert!(organisation.status("sales").contains("the nudge was changed since"));
}

#[test]
fn a_role_that_two_have_to_sign_before_it_was_ever_published_holds_nothing_up() {
    let organisation = Organisation::with_sales("early");
    for name in ["rosa", "ruth"] {
        organisation.person(name);
    }
    organisation.enrol("reviewers", "rosa");
    let mut words = organisation.enrolling("reviewers", "ruth").to_vec();
    words.extend(["--threshold".into(), "2".into()]);
    organisation.does(&words.iter().map(String::as_str).collect::<Vec<_>>());
    organisation.cosign("sales", NUDGE, "ada");
    let said = organisation.publish();
    assert!(said.contains("reviewers, version 1, waits: 1 of 2 signatures"), "{said}");
    organisation.is_live(NUDGE, true);
}

#[test]
fn a_root_of_two_of_three_is_made_and_rotated() {
    let organisation = Organisation::none("root");
    let people = ["one", "two", "three", "four", "top", "online"];
    for name in people {
        organisation.person(name);
    }
    let public = |name: &str| format!("people/{name}.public.json");
    let [one, two, three, four, top, online] = people.map(public);
    let init =
        ["--root", &one, "--root", &two, "--root", &three, "--organisation", &top, "--online", &online];
    let make = |threshold| [&["root", "init"], &init[..], &["--threshold", threshold]].concat();
    organisation.refuses(&make("4"), 1, "4 must sign for root, and there are 3 keys");
    organisation.does(&make("2"));
    organisation.refuses(&["root", "sign", "--key", "people/top.key.pem"], 1, "none of the root's");
    let sign = |name: &str| organisation.does(&["root", "sign", "--key", &format!("people/{name}.key.pem")]);
    assert!(sign("one").contains("1 of 2 signatures"));
    assert!(sign("one").contains("1 of 2 signatures"));
    assert!(sign("three").contains("version 1: in force"));
    let fingerprint = organisation.fingerprint(&top);
    let enrol = ["org", "enrol", "authors", &four, "--fingerprint"];
    let own = organisation.fingerprint(&four);
    organisation.does(&[&enrol[..], &[&own, "--key", "people/top.key.pem"]].concat());
    organisation.does(&["publish", "--key", "people/online.key.pem"]);
    // The organisation's key is lost: the root names another.
    organisation.does(&["root", "rotate", "--of", "organisation", "--drop", &fingerprint, "--add", &two]);
    organisation.refuses(&["root", "rotate", "--add", &four], 1, "waits for signatures already");
    assert!(organisation.status("sales").contains("a root waits for signatures"));
    sign("two");
    assert!(sign("one").contains("version 2: in force"));
    organisation.refuses(&["publish", "--key", "people/online.key.pem"], 1, "nothing holds that");
    organisation.refuses(&["org", "renew", "--key", "people/top.key.pem"], 1, "may not sign as targets");
    organisation.does(&["org", "renew", "--key", "people/two.key.pem"]);
    organisation.does(&["publish", "--key", "people/online.key.pem"]);
    // A key of the root is lost: those that stay sign, and the one that comes.
    let lost = organisation.fingerprint(&three);
    organisation.does(&["root", "rotate", "--drop", &lost, "--add", &four]);
    sign("four");
    assert!(sign("one").contains("1 of 2 signatures of the former"));
    assert!(sign("two").contains("version 3: in force"));
    organisation.does(&["publish", "--key", "people/online.key.pem"]);
    organisation.does(&["verify", "repository", "--root", "root.json"]);
}
