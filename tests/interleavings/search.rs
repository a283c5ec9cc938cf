//! Breadth first through every state that can be reached: the first fault comes with the shortest
//! story that leads to it.

use std::collections::{HashMap, VecDeque};

use crate::rules::{Bounds, judge};
use crate::shell::Shell;
use crate::turns::turns;
use crate::world::{Limits, Turn, World};

/// Far more than any search here reaches: a world that counts without end would never come back.
const MOST_STATES: usize = 150_000;

/// What a search came to.
#[derive(Debug)]
pub struct Found {
    /// States that were reached, each judged once.
    pub states: Vec<World>,
    /// Turns that were followed.
    pub transitions: usize,
    /// The first rule that did not hold, and the turns that led there.
    pub fault: Option<(String, Vec<Turn>)>,
}

/// Follows every turn from `first`, until a rule does not hold.
pub fn search(first: World, shell: &mut Shell, limits: &Limits, bounds: &Bounds) -> Found {
    let mut places = HashMap::from([(first.clone(), 0)]);
    let mut waiting = VecDeque::from([0]);
    let mut found = Found { states: vec![first], transitions: 0, fault: None };
    let mut came: Vec<Option<(usize, Turn)>> = vec![None];
    while let Some(place) = waiting.pop_front() {
        let world = found.states[place].clone();
        if let Err(fault) = judge(&world, shell, limits, bounds) {
            found.fault = Some((fault, story(&came, place)));
            return found;
        }
        assert!(found.states.len() < MOST_STATES, "the search grows without end");
        for (turn, next) in turns(&world, shell, limits) {
            found.transitions += 1;
            if places.contains_key(&next) {
                continue;
            }
            places.insert(next.clone(), found.states.len());
            waiting.push_back(found.states.len());
            found.states.push(next);
            came.push(Some((place, turn)));
        }
    }
    found
}

fn story(came: &[Option<(usize, Turn)>], mut place: usize) -> Vec<Turn> {
    let mut turns = Vec::new();
    while let Some((before, turn)) = came[place] {
        turns.push(turn);
        place = before;
    }
    turns.reverse();
    turns
}
