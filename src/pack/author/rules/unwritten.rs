//! What `cuecard init` left to its author.

use super::draft::Words;
use super::{Finding, Rule};
use crate::pack::author::diagnostic::Level;

/// How a place begins that its author is still to fill: `[to write: the act, as a command]`.
pub const TO_WRITE: &str = "[to write";

pub const RULE: Rule = Rule {
    name: "unwritten",
    level: Level::Warning,
    about: "What `cuecard init` left to write is written before anybody sees it.",
    check: |draft| {
        let needs = ["need.performance", "need.practice"].into_iter().filter_map(|key| draft.written(key));
        draft.shown().into_iter().chain(needs).flat_map(findings).collect()
    },
};

fn findings(words: Words<'_>) -> Vec<Finding> {
    let places = words.text.match_indices(TO_WRITE).map(|(start, _)| {
        let rest = &words.text[start..];
        let length = rest.find([']', '\n']).map_or(TO_WRITE.len(), |end| end + 1);
        Finding::new(
            words.at(start..start + length),
            "this is still to be written",
            "say it in your own words",
        )
    });
    places.collect()
}

#[cfg(test)]
mod tests {
    use crate::pack::author::tests::rules::assert_rule;

    #[test]
    fn what_is_left_to_write_is_found() {
        let title = "title: Date the buyer's next act";
        let left = "title: \"[to write: the act]\"";
        assert_rule("unwritten", (title, left), Some("[to write: the act]"));
        assert_rule("unwritten", (title, "title: What is to write"), None);
    }
}
