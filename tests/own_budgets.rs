//! Budgets that an organisation may write, over sixty days of one person who works on three systems
//! and persists in every error: count, minutes, sprint, gap, day, pack and cadence hold together.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;
mod working_days;

use std::collections::BTreeSet;

use cuecard::decide::Reason;
use cuecard::time::Day;
use person::content::{compiled, shipped_files};
use working_days::promises::{AUTUMN, HOUR_SECONDS, lived, stopped, turns};
use working_days::task::Task;
use working_days::{Job, Manner, Skill, Turn, Worker};

const TESTER: Job =
    Job { role: "tester", tasks: &[Task::Objection, Task::Slip, Task::Push, Task::Review], most_a_day: 8 };

/// What ships, all of it for one role with this budget, with lines added to every pack and nudge.
fn for_testers(budget: &str, pack: &str, nudge: &str) -> String {
    let role = format!("role: tester\ntitle: Tester\nbudget: {budget}\n");
    // Words for other roles have no reader here.
    let files = shipped_files().into_iter().filter(|(path, _)| !path.contains(".for-"));
    let files = files.map(|(path, text)| {
        let text = match path.rsplit('/').next().unwrap() {
            "pack.yaml" => format!("{text}{pack}"),
            name if name.ends_with(".md") && text.contains("\nroles: ") => {
                let roles = text.lines().find(|line| line.starts_with("roles: ")).unwrap();
                // A nudge that says its own cadence keeps it.
                let nudge = if text.contains("\ncadence: ") { "" } else { nudge };
                text.replacen(roles, &format!("roles: [tester]{nudge}"), 1)
            }
            _ => text,
        };
        (path, text)
    });
    compiled(files.chain([("roles/tester.yaml".to_owned(), role)]))
}

#[test]
fn budgets_of_their_own_hold_over_all_systems() {
    let few_days = "{ period: sprint, sprint: { starts: 2026-11-02, days: 10 }, count: 4, minutes: 4 }";
    let cases = [
        ("{ period: week, count: 4, minutes: 8, choice: worth }", "", "", Reason::BudgetCount),
        ("{ period: week, count: 9, minutes: 2 }", "", "", Reason::BudgetMinutes),
        (few_days, "", "", Reason::BudgetCount),
        ("{ period: week, count: 9, minutes: 18, gap_minutes: 90 }", "", "", Reason::Pace),
        ("{ period: week, count: 9, minutes: 18, most_a_day: 1, choice: worth }", "", "", Reason::Pace),
        ("{ period: week, count: 9, minutes: 18 }", "most_a_week: 1\n", "", Reason::PackCap),
        ("{ period: week, count: 9, minutes: 18 }", "", "\ncadence: weekly", Reason::Cooldown),
        ("{ period: week, count: 9, minutes: 18 }", "", "\ncadence: biweekly", Reason::Cooldown),
        ("{ period: week, count: 9, minutes: 18 }", "", "\ncadence: monthly", Reason::Cooldown),
    ];
    for (budget, pack, nudge, binding) in cases {
        let content = for_testers(budget, pack, nudge);
        let worker = lived(&content, TESTER, Skill::Persists, Manner::Usual, AUTUMN);
        println!("{budget} {pack:?} {nudge:?}: {} turns", worker.turns.len());
        assert!(stopped(&worker, binding), "{budget} {pack}{nudge}");
        for task in [Task::Objection, Task::Push, Task::Review] {
            assert!(turns(&worker, task).len() > 1, "{budget} {pack}{nudge}: {task:?}");
        }
        keeps_distance(&worker);
    }
}

/// Gap, day, pack and cadence, over all that was spent.
fn keeps_distance(worker: &Worker) {
    let content = &worker.person.content;
    let pace = &worker.budget().pace;
    let kept: Vec<&Turn> = worker.turns.iter().filter(|turn| turn.kept).collect();
    for pair in kept.windows(2) {
        assert!(pair[1].at - pair[0].at >= u64::from(pace.gap_minutes) * 60_000, "{pair:?}");
    }
    for turn in &kept {
        let same_day = kept.iter().filter(|other| other.day == turn.day).count();
        assert!(pace.most_a_day.is_none_or(|most| same_day <= most as usize), "{same_day} on {}", turn.day);
        let published = |turn: &Turn| content.nudge(turn.task.nudge()).unwrap();
        let of_pack = kept.iter().filter(|other| {
            other.day.monday() == turn.day.monday() && published(other).pack == published(turn).pack
        });
        let of_pack = of_pack.count();
        let most = published(turn).most_a_week;
        assert!(most.is_none_or(|most| of_pack <= most as usize), "{of_pack} in the week of {}", turn.day);
    }
    for task in worker.job.tasks {
        let cadence = content.nudge(task.nudge()).unwrap().nudge.cadence;
        for pair in turns(worker, *task).windows(2) {
            assert!(pair[1].day >= cadence.next_day(pair[0].day), "{pair:?}");
        }
    }
}

#[test]
fn an_hour_a_week_is_the_most_whatever_a_role_allows() {
    // 60 minutes every three days, on every record.
    let budget = "{ period: sprint, sprint: { starts: 2026-11-02, days: 3 }, count: 60, minutes: 60 }";
    let content = for_testers(budget, "", "\ncadence: each_record\nseconds: 120");
    let job = Job { tasks: &[Task::Objection], most_a_day: 20, ..TESTER };
    let worker = lived(&content, job, Skill::Persists, Manner::Diligent, AUTUMN);
    let weeks: BTreeSet<Day> = worker.turns.iter().map(|turn| turn.day.monday()).collect();
    let most = weeks.iter().map(|monday| worker.spent(*monday, monday.plus(6)).1).max();
    assert_eq!(most, Some(HOUR_SECONDS), "and it is reached, and not passed");
    assert!(stopped(&worker, Reason::BudgetMinutes));
}
