//! Telling problems, to a person or to a program.

use std::io::{self, Write};

use cuecard::pack::author::{Diagnostic, Level};
use serde::Serialize;

/// A problem, as `--format json` tells it.
#[derive(Serialize)]
pub struct Told<'a> {
    file: &'a str,
    /// From 1; 0: the file as a whole.
    line: usize,
    /// In characters, from 1; 0: the file as a whole.
    column: usize,
    /// The column after the last that is meant.
    end_column: usize,
    level: &'static str,
    /// Empty: it cannot be read as written.
    rule: &'a str,
    what: &'a str,
    mend: &'a str,
}

/// Prints problems for a person, to standard error, and at last what came of it; nothing if there
/// are none.
pub fn print(problems: &[Diagnostic], result: &str) {
    if problems.is_empty() {
        return;
    }
    let mut text: String = problems.iter().map(|problem| format!("{problem}\n\n")).collect();
    text.push_str(&format!("{}; {result}\n", counted(problems)));
    // A terminal that has gone away is no reason to fail in another way.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Problems as JSON: a list, one object each.
pub fn json(problems: &[Diagnostic]) -> String {
    let told: Vec<Told<'_>> = problems.iter().map(told).collect();
    serde_json::to_string_pretty(&told).unwrap_or_default()
}

/// A problem for a program.
pub fn told(problem: &Diagnostic) -> Told<'_> {
    Told {
        file: &problem.file,
        line: problem.line,
        column: problem.column,
        end_column: problem.end_column(),
        level: if problem.level == Level::Error { "error" } else { "warning" },
        rule: problem.rule,
        what: &problem.what,
        mend: &problem.mend,
    }
}

/// So many errors and warnings, in words.
pub fn counted(problems: &[Diagnostic]) -> String {
    let errors = problems.iter().filter(|problem| problem.level == Level::Error).count();
    let parts = [(errors, "error"), (problems.len() - errors, "warning")];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, thing)| format!("{count} {thing}{}", if count == 1 { "" } else { "s" }))
        .collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_counted_and_told_to_programs() {
        let error = Diagnostic::of_file("a.yaml", "what", "mend");
        let mut warning = Diagnostic::at("b.md", "one\ntwo three", &(8..13), "what", "mend");
        (warning.level, warning.rule) = (Level::Warning, "steps");
        let both = [error.clone(), warning];
        assert_eq!(counted(&both), "1 error, 1 warning");
        assert_eq!(counted(&[error.clone(), error]), "2 errors");
        let told: serde_json::Value = serde_json::from_str(&json(&both)).unwrap();
        let place = |at: usize| ["line", "column", "end_column"].map(|key| told[at][key].as_u64().unwrap());
        assert_eq!((place(0), place(1)), ([0, 0, 0], [2, 5, 10]));
        assert_eq!((&told[0]["level"], &told[1]["level"]), (&"error".into(), &"warning".into()));
        assert_eq!((&told[0]["rule"], &told[1]["rule"]), (&"".into(), &"steps".into()));
    }
}
