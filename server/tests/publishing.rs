//! What a server publishes, and what it refuses: the signatures are the authority, not whoever sends them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

use cuecard::trust::Scope;
use cuecard_server::{NotPublished, Repository, Trouble};
use support::Scratch;
use support::organisation::*;

#[test]
fn what_was_signed_is_published_and_the_log_says_by_whom() {
    let scratch = Scratch::new();
    let kept = Kept::empty(scratch.path());
    let first = kept.server().publish(sent(&everything()), NOW).unwrap();
    assert_eq!((first.snapshot, first.until.as_str()), (1, "2026-11-23T00:00:00Z"));
    assert!(kept.is_live("sales") && first.quiet.is_empty());
    // Sent again, as after an answer that got lost, it is the same.
    let before = kept.files();
    assert!(kept.server().publish(sent(&everything()), NOW).unwrap().publication.is_none());
    assert_eq!(kept.files(), before);
    // Another server goes on where this one ended.
    let second = kept.server().publish(sent(&authors(2, b"another pack", &[Key::Author])), NOW + 60).unwrap();
    assert_eq!(second.snapshot, 2);
    let log = kept.server().publications(10).unwrap();
    let told: Vec<String> = log
        .iter()
        .map(|one| {
            let roles = one.roles.iter().map(|role| {
                let names: Vec<&str> = role.signers.iter().map(|signer| signer.name.as_str()).collect();
                format!("{} {} {}", role.role, role.version, names.join("+"))
            });
            let roles: Vec<String> = roles.collect();
            format!(
                "{} {} +{} ~{:?} -{}",
                one.at,
                roles.join(", "),
                one.added.len(),
                one.changed,
                one.removed.len()
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "2026-11-22T00:01:00Z authors 2 Author +0 ~[\"packs/deals.json\"] -0",
            "2026-11-22T00:00:00Z authors 1 Author, targets 1 Organisation, team-sales 1 Manager, \
             verdicts 1 Verdicts +3 ~[] -0",
        ]
    );
    let fingerprint = cuecard::trust::sign::fingerprint(&Key::Author.public());
    assert_eq!(log[0].roles[0].signers[0].fingerprint, fingerprint);
    assert_eq!(kept.server().publications(1).unwrap().len(), 1);
    // What leaves is told, too: one by one, and with whoever said it.
    kept.server().publish(sent(&role("authors", 3, &[], &[Key::Author])), NOW).unwrap();
    assert_eq!(kept.server().publications(1).unwrap()[0].removed, [PACK, "pilots/slipping-close-date.json"]);
    kept.server().publish(sent(&organisation(2, &[], &[Key::Organisation])), NOW).unwrap();
    assert_eq!(kept.server().publications(1).unwrap()[0].removed, ["cosigns/sales/slipping-close-date.json"]);
    assert!(!kept.is_live("sales"));
}

#[test]
fn what_is_not_signed_as_it_should_be_is_refused_and_changes_nothing() {
    let scratch = Scratch::new();
    let kept = Kept::published(scratch.path());
    kept.server().publish(sent(&authors(2, b"another pack", &[Key::Author])), NOW).unwrap();
    let before = kept.files();
    let verdict: &[(&str, &[u8])] = &[("verdicts/slipping-close-date.json", b"it helps")];
    let without = |mut files: Files, part: &str| {
        files.retain(|path, _| !path.contains(part));
        files
    };
    let with = |files: Files, more: &[(&str, &[u8])]| {
        files
            .into_iter()
            .chain(more.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())))
            .collect()
    };
    let root_file =
        |version: u64, bytes: Vec<u8>| Files::from([(format!("metadata/{version}.root.json"), bytes)]);
    let appoints = |name: &'static str, key: Key| {
        let mut files = changed_role("authors", 3, &[], &[Key::Author], |authors| {
            authors.delegate(name, &["cosigns/sales/*"], &[key.public()], 1);
        });
        let (path, bytes) = statement("sales");
        files.extend(role(name, if name == "team-sales" { 2 } else { 1 }, &[(&path, &bytes)], &[key]));
        files
    };
    let two_of_two = |signers: &[Key]| {
        let keys = [Key::Author.public(), Key::Deputy.public()];
        let mut files = changed_role("targets", 2, &[], &[Key::Organisation], |top| {
            top.delegate("authors", &["packs/*", "pilots/*"], &keys, 2);
        });
        files.extend(authors(3, b"a third", signers));
        files
    };
    // Signed as it should be, by another tool that says more of a key.
    let mut odd: serde_json::Value = serde_json::from_slice(&root(2, &[Key::Online], &[])).unwrap();
    for (_, key) in odd["signed"]["keys"].as_object_mut().unwrap() {
        key["x-colour"] = "red".into();
    }
    let odd_root = signed(odd["signed"].take(), &[Key::Root]);
    let cases: Vec<(Files, &str)> = vec![
        (authors(3, b"a third", &[]), "authors.json: "),
        (authors(3, b"a third", &[Key::Stranger]), "It is not signed by any key"),
        (authors(3, b"a third", &[Key::Online]), "It is not signed by any key"),
        (authors(3, b"a third", &[Key::Manager]), "It is not signed by any key"),
        (two_of_two(&[Key::Author]), "authors.json: "),
        (organisation(2, &[Key::Stranger], &[Key::Online]), "It is not signed by any key"),
        (organisation(2, &[Key::Stranger], &[Key::Author]), "It is not signed by any key"),
        // Back to what was, under its own name and under a new one.
        (authors(1, b"a pack", &[Key::Author]), "is older than version 2"),
        (authors(2, b"a third", &[Key::Author]), "is another than was published. Sign version 3."),
        (
            Files::from([(
                "metadata/3.authors.json".to_owned(),
                authors(2, b"another pack", &[Key::Author]).remove("metadata/2.authors.json").unwrap(),
            )]),
            "It is version 2, where version 3 was announced.",
        ),
        // A forged verdict, by authors and by the key of the server.
        (role("verdicts", 2, verdict, &[Key::Author]), "It is not signed by any key"),
        (role("verdicts", 2, verdict, &[Key::Online]), "It is not signed by any key"),
        (role("authors", 3, verdict, &[Key::Author]), "is named by no role that may"),
        (without(role("authors", 3, verdict, &[Key::Author]), "targets/"), "for which it may not speak"),
        // An author appoints himself, a friend, or the managers there are.
        (appoints("team-sales", Key::Author), "It is not signed by any key"),
        (appoints("team-friends", Key::Author), "appoints team-friends, and only the organisation may"),
        (without(appoints("team-friends", Key::Author), "targets/"), "appoints team-friends"),
        (without(appoints("team-friends", Key::Author), "friends.json"), "appoints team-friends"),
        (without(appoints("team-sales", Key::Author), "2.team-sales"), "It is not signed by any key"),
        (appoints("team-sales", Key::Manager), "appoints team-sales, and only the organisation may"),
        // What belongs to nobody, is not there, or is something else.
        (role("friends", 1, &[], &[Key::Organisation]), "is named by nobody who may name it"),
        (
            with(authors(3, b"a third", &[Key::Author]), &[("targets/stray", b"x")]),
            "targets/stray: is named by no role",
        ),
        (
            with(authors(3, b"a third", &[Key::Author]), &[("targets/../../state.json", b"x")]),
            "is named by no role",
        ),
        (without(authors(3, b"a third", &[Key::Author]), "deals"), "is not there. Send it as it was signed."),
        (
            {
                let mut files = authors(3, b"a third", &[Key::Author]);
                let pack = files.iter_mut().find(|(path, _)| path.contains("deals")).unwrap();
                *pack.1 = b"b third".to_vec();
                files
            },
            "Its hash is not the one that was announced.",
        ),
        (
            changed_role("targets", 2, &[], &[Key::Organisation], |top| {
                top.delegate("authors", &["packs/*", "pilots/*"], &[Key::Author.public()], 1);
                top.delegate("team-new", &["cosigns/new/*"], &[Key::Deputy.public()], 1);
            }),
            "the snapshot does not announce it",
        ),
        (changed_role("authors", 3, &[], &[Key::Author], |it| it.renew(3, NOW)), "It was in force until"),
        (changed_role("authors", 3, &[], &[Key::Author], |it| it.renew(4, NOW + DAY)), "was announced"),
        (Files::from([("metadata/3.authors.json".into(), b"{}".to_vec())]), "`signed` is missing"),
        // Roots: by whoever, out of turn, or without the server.
        (root_file(2, root(2, &[Key::Stranger], &[Key::Stranger])), "2.root.json: It is not signed"),
        (root_file(2, root(2, &[Key::Online], &[Key::Stranger])), "root.json: "),
        (root_file(2, root(2, &[Key::Online], &[Key::Online])), "root.json: "),
        (root_file(3, root(3, &[Key::Online], &[Key::Root])), "is named by nobody"),
        (root_file(2, root(3, &[Key::Online], &[Key::Root])), "has to follow version 1"),
        (root_file(1, root(1, &[Key::NextOnline], &[Key::Root])), "is another than was published"),
        (root_file(2, b"{}".to_vec()), "2.root.json: `signed` is missing"),
        (root_file(2, odd_root), "metadata/2.root.json: it is no signed file of ours"),
    ];
    for (place, (files, why)) in cases.iter().enumerate() {
        let names: Vec<&String> = files.keys().collect();
        let said = match kept.server().publish(sent(files), NOW) {
            Err(NotPublished::Refused(what)) => what,
            other => panic!("{place} {names:?}: {other:?}"),
        };
        assert!(said.contains(why), "{place} {names:?}: {said}");
        assert_eq!(kept.files(), before, "{place} {names:?}");
    }
    assert!(kept.is_live("sales"));
}

#[test]
fn whoever_is_dismissed_falls_silent_and_holds_nobody_up() {
    let scratch = Scratch::new();
    let kept = Kept::published(scratch.path());
    let dismissed = organisation(2, &[Key::Deputy], &[Key::Organisation]);
    let newest = kept.server().publish(sent(&dismissed), NOW).unwrap();
    assert_eq!(newest.quiet.iter().map(|quiet| quiet.role.as_str()).collect::<Vec<_>>(), ["team-sales"]);
    assert!(kept.read(None, NOW, Scope::Everything).1.is_err());
    let rest = kept.read(None, NOW, Scope::Roles(vec!["authors".into()])).1.unwrap();
    assert!(!matches!(kept.standing(&rest, "sales"), cuecard::approval::Standing::Live(..)));
    assert!(kept.refusal(&managers(2, &[Key::Manager])).contains("It is not signed by any key"));
    kept.server().publish(sent(&authors(2, b"another", &[Key::Author])), NOW).unwrap();
    kept.server().publish(sent(&managers(2, &[Key::Deputy])), NOW).unwrap();
    assert!(kept.is_live("sales"));
}

#[test]
fn the_root_takes_the_key_of_the_server_away_and_names_another() {
    let scratch = Scratch::new();
    let kept = Kept::published(scratch.path());
    let next = Files::from([("metadata/2.root.json".to_owned(), root(2, &[Key::NextOnline], &[Key::Root]))]);
    let (state, _) = kept.read(None, NOW, Scope::Everything);
    // The server that still has the old key publishes no root without it.
    let old = kept.server().publish(sent(&next), NOW);
    assert!(matches!(old, Err(NotPublished::Trouble(Trouble::OtherKey { root: 2 }))), "{old:?}");
    let new = kept.server_with(Key::NextOnline);
    assert!(matches!(new.keep_fresh(NOW), Err(Trouble::OtherKey { root: 1 })));
    new.publish(sent(&next), NOW).unwrap();
    assert!(kept.read(Some(state.clone()), NOW, Scope::Everything).1.is_ok());
    assert!(matches!(kept.server().keep_fresh(NOW), Err(Trouble::OtherKey { root: 2 })));
    assert_eq!(kept.server_with(Key::NextOnline).publications(1).unwrap()[0].roles[0].role, "root");
    // Both at once, then the new one alone: each can sign meanwhile.
    let both = Files::from([(
        "metadata/3.root.json".to_owned(),
        root(3, &[Key::NextOnline, Key::Online], &[Key::Root]),
    )]);
    kept.server_with(Key::NextOnline).publish(sent(&both), NOW).unwrap();
    let kept_by_old = kept.server().keep_fresh(NOW).unwrap();
    assert!(kept_by_old.is_signed, "the other key signs now");
    assert!(kept.read(Some(state), NOW, Scope::Everything).1.is_ok());
}

#[test]
fn a_server_without_a_key_publishes_nothing() {
    let scratch = Scratch::new();
    let kept = Kept::published(scratch.path());
    let server = Repository::new(&kept.0, None);
    let before = kept.files();
    let said = server.publish(sent(&authors(2, b"another", &[Key::Author])), NOW).unwrap_err();
    assert!(said.to_string().starts_with("online_key: is not set."), "{said}");
    assert_eq!((kept.files(), server.keep_fresh(NOW).unwrap().snapshot), (before, Some(1)));
}
