//! Help on a page: what there is, and the one that the person asked for.

use super::{Message, Value, ask_value};

/// One aid that can be asked for.
pub struct Aid {
    pub nudge: String,
    pub pack: String,
    pub title: String,
    /// When it is meant to help.
    pub why: String,
    /// What it takes.
    pub seconds: f64,
    /// The person asked never to see it again by itself.
    pub muted: bool,
}

/// Every aid for the page at `url`. `None`: the worker did not answer.
pub async fn help_at(url: &str) -> Option<Vec<Aid>> {
    let answer = ask_value(&Message::Help { url }).await?;
    Some(answer.list("aids", |aid| Aid {
        nudge: aid.words("nudge"),
        pack: aid.words("pack"),
        title: aid.words("title"),
        why: aid.words("why"),
        seconds: aid.number("seconds").unwrap_or_default(),
        muted: aid.holds("muted"),
    }))
}

/// What came of asking for an aid.
pub enum Pulled {
    /// The moment whose card it is.
    Moment(String),
    /// It is published no more.
    Gone,
    /// The worker did not answer.
    NoAnswer,
}

/// Asks for an aid, for a tab.
pub async fn pull(nudge: &str, tab: u32) -> Pulled {
    let Some(answer) = ask_value(&Message::Pull { nudge, tab }).await else { return Pulled::NoAnswer };
    let card: Value = answer.part("card");
    card.text("moment").map_or(Pulled::Gone, Pulled::Moment)
}
