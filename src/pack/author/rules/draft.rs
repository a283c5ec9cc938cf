//! A nudge as its author wrote it, beside what became of it.

use std::ops::Range;

use crate::pack::author::fields::Fields;
use crate::pack::author::source::Desk;
use crate::pack::author::tree::{Node, Shape};
use crate::pack::{Aid, Nudge};

/// What rules look at.
pub struct Draft<'a> {
    /// The file.
    pub desk: &'a Desk<'a>,
    /// Its front matter.
    pub fields: &'a Fields<'a>,
    /// Where its aid is written.
    pub body: Range<usize>,
    /// What decides.
    pub nudge: &'a Nudge,
    /// What people see.
    pub aid: &'a Aid,
    /// The files that lack for it to be read in all languages of its pack.
    pub missing: &'a [String],
}

impl Draft<'_> {
    /// What is written under a key, `outer.inner` inside a map, and where.
    pub fn written(&self, key: &str) -> Option<Words<'_>> {
        let mut names = key.split('.');
        let mut node = self.fields.maybe(names.next()?)?;
        for name in names {
            node = node.entry(name)?;
        }
        // A text in quotes is found inside them.
        let text = self.desk.text.get(node.at.clone())?;
        matches!(node.is, Shape::Scalar { .. }).then(|| Words { text, start: node.at.start })
    }

    /// The aid, as Markdown.
    pub fn markdown(&self) -> Words<'_> {
        Words { text: self.desk.text.get(self.body.clone()).unwrap_or_default(), start: self.body.start }
    }

    /// All that people read on the card: title, reason, aid.
    pub fn shown(&self) -> Vec<Words<'_>> {
        let head = ["title", "why"].into_iter().filter_map(|key| self.written(key));
        head.chain([self.markdown()]).collect()
    }
}

/// A piece of the author's file.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// As written.
    pub text: &'a str,
    /// Its first byte in the file.
    pub start: usize,
}

impl<'a> Words<'a> {
    /// Where a range of its text is in the file.
    pub fn at(&self, range: Range<usize>) -> Range<usize> {
        range.start + self.start..range.end + self.start
    }

    /// Its paragraphs, list items and rows of tables, each with its own place.
    pub fn lines(self) -> impl Iterator<Item = Words<'a>> {
        let mut start = self.start;
        self.text.split_inclusive('\n').map(move |text| {
            let line = Words { text, start };
            start += text.len();
            line
        })
    }
}

impl Node {
    /// The value of a key, if it is a map that has it.
    pub fn entry(&self, name: &str) -> Option<&Node> {
        let Shape::Map(entries) = &self.is else { return None };
        entries.iter().find(|(key, _)| key.written() == Some(name)).map(|(_, value)| value)
    }
}
