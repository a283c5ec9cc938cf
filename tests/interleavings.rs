//! The budget's reserve, commit and release under every order of two tabs, kills of the worker and
//! restarts of the browser. The engine is the one that ships, with the content that ships; only
//! the pages, the worker around the engine and the browser are played.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;
#[path = "interleavings/rules.rs"]
mod rules;
#[path = "interleavings/scene.rs"]
mod scene;
#[path = "interleavings/search.rs"]
mod search;
#[path = "interleavings/shell.rs"]
mod shell;
#[path = "interleavings/turns.rs"]
mod turns;
#[path = "interleavings/world.rs"]
mod world;

use std::collections::BTreeSet;

use cuecard::ledger::Arm;
use scene::{Arms, Left, scene};
use search::search;
use shell::{Kind, Shell};
use world::{Exit, Limits, World};

/// One tab in trouble beside a calm one. The cases add what else may happen.
const TROUBLED: Limits =
    Limits { saves: [1, 1], leaps: 0, restarts: 0, calm: &[1], exits: &[Exit::Closes], answers: &[] };

#[test]
fn every_order_keeps_the_budget() {
    use Arm::{Shown, Withheld};
    let crowded = Limits { calm: &[], exits: &[], ..TROUBLED };
    let late = Limits { leaps: 1, restarts: 1, ..TROUBLED };
    let answered = Limits { restarts: 1, answers: &[1, 2], ..TROUBLED };
    let reloaded = Limits { exits: &[Exit::Loads, Exit::Reloads], answers: &[0], ..TROUBLED };
    let again = Limits { saves: [2, 1], answers: &[1], exits: &[], ..TROUBLED };
    let other_way = Limits { calm: &[0], answers: &[3], ..TROUBLED };
    let cases = [
        ("crowded", crowded, Arms::Both(Withheld), Left::Aids(1), 20_000),
        ("late", late, Arms::Both(Withheld), Left::Aids(1), 26_000),
        ("late", Limits { leaps: 0, ..late }, Arms::Both(Shown), Left::Aids(2), 6_500),
        ("answered", answered, Arms::Alone, Left::Aids(1), 18_000),
        ("reloaded", reloaded, Arms::ShownAndWithheld, Left::Aids(1), 6_500),
        ("other way", other_way, Arms::ShownAndWithheld, Left::Aids(2), 16_000),
        ("minutes", TROUBLED, Arms::Both(Withheld), Left::SecondsForOne, 5_500),
        ("again", again, Arms::Alone, Left::Aids(1), 32_000),
    ];
    for (name, limits, arms, left, floor) in cases {
        let (world, mut shell, bounds) = scene(arms, left);
        let found = search(world, &mut shell, &limits, &bounds);
        let (states, transitions, steps) = (found.states.len(), found.transitions, shell.steps());
        println!("{name}: {states} states, {transitions} transitions, {steps} steps of the engine");
        assert_eq!(found.fault, None, "{name}");
        // Below what it reaches today: a search that runs dry would find nothing, and say nothing.
        assert!(states >= floor && transitions > 6 * floor && steps > 500, "{name}: {states} states");
    }
}

#[test]
fn both_arms_go_the_same_way_and_spend_the_same() {
    let limits = Limits { leaps: 1, restarts: 1, calm: &[], ..TROUBLED };
    let [shown, withheld] = [Arm::Shown, Arm::Withheld].map(|arm| {
        let (mut world, mut shell, bounds) = scene(Arms::Both(arm), Left::Aids(1));
        world.tabs[1].page = None;
        let found = search(world, &mut shell, &limits, &bounds);
        assert_eq!(found.fault, None, "{arm:?}");
        found.states.iter().map(|world| without_arm(world, &shell)).collect::<BTreeSet<_>>()
    });
    assert!(shown.len() > 400, "{}", shown.len());
    assert_eq!(shown.len(), withheld.len());
    assert_eq!(shown.symmetric_difference(&withheld).next(), None);
}

/// All of a state that does not say which arm it is.
fn without_arm(world: &World, shell: &Shell) -> String {
    let moments = shell.ledger(world.ledger).moments.iter();
    let moments: Vec<_> = moments.map(|moment| (moment.state, moment.seconds, moment.over)).collect();
    let tab = format!("{:?}", world.tabs[0]).replace("shown: true", "shown: false");
    format!("{moments:?} {tab} {:?} {:?} {} {}", world.shell, world.truth, world.leaps, world.restarts)
}

#[test]
fn a_broken_worker_is_found_out() {
    let limits = Limits { answers: &[0], ..TROUBLED };
    let lost = "a moment that the ledger does not know";
    let gone = "what a page took up is given back on its page's word alone";
    let cases = [
        (Kind::ActsFirst, Arms::Alone, lost),
        (Kind::TwoWriters, Arms::Both(Arm::Withheld), gone),
        (Kind::ReleasesSeen, Arms::Alone, "0 moments claim one record"),
        (Kind::ReleasesLeft, Arms::Alone, "0 moments claim one record"),
        (Kind::WaitsForever, Arms::Alone, "half a minute later nobody took it up"),
    ];
    for (kind, arms, expected) in cases {
        let (world, mut shell, bounds) = scene(arms, Left::Aids(1));
        shell.kind = kind;
        let found = search(world, &mut shell, &limits, &bounds);
        let (fault, story) = found.fault.unwrap_or_else(|| panic!("{kind:?} passes"));
        assert!(fault.contains(expected), "{kind:?}: {fault} after {story:?}");
        // The shortest story comes first, so that a person can follow it.
        assert!((1..=8).contains(&story.len()), "{kind:?}: {story:?}");
    }
}
