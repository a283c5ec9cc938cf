//! A verdict in sentences: the same for whoever is told of it.

use super::{Ground, Ruling, Verdict};

/// The verdict, and what becomes of the nudge.
pub fn verdict_and_action(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Running => "RUNNING: it goes on",
        Verdict::Improved => "IMPROVED: it stays",
        Verdict::NoEffect => "NO EFFECT: it is paused",
        Verdict::Harmful => "HARMFUL: it is paused at once",
        Verdict::Insufficient => "INSUFFICIENT EVIDENCE: it is paused",
        Verdict::Invalid => "INVALID: it is paused, and nothing can be concluded",
    }
}

/// The difference between the arms, with its interval.
pub fn difference(ruling: &Ruling) -> String {
    if ruling.shown.entries == 0 || ruling.withheld.entries == 0 {
        return "Nothing to compare yet.".to_owned();
    }
    format!(
        "Difference {} points; with 80 % certainty {} to {}.",
        points(ruling.lift),
        points(ruling.lower80),
        points(ruling.upper80)
    )
}

/// A share as points, with its sign.
pub fn points(share: f64) -> String {
    let points = 100.0 * share;
    // No `-0.0`.
    let points = if points.abs() < 0.05 { 0.0 } else { points };
    format!("{points:+.1}")
}

/// The row that held, in a sentence with the numbers that it rests on.
pub fn why(ruling: &Ruling, min_lift: u32) -> String {
    let level = 100.0 * ruling.level;
    let midp = 100.0 * ruling.midp.unwrap_or(1.0);
    match ruling.ground {
        Ground::ArmSizes => "The groups differ in size by more than chance explains: something kept \
            moments from one of them. Mend that, and begin anew."
            .to_owned(),
        Ground::Missing => "More outcomes are missing in one group than in the other. Find out where \
            they are lost, and begin anew."
            .to_owned(),
        Ground::Harm => format!("Evidence of harm {} to 1; 10 to 1 stops a nudge.", odds(ruling.log_e_down)),
        Ground::Guardrail => "What must not get worse got worse; 10 to 1 stops a nudge.".to_owned(),
        Ground::FastDismissals => "More than half of the cards were closed within three seconds.".to_owned(),
        Ground::Evidence => format!(
            "Evidence that it helps {} to 1; {:.0} to 1 suffice at any time.",
            odds(ruling.log_e_up),
            1.0 / ruling.level
        ),
        Ground::FewPeople => "The deadline came with fewer than 20 people in a group.".to_owned(),
        Ground::Deadline | Ground::LastDeadline => {
            format!("Chance alone does as well in {midp:.1} of 100 trials; {level:.1} may pass.")
        }
        Ground::NoLift if ruling.lift <= 0.0 => "It is no better with it than without.".to_owned(),
        Ground::NoLift => format!("It promised {min_lift} points, and does not reach them."),
        Ground::Undecided => format!(
            "Chance alone does as well in {midp:.1} of 100 trials, and {level:.1} may pass. Author and \
             manager can co-sign one extension to day 120."
        ),
        Ground::NotProven => {
            format!("The extension is over: chance alone does as well in {midp:.1} of 100 trials.")
        }
        Ground::NotYet => format!(
            "Evidence so far: that it helps {} to 1, that it harms {} to 1.",
            odds(ruling.log_e_up),
            odds(ruling.log_e_down)
        ),
    }
}

fn odds(ln: f64) -> String {
    let odds = ln.exp();
    match odds {
        odds if odds >= 1_000_000.0 => "over 1,000,000".to_owned(),
        odds if odds >= 10.0 => format!("{odds:.0}"),
        odds if odds >= 0.1 => format!("{odds:.1}"),
        _ => "under 0.1".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::{Block, Counts, Trial, Week, Workspace, judge_once};

    #[test]
    fn a_ruling_is_said_with_the_numbers_that_it_rests_on() {
        // Successes and entries, shown and withheld, on a day; what is said of it.
        let cases = [
            ([45, 60, 15, 60], 40, "IMPROVED", "to 1; 20 to 1 suffice"),
            ([5, 60, 30, 60], 40, "HARMFUL", "10 to 1 stops"),
            ([20, 60, 20, 60], 60, "NO EFFECT", "no better with it"),
            ([5, 9, 3, 9], 60, "INSUFFICIENT", "fewer than 20 people"),
            ([22, 60, 20, 60], 40, "RUNNING", "Evidence so far"),
        ];
        for ([s1, n1, s0, n0], day, verdict, reason) in cases {
            let behaviour = Block::new(Counts::known(s1, n1), Counts::known(s0, n0)).unwrap();
            let weeks = [Week { day, behaviour, ..Week::default() }];
            let ruling = judge_once(&Trial::new(&weeks, 10), day, &mut Workspace::default());
            let said = (verdict_and_action(ruling.verdict), why(&ruling, 10));
            assert!(said.0.starts_with(verdict) && said.1.contains(reason), "{said:?}");
        }
        assert_eq!([points(0.123), points(-0.0001), points(-0.5)], ["+12.3", "+0.0", "-50.0"]);
    }
}
