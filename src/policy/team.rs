//! A team, as people choose it.

use serde::Serialize;

use super::flaw::{Flaw, first};
use super::wording::{MOST_TITLE, is_name, is_title};
use crate::json::fields;

/// Bytes of a team's name: it is part of a role's name, too.
const MOST_NAME: usize = 40;

/// A team.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Team {
    /// Its name, the same as that of its managers' role after `team-`.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// The role of whoever is in it, unless they say otherwise.
    pub role: String,
}

fields! { Team: name, title, role }

impl Team {
    /// It says all that it must.
    ///
    /// # Errors
    /// What it does not, and where.
    pub fn check(&self) -> Result<(), Flaw> {
        let at = |key: &str| ["teams.", &self.name, key].concat();
        let names = "write it in small letters, digits and `-`";
        let title = format!("write 1 to {MOST_TITLE} characters");
        first([
            (
                !is_name(&self.name) || self.name.len() > MOST_NAME,
                Flaw::new(&at(""), "this is no name of a team", names),
            ),
            (!is_title(&self.title), Flaw::new(&at(".title"), "people cannot read this as a title", &title)),
            (!is_name(&self.role), Flaw::new(&at(".role"), "this is no name of a role", names)),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A change, and where it is wrong then.
    type Case = (fn(&mut Team), &'static str);

    #[test]
    fn a_team_has_a_name_a_title_and_a_role() {
        let right = Team { name: "sales".into(), title: "Sales North".into(), role: "seller".into() };
        assert_eq!(right.check(), Ok(()));
        let cases: [Case; 6] = [
            (|it| it.name = "Sales".into(), "teams.Sales"),
            (|it| it.name = "x".repeat(41), "teams.xxx"),
            (|it| it.title = " ".into(), "teams.sales.title"),
            (|it| it.title = "a\nb".into(), "teams.sales.title"),
            (|it| it.title = "x".repeat(81), "teams.sales.title"),
            (|it| it.role = "a seller".into(), "teams.sales.role"),
        ];
        for (change, place) in cases {
            let mut team = right.clone();
            change(&mut team);
            let flaw = team.check().unwrap_err();
            assert!(flaw.place.starts_with(place), "{flaw}");
        }
    }
}
