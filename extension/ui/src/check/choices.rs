//! A task to choose one answer, or to find one line.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use super::{Shown, Verdict, shuffled};
use crate::dom::{Build, make};
use crate::messages::Choice;

/// Shows the answers.
pub fn show(choices: &[Choice], ask: &str, moment: &str) -> Shown {
    let mut inputs: Vec<(HtmlInputElement, usize)> = Vec::new();
    let mut rows: Vec<HtmlElement> = Vec::new();
    for place in shuffled(choices.len(), moment) {
        let Some(choice) = choices.get(place) else { continue };
        let input = make("input", "").set("type", "radio").set("name", "answer");
        rows.push(
            make("label", "choice").with(&input).with(make("span", "").set("dir", "auto").text(&choice.text)),
        );
        inputs.extend(input.dyn_into::<HtmlInputElement>().ok().map(|input| (input, place)));
    }
    let verdicts: Rc<[(String, Option<_>)]> =
        choices.iter().map(|choice| (choice.because.clone(), choice.mistake)).collect();
    let right = choices.iter().find(|choice| choice.mistake.is_none());
    let solution = right.map(|right| (right.text.clone(), right.because.clone())).unwrap_or_default();
    let judge = move || {
        let (_, place) = inputs.iter().find(|(input, _)| input.checked())?;
        let (because, mistake) = verdicts.get(*place)?;
        Some(Verdict { right: mistake.is_none(), because: because.clone(), mistake: *mistake })
    };
    let element = make("div", "choices").set("role", "radiogroup").set("aria-label", ask).with_all(rows);
    Shown { element, judge: Box::new(judge), solution }
}
