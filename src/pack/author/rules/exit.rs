//! The problem comes before the card, and most problems do not end in one.

use super::draft::Draft;
use super::{Finding, Rule};
use crate::pack::author::diagnostic::Level;
use crate::pack::author::exit::Exit;

pub const RULE: Rule = Rule {
    name: "exit",
    level: Level::Error,
    about: "A card helps those who can: what must first be learned, or mended elsewhere, is no card.",
    check: |draft| finding(draft).into_iter().collect(),
};

fn finding(draft: &Draft<'_>) -> Option<Finding> {
    let need = &draft.aid.need;
    let (key, what, mend) = match Exit::of(need.capability, need.barrier) {
        Exit::Support => return None,
        Exit::Develop => (
            "need.capability",
            "this must be learned before the work asks for it, and a card comes too late",
            "let people practise it first (`cuecard init` writes a plan), then say what they can do by then",
        ),
        Exit::Elsewhere => (
            "need.barrier",
            "what people cannot reach is not brought nearer by a card",
            "mend the way to it (`cuecard init` writes a plan); or say what else keeps them from it",
        ),
    };
    let words = draft.written(key)?;
    Some(Finding::new(words.at(0..words.text.len()), what, mend))
}

#[cfg(test)]
mod tests {
    use crate::pack::author::tests::rules::assert_rule;

    #[test]
    fn only_what_a_card_can_mend_is_one() {
        let need = "capability: exists\n  barrier: consistency";
        let cases = [
            ("capability: missing\n  barrier: recall", Some("missing")),
            ("capability: partial\n  barrier: consistency", Some("partial")),
            ("capability: exists\n  barrier: access", Some("access")),
            ("capability: partial\n  barrier: recall", None),
        ];
        for (written, place) in cases {
            assert_rule("exit", (need, written), place);
        }
    }
}
