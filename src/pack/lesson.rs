//! The lesson of a nudge: what takes longer than a moment of work, and is opened from its card only.

use serde::Serialize;

use super::aid::Block;

/// What a person may read on, once a card has raised the question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lesson {
    /// Its title.
    pub title: String,
    /// What it takes to read, in seconds.
    pub seconds: u32,
    /// Its parts, in order: a person can stop after each and go on there another day.
    pub sections: Vec<Section>,
}

/// One part of a lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// What it says.
    pub body: Vec<Block>,
}
