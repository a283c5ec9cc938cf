//! Prints what the choice under scarcity captures, as Markdown:
//! `cargo run --release --features authoring --example choice -- --weeks 20000 --seed 1`.

mod simulation;

use simulation::weeks::{Pattern, Setting};
use simulation::{Life, NEWCOMER, SETTLED, shares};

/// Candidate moments a week, with the shares that the research found: first come, top half,
/// secretary, bid price.
const RESEARCH: [(u32, [f64; 4]); 5] = [
    (2, [0.90, 0.84, 0.66, 0.91]),
    (4, [0.73, 0.83, 0.60, 0.82]),
    (8, [0.51, 0.77, 0.59, 0.82]),
    (16, [0.36, 0.60, 0.58, 0.83]),
    (30, [0.27, 0.47, 0.57, 0.85]),
];

/// Some minutes of work; more weeks say nothing more.
const MOST_WEEKS: u64 = 1_000_000;

fn main() {
    let mut weeks = 20_000;
    let mut seed = 1;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    for pair in arguments.chunks(2) {
        match (pair[0].as_str(), pair.get(1).map(|number| number.parse::<u64>())) {
            ("--weeks", Some(Ok(number @ 1..=MOST_WEEKS))) => weeks = number as usize,
            ("--seed", Some(Ok(number))) => seed = number,
            _ => {
                eprintln!("usage: choice [--weeks 1 to {MOST_WEEKS}] [--seed NUMBER]");
                std::process::exit(2);
            }
        }
    }
    let daily = |a_week| Setting { a_week, pattern: Pattern::Steady, lessons: 0, one_a_day: true };
    let free = |a_week| Setting { one_a_day: false, ..daily(a_week) };
    let lessons = |a_week| Setting { lessons: 25, ..daily(a_week) };
    let pattern = |pattern| move |a_week| Setting { pattern, ..daily(a_week) };
    println!("Shares of the offline optimum over {weeks} weeks, seed {seed}.");
    head("Without a limit a day (in brackets: the research)");
    for (a_week, research) in RESEARCH {
        let [first, half, secretary, bid] = shares(&free(a_week), SETTLED, weeks, seed);
        let [their_first, their_half, their_secretary, their_bid] = research;
        println!(
            "| {a_week} | {first:.2} ({their_first:.2}) | {half:.2} ({their_half:.2}) \
             | {secretary:.2} ({their_secretary:.2}) | {bid:.2} ({their_bid:.2}) |"
        );
    }
    table("One aid a day", SETTLED, weeks, seed, daily);
    table("One aid a day, the first two weeks of a person", NEWCOMER, weeks, seed, daily);
    table("One aid a day, one in four is a lesson of 3 to 5 minutes", SETTLED, weeks, seed, lessons);
    table("One aid a day, moments come in bursts", SETTLED, weeks, seed, pattern(Pattern::Bursty));
    table("One aid a day, rate and values drift", SETTLED, weeks, seed, pattern(Pattern::Drifting));
    table("One aid a day, good and bad weeks", SETTLED, weeks, seed, pattern(Pattern::Correlated));
}

fn table(title: &str, life: Life, weeks: usize, seed: u64, setting: impl Fn(u32) -> Setting) {
    head(title);
    for (a_week, _) in RESEARCH {
        let [first, half, secretary, bid] = shares(&setting(a_week), life, weeks, seed);
        println!("| {a_week} | {first:.2} | {half:.2} | {secretary:.2} | {bid:.2} |");
    }
}

fn head(title: &str) {
    println!("\n{title}:\n");
    println!("| candidates a week | first come | static top half | secretary | bid price |");
    println!("|---|---|---|---|---|");
}
