//! `cuecard verdict --blocks`: every figure of given blocks, for comparison with other software.

use std::path::Path;

use cuecard::pack::author::Diagnostic;
use cuecard::verdict::deadline::midp;
use cuecard::verdict::evidence::{ODDS, WEIGHTS};
use cuecard::verdict::{Block, Counts, Noise, Ruling, Trial, Week, Workspace, judge_once};
use serde::{Deserialize, Serialize};

use super::{Arguments, file};
use crate::folder::of_path;

const MEND: &str = "write {\"cases\": [{\"blocks\": [[s1, n1, s0, n0]]}]}";

#[derive(Deserialize)]
struct File {
    /// What is betted on is fixed; a file may say what it expects.
    psi: Option<Vec<f64>>,
    weights: Option<Vec<f64>>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    blocks: Vec<[u32; 4]>,
}

#[derive(Serialize)]
struct Answer {
    cases: Vec<Told>,
}

/// The figures of one case.
#[derive(Debug, Serialize)]
struct Told {
    log_e_up: f64,
    log_e_down: f64,
    midp: f64,
    lower80: f64,
    upper80: f64,
    verdict: &'static str,
    action: &'static str,
    ground: &'static str,
    row: Option<u8>,
    day: u32,
    n_shown: u32,
    n_withheld: u32,
    lift: f64,
    level: f64,
}

/// Judges a file of blocks, and says every figure as JSON.
///
/// # Errors
/// What is wrong in the file.
pub fn judged(arguments: &Arguments, path: &Path) -> Result<String, Vec<Diagnostic>> {
    let text = file::text(path, MEND)?;
    let read: File = serde_json::from_str(&text).map_err(|error| file::of_json(path, &text, &error, MEND))?;
    let differs =
        |found: &Option<Vec<f64>>, fixed: &[f64]| found.as_ref().is_some_and(|found| found != fixed);
    if differs(&read.psi, &ODDS) || differs(&read.weights, &WEIGHTS) {
        let what = format!("`psi` and `weights` are others than {ODDS:?} and {WEIGHTS:?}");
        return Err(vec![of_path(path, &what, "leave them out: what is betted on is fixed beforehand")]);
    }
    let mut workspace = Workspace::default();
    let mut problems = Vec::new();
    let mut cases = Vec::new();
    for (place, case) in read.cases.iter().enumerate() {
        match blocks(&case.blocks) {
            Ok(blocks) => cases.push(figures(&blocks, arguments, &mut workspace)),
            Err((block, what)) => {
                let what = format!("case {}, block {}: {what}", place + 1, block + 1);
                problems.push(of_path(path, &what, "write successes before people: [s1, n1, s0, n0]"));
            }
        }
    }
    if !problems.is_empty() {
        problems.truncate(file::MOST_PROBLEMS);
        return Err(problems);
    }
    let json = serde_json::to_string_pretty(&Answer { cases })
        .map_err(|error| vec![of_path(path, &error.to_string(), "tell the makers of Cuecard")])?;
    Ok(json + "\n")
}

fn blocks(counts: &[[u32; 4]]) -> Result<Vec<Block>, (usize, String)> {
    let block = |(place, [s1, n1, s0, n0]): (usize, &[u32; 4])| {
        let what = format!("[{s1}, {n1}, {s0}, {n0}] has more successes than people, or too many people");
        Block::new(Counts::known(*s1, *n1), Counts::known(*s0, *n0)).ok_or((place, what))
    };
    counts.iter().enumerate().map(block).collect()
}

fn figures(blocks: &[Block], arguments: &Arguments, workspace: &mut Workspace) -> Told {
    // Each is a stratum of its own: the deadline's test compares within blocks, as they are given.
    let week = |(stratum, block): (usize, &Block)| Week {
        day: arguments.day,
        stratum: stratum as u32,
        behaviour: *block,
        ..Week::default()
    };
    let weeks: Vec<Week> = blocks.iter().enumerate().map(week).collect();
    let trial = Trial {
        restarts: arguments.restarts,
        extended: arguments.extended,
        noise: arguments.epsilon.unwrap_or(Noise::EXACT),
        ..Trial::new(&weeks, arguments.min_lift)
    };
    let ruling = judge_once(&trial, arguments.day, workspace);
    let Ruling { verdict, ground, .. } = ruling;
    Told {
        log_e_up: ruling.log_e_up,
        log_e_down: ruling.log_e_down,
        midp: ruling.midp.unwrap_or_else(|| midp(blocks, workspace)),
        lower80: ruling.lower80,
        upper80: ruling.upper80,
        verdict: verdict.word(),
        action: verdict.action().word(),
        ground: ground.word(),
        row: ground.row(),
        day: ruling.day,
        n_shown: ruling.shown.entries,
        n_withheld: ruling.withheld.entries,
        lift: ruling.lift,
        level: ruling.level,
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use serde_json::Value;

    use super::*;

    #[derive(Parser)]
    struct Called {
        #[command(flatten)]
        arguments: Arguments,
    }

    fn said(name: &str, text: &str, more: &[&str]) -> Result<Value, String> {
        let path = std::env::temp_dir().join(format!("cuecard-blocks-{name}-{}", std::process::id()));
        std::fs::write(&path, text).unwrap();
        let words = ["verdict", "--blocks", path.to_str().unwrap()];
        let called = Called::try_parse_from(words.iter().chain(more)).unwrap();
        let said = judged(&called.arguments, &path);
        std::fs::remove_file(&path).unwrap();
        said.map(|text| serde_json::from_str(&text).unwrap())
            .map_err(|problems| problems.iter().map(|problem| format!("{problem}\n")).collect())
    }

    #[test]
    fn golden_cases_come_out_as_they_are() {
        let vectors = include_str!("../../../tests/vectors/verdict.json");
        let expected: Value = serde_json::from_str(vectors).unwrap();
        let told = said("golden", vectors, &[]).unwrap();
        let (told, expected) = (told["cases"].as_array().unwrap(), expected["cases"].as_array().unwrap());
        assert_eq!(told.len(), expected.len());
        let names = [
            ("log_e_up", "log_e_up"),
            ("log_e_down", "log_e_down"),
            ("midp", "midp"),
            ("lower80", "ac_lo80"),
            ("upper80", "ac_hi80"),
        ];
        for (told, expected) in told.iter().zip(expected) {
            for (name, theirs) in names {
                let difference = told[name].as_f64().unwrap() - expected[theirs].as_f64().unwrap();
                assert!(difference.abs() < 1e-9, "{name}: {told}");
            }
        }
        let verdicts: std::collections::BTreeSet<&str> =
            told.iter().map(|case| case["verdict"].as_str().unwrap()).collect();
        assert!(verdicts.contains("harmful") && verdicts.contains("improved"), "{verdicts:?}");
    }

    #[test]
    fn the_day_the_level_and_the_noise_count() {
        let one = r#"{"cases":[{"blocks":[[24,50,15,50]]}]}"#;
        let cases: [(&[&str], &str, &str); 6] = [
            (&[], "improved", "deadline"),
            (&["--day", "59"], "running", "not_yet"),
            (&["--restarts", "1"], "insufficient", "undecided"),
            (&["--restarts", "1", "--extended"], "running", "not_yet"),
            (&["--restarts", "1", "--day", "90"], "insufficient", "undecided"),
            (&["--extended", "--day", "120"], "improved", "last_deadline"),
        ];
        for (more, verdict, ground) in cases {
            let told = said("day", one, more).unwrap();
            let case = &told["cases"][0];
            assert_eq!((case["verdict"].as_str(), case["ground"].as_str()), (Some(verdict), Some(ground)));
        }
        let plain = said("plain", one, &[]).unwrap()["cases"][0]["lift"].as_f64().unwrap();
        let noisy = said("noisy", one, &["--epsilon", "2"]).unwrap()["cases"][0]["lift"].as_f64().unwrap();
        assert!(noisy > 1.3 * plain, "{plain} {noisy}");
    }

    #[test]
    fn what_is_no_block_is_named() {
        let cases = [
            ("", "EOF while parsing"),
            ("{\"cases\":[{\"blocks\":[[1,2,3]]}]}", "invalid length 3"),
            ("{\"cases\":[{\"blocks\":[[1,2,3,-4]]}]}", "invalid value"),
            (
                "{\"cases\":[{\"blocks\":[]},{\"blocks\":[[1,2,0,2],[3,2,0,2]]}]}",
                "case 2, block 2: [3, 2, 0, 2]",
            ),
            ("{\"psi\":[2.0],\"cases\":[]}", "`psi` and `weights` are others"),
        ];
        for (text, what) in cases {
            let told = said("wrong", text, &[]).unwrap_err();
            assert!(told.contains(what), "{text}: {told}");
        }
    }
}
