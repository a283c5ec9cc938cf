//! Repositories, as anybody might serve them: nothing that a client is given makes it fail, and only what
//! was signed is accepted. An input holds several files, each after a line `=== PATH`; those that are
//! not among them are the right ones. After `=== sign ROLE` stands what a role says: it is signed first,
//! as if its keys were stolen.

#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use cuecard::trust::{Client, Scope, State, run};
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/trust/forge.rs"]
mod forge;

/// What stands before a file's path.
const MARK: &[u8] = b"=== ";
/// Where an input says what is remembered, and with which root it begins.
const STATE: &str = "state";
const ROOT: &str = "root";

static GOOD: LazyLock<forge::Repository> = LazyLock::new(forge::Repository::new);

fuzz_target!(|input: &[u8]| {
    let mut files = files(input);
    let state = files.remove(STATE).and_then(|json| State::from_json(&String::from_utf8_lossy(&json)).ok());
    let other_root = files.remove(ROOT);
    let (good, is_signed) = with_signed(&mut files);
    let is_other = other_root.is_some() || state.is_some() || is_signed;
    let root = other_root.unwrap_or_else(|| good.first_root());
    let client = match Client::new(&root, state, forge::NOW, Scope::Everything) {
        Ok(client) => client,
        Err(refusal) => return assert!(!refusal.to_string().is_empty()),
    };
    let (_, found) =
        run(client, |wanted| files.get(&wanted.path).or_else(|| good.files.get(&wanted.path)).cloned());
    match found {
        Err(refusal) => assert!(!refusal.to_string().is_empty()),
        Ok(accepted) => {
            let json = accepted.state.to_json();
            assert_eq!(State::from_json(&json).as_ref(), Ok(&accepted.state));
            // Nobody but the holders of the keys can say anything else.
            assert!(is_other || accepted.targets.len() == 5);
        }
    }
});

/// The right repository, with what is to be signed in the place of what was; and whether there is any.
fn with_signed(files: &mut BTreeMap<String, Vec<u8>>) -> (forge::Repository, bool) {
    let mut good = GOOD.clone();
    let mut is_signed = false;
    files.retain(|path, bytes| {
        let Some(role) = path.strip_prefix("sign ") else { return true };
        let Ok(said) = serde_json::from_slice::<serde_json::Value>(bytes) else { return false };
        is_signed = true;
        match role {
            "root" => {
                good.versions[0] = 2;
                good.publish_root(|body| *body = said);
            }
            "timestamp" => good.publish_timestamp(|body| *body = said),
            "snapshot" => {
                good.publish_snapshot(|body| *body = said);
                good.publish_timestamp(|_| {});
            }
            role if good.roles.iter().any(|known| known.name == role) => {
                good.change_role(role, |body| *body = said)
            }
            _ => {}
        }
        false
    });
    (good, is_signed)
}

fn files(input: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut last = None;
    for line in input.split_inclusive(|byte| *byte == b'\n') {
        if let Some(path) = line.strip_prefix(MARK) {
            last = Some(String::from_utf8_lossy(path).trim().to_owned());
        } else if let Some(path) = &last {
            files.entry(path.clone()).or_default().extend_from_slice(line);
        }
    }
    files
}
