//! The check of a nudge: a short question about a case, asked in variants. It is for the person
//! alone: no answer ever leaves the browser.

use serde::Serialize;

/// The variants of one check, and what helps after each kind of mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checks {
    /// What helps, by kind of mistake.
    pub remedies: Vec<Remedy>,
    /// The variants.
    pub variants: Vec<Variant>,
}

/// What a wrong answer got wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mistake {
    /// What a word means.
    Terms,
    /// What comes when, and where.
    Workflow,
    /// What matters more in this case.
    Judgement,
}

/// What helps after a mistake of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remedy {
    /// The kind.
    pub mistake: Mistake,
    /// What to remember.
    pub text: String,
    /// The section of the lesson that says more, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<u32>,
}

/// One way to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Variant {
    /// Its name, among those of its nudge.
    pub variant: String,
    /// How hard it is, from 0.
    pub level: u8,
    /// The case and the question.
    pub ask: String,
    /// What the person does.
    pub task: Task,
}

/// What the person does to answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// A scenario: choose one of these.
    Choose(Vec<Answer>),
    /// Find the line that is wrong.
    Spot(Vec<Answer>),
    /// Bring these into their order; they are written in it.
    Order {
        /// The steps, in the right order.
        steps: Vec<String>,
        /// Why this order.
        because: String,
        /// What a wrong order gets wrong.
        mistake: Mistake,
    },
}

/// One answer to choose, or one line to spot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// What it says.
    pub text: String,
    /// Why it is right, or is not.
    pub because: String,
    /// What choosing it gets wrong; none: it is the right one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mistake: Option<Mistake>,
}

impl Task {
    /// The words in it.
    pub fn words(&self) -> usize {
        let count = |text: &str| text.split_whitespace().count();
        match self {
            Self::Choose(answers) | Self::Spot(answers) => {
                answers.iter().map(|answer| count(&answer.text)).sum()
            }
            Self::Order { steps, .. } => steps.iter().map(|step| count(step)).sum(),
        }
    }
}
