//! A person's working days, one after the other: what they do well and badly, what comes up, and
//! what they saw of it, counted apart from the engine.
// Each test file uses its own part of it, and a test may fail loudly.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

mod cards;
pub mod promises;
pub mod task;

use cuecard::hash;
use cuecard::ledger::{Answer, Arm};
use cuecard::step::{Message, Reply};
use cuecard::time::{DAY_MS, Day};

use crate::person::{Person, TAB};
use task::Task;

const MINUTE_MS: u64 = 60 * 1000;
const HOUR_MS: u64 = 60 * MINUTE_MS;
/// Mastery asks for as much between two successes.
const TWO_DAYS_MS: u64 = 2 * DAY_MS;

/// How well a person does their tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skill {
    /// The same errors, whatever they are shown.
    Persists,
    /// Right from the second card on.
    Learns,
    /// Right from the first day.
    NeverErrs,
    /// Right, but for one time in twelve.
    Slips,
    /// At the desk, with nothing that calls for help: days pass, pages are open.
    OnlyThere,
}

/// How a task is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Nothing that calls for help comes up.
    Fine,
    /// It does, and is done right.
    Right,
    /// It does, and is done wrong.
    Wrong,
}

/// How a person deals with what comes up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// Reads within the stated time, answers in every way.
    #[default]
    Usual,
    /// Reads up to three times as long, and asks for help now and then.
    Thorough,
    /// Reads for all of the stated time, and uses every aid.
    Diligent,
}

/// A role, and what people in it do.
#[derive(Clone, Copy, Debug)]
pub struct Job {
    pub role: &'static str,
    pub tasks: &'static [Task],
    /// Tasks on one day, at most.
    pub most_a_day: u32,
}

/// One moment that came up: shown or withheld, and seen.
#[derive(Clone, Debug)]
pub struct Turn {
    pub task: Task,
    pub at: u64,
    pub day: Day,
    pub arm: Arm,
    pub answer: Option<Answer>,
    pub seconds: u32,
    /// Spent of the budget: not put back as irrelevant.
    pub kept: bool,
}

impl Turn {
    pub fn is_card(&self) -> bool {
        self.arm == Arm::Shown
    }
}

/// What work showed of a task, and when.
type Evidence = (Task, u64, Day, Way);

pub struct Worker {
    pub person: Person,
    pub turns: Vec<Turn>,
    /// Aids that were asked for.
    pub pulls: Vec<Turn>,
    work: Vec<Evidence>,
    /// Days on which a task called for help, by the test's own count.
    calls: Vec<(Task, Day)>,
    pub job: Job,
    pub skill: Skill,
    pub manner: Manner,
    dice: Dice,
    slipped: Option<String>,
    pushes: Vec<Day>,
    threads: Vec<Day>,
    losses: u32,
    won: bool,
    named: u32,
}

/// Numbers that look random and are the same on every run.
struct Dice {
    seed: String,
    rolled: u32,
}

impl Dice {
    fn rolls(&mut self, sides: u32) -> u32 {
        self.rolled += 1;
        let [first, second, third, fourth, ..] =
            hash::digest(&[self.seed.as_bytes(), &self.rolled.to_le_bytes()]);
        u32::from_le_bytes([first, second, third, fourth]) % sides
    }
}

impl Worker {
    pub fn new(content: &str, job: Job, skill: Skill, manner: Manner) -> Self {
        let seed = format!("{} {skill:?} {manner:?}", job.role);
        let mut person = Person::with_role(content, hash::digest(&[seed.as_bytes()]), job.role);
        let own = serde_json::json!({ "host": { "host": "jira.acme.example", "app": "jira-data-center" } });
        assert_eq!(person.sets(&own), Reply::Done { ok: true });
        Self {
            person,
            turns: Vec::new(),
            pulls: Vec::new(),
            work: Vec::new(),
            calls: Vec::new(),
            job,
            skill,
            manner,
            dice: Dice { seed, rolled: 0 },
            slipped: None,
            pushes: Vec::new(),
            threads: Vec::new(),
            losses: 0,
            won: false,
            named: 0,
        }
    }

    /// One day where the clock is `zone` hours ahead of UTC: tasks on a working day; on a weekend a
    /// page is opened at most.
    pub fn lives(&mut self, day: Day, zone: i64) {
        let tasks = self.job.tasks;
        let start = i64::from(day.0) * DAY_MS as i64 + (8 - zone) * HOUR_MS as i64;
        self.person.now = u64::try_from(start).unwrap() + u64::from(self.dice.rolls(60)) * MINUTE_MS;
        self.person.today = day;
        self.person.shell(Message::Woke);
        let url = self.person.url("006Z");
        self.person.page(TAB, Message::Arrived { url });
        let weekend = day.monday().plus(5) <= day;
        if weekend || self.skill == Skill::OnlyThere {
            return;
        }
        if self.manner == Manner::Thorough && self.dice.rolls(4) == 0 {
            self.asks_for(tasks[0]);
        }
        let evening = self.person.now + 10 * HOUR_MS;
        for _ in 0..=self.dice.rolls(self.job.most_a_day) {
            if self.person.now > evening {
                return;
            }
            let task = tasks[self.dice.rolls(u32::try_from(tasks.len()).unwrap()) as usize];
            let way = self.way(task);
            self.does(task, way);
            self.passes_minutes(15);
        }
    }

    fn way(&mut self, task: Task) -> Way {
        let cards = self.cards(task).count();
        let usually = if self.dice.rolls(5) == 0 { Way::Fine } else { Way::Right };
        match self.skill {
            Skill::Persists if usually == Way::Right => Way::Wrong,
            Skill::Learns if cards < 2 => Way::Wrong,
            Skill::Slips if self.dice.rolls(12) == 0 => Way::Wrong,
            Skill::NeverErrs if task.is_called_by_error() => Way::Fine,
            _ => usually,
        }
    }

    /// Every aid is given, whatever is left.
    fn asks_for(&mut self, task: Task) {
        let (at, day) = (self.person.now, self.person.today);
        let nudge = task.nudge().to_owned();
        let reply = self.person.extension(Message::Pull { nudge, tab: TAB });
        let Reply::Card { card: Some(card) } = reply else { panic!("refused: {reply:?}") };
        let (answer, seconds) = self.answers(task, &card.moment);
        let kept = answer != Some(Answer::NotRelevant);
        self.pulls.push(Turn { task, at, day, arm: Arm::Shown, answer, seconds, kept });
        self.passes_minutes(20);
    }

    /// Notes how a task ended, as far as that can be seen.
    fn ends(&mut self, task: Task, way: Way) {
        self.work.push((task, self.person.now, self.person.today, way));
    }

    /// Days that called for the aid of a task.
    pub fn called(&self, task: Task) -> usize {
        self.calls.iter().filter(|(other, _)| *other == task).count()
    }

    /// Two successes that nobody helped with, two days apart, and no error since: counted from what
    /// the person did, not from what the engine remembers. A day with an error has no success.
    pub fn has_mastered(&self, task: Task) -> bool {
        let of_task = || self.work.iter().filter(|(other, ..)| *other == task);
        let errs_on = |day: Day| of_task().any(|(.., on, way)| *way == Way::Wrong && *on == day);
        let helped = |at: u64| {
            let pulls = self.pulls.iter().filter(|pull| pull.task == task);
            let last = self.cards(task).chain(pulls).map(|card| card.at).max();
            last.is_some_and(|last| at.saturating_sub(last) <= DAY_MS)
        };
        let (mut first, mut mastered) = (None, false);
        for (_, at, day, way) in of_task() {
            if *way == Way::Wrong {
                (first, mastered) = (None, false);
            } else if !errs_on(*day) && !helped(*at) {
                mastered |= at - *first.get_or_insert(*at) >= TWO_DAYS_MS;
            }
        }
        mastered
    }

    pub fn new_name(&mut self, prefix: &str) -> String {
        self.named += 1;
        format!("{prefix}{}", self.named)
    }

    fn passes_minutes(&mut self, minutes: u32) {
        let more = self.dice.rolls(minutes);
        self.person.passes(0, u64::from(minutes + more) * MINUTE_MS);
    }
}
