//! The data sheet: what every report tells, who sees it, how long it is kept, and why. The table in
//! docs/privacy.md, docs/data-sheet.json and the words that a person reads in the options are made of it
//! and of the schema; a test holds them equal by their hash.

use serde_json::{Value, json};

use super::kind::{Kind, Label, SCHEMA, Shape, VERSION};
use crate::hash;

/// What people are told of one kind.
struct Line {
    /// Its name.
    title: &'static str,
    /// What it tells.
    what: &'static str,
    /// What it is for.
    why: &'static str,
}

/// Who sees a report.
pub const WHO: &str = "Who sees it: people in your organisation, as sums of at least 10 people only. Whoever runs the server could look at one report alone, and finds no name, device, address or record in it. A role or team is in it only if your organisation's policy lets it, and only of one that at least twice as many people share.";
/// How long a report is kept.
pub const HOW_LONG: &str = "How long: here until it is sent, then for 90 days, at most the last 200. The server adds it to a sum at once and keeps only its random number, for 90 days, so that nothing counts twice.";

fn line(kind: Kind) -> Line {
    let (title, what, why) = match kind {
        Kind::Entry => (
            "A first moment",
            "That somebody had their first moment for a card, and whether it was shown or held back. If your organisation's policy lets it, also whether they were seen to do it by themselves before; that goes along with what came of it, never with noise.",
            "To know out of how many.",
        ),
        Kind::Outcome => (
            "How the work went on",
            "Whether what the card is about was done in the days after: yes, no, not looked at again, or no comparison any more. Of some cards also a number, such as days to merge, as one of a few ranges; never with noise.",
            "To see whether a card helps.",
        ),
        Kind::Exposure => (
            "What became of a card",
            "That somebody used a card, closed it, or closed it within 3 seconds.",
            "To stop a card that is in the way.",
        ),
        Kind::Check => (
            "How a question went",
            "That somebody answered right at once, at the second try or not; and whether it was asked first, two weeks later, or in a new way after that.",
            "To see whether it is remembered.",
        ),
        Kind::Time => (
            "How long a card took",
            "Within what time somebody used a card to its end: 10, 30, 60, 120 seconds, or more.",
            "To keep cards short.",
        ),
        Kind::Guardrail => (
            "What must not get worse",
            "Whether something that the card must not harm got worse: yes, no, or not looked at again.",
            "To stop a card that does harm.",
        ),
        Kind::Health => (
            "How a system is read",
            "That Cuecard read a system in this week, or misses a place in it that was there before.",
            "To mend what a new version of the system broke.",
        ),
    };
    Line { title, what, why }
}

/// The sentences that the catalogues must have, by key; the English ones as they must read.
pub fn sentences() -> Vec<(String, String)> {
    let mut sentences = Vec::new();
    for shape in &SCHEMA {
        let Line { title, what, why } = line(shape.kind);
        let key = ["report_", shape.kind.word()].concat();
        sentences.push((key.clone(), title.to_owned()));
        sentences.push((format!("{key}_what"), what.to_owned()));
        sentences.push((format!("{key}_why"), why.to_owned()));
    }
    sentences.push(("sheet_who".to_owned(), WHO.to_owned()));
    sentences.push(("sheet_how_long".to_owned(), HOW_LONG.to_owned()));
    sentences
}

/// The data sheet as JSON, without its hash.
fn sheet() -> Value {
    let field = |label: &Label| match label.words() {
        [] => json!({ "field": label.word() }),
        words => json!({ "field": label.word(), "one_of": words }),
    };
    let kinds = SCHEMA.iter().map(|shape| {
        let Line { title, what, why } = line(shape.kind);
        json!({
            "kind": shape.kind.word(), "title": title, "what": what, "why": why,
            "says": shape.says.iter().map(field).collect::<Vec<_>>(),
            "may_say": shape.may_say.iter().map(field).collect::<Vec<_>>(),
        })
    });
    json!({ "version": VERSION, "who": WHO, "how_long": HOW_LONG, "kinds": kinds.collect::<Vec<_>>() })
}

/// What stands for all of it: 16 hexadecimal digits that are others as soon as a word is.
pub fn version() -> String {
    hash::short_hex(&hash::digest(&[b"data sheet", sheet().to_string().as_bytes()]), 8)
}

/// The data sheet as a file.
pub fn file() -> String {
    let mut sheet = sheet();
    sheet["sheet"] = Value::from(version());
    let text = serde_json::to_string_pretty(&sheet).unwrap_or_default();
    text + "\n"
}

/// The data sheet as a table in Markdown, with its hash below.
pub fn table() -> String {
    let mut lines = vec!["| Report | It tells | It says, and nothing else | Why |".to_owned()];
    lines.push("|---|---|---|---|".to_owned());
    for shape in &SCHEMA {
        let Line { title, what, why } = line(shape.kind);
        lines.push(format!("| **{title}** (`{}`) | {what} | {} | {why} |", shape.kind.word(), says(shape)));
    }
    format!("{}\n\n{WHO}\n\n{HOW_LONG}\n\nData sheet {}\n", lines.join("\n"), version())
}

fn says(shape: &Shape) -> String {
    let field = |label: &Label| match label.words() {
        [] => format!("`{}`", label.word()),
        words => format!("`{}` ({})", label.word(), words.join(", ")),
    };
    let says: Vec<String> = shape.says.iter().map(field).collect();
    let may_say: Vec<String> = shape.may_say.iter().map(field).collect();
    let maybe = if may_say.is_empty() { String::new() } else { format!("; maybe {}", may_say.join(", ")) };
    says.join(", ") + &maybe
}
