//! `cuecard simulate`: who would be asked for how much attention, and what a new nudge displaces.

mod chart;
mod page;
mod weeks;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use cuecard::pack::author::{Checked, Diagnostic, Level};
use cuecard::simulation::{Displaced, Simulated, Team, displaced, without};

use crate::folder::{self, of_path};
use crate::report;
pub use weeks::{check_rate, stated};
use weeks::{read, weeks};

/// What to live.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder with adapters, bindings, roles and packs
    #[arg(default_value = "content")]
    source: PathBuf,
    /// Who works there, and how often they come to which moment
    ///
    /// A file such as
    ///
    /// `team: Sales North`
    /// `people: { account-executive: 8 }`
    /// `weeks: 12`
    /// `moments_in_four_weeks: { pricing-objection: 3, slipping-close-date: 5 }`
    /// `recorded: [monday.yaml]` (or count them in recordings of author mode)
    /// `done_without: 30` (of 100 moments, where the behaviour follows anyway)
    /// `done_with: 45` (of 100 moments with the card)
    #[arg(long, value_name = "FILE", verbatim_doc_comment)]
    team: PathBuf,
    /// Live the weeks also without this nudge, and say what it displaces
    #[arg(long, value_name = "NUDGE")]
    new: Option<String>,
    /// Other weeks for another number
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The report to write
    #[arg(long, value_name = "FILE", default_value = "simulation.html")]
    out: PathBuf,
}

/// All that a report tells.
#[derive(Debug)]
pub struct Report {
    /// Who works there.
    pub team: Team,
    /// What the weeks came to.
    pub simulated: Simulated,
    /// The nudge that is new, and what it displaces.
    pub new: Option<(String, Vec<Displaced>)>,
    /// The number that the weeks come from.
    pub seed: u64,
}

/// Lives the weeks and tells.
pub fn run(arguments: &Arguments) -> ExitCode {
    let report = match lived(arguments) {
        Ok(report) => report,
        Err(problems) => {
            report::print(&problems, "nothing was simulated");
            return ExitCode::FAILURE;
        }
    };
    println!("{}", summary(&report));
    let written = page::html(&report)
        .and_then(|html| fs::write(&arguments.out, html).map_err(|error| error.to_string()));
    match written {
        Ok(()) => {
            println!("{}: open it in a browser", arguments.out.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {} cannot be written: {error}", arguments.out.display());
            eprintln!("Name another file with --out.");
            ExitCode::FAILURE
        }
    }
}

fn lived(arguments: &Arguments) -> Result<Report, Vec<Diagnostic>> {
    let Checked { file, problems, .. } = folder::open(&arguments.source);
    let Some(file) = file else {
        return Err(problems.into_iter().filter(|problem| problem.level == Level::Error).collect());
    };
    let team = read(&arguments.team, &file)?;
    let simulated = weeks(&file, &team, arguments.seed)?;
    let new = match &arguments.new {
        None => None,
        Some(nudge) => {
            let Some(without) = without(&file, nudge) else {
                let what = format!("there is no nudge `{nudge}` in it");
                return Err(vec![of_path(&arguments.source, &what, "name one of its nudges with --new")]);
            };
            check_rate(&arguments.team, &team, nudge)?;
            Some((
                nudge.clone(),
                displaced(&weeks(&without, &team, arguments.seed)?.nudges, &simulated.nudges),
            ))
        }
    };
    Ok(Report { team, simulated, new, seed: arguments.seed })
}

/// The main figures, for a terminal.
fn summary(report: &Report) -> String {
    let Report { team, simulated, .. } = report;
    let mut text = format!("{}, {} weeks\n\n", team.title, team.weeks);
    for role in &simulated.roles {
        let weeks = f64::from(role.people * team.weeks);
        let cards = f64::from(role.cards.iter().sum::<u32>()) / weeks;
        let minutes = f64::from(role.seconds.iter().sum::<u32>()) / 60.0 / weeks;
        text.push_str(&format!(
            "{} × {}\n  a week each: {cards:.1} cards and {minutes:.1} minutes; {} cards at most\n",
            role.people, role.title, role.most_cards
        ));
    }
    text.push_str("\nnudge                            came  shown  withheld  silent\n");
    for nudge in &simulated.nudges {
        let silent: u32 = nudge.silent.values().sum();
        let line = (&nudge.nudge, nudge.came, nudge.shown, nudge.withheld);
        text.push_str(&format!("{:<30} {:>6} {:>6} {:>9} {silent:>7}\n", line.0, line.1, line.2, line.3));
    }
    let share = |value: u64| page::percent(value, simulated.value.best);
    text.push_str(&format!(
        "\nWorth of what had its turn, of the most that any choice could reach:\n  \
         first come {} %, by worth {} %, as these roles choose {} %\n",
        share(simulated.value.first_come),
        share(simulated.value.by_worth),
        share(simulated.value.chosen),
    ));
    if let Some((new, losers)) = &report.new {
        text.push_str(&format!("\n{new} displaces:\n"));
        for loser in losers {
            text.push_str(&format!(
                "  {}: {} cards, {} minutes; asked for by {}\n",
                loser.nudge,
                loser.cards,
                loser.seconds / 60,
                loser.manager
            ));
        }
        if losers.is_empty() {
            text.push_str("  nothing: there was room for it\n");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const TEAM: &str = "team: <Sales> North\npeople: { sales-development-representative: 3 }\nweeks: 4\n\
                        moments_in_four_weeks: { pricing-objection: 20, slipping-close-date: 20 }\n\
                        done_without: 30\ndone_with: 45\n";

    fn arguments(name: &str, new: Option<&str>) -> Arguments {
        let folder = std::env::temp_dir().join(format!("cuecard-simulate-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("team.yaml"), TEAM).unwrap();
        Arguments {
            source: Path::new(env!("CARGO_MANIFEST_DIR")).join("../content"),
            team: folder.join("team.yaml"),
            new: new.map(str::to_owned),
            seed: 3,
            out: folder.join("report.html"),
        }
    }

    #[test]
    fn a_new_nudge_names_whom_it_displaces_in_summary_and_report() {
        let arguments = arguments("new", Some("pricing-objection"));
        let report = lived(&arguments).unwrap();
        let text = summary(&report);
        assert!(text.contains("pricing-objection displaces:\n  slipping-close-date: "), "{text}");
        assert!(text.contains("asked for by line"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        let html = page::html(&report).unwrap();
        assert!(html.contains("displaces") && html.contains("<svg"), "{html}");
        assert!(html.contains("&#60;Sales&#62; North") && !html.contains("<Sales>"), "names are text");
        assert_eq!(page::html(&lived(&arguments).unwrap()).unwrap(), html, "the same seed, the same report");
    }

    #[test]
    fn what_is_missing_is_named() {
        let mut wrong = arguments("wrong", Some("no-such-nudge"));
        assert!(lived(&wrong).unwrap_err()[0].what.contains("no nudge `no-such-nudge`"));
        wrong.new = Some("loss-reason-missing".to_owned());
        assert!(lived(&wrong).unwrap_err()[0].what.contains("nobody in this team comes to a moment"));
        let recorded =
            TEAM.replace("moments_in_four_weeks:", "recorded: [second-push.yaml]\nmoments_in_four_weeks:");
        fs::write(&wrong.team, recorded).unwrap();
        wrong.new = None;
        assert!(lived(&wrong).unwrap_err()[0].what.contains("recording cannot be read"));
        let recording = wrong.source.join("packs/opportunity-management/tests/second-push.yaml");
        fs::copy(recording, wrong.team.with_file_name("second-push.yaml")).unwrap();
        let moments = lived(&wrong).unwrap().team.moments;
        assert!(moments.contains(&("slipping-close-date".to_owned(), 3)), "{moments:?}");
        wrong.team = wrong.team.with_file_name("none.yaml");
        assert!(lived(&wrong).unwrap_err()[0].what.contains("cannot be read"));
    }
}
