//! Where being wrong does harm, somebody who knows has read it.

use super::draft::Draft;
use super::{Finding, Rule, phrases};
use crate::pack::author::diagnostic::{Level, quoted};

/// What sounds like such a matter, and which it is. English and German.
const SIGNS: [(&str, &str); 14] = [
    ("gdpr", "compliance"),
    ("dsgvo", "compliance"),
    ("consent", "compliance"),
    ("einwilligung*", "compliance"),
    ("personal data", "compliance"),
    ("personenbezogen*", "compliance"),
    ("legal advice", "compliance"),
    ("antitrust", "compliance"),
    ("kartell*", "compliance"),
    ("statistical*", "analytics"),
    ("statistisch*", "analytics"),
    ("brand guide*", "brand"),
    ("trademark*", "brand"),
    ("markenrecht*", "brand"),
];

pub const RULE: Rule = Rule {
    name: "expert",
    level: Level::Error,
    about: "Compliance, analytics and brand are read by an expert, who is named among the owners.",
    check: |draft| finding(draft).into_iter().collect(),
};

fn finding(draft: &Draft<'_>) -> Option<Finding> {
    let has_expert = !draft.aid.owners.expert.is_empty();
    let mend = "add `expert: …` under `owners`: who has read it, and knows";
    if let Some(matter) = draft.aid.matter.first() {
        let at = draft.fields.place("matter").clone();
        let what = format!("this is about {}, and no expert is named", matter.name());
        return (!has_expert).then(|| Finding::new(at, what, mend));
    }
    let signs = SIGNS.map(|(sign, _)| sign);
    let (at, sign) = draft.shown().iter().find_map(|words| phrases::first(words, &signs))?;
    let matter = SIGNS.iter().find(|(other, _)| *other == sign).map(|(_, matter)| *matter)?;
    let what = format!("{} sounds like {matter}", quoted(&draft.desk.text[at.clone()]));
    Some(Finding::new(at, what, format!("add `matter: [{matter}]`, and `expert: …` under `owners`")))
}

#[cfg(test)]
mod tests {
    use crate::pack::author::tests::rules::assert_rule;

    #[test]
    fn such_matter_has_an_expert() {
        let why =
            "why: You have moved this close date back by two weeks or more for the second time in 90 days.";
        assert_rule("expert", (why, "why: The buyer's GDPR form is missing."), Some("GDPR"));
        assert_rule("expert", (why, "why: Es fehlt die Einwilligung."), Some("Einwilligung"));
        assert_rule("expert", ("severity:", "matter: [brand]\nseverity:"), Some("matter"));
        let people = "people: hr-partner }";
        let named = "people: hr-partner, expert: data-protection }\nmatter: compliance";
        assert_rule("expert", (people, named), None);
        assert_rule("expert", (why, "why: This deal slipped."), None);
    }
}
