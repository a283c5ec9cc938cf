//! Generated nudges that ask what real ones ask.

use cuecard::learn::Cadence;
use cuecard::pack::{
    Aid, Barrier, Behaviour, Block, Capability, Direction, Hypothesis, Inline, Need, Nudge, Owners, Severity,
    Sign, Urgency, Written,
};
use cuecard::page::{Decimal, Value};
use cuecard::trigger::{Condition, Counted, FactTest, On, Test};

use super::random::Random;
use super::vocabulary::{ROLES, SYSTEMS, System};

/// How many leaves a condition has, each number as often as it stands here: the nudges that ship
/// have three.
const LEAVES: [usize; 20] = [1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4];
/// Conditions that ask how often something happened.
const COUNTING_PERCENT: usize = 30;
/// Triggers that wait for an event that the adapter names.
const EVENT_PERCENT: usize = 20;

/// The nudge at `place`.
pub fn nudge(random: &mut Random, place: usize) -> Written {
    let system = random.pick(&SYSTEMS);
    let on = (0..1 + random.below(2)).map(|_| on(random, system)).collect();
    let when = when(random, system);
    let success = vec![Sign { on: changed(random.pick(&system.texts).0), when: Condition::default() }];
    let first_role = random.below(ROLES.len());
    let aid = Aid {
        title: "Trade, do not give".into(),
        why: "This record has just reached a point where one small step saves rework.".into(),
        need: Need {
            performance: "What is promised is written down before the record moves on".into(),
            capability: Capability::Exists,
            barrier: Barrier::Recall,
            least_invasive: None,
            practice: String::new(),
        },
        owners: Owners {
            author: "enablement".into(),
            manager: "line".into(),
            people: "hr-partner".into(),
            expert: String::new(),
        },
        hypothesis: Hypothesis {
            metric: "written-down".into(),
            direction: Direction::Up,
            min_lift_points: 5,
            guardrail: "time-to-close".into(),
        },
        body: body(),
        flag: None,
        lesson: None,
        checks: None,
        matter: Vec::new(),
        texts: Vec::new(),
    };
    let nudge = Nudge {
        nudge: format!("{}-{place:05}", system.app),
        roles: (0..2).map(|next| ROLES[(first_role + next) % ROLES.len()].into()).collect(),
        apps: vec![system.app.into()],
        on,
        when,
        severity: random.pick(&[Severity::Low, Severity::Medium, Severity::High]),
        urgency: Urgency::Normal,
        cadence: Cadence::Spaced,
        safety: false,
        seconds: 30 + random.below(90) as u32,
        behaviour: Behaviour {
            text: "Writes it down".into(),
            success,
            window_days: 14,
            ..Behaviour::default()
        },
        lapse: Vec::new(),
        ticks: Vec::new(),
        anchor: String::new(),
    };
    Written { nudge, aid }
}

/// An aid of about the length of the two that ship.
fn body() -> Vec<Block> {
    let step = |word: &str, rest: &str| vec![Inline::Strong(word.into()), Inline::Text(rest.into())];
    let cell = |text: &str| vec![Inline::Text(text.into())];
    vec![
        Block::Steps(vec![
            step("Pause.", " Ask what it is compared with, and listen to the end."),
            step("Isolate.", " \"If we settle this one, does anything else stop us?\""),
            step("Trade.", " Name what you want before you say what you can give:"),
        ]),
        Block::Table {
            head: vec![cell("They want"), cell("Ask for")],
            rows: vec![
                vec![cell("A lower price"), cell("A longer term")],
                vec![cell("An earlier date"), cell("A smaller scope")],
            ],
        },
        Block::Paragraph(cell("Done when the field Next Step names the act and its day.")),
    ]
}

fn on(random: &mut Random, system: &System) -> On {
    if random.percent(EVENT_PERCENT) {
        return On::Event(if random.percent(70) { system.pushed() } else { system.cut() });
    }
    if random.percent(25) {
        return changed(random.pick(&[
            system.numbers[0],
            system.numbers[1],
            system.dates[0],
            system.dates[1],
        ]));
    }
    let (fact, texts) = random.pick(&system.texts);
    let to = random.percent(30).then(|| Test::Is(text(random.pick(texts))));
    On::Changed { fact: fact.into(), from: None, to, moved: None }
}

fn changed(fact: &str) -> On {
    On::Changed { fact: fact.into(), from: None, to: None, moved: None }
}

/// One to four leaves: what the record is, then what it says and how often something happened.
fn when(random: &mut Random, system: &System) -> Condition {
    let leaves = random.pick(&LEAVES);
    let mut parts = vec![leaf("object", Test::Is(text(random.pick(system.objects))))];
    if leaves > 1 && random.percent(COUNTING_PERCENT) {
        parts.push(count(random, system));
    }
    while parts.len() < leaves {
        parts.push(test(random, system));
    }
    if parts.len() > 2 && random.percent(15) {
        let either = parts.split_off(parts.len() - 2);
        parts.push(Condition::Any(either));
    }
    Condition::All(parts)
}

fn count(random: &mut Random, system: &System) -> Condition {
    let often = random.percent(70);
    Condition::Count(Counted {
        event: if random.percent(70) { system.pushed() } else { system.cut() },
        within_days: Some(random.pick(&[14, 30, 90])),
        at_least: often.then(|| 1 + random.below(3) as u32),
        at_most: (!often).then_some(0),
        on_this_record: random.percent(50),
    })
}

fn test(random: &mut Random, system: &System) -> Condition {
    if random.percent(25) {
        let bound = Value::Number(Decimal::from_whole(random.below(100) as i64));
        let test = if random.percent(70) { Test::AtLeast(bound) } else { Test::LessThan(bound) };
        return leaf(random.pick(&system.numbers), test);
    }
    let (fact, texts) = random.pick(&system.texts);
    let several = |random: &mut Random| (0..2 + random.below(2)).map(|_| text(random.pick(texts))).collect();
    let test = match random.below(10) {
        0..6 => Test::Is(text(random.pick(texts))),
        6 | 7 => Test::In(several(random)),
        8 => Test::NotIn(several(random)),
        _ => Test::Known,
    };
    leaf(fact, test)
}

fn leaf(fact: &str, test: Test) -> Condition {
    Condition::Fact(FactTest { name: fact.into(), test })
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}
