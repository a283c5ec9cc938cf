//! A guardrail is something else: what already tells success or failure guards nothing.

use super::draft::Draft;
use super::{Finding, Rule};
use crate::pack::Behaviour;
use crate::pack::author::diagnostic::Level;

pub const RULE: Rule = Rule {
    name: "guardrail",
    level: Level::Error,
    about: "What must not get worse is seen by signs of its own: else it is the behaviour once more.",
    check: |draft| finding(draft).into_iter().collect(),
};

fn finding(draft: &Draft<'_>) -> Option<Finding> {
    let Behaviour { success, failure, worse, .. } = &draft.nudge.behaviour;
    worse.iter().find(|sign| success.contains(sign) || failure.contains(sign))?;
    let written = draft.fields.maybe("hypothesis")?.entry("worse")?;
    let mend = "name under `worse` what else would show, or leave `worse` out";
    Some(Finding::new(written.at.clone(), "a sign of `worse` is one of the behaviour's signs", mend))
}

#[cfg(test)]
mod tests {
    use crate::pack::author::tests::rules::assert_rule;

    #[test]
    fn a_sign_that_counts_twice_is_told() {
        let shipped = "  worse: { event: close_date_pushed_back }\n";
        let cases = [
            ("{ changed: next_step, to: known }", Some("worse")),
            ("[{ changed: stage, to: Closed Lost }, { changed: next_step, to: known }]", Some("worse")),
            ("{ changed: stage, to: Closed Lost }", None),
        ];
        for (worse, place) in cases {
            assert_rule("guardrail", (shipped, &format!("  worse: {worse}\n")), place);
        }
    }
}
