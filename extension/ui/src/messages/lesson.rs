//! A lesson, as the content has it.

use serde::Deserialize;

use super::Block;

/// What says more than a card.
#[derive(Deserialize)]
pub struct Lesson {
    pub title: String,
    pub seconds: f64,
    pub sections: Vec<Section>,
}

/// One part of it.
#[derive(Deserialize)]
pub struct Section {
    pub title: String,
    pub body: Vec<Block>,
}
