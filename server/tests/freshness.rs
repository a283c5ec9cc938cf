//! Timestamp and snapshot are signed anew in time, whatever the clock and the disk do.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

use cuecard::trust::Scope;
use cuecard::trust::sign::{Announced, Signed, Snapshot, Timestamp};
use cuecard_server::{Repository, Trouble};
use std::collections::BTreeMap;
use std::fs;
use support::Scratch;
use support::organisation::*;

const HOUR: i64 = DAY / 24;

/// Versions of timestamp and snapshot, and what the snapshot announces.
fn newest(kept: &Kept) -> (u64, u64, BTreeMap<String, Announced>) {
    let read = |name: &str| fs::read(kept.0.join("repository/metadata").join(name)).unwrap();
    let timestamp: Signed<Timestamp> = serde_json::from_slice(&read("timestamp.json")).unwrap();
    let version = timestamp.signed.snapshot_version();
    let snapshot: Signed<Snapshot> =
        serde_json::from_slice(&read(&format!("{version}.snapshot.json"))).unwrap();
    (timestamp.signed.header.version, version, snapshot.signed.meta)
}

#[test]
fn each_is_signed_anew_at_half_its_life_and_announces_the_same() {
    let scratch = Scratch::new();
    let kept = Kept::published(scratch.path());
    let (_, _, meta) = newest(&kept);
    let (mut state, mut before) = (None, kept.files());
    for (hours, timestamp, snapshot) in [
        (0, 1, 1),
        (11, 1, 1),
        (12, 2, 1),
        (13, 2, 1),
        (24, 3, 1),
        (83, 4, 1),
        (84, 5, 2),
        (95, 5, 2),
        (96, 6, 2),
        // It was off for two weeks: all had ended.
        (500, 7, 3),
    ] {
        let now = NOW + hours * HOUR;
        let server = kept.server();
        let is_signed = newest(&kept).0 < timestamp;
        let done = server.keep_fresh(now).unwrap();
        assert_eq!((done.snapshot, done.is_signed), (Some(snapshot), is_signed), "{hours}");
        assert_eq!(newest(&kept), (timestamp, snapshot, meta.clone()), "{hours}");
        // A second round, a moment later, does nothing.
        let files = kept.files();
        assert_eq!(files != before, is_signed, "{hours}");
        assert!(!server.keep_fresh(now + 1).unwrap().is_signed);
        assert_eq!(kept.files(), files, "{hours}");
        before = files;
        let (seen, accepted) = kept.read(state, now, Scope::Everything);
        assert!(accepted.unwrap().until > now, "{hours}");
        state = Some(seen);
    }
    assert!(kept.server().publications(9).unwrap().len() == 1, "nobody published");
}

#[test]
fn what_was_made_for_a_server_that_does_not_sign_is_shortened() {
    let scratch = Scratch::new();
    let kept = Kept::published(scratch.path());
    let (_, _, meta) = newest(&kept);
    let snapshot = signed(Snapshot::new(8, NOW + 14 * DAY, meta), &[Key::Online]);
    let timestamp = Timestamp::new(8, NOW + 14 * DAY, Announced::of(8, &snapshot));
    kept.plant(&Files::from([
        ("metadata/8.snapshot.json".to_owned(), snapshot),
        ("metadata/timestamp.json".to_owned(), signed(timestamp, &[Key::Online])),
    ]));
    let done = kept.server().keep_fresh(NOW).unwrap();
    assert_eq!((done.snapshot, done.until), (Some(9), NOW + DAY));
}

#[test]
fn a_clock_that_is_wrong_is_told_and_nothing_is_signed_by_it() {
    let scratch = Scratch::new();
    let kept = Kept::published(scratch.path());
    let before = kept.files();
    // Set back, ahead of all that the organisation signed, and never set.
    for (now, says) in [
        (NOW - 2 * DAY, "The clock is 2 days behind"),
        (NOW + 91 * DAY, "It was in force until 2027-02-20T00:00:00Z"),
        (NOW + 400 * DAY, "It was in force until 2027-11-22T00:00:00Z"),
        (0, "days behind a time at which all was well. Correct this computer's clock; if it ran ahead"),
        (NOW * 4, "It was in force until"),
    ] {
        let trouble = kept.server().keep_fresh(now).unwrap_err().to_string();
        assert!(trouble.contains(says), "{now}: {trouble}");
        assert!(kept.server().publish(sent(&authors(2, b"x", &[Key::Author])), now).is_err());
        assert_eq!(kept.files(), before, "{now}");
    }
    // A little behind is a clock as it may be; right again, all goes on.
    assert_eq!(kept.server().keep_fresh(NOW - HOUR).unwrap().until, NOW - HOUR + DAY);
    assert!(kept.server().keep_fresh(NOW + DAY).unwrap().is_signed);
    // It ran ahead by a month and is right again: that is told, and how to mend it.
    assert!(kept.server().keep_fresh(NOW + 30 * DAY).unwrap().is_signed);
    let trouble = kept.server().keep_fresh(NOW + 2 * DAY).unwrap_err();
    assert!(matches!(trouble, Trouble::Clock { .. }), "{trouble}");
    fs::remove_file(kept.0.join("state.json")).unwrap();
    let done = kept.server().keep_fresh(NOW + 2 * DAY).unwrap();
    assert_eq!((done.is_signed, done.until), (true, NOW + 3 * DAY));
}

#[test]
fn what_is_missing_or_broken_is_told_and_comes_back() {
    let scratch = Scratch::new();
    let kept = Kept::published(scratch.path());
    let before = kept.files();
    let pack = before.keys().find(|path| path.contains("deals")).unwrap();
    for (path, says) in [
        ("root.json", "root.json: it is not there. Take it from a copy"),
        ("repository/metadata/1.snapshot.json", "1.snapshot.json: it is not there"),
        ("repository/metadata/1.targets.json", "targets.json: It is not there"),
        (pack, "it is named by authors, and is not there. Take it from a copy"),
        ("state.json", ""),
        ("repository/metadata/timestamp.json", ""),
    ] {
        for broken in [None, Some("{")] {
            match broken {
                None => fs::remove_file(kept.0.join(path)).unwrap(),
                Some(text) => fs::write(kept.0.join(path), text).unwrap(),
            }
            let done = kept.server().keep_fresh(NOW).map_err(|trouble| trouble.to_string());
            match (broken, &done) {
                // Without it nothing is remembered, or nothing is published yet.
                (None, Ok(_)) => assert_eq!(says, "", "{path}"),
                (None, Err(trouble)) => {
                    assert!(!says.is_empty() && trouble.contains(says), "{path}: {trouble}")
                }
                (Some(_), done) => assert!(done.is_err(), "{path}: {done:?}"),
            }
            fs::write(kept.0.join(path), &before[path]).unwrap();
            assert!(kept.server().keep_fresh(NOW).is_ok(), "{path}");
            assert_eq!(kept.files(), before, "{path}");
        }
    }
    // One role's file silences that role, which is told, and all else is kept fresh.
    let authors = "repository/metadata/1.authors.json";
    fs::remove_file(kept.0.join(authors)).unwrap();
    let trouble = kept.server().keep_fresh(NOW + DAY).unwrap_err().to_string();
    assert!(trouble.contains("1.authors.json: It is not there."), "{trouble}");
    assert!(kept.read(None, NOW + DAY, Scope::Roles(vec!["verdicts".into()])).1.is_ok());
}

#[test]
fn a_disk_that_refuses_is_told_and_leaves_what_is_there() {
    let scratch = Scratch::new();
    let kept = Kept::published(scratch.path());
    // Where changes are written there is something else: root may write everywhere.
    fs::write(kept.0.join("incoming"), "").unwrap();
    let before = kept.files();
    let refused = kept.server().keep_fresh(NOW + DAY).unwrap_err();
    assert!(matches!(refused, Trouble::Disk { .. }), "{refused}");
    assert!(refused.to_string().contains("Check the folder, its rights and the disk."), "{refused}");
    let refused = kept.server().publish(sent(&authors(2, b"x", &[Key::Author])), NOW).unwrap_err();
    assert!(refused.to_string().contains("Check the folder"), "{refused}");
    assert_eq!(kept.files(), before);
    fs::remove_file(kept.0.join("incoming")).unwrap();
    assert!(kept.server().keep_fresh(NOW + DAY).unwrap().is_signed);
    // Without the folder nobody makes one: it may be a disk that is not mounted.
    let gone = Repository::new(&kept.0.join("none"), Some(Key::Online.private()));
    assert!(matches!(gone.keep_fresh(NOW), Err(Trouble::Disk { .. })));
    assert!(!kept.0.join("none").exists());
}

#[test]
fn what_a_stranger_put_on_the_disk_is_not_signed_anew() {
    let scratch = Scratch::new();
    let kept = Kept::published(scratch.path());
    kept.server().publish(sent(&authors(2, b"another", &[Key::Author])), NOW).unwrap();
    let (_, _, mut meta) = newest(&kept);
    // Back to what the authors signed before, with nothing left that remembers.
    let older = authors(1, b"a pack", &[Key::Author]).remove("metadata/1.authors.json").unwrap();
    meta.insert("authors.json".to_owned(), Announced::of(1, &older));
    fs::remove_file(kept.0.join("state.json")).unwrap();
    for (snapshot_key, timestamp_key) in [(Key::Stranger, Key::Stranger), (Key::Stranger, Key::Online)] {
        let snapshot = signed(Snapshot::new(3, NOW + DAY, meta.clone()), &[snapshot_key]);
        let timestamp = Timestamp::new(3, NOW + 60, Announced::of(3, &snapshot));
        kept.plant(&Files::from([
            ("metadata/3.snapshot.json".to_owned(), snapshot),
            ("metadata/timestamp.json".to_owned(), signed(timestamp, &[timestamp_key])),
        ]));
        let before = kept.files();
        let trouble = kept.server().keep_fresh(NOW).unwrap_err().to_string();
        assert!(trouble.contains("it is not signed by a key that a root names for it"), "{trouble}");
        let publication = kept.server().publish(sent(&managers(2, &[Key::Manager])), NOW);
        assert!(publication.unwrap_err().to_string().contains("it is not signed by a key"));
        assert_eq!(kept.files(), before);
    }
}
