//! A nudge's file: YAML between two lines `---`, then Markdown.

use std::ops::Range;

use super::source::Desk;

/// The line before and after the front matter.
const FENCE: &str = "---";

/// Where the YAML and where the Markdown is.
pub fn split(desk: &Desk<'_>) -> Option<(Range<usize>, Range<usize>)> {
    let text = desk.text;
    // Some editors begin a file with a byte order mark.
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut yaml_start = None;
    for line in text[at..].split_inclusive('\n') {
        let is_fence = line.trim_end() == FENCE;
        match yaml_start {
            None if is_fence => yaml_start = Some(at + line.len()),
            None => break,
            Some(start) if is_fence => return Some((start..at, at + line.len()..text.len())),
            Some(_) => {}
        }
        at += line.len();
    }
    let first_line = text.lines().next().unwrap_or_default().len();
    if yaml_start.is_some() {
        desk.wrong(
            &(0..first_line),
            "the front matter has no end",
            "add a line `---` between it and the aid",
        );
    } else {
        let mend = "begin the file with a line `---`, then `nudge: …`, then another line `---`";
        desk.wrong(&(0..first_line), "the file has no front matter", mend);
    }
    None
}
