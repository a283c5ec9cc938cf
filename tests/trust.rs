//! Whole repositories, right and attacked: what the client accepts of them, and why it refuses.

#![cfg(test)]

#[path = "trust/forge.rs"]
mod forge;

#[path = "trust/attacks.rs"]
mod attacks;
#[path = "trust/bytes.rs"]
mod bytes;
#[path = "trust/roles.rs"]
mod roles;
#[path = "trust/roots.rs"]
mod roots;
#[path = "trust/wrong_files.rs"]
mod wrong_files;

use cuecard::trust::{Accepted, Client, Reason, Refusal, Scope, State, run};
use forge::{Files, NOW, Repository};

/// What a client that begins with this root and remembers this makes of the files.
fn read(files: &Files, root: &[u8], state: Option<State>, now: i64) -> Result<Accepted, Refusal> {
    let client = Client::new(root, state, now, Scope::Everything)?;
    run(client, |wanted| files.get(&wanted.path).cloned()).1
}

/// What a client makes of a repository at its first run.
fn first(repository: &Repository) -> Result<Accepted, Refusal> {
    read(&repository.files, &repository.first_root(), None, NOW)
}

/// What a client makes of a repository that has seen an earlier state.
fn then(repository: &Repository, seen: &Accepted) -> Result<Accepted, Refusal> {
    read(&repository.files, &repository.first_root(), Some(seen.state.clone()), NOW)
}

/// It was refused for this reason, because of this file.
#[track_caller]
fn assert_refused(found: Result<Accepted, Refusal>, reason: Reason, file: &str) {
    let refusal = found.unwrap_err();
    assert_eq!((refusal.reason, refusal.file.as_str()), (reason, file), "{refusal}");
}
