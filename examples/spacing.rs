//! Runs sequences of ratings through the memory model that spaces reminders, and checks what comes
//! out against a reference.
//!
//! ```sh
//! cargo run --example spacing -- tests/vectors/spacing.json
//! ```
//!
//! The file is a JSON list of sequences, each a list of reviews: `days` since the review before (0
//! on the same day, and for the first one) and `rating` (1 *again*, 2 *hard*, 3 *good*, 4 *easy*).
//! The same list goes to standard output, each review with `s` (stability in days), `d`
//! (difficulty, 1 to 10) and `ivl` (days until recall has fallen to 0.9). Where the file already
//! says `s`, `d` or `ivl`, these are compared: the largest difference goes to standard error, and
//! one that is more than rounding fails.

// An example may fail loudly in its tests.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

use std::process::ExitCode;

use cuecard::learn::{Rating, Strength};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Vectors are stated at this recall and without the engine's own longest interval.
const RETENTION: f64 = 0.9;
const LONGEST_DAYS: u32 = 36_500;
/// What two mathematical libraries may differ by, relative to the value.
const ROUNDING: f64 = 1e-9;

/// One review as the file states it.
#[derive(Deserialize)]
struct Review {
    days: u32,
    rating: u8,
    s: Option<f64>,
    d: Option<f64>,
    ivl: Option<u32>,
}

/// One review filled in.
#[derive(Debug, PartialEq, Serialize)]
struct Filled {
    days: u32,
    rating: u8,
    s: f64,
    d: f64,
    ivl: u32,
}

/// How far the file's own values lie from what was computed.
#[derive(Debug, Default, PartialEq)]
struct Comparison {
    values: usize,
    largest: f64,
    intervals_off: usize,
}

impl Comparison {
    fn value(&mut self, stated: Option<f64>, computed: f64) {
        if let Some(stated) = stated {
            self.values += 1;
            self.largest = self.largest.max((stated - computed).abs() / computed);
        }
    }

    fn interval(&mut self, stated: Option<u32>, computed: u32) {
        if let Some(stated) = stated {
            self.values += 1;
            self.intervals_off += usize::from(stated != computed);
        }
    }

    fn holds(&self) -> bool {
        self.largest <= ROUNDING && self.intervals_off == 0
    }
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(path), None) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: spacing FILE (a JSON list of lists of {{\"days\": 0, \"rating\": 3}})");
        return ExitCode::from(2);
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => return failed(&format!("{path}: {error}")),
    };
    match fill(&text) {
        Err(error) => failed(&format!("{path}: {error}")),
        Ok((sequences, comparison)) => {
            match serde_json::to_string(&sequences) {
                Ok(json) => println!("{json}"),
                Err(error) => return failed(&error.to_string()),
            }
            if comparison.values > 0 {
                eprintln!(
                    "{} stated values compared: largest relative difference {:e}, {} intervals differ",
                    comparison.values, comparison.largest, comparison.intervals_off
                );
            }
            if comparison.holds() { ExitCode::SUCCESS } else { failed("this is more than rounding") }
        }
    }
}

fn failed(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::FAILURE
}

/// Fills in a whole file. The error says at which sequence and review it went wrong, counted from 1.
fn fill(text: &str) -> Result<(Vec<Vec<Filled>>, Comparison), String> {
    let sequences: Vec<Value> =
        serde_json::from_str(text).map_err(|error| format!("expected a JSON list of sequences: {error}"))?;
    let mut comparison = Comparison::default();
    let mut filled = Vec::with_capacity(sequences.len());
    for (number, sequence) in sequences.into_iter().enumerate() {
        let place = format!("sequence {}", number + 1);
        let Value::Array(reviews) = sequence else {
            return Err(format!("{place}: expected a list of reviews"));
        };
        filled.push(fill_sequence(reviews, &place, &mut comparison)?);
    }
    Ok((filled, comparison))
}

fn fill_sequence(
    reviews: Vec<Value>,
    place: &str,
    comparison: &mut Comparison,
) -> Result<Vec<Filled>, String> {
    let mut strength: Option<Strength> = None;
    let mut filled = Vec::with_capacity(reviews.len());
    for (number, review) in reviews.into_iter().enumerate() {
        let place = format!("{place}, review {}", number + 1);
        let review: Review = serde_json::from_value(review).map_err(|error| format!("{place}: {error}"))?;
        let rating = rating(review.rating)
            .ok_or_else(|| format!("{place}: `rating` is {}; it goes from 1 to 4", review.rating))?;
        let now = match strength {
            None if review.days > 0 => {
                return Err(format!("{place}: `days` is {}; nothing was before the first", review.days));
            }
            None => Strength::first(rating),
            Some(before) => before.after(review.days, rating),
        };
        let ivl = now.interval(RETENTION, LONGEST_DAYS);
        comparison.value(review.s, now.stability);
        comparison.value(review.d, now.difficulty);
        comparison.interval(review.ivl, ivl);
        filled.push(Filled {
            days: review.days,
            rating: review.rating,
            s: now.stability,
            d: now.difficulty,
            ivl,
        });
        strength = Some(now);
    }
    Ok(filled)
}

fn rating(number: u8) -> Option<Rating> {
    Some(match number {
        1 => Rating::Again,
        2 => Rating::Hard,
        3 => Rating::Good,
        4 => Rating::Easy,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_in_and_compares() {
        let (filled, comparison) = fill(r#"[[{"days":0,"rating":3}],[]]"#).unwrap();
        let first = Filled { days: 0, rating: 3, s: 2.3065, d: filled[0][0].d, ivl: 2 };
        assert_eq!(filled, [vec![first], vec![]]);
        assert_eq!(comparison, Comparison::default());
        let right = fill(r#"[[{"days":0,"rating":1,"s":0.212,"d":6.4133,"ivl":1}]]"#).unwrap().1;
        assert!(right.holds() && right.values == 3);
        for wrong in [r#"[[{"days":0,"rating":1,"s":0.213}]]"#, r#"[[{"days":0,"rating":1,"ivl":2}]]"#] {
            assert!(!fill(wrong).unwrap().1.holds(), "{wrong}");
        }
    }

    #[test]
    fn errors_say_where() {
        let cases = [
            ("{}", "list of sequences"),
            (r#"[{"days":0}]"#, "sequence 1: expected a list"),
            (r#"[[],[{"days":0}]]"#, "sequence 2, review 1: missing field `rating`"),
            (r#"[[{"days":0,"rating":3},{"days":1,"rating":5}]]"#, "sequence 1, review 2: `rating` is 5"),
            (r#"[[{"days":3,"rating":3}]]"#, "sequence 1, review 1: `days` is 3"),
            (r#"[[{"days":0,"rating":3},{"days":-1,"rating":3}]]"#, "sequence 1, review 2: invalid value"),
            (r#"[[{"days":0.5,"rating":3}]]"#, "sequence 1, review 1: invalid type"),
            ("[[", "line 1 column 2"),
        ];
        for (text, expected) in cases {
            let error = fill(text).unwrap_err();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
