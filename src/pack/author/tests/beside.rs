//! What stands beside a nudge: lesson, check, flag and steps that tick themselves.

use super::wrong::assert_problem;
use super::*;
use crate::pack::{Mistake, Task};
use crate::trigger::On;

#[test]
fn lesson_check_and_ticks_are_compiled() {
    let file = compile(&shipped()).unwrap();
    let mut written = file.packs.iter().flat_map(|pack| &pack.nudges);
    let Written { nudge, aid } =
        written.find(|written| written.nudge.nudge == "slipping-close-date").unwrap();
    let lesson = aid.lesson.as_ref().unwrap();
    assert_eq!((lesson.title.as_str(), lesson.sections.len()), ("Dates that hold", 4));
    assert!((180..=420).contains(&lesson.seconds), "{}", lesson.seconds);
    assert!(
        lesson.sections[0].body.iter().any(|block| matches!(block, Block::Steps(steps) if steps.len() == 3))
    );
    let checks = aid.checks.as_ref().unwrap();
    assert_eq!(checks.remedies.len(), 3);
    let tasks: Vec<&Task> = checks.variants.iter().map(|variant| &variant.task).collect();
    let Task::Choose(answers) = tasks[0] else { panic!("{:?}", tasks[0]) };
    assert_eq!(
        answers.iter().map(|answer| answer.mistake).collect::<Vec<_>>(),
        [None, Some(Mistake::Judgement), Some(Mistake::Judgement)]
    );
    assert!(tasks.iter().any(|task| matches!(task, Task::Spot(_))));
    assert!(tasks.iter().any(|task| matches!(task, Task::Order { steps, .. } if steps.len() == 4)));
    assert_eq!(checks.variants.iter().map(|variant| variant.level).max(), Some(1));
    let [tick] = nudge.ticks.as_slice() else { panic!("{:?}", nudge.ticks) };
    assert!(matches!(&tick.on, Some(On::Changed { fact, .. }) if fact == "next_step"));
    assert_eq!(tick.step, 2);
}

#[test]
fn a_flag_has_its_lesson() {
    let flagged = |path| text(&shipped(), path).replacen("severity:", "flag: next_step\nseverity:", 1);
    let file = compile(&with_file(OTHER_NUDGE, flagged(OTHER_NUDGE).into_bytes())).unwrap();
    let mut written = file.packs.iter().flat_map(|pack| &pack.nudges);
    let flagged_at = |written: &&Written| written.aid.flag.as_deref() == Some("next_step");
    assert_eq!(written.find(flagged_at).unwrap().nudge.anchor, "next_step", "it stands at the field");
    let mut bare = with_file(OTHER_NUDGE, flagged(OTHER_NUDGE).into_bytes());
    bare.retain(|source| source.path != LESSON);
    let found = problems(&bare);
    let said = |problem: &Diagnostic| problem.what.contains("a flag needs a lesson");
    assert!(found.iter().any(|problem| problem.file == OTHER_NUDGE && said(problem)), "{found:#?}");
    let change = ("severity:", "flag: nextstep\nseverity:");
    assert_problem(OTHER_NUDGE, change, "nextstep\nseverity", "no fact or meaning", "`next_step`");
}

#[test]
fn wrong_lessons_are_shown_where_they_are() {
    let long = format!("## When a date slips\n\n{}", "word ".repeat(1_000));
    let cases = [
        (
            "lesson: slipping",
            "lesson: sliping",
            "sliping",
            "is not the name of its file",
            "slipping-close-date",
        ),
        ("title: Dates", "titel: Dates", "titel", "`titel` is no key of a lesson", "`title`"),
        ("## What makes", "What makes", "What makes", "stands before the first section", "## "),
        ("## When a date slips", "## Empty\n\n## When", "Empty", "no heading or no text", "remove it"),
        ("## When a date slips", &long, "title", "takes about 7:", "3 to 7 minutes"),
        ("A close date is", "<b>A</b> close date is", "<b>", "HTML", "Markdown"),
    ];
    for (from, to, place, what, mend) in cases {
        assert_problem(LESSON, (from, to), place, what, mend);
    }
    let short = "---\nlesson: slipping-close-date\ntitle: Short\n---\n## One\nA few words.\n";
    let found = problems(&with_file(LESSON, short.into()));
    assert!(found.iter().any(|problem| problem.what.contains("takes about 0:02 minutes")), "{found:#?}");
    let empty = "---\nlesson: slipping-close-date\ntitle: Empty\n---\n";
    let found = problems(&with_file(LESSON, empty.into()));
    assert!(found.iter().any(|problem| problem.what.contains("the lesson is empty")), "{found:#?}");
}

#[test]
fn wrong_checks_are_shown_where_they_are() {
    let cases = [
        ("checks_of: slipping", "checks_of: sliping", "sliping", "is not the name of its file", "slipping"),
        ("  judgement:\n", "  judgment:\n", "judgment", "is no kind of mistake", "`judgement`"),
        ("section: 1", "section: 9", "9", "from 1 to 4", "count the sections"),
        ("variant: verbal-yes", "variant: next-quarter-probably", "{}", "another variant", "rename"),
        ("mistake: terms", "mistake: words", "words,", "`words` is not known", "terms"),
        ("wrong: \"They will", "right: \"They will", "choose:", "2 of these are `right`", "one must be"),
        ("    spot:", "    find:", "find", "no key of a variant", "choose"),
        ("level: 1\n", "level: 9\n", "9", "from 0 to 4", "beginners"),
        ("  - variant: holiday", "  - level: 2\n    variant: holiday", "variants:", "only 5", "6 at least"),
    ];
    for (from, to, place, what, mend) in cases {
        if place == "{}" {
            let new = text(&shipped(), CHECKS).replacen(from, to, 1);
            let found = problems(&with_file(CHECKS, new.into_bytes()));
            let is_told = |problem: &Diagnostic| problem.what.contains(what) && problem.mend.contains(mend);
            assert!(found.iter().any(is_told), "{found:#?}");
        } else {
            assert_problem(CHECKS, (from, to), place, what, mend);
        }
    }
}

#[test]
fn wrong_ticks_are_shown_where_they_are() {
    let tick = "{ step: 2, on: { changed: next_step, to: known } }";
    let cases = [
        ("{ step: 7, on: { changed: next_step } }", "7", "from 1 to 3", "count the numbered steps"),
        ("{ step: 2 }", "step: 2 }", "nothing shows that this step is done", "changed: next_step"),
        ("{ step: 2, when: { nextstep: known } }", "nextstep: known", "no fact or meaning", "`next_step`"),
    ];
    for (to, place, what, mend) in cases {
        assert_problem(OTHER_NUDGE, (tick, to), place, what, mend);
    }
}

#[test]
fn what_stands_beside_no_nudge_is_told() {
    for ending in ["lesson.md", "checks.yaml"] {
        let path = format!("packs/opportunity-management/nudges/nobody.{ending}");
        let (from, name) = if ending == "lesson.md" { (LESSON, "lesson") } else { (CHECKS, "checks_of") };
        let own = format!("{name}: slipping-close-date");
        let bytes = text(&shipped(), from).replacen(&own, &format!("{name}: nobody"), 1).into_bytes();
        let found = problems(&with_file(&path, bytes));
        let is_told =
            |problem: &Diagnostic| problem.file == path && problem.what.contains("no nudge `nobody`");
        assert!(found.iter().any(is_told), "{found:#?}");
    }
}
