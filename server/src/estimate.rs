//! How cards were used where browsers told it with noise: what is known is how often each word was told, and
//! from that comes how many people can be expected to stand behind it.

use crate::storage::{Use, told};
use cuecard::report::Label;
use std::collections::BTreeMap;

/// How often each word was told.
type Told<'a> = BTreeMap<&'a str, i64>;

/// The same with people instead of words that were told; exact words are people already.
pub(crate) fn estimated(used: &Use) -> Use {
    Use {
        exposures: of_kind(&used.exposures, Label::Exposure),
        checks: of_kind(&used.checks, Label::Check),
        times: of_kind(&used.times, Label::Time),
    }
}

/// Whether some of it was told with noise.
pub(crate) fn is_noisy(used: &Use) -> bool {
    let words = [&used.exposures, &used.checks, &used.times].into_iter().flat_map(BTreeMap::keys);
    words.into_iter().any(|word| told(word).1.is_some())
}

fn of_kind(counts: &BTreeMap<String, i64>, label: Label) -> BTreeMap<String, i64> {
    let mut people: BTreeMap<String, i64> = BTreeMap::new();
    // By noise, and by the round of a check: each is a draw of its own.
    let mut noisy: BTreeMap<(&str, &str), Told<'_>> = BTreeMap::new();
    for (word, count) in counts {
        let (said, noise) = told(word);
        let Some(noise) = noise else {
            *people.entry(said.to_owned()).or_default() += count;
            continue;
        };
        let (round, last) = said.rsplit_once('.').unwrap_or(("", said));
        *noisy.entry((noise.word(), round)).or_default().entry(last).or_default() += count;
    }
    for ((noise, round), told) in noisy {
        for (word, count) in expected(&told, noise, label.words()) {
            let word = if round.is_empty() { word.to_owned() } else { format!("{round}.{word}") };
            *people.entry(word).or_default() += count;
        }
    }
    people
}

/// Of so many told, as many people as can be expected behind each word; together as many as told.
fn expected<'a>(told: &Told<'_>, noise: &str, words: &[&'a str]) -> Vec<(&'a str, i64)> {
    let others = words.len().saturating_sub(1) as f64;
    let epsilon: f64 = noise.parse().unwrap_or(f64::INFINITY);
    // e^-ε instead of e^ε: no noise at all is no infinity.
    let odds = (-epsilon).exp();
    let truth = 1.0 / (1.0 + others * odds);
    let other = truth * odds;
    let all: i64 = told.values().sum();
    let behind = |word: &&str| {
        let count = told.get(word).copied().unwrap_or_default() as f64;
        // Fewer than none are none.
        ((count - all as f64 * other) / (truth - other)).max(0.0)
    };
    let behind: Vec<f64> = words.iter().map(behind).collect();
    let sum: f64 = behind.iter().sum();
    let mut left = all;
    let mut found: Vec<(&str, i64)> = Vec::new();
    for (word, people) in words.iter().zip(&behind) {
        let whole = if sum > 0.0 { (people / sum * all as f64).round() as i64 } else { 0 };
        let whole = whole.min(left);
        left -= whole;
        found.push((word, whole));
    }
    // What rounding left goes to the most.
    if let Some((_, most)) = found.iter_mut().max_by_key(|(_, people)| *people) {
        *most += left;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(all: &[(&str, i64)]) -> BTreeMap<String, i64> {
        all.iter().map(|(word, count)| ((*word).to_owned(), *count)).collect()
    }

    #[test]
    fn people_come_out_of_words_that_were_told_with_noise() {
        let strong = |words: f64| 2f64.exp() / (2f64.exp() + words - 1.0);
        // Of a thousand people 600 used it to the end, 400 closed it, none at once.
        let (truth, other) = (strong(3.0), (1.0 - strong(3.0)) / 2.0);
        let told = |people: f64| (people * truth + (1_000.0 - people) * other).round() as i64;
        let noisy = [("completed~2", told(600.0)), ("dismissed~2", told(400.0)), ("fast~2", told(0.0))];
        let exposures = counts(&[&noisy[..], &[("fast", 7)]].concat());
        let used = Use { exposures, ..Use::default() };
        assert!(is_noisy(&used));
        let found = estimated(&used).exposures;
        let near = |word: &str, people: i64| (found[word] - people).abs() <= 2;
        assert!(near("completed", 600) && near("dismissed", 400) && near("fast", 7), "{found:?}");
        assert_eq!(found.values().sum::<i64>(), used.exposures.values().sum::<i64>());
    }

    #[test]
    fn exact_words_are_people_and_rounds_are_apart() {
        let checks = counts(&[("first.wrong", 3), ("later.wrong", 4)]);
        let exact = Use { checks: checks.clone(), times: counts(&[("30", 5)]), ..Use::default() };
        assert_eq!((estimated(&exact), is_noisy(&exact)), (exact, false));
        let noisy = counts(&[("first.wrong~4", 30), ("later.first_try~4", 20), ("later.wrong", 1)]);
        let found = estimated(&Use { checks: noisy, ..Use::default() }).checks;
        assert_eq!((found["first.wrong"], found["later.first_try"], found["later.wrong"]), (30, 20, 1));
    }

    #[test]
    fn fewer_than_none_are_none_and_nobody_is_lost() {
        for told in [&[("10~2", 12)][..], &[("10~2", 3), ("30~2", 3), ("more~4", 5)], &[("more~2", 1)], &[]] {
            let used = Use { times: counts(told), ..Use::default() };
            let found = estimated(&used).times;
            assert!(found.values().all(|people| *people >= 0), "{found:?}");
            assert_eq!(found.values().sum::<i64>(), used.times.values().sum::<i64>(), "{told:?}");
        }
    }
}
