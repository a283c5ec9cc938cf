//! What the pages show before and after a person saves a change, as raw strings.

use cuecard::time::Day;

use super::random::Random;
use super::vocabulary::{SYSTEMS, System};

/// One record page and one change of it.
pub struct Page {
    /// The system.
    pub system: &'static System,
    /// The address.
    pub url: String,
    /// The raw string of each of the eleven facts, in the order of [`System::on_page`]; `None` is absent.
    pub before: Vec<Option<String>>,
    /// The same after the save: one fact, now and then two, changed.
    pub after: Vec<Option<String>>,
}

impl Page {
    /// A page on a record of its own.
    pub fn generate(random: &mut Random, number: usize, today: Day) -> Self {
        let system = random.pick(&SYSTEMS);
        let url = format!("https://{}/{}/R{number:06}", system.host, random.pick(system.objects));
        let places = system.on_page().count();
        let before: Vec<Option<String>> =
            (0..places).map(|place| raw(random, system, place, today)).collect();
        let mut after = before.clone();
        // A place must be there before the form opens, or nobody knows who filled it.
        let there: Vec<usize> = (0..places).filter(|place| before[*place].is_some()).collect();
        for _ in 0..if random.percent(15) { 2 } else { 1 } {
            let Some(&place) = there.get(random.below(places) % there.len().max(1)) else { continue };
            while after[place] == before[place] {
                after[place] = Some(shown(random, system, place, today));
            }
        }
        Self { system, url, before, after }
    }

    /// The facts that the save changes.
    pub fn changed(&self) -> impl Iterator<Item = &'static str> {
        let pairs = self.before.iter().zip(&self.after);
        self.system.on_page().zip(pairs).filter(|(_, (before, after))| before != after).map(|(name, _)| name)
    }
}

/// One place in ten is empty, one in twenty is not there.
fn raw(random: &mut Random, system: &System, place: usize, today: Day) -> Option<String> {
    match random.below(20) {
        0 => None,
        1 | 2 => Some(String::new()),
        _ => Some(shown(random, system, place, today)),
    }
}

fn shown(random: &mut Random, system: &System, place: usize, today: Day) -> String {
    let texts = system.texts.len();
    let numbers = texts + system.numbers.len();
    match place {
        // Now and then somebody wrote what no nudge names.
        _ if place < texts && random.percent(10) => format!("Ask Robin about no. {}", random.below(1000)),
        _ if place < texts => (random.pick(system.texts[place].1)).to_owned(),
        _ if place < numbers => random.below(200).to_string(),
        _ => today.plus(random.below(120) as i32 - 20).to_string(),
    }
}
