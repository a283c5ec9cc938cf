//! A nudge as a list of places, each with what it says: what two states of it are compared by.

use serde::Serialize;
use serde_json::Value;

use crate::pack::{Block, Inline, Written};

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words that people read.
    Words,
    /// Who answers for it.
    Answers,
    /// What decides, measures or judges.
    Decides,
}

/// One place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where, in words.
    pub name: String,
    /// What stands there.
    pub kind: Kind,
    /// What it says.
    pub says: String,
}

/// Keys whose values are words, inside what else decides.
const WORDS: [&str; 6] = ["performance", "practice", "text", "because", "ask", "title"];
/// Follows from the words.
const DERIVED: &str = "seconds";

/// All places of a nudge, in its order.
pub fn places(written: &Written) -> Vec<Place> {
    let (nudge, aid) = (&written.nudge, &written.aid);
    let mut places = Vec::new();
    let words =
        |name: &str, says: &str| Place { name: name.to_owned(), kind: Kind::Words, says: says.to_owned() };
    places.push(words("title", &aid.title));
    places.push(words("why", &aid.why));
    blocks("", &aid.body, &mut places);
    for text in &aid.texts {
        let reader = if text.practised { "practised".to_owned() } else { format!("for {}", text.role) };
        places.push(words(&format!("{reader}: title"), &text.title));
        places.push(words(&format!("{reader}: why"), &text.why));
        blocks(&format!("{reader}: "), &text.body, &mut places);
    }
    tree(nudge, "", &[], &mut places);
    tree(&aid.need, "need", &WORDS, &mut places);
    let from = places.len();
    tree(&aid.owners, "owners", &[], &mut places);
    places[from..].iter_mut().for_each(|place| place.kind = Kind::Answers);
    tree(&aid.hypothesis, "hypothesis", &[], &mut places);
    tree(&aid.matter, "matter", &[], &mut places);
    tree(&aid.flag, "flag", &[], &mut places);
    if let Some(lesson) = &aid.lesson {
        places.push(words("lesson, title", &lesson.title));
        for (number, section) in lesson.sections.iter().enumerate() {
            let inside = format!("lesson, section {}, ", number + 1);
            places.push(words(&format!("{inside}heading"), &section.title));
            blocks(&inside, &section.body, &mut places);
        }
    }
    tree(&aid.checks, "checks", &WORDS, &mut places);
    places
}

/// Each paragraph, step, item and row.
fn blocks(inside: &str, blocks: &[Block], places: &mut Vec<Place>) {
    let mut numbers = [0usize; 4];
    let mut add = |kind: usize, inlines: &[Inline]| {
        numbers[kind] += 1;
        let name = ["paragraph", "step", "item", "row"][kind];
        let name = format!("{inside}{name} {}", numbers[kind]);
        places.push(Place { name, kind: Kind::Words, says: said(inlines) });
    };
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => add(0, inlines),
            Block::Steps(steps) => steps.iter().for_each(|step| add(1, step)),
            Block::List(items) => items.iter().for_each(|item| add(2, item)),
            Block::Table { head, rows } => {
                for row in std::iter::once(head).chain(rows) {
                    add(3, &row.join(&Inline::Text(" | ".to_owned())));
                }
            }
        }
    }
}

/// As an author would write it.
fn said(inlines: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Strong(text) => format!("**{text}**"),
        Inline::Emphasis(text) => format!("*{text}*"),
        Inline::Link { text, href } => format!("[{text}]({href})"),
    };
    inlines.iter().map(one).collect()
}

/// Each value of a tree; those of `words` are words.
fn tree(value: &impl Serialize, inside: &str, words: &[&str], places: &mut Vec<Place>) {
    // Compiled content holds nothing that JSON cannot say.
    leaves(&serde_json::to_value(value).unwrap_or_default(), inside, words, places);
}

fn leaves(value: &Value, name: &str, words: &[&str], places: &mut Vec<Place>) {
    let key = name.rsplit(['.', ' ']).next().unwrap_or_default();
    match value {
        Value::Null => {}
        // A condition or an event is one thing to an author.
        Value::Object(map) if !matches!(key, "when" | "on") => {
            for (key, value) in map.iter().filter(|(key, _)| *key != DERIVED) {
                let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                leaves(value, &name, words, places);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            for (number, value) in items.iter().enumerate() {
                leaves(value, &format!("{name} {}", number + 1), words, places);
            }
        }
        value => {
            let kind = if words.contains(&key) { Kind::Words } else { Kind::Decides };
            let says = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            places.push(Place { name: name.to_owned(), kind, says });
        }
    }
}
