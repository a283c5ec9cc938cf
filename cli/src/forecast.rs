//! `cuecard forecast`: how many people and weeks a verdict needs.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgGroup;
use cuecard::pack::author::{Checked, Diagnostic, Level};
use cuecard::verdict::Noise;
use cuecard::verdict::forecast::{Expected, FEWEST_UNITS, Forecast, forecast};
use cuecard::verdict::judge::DEADLINE;
use serde::Serialize;

use crate::columns::wrapped;
use crate::folder::{self, of_path};
use crate::report;

const WIDTH: usize = 80;

/// What is expected.
#[derive(clap::Args)]
#[command(group(ArgGroup::new("which").args(["source", "window"])))]
pub struct Arguments {
    /// A content folder: forecasts its nudges by their own windows and promised
    /// improvements
    source: Option<PathBuf>,
    /// Only this nudge
    #[arg(long, value_name = "NUDGE", requires = "source")]
    nudge: Option<String>,
    /// People who could meet it
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    people: u32,
    /// How often one of them comes to its moment in four weeks
    #[arg(long, value_name = "NUMBER", default_value = "4", value_parser = rate)]
    moments: f64,
    /// After how many of a hundred moments the behaviour follows anyway
    #[arg(long, value_name = "PERCENT", default_value = "30", value_parser = percent)]
    base: f64,
    /// The days in which the behaviour is looked for
    #[arg(long, value_name = "DAYS", default_value_t = 14, value_parser = clap::value_parser!(u32).range(1..=60))]
    window: u32,
    /// The improvement to be found, in points
    #[arg(long, value_name = "POINTS", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=100), conflicts_with = "source")]
    min_lift: u32,
    /// Outcomes are told with noise of this ε (the level `noisy`: 4, or 2)
    #[arg(long, value_parser = crate::verdict::noise)]
    epsilon: Option<Noise>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A forecast for a program.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    nudge: &'a str,
    window_days: u32,
    min_lift_points: f64,
    people: u32,
    last_day: u32,
    units: f64,
    weak: bool,
    power: f64,
    needed_per_arm: f64,
    needed_people: Option<f64>,
    needed_weeks: Option<f64>,
}

/// Forecasts and tells.
pub fn run(arguments: &Arguments) -> ExitCode {
    let all = match expected(arguments) {
        Ok(all) => all,
        Err(problems) => {
            report::print(&problems, "nothing was forecast");
            return ExitCode::FAILURE;
        }
    };
    let found: Vec<(String, Expected, Forecast)> =
        all.into_iter().map(|(name, expected)| (name, expected, forecast(&expected))).collect();
    let text = if arguments.json { json(&found) } else { text(&found) };
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn expected(arguments: &Arguments) -> Result<Vec<(String, Expected)>, Vec<Diagnostic>> {
    let given = Expected {
        people: arguments.people,
        moments_in_four_weeks: arguments.moments,
        base_percent: arguments.base,
        min_lift_points: f64::from(arguments.min_lift),
        window_days: arguments.window,
        noise: arguments.epsilon.unwrap_or(Noise::EXACT),
    };
    let Some(source) = &arguments.source else { return Ok(vec![(String::new(), given)]) };
    let Checked { file, problems, .. } = folder::open(source);
    let Some(file) = file else {
        return Err(problems.into_iter().filter(|problem| problem.level == Level::Error).collect());
    };
    let wanted = |name: &str| arguments.nudge.as_ref().is_none_or(|wanted| wanted == name);
    let found: Vec<(String, Expected)> = file
        .packs
        .iter()
        .flat_map(|pack| &pack.nudges)
        .filter(|nudge| wanted(&nudge.nudge.nudge))
        .map(|nudge| {
            let expected = Expected {
                min_lift_points: f64::from(nudge.aid.hypothesis.min_lift_points),
                window_days: u32::from(nudge.nudge.behaviour.window_days),
                ..given
            };
            (nudge.nudge.nudge.clone(), expected)
        })
        .collect();
    match (&arguments.nudge, found.is_empty()) {
        (Some(nudge), true) => {
            let what = format!("there is no nudge `{nudge}` in it");
            Err(vec![of_path(source, &what, "name one of its nudges with --nudge")])
        }
        _ => Ok(found),
    }
}

/// The forecast of one nudge, for a person.
pub fn said(expected: &Expected) -> String {
    text(&[(String::new(), *expected, forecast(expected))])
}

fn text(found: &[(String, Expected, Forecast)]) -> String {
    let mut text = String::new();
    for (name, expected, forecast) in found {
        if !name.is_empty() {
            text.push_str(&format!("{name}\n"));
        }
        for line in lines(expected, forecast) {
            for line in wrapped(&line, WIDTH - 2) {
                text.push_str(&format!("  {line}\n"));
            }
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}

fn lines(expected: &Expected, forecast: &Forecast) -> Vec<String> {
    let Expected { people, min_lift_points, window_days, .. } = expected;
    let Forecast { last_day, units, power, needed_per_arm, .. } = forecast;
    let mut lines = vec![format!(
        "For the verdict on day {DEADLINE} only first moments until day {last_day} count: {window_days} days to look, \
         and 4 for late reports. By then {units:.0} of {people} people have come to one."
    )];
    if forecast.is_weak {
        lines.push(format!(
            "WEAK EVIDENCE: fewer than {FEWEST_UNITS}. No trial and nothing withheld; before and after is shown, \
             and author and manager renew it every 60 days."
        ));
    } else {
        lines.push(format!(
            "If it really adds {min_lift_points} points, it is kept on that day in {:.0} of 100 trials.",
            100.0 * power
        ));
    }
    let needed = match forecast.needed_people {
        Some(people) => format!("{people:.0} who could meet it are enough"),
        None => "however many could meet it, too few do: the moment is too rare, or the window too long"
            .to_owned(),
    };
    lines.push(format!("80 of 100 trials take {needed_per_arm:.0} people in each group: {needed}."));
    lines.push(match forecast.needed_weeks {
        Some(weeks) => format!("These {people} are enough after {weeks:.0} weeks."),
        None => format!("These {people} are never enough for that: add teams, or promise more."),
    });
    lines
}

fn json(found: &[(String, Expected, Forecast)]) -> String {
    let told: Vec<Told<'_>> = found
        .iter()
        .map(|(name, expected, forecast)| Told {
            nudge: name,
            window_days: expected.window_days,
            min_lift_points: expected.min_lift_points,
            people: expected.people,
            last_day: forecast.last_day,
            units: forecast.units,
            weak: forecast.is_weak,
            power: forecast.power,
            needed_per_arm: forecast.needed_per_arm,
            needed_people: forecast.needed_people,
            needed_weeks: forecast.needed_weeks,
        })
        .collect();
    serde_json::to_string_pretty(&told).unwrap_or_default() + "\n"
}

/// Reads how often something happens.
pub fn rate(text: &str) -> Result<f64, String> {
    within(text, 0.0, 1_000.0)
}

/// Reads a share of a hundred.
pub fn percent(text: &str) -> Result<f64, String> {
    within(text, 0.0, 100.0)
}

fn within(text: &str, least: f64, most: f64) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number: &f64| (least..=most).contains(number));
    number.ok_or_else(|| format!("write a number from {least} to {most}"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Called {
        #[command(flatten)]
        arguments: Arguments,
    }

    fn called(words: &[&str]) -> Arguments {
        Called::try_parse_from(["forecast"].iter().chain(words)).unwrap().arguments
    }

    fn told(words: &[&str]) -> String {
        let all = expected(&called(words)).unwrap();
        text(
            &all.into_iter()
                .map(|(name, expected)| (name, expected, forecast(&expected)))
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn it_says_how_many_people_and_whether_they_are_enough() {
        let few = told(&["--people", "30", "--min-lift", "10"]);
        assert!(few.contains("WEAK EVIDENCE") && few.contains("never enough"), "{few}");
        let many = told(&["--people", "600", "--min-lift", "10"]);
        assert!(!many.contains("WEAK") && many.contains("take 281 people in each group"), "{many}");
        assert!(many.contains("are enough after"), "{many}");
        let never = told(&["--people", "600", "--moments", "0"]);
        assert!(never.contains("however many"), "{never}");
        for text in [few, many, never] {
            assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        }
    }

    #[test]
    fn nudges_bring_their_own_window_and_promise() {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        let content = content.to_str().unwrap();
        let one = expected(&called(&[content, "--people", "100", "--nudge", "pricing-objection"])).unwrap();
        let [(name, found)] = &one[..] else { panic!("one nudge") };
        assert_eq!(name, "pricing-objection");
        assert!(found.min_lift_points > 0.0 && found.window_days > 0);
        assert!(expected(&called(&[content, "--people", "100"])).unwrap().len() > 10);
        let none = expected(&called(&[content, "--people", "100", "--nudge", "no-such"])).unwrap_err();
        assert!(none[0].what.contains("no nudge `no-such`"));
    }

    #[test]
    fn impossible_figures_are_refused() {
        for words in [
            ["--people", "0"],
            ["--people", "x"],
            ["--base", "101"],
            ["--moments", "NaN"],
            ["--epsilon", "0"],
        ] {
            let given = ["--people", "10"].iter().chain(&words).filter(|_| words[0] != "--people");
            let all: Vec<&&str> =
                if words[0] == "--people" { words.iter().collect() } else { given.collect() };
            assert!(Called::try_parse_from([&"forecast"].into_iter().chain(all)).is_err(), "{words:?}");
        }
    }
}
