//! A check, as the content has it.

use serde::Deserialize;

/// The variants, and what helps after each kind of mistake.
#[derive(Deserialize)]
pub struct Checks {
    pub remedies: Vec<Remedy>,
    pub variants: Vec<Variant>,
}

/// What a wrong answer got wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mistake {
    Terms,
    Workflow,
    Judgement,
}

/// What helps after a mistake.
#[derive(Deserialize)]
pub struct Remedy {
    pub mistake: Mistake,
    pub text: String,
    /// The section of the lesson that says more, from 1.
    #[serde(default)]
    pub section: Option<usize>,
}

/// One way to ask.
#[derive(Deserialize)]
pub struct Variant {
    pub variant: String,
    pub level: u8,
    pub ask: String,
    pub task: Task,
}

/// What to do.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    Choose(Vec<Choice>),
    Spot(Vec<Choice>),
    Order { steps: Vec<String>, because: String, mistake: Mistake },
}

/// One answer, or one line; without a mistake it is the one asked for.
#[derive(Deserialize)]
pub struct Choice {
    pub text: String,
    pub because: String,
    #[serde(default)]
    pub mistake: Option<Mistake>,
}
