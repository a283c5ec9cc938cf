//! How long a nudge may run without new evidence, and with whom: 60 days from the opening of its try, with
//! its pilot teams; longer, and elsewhere, only once it is shown to help. Where nobody can show that, since
//! too few meet it or it may not be withheld, it is opened anew every 60 days.

use super::lack::Lack;
use super::pilot::Pilot;
use super::ruling::{Outcome, Ruling};
use crate::json::words;
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
    /// What it rests on.
    pub rests: Rests,
}

/// What a lease rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rests {
    /// Nothing yet: it is being tried.
    Tried,
    /// The verdict of this day: it helps.
    Proven(Day),
    /// What was before and after: too few people meet it for more.
    Weak,
    /// Nothing: it is about safety, and never withheld to be tested.
    Untested,
}

/// The same in a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// It is being tried.
    #[default]
    Trial,
    /// It is shown to help.
    Improved,
    /// Weak evidence.
    Weak,
    /// It is never tested.
    Untested,
}

words! { Basis: Trial = "trial", Improved = "improved", Weak = "weak", Untested = "untested" }

impl Lease {
    /// What it rests on, in a word.
    pub fn evidence(&self) -> Basis {
        match self.rests {
            Rests::Tried => Basis::Trial,
            Rests::Proven(_) => Basis::Improved,
            Rests::Weak => Basis::Weak,
            Rests::Untested => Basis::Untested,
        }
    }
}

impl Rests {
    /// In words for people.
    pub fn told(self) -> String {
        match self {
            Self::Tried => "not tested yet".to_owned(),
            Self::Proven(given) => format!("{given}: {}", Outcome::Improved.told()),
            Self::Weak => "weak evidence: too few people meet it to test it".to_owned(),
            Self::Untested => "not tested: it is about safety, and never withheld".to_owned(),
        }
    }
}

/// The lease of a nudge for a team whose manager said something from `cosigned` on; `is_safety`: it is never
/// withheld.
///
/// # Errors
/// Why there is none.
pub fn lease(
    pilot: &Pilot,
    ruling: Option<&Ruling>,
    is_safety: bool,
    team: &str,
    (cosigned, today): (Day, Day),
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
    // What is never withheld, nobody can have shown to help.
    let proof = ruling.filter(|_| !is_safety && !pilot.weak);
    // Here and now a proof: the author lets it go wide, a manager of each team wants it.
    let is_pilot = pilot.teams.iter().any(|tries| tries == team);
    let is_wide = pilot.wide && proof.is_some();
    if !is_pilot && !is_wide {
        return Err(Lack::NotInPilot);
    }
    let is_extended = pilot.extended && cosigned >= opened.plus(LATE_DAYS);
    let tried = opened.plus(if is_extended { 2 * LEASE_DAYS } else { LEASE_DAYS });
    let until = proof.map_or(tried, |ruling| ruling.until.max(tried));
    if today >= until {
        return Err(Lack::LeaseEnded(until));
    }
    let rests = match proof {
        Some(ruling) => Rests::Proven(ruling.given),
        None if is_safety => Rests::Untested,
        None if pilot.weak => Rests::Weak,
        None => Rests::Tried,
    };
    Ok(Lease { until, rests })
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
        let days = (OPENED.plus(cosigned), OPENED.plus(day));
        let lease = lease(pilot, ruling.as_ref(), false, team, days);
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
    #[test]
    fn a_lease_says_what_it_rests_on_and_nothing_is_proven_that_was_not_withheld() {
        let trial = Pilot::new("a", OPENED, vec!["sales".into()]);
        let weak = Pilot { weak: true, ..trial.clone() };
        let ruled = |verdict, day: i32| Some(Ruling::new("a", "00", verdict, OPENED.plus(day)));
        let improved = || ruled(Outcome::Improved, 50);
        let lasts = |basis, days| Ok((basis, days));
        let ended = Err(Lack::LeaseEnded(OPENED.plus(60)));
        let paused = Err(Lack::Paused(Outcome::Harmful, OPENED.plus(3)));
        let cases = [
            (&trial, None, false, 55, lasts(Basis::Trial, 60)),
            (&trial, improved(), false, 55, lasts(Basis::Improved, 110)),
            (&weak, None, false, 55, lasts(Basis::Weak, 60)),
            (&weak, None, false, 60, ended.clone()),
            (&trial, None, true, 55, lasts(Basis::Untested, 60)),
            (&weak, None, true, 55, lasts(Basis::Untested, 60)),
            (&trial, None, true, 60, ended.clone()),
            // A verdict renews neither, and pauses both.
            (&weak, improved(), false, 55, lasts(Basis::Weak, 60)),
            (&weak, improved(), false, 60, ended.clone()),
            (&trial, improved(), true, 55, lasts(Basis::Untested, 60)),
            (&trial, improved(), true, 60, ended),
            (&weak, ruled(Outcome::Harmful, 3), false, 5, paused.clone()),
            (&trial, ruled(Outcome::Harmful, 3), true, 5, paused),
        ];
        for (pilot, ruling, is_safety, day, expected) in cases {
            let told = format!("{} {ruling:?} {is_safety} {day}", pilot.weak);
            let found = lease(pilot, ruling.as_ref(), is_safety, "sales", (OPENED, OPENED.plus(day)));
            let found = found.map(|lease| (lease.evidence(), lease.until.0 - OPENED.0));
            assert_eq!(found, expected, "{told}");
        }
        // However it was signed, weak evidence goes to no other team.
        let wide = Pilot { wide: true, ..weak };
        let found = lease(&wide, improved().as_ref(), false, "support", (OPENED, OPENED.plus(55)));
        assert_eq!(found, Err(Lack::NotInPilot));
    }
}
