//! A card that only sends people elsewhere is no aid.

use super::draft::Draft;
use super::{Finding, Rule};
use crate::pack::author::diagnostic::Level;
use crate::pack::{Block, Inline};

/// Words of its own that a card has at least: two short sentences.
const LEAST_WORDS: usize = 15;

pub const RULE: Rule = Rule {
    name: "links-only",
    level: Level::Error,
    about: "A card helps where it stands: one that only links elsewhere is no aid.",
    check: |draft| finding(draft).into_iter().collect(),
};

fn finding(draft: &Draft<'_>) -> Option<Finding> {
    let body = &draft.aid.body;
    let links = body.iter().flat_map(Block::inlines).filter(|inline| matches!(inline, Inline::Link { .. }));
    let linked: Vec<usize> = links.map(|link| link.text().split_whitespace().count()).collect();
    let own = body.iter().map(Block::words).sum::<usize>() - linked.iter().sum::<usize>();
    if linked.is_empty() || own >= LEAST_WORDS {
        return None;
    }
    let first = draft.markdown().lines().find(|line| line.text.contains("]("))?;
    let what = "beside its links this card says next to nothing";
    Some(Finding::new(
        first.at(0..first.text.trim_end().len()),
        what,
        "say what to do here; link to what is deeper",
    ))
}

#[cfg(test)]
mod tests {
    use crate::pack::author::tests::rules::assert_body;

    #[test]
    fn a_card_says_something_itself() {
        let link = "Read [the playbook](https://example.org/playbook).";
        assert_body("links-only", &format!("{link}\n\n*Done when* it is read."), Some(link));
        let said = "Ask the buyer what their next act is, who does it, and on which day it will be done.";
        assert_body("links-only", &format!("{said} {link}\n\n*Done when* it is there."), None);
        assert_body("links-only", "Ask.\n\n*Done when* it is there.", None);
    }
}
