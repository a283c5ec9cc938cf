//! Who vouches for what: delegations, their order and their ends.

use cuecard::trust::{Client, Reason, Scope, run};
use serde_json::json;

use super::forge::{Key, NOW, Repository, Role, UNTIL, by_id, delegation};
use super::{assert_refused, first, read};

#[test]
fn a_repository_is_accepted_with_who_vouches_for_what() {
    let repository = Repository::new();
    let accepted = first(&repository).unwrap();
    assert_eq!((accepted.root, accepted.timestamp, accepted.snapshot), (1, 1, 1));
    let chains: Vec<_> =
        accepted.targets.iter().map(|(path, target)| (path.as_str(), target.chain.join(" "))).collect();
    let expected = [
        ("packs/one.json", "targets authors"),
        ("policy.json", "targets"),
        ("prices.json", "targets authors"),
        ("teams/sales/cosigns.json", "targets sales"),
        ("teams/sales/east-cosigns.json", "targets sales sales-east"),
    ];
    assert_eq!(chains, expected.map(|(path, chain)| (path, chain.to_owned())));
    let names: Vec<_> = accepted.roles.keys().collect();
    assert_eq!(names, ["authors", "sales", "sales-east", "targets"]);
    let authors = accepted.roles.get("authors").unwrap();
    assert_eq!((authors.version, authors.keys.clone()), (1, vec![Key::new(6).bytes(), Key::new(7).bytes()]));
    for path in accepted.targets.keys() {
        let file = accepted.file_of(path).unwrap();
        assert!(accepted.check(path, &repository.files[&file]).is_ok(), "{file}");
    }
    assert_eq!(cuecard::time::parse_moment(UNTIL), Some(accepted.until));
}

#[test]
fn lengths_and_hashes_may_be_left_out_but_not_versions() {
    let mut repository = Repository::new();
    repository.announces_hashes = false;
    repository.publish();
    let with = first(&Repository::new()).unwrap();
    assert_eq!(first(&repository).unwrap().targets, with.targets);
}

#[test]
fn the_first_role_that_may_speak_for_a_path_is_believed() {
    /// Roles with their patterns and whether they end the search; who vouches for `a/x` in the end.
    type Case<'a> = (&'a [(&'a str, &'a str, bool)], Option<&'a str>);
    let cases: &[Case<'_>] = &[
        (&[("one", "a/*", false), ("two", "a/*", false)], Some("one")),
        (&[("one", "b/*", false), ("two", "a/*", false)], Some("two")),
        (&[("one", "*", false), ("two", "a/*", false)], Some("two")),
        (&[("empty", "a/*", false), ("two", "a/*", false)], Some("two")),
        (&[("empty", "a/*", true), ("two", "a/*", false)], None),
        (&[("empty", "b/*", true), ("two", "a/*", false)], Some("two")),
        (&[("one", "b/*", false)], None),
    ];
    for (roles, expected) in cases {
        let mut repository = Repository::new();
        repository.roles.truncate(1);
        for (number, (name, pattern, is_terminating)) in roles.iter().enumerate() {
            let mut role = Role::new(name, &[pattern], &[Key::new(20 + number as u16)]);
            role.is_terminating = *is_terminating;
            if *name != "empty" {
                role = role.with("a/x", name.as_bytes());
            }
            repository.roles.push(role);
        }
        repository.publish();
        let accepted = first(&repository).unwrap();
        assert_eq!(accepted.targets.get("a/x").map(|target| target.role()), *expected, "{roles:?}");
    }
}

#[test]
fn those_below_a_role_are_asked_before_those_beside_it() {
    let mut repository = Repository::new();
    repository.roles.truncate(1);
    let mut below = Role::new("below", &["a/*"], &[Key::new(21)]).with("a/x", b"below");
    below.delegator = "one".into();
    repository.roles.push(Role::new("one", &["a/*"], &[Key::new(20)]));
    repository.roles.push(below);
    repository.roles.push(Role::new("two", &["a/*"], &[Key::new(22)]).with("a/x", b"two"));
    repository.publish();
    assert_eq!(first(&repository).unwrap().targets.get("a/x").unwrap().chain, ["targets", "one", "below"]);
    // What is below speaks only for what those above may give away.
    repository.role("one").paths = vec!["b/*".into()];
    repository.publish();
    assert_eq!(first(&repository).unwrap().targets.get("a/x").unwrap().role(), "two");
}

#[test]
fn a_circle_of_delegations_ends() {
    let mut repository = Repository::new();
    let back = Role::new("sales", &["*"], &[Key::new(8)]);
    repository.change_role("sales-east", |body| {
        body["delegations"] = json!({"keys": by_id(&back.keys), "roles": [delegation(&back)]});
    });
    assert_eq!(first(&repository).unwrap().targets, first(&Repository::new()).unwrap().targets);
}

#[test]
fn a_role_under_two_others_holds_for_the_keys_of_both() {
    for (key, reason) in [(6, None), (9, Some(Reason::UnknownKey))] {
        let mut repository = Repository::new();
        let mut shared = Role::new("authors", &["teams/sales/*"], &[Key::new(key)]);
        shared.threshold = 1;
        repository.role("authors").targets.push(("teams/sales/x".into(), b"x".to_vec()));
        repository.publish();
        repository.change_role("sales", |body| {
            body["delegations"] = json!({"keys": by_id(&shared.keys), "roles": [delegation(&shared)]});
        });
        let found = first(&repository);
        match reason {
            None => {
                let chain = found.unwrap().targets.get("teams/sales/x").unwrap().chain.clone();
                assert_eq!(chain, ["targets", "sales", "authors"]);
            }
            Some(reason) => assert_refused(found, reason, "authors.json"),
        }
    }
}

#[test]
fn a_client_of_some_roles_is_not_stopped_by_others() {
    let mut repository = Repository::new();
    repository.role("sales").until = "2026-01-01T00:00:00Z".into();
    repository.publish();
    assert_refused(first(&repository), Reason::Expired, "1.sales.json");
    let only = |names: &[&str]| {
        let scope = Scope::Roles(names.iter().map(|name| (*name).to_owned()).collect());
        let client = Client::new(&repository.first_root(), None, NOW, scope).unwrap();
        run(client, |wanted| repository.files.get(&wanted.path).cloned()).1
    };
    let accepted = only(&["authors"]).unwrap();
    let paths: Vec<_> = accepted.targets.keys().collect();
    assert_eq!(paths, ["packs/one.json", "policy.json", "prices.json"]);
    assert_refused(only(&["authors", "sales"]), Reason::Expired, "1.sales.json");
    // Who comes before and may speak for the same paths is asked all the same.
    let mut repository = repository.clone();
    repository.role("sales").paths.push("packs/*".into());
    repository.roles.swap(1, 2);
    repository.publish();
    let scope = Scope::Roles(vec!["authors".into()]);
    let client = Client::new(&repository.first_root(), None, NOW, scope).unwrap();
    let (_, found) = run(client, |wanted| repository.files.get(&wanted.path).cloned());
    assert_refused(found, Reason::Expired, "1.sales.json");
}

#[test]
fn roles_that_nobody_delegates_to_are_not_asked_for() {
    let mut repository = Repository::new();
    repository.publish_snapshot(|body| body["meta"]["stranger.json"] = json!({"version": 9}));
    repository.publish_timestamp(|_| {});
    assert!(!first(&repository).unwrap().roles.contains_key("stranger"));
}

#[test]
fn a_large_organisation_fits() {
    let mut repository = Repository::new();
    for number in 0..200 {
        let keys = [Key::new(100 + 2 * number), Key::new(101 + 2 * number)];
        let path = format!("teams/{number}/cosigns.json");
        repository
            .roles
            .push(Role::new(&format!("team-{number}"), &[&path], &keys).with(&path, path.as_bytes()));
    }
    for number in 0..1_000 {
        repository.role("authors").targets.push((format!("packs/{number}.json"), vec![1; 10]));
    }
    repository.publish();
    let accepted = first(&repository).unwrap();
    assert_eq!((accepted.targets.len(), accepted.roles.len()), (1_205, 204));
    let later = read(&repository.files, &repository.first_root(), Some(accepted.state.clone()), NOW);
    assert_eq!(later.unwrap().targets, accepted.targets);
}
