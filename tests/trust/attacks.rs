//! Attacks as TUF names them, and what an administrator may get wrong.

use cuecard::trust::{Client, Reason, Scope, State};
use serde_json::{Value as Json, json};

use super::forge::{Files, Key, NOW, Repository, Role, signed};
use super::{assert_refused, first, read, then};

const DAY: i64 = 24 * 60 * 60;
const PAST: &str = "2026-11-21T00:00:00Z";

#[test]
fn what_was_seen_does_not_go_back() {
    let old = Repository::new();
    let mut new = old.clone();
    new.advance();
    let seen = then(&new, &first(&old).unwrap()).unwrap();
    assert_eq!((seen.timestamp, seen.snapshot), (2, 2));
    assert_eq!(then(&new, &seen).unwrap(), seen);
    assert_refused(then(&old, &seen), Reason::RolledBack, "timestamp.json");

    // A timestamp signed anew over an old snapshot.
    let mut back = new.clone();
    (back.versions[1], back.versions[2]) = (3, 1);
    back.publish_timestamp(|_| {});
    assert_refused(then(&back, &seen), Reason::RolledBack, "timestamp.json");

    // A snapshot signed anew over old roles, or without one.
    let mut back = new.clone();
    (back.versions[1], back.versions[2], back.role("authors").version) = (3, 3, 1);
    back.publish();
    assert_refused(then(&back, &seen), Reason::RolledBack, "3.snapshot.json");
    let mut without = new.clone();
    (without.versions[1], without.versions[2]) = (3, 3);
    without.publish_snapshot(|body| drop(body["meta"].as_object_mut().unwrap().remove("sales.json")));
    without.publish_timestamp(|_| {});
    assert_refused(then(&without, &seen), Reason::RolledBack, "3.snapshot.json");
}

#[test]
fn a_timestamp_of_the_same_version_changes_nothing() {
    let mut repository = Repository::new();
    let seen = first(&repository).unwrap();
    repository.versions[2] = 2;
    repository.roles[1].version = 2;
    repository.publish();
    let again = then(&repository, &seen).unwrap();
    assert_eq!((again.timestamp, again.snapshot, again.roles), (1, 1, seen.roles));
    // Not even its life: whoever freezes a repository gains no time.
    repository.until[1] = "2099-01-01T00:00:00Z".into();
    repository.publish_timestamp(|_| {});
    let later = cuecard::time::parse_moment("2027-06-01T00:00:00Z").unwrap();
    let frozen = read(&repository.files, &repository.first_root(), Some(seen.state), later);
    assert_refused(frozen, Reason::Expired, "1.root.json");
}

#[test]
fn everything_ends_to_be_in_force() {
    type Case = (&'static str, fn(&mut Repository));
    let cases: [Case; 5] = [
        ("1.root.json", |repository| repository.until[0] = PAST.into()),
        ("timestamp.json", |repository| repository.until[1] = PAST.into()),
        ("1.snapshot.json", |repository| repository.until[2] = PAST.into()),
        ("1.targets.json", |repository| repository.role("targets").until = PAST.into()),
        ("1.authors.json", |repository| repository.role("authors").until = PAST.into()),
    ];
    for (file, change) in cases {
        let mut repository = Repository::new();
        change(&mut repository);
        repository.publish();
        assert_refused(first(&repository), Reason::Expired, file);
        // The day before, it was in force.
        let before = cuecard::time::parse_moment(PAST).unwrap() - 1;
        assert!(read(&repository.files, &repository.first_root(), None, before).is_ok(), "{file}");
    }
}

#[test]
fn a_frozen_repository_is_seen_at_last() {
    let mut repository = Repository::new();
    repository.until[1] = "2026-11-25T00:00:00Z".into();
    repository.publish();
    let seen = first(&repository).unwrap();
    let after = |days: i64| {
        read(&repository.files, &repository.first_root(), Some(seen.state.clone()), NOW + days * DAY)
    };
    assert!(after(2).is_ok());
    assert_refused(after(3), Reason::Expired, "timestamp.json");
}

#[test]
fn a_clock_that_was_set_back_is_told() {
    let repository = Repository::new();
    let seen = first(&repository).unwrap();
    let at = |now| read(&repository.files, &repository.first_root(), Some(seen.state.clone()), now);
    assert_refused(at(NOW - 365 * DAY), Reason::Clock, "state");
    // An hour is nothing, and does not bring the remembered time back.
    assert_eq!(at(NOW - 3_600).unwrap().state, seen.state);
    assert_refused(at(NOW + 365 * DAY), Reason::Expired, "1.root.json");
    assert_refused(at(i64::MIN), Reason::Clock, "state");
    assert_refused(at(i64::MAX), Reason::Expired, "1.root.json");
}

#[test]
fn states_are_not_mixed() {
    let old = Repository::new();
    let mut new = old.clone();
    new.role("authors").targets[0].1 = b"dearer".to_vec();
    new.advance();
    for (file, former) in [
        ("metadata/2.snapshot.json", "metadata/1.snapshot.json"),
        ("metadata/2.targets.json", "metadata/1.targets.json"),
        ("metadata/2.authors.json", "metadata/1.authors.json"),
    ] {
        for announces_hashes in [true, false] {
            let mut mixed = new.clone();
            mixed.announces_hashes = announces_hashes;
            mixed.publish_snapshot(|_| {});
            mixed.publish_timestamp(|_| {});
            mixed.files.insert(file.into(), old.files[former].clone());
            let refusal = first(&mixed).unwrap_err();
            assert_eq!(format!("metadata/{}", refusal.file), file);
            let reasons = [Reason::Mixed, Reason::Truncated, Reason::Oversized];
            assert!(
                reasons.contains(&refusal.reason) && (announces_hashes || refusal.reason == Reason::Mixed)
            );
        }
    }
    // One role's file in the place of another's, signed by the other's keys.
    let mut mixed = new.clone();
    mixed.announces_hashes = false;
    mixed.publish();
    let sales = mixed.files["metadata/2.sales.json"].clone();
    mixed.files.insert("metadata/2.authors.json".into(), sales);
    assert_refused(first(&mixed), Reason::UnknownKey, "2.authors.json");
}

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

#[test]
fn missing_and_oversized_files_are_told() {
    let good = Repository::new();
    for (file, size) in [
        ("timestamp.json", 16 * 1024),
        ("1.snapshot.json", 512 * 1024),
        ("1.targets.json", 2 * 1024 * 1024),
        ("1.authors.json", 2 * 1024 * 1024),
        ("2.root.json", 256 * 1024),
    ] {
        let mut repository = good.clone();
        repository.announces_hashes = false;
        repository.publish();
        let path = format!("metadata/{file}");
        repository.files.insert(path.clone(), vec![b' '; size + 1]);
        assert_refused(first(&repository), Reason::Oversized, file);
        if repository.files.remove(&path).is_some() && file != "2.root.json" {
            assert_refused(first(&repository), Reason::Missing, file);
        }
    }
    let root = vec![b' '; 256 * 1024 + 1];
    assert_refused(read(&good.files, &root, None, NOW), Reason::Oversized, "root.json");
    let mut repository = good.clone();
    repository.publish_snapshot(|body| drop(body["meta"].as_object_mut().unwrap().remove("sales.json")));
    repository.publish_timestamp(|_| {});
    assert_refused(first(&repository), Reason::Missing, "sales.json");
}

#[test]
fn files_of_the_wrong_kind_are_refused() {
    // A snapshot where a timestamp belongs, by a key that may sign both.
    let mut repository = Repository::new();
    repository.snapshot_keys = repository.timestamp_keys.clone();
    repository.publish();
    let snapshot = repository.files["metadata/1.snapshot.json"].clone();
    repository.files.insert("metadata/timestamp.json".into(), snapshot);
    assert_refused(first(&repository), Reason::WrongType, "timestamp.json");

    let mut repository = Repository::new();
    repository.publish_root(|body| body["consistent_snapshot"] = json!(false));
    assert_refused(first(&repository), Reason::Unsupported, "1.root.json");

    let mut repository = Repository::new();
    repository.publish_root(|body| drop(body["roles"].as_object_mut().unwrap().remove("snapshot")));
    assert_refused(first(&repository), Reason::WrongType, "root.json");

    // Nothing is said of what is in a file whose signature does not hold.
    let mut repository = Repository::new();
    repository.put("metadata/timestamp.json", &json!({"_type": "nonsense"}), &[Key::new(99)]);
    assert_refused(first(&repository), Reason::UnknownKey, "timestamp.json");
}

#[test]
fn thresholds_hold_for_roles_below() {
    let (one, other, stranger) = (Key::new(6), Key::new(7), Key::new(99));
    for (signers, reason) in [
        (vec![one.clone(), other.clone(), stranger.clone()], None),
        (vec![one.clone()], Some(Reason::Threshold)),
        (vec![one.clone(), stranger.clone()], Some(Reason::Threshold)),
        (vec![stranger], Some(Reason::UnknownKey)),
    ] {
        let mut repository = Repository::new();
        repository.role("authors").signers = signers;
        repository.publish();
        match reason {
            None => assert!(first(&repository).is_ok()),
            Some(reason) => assert_refused(first(&repository), reason, "1.authors.json"),
        }
    }
    // Two managers cannot replace an author: their keys are another role's.
    let mut repository = Repository::new();
    repository.role("authors").signers = vec![Key::new(8), Key::new(9)];
    repository.publish();
    assert_refused(first(&repository), Reason::UnknownKey, "1.authors.json");
}

#[test]
fn too_much_of_anything_is_refused() {
    let mut repository = Repository::new();
    for number in 0..640 {
        repository.roles.push(Role::new(&format!("r{number}"), &["x"], &[Key::new(8)]));
    }
    repository.publish();
    assert_eq!(first(&repository).unwrap_err().reason, Reason::TooMany);

    let mut repository = Repository::new();
    let hash = "ab".repeat(32);
    repository.change_role("targets", |body| {
        body["targets"]["huge.json"] = json!({"length": 17 * 1024 * 1024, "hashes": {"sha256": hash}});
    });
    assert_refused(first(&repository), Reason::TooMany, "1.targets.json");
}

#[test]
fn hostile_json_is_refused_before_its_signature_is_looked_at() {
    let good = Repository::new();
    let key = &good.timestamp_keys[0];
    let valid = String::from_utf8(good.files["metadata/timestamp.json"].clone()).unwrap();
    let twice = valid.replacen("\"signed\": {", "\"signed\": {\"version\": 9,", 1);
    let deep = format!("{{\"signatures\":[],\"signed\":{{\"a\":{}}}}}", "[".repeat(15_000));
    let float = valid.replacen("\"version\": 1", "\"version\": 1.0", 1);
    assert!(twice != valid && float != valid);
    for (bytes, reason) in [
        (twice.into_bytes(), Reason::NotCanonical),
        (float.into_bytes(), Reason::NotCanonical),
        (deep.into_bytes(), Reason::TooMany),
        (b"<!doctype html>".to_vec(), Reason::Unreadable),
        (vec![0xFF; 10], Reason::Unreadable),
        (signed(&Json::Null, std::slice::from_ref(key)), Reason::WrongType),
    ] {
        let mut files: Files = good.files.clone();
        files.insert("metadata/timestamp.json".into(), bytes);
        assert_refused(read(&files, &good.first_root(), None, NOW), reason, "timestamp.json");
    }
}
