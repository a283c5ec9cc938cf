//! Reading exported counts: a table, or a JSON list with the same names.

use std::path::Path;

use csv::{ReaderBuilder, Trim};
use cuecard::pack::author::Diagnostic;
use serde_json::{Map, Value};

use super::columns::{COLUMNS, Column, Wrong, line};
use super::file::{self, Problem};
use crate::folder::of_path;
use cuecard::verdict::trials::Line;

const HELP: &str = "see `cuecard verdict --help` for the columns";

/// A file of counts, as it is and as it was understood.
#[derive(Debug)]
pub struct Table {
    /// The lines, in their order.
    pub lines: Vec<Line>,
    /// The text, to show where something is wrong.
    pub text: String,
    /// Whether places are lines of the text, and not objects of a list.
    pub is_csv: bool,
}

/// Reads a file of counts.
///
/// # Errors
/// Everything that is wrong in it: nothing is left out or guessed.
pub fn read(path: &Path) -> Result<Table, Vec<Diagnostic>> {
    let text = file::text(path, "name a table or a JSON list of counts")?;
    let is_csv = !text.trim_start().starts_with(['[', '{']);
    let lines = if is_csv { table(&text) } else { list(path, &text)? };
    match lines {
        Ok(lines) if lines.is_empty() => Err(vec![of_path(path, "there are no counts in it", HELP)]),
        Ok(lines) => Ok(Table { lines, text, is_csv }),
        Err(problems) => Err(file::located(path, &text, &problems)),
    }
}

fn problem(line: u64, cell: Option<usize>, what: &str, mend: &str) -> Problem {
    Problem { line, cell, what: what.to_owned(), mend: mend.to_owned() }
}

fn table(text: &str) -> Result<Vec<Line>, Vec<Problem>> {
    let head = text.lines().next().unwrap_or_default();
    // Spreadsheets of some countries write `;`, as the comma is in their numbers.
    let delimiter = if head.contains(';') && !head.contains(',') { b';' } else { b',' };
    let mut table = ReaderBuilder::new().trim(Trim::All).delimiter(delimiter).from_reader(text.as_bytes());
    let unread = |error: &csv::Error| {
        let line = error.position().map_or(0, csv::Position::line);
        let what = match error.kind() {
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                format!("there are {len} cells, and {expected_len} columns")
            }
            _ => error.to_string(),
        };
        problem(line, None, &what, "write one cell for each column")
    };
    let heads = table.headers().map_err(|error| vec![unread(&error)])?.clone();
    let mut places = [None; COLUMNS.len()];
    let mut problems = Vec::new();
    for (at, head) in heads.iter().enumerate() {
        match COLUMNS.iter().position(|(_, name, _)| head.eq_ignore_ascii_case(name)) {
            Some(column) if places[column].is_none() => places[column] = Some(at),
            Some(_) => problems.push(problem(
                1,
                Some(at),
                &format!("there are two columns `{head}`"),
                "keep one of them",
            )),
            None => problems.push(problem(1, Some(at), &format!("nothing reads a column `{head}`"), HELP)),
        }
    }
    for (column, name, needed) in COLUMNS {
        if needed && places[column as usize].is_none() {
            problems.push(problem(1, None, &format!("there is no column `{name}`"), HELP));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut lines = Vec::new();
    for row in table.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                problems.push(unread(&error));
                continue;
            }
        };
        if row.iter().all(str::is_empty) {
            continue;
        }
        let place = row.position().map_or(0, csv::Position::line);
        let cell = |column: Column| {
            let place = places[column as usize].and_then(|at| row.get(at));
            place.unwrap_or_default().to_owned()
        };
        match line(place, &cell) {
            Ok(line) => lines.push(line),
            Err(Wrong { column, what, mend }) => {
                problems.push(problem(place, places[column as usize], &what, &mend))
            }
        }
    }
    if problems.is_empty() { Ok(lines) } else { Err(problems) }
}

fn list(path: &Path, text: &str) -> Result<Result<Vec<Line>, Vec<Problem>>, Vec<Diagnostic>> {
    let objects: Vec<Map<String, Value>> = serde_json::from_str(text)
        .map_err(|error| file::of_json(path, text, &error, "write a list of objects, one for each line"))?;
    let mut problems = Vec::new();
    let mut lines = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        let place = at as u64 + 1;
        let of_object = |what: &str, mend: &str| problem(0, None, &format!("object {place}: {what}"), mend);
        let known = |key: &String| COLUMNS.iter().any(|(_, name, _)| name == key);
        if let Some(key) = object.keys().find(|key| !known(key)) {
            problems.push(of_object(&format!("nothing reads `{key}`"), HELP));
            continue;
        }
        let cell = |column: Column| match object.get(column.name()) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.trim().to_owned(),
            Some(Value::Bool(holds)) => if *holds { "yes" } else { "no" }.to_owned(),
            Some(other) => other.to_string(),
        };
        match line(place, &cell) {
            Ok(line) => lines.push(line),
            Err(Wrong { what, mend, .. }) => problems.push(of_object(&what, &mend)),
        }
    }
    Ok(if problems.is_empty() { Ok(lines) } else { Err(problems) })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const HEAD: &str = "nudge,content,week,shown_entries,shown_successes,withheld_entries,withheld_successes";

    fn said(name: &str, text: &str) -> Result<Table, String> {
        let path = std::env::temp_dir().join(format!("cuecard-counts-{name}-{}", std::process::id()));
        fs::write(&path, text).unwrap();
        let read = read(&path);
        fs::remove_file(&path).unwrap();
        read.map_err(|problems| problems.iter().map(|problem| format!("{problem}\n")).collect())
    }

    #[test]
    fn tables_and_lists_say_the_same() {
        let csv = said("csv", &format!("\u{feff}{HEAD},extended\na,c1,2026-W48,9,3,8,2,yes\n\n")).unwrap();
        let german =
            said("german", &format!("{HEAD},extended\na,c1,2026-W48,9,3,8,2,YES\n").replace(',', ";"));
        let json = said(
            "json",
            r#"[{"nudge":"a","content":"c1","week":"2026-W48","shown_entries":9,"shown_successes":3,
                "withheld_entries":8,"withheld_successes":2,"extended":true}]"#,
        )
        .unwrap();
        assert_eq!(csv.lines, german.unwrap().lines);
        let [from_list] = json.lines.try_into().unwrap();
        assert_eq!(Line { place: 2, ..from_list }, csv.lines[0]);
    }

    #[test]
    fn what_is_wrong_is_shown_where_it_is() {
        let row = |cells: &str| format!("{HEAD}\n{cells}\n");
        let cases = [
            (String::new(), "there is no column `nudge`"),
            (format!("{HEAD}\n\n"), "there are no counts in it"),
            ("[]".into(), "there are no counts in it"),
            (format!("{HEAD},shown\n"), "nothing reads a column `shown`"),
            (format!("{HEAD},week\n"), "there are two columns `week`"),
            (row("a,c1,2026-W48,9,3,8"), "there are 6 cells, and 7 columns"),
            (row("a,c1,2026-W54,9,3,8,2"), "`week` is `2026-W54`"),
            (row("a,c1,2026-W48,9,10,8,2"), "10 successes of 9 outcomes"),
            (row("a,c1,2026-W48,9,3,8,-2"), "`withheld_successes` is `-2`"),
            (row("a,c1,2026-W48,9,3,8,2.5"), "`withheld_successes` is `2.5`"),
            (row("a,c1,2026-W48,9,3,8,999999999999"), "`withheld_successes` is `999999999999`"),
            (format!("{HEAD},epsilon\na,c1,2026-W48,9,3,8,2,0\n"), "`epsilon` is `0`"),
            (row("a,c1,2026-W48,9,3,,2"), "`withheld_entries` is empty"),
            (row(",c1,2026-W48,9,3,8,2"), "`nudge` is empty"),
            ("[{\"nudge\":\"a\",\"shows\":1e9}]".into(), "object 1: `shown_entries` is empty"),
            ("[{\"nugde\":\"a\"}]".into(), "object 1: nothing reads `nugde`"),
            ("[{\"nudge\":\"a\",\n  \"content\":}]".into(), "expected value"),
            ("{\"nudge\":\"a\"}".into(), "invalid type: map, expected a sequence"),
        ];
        for (text, what) in cases {
            let told = said("wrong", &text).unwrap_err();
            assert!(told.contains(what), "{text:?}: {told}");
            assert!(told.lines().all(|line| line.chars().count() <= 140), "{told}");
        }
        let several = said("several", &row("a,c1,2026-W48,9,x,8,2\na,c1,2026-W49,9,3,8,y")).unwrap_err();
        assert!(several.contains(":2:17") && several.contains(":3:21"), "both are told: {several}");
    }
}
