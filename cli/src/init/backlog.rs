//! Which skills come first: a table of them, ranked.

use csv::{ReaderBuilder, StringRecord, Trim};

use clap::ValueEnum;

use super::need::{Barrier, Capability, Need};

/// A workflow starts with three moments, and so with three skills at most.
pub const TAKEN: usize = 3;
/// Some ten thousand skills; more than anybody ranks.
pub const MAX_BYTES: u64 = 1024 * 1024;
/// Lines that are told; the rest is counted.
const TOLD: usize = 10;
/// Impact and weight go from one to this.
const MOST: u64 = 5;
/// Errors in one stretch of time; enough for a year of the largest organisations.
const MOST_ERRORS: u64 = 1_000_000;

/// A skill, and what speaks for it.
#[derive(Debug, PartialEq, Eq)]
pub struct Skill {
    /// The problem behind it.
    pub need: Need,
    /// Errors × impact × weight: a product, so that the scale of none drowns the others (as in the risk
    /// priority number of failure mode analysis, IEC 60812).
    pub score: u64,
}

/// The skills of a table, in its order.
///
/// # Errors
/// What is wrong, on which line, and how to mend it.
pub fn read(text: &str) -> Result<Vec<Skill>, String> {
    let mut table = ReaderBuilder::new()
        .trim(Trim::All)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads = table.headers().map_err(|error| error.to_string())?.clone();
    let column = |name: &str| {
        let found = heads.iter().position(|head| head.eq_ignore_ascii_case(name));
        let missing = "line 1: there is no column";
        let all = "name the columns skill, errors, impact, weight, capability, barrier";
        found.ok_or_else(|| format!("{missing} `{name}`; {all}"))
    };
    let columns = ["skill", "errors", "impact", "weight", "capability", "barrier"];
    let places = columns.map(column);
    let [skill, errors, impact, weight, capability, barrier] = places;
    let (skill, errors, impact, weight) = (skill?, errors?, impact?, weight?);
    let (capability, barrier) = (capability?, barrier?);
    let mut skills = Vec::new();
    for row in table.records() {
        let row = row.map_err(|error| error.to_string())?;
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |at: usize| row.get(at).unwrap_or_default();
        let at = |problem: String| format!("line {line}: {problem}");
        if is_empty(&row) {
            continue;
        }
        let performance = cell(skill).to_owned();
        if performance.is_empty() || performance.contains(char::is_control) {
            return Err(at("name the skill in one line under `skill`".to_owned()));
        }
        let score = number(cell(errors), "errors", 0..=MOST_ERRORS).map_err(at)?
            * number(cell(impact), "impact", 1..=MOST).map_err(at)?
            * number(cell(weight), "weight", 1..=MOST).map_err(at)?;
        let need = Need {
            performance,
            capability: one_of::<Capability>(cell(capability), "capability").map_err(at)?,
            barrier: one_of::<Barrier>(cell(barrier), "barrier").map_err(at)?,
        };
        skills.push(Skill { need, score });
    }
    if skills.is_empty() { Err("there is no skill in it; write one a line".to_owned()) } else { Ok(skills) }
}

/// Spreadsheets of some countries write `;`, as the comma is in their numbers.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    if head.contains(';') && !head.contains(',') { b';' } else { b',' }
}

fn is_empty(row: &StringRecord) -> bool {
    row.iter().all(str::is_empty)
}

fn number(cell: &str, column: &str, range: std::ops::RangeInclusive<u64>) -> Result<u64, String> {
    let (least, most) = (range.start(), range.end());
    let wrong = || format!("`{column}` is `{cell}`; write a whole number from {least} to {most}");
    cell.parse().ok().filter(|number| range.contains(number)).ok_or_else(wrong)
}

fn one_of<T: ValueEnum>(cell: &str, column: &str) -> Result<T, String> {
    T::from_str(cell, true).map_err(|_| {
        let names = T::value_variants().iter().filter_map(T::to_possible_value);
        let names: Vec<String> = names.map(|value| value.get_name().to_owned()).collect();
        format!("`{column}` is `{cell}`; write {}", names.join(", "))
    })
}

/// The largest score first; of equal ones the first of the table.
pub fn ranked(mut skills: Vec<Skill>) -> Vec<Skill> {
    skills.sort_by_key(|skill| std::cmp::Reverse(skill.score));
    skills
}

/// The ranking, for people.
pub fn table(ranked: &[Skill]) -> String {
    let mut text = String::from("     score  skill\n");
    for (place, skill) in ranked.iter().take(TOLD).enumerate() {
        let mark = if place < TAKEN { "*" } else { " " };
        text.push_str(&format!("{mark}{:>9}  {}\n", skill.score, skill.need.performance));
    }
    if let Some(more @ 1..) = ranked.len().checked_sub(TOLD) {
        text.push_str(&format!("           and {more} more\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "skill,errors,impact,weight,capability,barrier\n";

    #[test]
    fn known_skills_have_a_known_order() {
        let rows = "Log the call,90,1,1,exists,recall\n\
                    Date the next act,30,3,4,exists,consistency\n\
                    Trade a concession,12,5,5,exists,recall\n\
                    \n\
                    Qualify early,20,5,3,missing,complexity\n\
                    Name the loss,60,2,3,exists,recall\n";
        let skills = ranked(read(&format!("{HEAD}{rows}")).unwrap());
        let order: Vec<(&str, u64)> =
            skills.iter().map(|skill| (skill.need.performance.as_str(), skill.score)).collect();
        let expected = [
            ("Date the next act", 360),
            ("Name the loss", 360),
            ("Trade a concession", 300),
            ("Qualify early", 300),
            ("Log the call", 90),
        ];
        assert_eq!(order, expected);
        let told = table(&skills);
        assert_eq!(told.lines().filter(|line| line.starts_with('*')).count(), TAKEN, "{told}");
    }

    #[test]
    fn tables_of_other_spreadsheets_are_read() {
        let german = "\u{feff}Skill; Errors; Impact; Weight; Capability; Barrier\r\n\
                      \"Datum; dann Schritt\"; 3; 2; 1; Exists; RECALL\r\n";
        let skills = read(german).unwrap();
        assert_eq!((skills[0].need.performance.as_str(), skills[0].score), ("Datum; dann Schritt", 6));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let cases = [
            ("", "no column `skill`"),
            (HEAD, "no skill in it"),
            ("skill,errors,impact,weight,barrier\n", "no column `capability`"),
            (&format!("{HEAD}A,1,1,1,exists,recall\n,1,1,1,exists,recall\n"), "line 3: name the skill"),
            (&format!("{HEAD}A,-1,1,1,exists,recall\n"), "line 2: `errors` is `-1`"),
            (&format!("{HEAD}A,1,6,1,exists,recall\n"), "whole number from 1 to 5"),
            (&format!("{HEAD}A,1,1,1,perhaps,recall\n"), "write exists, partial, missing"),
            (&format!("{HEAD}A,1,1,1,exists\n"), "`barrier` is ``"),
        ];
        for (text, problem) in cases {
            let told = read(text).unwrap_err();
            assert!(told.contains(problem), "{text:?}: {told}");
        }
    }
}
