//! `cuecard verdict --simulate`: how often a useless nudge is kept and a helpful one paused.

mod chart;
mod page;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use cuecard::verdict::simulation::{Setting, Tally, simulate};
use cuecard::verdict::{Noise, Workspace};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// People per arm by the deadline.
const PEOPLE: [u32; 3] = [30, 100, 300];
/// What a nudge really does, in points.
const LIFTS: [f64; 5] = [-10.0, 0.0, 5.0, 10.0, 20.0];
/// Levels at which outcomes are reported: a name, the ε of its noise, and its floor.
const LEVELS: [(&str, Option<f64>, u32); 4] = [
    ("Exact outcomes", None, 0),
    ("Noisy, ε = 4", Some(4.0), 0),
    ("Noisy, ε = 2", Some(2.0), 0),
    ("Exact, floor of 10", None, 10),
];

/// All trials of a report.
#[derive(Debug)]
pub struct Report {
    /// Trials of each kind.
    pub runs: u32,
    /// The number that they come from.
    pub seed: u64,
    /// Level by level.
    pub levels: Vec<Level>,
}

/// What one level came to.
#[derive(Debug)]
pub struct Level {
    /// Its name.
    pub name: &'static str,
    /// For each number of people, and for each lift.
    pub cells: Vec<Cell>,
}

/// Trials of one kind.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// People per arm.
    pub people: u32,
    /// What the nudge really does, in points.
    pub lift: f64,
    /// What came of the trials.
    pub tally: Tally,
}

/// A cell for a program. Shares are of all trials; `_error` is a standard error.
#[derive(Serialize)]
struct Told {
    level: &'static str,
    n: u32,
    lift_points: f64,
    runs: u32,
    kept_day_60: f64,
    kept_day_60_error: f64,
    kept: f64,
    kept_error: f64,
    stopped_early: f64,
    harmful: f64,
    invalid: f64,
}

/// Lives the trials, tells, and writes the report.
pub fn run(runs: u32, seed: u64, out: &Path, json: bool) -> ExitCode {
    let report = lived(runs, seed);
    if json {
        println!("{}", serde_json::to_string_pretty(&told(&report)).unwrap_or_default());
    } else {
        print!("{}", summary(&report));
    }
    let written =
        page::html(&report).and_then(|html| fs::write(out, html).map_err(|error| error.to_string()));
    match written {
        Ok(()) => {
            eprintln!("{}: open it in a browser", out.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {} cannot be written: {error}", out.display());
            eprintln!("Name another file with --out.");
            ExitCode::FAILURE
        }
    }
}

fn lived(runs: u32, seed: u64) -> Report {
    let kinds = LEVELS.len() * PEOPLE.len() * LIFTS.len();
    // Hidden by itself where nobody watches a terminal.
    let bar = ProgressBar::new(kinds as u64 * u64::from(runs));
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos} of {len} trials") {
        bar.set_style(style);
    }
    let mut workspace = Workspace::default();
    let mut cell = |epsilon: Option<f64>, floor: u32, people: u32, lift: f64| {
        let noise = epsilon.and_then(Noise::of).unwrap_or(Noise::EXACT);
        let setting = Setting { noise, floor, ..Setting::new(people, lift) };
        let tally = simulate(&setting, runs, seed, &mut workspace, &mut |_| bar.inc(1));
        Cell { people, lift, tally }
    };
    let levels = LEVELS.map(|(name, epsilon, floor)| {
        let cells = PEOPLE.iter().flat_map(|people| LIFTS.map(|lift| (*people, lift)));
        Level { name, cells: cells.map(|(people, lift)| cell(epsilon, floor, people, lift)).collect() }
    });
    bar.finish_and_clear();
    Report { runs, seed, levels: levels.into() }
}

fn told(report: &Report) -> Vec<Told> {
    let of = |level: &Level, Cell { people, lift, tally }: &Cell| Told {
        level: level.name,
        n: *people,
        lift_points: *lift,
        runs: report.runs,
        kept_day_60: tally.share(tally.kept_at_deadline),
        kept_day_60_error: tally.error(tally.kept_at_deadline),
        kept: tally.share(tally.kept),
        kept_error: tally.error(tally.kept),
        stopped_early: tally.share(tally.stopped_early),
        harmful: tally.share(tally.harmful),
        invalid: tally.share(tally.invalid),
    };
    report.levels.iter().flat_map(|level| level.cells.iter().map(|cell| of(level, cell))).collect()
}

/// The table for a terminal.
fn summary(report: &Report) -> String {
    let mut text = format!(
        "Kept by day 60 / in the end, in percent of {} trials of each kind.\n\
         30 % do it without the nudge; n is people per arm by day 60; seed {}.\n",
        report.runs, report.seed
    );
    for level in &report.levels {
        let heads: String = LIFTS.iter().map(|lift| format!("{:>11}", signed(*lift))).collect();
        text.push_str(&format!("\n{:<20}{heads}\n", level.name));
        for cells in level.cells.chunks(LIFTS.len()) {
            let people = cells.first().map_or(0, |cell| cell.people);
            let percent = |tally: &Tally, count| format!("{:.1}", 100.0 * tally.share(count));
            let kept = |cell: &Cell| {
                let at = percent(&cell.tally, cell.tally.kept_at_deadline);
                format!("{:>11}", format!("{at}/{}", percent(&cell.tally, cell.tally.kept)))
            };
            text.push_str(&format!("  n = {people:<14}{}\n", cells.iter().map(kept).collect::<String>()));
        }
    }
    let cells = || report.levels.iter().flat_map(|level| &level.cells);
    let error = cells().map(|cell| cell.tally.error(cell.tally.kept)).fold(0.0, f64::max);
    text.push_str(&format!(
        "\nAnother seed moves a figure by {:.1} points or less (two standard errors).\n",
        200.0 * error
    ));
    text
}

/// A lift with its sign.
pub fn signed(lift: f64) -> String {
    match lift {
        lift if lift < 0.0 => format!("−{}", -lift),
        0.0 => "0".to_owned(),
        lift => format!("+{lift}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_fits_a_terminal_and_the_same_seed_gives_the_same_page() {
        let report = lived(50, 3);
        let text = summary(&report);
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert_eq!(text.lines().filter(|line| line.starts_with("  n = ")).count(), 12, "{text}");
        let html = page::html(&report).unwrap();
        assert_eq!(html.matches("<svg class=\"chart\"").count(), LEVELS.len());
        assert_eq!(html, page::html(&lived(50, 3)).unwrap());
        assert_ne!(html, page::html(&lived(50, 4)).unwrap());
        let told = told(&report);
        assert_eq!(told.len(), LEVELS.len() * PEOPLE.len() * LIFTS.len());
        let exact = |people, lift| {
            let cell = told.iter().find(|cell| (cell.n, cell.lift_points) == (people, lift)).unwrap();
            cell.kept
        };
        assert!(exact(300, 20.0) > 0.9 && exact(300, -10.0) < 0.1, "a help is kept, a harm is not");
    }
}
