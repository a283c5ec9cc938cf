//! What packs expect of themselves.

use super::*;

const SITUATION: &str = "packs/opportunity-management/tests/second-push.yaml";

fn tried(from: &str, to: &str) -> Checked {
    let old = text(&shipped(), SITUATION);
    assert!(old.contains(from), "{SITUATION} no longer holds {from:?}");
    check(&with_file(SITUATION, old.replacen(from, to, 1).into_bytes()))
}

#[test]
fn every_shipped_nudge_has_one_that_brings_it_and_one_that_does_not() {
    let Checked { file, situations, problems, .. } = check(&shipped());
    assert!(situations.iter().all(|tried| tried.passed), "{problems:#?}");
    for Written { nudge, .. } in file.unwrap().packs.iter().flat_map(|pack| &pack.nudges) {
        let about = |source: &&Source| {
            let line = format!("nudge: {}\n", nudge.nudge);
            source.path.contains("/tests/") && String::from_utf8_lossy(&source.bytes).contains(&line)
        };
        let sources = shipped();
        let texts: Vec<_> = sources.iter().filter(about).map(|source| text(&sources, &source.path)).collect();
        for expected in ["expect: shown", "silent"] {
            assert!(texts.iter().any(|text| text.contains(expected)), "{}: {expected}", nudge.nudge);
        }
    }
}

#[test]
fn what_comes_out_otherwise_is_shown_at_its_step() {
    let cases = [
        (
            "close_date: 2027-02-18 }, expect: shown",
            "close_date: 2027-02-18 }, expect: withheld",
            "it was shown",
        ),
        ("expect: shown", "expect: silent", "it was shown"),
        ("close_date: 2027-02-18", "close_date: 2027-01-20", "its trigger or its condition did not hold"),
        ("silent: no_match", "silent: muted", "its trigger or its condition did not hold"),
        ("behaviour: success", "behaviour: open", "the behaviour is `success`, not `open`"),
        ("answers: done", "answers: never_again", ""),
        // At the other address there is no date that could be pushed a second time.
        ("001/view }", "001/view, page: {} }", "its trigger or its condition did not hold"),
        (
            "001/view }",
            "001/view, page: { stage: Qualification, close_date: 2027-01-18, next_step: '' } }",
            "",
        ),
    ];
    for (from, to, what) in cases {
        let Checked { file, situations, problems, .. } = tried(from, to);
        let failed = !what.is_empty();
        assert_eq!((file.is_none(), situations[0].passed), (failed, !failed), "{to}: {problems:#?}");
        assert_eq!(problems.iter().any(|problem| problem.what.contains(what)), failed, "{to}: {problems:#?}");
    }
}

#[test]
fn a_recording_is_played_at_the_organisations_own_host() {
    let path = "packs/opportunity-management/tests/price-in-the-late-phase.yaml";
    let old = text(&shipped(), path);
    let cases = [
        ("acme.lightning", "example.lightning", true),
        ("acme.lightning.force.com", "example.test", true),
        // Nobody's meanings are bound there.
        ("acme.lightning", "another.lightning", false),
    ];
    for (from, to, passes) in cases {
        let checked = check(&with_file(path, old.replace(from, to).into_bytes()));
        assert_eq!(checked.file.is_some(), passes, "{to}: {:#?}", checked.problems);
    }
}

#[test]
fn wrong_situations_are_told() {
    let cases = [
        ("nudge: slipping-close-date", "nudge: sliping-close-date", "there is no nudge `sliping-close-date`"),
        ("at: https://acme", "at: acme", "this is no address"),
        (
            "at: https://acme.lightning.force.com/lightning/r/Opportunity",
            "at: https://acme.lightning.force.com/x",
            "nothing is read at",
        ),
        ("expect: shown", "expect: there", "`there` cannot be expected"),
        ("silent: no_match", "silent: no_mach", "`no_mach` is no reason for silence"),
        ("{ days: 10 }", "{ days: 0 }", "a whole number from 1 to 366"),
        ("{ days: 10 }", "{ days: 10, answers: done }", "one thing happens in a step"),
        ("{ days: 10 }", "{ days: 10, page: {} }", "one thing happens in a step"),
        ("{ days: 10 }", "{ page: {}, expect: silent }", "one thing happens in a step"),
        ("{ days: 10 }", "{ days: 10, lists: {} }", "one thing happens in a step"),
        ("answers: done", "answers: yes", "`yes` is not known here"),
    ];
    for (from, to, what) in cases {
        let problems = tried(from, to).problems;
        let told = problems.iter().any(|problem| problem.file == SITUATION && problem.what.contains(what));
        assert!(told, "{to}: {problems:#?}");
        assert!(
            problems.iter().all(|problem| problem.to_string().lines().all(|line| line.chars().count() <= 80))
        );
    }
}

#[test]
fn what_is_wrong_with_a_nudge_is_told_in_its_own_file_only() {
    let mut sources = shipped();
    let nudge = sources.iter_mut().find(|source| source.path == OTHER_NUDGE).unwrap();
    let broken = String::from_utf8_lossy(&nudge.bytes).replace("severity: medium", "severity: terrible");
    nudge.bytes = broken.into_bytes();
    let found = problems(&sources);
    let files: Vec<&str> = found.iter().map(|problem| problem.file.as_str()).collect();
    assert_eq!(files, [OTHER_NUDGE], "{found:#?}");
}
