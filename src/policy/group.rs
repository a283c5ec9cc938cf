//! Which group a report names. Whoever holds the server may hold the employer's files, too: a name that few
//! people share would tell who it is. So the browser climbs, before anything leaves it, to the smallest
//! group that is large enough. The sizes stand in what the second key agrees to: else whoever signs the rest
//! could call a team of three one of three hundred.

use serde::Serialize;

use super::flaw::{Flaw, first};
use super::wording::{doubled, is_name};
use crate::json::fields;

/// Groups that may be named.
const MOST_GROUPS: usize = 600;
/// People of one team.
const MOST_PEOPLE: u32 = 1_000_000;

/// A team whose people reports may name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The team's name.
    pub team: String,
    /// The role of its people.
    pub role: String,
    /// How many they are.
    pub people: u32,
}

fields! { Group: team, role, people }

/// They say all that they must.
///
/// # Errors
/// What they do not, and where.
pub(super) fn check(groups: &[Group]) -> Result<(), Flaw> {
    let at = |what: &str, mend: &str| Flaw::new("data.groups", what, mend);
    let is_wrong = |group: &Group| {
        !is_name(&group.team) || !is_name(&group.role) || !(1..=MOST_PEOPLE).contains(&group.people)
    };
    first([
        (groups.len() > MOST_GROUPS, at("there are more than 600", "leave out the small ones")),
        (groups.iter().any(is_wrong), at("one has no name, or nobody in it", "say how many people it has")),
        (
            doubled(groups.iter().map(|group| &group.team)).is_some(),
            at("a team is here twice", "keep one of the two"),
        ),
    ])
}

/// What people of a team are named by: role and team if the team has at least `least` people; else the role,
/// if those of its teams that are too small have as many together; else nothing.
///
/// Beside the named groups there always is one without a name that is as large, be it that the smallest of
/// the others goes without: whoever is in no team, or in one of which nothing is said, is not alone there.
pub fn named(groups: &[Group], team: &str, least: u32) -> String {
    let Some(own) = groups.iter().find(|group| group.team == team) else { return Default::default() };
    let classes = classes(groups, least);
    let own = |class: &&Class<'_>| class.role == own.role && class.team == name_of(own, least);
    let name = |class: &Class<'_>| [class.role, " ", class.team].concat().trim_end().to_owned();
    classes.iter().find(own).map(name).unwrap_or_default()
}

/// People who are named alike. The smaller, the first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Class<'a> {
    people: u64,
    role: &'a str,
    team: &'a str,
}

/// A team's name, if it is large enough to have one.
fn name_of(group: &Group, least: u32) -> &str {
    if group.people >= least { &group.team } else { "" }
}

fn classes(groups: &[Group], least: u32) -> Vec<Class<'_>> {
    let mut classes: Vec<Class<'_>> = Vec::new();
    for group in groups {
        let (role, team) = (group.role.as_str(), name_of(group, least));
        match classes.iter_mut().find(|class| (class.role, class.team) == (role, team)) {
            Some(class) => class.people += u64::from(group.people),
            None => classes.push(Class { people: group.people.into(), role, team }),
        }
    }
    let all: u64 = classes.iter().map(|class| class.people).sum();
    classes.retain(|class| class.people >= u64::from(least));
    let named: u64 = classes.iter().map(|class| class.people).sum();
    if all - named < u64::from(least)
        && let Some(smallest) = classes.iter().enumerate().min_by_key(|(_, class)| *class)
    {
        let place = smallest.0;
        classes.remove(place);
    }
    classes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn group(team: &str, role: &str, people: u32) -> Group {
        Group { team: team.into(), role: role.into(), people }
    }

    #[test]
    fn people_climb_to_the_smallest_group_that_is_large_enough() {
        // Teams with role and people; then how each is named, with 20 as the least.
        type Case = (&'static str, &'static [(&'static str, &'static str, u32)], &'static [&'static str]);
        let cases: [Case; 8] = [
            ("nothing is said of any", &[], &[]),
            // Nobody who is in no team may be alone without a name.
            ("one large team", &[("a", "r", 400)], &[""]),
            ("the smallest goes without", &[("a", "r", 40), ("b", "r", 30)], &["r a", ""]),
            (
                "small teams of a role go together",
                &[("a", "r", 40), ("b", "s", 12), ("c", "s", 12), ("d", "t", 25)],
                &["r a", "", "", "t d"],
            ),
            (
                "and are named by it where others are without a name",
                &[("a", "r", 40), ("b", "s", 12), ("c", "s", 12), ("d", "t", 19), ("e", "u", 1)],
                &["r a", "s", "s", "", ""],
            ),
            // Named by the role it would stand beside the large one by itself.
            (
                "one small team beside a large one of its role",
                &[("a", "r", 40), ("b", "r", 12), ("c", "s", 12)],
                &["r a", "", ""],
            ),
            ("what is left is too few", &[("a", "r", 40), ("b", "r", 30), ("c", "s", 12)], &["r a", "", ""]),
            ("all too small", &[("a", "r", 9), ("b", "r", 8)], &["", ""]),
        ];
        for (what, teams, expected) in cases {
            let groups: Vec<Group> =
                teams.iter().map(|(team, role, people)| group(team, role, *people)).collect();
            for ((team, ..), expected) in teams.iter().zip(expected) {
                assert_eq!(named(&groups, team, 20), *expected, "{what}: {team}");
            }
            assert_eq!(named(&groups, "unknown", 20), "", "{what}");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let right = || vec![group("a", "r", 40), group("b", "r", 1)];
        assert_eq!(check(&right()), Ok(()));
        type Change = fn(&mut Vec<Group>);
        let cases: [Change; 6] = [
            |it| it[0].people = 0,
            |it| it[0].people = 1_000_001,
            |it| it[0].team = "A team".into(),
            |it| it[0].role.clear(),
            |it| it[1].team = "a".into(),
            |it| it.resize(601, Group::default()),
        ];
        for change in cases {
            let mut groups = right();
            change(&mut groups);
            assert_eq!(check(&groups).unwrap_err().place, "data.groups", "{groups:?}");
        }
    }

    proptest! {
        #[test]
        fn no_name_and_no_namelessness_is_shared_by_few(
            teams in prop::collection::vec((0u8..4, 1u32..60), 0..12), least in 2u32..40
        ) {
            let groups: Vec<Group> = (0..)
                .zip(&teams)
                .map(|(place, (role, people)): (u32, _)| group(&format!("t{place}"), &format!("r{role}"), *people))
                .collect();
            let mut people = std::collections::BTreeMap::new();
            for group in &groups {
                *people.entry(named(&groups, &group.team, least)).or_insert(0) += group.people;
            }
            let (names, nameless) = (people.len(), people.remove("").unwrap_or(0));
            prop_assert!(people.values().all(|people| *people >= least), "{people:?}");
            prop_assert!(names < 2 || nameless >= least, "{nameless} without a name: {people:?}");
        }
    }
}
