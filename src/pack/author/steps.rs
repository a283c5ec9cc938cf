//! What an aid says of the page: steps that tick themselves, and the field that it flags.

use super::fields::Fields;
use super::nudge::Beside;
use super::source::Desk;
use super::tree::Node;
use super::vocabulary::App;
use super::{condition, on};
use crate::pack::{Block, Tick};

/// More steps than this are no aid for a moment of work.
const MAX_STEPS: usize = 9;

/// The steps that tick themselves; `body` is the aid, if it could be read.
pub fn ticks(desk: &Desk<'_>, node: &Node, app: &App, body: Option<&[Block]>) -> Option<Vec<Tick>> {
    let of_block = |block: &Block| if let Block::Steps(steps) = block { steps.len() } else { 0 };
    let steps = body.map_or(MAX_STEPS, |body| body.iter().map(of_block).sum::<usize>());
    let mut ticks: Vec<Tick> = Vec::new();
    for node in desk.one_or_list(node, MAX_STEPS)? {
        let fields = Fields::open(desk, node, "`done`", &["step", "on", "when"])?;
        let most = u32::try_from(steps.clamp(1, MAX_STEPS)).unwrap_or(1);
        let step = fields.whole(desk, "step", "1", 1..=most, "count the numbered steps of the aid from 1")?;
        let on = match fields.maybe("on") {
            Some(node) => Some(on::compile(desk, node, app)?),
            None => None,
        };
        let when = fields.optional("when", |node| condition::compile(desk, node, app))?;
        if on.is_none() && when.is_always() {
            let mend = "add what shows it: `on: { changed: next_step, to: known }`";
            desk.wrong(&node.at, "nothing shows that this step is done", mend);
        }
        if steps == 0 {
            desk.wrong(fields.place("step"), "the aid has no numbered steps", "number them: `1. …`");
        }
        ticks.push(Tick { step: u8::try_from(step).ok()?, on, when });
    }
    for (place, tick) in ticks.iter().enumerate() {
        if ticks[..place].iter().any(|other| other.step == tick.step) {
            let what = format!("step {} is here twice", tick.step);
            desk.wrong(&node.at, what, "keep one of the two");
        }
    }
    Some(ticks)
}

/// The field that is flagged. Whoever flags a value says why, and where to learn more.
pub fn flag(desk: &Desk<'_>, node: &Node, apps: &[&App], beside: &Beside) -> Option<String> {
    let name = desk.text(node)?;
    for app in apps {
        app.word(desk, name, &node.at)?;
    }
    if beside.lesson.is_none() {
        let mend = "add its lesson in a file beside it, `NUDGE.lesson.md`, or leave `flag` out";
        desk.wrong(&node.at, "a flag needs a lesson", mend);
    }
    Some(name.to_owned())
}
