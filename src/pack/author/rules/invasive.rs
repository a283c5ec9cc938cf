//! The least invasive place that works: what stands beside a field needs the field.

use super::draft::Draft;
use super::{Finding, Rule};
use crate::pack::Invasiveness;
use crate::pack::author::diagnostic::Level;

pub const RULE: Rule = Rule {
    name: "invasive",
    level: Level::Error,
    about: "The least invasive place that works: a card beside its field says which field.",
    check: |draft| finding(draft).into_iter().collect(),
};

fn finding(draft: &Draft<'_>) -> Option<Finding> {
    let has_anchor = !draft.nudge.anchor.is_empty();
    let (key, what, mend) = match draft.aid.need.least_invasive? {
        Invasiveness::Inline if !has_anchor => (
            "need.least_invasive",
            "the card is to stand beside a field, and none is named",
            "add `anchor: …`, the fact or meaning whose field it stands at, or write `panel`",
        ),
        Invasiveness::Panel if has_anchor => (
            "anchor",
            "the card stands beside this field, and `least_invasive` says `panel`",
            "write `least_invasive: inline`, or take `anchor` out",
        ),
        _ => return None,
    };
    let words = draft.written(key)?;
    Some(Finding::new(words.at(0..words.text.len()), what, mend))
}

#[cfg(test)]
mod tests {
    use crate::pack::author::tests::rules::assert_rule;

    #[test]
    fn the_place_is_the_one_that_is_said() {
        let barrier = "  barrier: consistency\n";
        let inline = "  barrier: consistency\n  least_invasive: inline\n";
        assert_rule("invasive", (barrier, inline), Some("inline"));
        assert_rule("invasive", (barrier, &format!("{inline}anchor: next_step\n")), None);
        let panel = "  barrier: consistency\n  least_invasive: panel\n";
        assert_rule("invasive", (barrier, &format!("{panel}anchor: next_step\n")), Some("next_step\nowners"));
        assert_rule("invasive", (barrier, panel), None);
    }
}
