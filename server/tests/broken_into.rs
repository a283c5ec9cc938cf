//! Whoever has broken into the server holds its key and its disk: they can withhold, until what is signed
//! ends. They add no content, no team and no reach.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

use cuecard::approval::{Lack, Standing, ruling_path};
use cuecard::trust::sign::{Announced, Snapshot, Targets, Timestamp};
use cuecard::trust::{Accepted, Reason, Scope};
use cuecard_server::Repository;
use std::collections::BTreeMap;
use std::fs;
use support::Scratch;
use support::organisation::*;

/// What is tried, the files, the versions that are announced, and what comes of it.
type Try<T> = (&'static str, Files, &'static [(&'static str, u64)], T);

/// Makes these files the newest, with the key of the server and nobody asking whether they hold. A role
/// of version 0 is announced no more.
fn announce(kept: &Kept, files: &Files, version: u64, roles: &[(&str, u64)]) {
    kept.plant(files);
    let metadata = |name: String| fs::read(kept.0.join("repository/metadata").join(name)).unwrap();
    let mut versions = BTreeMap::from([("targets", 1), ("authors", 1), ("team-sales", 1), ("verdicts", 1)]);
    versions.extend(roles.iter().copied());
    let meta = versions.into_iter().filter(|(_, version)| *version > 0).map(|(role, version)| {
        (format!("{role}.json"), Announced::of(version, &metadata(format!("{version}.{role}.json"))))
    });
    let snapshot = signed(Snapshot::new(version, NOW + 7 * DAY, meta.collect()), &[Key::Online]);
    let announced = Announced::of(version, &snapshot);
    let timestamp = signed(Timestamp::new(version, NOW + DAY, announced), &[Key::Online]);
    kept.plant(&Files::from([
        (format!("metadata/{version}.snapshot.json"), snapshot),
        ("metadata/timestamp.json".to_owned(), timestamp),
    ]));
}

/// What browsers make of it that need these roles: why they believe nothing, or what they believe.
fn reads(kept: &Kept, scope: Scope, is_new: bool) -> Result<Accepted, Reason> {
    // One that was there before remembers what it saw.
    let scratch = Scratch::new();
    let (state, _) = Kept::published(scratch.path()).read(None, NOW, Scope::Everything);
    let state = Some(state).filter(|_| !is_new);
    kept.read(state, NOW, scope).1.map_err(|refusal| refusal.reason)
}

#[test]
fn the_key_of_the_server_adds_nothing() {
    let verdict = |signer| role("verdicts", 2, &[(&ruling_path(NUDGE), b"{}")], &[signer]);
    let support = {
        let (path, bytes) = statement("support");
        role("team-support", 1, &[(&path, &bytes)], &[Key::Online])
    };
    let let_in = changed_role("targets", 2, &[], &[Key::Online], |top| {
        top.delegate("team-support", &["cosigns/support/*"], &[Key::Online.public()], 1);
    });
    let with_support = |files: Files| support.clone().into_iter().chain(files).collect::<Files>();
    let new_root =
        Files::from([("metadata/2.root.json".to_owned(), root(2, &[Key::Online], &[Key::Online]))]);
    let cases: [Try<Reason>; 9] = [
        ("a forged verdict", verdict(Key::Online), &[("verdicts", 2)], Reason::UnknownKey),
        ("one by authors", verdict(Key::Author), &[("verdicts", 2)], Reason::UnknownKey),
        ("content", authors(2, b"forged", &[Key::Online]), &[("authors", 2)], Reason::UnknownKey),
        ("a statement", managers(2, &[Key::Online]), &[("team-sales", 2)], Reason::UnknownKey),
        ("a team", with_support(let_in), &[("targets", 2), ("team-support", 1)], Reason::UnknownKey),
        ("a role less", Files::new(), &[("verdicts", 0)], Reason::Missing),
        ("a root", new_root, &[], Reason::UnknownKey),
        ("another file under an old version", authors(1, b"forged", &[Key::Online]), &[], Reason::UnknownKey),
        (
            "a file that was changed",
            {
                let mut files = authors(1, b"a pack", &[Key::Author]);
                let file = files.get_mut("metadata/1.authors.json").unwrap();
                *file = String::from_utf8(file.clone()).unwrap().replace("deals", "lines").into_bytes();
                files
            },
            &[],
            Reason::Signature,
        ),
    ];
    for (what, files, roles, reason) in cases {
        let scratch = Scratch::new();
        let kept = Kept::published(scratch.path());
        announce(&kept, &files, 2, roles);
        for is_new in [true, false] {
            let refused = reads(&kept, Scope::Everything, is_new).unwrap_err();
            // Whoever was there before sees that a role is gone.
            let expected = if reason == Reason::Missing && !is_new { Reason::RolledBack } else { reason };
            assert_eq!(refused, expected, "{what} {is_new}");
        }
        // Whoever leaves out the role that is broken gets what the others have signed, and no more.
        if let Ok(rest) = reads(&kept, Scope::Roles(vec!["authors".into()]), true) {
            assert_ne!(reason, Reason::Signature);
            assert!(rest.targets.keys().all(|path| !path.starts_with("verdicts/")), "{what}");
            assert_eq!(rest.roles.get("authors").unwrap().version, 1, "{what}");
        }
        // Nor does it hold once it was signed anew.
        let _ = kept.server().keep_fresh(NOW + 2 * DAY);
        assert!(kept.read(None, NOW + 2 * DAY, Scope::Everything).1.is_err(), "{what}");
    }
    // A role that nobody delegates to is not even looked at.
    let scratch = Scratch::new();
    let kept = Kept::published(scratch.path());
    announce(&kept, &support, 2, &[("team-support", 1)]);
    let accepted = reads(&kept, Scope::Everything, true).unwrap();
    assert!(!accepted.roles.contains_key("team-support") && kept.is_live("sales"));
    assert_eq!(kept.standing(&accepted, "support"), Standing::Silent(Lack::NoTeam));
}

/// With the server's help: an honest one refuses to publish it.
#[test]
fn an_author_who_appoints_himself_speaks_for_no_team() {
    let delegating = |name: &'static str, path: &'static str| {
        changed_role("authors", 2, &[], &[Key::Author], move |authors| {
            *authors = kept_targets();
            authors.delegate(name, &[path], &[Key::Author.public()], 1);
        })
    };
    let by_author = |team: &str, version| {
        let (path, bytes) = statement(team);
        role(&format!("team-{team}"), version, &[(&path, &bytes)], &[Key::Author])
    };
    let cases: [Try<&str>; 3] = [
        // A team of his own, in a role of his own.
        (
            "support",
            delegating("team-support", "cosigns/support/*")
                .into_iter()
                .chain(by_author("support", 1))
                .collect(),
            &[("authors", 2), ("team-support", 1)],
            "team-support",
        ),
        // The statement in a path that is his to give away: it is no statement there.
        (
            "support",
            {
                let mut files = delegating("team-support", "packs/*");
                let (_, bytes) = statement("support");
                files.extend(role("team-support", 1, &[("packs/support.json", &bytes)], &[Key::Author]));
                files
            },
            &[("authors", 2), ("team-support", 1)],
            "team-support",
        ),
        // In the name of the team that there is.
        (
            "sales",
            delegating("team-sales", "cosigns/sales/*").into_iter().chain(by_author("sales", 2)).collect(),
            &[("authors", 2), ("team-sales", 2)],
            "team-sales",
        ),
    ];
    for (team, files, roles, name) in cases {
        let scratch = Scratch::new();
        let kept = Kept::published(scratch.path());
        // Without the manager's own statement, so that only the forged one could do it.
        kept.server().publish(sent(&role("team-sales", 2, &[], &[Key::Manager])), NOW).unwrap();
        let refused = kept.refusal(&files);
        assert!(!refused.is_empty());
        announce(&kept, &files, 9, roles);
        let scopes = [Scope::Everything, Scope::Roles(vec!["authors".into(), name.into()])];
        for scope in scopes.into_iter().chain([Scope::Roles(vec!["authors".into()])]) {
            match reads(&kept, scope.clone(), true) {
                Ok(accepted) => {
                    let standing = kept.standing(&accepted, team);
                    assert!(matches!(standing, Standing::Silent(_)), "{team} {scope:?}: {standing:?}");
                }
                Err(reason) => assert_eq!(reason, Reason::UnknownKey, "{team} {scope:?}"),
            }
        }
    }
}

/// The targets of `authors` as they were published.
fn kept_targets() -> Targets {
    let files = authors(2, b"a pack", &[Key::Author]);
    let file: serde_json::Value = serde_json::from_slice(&files["metadata/2.authors.json"]).unwrap();
    serde_json::from_value(file["signed"].clone()).unwrap()
}

#[test]
fn what_is_held_back_ends() {
    let scratch = Scratch::new();
    let kept = Kept::published(scratch.path());
    let held_back = kept.files();
    let switched_off = changed_role("targets", 2, &[("off.json", b"{}")], &[Key::Organisation], |top| {
        top.delegate("authors", &["packs/*", "pilots/*"], &[Key::Author.public()], 1);
    });
    kept.server().publish(sent(&switched_off), NOW).unwrap();
    let (state, _) = kept.read(None, NOW, Scope::Everything);
    for (path, bytes) in &held_back {
        fs::write(kept.0.join(path), bytes).unwrap();
    }
    // Whoever saw the newer one believes the older one no more; the others until it ends.
    for (state, now, reason) in [
        (Some(state), NOW, Some(Reason::RolledBack)),
        (None, NOW + DAY - 1, None),
        (None, NOW + DAY, Some(Reason::Expired)),
    ] {
        let found = kept.read(state, now, Scope::Everything).1;
        assert_eq!(found.err().map(|refusal| refusal.reason), reason, "{now}");
    }
    // With its key it goes on for as long as the roles are in force, and not a day longer.
    for (day, is_signed) in [(1, true), (30, true), (89, true), (90, false)] {
        let _ = fs::remove_file(kept.0.join("state.json"));
        let kept_fresh = kept.server().keep_fresh(NOW + day * DAY);
        assert_eq!(kept_fresh.is_ok_and(|kept| kept.is_signed), is_signed, "{day}");
    }
}

#[test]
fn an_older_copy_of_the_disk_is_noticed() {
    let scratch = Scratch::new();
    let kept = Kept::published(scratch.path());
    let older = kept.files();
    kept.server().publish(sent(&authors(2, b"another", &[Key::Author])), NOW).unwrap();
    // Without what the server remembers, which lies elsewhere in a careful house.
    for (path, bytes) in older.iter().filter(|(path, _)| *path != "state.json") {
        fs::write(kept.0.join(path), bytes).unwrap();
    }
    let before = kept.files();
    let trouble = kept.server().keep_fresh(NOW).unwrap_err().to_string();
    assert!(trouble.contains("was seen before"), "{trouble}");
    for now in [NOW, NOW + DAY] {
        assert!(kept.server().keep_fresh(now).is_err());
        assert!(Repository::new(&kept.0, None).keep_fresh(now).is_err());
    }
    assert_eq!(kept.files(), before);
}
