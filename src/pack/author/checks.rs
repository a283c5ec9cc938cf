//! The check of a nudge, in variants.

use std::ops::RangeInclusive;

use super::diagnostic::quoted;
use super::fields::Fields;
use super::source::Desk;
use super::tree::{self, Node};
use super::{length, parameters, suggest};
use crate::pack::{Answer, Checks, Lesson, Mistake, Remedy, Task, Variant};

/// So many draws in a row never ask the same; so one variant more must be there for beginners.
const DIFFERENT_DRAWS: usize = 5;
/// Variants of one check.
const MAX_VARIANTS: usize = 40;
/// The hardest level.
const MAX_LEVEL: u32 = 4;
/// A question is answered at work, between two other things.
const MAX_SECONDS: u32 = 60;
/// Answers to choose from: with two, a guess is right half the time, but some cases have no third.
const ANSWERS: RangeInclusive<usize> = 2..=5;
/// Lines in which a fault is found.
const LINES: RangeInclusive<usize> = 3..=10;
/// Steps to bring into order.
const STEPS: RangeInclusive<usize> = 3..=6;

const MISTAKES: [(&str, Mistake); 3] =
    [("terms", Mistake::Terms), ("workflow", Mistake::Workflow), ("judgement", Mistake::Judgement)];

/// The checks in a file; `lesson` is the one of the same nudge.
pub fn compile(desk: &Desk<'_>, nudge: &str, lesson: Option<&Lesson>) -> Option<Checks> {
    let node = tree::read(desk, 0..desk.text.len())?;
    let fields = Fields::open(desk, &node, "a check", &["checks_of", "remedies", "variants"])?;
    let name = fields.own_name(desk, "checks_of", nudge);
    let remedies = fields
        .need(desk, "remedies", "{ judgement: { text: … } }")
        .and_then(|node| remedies(desk, node, lesson));
    let node = fields.need(desk, "variants", "[ { variant: …, ask: …, choose: [ … ] } ]")?;
    let mut variants: Vec<Variant> = Vec::new();
    for written in desk.list(node, MAX_VARIANTS)? {
        for node in parameters::expand(desk, written).unwrap_or_default() {
            let Some(variant) = variant(desk, &node) else { continue };
            if variants.iter().any(|other| other.variant == variant.variant) {
                let what = format!("another variant is called {}", quoted(&variant.variant));
                desk.wrong(&written.at, what, "rename one of the two");
            }
            variants.push(variant);
        }
    }
    let (_, remedies) = (name?, remedies?);
    let first = variants.iter().filter(|variant| variant.level == 0).count();
    if first <= DIFFERENT_DRAWS {
        let what = format!("only {first} of these variants are for beginners (level 0)");
        let mend = format!(
            "write {} at least: the same one must not come twice in {DIFFERENT_DRAWS} checks",
            DIFFERENT_DRAWS + 1
        );
        desk.wrong(fields.place("variants"), what, mend);
    }
    for (word, mistake) in MISTAKES {
        let is_made = variants.iter().flat_map(|variant| mistakes(&variant.task)).any(|made| made == mistake);
        let helped = remedies.iter().any(|remedy| remedy.mistake == mistake);
        if is_made && !helped {
            let what = format!("nothing helps after a mistake of the kind `{word}`");
            desk.wrong(fields.place("remedies"), what, format!("add `{word}: {{ text: … }}`"));
        }
    }
    Some(Checks { remedies, variants })
}

/// Notes where a translation asks anything else than `first`.
pub fn compare(desk: &Desk<'_>, first: &Checks, translated: &Checks) {
    let shape = |variant: &Variant| (variant.variant.clone(), variant.level, form(&variant.task));
    let wanted: Vec<_> = first.variants.iter().map(shape).collect();
    let found: Vec<_> = translated.variants.iter().map(shape).collect();
    let most = wanted.len().max(found.len());
    if let Some(at) = (0..most).find(|at| wanted.get(*at) != found.get(*at)) {
        let name = wanted.get(at).or(found.get(at)).map(|(name, ..)| quoted(name)).unwrap_or_default();
        let what = format!("the variant {name} is not the same here and in what this translates");
        let mend = "keep names, order and levels of the variants, and each answer in its place";
        desk.wrong_file(what, mend);
    }
}

/// What of a task is the same in every language: its kind, and what each answer shows.
fn form(task: &Task) -> (&'static str, Vec<Option<Mistake>>) {
    let shown = |answers: &[Answer]| answers.iter().map(|answer| answer.mistake).collect();
    match task {
        Task::Choose(answers) => ("choose", shown(answers)),
        Task::Spot(answers) => ("spot", shown(answers)),
        Task::Order { steps, mistake, .. } => ("order", vec![Some(*mistake); steps.len()]),
    }
}

fn mistakes(task: &Task) -> Vec<Mistake> {
    match task {
        Task::Choose(answers) | Task::Spot(answers) => {
            answers.iter().filter_map(|answer| answer.mistake).collect()
        }
        Task::Order { mistake, .. } => vec![*mistake],
    }
}

fn remedies(desk: &Desk<'_>, node: &Node, lesson: Option<&Lesson>) -> Option<Vec<Remedy>> {
    let sections = lesson.map_or(0, |lesson| lesson.sections.len());
    let mut remedies = Vec::new();
    for (word, at, node) in desk.entries(node, "`remedies`")? {
        let known = MISTAKES.iter().find(|(known, _)| *known == word);
        let Some((_, mistake)) = known else {
            let mend = suggest::mend(word, MISTAKES.iter().map(|(word, _)| *word));
            desk.wrong(at, format!("{} is no kind of mistake", quoted(word)), mend);
            continue;
        };
        let fields = Fields::open(desk, node, "a remedy", &["text", "section"])?;
        let text = fields.text(desk, "text", "A commitment is something that the buyer does")?;
        let section = match fields.maybe("section") {
            Some(node) if sections == 0 => {
                desk.wrong(&node.at, "this nudge has no lesson", "leave `section` out, or write the lesson");
                None
            }
            Some(node) => {
                let most = u32::try_from(sections).unwrap_or(u32::MAX);
                Some(desk.whole(node, 1..=most, "count the sections of the lesson from 1")?)
            }
            None => None,
        };
        remedies.push(Remedy { mistake: *mistake, text, section });
    }
    Some(remedies)
}

fn variant(desk: &Desk<'_>, node: &Node) -> Option<Variant> {
    let known = ["variant", "level", "ask", "choose", "spot", "order"];
    let fields = Fields::open(desk, node, "a variant", &known)?;
    let name = fields.text(desk, "variant", "fifteen-percent-today")?;
    let level = fields.optional("level", |node| desk.whole(node, 0..=MAX_LEVEL, "0 is for beginners"))?;
    let ask = fields.text(desk, "ask", "The buyer asks for 15 % today. What do you say first?")?;
    let tasks: Vec<&str> = ["choose", "spot", "order"].into_iter().filter(|task| fields.has(task)).collect();
    let [task] = tasks.as_slice() else {
        let mend = "write one of `choose`, `spot` and `order`";
        desk.wrong(fields.place("variant"), "nobody can tell what to do here", mend);
        return None;
    };
    let node = fields.maybe(task)?;
    let task = match *task {
        "choose" => Task::Choose(answers(desk, node, ("right", "wrong"), ANSWERS)?),
        "spot" => Task::Spot(answers(desk, node, ("fault", "fine"), LINES)?),
        _ => order(desk, node)?,
    };
    let seconds = length::reading(ask.split_whitespace().count() + task.words());
    if seconds > MAX_SECONDS {
        let what = format!("this takes about {seconds} seconds to read; {MAX_SECONDS} are the most");
        desk.wrong(fields.place("ask"), what, "shorten the case, or leave an answer out");
    }
    Some(Variant { variant: name, level: u8::try_from(level).ok()?, ask, task })
}

/// Answers of which exactly one is under the first key.
fn answers(
    desk: &Desk<'_>,
    node: &Node,
    (wanted, other): (&str, &str),
    most: RangeInclusive<usize>,
) -> Option<Vec<Answer>> {
    let nodes = counted(desk, node, most)?;
    let mut answers = Vec::new();
    for node in nodes {
        let fields = Fields::open(desk, node, "an answer", &[wanted, other, "because", "mistake"])?;
        let is_wanted = fields.has(wanted);
        let text = fields.text(desk, if is_wanted { wanted } else { other }, "…")?;
        let because = fields.text(desk, "because", "say in a sentence why")?;
        let mistake = match is_wanted {
            true => None,
            false => Some(fields.word(desk, "mistake", &MISTAKES)?),
        };
        answers.push(Answer { text, because, mistake });
    }
    let right = answers.iter().filter(|answer| answer.mistake.is_none()).count();
    if right != 1 {
        let what = format!("{right} of these are `{wanted}`");
        desk.wrong(&node.at, what, "one must be, and no more");
        return None;
    }
    Some(answers)
}

fn order(desk: &Desk<'_>, node: &Node) -> Option<Task> {
    let fields = Fields::open(desk, node, "`order`", &["steps", "because", "mistake"])?;
    let node = fields.need(desk, "steps", "[ first, second, third ]")?;
    let steps: Vec<Option<&str>> = counted(desk, node, STEPS)?.iter().map(|node| desk.text(node)).collect();
    let steps: Vec<String> = steps.into_iter().map(|step| step.map(str::to_owned)).collect::<Option<_>>()?;
    let because = fields.text(desk, "because", "say in a sentence why")?;
    Some(Task::Order { steps, because, mistake: fields.word(desk, "mistake", &MISTAKES)? })
}

fn counted<'n>(desk: &Desk<'_>, node: &'n Node, range: RangeInclusive<usize>) -> Option<&'n [Node]> {
    let nodes = desk.list(node, *range.end())?;
    if nodes.len() < *range.start() {
        let what = format!("{} here; {} are the least", nodes.len(), range.start());
        desk.wrong(&node.at, what, "add one");
        return None;
    }
    Some(nodes)
}
