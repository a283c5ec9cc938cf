//! Few steps: a card is worked through between two other things.

use super::draft::Draft;
use super::{Finding, Rule};
use crate::pack::Block;
use crate::pack::author::diagnostic::Level;

/// Steps that fit a moment of work: as many as people hold in mind at once (Cowan 2001: about four),
/// and one to end with.
const MOST: usize = 5;

pub const RULE: Rule = Rule {
    name: "steps",
    level: Level::Warning,
    about: "At most five steps: a card is worked through between two other things.",
    check: |draft| finding(draft).into_iter().collect(),
};

fn finding(draft: &Draft<'_>) -> Option<Finding> {
    let steps =
        draft.aid.body.iter().map(|block| if let Block::Steps(steps) = block { steps.len() } else { 0 });
    let count: usize = steps.sum();
    if count <= MOST {
        return None;
    }
    let is_step =
        |text: &str| text.trim_start_matches(|letter: char| letter.is_ascii_digit()).starts_with(['.', ')']);
    let first = draft.markdown().lines().filter(|line| is_step(line.text.trim_start())).nth(MOST)?;
    let what = format!("this card has {count} steps; {MOST} are the most that are worked through");
    Some(Finding::new(
        first.at(0..first.text.trim_end().len()),
        what,
        "keep those that change something, or make a lesson of it",
    ))
}

#[cfg(test)]
mod tests {
    use crate::pack::author::tests::rules::assert_rule;

    #[test]
    fn the_sixth_step_is_too_many() {
        let last = "\n*Done when*";
        let more = |steps: &str| format!("{steps}{last}");
        assert_rule("steps", (last, &more("4. Call.\n5. Write.\n6. Tell.\n")), Some("6. Tell."));
        assert_rule("steps", (last, &more("4. Call.\n5. Write.\n")), None);
    }
}
