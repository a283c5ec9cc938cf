//! What a study says is said with the study.

use super::draft::Words;
use super::{Finding, Rule, phrases};
use crate::pack::author::diagnostic::Level;

/// What calls on a study. English and German.
const CLAIMS: [&str; 20] = [
    "study",
    "studies",
    "research",
    "survey*",
    "statistics",
    "scientific*",
    "proven",
    "experts say",
    "on average",
    "data shows",
    "data show",
    "evidence shows",
    "studie",
    "studien",
    "forschung*",
    "umfrage*",
    "statistik*",
    "wissenschaftlich*",
    "erwiesen*",
    "im durchschnitt",
];
/// What a share is of, when it is a claim about the world and no amount in an example.
const SHARED: [&str; 16] = [
    "of people",
    "of teams",
    "of deals",
    "of users",
    "of customers",
    "of companies",
    "of all",
    "of incidents",
    "of reviews",
    "of buyers",
    "more likely",
    "aller",
    "der teams",
    "der kunden",
    "der menschen",
    "der käufer",
];

pub const RULE: Rule = Rule {
    name: "unsourced",
    level: Level::Error,
    about: "A figure or a study that is called on stands with a link to its source.",
    check: |draft| {
        let shown = draft.shown();
        shown.into_iter().flat_map(Words::lines).filter_map(finding).collect()
    },
};

fn finding(line: Words<'_>) -> Option<Finding> {
    if line.text.contains("](https://") {
        return None;
    }
    let share = || line.text.contains('%').then(|| phrases::first(&line, &SHARED)).flatten();
    let (at, _) = phrases::first(&line, &CLAIMS).or_else(share)?;
    Some(Finding::new(
        at,
        "this calls on a source that is not given",
        "link to it in the same line, or leave it out",
    ))
}

#[cfg(test)]
mod tests {
    use crate::pack::author::tests::rules::assert_rule;

    #[test]
    fn a_claim_has_its_source() {
        let step = "Ask for the day";
        assert_rule("unsourced", (step, "Studies show it"), Some("Studies"));
        assert_rule("unsourced", (step, "70 % of deals slip"), Some("of deals slip"));
        assert_rule("unsourced", (step, "Es ist erwiesen"), Some("erwiesen"));
        assert_rule("unsourced", (step, "[Studies](https://example.org/one) show it"), None);
        assert_rule("unsourced", (step, "Offer 10 % for a longer term"), None);
    }
}
