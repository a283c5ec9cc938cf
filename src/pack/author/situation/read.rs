//! Reading a situation from its file.

use super::{Expected, Happens, Silence, Situation, Step};
use crate::decide::Reason;
use crate::ledger::{Answer, Arm};
use crate::measure::Finding;
use crate::pack::Written;
use crate::pack::author::diagnostic::quoted;
use crate::pack::author::fields::Fields;
use crate::pack::author::source::Desk;
use crate::pack::author::suggest;
use crate::pack::author::tree::{self, Node, Shape};
use crate::play::{Lists, Page};
use crate::time::Day;

/// Steps of one situation: a person's quarter.
const MAX_STEPS: usize = 100;
/// The longest time between two steps, in days.
const MAX_DAYS: u32 = 366;
const MAX_MINUTES: u32 = 24 * 60;
/// Things of one list.
const MAX_THINGS: usize = 100;
/// The day on which a situation begins that says none: a Wednesday.
const STARTS: Day = Day(20_775);
const ANSWERS: [(&str, Answer); 5] = [
    ("done", Answer::Done),
    ("later", Answer::Later),
    ("not_relevant", Answer::NotRelevant),
    ("never_again", Answer::NeverAgain),
    ("closed", Answer::Closed),
];
const KEYS: [&str; 9] = ["situation", "nudge", "role", "at", "starts", "draws", "page", "lists", "steps"];
const HAPPENS: [&str; 7] = ["saves", "shows", "lists", "opens", "answers", "days", "minutes"];
/// What an expectation of silence calls a trigger that did not hold.
const NO_MATCH: &str = "no_match";

/// The situation in a file; `nudges` are those of its pack, and `written` the names of all of them, also of
/// those that are not right yet.
pub fn read(desk: &Desk<'_>, nudges: &[Written], written: &[&str]) -> Option<Situation> {
    let node = tree::read(desk, 0..desk.text.len())?;
    let fields = Fields::open(desk, &node, "a situation", &KEYS)?;
    let title = fields.text(desk, "situation", "The second push by two weeks");
    let nudge = fields.need(desk, "nudge", "slipping-close-date").and_then(|node| {
        let name = desk.text(node)?;
        let found = nudges.iter().find(|written| written.nudge.nudge == name);
        // What is wrong with a nudge is told in its own file.
        if found.is_none() && !written.contains(&name) {
            let names = nudges.iter().map(|written| written.nudge.nudge.as_str());
            desk.wrong(&node.at, format!("there is no nudge {}", quoted(name)), suggest::mend(name, names));
        }
        found
    });
    let at =
        fields.need(desk, "at", "https://… (the address of the page)").and_then(|node| address(desk, node));
    let starts = match fields.maybe("starts") {
        Some(node) => day(desk, node),
        None => Some(STARTS),
    };
    let draws = match fields.maybe("draws") {
        Some(node) => desk.word(node, &[("shown", Arm::Shown), ("withheld", Arm::Withheld)]),
        None => Some(Arm::Shown),
    };
    let page = fields.optional("page", |node| page(desk, node));
    let lists = fields.optional("lists", |node| lists(desk, node));
    let steps = fields.need(desk, "steps", "[ { saves: { … }, expect: shown } ]")?;
    let steps: Vec<Option<Step>> = desk.list(steps, MAX_STEPS)?.iter().map(|node| step(desk, node)).collect();
    let steps: Option<Vec<Step>> = steps.into_iter().collect();
    let nudge = nudge?;
    let role = match fields.maybe("role") {
        Some(node) => desk.text(node)?.to_owned(),
        None => nudge.nudge.roles.first()?.clone(),
    };
    Some(Situation {
        title: title?,
        nudge: nudge.nudge.nudge.clone(),
        role,
        app: nudge.nudge.apps.first()?.clone(),
        at: at?,
        starts: starts?,
        draws: draws?,
        page: page?,
        lists: lists?,
        steps: steps?,
    })
}

fn address(desk: &Desk<'_>, node: &Node) -> Option<String> {
    let address = desk.text(node)?;
    if !address.starts_with("https://") {
        desk.wrong(&node.at, "this is no address", "copy it from your browser; it begins with https://");
        return None;
    }
    Some(address.to_owned())
}

fn day(desk: &Desk<'_>, node: &Node) -> Option<Day> {
    let day = Day::parse(desk.text(node)?);
    if day.is_none() {
        desk.wrong(&node.at, "this is no date", "write it as YYYY-MM-DD");
    }
    day
}

/// Names and the texts that the page prints; nothing written is an empty field.
fn page(desk: &Desk<'_>, node: &Node) -> Option<Page> {
    let entries = desk.entries(node, "what the page shows")?;
    let texts = entries.into_iter().map(|(name, _, value)| match &value.is {
        Shape::Nothing => Some((name.to_owned(), String::new())),
        Shape::Scalar { text, .. } => Some((name.to_owned(), text.clone())),
        // Several texts are lines, as the page is read.
        Shape::List(items) => {
            let lines: Option<Vec<&str>> = items.iter().map(|item| desk.text(item)).collect();
            Some((name.to_owned(), lines?.join("\n")))
        }
        Shape::Map(_) => {
            desk.wrong(&value.at, "a page shows texts here, no map", "write what stands in the field");
            None
        }
    });
    texts.collect()
}

fn lists(desk: &Desk<'_>, node: &Node) -> Option<Lists> {
    let entries = desk.entries(node, "the lists of the page")?;
    let lists = entries.into_iter().map(|(name, _, things)| {
        // A list that is empty is a list that was read.
        let things: &[Node] = match &things.is {
            Shape::List(items) if items.is_empty() => &[],
            _ => desk.list(things, MAX_THINGS)?,
        };
        let things: Option<Vec<Page>> = things.iter().map(|thing| page(desk, thing)).collect();
        Some((name.to_owned(), things?))
    });
    lists.collect()
}

fn step(desk: &Desk<'_>, node: &Node) -> Option<Step> {
    let mut keys = HAPPENS.to_vec();
    keys.extend(["page", "expect"]);
    let fields = Fields::open(desk, node, "a step", &keys)?;
    // What an address shows stands beside it, and nowhere else.
    let opens = fields.has("opens");
    let happens_there = |key: &&str| fields.has(key) && !(opens && *key == "lists");
    let found: Vec<&str> = HAPPENS.into_iter().filter(happens_there).collect();
    let fits = opens || !fields.has("page");
    let expects = match fields.maybe("expect") {
        Some(node) => Some(expected(desk, node)?),
        None => None,
    };
    let happens = match found.as_slice() {
        [] if fits && expects.is_some() => None,
        [key] if fits => Some(happens(desk, key, &fields)?),
        _ => {
            let mend = format!("write one of `{}`, and what you `expect`", HAPPENS.join("`, `"));
            desk.wrong(&node.at, "one thing happens in a step", mend);
            return None;
        }
    };
    let at = fields.place(if expects.is_some() { "expect" } else { found.first().unwrap_or(&"expect") });
    Some(Step { at: at.clone(), happens, expects })
}

fn happens(desk: &Desk<'_>, key: &str, fields: &Fields<'_>) -> Option<Happens> {
    let node = fields.maybe(key)?;
    Some(match key {
        "saves" => Happens::Saves(page(desk, node)?),
        "shows" => Happens::Shows(page(desk, node)?),
        "lists" => Happens::Lists(lists(desk, node)?),
        "opens" => {
            let shows = (
                fields.optional("page", |node| page(desk, node))?,
                fields.optional("lists", |node| lists(desk, node))?,
            );
            let is_said = fields.has("page") || fields.has("lists");
            Happens::Opens(address(desk, node)?, is_said.then_some(shows))
        }
        "answers" => Happens::Answers(desk.word(node, &ANSWERS)?),
        "days" => {
            Happens::Passes { days: desk.whole(node, 1..=MAX_DAYS, "a year is the longest")?, minutes: 0 }
        }
        _ => Happens::Passes {
            days: 0,
            minutes: desk.whole(node, 1..=MAX_MINUTES, "write longer times in `days`")?,
        },
    })
}

fn expected(desk: &Desk<'_>, node: &Node) -> Option<Expected> {
    if let Shape::Map(_) = node.is {
        let fields = Fields::open(desk, node, "an expectation", &["silent", "behaviour"])?;
        if let Some(node) = fields.maybe("behaviour") {
            let words =
                [("success", Some(Finding::Success)), ("failure", Some(Finding::Failure)), ("open", None)];
            return desk.word(node, &words).map(Expected::Behaviour);
        }
        let node = fields.need(desk, "silent", NO_MATCH)?;
        let word = desk.text(node)?;
        let gate = Reason::ALL.iter().find(|reason| reason.word() == word).copied().map(Silence::Gate);
        let reason = if word == NO_MATCH { Some(Silence::NoMatch) } else { gate };
        if reason.is_none() {
            let what = format!("{} is no reason for silence", quoted(word));
            desk.wrong(
                &node.at,
                what,
                suggest::mend(word, Reason::ALL.iter().map(Reason::word).chain([NO_MATCH])),
            );
        }
        return Some(Expected::Silent(Some(reason?)));
    }
    match desk.text(node)? {
        "shown" => Some(Expected::Shown),
        "withheld" => Some(Expected::Withheld),
        "silent" => Some(Expected::Silent(None)),
        other => {
            let what = format!("{} cannot be expected", quoted(other));
            desk.wrong(&node.at, what, suggest::mend(other, ["shown", "withheld", "silent"]));
            None
        }
    }
}
