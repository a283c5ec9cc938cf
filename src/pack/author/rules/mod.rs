//! Rules for what would compile and yet not help anyone: each in a file of its own, with its cases.
//! Errors keep a pack from compiling; warnings are told.

mod cadence;
mod draft;
mod exit;
mod expert;
mod guardrail;
mod invasive;
mod judgement;
mod link_text;
mod links_only;
mod observable;
mod one_behaviour;
mod people;
mod phrases;
mod steps;
mod translated;
mod unsourced;
mod unwritten;
mod visible_win;

use std::ops::Range;

pub use draft::Draft;
pub use unwritten::TO_WRITE;

use super::diagnostic::Level;

/// One rule.
pub struct Rule {
    /// Its name, as messages and `cuecard lint --rules` give it.
    pub name: &'static str,
    /// Whether it keeps a pack from compiling.
    pub level: Level,
    /// What it asks for, in a line, and why.
    pub about: &'static str,
    /// Looks for what breaks it.
    check: fn(&Draft<'_>) -> Vec<Finding>,
}

/// Something that breaks a rule.
struct Finding {
    /// Bytes of the author's file.
    at: Range<usize>,
    what: String,
    mend: String,
}

impl Finding {
    fn new(at: Range<usize>, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { at, what: what.into(), mend: mend.into() }
    }
}

/// All rules, in the order of their names.
pub const RULES: [&Rule; 16] = [
    &cadence::RULE,
    &exit::RULE,
    &expert::RULE,
    &guardrail::RULE,
    &invasive::RULE,
    &judgement::RULE,
    &link_text::RULE,
    &links_only::RULE,
    &observable::RULE,
    &one_behaviour::RULE,
    &people::RULE,
    &steps::RULE,
    &translated::RULE,
    &unsourced::RULE,
    &unwritten::RULE,
    &visible_win::RULE,
];

/// Notes on the draft's desk what breaks a rule.
pub fn check(draft: &Draft<'_>) {
    for rule in RULES {
        for Finding { at, what, mend } in (rule.check)(draft) {
            draft.desk.breaks(rule.name, rule.level, &at, what, mend);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn rules_have_names_of_their_own_in_order() {
        let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "{names:?}");
        assert!(RULES.iter().all(|rule| rule.about.len() <= 100 && rule.about.ends_with('.')));
    }
}
