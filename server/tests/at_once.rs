//! Publishing while others publish or read.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

use cuecard::trust::Scope;
use std::fs;
use support::Scratch;
use support::organisation::*;

#[test]
fn two_at_once_are_one_after_the_other() {
    let scratch = Scratch::new();
    let kept = Kept::published(scratch.path());
    let publish = |files: Files| {
        let server = kept.server();
        move || server.publish(sent(&files), NOW).map(|newest| newest.snapshot)
    };
    // Different roles: both. The same version of one role: one.
    for (one, other, expected) in [
        (authors(2, b"one", &[Key::Author]), managers(2, &[Key::Manager]), 2),
        (authors(3, b"one", &[Key::Author]), authors(3, b"other", &[Key::Author]), 1),
    ] {
        let both = [std::thread::spawn(publish(one)), std::thread::spawn(publish(other))];
        let done: Vec<_> = both.into_iter().map(|one| one.join().unwrap()).collect();
        assert_eq!(done.iter().filter(|done| done.is_ok()).count(), expected, "{done:?}");
    }
    let accepted = kept.accepted(NOW);
    let versions = ["authors", "team-sales"].map(|role| accepted.roles.get(role).unwrap().version);
    assert_eq!((versions, accepted.snapshot), ([3, 2], 4));
}

#[test]
fn whoever_reads_meanwhile_never_meets_a_mix() {
    let scratch = Scratch::new();
    let kept = Kept::published(scratch.path());
    let server = kept.server();
    let writer = std::thread::spawn(move || {
        for version in 2..40 {
            let mut files = authors(version, version.to_string().as_bytes(), &[Key::Author]);
            files.extend(managers(version, &[Key::Manager]));
            server.publish(sent(&files), NOW).unwrap();
        }
    });
    let (mut state, mut read) = (None, 0);
    while !writer.is_finished() {
        let (seen, accepted) = kept.read(state, NOW, Scope::Everything);
        let accepted = accepted.unwrap();
        let versions = ["authors", "team-sales"].map(|role| accepted.roles.get(role).unwrap().version);
        assert_eq!(versions[0], versions[1]);
        for path in accepted.targets.keys() {
            let bytes = fs::read(kept.0.join("repository").join(accepted.file_of(path).unwrap())).unwrap();
            accepted.check(path, &bytes).unwrap();
        }
        (state, read) = (Some(seen), read + 1);
    }
    writer.join().unwrap();
    assert!(read > 0);
}
