//! YAML as a tree that knows where each part was written. Anchors, aliases, merge keys and tags are
//! refused: what a person reads in the file is what it says.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{
    DuplicateKeyPolicy, MergeKeyPolicy, MessageFormatter, Options, Spanned, UserMessageFormatter,
};

use super::source::Desk;

/// Deeper than any content, well below what the parser could not bear.
const MAX_DEPTH: usize = 24;

/// One part of the tree.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it is written; a map, a list or nothing is shown at its key.
    pub at: Range<usize>,
    /// What it is.
    pub is: Shape,
}

/// What a part is.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Nothing was written.
    Nothing,
    /// One word, number or text, as written.
    Scalar {
        /// The text, without quotes.
        text: String,
        /// Whether it was quoted: then it is text, whatever it looks like.
        quoted: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the file, doubled keys included.
    Map(Vec<(Node, Node)>),
}

/// Reads the YAML in `range` of the file.
pub fn read(desk: &Desk<'_>, range: Range<usize>) -> Option<Node> {
    let yaml = desk.text.get(range.clone())?;
    match serde_saphyr::from_str_with_options::<Node>(yaml, options()) {
        Ok(mut node) => {
            node.settle(desk.text, range.start, None);
            Some(node)
        }
        Err(error) => {
            let error = error.without_snippet();
            let at = error.location().map_or(0, |location| {
                let (line, column) = (location.line().max(1) as usize, location.column().max(1) as usize);
                offset(yaml, line, column)
            });
            let (what, mend) = explained(error, yaml, at);
            let start = range.start + at.min(yaml.len());
            let width = desk.text[start..].chars().next().map_or(0, char::len_utf8);
            desk.wrong(&(start..start + width), what, mend);
            None
        }
    }
}

fn options() -> Options {
    let budget =
        serde_saphyr::budget! { max_depth: MAX_DEPTH, max_aliases: 0, max_anchors: 0, max_documents: 1 };
    serde_saphyr::options! {
        budget: budget,
        // Doubled keys are reported with both their places in mind, by `Fields`.
        duplicate_keys: DuplicateKeyPolicy::LastWins,
        merge_keys: MergeKeyPolicy::Error,
        reject_unsupported_tags: true,
        with_snippet: false,
    }
}

/// What the parser's error means to an author.
fn explained(error: &serde_saphyr::Error, yaml: &str, at: usize) -> (String, String) {
    let message = UserMessageFormatter.format_message(error).into_owned();
    let here = yaml[..at.min(yaml.len())].rfind('\n').map_or(0, |newline| newline + 1);
    let indent = yaml[here..].split(|letter: char| !letter.is_whitespace() || letter == '\n').next();
    if indent.is_some_and(|indent| indent.contains('\t')) {
        return ("a tab indents this line".into(), "indent with spaces".into());
    }
    match error {
        serde_saphyr::Error::Budget { .. } if message.contains("Depth") || message.contains("nesting") => {
            (format!("this is nested deeper than {MAX_DEPTH} levels"), "make it flatter".into())
        }
        serde_saphyr::Error::Budget { .. } if message.contains("nchor") || message.contains("lias") => (
            "anchors (`&`) and aliases (`*`) are not used here".into(),
            "write the value out; put text that begins with `&` or `*` in quotes".into(),
        ),
        serde_saphyr::Error::UnknownAnchor { .. } => (
            "aliases (`*`) are not used here".into(),
            "write the value out; put text that begins with `*` in quotes".into(),
        ),
        serde_saphyr::Error::MergeKeyNotAllowed { .. } => {
            ("merge keys (`<<`) are not used here".into(), "write the values out".into())
        }
        serde_saphyr::Error::MultipleDocuments { .. } => (
            "a second document begins here".into(),
            "remove the line `---`, or make it a file of its own".into(),
        ),
        _ if message.contains("quoted scalar") || message.contains("unclosed quote") => (
            "a quote opened above or here is not closed".into(),
            "close it where the text ends; double a quote inside '…', write \\\" inside \"…\"".into(),
        ),
        _ if message.contains("a tab") => {
            ("a tab is here, or at the start of the next line".into(), "use spaces, not tabs".into())
        }
        _ if message.contains("recursion limit") => {
            (format!("this is nested deeper than {MAX_DEPTH} levels"), "make it flatter".into())
        }
        _ if message.contains("mapping values are not allowed") => (
            "a `:` is not expected here".into(),
            "check the indent; put text with a colon in quotes: \"why: because\"".into(),
        ),
        _ => (
            format!("this is no YAML: {message}"),
            "check brackets, quotes and indent here and in the line above".into(),
        ),
    }
}

/// The byte at a line and column (in characters), both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = &text[start..];
    start + rest.char_indices().nth(column - 1).map_or(rest.len(), |(at, _)| at)
}

impl Node {
    /// Its text, if it is a scalar.
    pub fn written(&self) -> Option<&str> {
        if let Shape::Scalar { text, .. } = &self.is { Some(text) } else { None }
    }

    /// Moves the place into the whole file, takes scalars as they were written, and shows what has
    /// no text of its own at its key.
    fn settle(&mut self, text: &str, base: usize, key: Option<&Range<usize>>) {
        self.at = self.at.start + base..self.at.end + base;
        match &mut self.is {
            Shape::Scalar { text: value, quoted } => {
                let written = text.get(self.at.clone()).unwrap_or_default();
                *quoted = written.starts_with(['"', '\'', '|', '>']);
                // The parser knows numbers and truth values; authors wrote text.
                if !*quoted {
                    *value = written.split_whitespace().collect::<Vec<_>>().join(" ");
                }
            }
            Shape::List(items) => items.iter_mut().for_each(|item| item.settle(text, base, None)),
            Shape::Map(entries) => {
                for (key, value) in entries.iter_mut() {
                    key.settle(text, base, None);
                    value.settle(text, base, Some(&key.at));
                }
                if let (None, Some((first, _))) = (key, entries.first()) {
                    self.at = first.at.clone();
                }
            }
            Shape::Nothing => {}
        }
        if let (Some(key), false) = (key, matches!(self.is, Shape::Scalar { .. })) {
            self.at = key.clone();
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Shape>::deserialize(deserializer)?;
        let span = spanned.referenced.span();
        let start = span.byte_offset().unwrap_or(0) as usize;
        Ok(Self { at: start..start + span.byte_len().unwrap_or(0) as usize, is: spanned.value })
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShapeVisitor)
    }
}

struct ShapeVisitor;

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text, a list or a map")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Shape, E> {
        Ok(Shape::written())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Shape, E> {
        Ok(Shape::written())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Shape, E> {
        Ok(Shape::written())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Shape, E> {
        Ok(Shape::written())
    }

    fn visit_str<E>(self, text: &str) -> Result<Shape, E> {
        Ok(Shape::Scalar { text: text.split_whitespace().collect::<Vec<_>>().join(" "), quoted: false })
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::Nothing)
    }

    fn visit_none<E>(self) -> Result<Shape, E> {
        Ok(Shape::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Shape, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Shape::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Shape, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Shape::Map(entries))
    }
}

impl Shape {
    /// A scalar whose text is taken from the file when the tree settles.
    fn written() -> Self {
        Self::Scalar { text: String::new(), quoted: false }
    }
}
