//! One problem in an author's file: what is wrong, where, and how to mend it. Printed, it fits a
//! terminal of 80 columns and underlines the place.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Renderer, Snippet};

/// Width of the printed message.
const COLUMNS: usize = 80;
/// What `warning: ` takes of the first line.
const TITLE_INDENT: usize = 9;
/// What ` = help: ` and a line number of up to five digits take.
const HELP_INDENT: usize = 15;
/// The longest piece of an author's text that a message repeats.
const MAX_QUOTE: usize = 40;

/// The widest underline: with a little text around it, it fits.
const MAX_UNDERLINE: usize = 50;

/// How much a problem weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing is compiled.
    #[default]
    Error,
    /// It is told, and compiled all the same.
    Warning,
}

/// A problem in an author's file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 where it is about the file as a whole.
    pub line: usize,
    /// The column in characters, from 1; 0 where it is about the file as a whole.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
    /// How much it weighs.
    pub level: Level,
    /// The rule that it breaks; empty: it cannot be read as written.
    pub rule: &'static str,
    excerpt: Option<Box<Excerpt>>,
}

/// The author's line, and the bytes of it that are meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Excerpt {
    line: String,
    from: usize,
    to: usize,
}

impl std::error::Error for Diagnostic {}

impl Diagnostic {
    /// A problem at a place: `at` are bytes of `text`; only the first line of them is underlined.
    pub fn at(file: &str, text: &str, at: &Range<usize>, what: &str, mend: &str) -> Self {
        let start = floor(text, at.start);
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
        let line = text[line_start..line_end].trim_end_matches('\r');
        let from = (start - line_start).min(line.len());
        let to = floor(text, at.end.min(line_end)).saturating_sub(line_start).clamp(from, line.len());
        let to = line[from..to].char_indices().nth(MAX_UNDERLINE).map_or(to, |(cut, _)| from + cut);
        Self {
            file: file.to_owned(),
            line: text[..line_start].matches('\n').count() + 1,
            column: line[..from].chars().count() + 1,
            what: what.to_owned(),
            mend: mend.to_owned(),
            level: Level::Error,
            rule: "",
            excerpt: Some(Box::new(Excerpt { line: line.to_owned(), from, to })),
        }
    }

    /// A problem of a file as a whole.
    pub fn of_file(file: &str, what: &str, mend: &str) -> Self {
        let (what, mend) = (what.to_owned(), mend.to_owned());
        let file = file.to_owned();
        Self { file, line: 0, column: 0, what, mend, level: Level::Error, rule: "", excerpt: None }
    }

    /// What `[rule]` takes of the first line.
    fn rule_width(&self) -> usize {
        if self.rule.is_empty() { 0 } else { self.rule.len() + 2 }
    }

    /// The byte after the last that is meant, as a column from 1.
    pub fn end_column(&self) -> usize {
        let width = self.excerpt.as_ref().map_or(0, |at| at.line[at.from..at.to].chars().count());
        self.column + width
    }

    /// A file that is too large to be read.
    pub fn too_large(file: &str) -> Self {
        let what = format!("the file is larger than {} KB", super::MAX_FILE_BYTES / 1024);
        Self::of_file(file, &what, "split it, or check whether the right file was saved here")
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = wrapped(&self.what, COLUMNS - TITLE_INDENT - self.rule_width());
        let mend = wrapped(&self.mend, COLUMNS - HELP_INDENT);
        let level = match self.level {
            Level::Error => annotate_snippets::Level::ERROR,
            Level::Warning => annotate_snippets::Level::WARNING,
        };
        let title = level.primary_title(&what);
        let title = if self.rule.is_empty() { title } else { title.id(self.rule) };
        let group = match &self.excerpt {
            Some(excerpt) => {
                let underlined = AnnotationKind::Primary.span(excerpt.from..excerpt.to);
                let snippet = Snippet::source(&excerpt.line)
                    .line_start(self.line)
                    .path(&self.file)
                    .annotation(underlined);
                title.element(snippet)
            }
            None => title.element(annotate_snippets::Origin::path(&self.file)),
        };
        let report = [group.element(annotate_snippets::Level::HELP.message(&mend))];
        let text = Renderer::plain().term_width(COLUMNS).render(&report);
        formatter.write_str(&text)
    }
}

/// A piece of an author's text as a message repeats it: short, in backquotes.
pub fn quoted(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= MAX_QUOTE {
        return format!("`{text}`");
    }
    let start: String = text.chars().take(MAX_QUOTE - 1).collect();
    format!("`{start}…`")
}

fn wrapped(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

/// The nearest character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
