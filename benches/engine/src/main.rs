//! The engine under measurement, natively: times the same calls as the bench does in WebAssembly
//! and prints what each change took, as JSON. Its one argument is an [`Order`], as JSON.

#[expect(dead_code, reason = "a long history is measured in the browser alone")]
mod workload;

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use workload::Workload;

/// What to measure, and how: as the bench in WebAssembly does it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    nudges: usize,
    changes: usize,
    /// Asking every nudge takes long: so many changes only.
    naive_changes: usize,
    seed: u32,
    /// Every change is timed so often and its median taken.
    rounds: usize,
    /// A call is repeated until so many microseconds have passed.
    batch_us: u64,
    warm_up_ms: u64,
}

/// Microseconds of each change, and what came of it.
#[derive(Serialize)]
struct Measured {
    indexed: Vec<f64>,
    naive: Vec<f64>,
    decided: Vec<f64>,
    /// The candidates of each change.
    found: Vec<Vec<String>>,
    /// Reply and receipt of each change.
    answers: Vec<String>,
}

fn main() -> Result<(), String> {
    let order = std::env::args().nth(1).ok_or("what to measure is missing")?;
    let order: Order = serde_json::from_str(&order).map_err(|error| error.to_string())?;
    let mut workload = Workload::new(order.nudges, order.changes, order.seed)?;
    let found: Vec<Vec<String>> = (0..order.changes).map(|change| workload.found_indexed(change)).collect();
    if let Some(change) = (0..order.changes).find(|change| workload.found_naive(*change) != found[*change]) {
        return Err(format!("change {change}: the index finds other nudges than asking every one"));
    }
    let indexed = order.per_change(order.changes, |change| workload.match_indexed(change));
    let naive = order.per_change(order.naive_changes, |change| workload.match_naive(change));
    let (decided, answers) = order.decisions(&mut workload)?;
    let measured = Measured { indexed, naive, decided, found, answers };
    println!("{}", serde_json::to_string(&measured).map_err(|error| error.to_string())?);
    Ok(())
}

impl Order {
    fn per_change(&self, changes: usize, run: impl Fn(usize) -> usize) -> Vec<f64> {
        let end = Instant::now() + Duration::from_millis(self.warm_up_ms);
        for change in (0..changes).cycle().take_while(|_| Instant::now() < end) {
            black_box(run(black_box(change)));
        }
        (0..changes)
            .map(|change| median((0..self.rounds).map(|_| self.timed(change, &run)).collect()))
            .collect()
    }

    /// Microseconds of one call on this change, by repeating it.
    fn timed(&self, change: usize, run: &impl Fn(usize) -> usize) -> f64 {
        let mut times = 1;
        loop {
            let start = Instant::now();
            for _ in 0..times {
                black_box(run(black_box(change)));
            }
            let took = start.elapsed();
            if took >= Duration::from_micros(self.batch_us) {
                return microseconds(took) / f64::from(times);
            }
            times *= 4;
        }
    }

    /// Whole steps; each needs its own ledger, so they are timed one by one.
    fn decisions(&self, workload: &mut Workload) -> Result<(Vec<f64>, Vec<String>), String> {
        let envelopes: Vec<String> =
            (0..self.changes).map(|change| workload.envelope(change).to_owned()).collect();
        let mut once = |change: usize| {
            workload.rewind(change);
            let start = Instant::now();
            let answer = workload.decide(&envelopes[change])?;
            Ok::<_, String>((microseconds(start.elapsed()), answer))
        };
        let end = Instant::now() + Duration::from_millis(self.warm_up_ms);
        for change in (0..self.changes).cycle().take_while(|_| Instant::now() < end) {
            once(change)?;
        }
        let (mut took, mut answers) = (Vec::new(), Vec::new());
        for change in 0..self.changes {
            let mut runs = (0..self.rounds).map(|_| once(change)).collect::<Result<Vec<_>, _>>()?;
            took.push(median(runs.iter().map(|(took, _)| *took).collect()));
            answers.extend(runs.pop().map(|(_, answer)| answer));
        }
        Ok((took, answers))
    }
}

fn microseconds(took: Duration) -> f64 {
    took.as_secs_f64() * 1e6
}

/// The value below which half of the values lie (nearest rank), as in `figures.mjs`.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len().div_ceil(2).saturating_sub(1)).copied().unwrap_or(f64::NAN)
}
