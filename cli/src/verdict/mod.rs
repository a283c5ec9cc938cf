//! `cuecard verdict`: whether nudges help, from counts; and how often such verdicts are wrong.

mod blocks;
mod columns;
mod counts;
mod document;
mod file;
mod lagging;
mod simulate;
mod told;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ArgGroup;
use cuecard::pack::author::Diagnostic;
use cuecard::time::Day;
use cuecard::verdict::Noise;
use cuecard::verdict::trials::{self, Judged, Misfit};

use crate::folder::of_path;
use crate::moment::{parse_day, today};
use crate::report;
use counts::Table;
use file::Problem;

/// The exit status where a nudge may not go wide.
const REFUSED_STATUS: u8 = 3;
const REFUSED: &str = "refused: it is not proven, or its proof has ended; it stays with its pilot teams";

/// What to judge.
#[derive(clap::Args)]
#[command(group(ArgGroup::new("what").required(true).args(["counts", "blocks", "simulate"])))]
pub struct Arguments {
    /// Exported counts: a table (CSV), or a JSON list with the same names
    ///
    /// One line for each nudge, content, week and stratum. Needed are
    ///
    ///   nudge, content, week (2026-W48: the week in which windows ended),
    ///   shown_entries, shown_successes,
    ///   withheld_entries, withheld_successes
    ///
    /// and there may be
    ///
    ///   pack, stratum (people who are compared with each other only),
    ///   shown_outcomes, withheld_outcomes (entries of whom it is known
    ///     whether they did it; without the column: all),
    ///   shown_worse, withheld_worse (entries whose guardrail got worse),
    ///   shows, fast_dismissals (cards; those closed within 3 s),
    ///   opened (2026-09-28: the day on which the trial opened),
    ///   min_lift_points (the improvement that was promised),
    ///   restarts (of the lineage; without it: earlier contents are counted),
    ///   extended (yes: the one extension to day 120 is co-signed),
    ///   evidence (trial; weak: nothing was withheld, and `withheld` holds
    ///     the time before),
    ///   epsilon (outcomes were told with noise of this ε; without it: as
    ///     --epsilon says)
    #[arg(value_name = "FILE", verbatim_doc_comment)]
    counts: Option<PathBuf>,
    /// Judge blocks instead, and print every figure as JSON
    ///
    /// The file is `{"cases": [{"blocks": [[s1, n1, s0, n0], …]}, …]}`: for
    /// each block successes and people who were shown it, then successes and
    /// people from whom it was withheld. The table of verdicts is looked up
    /// once, as of the day that --day says.
    #[arg(long, value_name = "FILE")]
    blocks: Option<PathBuf>,
    /// Live many trials of made-up people instead, and say how often a useless
    /// nudge is kept and a helpful one paused
    #[arg(long)]
    simulate: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Judge as of this day [default: today]
    #[arg(long, value_name = "DATE", value_parser = parse_day, conflicts_with_all = ["blocks", "simulate"])]
    today: Option<Day>,
    /// The day on which trials opened, where the counts do not say it
    #[arg(long, value_name = "DATE", value_parser = parse_day, conflicts_with_all = ["blocks", "simulate"])]
    opened: Option<Day>,
    /// The promised improvement in points, where the counts do not say it
    #[arg(long, value_name = "POINTS", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=100), conflicts_with = "simulate")]
    min_lift: u32,
    /// Outcomes were told with noise of this ε (the level `noisy`: 4, or 2)
    #[arg(long, value_parser = noise, conflicts_with = "simulate")]
    epsilon: Option<Noise>,
    /// Business figures (CSV) to show beside the verdicts
    ///
    /// Columns: chain, link (lesson, behaviour or outcome), name, and for
    /// outcomes date and value, one line each. `name` of a behaviour is its
    /// nudge. Lines of one chain belong together; a link that nobody wrote
    /// is shown as a gap. Before and after are shown, and are no proof.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["blocks", "simulate"])]
    lagging: Option<PathBuf>,
    /// Refuse (exit status 3) unless this nudge is proven and its proof still
    /// holds: until then it stays with its pilot teams
    #[arg(long, value_name = "NUDGE", conflicts_with_all = ["blocks", "simulate"])]
    wide: Option<String>,
    /// With --blocks: the day of the trial
    #[arg(long, default_value_t = 60, conflicts_with_all = ["counts", "simulate"])]
    day: u32,
    /// With --blocks: how often the lineage began anew
    #[arg(long, default_value_t = 0, conflicts_with_all = ["counts", "simulate"])]
    restarts: u32,
    /// With --blocks: the extension is co-signed
    #[arg(long, conflicts_with_all = ["counts", "simulate"])]
    extended: bool,
    /// With --simulate: trials of each kind
    #[arg(long, default_value_t = 1_000, conflicts_with_all = ["counts", "blocks"], value_parser = clap::value_parser!(u32).range(50..=100_000))]
    runs: u32,
    /// With --simulate: other trials for another number
    #[arg(long, default_value_t = 1, conflicts_with_all = ["counts", "blocks"])]
    seed: u64,
    /// With --simulate: the report to write
    #[arg(long, value_name = "FILE", default_value = "verdicts.html", conflicts_with_all = ["counts", "blocks"])]
    out: PathBuf,
}

/// Judges and tells.
pub fn run(arguments: &Arguments) -> ExitCode {
    let said = match (&arguments.counts, &arguments.blocks) {
        (Some(counts), _) => judged(arguments, counts),
        (_, Some(path)) => blocks::judged(arguments, path).map(|text| (text, Wide::NotAsked)),
        _ => return simulate::run(arguments.runs, arguments.seed, &arguments.out, arguments.json),
    };
    match said {
        Ok((text, wide)) => match io::stdout().write_all(text.as_bytes()) {
            Ok(()) if wide == Wide::Refused => {
                let _ = writeln!(io::stderr(), "{REFUSED}");
                ExitCode::from(REFUSED_STATUS)
            }
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(problems) => {
            report::print(&problems, "nothing was judged");
            ExitCode::FAILURE
        }
    }
}

/// Whether a nudge may go beyond its pilot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wide {
    NotAsked,
    Granted,
    Refused,
}

/// Of the newest content with this name: an older one's proof says nothing of it.
fn wide(name: &str, judged: &[Judged], today: Day) -> Option<Wide> {
    let newest = judged.iter().filter(|one| one.is(name)).max_by_key(|one| one.opened)?;
    let is_proven = newest.proof_until().is_some() && !newest.is_expired(today);
    Some(if is_proven { Wide::Granted } else { Wide::Refused })
}

fn judged(arguments: &Arguments, path: &Path) -> Result<(String, Wide), Vec<Diagnostic>> {
    let today = arguments.today.unwrap_or_else(today);
    let Table { lines, text, is_csv } = counts::read(path)?;
    let settings = trials::Settings {
        today,
        opened: arguments.opened,
        min_lift_points: arguments.min_lift,
        noise: arguments.epsilon.unwrap_or(Noise::EXACT),
    };
    let of_line = |(place, what, mend): Misfit| match is_csv {
        true => Problem { line: place, cell: None, what, mend },
        false => Problem { line: 0, cell: None, what: format!("object {place}: {what}"), mend },
    };
    let judged = trials::judged(&lines, &settings).map_err(|misfits| {
        file::located(path, &text, &misfits.into_iter().map(of_line).collect::<Vec<_>>())
    })?;
    let chains = match &arguments.lagging {
        Some(path) => lagging::read(path, &judged)?,
        None => Vec::new(),
    };
    let wide = match &arguments.wide {
        None => Wide::NotAsked,
        Some(name) => wide(name, &judged, today).ok_or_else(|| {
            let what = format!("there is no nudge `{name}` in it");
            vec![of_path(path, &what, "write its name as it is there")]
        })?,
    };
    let text = if arguments.json {
        document::json(&judged, &chains, today)?
    } else {
        told::text(&judged, &chains, today)
    };
    Ok((text, wide))
}

/// A noise, by its ε.
pub fn noise(text: &str) -> Result<Noise, String> {
    let epsilon = text.parse().ok().filter(|epsilon: &f64| epsilon.is_finite());
    epsilon.and_then(Noise::of).ok_or_else(|| "write a number above 0, such as 4".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Called {
        #[command(flatten)]
        arguments: Arguments,
    }

    const COUNTS: &str = "nudge,content,week,shown_entries,shown_successes,withheld_entries,withheld_successes,opened\n\
        proven,c1,2026-W44,50,30,50,10,2026-10-05\n\
        changed,c1,2026-W44,50,30,50,10,2026-10-05\n\
        changed,c2,2026-W50,5,3,5,2,2026-12-01\n";

    fn said(name: &str, words: &[&str]) -> Result<(String, Wide), String> {
        let path = std::env::temp_dir().join(format!("cuecard-verdict-{name}-{}", std::process::id()));
        std::fs::write(&path, COUNTS).unwrap();
        let called = ["verdict", path.to_str().unwrap()];
        let Called { arguments } = Called::try_parse_from(called.iter().chain(words)).unwrap();
        let said = judged(&arguments, &path);
        std::fs::remove_file(&path).unwrap();
        said.map_err(|problems| problems.iter().map(|problem| format!("{problem}\n")).collect())
    }

    #[test]
    fn only_what_is_proven_goes_wide() {
        let cases = [
            ("proven", "2026-12-20", Wide::Granted),
            ("proven", "2026-11-04", Wide::Refused),
            ("proven", "2027-12-20", Wide::Refused),
            ("changed", "2026-12-20", Wide::Refused),
        ];
        for (nudge, today, expected) in cases {
            let (_, wide) = said("wide", &["--wide", nudge, "--today", today]).unwrap();
            assert_eq!(wide, expected, "{nudge} on {today}");
        }
        assert!(said("nobody", &["--wide", "other"]).unwrap_err().contains("no nudge `other`"));
    }

    #[test]
    fn people_and_programs_are_told_the_same() {
        let (text, _) = said("text", &["--today", "2026-12-20"]).unwrap();
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert!(text.contains("IMPROVED: it stays (day 31, row 2)"), "{text}");
        let (json, _) = said("json", &["--today", "2026-12-20", "--json"]).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let nudge = &json["nudges"][0];
        assert_eq!((nudge["verdict"].as_str(), nudge["day"].as_u64()), (Some("improved"), Some(31)));
        assert_eq!(nudge["shown"]["n"].as_u64(), Some(50));
        assert_eq!((json["nudges"].as_array().unwrap().len(), text.matches(" · ").count()), (3, 3));
    }

    #[test]
    fn one_thing_is_judged_at_a_time() {
        let cases: [&[&str]; 5] = [
            &[],
            &["a.csv", "--blocks", "b.json"],
            &["a.csv", "--simulate"],
            &["a.csv", "--day", "3"],
            &["--simulate", "--runs", "10"],
        ];
        for words in cases {
            assert!(Called::try_parse_from(["verdict"].iter().chain(words)).is_err(), "{words:?}");
        }
    }
}
