//! Prints how much more often a nudge that helps is kept when like is compared with like, as Markdown:
//! `cargo run --release --features verdict --example verdicts -- --runs 20000 --seed 1`.

use cuecard::verdict::Workspace;
use cuecard::verdict::simulation::{Population, Setting, simulate};

/// Points between people who did it before, by themselves, and the others.
const EARLIER_GAPS: [f64; 4] = [0.0, 20.0, 40.0, 50.0];
/// Teams, and points between the first and the last of them.
const TEAMS: [(u32, f64); 3] = [(5, 0.0), (5, 20.0), (5, 40.0)];
const PEOPLE: [u32; 3] = [30, 100, 300];
const LIFT: f64 = 10.0;
/// Some minutes of work; more trials say nothing more.
const MOST_RUNS: u32 = 1_000_000;

/// What is compared with what at the deadline.
type Way = (&'static str, fn(&mut Setting));

const BY_EARLIER: [Way; 4] = [
    ("by week", |setting| setting.by_week = true),
    ("weeks together", |_| ()),
    ("by week and earlier behaviour", |setting| (setting.by_week, setting.by_earlier) = (true, true)),
    ("by earlier behaviour, weeks together", |setting| setting.by_earlier = true),
];
const BY_TEAM: [Way; 3] = [
    ("all teams as one", |_| ()),
    ("by week and team", |setting| (setting.by_week, setting.by_team) = (true, true)),
    ("by team, weeks together", |setting| setting.by_team = true),
];

fn main() {
    let (mut runs, mut seed) = (20_000, 1);
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    for pair in arguments.chunks(2) {
        match (pair[0].as_str(), pair.get(1).map(|number| number.parse::<u32>())) {
            ("--runs", Some(Ok(number @ 1..=MOST_RUNS))) => runs = number,
            ("--seed", Some(Ok(number))) => seed = u64::from(number),
            _ => {
                eprintln!("usage: verdicts [--runs 1 to {MOST_RUNS}] [--seed NUMBER]");
                std::process::exit(2);
            }
        }
    }
    println!("Kept by day 60, with a lift of {LIFT} points / of none; {runs} trials each, seed {seed}.");
    for per_arm in PEOPLE {
        head(
            &format!("{per_arm} people per arm, by points between who did it before and the others"),
            &BY_EARLIER,
        );
        for gap in EARLIER_GAPS {
            let population = Population { earlier_gap: gap, ..Setting::new(per_arm, LIFT).population };
            row(&format!("{gap}"), per_arm, population, &BY_EARLIER, runs, seed);
        }
        head(
            &format!("{per_arm} people per arm in five teams, by points between the first and the last"),
            &BY_TEAM,
        );
        for (teams, gap) in TEAMS {
            let population = Population { teams, team_gap: gap, ..Setting::new(per_arm, LIFT).population };
            row(&format!("{gap}"), per_arm, population, &BY_TEAM, runs, seed);
        }
    }
}

fn head(title: &str, ways: &[Way]) {
    let names: Vec<&str> = ways.iter().map(|(name, _)| *name).collect();
    println!("\n{title}:\n\n| points | {} |\n|---|{}", names.join(" | "), "---|".repeat(ways.len()));
}

fn row(name: &str, per_arm: u32, population: Population, ways: &[Way], runs: u32, seed: u64) {
    let mut workspace = Workspace::default();
    let mut kept = |lift: f64, change: fn(&mut Setting)| {
        let mut setting = Setting { population, extended: false, ..Setting::new(per_arm, lift) };
        change(&mut setting);
        let tally = simulate(&setting, runs, seed, &mut workspace, &mut |_| ());
        tally.share(tally.kept)
    };
    let cells: Vec<String> = ways
        .iter()
        .map(|(_, change)| format!("{:.3} / {:.3}", kept(LIFT, *change), kept(0.0, *change)))
        .collect();
    println!("| {name} | {} |", cells.join(" | "));
}
