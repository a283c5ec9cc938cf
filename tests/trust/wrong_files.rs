//! Files that are missing, too large, hostile, or not what they should be: what an administrator may
//! get wrong, too.

use cuecard::trust::Reason;
use serde_json::{Value as Json, json};

use super::forge::{Files, Key, NOW, Repository, Role, signed};
use super::{assert_refused, first, read};

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
