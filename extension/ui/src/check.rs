//! A check: one short question about a case, twice at most. What was wrong is named, with what helps;
//! nobody but the person sees any of it.

mod choices;
mod order;

use std::cell::Cell;
use std::rc::Rc;

use cuecard::learn::next_variant;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::dom::{Build, button, make};
use crate::keys::Key;
use crate::locale::{say, say_with};
use crate::messages::{Card, CheckResult, Checks, Message, Mistake, Task, Variant, tell};

/// What the person's answer comes to.
struct Verdict {
    right: bool,
    because: String,
    mistake: Option<Mistake>,
}

/// A task on the screen.
struct Shown {
    element: HtmlElement,
    /// What the answer comes to; `None`: nothing is chosen yet.
    judge: Box<dyn Fn() -> Option<Verdict>>,
    /// The right answer in words, and why.
    solution: (String, String),
}

/// Asks the variant that is next for this card. `read_on` opens a section of the lesson, `back` is
/// where the person came from.
pub fn section(
    card: &Card,
    checks: &Rc<Checks>,
    read_on: impl Fn(usize) + Clone + 'static,
    back: HtmlElement,
) -> Option<HtmlElement> {
    let levels = checks.variants.iter().map(|each| (each.variant.as_str(), each.level));
    let place = next_variant(levels, &card.asked, card.level)?;
    let variant = checks.variants.get(place)?;
    let shown = Rc::new(shown(variant, &card.moment));
    let said = make("div", "said").set("role", "status").set("tabindex", "-1");
    let check = button("primary", &say(Key::CheckAnswer));
    let (tries, top) = (Rc::new(Cell::new(0_u8)), checks.variants.iter().map(|each| each.level).max()?);
    let (moment, name) = (card.moment.clone(), variant.variant.clone());
    let (judged, told, pressed, checks) = (Rc::clone(&shown), said.clone(), check.clone(), Rc::clone(checks));
    let check = check.on_press(move || {
        let Some(verdict) = (judged.judge)() else { return };
        tries.set(tries.get() + 1);
        let result = match (verdict.right, tries.get()) {
            (true, 1) => Some(CheckResult::FirstTry),
            (true, _) => Some(CheckResult::SecondTry),
            (false, 1) => None,
            (false, _) => Some(CheckResult::Wrong),
        };
        told.set_text_content(None);
        let _ = told.clone().with_all(feedback(&verdict, &checks, &read_on));
        let Some(result) = result else {
            pressed.set_text_content(Some(&say(Key::CheckTryAgain)));
            // Where there is no room for all of it, what was said and what comes next are seen.
            pressed.scroll_into_view_with_bool(false);
            return;
        };
        if result == CheckResult::Wrong {
            let (solution, because) = &judged.solution;
            let _ = told
                .clone()
                .with(make("p", "name").text(&say_with(Key::CheckSolution, &[solution])))
                .with(make("p", "").text(because));
        }
        // The words that take the place of the button get its focus.
        let _ = told.focus();
        pressed.remove();
        let (moment, name) = (moment.clone(), name.clone());
        spawn_local(async move {
            // Unheard, nothing is scheduled by it; the person has the answer all the same.
            let _ = tell(&Message::Checked { moment: &moment, variant: &name, result, top }).await;
        });
    });
    let foot = make("div", "row").with(check).with(back);
    Some(
        make("div", "check")
            .with(make("p", "ask").set("dir", "auto").text(&variant.ask))
            .with(shown.element.clone())
            .with(said)
            .with(foot)
            .with(make("p", "aside").text(&say(Key::CheckPrivate))),
    )
}

fn shown(variant: &Variant, moment: &str) -> Shown {
    match &variant.task {
        Task::Choose(choices) | Task::Spot(choices) => choices::show(choices, &variant.ask, moment),
        Task::Order { steps, because, mistake } => order::show(steps, because, *mistake, moment),
    }
}

/// Right or not, why, what kind of mistake it was, and what helps.
fn feedback(
    verdict: &Verdict,
    checks: &Checks,
    read_on: &(impl Fn(usize) + Clone + 'static),
) -> Vec<HtmlElement> {
    let line = |text: &str| make("p", "").set("dir", "auto").text(text);
    let heading = if verdict.right { Key::CheckRight } else { Key::CheckWrong };
    let mut lines = vec![make("p", "name").text(&say(heading))];
    lines.extend((!verdict.because.is_empty()).then(|| line(&verdict.because)));
    let Some(mistake) = verdict.mistake else { return lines };
    let kind = match mistake {
        Mistake::Terms => Key::MistakeTerms,
        Mistake::Workflow => Key::MistakeWorkflow,
        Mistake::Judgement => Key::MistakeJudgement,
    };
    lines.push(make("p", "aside").text(&say(kind)));
    if let Some(remedy) = checks.remedies.iter().find(|remedy| remedy.mistake == mistake) {
        lines.push(line(&remedy.text));
        if let Some(section) = remedy.section {
            let read_on = read_on.clone();
            lines.push(button("link", &say(Key::RemedyRead)).on_press(move || read_on(section)));
        }
    }
    lines
}

/// The places of `count` things in an order that depends on the moment: the same when it is drawn
/// again, and not the one in which an author wrote them.
fn shuffled(count: usize, moment: &str) -> Vec<usize> {
    // FNV-1a, 32 bits: enough to mix a handful of places.
    let hash = |place: usize| {
        let bytes = moment.bytes().chain([place as u8]);
        bytes.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    };
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by_key(|place| hash(*place).rotate_left(16));
    places
}

#[cfg(test)]
mod tests {
    use super::shuffled;

    #[test]
    fn shuffles_keep_everything_and_depend_on_the_moment() {
        let mut seen = Vec::new();
        for moment in ["a", "b", "moment-1", "moment-2", "zz"] {
            let places = shuffled(4, moment);
            assert_eq!(places, shuffled(4, moment));
            let mut sorted = places.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, [0, 1, 2, 3]);
            seen.push(places);
        }
        seen.sort_unstable();
        seen.dedup();
        assert!(seen.len() > 2, "{seen:?}");
        assert!(shuffled(0, "a").is_empty());
    }
}
