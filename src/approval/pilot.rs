//! What an author signs about a nudge's try: when it began, with which teams, and whether it may go further
//! once it is shown to help.

use serde::Serialize;

use crate::json::fields;
use crate::statement::{self, FORMAT};
use crate::time::Day;

/// Teams of a pilot: enough for the people that a verdict needs, and far from everybody.
pub const MOST_PILOT_TEAMS: usize = 10;

/// The try of a nudge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pilot {
    /// Of this file.
    pub format: u32,
    /// The nudge.
    pub nudge: String,
    /// The day on which it began, or began anew. What managers said before does not count for it.
    pub opened: Day,
    /// The teams that try it.
    pub teams: Vec<String>,
    /// It may reach other teams whose managers want it, once a verdict says that it helps.
    pub wide: bool,
    /// The one extension, with a co-sign from its last month.
    pub extended: bool,
    /// Too few people meet it for a verdict: nothing is withheld, and it is opened anew for every lease.
    pub weak: bool,
}

fields! { Pilot: format, nudge, opened, teams; wide, extended, weak }

/// Where it lies.
pub fn pilot_path(nudge: &str) -> String {
    ["pilots/", nudge, ".json"].concat()
}

impl Pilot {
    /// One that begins.
    pub fn new(nudge: &str, opened: Day, teams: Vec<String>) -> Self {
        Self { format: FORMAT, nudge: nudge.to_owned(), opened, teams, ..Self::default() }
    }

    /// Reads one; `None`: it cannot be read, is about another nudge, has too many teams, or would let weak
    /// evidence go further or longer.
    pub fn read(bytes: &[u8], nudge: &str) -> Option<Self> {
        let pilot: Self = statement::read(bytes).ok()?;
        let is_right = pilot.format == FORMAT
            && pilot.nudge == nudge
            && pilot.teams.len() <= MOST_PILOT_TEAMS
            && !(pilot.weak && (pilot.wide || pilot.extended));
        is_right.then_some(pilot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn a_pilot_has_few_teams() {
        let teams = |count: usize| (0..count).map(|number| format!("t{number}")).collect();
        let read = |pilot: &Pilot, nudge| Pilot::read(json::write(pilot).unwrap().as_bytes(), nudge);
        let right = Pilot { wide: true, ..Pilot::new("a", Day(20_000), teams(MOST_PILOT_TEAMS)) };
        assert_eq!(read(&right, "a"), Some(right.clone()));
        assert_eq!(read(&right, "b"), None);
        assert_eq!(read(&Pilot::new("a", Day(20_000), teams(MOST_PILOT_TEAMS + 1)), "a"), None);
        assert_eq!(read(&Pilot { format: 2, ..right }, "a"), None);
    }

    #[test]
    fn weak_evidence_goes_neither_wide_nor_on() {
        let read = |pilot: &Pilot| Pilot::read(json::write(pilot).unwrap().as_bytes(), "a");
        let weak = Pilot { weak: true, ..Pilot::new("a", Day(20_000), vec!["sales".into()]) };
        assert_eq!(read(&weak), Some(weak.clone()));
        assert_eq!(read(&Pilot { wide: true, ..weak.clone() }), None);
        assert_eq!(read(&Pilot { extended: true, ..weak }), None);
    }
}
