//! Judgement grows with practice: a card may remind of it, but a plan for practice must stand behind.

use super::draft::Draft;
use super::{Finding, Rule, phrases};
use crate::pack::author::diagnostic::{Level, quoted};

/// What takes judgement. English and German.
const JUDGEMENT: [&str; 22] = [
    "judge*",
    "judgement",
    "decide*",
    "decision*",
    "prioriti*",
    "weigh*",
    "adapt*",
    "under pressure",
    "negotiate*",
    "assess*",
    "evaluate*",
    "improvise*",
    "urteil*",
    "beurteil*",
    "entscheid*",
    "priorisier*",
    "abwäg*",
    "wägt",
    "anpass*",
    "unter druck",
    "verhandel*",
    "bewert*",
];

pub const RULE: Rule = Rule {
    name: "judgement",
    level: Level::Error,
    about: "Judgement, priorities and adapting take practice: such a card names the plan for it.",
    check: |draft| finding(draft).into_iter().collect(),
};

fn finding(draft: &Draft<'_>) -> Option<Finding> {
    if !draft.aid.need.practice.is_empty() {
        return None;
    }
    let mend = "add `practice: …` under `need`: where and how people practise it, or a link to the plan";
    let texts = ["need.performance", "behaviour.text"].into_iter().filter_map(|key| draft.written(key));
    let (at, _) = texts.filter_map(|words| phrases::first(&words, &JUDGEMENT)).next()?;
    let what = format!(
        "{} takes judgement, which a card alone does not teach",
        quoted(&draft.desk.text[at.clone()])
    );
    Some(Finding::new(at, what, mend))
}

#[cfg(test)]
mod tests {
    use crate::pack::author::tests::rules::assert_rule;

    #[test]
    fn judgement_needs_a_plan_for_practice() {
        let performance = "performance: Close dates rest on something that the buyer will do";
        let cases = [
            ("performance: People decide which deal comes first", Some("decide")),
            ("performance: Wägt ab, welcher Abschluss zuerst kommt", Some("Wägt")),
            ("performance: People decide it\n  practice: Deal review every Monday", None),
            ("performance: Dates are written down", None),
        ];
        for (written, place) in cases {
            assert_rule("judgement", (performance, written), place);
        }
    }
}
