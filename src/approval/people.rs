//! Who may speak: authors, and a team's managers, who are others.

use super::lack::Lack;
use crate::trust::{Accepted, TrustedRole};

/// The role of those who write.
pub const AUTHORS: &str = "authors";
/// The role at the top: the organisation itself.
pub const ORGANISATION: &str = "targets";

/// What the role of a team's managers is called, before the team's name.
pub const TEAM: &str = "team-";

/// The role of a team's managers.
pub fn team_role(team: &str) -> String {
    [TEAM, team].concat()
}

/// What is missing before any statement is looked at.
pub(super) fn lack_of_people(accepted: &Accepted, path: &str, team: &str) -> Option<Lack> {
    if !is_by_authors(accepted, path) {
        return Some(Lack::NoAuthor);
    }
    let (Some(authors), Some(managers)) =
        (accepted.roles.get(AUTHORS), accepted.roles.get(team_role(team).as_str()))
    else {
        return Some(Lack::NoTeam);
    };
    (!are_disjoint(authors, managers)).then_some(Lack::SamePeople)
}

/// Whether what lies there was signed by authors whom the organisation itself named.
pub(super) fn is_by_authors(accepted: &Accepted, path: &str) -> bool {
    accepted.targets.get(path).is_some_and(|target| target.chain.iter().eq([ORGANISATION, AUTHORS]))
}

/// Whether nobody has a key of both: else an author could make himself a manager, or two managers a nudge.
pub(super) fn are_disjoint(one: &TrustedRole, other: &TrustedRole) -> bool {
    !one.keys.iter().any(|key| other.keys.contains(key))
}
