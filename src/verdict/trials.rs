//! From lines of counts to trials, and to what became of each.

use std::collections::HashMap;

use super::forecast::LATE_DAYS;
use super::lineage::{LEVEL, PROOF_DAYS, proof_holds};
use super::together::proven_together;
use super::{Block, Noise, Ruling, Trial, Verdict, Week, Workspace, judge};
use crate::time::{Day, Week as IsoWeek};

/// One line: what was counted of a nudge in one week and stratum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands, from 1.
    pub place: u64,
    /// The nudge's pack; empty: it is not said.
    pub pack: String,
    /// The nudge.
    pub nudge: String,
    /// Its content: another one is another trial.
    pub content: String,
    /// People who are compared with each other only.
    pub stratum: String,
    /// The week in which windows ended.
    pub week: IsoWeek,
    /// Those who did what the nudge is for.
    pub behaviour: Block,
    /// Those with whom the guardrail got worse.
    pub guardrail: Block,
    /// Cards.
    pub shows: u32,
    /// Those of them that were closed within three seconds.
    pub fast_dismissals: u32,
    /// When the trial opened.
    pub opened: Option<Day>,
    /// The promised improvement.
    pub min_lift_points: Option<u32>,
    /// Which try of its lineage it is.
    pub restarts: Option<u32>,
    /// The extension is co-signed.
    pub extended: bool,
    /// Nothing was withheld: `withheld` is the time before.
    pub is_weak: bool,
    /// How its outcomes were told; none: as the settings say.
    pub noise: Option<Noise>,
}

/// What the counts may leave open.
pub struct Settings {
    /// The day as of which is judged.
    pub today: Day,
    /// When trials opened.
    pub opened: Option<Day>,
    /// What was promised.
    pub min_lift_points: u32,
    /// How outcomes were told.
    pub noise: Noise,
}

/// One content of a nudge, and what became of it.
#[derive(Debug)]
pub struct Judged {
    /// The nudge's pack; empty: it is not said.
    pub pack: String,
    /// The nudge.
    pub nudge: String,
    /// Its content.
    pub content: String,
    /// When its trial opened.
    pub opened: Day,
    /// Which try of its lineage it is.
    pub restarts: u32,
    /// The promised improvement.
    pub min_lift_points: u32,
    /// What became of it.
    pub finding: Finding,
    /// It also holds when all nudges of the file are judged together.
    pub holds_together: bool,
}

/// What is known of it.
#[derive(Debug)]
pub enum Finding {
    /// A trial's verdict.
    Ruled(Ruling),
    /// Nothing was withheld: `withheld` is before, `shown` is after.
    Weak(Block),
}

impl Judged {
    /// Its name, for people.
    pub fn name(&self) -> String {
        let pack = if self.pack.is_empty() { String::new() } else { format!("{}/", self.pack) };
        format!("{pack}{} · {}", self.nudge, self.content)
    }

    /// Whether it is this nudge, named with or without its pack.
    pub fn is(&self, name: &str) -> bool {
        match name.split_once('/') {
            Some((pack, nudge)) => self.pack == pack && self.nudge == nudge,
            None => self.nudge == name,
        }
    }

    /// Until when its proof holds; none: there is none.
    pub fn proof_until(&self) -> Option<Day> {
        let proven = self.proven()?;
        Some(proven.plus(i32::try_from(PROOF_DAYS).unwrap_or(i32::MAX) - 1))
    }

    /// Whether it was proven, too long ago.
    pub fn is_expired(&self, today: Day) -> bool {
        self.proven().is_some_and(|proven| !proof_holds(proven.0.into(), today.0.into()))
    }

    fn proven(&self) -> Option<Day> {
        match &self.finding {
            Finding::Ruled(ruling) if ruling.verdict == Verdict::Improved => {
                Some(self.opened.plus(i32::try_from(ruling.day).unwrap_or(i32::MAX)))
            }
            _ => None,
        }
    }
}

/// What is wrong with a line: its place, what, and how to mend it.
pub type Misfit = (u64, String, String);

/// Judges every content of every nudge, in the order of the file.
///
/// # Errors
/// Lines that contradict each other, or that say too little.
pub fn judged(lines: &[Line], settings: &Settings) -> Result<Vec<Judged>, Vec<Misfit>> {
    let mut order: Vec<Vec<&Line>> = Vec::new();
    let mut places: HashMap<(&str, &str, &str), usize> = HashMap::new();
    for line in lines {
        let place = *places.entry((&line.pack, &line.nudge, &line.content)).or_insert_with(|| {
            order.push(Vec::new());
            order.len() - 1
        });
        order[place].push(line);
    }
    let mut misfits = Vec::new();
    let mut workspace = Workspace::default();
    let mut tries: HashMap<(&str, &str), u32> = HashMap::new();
    // An earlier content of the same nudge is an earlier try of its lineage.
    let mut by_time: Vec<usize> = (0..order.len()).collect();
    by_time.sort_by_key(|place| order[*place].iter().map(|line| line.week).min());
    let mut judged: Vec<(usize, Judged)> = Vec::new();
    for place in by_time {
        let lines = &order[place];
        let earlier = tries.entry((&lines[0].pack, &lines[0].nudge)).or_default();
        match trial(lines, *earlier, settings, &mut workspace) {
            Ok(one) => judged.push((place, one)),
            Err(misfit) => misfits.push(misfit),
        }
        *earlier += 1;
    }
    if !misfits.is_empty() {
        misfits.sort();
        return Err(misfits);
    }
    judged.sort_by_key(|(place, _)| *place);
    let mut judged: Vec<Judged> = judged.into_iter().map(|(_, one)| one).collect();
    let evidence = |one: &Judged| match &one.finding {
        Finding::Ruled(ruling) => ruling.log_e_up,
        Finding::Weak(_) => f64::NEG_INFINITY,
    };
    let evidence: Vec<f64> = judged.iter().map(evidence).collect();
    for (one, holds) in judged.iter_mut().zip(proven_together(&evidence, LEVEL)) {
        one.holds_together = holds;
    }
    Ok(judged)
}

fn trial(
    lines: &[&Line],
    earlier: u32,
    settings: &Settings,
    workspace: &mut Workspace,
) -> Result<Judged, Misfit> {
    let first = lines[0];
    let Some(opened) = first.opened.or(settings.opened) else {
        let what = format!("it is not said when the trial of `{}` opened", first.nudge);
        return Err((first.place, what, "add a column `opened`, or say --opened 2026-09-28".to_owned()));
    };
    let mut weeks = Vec::new();
    // What was told otherwise is compared with its own kind only.
    let mut strata: Vec<(&str, Option<Noise>)> = Vec::new();
    let mut seen: HashMap<(Day, &str), u64> = HashMap::new();
    for line in lines {
        check(line, first, opened)?;
        if let Some(other) = seen.insert((line.week.first_day(), &line.stratum), line.place) {
            let what = format!("`{}` has this week and stratum twice: here and at {other}", line.nudge);
            return Err((line.place, what, "keep one of them, or add them up if both are new".to_owned()));
        }
        let own = (line.stratum.as_str(), line.noise);
        let stratum = strata.iter().position(|other| *other == own).unwrap_or_else(|| {
            strata.push(own);
            strata.len() - 1
        });
        // When reports that come late are in.
        let closes = i64::from(line.week.last_day().0) - i64::from(opened.0) + i64::from(LATE_DAYS);
        weeks.push(Week {
            day: u32::try_from(closes).unwrap_or(0),
            stratum: stratum as u32,
            behaviour: line.behaviour,
            guardrail: line.guardrail,
            shows: line.shows,
            fast_dismissals: line.fast_dismissals,
            noise: line.noise,
        });
    }
    weeks.sort_by_key(|week| week.day);
    let restarts = first.restarts.unwrap_or(earlier);
    let min_lift_points = first.min_lift_points.unwrap_or(settings.min_lift_points);
    let finding = if first.is_weak {
        Finding::Weak(weeks.iter().fold(Block::default(), |all, week| all.plus(&week.behaviour)))
    } else {
        let trial = Trial {
            restarts,
            extended: lines.iter().any(|line| line.extended),
            noise: settings.noise,
            ..Trial::new(&weeks, min_lift_points)
        };
        let today = u32::try_from(settings.today.0.saturating_sub(opened.0)).unwrap_or(0);
        Finding::Ruled(judge(&trial, today, workspace))
    };
    Ok(Judged {
        pack: first.pack.clone(),
        nudge: first.nudge.clone(),
        content: first.content.clone(),
        opened,
        restarts,
        min_lift_points,
        finding,
        holds_together: false,
    })
}

/// Lines of one trial say the same of it, and none is about the time before it.
fn check(line: &Line, first: &Line, opened: Day) -> Result<(), Misfit> {
    let same = [
        ("opened", line.opened == first.opened),
        ("min_lift_points", line.min_lift_points == first.min_lift_points),
        ("restarts", line.restarts == first.restarts),
        ("evidence", line.is_weak == first.is_weak),
    ];
    if let Some((name, _)) = same.iter().find(|(_, same)| !same) {
        let what = format!("`{name}` of `{}` is another here than at {}", line.nudge, first.place);
        return Err((line.place, what, "write the same on every line of one content".to_owned()));
    }
    if line.week.last_day() < opened {
        let what = format!("this week was over before the trial of `{}` opened", line.nudge);
        return Err((line.place, what, "leave it out, or correct the day of the opening".to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::{Counts, Ground};

    fn line(place: u64, content: &str, week: &str, counts: [u32; 4]) -> Line {
        let [s1, n1, s0, n0] = counts;
        Line {
            place,
            pack: "p".into(),
            nudge: "n".into(),
            content: content.into(),
            stratum: String::new(),
            week: IsoWeek::parse(week).unwrap(),
            behaviour: Block::new(Counts::known(s1, n1), Counts::known(s0, n0)).unwrap(),
            guardrail: Block::default(),
            shows: 0,
            fast_dismissals: 0,
            opened: Day::parse("2026-09-28"),
            min_lift_points: None,
            restarts: None,
            extended: false,
            is_weak: false,
            noise: None,
        }
    }

    fn settings(today: &str) -> Settings {
        Settings { today: Day::parse(today).unwrap(), opened: None, min_lift_points: 5, noise: Noise::EXACT }
    }

    fn ruling(judged: &Judged) -> &Ruling {
        match &judged.finding {
            Finding::Ruled(ruling) => ruling,
            Finding::Weak(_) => panic!("weak"),
        }
    }

    #[test]
    fn a_second_content_is_a_second_try() {
        // 24 of 50 beside 15 of 50 pass the first level, and not half of it.
        let counts = [24, 50, 15, 50];
        let opened = |mut line: Line, day| {
            line.opened = Day::parse(day);
            line
        };
        let lines =
            [opened(line(2, "c2", "2027-W02", counts), "2026-12-28"), line(3, "c1", "2026-W44", counts)];
        let judged = judged(&lines, &settings("2027-05-01")).unwrap();
        let found: Vec<_> = judged
            .iter()
            .map(|one| (one.content.as_str(), one.restarts, ruling(one).ground, ruling(one).day))
            .collect();
        assert_eq!(found, [("c2", 1, Ground::Undecided, 60), ("c1", 0, Ground::Deadline, 60)]);
        let (paused, kept) = (&judged[0], &judged[1]);
        assert_eq!((paused.proof_until(), paused.is_expired(Day(0))), (None, false));
        let until = kept.proof_until().unwrap();
        assert_eq!(until.to_string(), "2027-11-26");
        assert!(!kept.is_expired(until) && kept.is_expired(until.plus(1)));
    }

    #[test]
    fn weeks_close_four_days_after_they_end() {
        let judged_on = |today| {
            let lines = [line(2, "c", "2026-W40", [30, 50, 8, 50])];
            ruling(&judged(&lines, &settings(today)).unwrap()[0]).ground
        };
        assert_eq!((judged_on("2026-10-07"), judged_on("2026-10-08")), (Ground::NotYet, Ground::Evidence));
    }

    #[test]
    fn noise_is_divided_out_as_it_was_told_and_what_comes_later_changes_nothing() {
        let (two, four) = (Noise::of(2.0), Noise::of(4.0));
        let told = |place, week, noise| Line { noise, ..line(place, "c", week, [30, 60, 25, 60]) };
        let lift = |lines: &[Line]| ruling(&judged(lines, &settings("2027-05-01")).unwrap()[0]).lift;
        let exact = lift(&[told(2, "2026-W42", None), told(3, "2026-W43", None)]);
        let factor = |noise: Noise| 2.0 * noise.truth() - 1.0;
        // The noise of two weeks before the deadline, and what the difference is divided by.
        let cases = [
            (None, two, (1.0 + factor(two.unwrap())) / 2.0),
            (two, two, factor(two.unwrap())),
            (four, two, (factor(four.unwrap()) + factor(two.unwrap())) / 2.0),
        ];
        for (first, second, by) in cases {
            let mut lines = vec![told(2, "2026-W42", first), told(3, "2026-W43", second)];
            assert!((lift(&lines) * by - exact).abs() < 1e-12, "{by}");
            let before = lift(&lines);
            lines.push(told(4, "2027-W10", None));
            assert_eq!(lift(&lines), before, "{by}");
        }
    }

    #[test]
    fn lines_that_do_not_fit_are_named() {
        let good = || line(2, "c", "2026-W44", [1, 2, 1, 2]);
        let changed = |change: fn(&mut Line)| {
            let mut other = line(3, "c", "2026-W45", [1, 2, 1, 2]);
            change(&mut other);
            other
        };
        let cases = [
            (changed(|line| line.week = IsoWeek::parse("2026-W44").unwrap()), "twice: here and at 2"),
            (changed(|line| line.opened = None), "`opened` of `n` is another here than at 2"),
            (changed(|line| line.min_lift_points = Some(9)), "`min_lift_points`"),
            (changed(|line| line.restarts = Some(1)), "`restarts`"),
            (changed(|line| line.is_weak = true), "`evidence`"),
            (changed(|line| line.week = IsoWeek::parse("2026-W39").unwrap()), "over before the trial"),
        ];
        for (other, what) in cases {
            let misfits = judged(&[good(), other], &settings("2026-12-01")).unwrap_err();
            assert!(misfits[0].0 == 3 && misfits[0].1.contains(what), "{misfits:?}");
        }
        let mut unopened = good();
        unopened.opened = None;
        let misfits = judged(&[unopened], &settings("2026-12-01")).unwrap_err();
        assert!(misfits[0].1.contains("not said when"), "{misfits:?}");
    }

    #[test]
    fn other_strata_are_other_blocks_and_weak_evidence_is_no_trial() {
        let mut team = line(3, "c", "2026-W44", [24, 50, 15, 50]);
        team.stratum = "team-b".into();
        let lines = [line(2, "c", "2026-W44", [24, 50, 15, 50]), team];
        let found = &judged(&lines, &settings("2026-12-01")).unwrap()[0];
        assert_eq!(ruling(found).shown.entries, 100);
        let mut weak = line(2, "c", "2026-W44", [24, 50, 15, 50]);
        weak.is_weak = true;
        let found = &judged(&[weak], &settings("2026-12-01")).unwrap()[0];
        assert!(matches!(found.finding, Finding::Weak(_)) && !found.holds_together);
    }
}
