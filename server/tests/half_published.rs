//! Killed between two files of a publication: it was not published, or it is at the next start; never half.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

use cuecard::trust::Scope;
use std::env;
use std::process::{Command, Stdio};
use support::Scratch;
use support::organisation::*;

const FOLDER: &str = "CUECARD_TEST_REPOSITORY";

/// A root that takes the key of the organisation's author away, what follows from it, and more.
fn everything_anew() -> Files {
    let mut files = organisation(2, &[Key::Manager], &[Key::Organisation]);
    files.extend(authors(2, b"another pack", &[Key::Author]));
    files.extend(managers(2, &[Key::Manager]));
    files.insert("metadata/2.root.json".to_owned(), root(2, &[Key::NextOnline], &[Key::Root]));
    files
}

#[test]
#[ignore = "the child process of the test below, which starts it"]
fn child() {
    if let Ok(folder) = env::var(FOLDER) {
        let _ = Kept(folder.into()).server_with(Key::NextOnline).publish(sent(&everything_anew()), NOW);
    }
}

#[test]
fn a_publication_is_whole_or_not_there_after_a_kill() {
    // Written, ready, and after each of the files that are moved: state, log, targets, roles, root, timestamp.
    let faults = [("repository-staged:1", false), ("repository-ready:1", true)];
    let moved: Vec<String> = (1..=9).map(|number| format!("repository-moved:{number}")).collect();
    for (fault, is_published) in faults.into_iter().chain(moved.iter().map(|fault| (fault.as_str(), true))) {
        let scratch = Scratch::new();
        let kept = Kept::published(scratch.path());
        let (state, _) = kept.read(None, NOW, Scope::Everything);
        let ended = Command::new(env::current_exe().unwrap())
            .args(["--exact", "child", "--ignored"])
            .env(FOLDER, &kept.0)
            .env("CUECARD_FAULT", fault)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(!ended.success(), "{fault}: it was killed");
        // What is served meanwhile is never a mix: the timestamp comes last.
        let is_new = kept.0.join("repository/metadata/2.root.json").exists();
        let met = kept.read(Some(state.clone()), NOW, Scope::Everything).1;
        assert!(met.is_ok() || is_new, "{fault}: {met:?}");
        // Whoever comes next ends it, and whoever comes after that has nothing to do.
        let key = if is_published { Key::NextOnline } else { Key::Online };
        for _ in 0..2 {
            kept.server_with(key).keep_fresh(NOW).unwrap();
        }
        let (_, accepted) = kept.read(Some(state), NOW, Scope::Everything);
        let accepted = accepted.unwrap_or_else(|refusal| panic!("{fault}: {refusal}"));
        let versions =
            ["targets", "authors", "team-sales"].map(|role| accepted.roles.get(role).unwrap().version);
        let version = 1 + u64::from(is_published);
        assert_eq!((versions, accepted.root, accepted.snapshot), ([version; 3], version, version), "{fault}");
        assert!(kept.is_live("sales"));
        assert_eq!(kept.server().publications(9).unwrap().len() as u64, version, "{fault}");
        let left: Vec<String> = kept
            .files()
            .into_keys()
            .filter(|path| path.contains("ready") || path.contains("incoming"))
            .collect();
        assert!(left.is_empty(), "{fault}: {left:?}");
        // Sent again by whoever got no answer, it is there once.
        kept.server_with(Key::NextOnline).publish(sent(&everything_anew()), NOW).unwrap();
        assert_eq!(kept.accepted(NOW).snapshot, 2, "{fault}");
    }
}
