//! `cuecard verify`, as it is typed.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "../../tests/trust/forge.rs"]
mod forge;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use forge::{Repository, sha256};
use serde_json::{Value as Json, json};

const NOW: &str = "2026-11-22T00:00:00Z";

/// A repository on the disk, gone when the test is.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("cuecard-verify-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn publish(&self, repository: &Repository) {
        let _ = fs::remove_dir_all(self.0.join("repository"));
        for (file, bytes) in &repository.files {
            let file = self.0.join("repository").join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
        fs::write(self.0.join("root.json"), repository.first_root()).unwrap();
    }

    /// The exit status, and what was printed.
    fn cuecard(&self, arguments: &[&str]) -> (i32, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_cuecard"))
            .arg("verify")
            .args(arguments)
            .current_dir(&self.0)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    fn verify(&self, now: &str) -> (i32, Json) {
        let (status, said, _) =
            self.cuecard(&["repository", "--root", "root.json", "--now", now, "--state", "state.json"]);
        assert_eq!(said.lines().count(), 1, "{said}");
        (status, serde_json::from_str(&said).unwrap())
    }

    fn state(&self) -> Option<Vec<u8>> {
        fs::read(self.0.join("state.json")).ok()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn is_refused((status, said): &(i32, Json), reason: &str, file: &str) {
    assert_eq!((*status, &said["accepted"]), (1, &json!(false)), "{said}");
    assert_eq!((&said["reason"], &said["file"]), (&json!(reason), &json!(file)), "{said}");
    assert!(["what", "mend"].iter().all(|name| said[*name].as_str().unwrap().ends_with('.')), "{said}");
}

#[test]
fn a_repository_is_accepted_and_remembered() {
    let folder = Folder::new("accepted");
    let mut repository = Repository::new();
    folder.publish(&repository);
    let (status, said) = folder.verify(NOW);
    let target =
        |role: &str, bytes: &[u8]| json!({"role": role, "length": bytes.len(), "sha256": sha256(bytes)});
    let expected = json!({
        "accepted": true, "root": 1, "timestamp": 1, "snapshot": 1,
        "roles": {"targets": 1, "authors": 1, "sales": 1, "sales-east": 1},
        "targets": {
            "policy.json": target("targets", b"policy"),
            "prices.json": target("authors", b"prices"),
            "packs/one.json": target("authors", b"one"),
            "teams/sales/cosigns.json": target("sales", b"cosigns"),
            "teams/sales/east-cosigns.json": target("sales-east", b"east"),
        },
    });
    assert_eq!((status, said), (0, expected));
    let first = folder.state().unwrap();

    let old = repository.clone();
    repository.advance();
    folder.publish(&repository);
    assert_eq!(folder.verify(NOW).1["timestamp"], 2);
    let second = folder.state().unwrap();
    assert_ne!(first, second);
    folder.publish(&old);
    is_refused(&folder.verify(NOW), "rolled-back", "timestamp.json");
    is_refused(&folder.verify("2025-11-22T00:00:00Z"), "clock", "state.json");
    is_refused(&folder.verify("2027-11-22T00:00:00Z"), "expired", "1.root.json");
    assert_eq!(folder.state().unwrap(), second, "a refusal changes nothing");
    let names: Vec<_> = fs::read_dir(&folder.0).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
}

#[test]
fn what_is_broken_is_refused_and_does_not_stand_in_the_way_later() {
    let folder = Folder::new("refused");
    let repository = Repository::new();
    let prices = format!("targets/{}.prices.json", sha256(b"prices"));
    let cases: [(&str, Option<&[u8]>, &str, &str); 4] = [
        ("metadata/timestamp.json", None, "missing", "timestamp.json"),
        ("metadata/timestamp.json", Some(b"{"), "truncated", "timestamp.json"),
        ("metadata/1.authors.json", Some(b"{}"), "truncated", "1.authors.json"),
        (&prices, Some(b"prizes"), "mixed", &prices),
    ];
    for (path, bytes, reason, file) in cases {
        let mut broken = repository.clone();
        broken.files.remove(path);
        broken.files.extend(bytes.map(|bytes| (path.to_owned(), bytes.to_vec())));
        folder.publish(&broken);
        is_refused(&folder.verify(NOW), reason, file);
        assert!(folder.state().is_some(), "{path}: what was signed is remembered");
    }
    // A target need not be there.
    let mut without = repository.clone();
    without.files.remove(&prices);
    folder.publish(&without);
    assert_eq!(folder.verify(NOW).0, 0);
    // What is no file is no file.
    let folder_instead = folder.0.join("repository/metadata/2.root.json");
    fs::create_dir(folder_instead).unwrap();
    is_refused(&folder.verify(NOW), "missing", "2.root.json");
}

#[test]
fn a_broken_state_is_named_and_kept() {
    let folder = Folder::new("state");
    folder.publish(&Repository::new());
    for state in [&b"{"[..], b"", b"\xFF", br#"{"pin":"","seen":0,"root":"{}"}"#] {
        fs::write(folder.0.join("state.json"), state).unwrap();
        is_refused(&folder.verify(NOW), "state", "state.json");
        assert_eq!(folder.state().unwrap(), state);
    }
    fs::remove_file(folder.0.join("state.json")).unwrap();
    fs::create_dir(folder.0.join("state.json")).unwrap();
    is_refused(&folder.verify(NOW), "state", "state.json");
}

#[test]
fn the_clock_is_taken_where_no_time_is_named() {
    let folder = Folder::new("clock");
    let mut repository = Repository::new();
    repository.until[1] = "2020-01-01T00:00:00Z".into();
    repository.publish();
    folder.publish(&repository);
    let (status, said, _) = folder.cuecard(&["repository", "--root", "root.json"]);
    assert!(status == 1 && said.contains("\"reason\":\"expired\""), "{said}");
}

#[test]
fn wrong_calls_are_told() {
    let folder = Folder::new("calls");
    folder.publish(&Repository::new());
    let cases: [(&[&str], &str); 5] = [
        (&["repository"], "--root"),
        (&["none", "--root", "root.json"], "this is no folder"),
        (&["repository", "--root", "none.json"], "this cannot be read"),
        (&["repository", "--root", "root.json", "--now", "tomorrow"], "write a time in UTC"),
        (&["repository", "--root", "repository"], "no ordinary file"),
    ];
    for (arguments, what) in cases {
        let (status, said, told) = folder.cuecard(arguments);
        assert_eq!((status, said.as_str()), (2, ""), "{arguments:?}");
        assert!(told.contains(what), "{told}");
    }
    fs::write(folder.0.join("root.json"), "{}").unwrap();
    is_refused(&folder.verify(NOW), "wrong-type", "root.json");
}
