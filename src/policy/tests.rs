//! Who may say what is in force: the organisation itself, and for what is wider a key that is not its own.

use super::data::tests::counts;
use super::*;
use crate::hash::digest;
use crate::json;
use crate::time::Day;
use crate::trust::{Accepted, State, Target, TrustedRole};

const TODAY: Day = Day(20_000);

/// What is published: path, bytes, and whose they are.
type Files = Vec<(&'static str, Vec<u8>, Vec<&'static str>)>;

fn bytes<T: serde::Serialize>(value: &T) -> Vec<u8> {
    json::write(value).unwrap().into_bytes()
}

fn policy() -> Policy {
    Policy {
        organisation: "Acme".into(),
        teams: vec![Team { name: "sales".into(), title: "Sales".into(), role: "seller".into() }],
        hosts: vec!["*.acme.example".into()],
        holdback: 30,
        ..Policy::default()
    }
}

/// A consent that has come into force, to counts.
fn consent() -> Consent {
    Consent::new(&digest(&[&bytes(&counts())]), TODAY.plus(-20), TODAY.plus(-6), "Works council")
}

fn files() -> Files {
    vec![
        (POLICY_PATH, bytes(&policy()), vec!["targets"]),
        (DATA_PATH, bytes(&counts()), vec!["targets"]),
        (CONSENT_PATH, bytes(&consent()), vec!["targets", WORKS_COUNCIL]),
    ]
}

fn accepted(files: &Files, council: &[u8]) -> Accepted {
    let role = |keys: &[u8]| TrustedRole { version: 1, keys: keys.iter().map(|key| [*key; 32]).collect() };
    let mut roles = vec![("targets".to_owned(), role(&[1, 2]))];
    if !council.is_empty() {
        roles.push((WORKS_COUNCIL.to_owned(), role(council)));
    }
    let target = |(path, bytes, chain): &(&str, Vec<u8>, Vec<&str>)| {
        let chain = chain.iter().map(|role| (*role).to_owned()).collect();
        let target = Target { length: bytes.len() as u64, sha256: digest(&[bytes]), sha512: None, chain };
        ((*path).to_owned(), target)
    };
    Accepted {
        root: 1,
        timestamp: 1,
        snapshot: 1,
        until: 0,
        roles: roles.into_iter().collect(),
        targets: files.iter().map(target).collect(),
        state: State::default(),
    }
}

fn found(files: &Files, council: &[u8], remembered: &Remembered) -> (InForce, Remembered) {
    let accepted = accepted(files, council);
    let fetch = |path: &str| Some(files.iter().find(|(known, ..)| *known == path)?.1.clone());
    in_force(&accepted, &[], "sales", remembered, TODAY, fetch)
}

/// Somebody for whom nothing leaves, who saw the statement long ago.
fn joined() -> Remembered {
    let sha256 = crate::hash::short_hex(&digest(&[&bytes(&counts())]), 32);
    Remembered { in_force: Some(Data::default()), waiting: Some(Waiting { sha256, first_seen: Day(19_000) }) }
}

#[test]
fn what_the_organisation_signed_is_in_force() {
    let (found, remembered) = found(&files(), &[3], &joined());
    let Policy { organisation, teams, hosts, .. } = policy();
    let team = teams.into_iter().next();
    let expected = InForce { organisation, team, hosts, holdback: 30, data: counts(), ..InForce::default() };
    assert_eq!(found, expected);
    assert_eq!(remembered, Remembered { in_force: Some(counts()), waiting: None });
    let json = json::write(&found).unwrap();
    assert_eq!(json::read::<InForce>(&json).unwrap(), found);
}

#[test]
fn nobody_else_says_what_is_in_force() {
    let council = vec!["targets", WORKS_COUNCIL];
    type Change<'a> = &'a dyn Fn(&mut Files);
    let chain = |at: usize, chain: &[&'static str]| {
        let chain = chain.to_vec();
        move |files: &mut Files| files[at].2.clone_from(&chain)
    };
    let says = |at: usize, said: &str| {
        let said = said.as_bytes().to_vec();
        move |files: &mut Files| files[at].1.clone_from(&said)
    };
    let other = Consent { data: "00".repeat(32), ..consent() };
    let other = move |files: &mut Files| files[2].1 = bytes(&other);
    // What is changed, the second key's keys; whose the policy is, whether counts leave, and what is told.
    let cases: [(Change<'_>, &[u8], &str, bool, &str); 14] = [
        (&|_| (), &[3], "Acme", true, ""),
        (&|_| (), &[], "Acme", false, "wider"),
        (&|_| (), &[3, 1], "Acme", false, "wider"),
        (&|files| drop(files.pop()), &[3], "Acme", false, "wider"),
        (&chain(2, &["targets"]), &[3], "Acme", false, "wider"),
        (&chain(2, &["targets", "team-sales"]), &[3], "Acme", false, "wider"),
        (&chain(2, &["targets", WORKS_COUNCIL, "friend"]), &[3], "Acme", false, "wider"),
        (&other, &[3], "Acme", false, "wider"),
        (&says(2, "{}"), &[3], "Acme", false, "wider"),
        (&chain(1, &council), &[3], "Acme", false, ""),
        (&says(1, "{}"), &[3], "Acme", false, "broken data"),
        (&|files| drop(files.remove(1)), &[3], "Acme", false, ""),
        (&chain(0, &["targets", "authors"]), &[3], "", true, ""),
        (&says(0, "{}"), &[3], "", false, "broken"),
    ];
    for (number, (change, council, organisation, leaves, told)) in cases.into_iter().enumerate() {
        let mut files = files();
        change(&mut files);
        let (found, _) = found(&files, council, &joined());
        assert_eq!(found.organisation, organisation, "{number}: {found:?}");
        assert_eq!(found.data.tells(), leaves, "{number}: {found:?}");
        let tells = [
            (found.coming.is_some(), "wider"),
            (found.broken_data.is_some(), "broken data"),
            (found.broken.is_some(), "broken"),
        ];
        assert_eq!(tells.into_iter().find(|(is, _)| *is).map_or("", |(_, word)| word), told, "{number}");
    }
}

#[test]
fn what_is_not_what_was_signed_is_not_looked_at() {
    let right = files();
    let accepted = accepted(&right, &[3]);
    for changed in 0..3 {
        let fetch = |path: &str| {
            let at = right.iter().position(|(known, ..)| *known == path)?;
            let mut bytes = right[at].1.clone();
            // Still the same JSON.
            bytes.extend(if at == changed { " " } else { "" }.bytes());
            Some(bytes)
        };
        let (found, remembered) = in_force(&accepted, &[], "sales", &joined(), TODAY, fetch);
        assert!(!found.data.tells(), "{changed}");
        assert_eq!((found.broken.is_some(), found.broken_data.is_some()), (changed == 0, changed == 1));
        assert_eq!(found.coming.is_some(), changed == 2);
        assert_eq!(remembered.in_force.unwrap().tells(), changed == 0, "a broken policy takes nothing back");
    }
}

#[test]
fn a_team_that_the_policy_does_not_have_is_none() {
    let accepted = accepted(&files(), &[3]);
    let (found, _) = in_force(&accepted, &[], "support", &joined(), TODAY, |_| None);
    assert_eq!((found.team, found.holdback), (None, HOLDBACK));
    let fetch = |path: &str| Some(files().into_iter().find(|(known, ..)| *known == path)?.1);
    assert_eq!(in_force(&accepted, &[], "support", &joined(), TODAY, fetch).0.team, None);
}

#[test]
fn who_joins_while_the_second_key_cannot_be_heard_lets_nothing_leave() {
    let files = &files()[..2];
    let accepted = accepted(&files.to_vec(), &[]);
    let fetch = |path: &str| Some(files.iter().find(|(known, ..)| *known == path)?.1.clone());
    for (unheld, leaves) in [(&[][..], true), (&["team-sales"], true), (&[WORKS_COUNCIL], false)] {
        let (found, _) = in_force(&accepted, unheld, "sales", &Remembered::default(), TODAY, fetch);
        assert_eq!((found.data.tells(), found.coming.is_none()), (leaves, leaves), "{unheld:?}");
    }
}
