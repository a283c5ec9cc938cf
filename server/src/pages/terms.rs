//! By what a trial was judged, in words: by what is signed of its text, or by what is assumed.

use crate::repository::{Promise, Said};
use cuecard::verdict::trials::{Finding, Judged};
use cuecard::verdict::{Ruling, Verdict};

/// What is signed of the text that was judged.
pub(super) fn promise_of<'a>(said: Option<&'a Said>, one: &Judged) -> Option<&'a Promise> {
    said?.promise.as_ref().filter(|promise| promise.content == one.content)
}

/// What it was found to do; or why nobody can have shown that it helps, in a word and at length.
pub(super) fn tested<'a>(
    one: &'a Judged,
    promise: Option<&Promise>,
) -> Result<&'a Ruling, (&'static str, &'static str)> {
    match &one.finding {
        Finding::Weak(_) => Err((
            "NOT TESTED: it goes on as weak evidence",
            "Too few people meet it for a trial, so nothing is withheld. Author and manager open it anew every \
             60 days, or it ends.",
        )),
        // What is never withheld, counts can show to harm and nothing else.
        Finding::Ruled(ruling)
            if promise.is_some_and(|it| it.safety) && ruling.verdict != Verdict::Harmful =>
        {
            Err((
                "NOT TESTED: it is about safety",
                "It is never withheld, and so nobody can say whether it helps. Counts could show that it harms.",
            ))
        }
        Finding::Ruled(ruling) => Ok(ruling),
    }
}

/// Since when its days count and what it has to reach, and who says so.
pub(super) fn terms(one: &Judged, said: Option<&Said>) -> String {
    let Judged { opened, min_lift_points, restarts, .. } = one;
    let mut terms = match promise_of(said, one) {
        Some(promise) => {
            let extended = if promise.extended { "; author and manager extended it to day 120" } else { "" };
            format!(
                "counted from the opening of its pilot ({opened}). It promised {min_lift_points} points{extended}. \
                     Opening and promise are as signed."
            )
        }
        None => {
            let why = match said {
                None => "this server has no signed repository that it believes",
                Some(_) => "nothing that is signed speaks of this text",
            };
            format!(
                "counted from the first published week ({opened}). What it promised and when its pilot \
                     opened is not known here, since {why}: {min_lift_points} points are assumed."
            )
        }
    };
    if *restarts > 0 {
        terms.push_str(&format!(" Try {} of its lineage: each has half the room for error.", restarts + 1));
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;
    use cuecard::time::Day;
    use cuecard::verdict::{Block, Trial, Workspace, judge};

    fn judged(finding: Finding) -> Judged {
        let (pack, nudge, content) = ("p".to_owned(), "n".to_owned(), "c".to_owned());
        let (opened, restarts, min_lift_points) = (Day(20_000), 1, 5);
        Judged { pack, nudge, content, opened, restarts, min_lift_points, finding, holds_together: false }
    }

    fn ruled() -> Judged {
        judged(Finding::Ruled(judge(&Trial::new(&[], 5), 60, &mut Workspace::default())))
    }

    #[test]
    fn it_is_said_who_says_by_what_a_trial_is_judged() {
        let of = |content: &str| Promise { content: content.into(), ..Promise::default() };
        let extended = Promise { extended: true, ..of("c") };
        for (said, expected) in [
            (None, "no signed repository that it believes: 5 points are assumed"),
            (Some(None), "nothing that is signed speaks of this text: 5 points are assumed"),
            (Some(Some(of("other"))), "nothing that is signed speaks of this text"),
            (Some(Some(of("c"))), "(2024-10-04). It promised 5 points. Opening and promise are as signed."),
            (Some(Some(extended)), "5 points; author and manager extended it to day 120."),
        ] {
            let said = said.map(|promise| Said { promise, ..Said::default() });
            let terms = terms(&ruled(), said.as_ref());
            assert!(terms.contains(expected) && terms.contains("Try 2 of its lineage"), "{terms}");
        }
    }

    #[test]
    fn what_is_not_withheld_is_not_tested() {
        let safety = Promise { safety: true, ..Promise::default() };
        let weak = judged(Finding::Weak(Block::default()));
        for (one, promise, expected) in [
            (&ruled(), None, None),
            (&ruled(), Some(&Promise::default()), None),
            (&ruled(), Some(&safety), Some("safety")),
            (&weak, None, Some("weak")),
        ] {
            let found = tested(one, promise).err().map(|(word, _)| word);
            assert_eq!(found.is_some(), expected.is_some(), "{found:?}");
            assert!(
                found.zip(expected).is_none_or(|(found, expected)| found.contains(expected)),
                "{found:?}"
            );
        }
    }
}
