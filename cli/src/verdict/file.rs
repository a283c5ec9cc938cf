//! Reading a file that somebody named, and saying where in it something is wrong.

use std::fs;
use std::ops::Range;
use std::path::Path;

use cuecard::pack::author::Diagnostic;

use crate::folder::of_path;

/// Room for ten thousand nudges over a year.
const MAX_BYTES: u64 = 256 * 1024 * 1024;
/// Problems that are told at once: more of them nobody reads.
pub const MOST_PROBLEMS: usize = 20;

/// A problem on a line of a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1; 0: the file as a whole.
    pub line: u64,
    /// Which of its cells is meant, from 0; none: all of it.
    pub cell: Option<usize>,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

/// The text of a file, without the mark that some editors begin it with.
pub fn text(path: &Path, mend: &str) -> Result<String, Vec<Diagnostic>> {
    let wrong = |what: &str| vec![of_path(path, what, mend)];
    let about = fs::metadata(path).map_err(|error| wrong(&format!("this cannot be read: {error}")))?;
    if !about.is_file() {
        return Err(wrong("this is no ordinary file"));
    }
    if about.len() > MAX_BYTES {
        return Err(wrong(&format!("the file is larger than {} MB", MAX_BYTES / 1024 / 1024)));
    }
    let bytes = fs::read(path).map_err(|error| wrong(&format!("this cannot be read: {error}")))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| vec![of_path(path, "this is no text in UTF-8", "save it as UTF-8")])?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// A problem with JSON, at its place.
pub fn of_json(path: &Path, text: &str, error: &serde_json::Error, mend: &str) -> Vec<Diagnostic> {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = (before + error.column().saturating_sub(1)).min(text.len());
    let said = error.to_string();
    let what = said.split(" at line ").next().unwrap_or_default();
    vec![Diagnostic::at(&path.to_string_lossy(), text, &(at..at + 1), what, mend)]
}

/// Problems as they are told, each with its line.
pub fn located(path: &Path, text: &str, problems: &[Problem]) -> Vec<Diagnostic> {
    let name = path.to_string_lossy();
    let told = |Problem { line, cell, what, mend }: &Problem| {
        let place = usize::try_from(*line).ok().and_then(|line| line.checked_sub(1));
        let Some((place, words)) = place.and_then(|place| Some((place, text.lines().nth(place)?))) else {
            return Diagnostic::of_file(&name, what, mend);
        };
        let range = cell.and_then(|cell| cell_range(words, cell)).unwrap_or(0..words.len());
        let mut told = Diagnostic::at(&name, words, &range, what, mend);
        told.line = place + 1;
        told
    };
    problems.iter().take(MOST_PROBLEMS).map(told).collect()
}

/// Where a cell stands in its line; none where quotes may hide what separates cells.
fn cell_range(words: &str, cell: usize) -> Option<Range<usize>> {
    if words.contains('"') {
        return None;
    }
    let separator = if words.contains(';') { ';' } else { ',' };
    let text = words.split(separator).nth(cell)?;
    let start: usize = words.split(separator).take(cell).map(|text| text.len() + 1).sum();
    let from = start + (text.len() - text.trim_start().len());
    // An empty cell is shown by what ends it.
    Some(from..from + text.trim().len().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_show_their_line() {
        let text = "a,b\n2, 2\n\"3,3\",x\n";
        let problem = |line, cell| Problem { line, cell, what: "w".into(), mend: "m".into() };
        let cases = [
            ((2, Some(1)), (2, 4, 5)),
            ((2, None), (2, 1, 5)),
            ((2, Some(7)), (2, 1, 5)),
            ((3, Some(1)), (3, 1, 8)),
            ((9, Some(0)), (0, 0, 0)),
            ((0, None), (0, 0, 0)),
        ];
        for ((line, cell), expected) in cases {
            let told = &located(Path::new("f.csv"), text, &[problem(line, cell)])[0];
            assert_eq!((told.line, told.column, told.end_column()), expected, "{line} {cell:?}");
        }
        let many: Vec<Problem> = (0..50).map(|_| problem(2, None)).collect();
        assert_eq!(located(Path::new("f.csv"), text, &many).len(), MOST_PROBLEMS);
    }
}
