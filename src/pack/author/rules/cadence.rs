//! Every record is often: only a wrong value, flagged at its field, is worth a card each time.

use super::draft::Draft;
use super::{Finding, Rule};
use crate::learn::Cadence;
use crate::pack::author::diagnostic::Level;

pub const RULE: Rule = Rule {
    name: "cadence",
    level: Level::Warning,
    about: "A card for each record is for a wrong value at its field; other aids are spaced.",
    check: |draft| finding(draft).into_iter().collect(),
};

fn finding(draft: &Draft<'_>) -> Option<Finding> {
    if draft.nudge.cadence != Cadence::EachRecord || draft.aid.flag.is_some() {
        return None;
    }
    let words = draft.written("cadence")?;
    let what = "this comes up for each record, and flags no field";
    let mend = "leave `cadence` out, so that it is spaced by real lapses, or add `flag: …` with a lesson";
    Some(Finding::new(words.at(0..words.text.len()), what, mend))
}

#[cfg(test)]
mod tests {
    use crate::pack::author::tests::rules::assert_rule;

    #[test]
    fn each_record_is_for_flags() {
        let each = "cadence: each_record\nseverity:";
        assert_rule("cadence", ("severity:", each), Some("each_record"));
        assert_rule("cadence", ("severity:", &format!("flag: next_step\n{each}")), None);
        assert_rule("cadence", ("severity:", "cadence: weekly\nseverity:"), None);
    }
}
