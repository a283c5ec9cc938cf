//! How long a nudge may run without new evidence, and with whom: 60 days from the opening of its try, with
//! its pilot teams; longer, and elsewhere, only once it is shown to help.

use super::lack::Lack;
use super::pilot::Pilot;
use super::ruling::{Outcome, Ruling};
use crate::time::Day;

/// Days of a lease.
pub const LEASE_DAYS: i32 = 60;
/// Days before a lease ends in which a manager can stand by its extension: who has seen half of it.
const LATE_DAYS: i32 = LEASE_DAYS / 2;

/// How long a nudge may run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The first day no more.
    pub until: Day,
    /// The verdict that it rests on, and when it was given; none: it is being tried.
    pub ruling: Option<(Outcome, Day)>,
}

/// The lease of a nudge for a team whose manager said something from `cosigned` on.
///
/// # Errors
/// Why there is none.
pub fn lease(
    pilot: &Pilot,
    ruling: Option<&Ruling>,
    team: &str,
    cosigned: Day,
    today: Day,
) -> Result<Lease, Lack> {
    let opened = pilot.opened;
    if today < opened {
        return Err(Lack::NotYet(opened));
    }
    // Opened again: whoever stood by it before has to look at it again. So an author alone renews nothing.
    if cosigned < opened {
        return Err(Lack::OpenedAgain(opened));
    }
    let ruling = ruling.filter(|ruling| ruling.given >= opened);
    if let Some(Ruling { verdict, given, .. }) = ruling
        && *verdict != Outcome::Improved
    {
        return Err(Lack::Paused(*verdict, *given));
    }
    // Here and now a proof: the author lets it go wide, a manager of each team wants it.
    let is_pilot = pilot.teams.iter().any(|tries| tries == team);
    let is_wide = pilot.wide && ruling.is_some();
    if !is_pilot && !is_wide {
        return Err(Lack::NotInPilot);
    }
    let is_extended = pilot.extended && cosigned >= opened.plus(LATE_DAYS);
    let tried = opened.plus(if is_extended { 2 * LEASE_DAYS } else { LEASE_DAYS });
    let until = ruling.map_or(tried, |ruling| ruling.until.max(tried));
    if today >= until {
        return Err(Lack::LeaseEnded(until));
    }
    Ok(Lease { until, ruling: ruling.map(|ruling| (ruling.verdict, ruling.given)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPENED: Day = Day(20_000);

    /// The lease of a team on so many days after the opening.
    fn found(
        pilot: &Pilot,
        ruling: Option<Ruling>,
        team: &str,
        cosigned: i32,
        day: i32,
    ) -> Result<i32, Lack> {
        let lease = lease(pilot, ruling.as_ref(), team, OPENED.plus(cosigned), OPENED.plus(day));
        lease.map(|lease| lease.until.0 - OPENED.0)
    }

    #[test]
    fn a_lease_ends_without_evidence_and_is_extended_once_by_author_and_manager() {
        let pilot = Pilot::new("a", OPENED, vec!["sales".into()]);
        let extended = Pilot { extended: true, ..pilot.clone() };
        let cases = [
            (&pilot, "sales", 0, 0, Ok(60)),
            (&pilot, "sales", 0, 59, Ok(60)),
            (&pilot, "sales", 0, 60, Err(Lack::LeaseEnded(OPENED.plus(60)))),
            (&pilot, "sales", 50, 60, Err(Lack::LeaseEnded(OPENED.plus(60)))),
            (&pilot, "sales", 0, -1, Err(Lack::NotYet(OPENED))),
            (&pilot, "sales", -1, 5, Err(Lack::OpenedAgain(OPENED))),
            (&pilot, "support", 0, 5, Err(Lack::NotInPilot)),
            // The author alone extends nothing, nor does a manager who has not looked again.
            (&extended, "sales", 29, 60, Err(Lack::LeaseEnded(OPENED.plus(60)))),
            (&extended, "sales", 30, 60, Ok(120)),
            (&extended, "sales", 110, 120, Err(Lack::LeaseEnded(OPENED.plus(120)))),
        ];
        for (pilot, team, cosigned, day, expected) in cases {
            assert_eq!(found(pilot, None, team, cosigned, day), expected, "{team} {cosigned} {day}");
        }
    }

    #[test]
    fn a_verdict_pauses_or_renews_and_widens_nothing_alone() {
        let pilot = Pilot::new("a", OPENED, vec!["sales".into()]);
        let wide = Pilot { wide: true, ..pilot.clone() };
        let ruled = |verdict, day: i32| Some(Ruling::new("a", "00", verdict, OPENED.plus(day)));
        let cases = [
            (&pilot, ruled(Outcome::Improved, 50), "sales", 70, Ok(110)),
            (&pilot, ruled(Outcome::Improved, 50), "sales", 110, Err(Lack::LeaseEnded(OPENED.plus(110)))),
            // A verdict of a try before this one says nothing of it.
            (&pilot, ruled(Outcome::Harmful, -1), "sales", 5, Ok(60)),
            (
                &pilot,
                ruled(Outcome::Harmful, 3),
                "sales",
                5,
                Err(Lack::Paused(Outcome::Harmful, OPENED.plus(3))),
            ),
            (&pilot, ruled(Outcome::Improved, 50), "support", 55, Err(Lack::NotInPilot)),
            (&wide, None, "support", 55, Err(Lack::NotInPilot)),
            (&wide, ruled(Outcome::Improved, -1), "support", 55, Err(Lack::NotInPilot)),
            (&wide, ruled(Outcome::Improved, 50), "support", 55, Ok(110)),
        ];
        for (pilot, ruling, team, day, expected) in cases {
            let told = format!("{ruling:?} {team} {day}");
            assert_eq!(found(pilot, ruling, team, 0, day), expected, "{told}");
        }
    }
}
