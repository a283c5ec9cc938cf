//! An aid ends in something that the person and the tool can see.

use super::draft::Draft;
use super::{Finding, Rule};
use crate::pack::author::diagnostic::Level;
use crate::pack::{Block, Inline};

pub const RULE: Rule = Rule {
    name: "visible-win",
    level: Level::Error,
    about: "An aid ends with what shows that it is done, in a line that begins with *Done when*.",
    check: |draft| finding(draft).into_iter().collect(),
};

fn finding(draft: &Draft<'_>) -> Option<Finding> {
    let ends = match draft.aid.body.last() {
        Some(Block::Paragraph(line)) => matches!(line.first(), Some(Inline::Emphasis(_))) && line.len() > 1,
        _ => false,
    };
    if ends {
        return None;
    }
    let last = draft.markdown().lines().filter(|line| !line.text.trim().is_empty()).last()?;
    let what = "the aid does not end with what shows that it is done";
    let mend = "end with a line such as: *Done when* **Next Step** names the act and its day.";
    Some(Finding::new(last.at(0..last.text.trim_end().len()), what, mend))
}

#[cfg(test)]
mod tests {
    use crate::pack::author::tests::rules::assert_rule;

    #[test]
    fn the_last_line_says_when_it_is_done() {
        let last = "*Done when* **Next Step** names the act and its day.";
        assert_rule("visible-win", (last, "Good luck."), Some("Good luck."));
        assert_rule("visible-win", (last, "*Done when*"), Some("*Done when*"));
        assert_rule("visible-win", (last, "*Fertig, wenn* der nächste Schritt da steht."), None);
    }
}
