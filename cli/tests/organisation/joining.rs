//! A line to send, by which people join a team.

use std::fs;

use cuecard::join::Link;
use cuecard::trust::pin;

use super::made::*;

/// The command with some of its options written otherwise; `None` leaves one out.
fn asking<'a>(others: &[(&'a str, Option<&'a str>)]) -> Vec<&'a str> {
    let usual = [
        ("--team", Some("sales")),
        ("--role", Some("account-executive")),
        ("--repository", Some("https://cue.example/acme")),
        ("--until", Some("2026-12-24")),
        ("--key", Some(ORGANISATION)),
    ];
    let mut words = vec!["org", "link"];
    for (name, value) in usual {
        let value = others.iter().find(|(other, _)| *other == name).map_or(value, |(_, value)| *value);
        words.extend(value.map(|value| [name, value]).into_iter().flatten());
    }
    words
}

#[test]
fn a_link_is_one_line_that_says_where_who_and_until_when() {
    let organisation = Organisation::with_sales("link");
    let said = organisation.does(&asking(&[]));
    assert_eq!(said.lines().count(), 1, "{said}");
    let link = Link::read(&said).unwrap();
    assert_eq!((link.terms.team.as_str(), link.terms.role.as_deref()), ("sales", Some("account-executive")));
    assert_eq!(link.terms.repository, "https://cue.example/acme/");
    assert_eq!(link.terms.until.to_string(), "2026-12-24");
    let root = fs::read(organisation.folder.join("root.json")).unwrap();
    assert_eq!(link.terms.pin, pin(&root));
    let bare = organisation.does(&asking(&[("--role", None), ("--until", None)]));
    let terms = Link::read(&bare).unwrap().terms;
    assert_eq!((terms.role, terms.until.to_string()), (None, "2026-12-22".to_owned()));
}

#[test]
fn a_link_that_nobody_could_use_is_not_made() {
    let organisation = Organisation::with_sales("no-link");
    let cases = [
        ("--team", "support", "nobody manages a team `support`"),
        ("--role", "Account Executive", "this is no role's name"),
        ("--repository", "http://cue.example/", "unencrypted"),
        ("--repository", "http://localhost.cue.example/", "unencrypted"),
        ("--repository", "cue.example", "no address"),
        ("--repository", "https://", "names no host"),
        ("--repository", "https://cue.example/?a=b", "more is in it"),
        ("--repository", "https://me@cue.example/", "more is in it"),
        ("--until", "2026-11-22", "ended already"),
        ("--key", AUTHORS, "this key may not sign as the organisation"),
        ("--key", "people/ada.key.pem", "this key may not sign as the organisation"),
        ("--key", "nowhere.key.pem", "cannot be read"),
    ];
    for (name, value, why) in cases {
        organisation.refuses(&asking(&[(name, Some(value))]), 1, why);
    }
    organisation.refuses(&asking(&[("--until", Some("soon"))]), 2, "write a day");
    for (local, expected) in
        [("http://localhost:8000", "http://localhost:8000/"), ("http://127.0.0.1/a/", "http://127.0.0.1/a/")]
    {
        let said = organisation.does(&asking(&[("--repository", Some(local))]));
        assert_eq!(Link::read(&said).unwrap().terms.repository, expected);
    }
}
