//! What may come again, and when: how far the person has come with each aid, in plain words.

use web_sys::HtmlElement;

use super::published::Published;
use crate::dom::{Build, disclosure, make};
use crate::keys::Key;
use crate::locale::{civil_day, day, now, say, say_with};
use crate::messages::Learning;
use crate::never_again;

/// What fits without scrolling; the rest is one press away.
const AT_FIRST: usize = 3;

/// The section, and where the ceilings go once they are known.
pub struct Next {
    pub section: HtmlElement,
    ceilings: Vec<(String, HtmlElement)>,
}

/// What is next, the soonest first; none before anything had its turn.
pub fn section(learning: &[Learning]) -> Option<Next> {
    if learning.is_empty() {
        return None;
    }
    let today = civil_day(now());
    let mut ceilings = Vec::new();
    let rows: Vec<HtmlElement> = soonest_first(learning)
        .into_iter()
        .map(|aid| {
            let ceiling = make("p", "aside");
            ceilings.push((aid.nudge.clone(), ceiling.clone()));
            row(aid, &today, ceiling)
        })
        .collect();
    let mut rows = rows.into_iter();
    let first = make("ul", "rows").with_all(rows.by_ref().take(AT_FIRST));
    let section = super::section(&say(Key::NextTitle)).with(first);
    let rest: Vec<HtmlElement> = rows.collect();
    let more = (!rest.is_empty())
        .then(|| disclosure("", &say(Key::NextMore)).with(make("ul", "rows").with_all(rest)));
    Some(Next { section: section.with_all(more), ceilings })
}

impl Next {
    /// Says how often each may come at most.
    pub fn tell_ceilings(&self, published: &Published) {
        for (nudge, place) in &self.ceilings {
            match published.ceiling(nudge) {
                Some(key) => place.set_text_content(Some(&say(key))),
                None => place.remove(),
            }
        }
    }
}

fn soonest_first(learning: &[Learning]) -> Vec<&Learning> {
    // Days as text are in order; those without a day come last.
    fn later(one: &Learning, other: &Learning) -> bool {
        (one.next.is_none(), &one.next) > (other.next.is_none(), &other.next)
    }
    // Inserted one by one: they are few, and the standard library's sort is 5 KB of WebAssembly.
    let mut sorted: Vec<&Learning> = Vec::new();
    for aid in learning {
        let place = sorted.iter().position(|other| later(other, aid)).unwrap_or(sorted.len());
        sorted.insert(place, aid);
    }
    sorted
}

fn row(aid: &Learning, today: &str, ceiling: HtmlElement) -> HtmlElement {
    let when = match aid.next.as_deref() {
        Some(next) if next > today => say_with(Key::NextFrom, &[&day(next)]),
        Some(_) => say(Key::NextNow),
        None => say(Key::NextAfterLapse),
    };
    let dependency = aid.dependency.then(|| make("p", "").text(&say(Key::NextDependency)));
    let told = make("div", "")
        .with(make("p", "name").set("dir", "auto").text(&aid.title))
        .with(make("p", "").text(&[say(stage(&aid.stage)), when].join(" ")))
        .with_all(dependency)
        .with(ceiling);
    make("li", "aid-row").with(told).with_all(never_again::control(&aid.nudge, &aid.title, false))
}

fn stage(name: &str) -> Key {
    match name {
        "learning" => Key::StageLearning,
        "mastered" => Key::StageMastered,
        "retired" => Key::StageRetired,
        _ => Key::StageNew,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_soonest_comes_first_and_what_waits_for_a_lapse_last() {
        let aid = |next: Option<&str>| Learning {
            nudge: String::new(),
            title: String::new(),
            stage: "learning".into(),
            next: next.map(str::to_owned),
            dependency: false,
        };
        let learning = [aid(None), aid(Some("2026-12-01")), aid(Some("2026-11-30")), aid(None)];
        let days: Vec<Option<&str>> =
            soonest_first(&learning).into_iter().map(|aid| aid.next.as_deref()).collect();
        assert_eq!(days, [Some("2026-11-30"), Some("2026-12-01"), None, None]);
    }

    #[test]
    fn every_stage_has_its_words() {
        let cases = [
            ("new", Key::StageNew),
            ("learning", Key::StageLearning),
            ("mastered", Key::StageMastered),
            ("retired", Key::StageRetired),
            ("of tomorrow", Key::StageNew),
        ];
        for (name, key) in cases {
            assert_eq!(stage(name), key, "{name}");
        }
    }
}
