//! One root after another: who may change it, and what a client makes of a change.

use cuecard::trust::{Client, Reason, Scope, State};
use serde_json::json;

use super::forge::{Key, NOW, Repository};
use super::{assert_refused, first, read, then};

const PAST: &str = "2026-11-21T00:00:00Z";

/// Publishes a new root after a change; those of the former root sign too.
fn rotate(repository: &mut Repository, change: impl FnOnce(&mut Repository)) {
    let former = repository.root_keys.clone();
    repository.versions[0] += 1;
    change(repository);
    repository.root_signers = repository.root_keys.clone();
    for key in former {
        if repository.root_keys.iter().all(|other| other.id() != key.id()) {
            repository.root_signers.push(key);
        }
    }
    repository.publish();
}

#[test]
fn roots_follow_each_other_one_by_one() {
    let mut repository = Repository::new();
    let seen = first(&repository).unwrap();
    rotate(&mut repository, |repository| repository.root_keys = vec![Key::new(30), Key::new(31)]);
    // One in between may have expired.
    repository.until[0] = PAST.into();
    repository.publish_root(|_| {});
    repository.until[0] = super::forge::UNTIL.into();
    rotate(&mut repository, |repository| {
        repository.root_keys = vec![Key::new(32), Key::new(33), Key::new(34)]
    });
    assert_eq!(first(&repository).unwrap().root, 3);
    let now = then(&repository, &seen).unwrap();
    assert_eq!(now.root, 3);
    // From then on, the first root is not gone through again.
    repository.files.retain(|file, _| !file.ends_with("1.root.json") && !file.ends_with("2.root.json"));
    let root = Repository::new().first_root();
    assert_eq!(read(&repository.files, &root, Some(now.state), NOW).unwrap().root, 3);
}

#[test]
fn a_root_needs_the_old_keys_and_the_new() {
    let (old, new) = (vec![Key::new(1), Key::new(2)], vec![Key::new(30), Key::new(31)]);
    let both: Vec<Key> = old.iter().chain(&new).cloned().collect();
    let half = vec![old[0].clone(), new[0].clone(), new[1].clone()];
    let other_half = vec![old[0].clone(), old[1].clone(), new[0].clone()];
    for (signers, reason) in [
        (both, None),
        (old, Some(Reason::UnknownKey)),
        (new.clone(), Some(Reason::UnknownKey)),
        (half, Some(Reason::Threshold)),
        (other_half, Some(Reason::Threshold)),
        (vec![], Some(Reason::UnknownKey)),
    ] {
        let mut repository = Repository::new();
        repository.versions[0] = 2;
        repository.root_keys = new.clone();
        repository.root_signers = signers;
        repository.publish();
        match reason {
            None => assert_eq!(first(&repository).unwrap().root, 2),
            Some(reason) => assert_refused(first(&repository), reason, "2.root.json"),
        }
    }
}

#[test]
fn a_root_has_the_version_that_follows() {
    for (version, reason) in [(1, Reason::RolledBack), (3, Reason::Mixed), (i64::MAX, Reason::Mixed)] {
        let mut repository = Repository::new();
        repository.versions[0] = 2;
        repository.publish_root(|body| body["version"] = json!(version));
        assert_refused(first(&repository), reason, "2.root.json");
    }
}

#[test]
fn a_key_that_was_taken_away_signs_no_more() {
    type Case = (&'static str, fn(&mut Repository, Vec<Key>));
    let cases: [Case; 4] = [
        ("timestamp.json", |repository, keys| repository.timestamp_keys = keys),
        ("1.snapshot.json", |repository, keys| repository.snapshot_keys = keys),
        ("1.targets.json", |repository, keys| repository.role("targets").keys = keys),
        ("1.sales.json", |repository, keys| repository.role("sales").keys = keys),
    ];
    for (file, change) in cases {
        let mut repository = Repository::new();
        repository.announces_hashes = false;
        repository.publish();
        let stolen = repository.files[&format!("metadata/{file}")].clone();
        rotate(&mut repository, |repository| {
            change(repository, vec![Key::new(40)]);
            repository.role("targets").signers = repository.role("targets").keys.clone();
            repository.role("sales").signers = repository.role("sales").keys.clone();
        });
        assert!(first(&repository).is_ok(), "{file}");
        repository.files.insert(format!("metadata/{file}"), stolen);
        assert_refused(first(&repository), Reason::UnknownKey, file);
    }
}

#[test]
fn used_up_versions_are_recovered_from_by_a_new_key() {
    for takes in ["timestamp", "snapshot", "nothing"] {
        let mut repository = Repository::new();
        // Whoever stole both keys uses up the versions.
        let good = repository.clone();
        (repository.versions[1], repository.versions[2]) = (1_000_000, 1_000_000);
        repository.publish();
        let seen = first(&repository).unwrap();
        assert_refused(then(&good, &seen), Reason::RolledBack, "timestamp.json");
        let mut mended = good.clone();
        rotate(&mut mended, |mended| match takes {
            "timestamp" => mended.timestamp_keys = vec![Key::new(50)],
            "snapshot" => mended.snapshot_keys = vec![Key::new(51)],
            _ => mended.timestamp_keys.push(Key::new(52)),
        });
        if takes == "nothing" {
            // A key more takes nothing away from what was seen.
            assert_refused(then(&mended, &seen), Reason::RolledBack, "timestamp.json");
        } else {
            assert_eq!(then(&mended, &seen).unwrap().timestamp, 1, "{takes}");
        }
    }
}

#[test]
fn another_root_to_begin_with_begins_anew() {
    let seen = first(&Repository::new()).unwrap();
    let mut other = Repository::new();
    other.root_keys = vec![Key::new(60), Key::new(61)];
    other.root_signers = other.root_keys.clone();
    other.timestamp_keys = vec![Key::new(62)];
    other.publish();
    let accepted = read(&other.files, &other.first_root(), Some(seen.state), NOW).unwrap();
    assert_eq!(first(&other).unwrap().state, accepted.state);
}

#[test]
fn what_was_learnt_before_a_refusal_can_be_kept() {
    let mut repository = Repository::new();
    rotate(&mut repository, |repository| repository.timestamp_keys = vec![Key::new(70)]);
    repository.files.remove("metadata/1.snapshot.json");
    let mut client = Client::new(&repository.first_root(), None, NOW, Scope::Everything).unwrap();
    let mut refusal = None;
    while let Some(wanted) = client.wants() {
        refusal = client.give(repository.files.get(&wanted.path).map(Vec::as_slice)).err();
    }
    assert_eq!(refusal.unwrap().reason, Reason::Missing);
    let state = State::from_json(&client.state().to_json()).unwrap();
    // The old root is gone, and with it the stolen key.
    let old = Repository::new();
    let found = read(&old.files, &old.first_root(), Some(state), NOW);
    assert_refused(found, Reason::UnknownKey, "timestamp.json");
}
