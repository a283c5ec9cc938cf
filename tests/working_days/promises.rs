//! Sixty days of a person, and what must hold on the evening of each.

use cuecard::decide::{Considered, Reason, spent};
use cuecard::learn::{Cadence, SPACED_MS};
use cuecard::ledger::Answer;
use cuecard::role::Period;
use cuecard::time::Day;

use super::task::Task;
use super::{Job, Manner, Skill, Turn, Worker};

const DAYS: i32 = 60;
/// Days on which who never errs is away: for so long that only mastery keeps reminders back.
const HOLIDAY: std::ops::Range<i32> = 7..47;
/// The ceiling over all roles and tools.
pub const HOUR_SECONDS: u32 = 60 * 60;

/// The hours that a person's clock is ahead of UTC on each day.
pub type Zone = fn(Day) -> i64;

/// Two days before the end of a week, sixty days with a week 53 in them.
pub const AUTUMN: (&str, Zone) = ("2026-11-20", |_| 13);
/// Sixty days with the change of clocks in California in them, on 14 March.
pub const SPRING: (&str, Zone) = ("2027-02-17", |day| if day.civil() < (2027, 3, 14) { -8 } else { -7 });

/// Lives through sixty days; every evening, every promise must hold.
fn lives(worker: &mut Worker, (first, zone): (&str, Zone)) {
    let first = Day::parse(first).unwrap();
    for number in 0..DAYS {
        let day = first.plus(number);
        if worker.skill == Skill::NeverErrs && HOLIDAY.contains(&number) {
            continue;
        }
        worker.lives(day, zone(day));
        keeps_promises(worker, day);
    }
}

fn keeps_promises(worker: &Worker, today: Day) {
    let budget = worker.budget();
    let (first, last) = budget.period.around(today);
    let (count, seconds) = worker.spent(first, last);
    assert!(count <= budget.count, "{count} aids by {today}");
    let engine = spent(&worker.person.ledger.moments, &budget.period, today);
    assert_eq!((engine.count, engine.seconds), (count, seconds), "the engine's own sum, {today}");
    if worker.manner != Manner::Thorough {
        assert!(seconds <= budget.seconds, "{seconds} seconds by {today}");
    }
    let (monday, sunday) = Period::Week.around(today);
    assert!(worker.spent(monday, sunday).1 <= HOUR_SECONDS, "more than an hour in the week of {today}");
    for task in worker.job.tasks {
        let nudge = &worker.person.content.nudge(task.nudge()).unwrap().nudge;
        let spaced = nudge.cadence != Cadence::EachRecord;
        for pair in turns(worker, *task).windows(2).filter(|_| spaced) {
            assert!(pair[1].at - pair[0].at >= SPACED_MS, "{task:?} twice by {today}");
        }
    }
}

/// The moments of a task, in either arm, that were not put off.
pub fn turns(worker: &Worker, task: Task) -> Vec<&Turn> {
    let of_task = worker.turns.iter().filter(|turn| turn.task == task);
    of_task.filter(|turn| turn.answer != Some(Answer::Later)).collect()
}

/// Sixty days of this job, done in this way.
pub fn lived(content: &str, job: Job, skill: Skill, manner: Manner, span: (&str, Zone)) -> Worker {
    let mut worker = Worker::new(content, job, skill, manner);
    match (skill, manner) {
        (Skill::Persists, Manner::Thorough) => worker.person.joins_server(),
        (Skill::Persists, _) => {
            worker.person.sets(&serde_json::json!({ "withhold": false }));
        }
        _ => {}
    }
    lives(&mut worker, span);
    worker
}

/// Whether anything was stopped for this reason, as far as it is remembered.
pub fn stopped(worker: &Worker, reason: Reason) -> bool {
    let considered = worker.person.ledger.decisions.iter().flat_map(|receipt| &receipt.candidates);
    considered.into_iter().any(|Considered(_, other)| *other == reason)
}
