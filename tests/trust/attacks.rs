//! Attacks as TUF names them: what goes back, stands still or is mixed.

use cuecard::trust::Reason;

use super::forge::{NOW, Repository};
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
