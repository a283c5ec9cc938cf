//! Breaking one rule after the other in the nudge that ships.

use super::*;

/// Replaces `from` by `to` in the shipped nudge: the rule is broken where `place` first stands in the
/// new text after it, or nowhere.
pub fn assert_rule(rule: &str, (from, to): (&str, &str), place: Option<&str>) {
    let old = text(&shipped(), OTHER_NUDGE);
    let change = old.find(from).unwrap_or_else(|| panic!("{OTHER_NUDGE} no longer holds {from:?}"));
    let new = old.replacen(from, to, 1);
    let place = place.map(|place| change + new[change..].find(place).unwrap_or_else(|| panic!("{place:?}")));
    assert_broken(rule, &new, place);
}

/// Writes another aid below the front matter of the shipped nudge.
pub fn assert_body(rule: &str, body: &str, place: Option<&str>) {
    let old = text(&shipped(), OTHER_NUDGE);
    let end = old.find("\n---\n").unwrap() + "\n---\n".len();
    let front = old[..end].replacen("done:\n  - { step: 2, on: { changed: next_step, to: known } }\n", "", 1);
    let new = format!("{front}{body}\n");
    let place = place.map(|place| front.len() + body.find(place).unwrap());
    assert_broken(rule, &new, place);
}

fn assert_broken(rule: &str, new: &str, place: Option<usize>) {
    let problems = check(&with_file(OTHER_NUDGE, new.as_bytes().to_vec())).problems;
    let unreadable: Vec<_> = problems.iter().filter(|problem| problem.rule.is_empty()).collect();
    assert!(unreadable.is_empty(), "{unreadable:#?}");
    let found: Vec<_> = problems.iter().filter(|problem| problem.rule == rule).collect();
    let told: Vec<_> = found.iter().map(|problem| (problem.line, problem.column)).collect();
    let wanted = place.map(|at| {
        let line = new[..at].matches('\n').count() + 1;
        (line, new[..at].rsplit('\n').next().unwrap().chars().count() + 1)
    });
    assert_eq!(told, Vec::from_iter(wanted), "{rule}: {problems:#?}");
    for problem in problems {
        assert!(problem.to_string().lines().all(|line| line.chars().count() <= 80), "{problem}");
    }
}

#[test]
fn shipped_content_breaks_no_rule() {
    let problems = check(&shipped()).problems;
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn a_warning_is_told_and_compiled() {
    let nudge = text(&shipped(), OTHER_NUDGE).replacen("severity:", "cadence: each_record\nseverity:", 1);
    let Checked { file, problems, .. } = check(&with_file(OTHER_NUDGE, nudge.into_bytes()));
    assert!(file.is_some());
    assert_eq!(problems.iter().map(|problem| problem.level).collect::<Vec<_>>(), [Level::Warning]);
    assert!(problems[0].to_string().starts_with("warning[cadence]: "), "{}", problems[0]);
}
