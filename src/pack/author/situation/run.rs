//! Trying a situation, step by step, until one comes out otherwise than expected.

use std::collections::BTreeMap;

use super::{Expected, Happens, Silence, Situation, Step};
use crate::adapter::System;
use crate::content::Content;
use crate::decide::{Considered, Reason};
use crate::measure::Finding;
use crate::pack::author::diagnostic::quoted;
use crate::pack::author::source::Desk;
use crate::play::{Lists, Page, Player};
use crate::table::Table;

/// How the host of a recording begins whose address its author did not keep.
const ANY_HOST: &str = "example.";

/// Whether everything came as expected; what did not is noted on the desk.
pub fn run(desk: &Desk<'_>, situation: &Situation, content: &Content) -> bool {
    let Some(mut scene) = Scene::open(desk, situation, content) else { return false };
    for Step { at, happens, expects } in &situation.steps {
        if let Some(happens) = happens {
            scene.happens(happens);
        }
        let Some(expected) = expects else { continue };
        if let Err(what) = scene.compare(expected) {
            desk.wrong(at, what, "mend the nudge, or what is expected here");
            return false;
        }
    }
    true
}

/// Plays all of it, whatever is expected: over how many days it goes, and how often each nudge's trigger
/// and condition held.
pub fn count(
    desk: &Desk<'_>,
    situation: &Situation,
    content: &Content,
) -> Option<(u32, BTreeMap<String, u32>)> {
    let mut scene = Scene::open(desk, situation, content)?;
    let mut counts = BTreeMap::new();
    for happens in situation.steps.iter().filter_map(|step| step.happens.as_ref()) {
        for considered in scene.happens(happens) {
            *counts.entry(considered.0).or_default() += 1;
        }
    }
    let days = scene.player.today.0 - situation.starts.0 + 1;
    Some((u32::try_from(days).unwrap_or_default(), counts))
}

struct Scene<'s, 'c> {
    content: &'c Content,
    app: &'s str,
    player: Player<'c>,
    system: System<'c>,
    nudge: &'s str,
    url: String,
    page: Page,
    lists: Lists,
    /// What was decided on the nudge when something last happened; none: its trigger or its condition
    /// did not hold.
    came: Option<Reason>,
}

impl<'s, 'c> Scene<'s, 'c> {
    fn open(desk: &Desk<'_>, situation: &'s Situation, content: &'c Content) -> Option<Self> {
        let Situation { nudge, role, app, at, starts, draws, .. } = situation;
        let url = &at_own_host(content, app, at);
        let mut player = Player::new(content, role, *starts, nudge, *draws);
        if player.system(url).is_none() {
            player.owns(host(url), app);
        }
        let Some(system) = player.system(url).filter(|_| player.plan(url).is_some()) else {
            let what = format!("nothing is read at {}", quoted(url));
            desk.wrong_file(what, "write the address of a page that the nudge's adapter knows");
            return None;
        };
        let page = printed(&system, &situation.page);
        let lists = situation.lists.clone();
        let mut scene =
            Self { content, app, player, system, nudge, url: url.clone(), page, lists, came: None };
        scene.happens(&Happens::Opens(at.clone(), None));
        Some(scene)
    }

    /// What was decided on when this happened.
    fn happens(&mut self, happens: &Happens) -> Vec<Considered> {
        let before = self.player.now();
        let Self { player, system, url, page, lists, .. } = self;
        match happens {
            Happens::Saves(changed) => {
                change(page, printed(system, changed));
                player.saves(url, page, lists);
            }
            Happens::Shows(changed) => {
                change(page, printed(system, changed));
                player.reads(url, page, lists, None);
            }
            Happens::Lists(changed) => {
                change(lists, changed.clone());
                player.reads(url, page, lists, None);
            }
            Happens::Opens(other, shows) => {
                if let Some((shown, listed)) = shows {
                    *page = printed(system, shown);
                    lists.clone_from(listed);
                }
                *url = at_own_host(self.content, self.app, other);
                player.opens(url, page, lists);
            }
            Happens::Answers(answer) => {
                player.answers(*answer);
                return Vec::new();
            }
            Happens::Passes { days, minutes } => {
                player.passes(*days, *minutes);
                return Vec::new();
            }
        }
        let receipts = self.player.ledger.decisions.iter().rev().take_while(|receipt| receipt.at >= before);
        let considered: Vec<Considered> = receipts.flat_map(|receipt| &receipt.candidates).cloned().collect();
        let own = considered.iter().find(|considered| considered.0 == self.nudge);
        self.came = own.map(|considered| considered.1);
        considered
    }

    fn compare(&self, expected: &Expected) -> Result<(), String> {
        let as_expected = match expected {
            Expected::Shown => self.came == Some(Reason::Shown),
            Expected::Withheld => self.came == Some(Reason::Withheld),
            Expected::Silent(None) => !matches!(self.came, Some(Reason::Shown | Reason::Withheld)),
            Expected::Silent(Some(Silence::NoMatch)) => self.came.is_none(),
            Expected::Silent(Some(Silence::Gate(reason))) => self.came == Some(*reason),
            Expected::Behaviour(finding) => return self.compare_behaviour(*finding),
        };
        let came = match self.came {
            None => "nothing came: its trigger or its condition did not hold".to_owned(),
            Some(Reason::Shown) => "it was shown".to_owned(),
            Some(Reason::Withheld) => "it was withheld".to_owned(),
            Some(reason) => format!("nothing came, for the reason `{}`", reason.word()),
        };
        if as_expected { Ok(()) } else { Err(format!("{}: {came}", quoted(self.nudge))) }
    }

    fn compare_behaviour(&self, wanted: Option<Finding>) -> Result<(), String> {
        let windows = self.player.ledger.windows.iter().rev();
        let found = windows.into_iter().find(|window| window.nudge == self.nudge);
        let name = |finding: Option<Finding>| finding.map_or("open", |finding| finding.word());
        match found {
            None => Err("no moment was measured yet".to_owned()),
            Some(window) if window.sign == wanted => Ok(()),
            Some(window) => Err(format!("the behaviour is `{}`, not `{}`", name(window.sign), name(wanted))),
        }
    }
}

/// The address at which it is played: recordings say [`ANY_HOST`] for the organisation's host, whose
/// fields mean something only where its bindings are.
fn at_own_host(content: &Content, app: &str, url: &str) -> String {
    let written = host(url);
    let located = content.locate(&Table::new(), url);
    let app = located.as_ref().map_or(app, |location| &location.adapter.app);
    let bound = content.bindings.iter().filter(|bindings| bindings.app == app);
    let own = bound.flat_map(|bindings| &bindings.hosts).find(|own| !own.starts_with("*."));
    match own.filter(|_| written.starts_with(ANY_HOST)) {
        Some(own) => url.replacen(written, own, 1),
        None => url.to_owned(),
    }
}

fn host(url: &str) -> &str {
    url.split('/').nth(2).unwrap_or_default()
}

/// Puts what changed in its place.
fn change<T>(all: &mut Vec<(String, T)>, changed: Vec<(String, T)>) {
    for (name, value) in changed {
        all.retain(|(other, _)| *other != name);
        all.push((name, value));
    }
}

/// What the page prints: a meaning stands in the place that is bound to it, in the first of the words
/// that have it.
fn printed(system: &System<'_>, page: &Page) -> Page {
    let printed = page.iter().map(|(name, value)| {
        let Some(meaning) = system.meanings.get(name.as_str()) else { return (name.clone(), value.clone()) };
        let words = meaning.values.get(value).and_then(|words| words.first());
        let place = meaning.fact_name().unwrap_or_else(|| name.clone());
        (place, words.unwrap_or(value).clone())
    });
    printed.collect()
}
