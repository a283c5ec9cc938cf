//! Everything that may happen next: messages that come, are heard or are lost, pages that are left,
//! a clock that leaps, a browser that restarts.

use crate::shell::{ANSWERS, Heard, Kind, Place, Said, Shell};
use crate::world::{Asking, Exit, Hold, Limits, Page, Tab, Turn, World};

/// Everything that may happen next.
pub fn turns(world: &World, shell: &mut Shell, limits: &Limits) -> Vec<(Turn, World)> {
    let mut next = Vec::new();
    for tab in [0, 1] {
        strays(world, shell, tab, &mut next);
        questions(world, shell, tab, limits, &mut next);
        page_turns(world, tab, limits, &mut next);
        reopens(world, shell, tab, limits, &mut next);
    }
    for (place, said) in world.shell.iter().enumerate() {
        let mut without = world.clone();
        without.shell.remove(place);
        comes(without, shell, *said, &mut next);
    }
    comes(world.clone(), shell, Said::Woke, &mut next);
    if world.leaps < limits.leaps {
        next.push((Turn::ClockLeaps, World { leaps: world.leaps + 1, ..world.clone() }));
    }
    if world.restarts < limits.restarts {
        let mut after = World { restarts: world.restarts + 1, shell: vec![Said::Started], ..world.clone() };
        for tab in &mut after.tabs {
            (tab.page, tab.strays) = (None, Vec::new());
        }
        next.push((Turn::BrowserRestarts, after));
    }
    for (_, world) in &mut next {
        world.tabs.iter_mut().for_each(Tab::rest);
    }
    next
}

/// A message whose answer nobody waits for comes, or is lost. `without`: the world in which it is
/// not on its way any more.
fn comes(without: World, shell: &mut Shell, said: Said, next: &mut Vec<(Turn, World)>) {
    let (ledger, answer) = shell.take(without.ledger, without.leaps, said);
    next.push((Turn::Lost(said), without.clone()));
    let stale = shell.stale(without.ledger);
    let mut after = World { ledger, stale, ..without };
    note(&mut after, said, answer);
    next.push((Turn::Came(said), after));
}

/// A question is answered, and `heard` is what comes of it, or the worker dies after the store. Of
/// a worker that dies before it nothing is left, and the question may be asked again.
fn asks(
    world: &World,
    shell: &mut Shell,
    said: Said,
    next: &mut Vec<(Turn, World)>,
    heard: impl Fn(&mut World, Heard),
) {
    let (ledger, answer) = shell.take(world.ledger, world.leaps, said);
    let mut told = World { ledger, stale: shell.stale(world.ledger), ..world.clone() };
    note(&mut told, said, answer);
    next.push((Turn::Unheard(said), told.clone()));
    heard(&mut told, answer);
    next.push((Turn::Heard(said), told));

    if shell.kind == Kind::ActsFirst {
        let mut told = world.clone();
        heard(&mut told, answer);
        next.push((Turn::Unstored(said), told));
    }
    if shell.kind == Kind::TwoWriters && world.stale != world.ledger {
        let (ledger, answer) = shell.take(world.stale, world.leaps, said);
        let mut told = World { ledger, stale: world.ledger, ..world.clone() };
        note(&mut told, said, answer);
        heard(&mut told, answer);
        next.push((Turn::Overwrote(said), told));
    }
}

/// What a message that was stored makes true.
fn note(world: &mut World, said: Said, answer: Heard) {
    match said {
        Said::Placed { moment, .. } if answer == Heard::Go(true) => world.truth_of(moment).taken_up = true,
        Said::Gone { moment, .. } => world.truth_of(moment).gone = true,
        Said::Answered { moment, answer } => {
            let truth = world.truth_of(moment);
            truth.answer = truth.answer.or(Some(answer));
        }
        _ => {}
    }
    if let Heard::Moment { moment, .. } = answer {
        world.truth_of(moment);
    }
}

/// What pages that are gone said last.
fn strays(world: &World, shell: &mut Shell, tab: u8, next: &mut Vec<(Turn, World)>) {
    let at = usize::from(tab);
    for place in 0..world.tabs[at].strays.len() {
        let mut without = world.clone();
        let said = without.tabs[at].strays.remove(place);
        comes(without, shell, said, next);
    }
}

/// What the page of a tab, and its card, ask the worker.
fn questions(world: &World, shell: &mut Shell, tab: u8, limits: &Limits, next: &mut Vec<(Turn, World)>) {
    let at = usize::from(tab);
    let Some(page) = &world.tabs[at].page else { return };
    if page.saw == Asking::Asked {
        let said = Said::Saw { tab, save: world.tabs[at].saves };
        asks(world, shell, said, next, |world, answer| {
            let offered = matches!(answer, Heard::Moment { .. });
            world.page(tab).saw = if offered { Asking::Answered(answer) } else { Asking::Over };
        });
    }
    if let Hold::Placing { moment, shown, asking: Asking::Asked } = page.hold {
        asks(world, shell, Said::Placed { tab, moment }, next, |world, answer| {
            let go = Hold::Placing { moment, shown, asking: Asking::Answered(answer) };
            world.page(tab).hold = if answer == Heard::Go(true) { go } else { Hold::Nothing };
        });
    }
    for said in &page.untold {
        asks(world, shell, *said, next, |world, _| world.page(tab).untold.retain(|other| other != said));
    }
    if page.here && !limits.calm.contains(&tab) {
        // Settings changed, or only what follows the `#`: the page asks again and keeps its card.
        comes(world.clone(), shell, Said::Arrived { tab, at: Place::Record }, next);
    }
    if let Hold::Up { moment, shown: true, .. } = page.hold {
        for answer in limits.answers {
            assert!(usize::from(*answer) < ANSWERS.len());
            // Who hears that it was stored also hears that the card is to close.
            let said = Said::Answered { moment, answer: *answer };
            asks(world, shell, said, next, |world, _| world.page(tab).end(tab));
        }
    }
}

/// What a page does by itself, or its tab with it.
fn page_turns(world: &World, tab: u8, limits: &Limits, next: &mut Vec<(Turn, World)>) {
    let at = usize::from(tab);
    let Some(page) = &world.tabs[at].page else { return };
    let mut with = |turn, change: &dyn Fn(&mut World)| {
        let mut after = world.clone();
        change(&mut after);
        next.push((turn, after));
    };
    if page.saw == Asking::Asked {
        with(Turn::GivesUp(tab), &|world| world.page(tab).saw = Asking::Over);
    }
    if let Asking::Answered(Heard::Moment { moment, shown }) = page.saw {
        with(Turn::HearsOfMoment(tab), &|world| {
            let page = world.page(tab);
            page.saw = Asking::Over;
            if page.here && page.hold == Hold::Nothing {
                page.hold = Hold::Placing { moment, shown, asking: Asking::Asked };
            } else {
                page.tell(Said::Gone { tab, moment });
            }
        });
    }
    match page.hold {
        // Without an answer nothing is put up, and the worker is told so.
        Hold::Placing { asking: Asking::Asked, .. } => {
            with(Turn::GivesUp(tab), &|world| world.page(tab).end(tab));
        }
        Hold::Placing { moment, shown, asking: Asking::Answered(_) } => {
            with(Turn::PutsUp(tab), &|world| {
                world.page(tab).hold = Hold::Up { moment, shown, seen: false };
            });
        }
        Hold::Up { moment, shown, seen } => {
            if !seen {
                with(Turn::Sees(tab), &|world| {
                    world.truth_of(moment).seen = true;
                    let page = world.page(tab);
                    page.hold = Hold::Up { moment, shown, seen: true };
                    page.tell(Said::Seen { tab, moment });
                });
            }
            // It does not paint, or the page will not have it.
            let troubled = !limits.calm.contains(&tab);
            if troubled {
                with(Turn::HolderEnds(tab), &|world| world.page(tab).end(tab));
            }
        }
        _ => {}
    }
    if limits.calm.contains(&tab) {
        return;
    }
    if page.here {
        with(Turn::Navigates(tab), &|world| {
            world.tabs[at].let_questions_stray(tab);
            let page = world.page(tab);
            page.here = false;
            page.end(tab);
            world.tabs[at].stray(Said::Arrived { tab, at: Place::Elsewhere });
        });
    }
    for exit in limits.exits {
        with(Turn::Exits(tab, *exit), &|world| {
            world.tabs[at].unload(tab);
            match exit {
                Exit::Closes => world.shell.push(Said::Closed { tab }),
                Exit::Loads => world.tabs[at].stray(Said::Arrived { tab, at: Place::Elsewhere }),
                Exit::Reloads => world.tabs[at].stray(Said::Arrived { tab, at: Place::Record }),
            }
            world.shell.sort();
            world.shell.dedup();
        });
    }
}

/// The person opens the record afresh and saves once more.
fn reopens(world: &World, shell: &mut Shell, tab: u8, limits: &Limits, next: &mut Vec<(Turn, World)>) {
    let at = usize::from(tab);
    if world.tabs[at].page.is_some() || world.tabs[at].saves + 1 >= limits.saves[at] {
        return;
    }
    let mut after = world.clone();
    after.tabs[at].saves += 1;
    after.tabs[at].page = Some(Page::saving());
    // What an earlier page of the tab said of its address came before, or never came.
    after.tabs[at].strays.retain(|said| !matches!(said, Said::Arrived { .. }));
    after.shell.retain(|said| *said != Said::Closed { tab });
    for said in [Said::Arrived { tab, at: Place::Record }, Said::Viewed { tab }, Said::Pressed { tab }] {
        after.ledger = shell.take(after.ledger, after.leaps, said).0;
    }
    next.push((Turn::Reopens(tab), after));
}
