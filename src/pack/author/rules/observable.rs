//! A behaviour is something that can be seen in the tool: nobody sees anybody understand.

use super::draft::Draft;
use super::{Finding, Rule, phrases};
use crate::pack::author::diagnostic::{Level, quoted};

/// What happens in a head. English and German.
const UNSEEN: [&str; 30] = [
    "understand*",
    "know*",
    "learn*",
    "be aware",
    "is aware",
    "are aware",
    "appreciate*",
    "believe*",
    "realise*",
    "realize*",
    "think about",
    "thinks about",
    "familiar",
    "value*",
    "feel*",
    "remember*",
    "versteh*",
    "verstanden",
    "wissen",
    "weiß",
    "kennen",
    "kennt",
    "lernen",
    "lernt",
    "begreif*",
    "bewusst",
    "vertraut",
    "glaub*",
    "denkt an",
    "denken an",
];

pub const RULE: Rule = Rule {
    name: "observable",
    level: Level::Error,
    about: "A behaviour is an act that can be seen: never understand, know or learn.",
    check: |draft| {
        ["behaviour.text", "need.performance"].into_iter().filter_map(|key| finding(draft, key)).collect()
    },
};

fn finding(draft: &Draft<'_>, key: &str) -> Option<Finding> {
    let words = draft.written(key)?;
    let (at, _) = phrases::first(&words, &UNSEEN)?;
    let what = format!("nobody can see anyone {} something", quoted(&draft.desk.text[at.clone()]));
    Some(Finding::new(at, what, "write what the person does in the tool, such as: writes the next step"))
}

#[cfg(test)]
mod tests {
    use crate::pack::author::tests::rules::assert_rule;

    #[test]
    fn what_happens_in_a_head_is_refused() {
        let text = "  text: Writes the buyer's next act, with its date, into Next Step";
        assert_rule("observable", (text, "  text: Understands why dates slip"), Some("Understands"));
        assert_rule("observable", (text, "  text: Is aware of the date"), Some("Is aware"));
        assert_rule("observable", (text, "  text: Weiß, was der Kunde tut"), Some("Weiß"));
        let performance = "performance: Close dates rest on something that the buyer will do";
        assert_rule("observable", (performance, "performance: People learn to date"), Some("learn to date"));
        assert_rule("observable", (text, "  text: Writes down the known date's act"), Some("known"));
        assert_rule("observable", (text, "  text: Writes the act into Next Step"), None);
    }
}
