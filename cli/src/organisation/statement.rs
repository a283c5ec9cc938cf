//! Statements: targets that say one thing, and are signed with all others of their role.

use std::path::Path;

use cuecard::json;
use cuecard::pack::author::Diagnostic;
use cuecard::trust::sign::{SigningKey, Targets};
use serde::Serialize;

use super::amend::{Amended, amend};
use super::repository::Repository;
use crate::folder::{of_path, read_at_most};

/// Bytes of a statement: one has 400, the list of what is off a line for each.
const MOST_BYTES: u64 = 1024 * 1024;

/// Signs statements of a role, each under its path, in the place of what stood there.
pub fn state<T: Serialize>(
    repository: &Repository,
    role: &str,
    key: &SigningKey,
    now: i64,
    statements: &[(String, T)],
) -> Result<Amended, Diagnostic> {
    let mut targets = Vec::new();
    for (path, statement) in statements {
        let json = json::write(statement)
            .map_err(|error| of_path(Path::new(path), &error.to_string(), "tell the makers of Cuecard"))?;
        targets.push((path.clone(), repository.put(path, json.as_bytes())?));
    }
    amend(repository, role, key, now, |role| {
        role.targets.extend(targets);
        Ok(())
    })
}

/// What a role said under a path the last time, published or not; none: nothing, or it is gone.
pub fn stated(repository: &Repository, role: &str, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
    let newest = repository.newest::<Targets>(role)?;
    let Some(target) = newest.and_then(|newest| newest.signed.targets.get(path).cloned()) else {
        return Ok(None);
    };
    let file = repository.served().join(target.file(path));
    read_at_most(&file, MOST_BYTES).map(Some).map_err(|error| {
        of_path(&file, &format!("it cannot be read: {error}"), "take it from a copy of the repository")
    })
}
