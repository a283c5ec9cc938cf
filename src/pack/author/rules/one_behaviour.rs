//! One behaviour a card: two cannot be told apart afterwards.

use super::draft::Draft;
use super::{Finding, Rule, phrases};
use crate::pack::author::diagnostic::Level;

/// What joins a second act to the first. English and German.
const JOINTS: [&str; 8] =
    ["and then", "and also", "as well as", "plus", "and always", "und dann", "und auch", "sowie"];

pub const RULE: Rule = Rule {
    name: "one-behaviour",
    level: Level::Warning,
    about: "A card changes one behaviour: of two, nobody can say which one it changed.",
    check: |draft| finding(draft).into_iter().collect(),
};

fn finding(draft: &Draft<'_>) -> Option<Finding> {
    let words = draft.written("behaviour.text")?;
    let joint = phrases::first(&words, &JOINTS).map(|(at, _)| at);
    let at = joint.or_else(|| words.text.find(';').map(|at| words.at(at..at + 1)))?;
    Some(Finding::new(at, "two behaviours seem to be joined here", "keep the one that the signs below see"))
}

#[cfg(test)]
mod tests {
    use crate::pack::author::tests::rules::assert_rule;

    #[test]
    fn a_second_act_is_told() {
        let text = "  text: Writes the buyer's next act, with its date, into Next Step";
        assert_rule("one-behaviour", (text, "  text: Writes the act and then calls"), Some("and then"));
        assert_rule("one-behaviour", (text, "  text: Writes the act; calls the buyer"), Some("; calls"));
        assert_rule("one-behaviour", (text, "  text: Writes act and date into Next Step"), None);
    }
}
