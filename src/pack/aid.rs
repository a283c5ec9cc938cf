//! The typed content tree of an aid. Text is text: there is no markup to interpret.

use serde::Serialize;

/// What the card says to some readers instead: the behaviour and all else stay the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Text {
    /// The role that it is for; empty: any.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// Whether it is for people who have done it right before.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub practised: bool,
    /// The card's title.
    pub title: String,
    /// One sentence: why now.
    pub why: String,
    /// What the card shows.
    pub body: Vec<Block>,
}

/// One block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Numbered steps.
    Steps(Vec<Vec<Inline>>),
    /// A list without order.
    List(Vec<Vec<Inline>>),
    /// A table.
    Table {
        /// The head's cells.
        head: Vec<Vec<Inline>>,
        /// The rows' cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
}

/// One run of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Strong text.
    Strong(String),
    /// Emphasised text.
    Emphasis(String),
    /// A link.
    Link {
        /// Its text.
        text: String,
        /// Its address; https only.
        href: String,
    },
}

impl Block {
    /// The words in it.
    pub fn words(&self) -> usize {
        self.inlines().iter().map(|inline| inline.text().split_whitespace().count()).sum()
    }

    /// Its runs of text, in reading order.
    pub fn inlines(&self) -> Vec<&Inline> {
        match self {
            Self::Paragraph(inlines) => inlines.iter().collect(),
            Self::Steps(items) | Self::List(items) => items.iter().flatten().collect(),
            Self::Table { head, rows } => head.iter().chain(rows.iter().flatten()).flatten().collect(),
        }
    }
}

impl Inline {
    /// What a reader sees.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Strong(text) | Self::Emphasis(text) | Self::Link { text, .. } => text,
        }
    }
}
