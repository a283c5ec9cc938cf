//! Taking maps, lists and words apart, so that every wrong one is noted and the reading goes on.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use super::diagnostic::quoted;
use super::source::Desk;
use super::suggest;
use super::tree::{Node, Shape};

/// The longest name.
const MAX_ID: usize = 64;

/// Whether `text` is a name: small letters, digits and `-`.
pub fn is_id(text: &str) -> bool {
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    (1..=MAX_ID).contains(&text.len()) && text.chars().all(fits)
}

/// Whether `text` names a fact, meaning, event, act or page: small letters, digits and `_`.
pub fn is_word(text: &str) -> bool {
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    (1..=MAX_ID).contains(&text.len()) && text.chars().all(fits)
}

/// A map with a closed set of keys.
pub struct Fields<'n> {
    at: Range<usize>,
    entries: BTreeMap<&'n str, (&'n Range<usize>, &'n Node)>,
    /// Keys that are there in a wrong spelling, which has been told.
    misspelt: Vec<String>,
}

impl<'n> Fields<'n> {
    /// The map that `node` is; `whole` is what people call it. Unknown and doubled keys are noted.
    pub fn open(desk: &Desk<'_>, node: &'n Node, whole: &str, known: &[&str]) -> Option<Self> {
        let mut entries = BTreeMap::new();
        let mut misspelt = Vec::new();
        for (name, at, value) in desk.entries(node, whole)? {
            if !known.contains(&name) {
                misspelt.extend(suggest::nearest(name, known).map(str::to_owned));
                let mend = suggest::mend(name, known.iter().copied());
                desk.wrong(at, format!("{} is no key of {whole}", quoted(name)), mend);
            }
            entries.insert(name, (at, value));
        }
        Some(Self { at: node.at.clone(), entries, misspelt })
    }

    /// Whether the key is there.
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// The value of a key that may be left out.
    pub fn maybe(&self, name: &str) -> Option<&'n Node> {
        self.entries.get(name).map(|(_, node)| *node)
    }

    /// Where the key is written, else where its map is.
    pub fn place(&self, name: &str) -> &Range<usize> {
        self.entries.get(name).map_or(&self.at, |(at, _)| at)
    }

    /// The value of a key that must be there; `example` is a line to add.
    pub fn need(&self, desk: &Desk<'_>, name: &str, example: &str) -> Option<&'n Node> {
        let found = self.maybe(name);
        if found.is_none() && !self.misspelt.iter().any(|key| key == name) {
            desk.wrong(&self.at, format!("`{name}` is missing"), format!("add `{name}: {example}`"));
        }
        found
    }

    /// The text of a key that must be there.
    pub fn text(&self, desk: &Desk<'_>, name: &str, example: &str) -> Option<String> {
        Some(desk.text(self.need(desk, name, example)?)?.to_owned())
    }

    /// What `read` makes of a key; its default where the key is left out.
    pub fn optional<T: Default>(&self, name: &str, read: impl FnOnce(&Node) -> Option<T>) -> Option<T> {
        match self.maybe(name) {
            Some(node) => read(node),
            None => Some(T::default()),
        }
    }

    /// The whole number of a key that must be there.
    pub fn whole(
        &self,
        desk: &Desk<'_>,
        name: &str,
        example: &str,
        range: RangeInclusive<u32>,
        why: &str,
    ) -> Option<u32> {
        desk.whole(self.need(desk, name, example)?, range, why)
    }

    /// One of a closed set of words, under a key that must be there.
    pub fn word<T: Copy>(&self, desk: &Desk<'_>, name: &str, words: &[(&str, T)]) -> Option<T> {
        let example = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" | ");
        desk.word(self.need(desk, name, &example)?, words)
    }

    /// The name of the file's thing, which is also the file's name.
    pub fn own_name(&self, desk: &Desk<'_>, key: &str, file: &str) -> Option<String> {
        let node = self.need(desk, key, file)?;
        let name = desk.text(node)?;
        if name == file {
            return Some(name.to_owned());
        }
        let what = format!("{} is not the name of its file or folder", quoted(name));
        desk.wrong(&node.at, what, format!("write `{key}: {file}`, or rename the file or folder"));
        None
    }
}

impl Desk<'_> {
    /// The entries of a map, doubled keys noted; `whole` is what people call it.
    pub fn entries<'n>(
        &self,
        node: &'n Node,
        whole: &str,
    ) -> Option<Vec<(&'n str, &'n Range<usize>, &'n Node)>> {
        let Shape::Map(entries) = &node.is else {
            let what = match node.is {
                Shape::Nothing => format!("nothing is written here; {whole} is expected"),
                _ => format!("{whole} is a map, not {}", node.shape()),
            };
            self.wrong(&node.at, what, "write `key: value` lines, indented below");
            return None;
        };
        let mut found: Vec<(&str, &Range<usize>, &Node)> = Vec::new();
        for (key, value) in entries {
            let Some(name) = self.text(key) else { continue };
            if found.iter().any(|(other, ..)| *other == name) {
                let what = format!("{} is here twice", quoted(name));
                self.wrong(&key.at, what, "keep one of the two");
            } else {
                found.push((name, &key.at, value));
            }
        }
        Some(found)
    }

    /// A list of at least one and at most `max` items.
    pub fn list<'n>(&self, node: &'n Node, max: usize) -> Option<&'n [Node]> {
        let Shape::List(items) = &node.is else {
            self.wrong(
                &node.at,
                format!("a list is expected here, not {}", node.shape()),
                "write `[one, other]`",
            );
            return None;
        };
        if items.is_empty() {
            self.wrong(&node.at, "this list is empty", "add an item, or remove the key");
            return None;
        }
        if items.len() > max {
            let what = format!("this list has {} items; {max} are the most", items.len());
            self.wrong(&node.at, what, "keep those that matter most");
            return None;
        }
        Some(items)
    }

    /// A list, or one thing in the place of a list of one.
    pub fn one_or_list<'n>(&self, node: &'n Node, max: usize) -> Option<&'n [Node]> {
        if matches!(node.is, Shape::List(_)) {
            self.list(node, max)
        } else {
            Some(std::slice::from_ref(node))
        }
    }

    /// A list of texts.
    pub fn texts(&self, node: &Node, max: usize) -> Option<Vec<String>> {
        let texts: Vec<Option<&str>> = self.list(node, max)?.iter().map(|item| self.text(item)).collect();
        texts.into_iter().map(|text| text.map(str::to_owned)).collect()
    }

    /// Text that is not empty.
    pub fn text<'n>(&self, node: &'n Node) -> Option<&'n str> {
        match &node.is {
            Shape::Scalar { text, .. } if !text.is_empty() => Some(text),
            _ => {
                self.wrong(
                    &node.at,
                    format!("text is expected here, not {}", node.shape()),
                    "write a word or a sentence",
                );
                None
            }
        }
    }

    /// Text of at most `max` characters, for the places of a card.
    pub fn short(&self, node: &Node, max: usize) -> Option<String> {
        let text = self.text(node)?;
        let length = text.chars().count();
        if length > max {
            let what = format!("this text has {length} characters; {max} are the most");
            self.wrong(&node.at, what, "say it shorter; it is read at a glance");
        }
        Some(text.to_owned())
    }

    /// A whole number within `range`; `why` explains its bounds.
    pub fn whole(&self, node: &Node, range: RangeInclusive<u32>, why: &str) -> Option<u32> {
        let text = self.text(node)?;
        let number = text.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            let (least, most) = (range.start(), range.end());
            let what =
                format!("a whole number from {least} to {most} is expected here, not {}", quoted(text));
            self.wrong(&node.at, what, why);
        }
        number
    }

    /// One of a closed set of words.
    pub fn word<T: Copy>(&self, node: &Node, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(node)?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let mend = suggest::mend(text, words.iter().map(|(word, _)| *word));
            self.wrong(&node.at, format!("{} is not known here", quoted(text)), mend);
        }
        found
    }

    /// A name of small letters, digits and `_`.
    pub fn name<'n>(&self, text: &'n str, at: &Range<usize>) -> Option<&'n str> {
        if is_word(text) {
            return Some(text);
        }
        let mend = format!("use small letters, digits and `_`, at most {MAX_ID}");
        self.wrong(at, format!("{} is no name", quoted(text)), mend);
        None
    }
}

impl Node {
    /// What it is, as people say it.
    pub fn shape(&self) -> &'static str {
        match &self.is {
            Shape::Nothing => "nothing",
            Shape::Scalar { text, .. } if text.is_empty() => "an empty text",
            Shape::Scalar { .. } => "text",
            Shape::List(_) => "a list",
            Shape::Map(_) => "a map",
        }
    }
}
