//! The systems and roles that come with Cuecard; in the program, so that both are of one version.

use cuecard::pack::author::{Source, compile};
use cuecard::role::Role;
use include_dir::{Dir, include_dir};

pub static ADAPTERS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../content/adapters");
pub static ROLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../content/roles");

/// The roles, each with the attention that it may be asked for.
pub fn roles() -> Vec<Role> {
    let source = |file: &include_dir::File<'_>| Source {
        path: format!("roles/{}", file.path().display()),
        bytes: file.contents().to_vec(),
    };
    let sources: Vec<Source> = ROLES.files().map(source).collect();
    compile(&sources).map(|file| file.roles).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_that_comes_with_it_has_a_budget() {
        let roles = roles();
        assert_eq!(roles.len(), ROLES.files().count());
        assert!(roles.iter().all(|role| role.budget.count > 0 && role.budget.seconds > 0), "{roles:?}");
    }
}
