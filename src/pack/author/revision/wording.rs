//! Whether two texts say the same, but for spelling and links. It errs towards "no": then a nudge has
//! to be shown to help again, which costs weeks and harms nobody.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::pack::author::suggest::distance;

/// A shorter word is another word with any other letter: "do" and "no", "now" and "not".
const LEAST_LETTERS: usize = 4;
/// So many letters may be wrong in a word …
const MOST_WRONG: usize = 2;
/// … if it has so many; in a shorter one, half of them.
const LONG: usize = 8;

/// Whether only spelling, capitals, punctuation or the targets of links differ.
pub fn is_editorial(old: &str, new: &str) -> bool {
    let (old, new) = (words(old), words(new));
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    ops.iter().all(|op| match *op {
        DiffOp::Equal { .. } => true,
        DiffOp::Replace { old_index, old_len, new_index, new_len } => {
            let pairs = old[old_index..old_index + old_len].iter().zip(&new[new_index..new_index + new_len]);
            old_len == new_len && pairs.into_iter().all(|(old, new)| is_spelling(old, new))
        }
        DiffOp::Delete { .. } | DiffOp::Insert { .. } => false,
    })
}

/// The words in small letters, without what is around them, and without the targets of links.
fn words(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        plain.push_str(before);
        plain.push(' ');
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let letters = |word: &str| -> String {
        // A sign that stands alone may be what is said: "<", "€", "+".
        let inside: String = word.chars().filter(|letter| letter.is_alphanumeric()).collect();
        let is_punctuation =
            word.chars().all(|letter| letter.is_ascii_punctuation() || "–—“”„‘’«»…".contains(letter));
        if inside.is_empty() && !is_punctuation { word.to_owned() } else { inside.to_lowercase() }
    };
    plain.split_whitespace().map(letters).filter(|word| !word.is_empty()).collect()
}

/// Whether one word is the other, spelt otherwise: the first letter stands, figures stay.
fn is_spelling(old: &str, new: &str) -> bool {
    let letters = old.chars().count().min(new.chars().count());
    let has_figure = |word: &str| word.chars().any(|letter| letter.is_numeric());
    let allowed = if letters < LONG { MOST_WRONG / 2 } else { MOST_WRONG };
    letters >= LEAST_LETTERS
        && !has_figure(old)
        && !has_figure(new)
        && old.chars().next() == new.chars().next()
        && distance(old, new) <= allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_is_told_from_meaning() {
        let editorial = [
            ("Ask for the day.", "ask for the day"),
            ("the commitmnet holds", "the commitment holds"),
            ("their organisation", "their organization"),
            ("see [the guide](https://a.example/1)", "see [the guide](https://b.example/2)"),
            ("the buyer’s act — now", "the buyer's act, now"),
            ("Verkaufschance fürhen", "Verkaufschance führen"),
        ];
        for (old, new) in editorial {
            assert!(is_editorial(old, new), "{old} → {new}");
        }
        let meant = [
            ("a discount of 15 %", "a discount of 50 %"),
            ("do it today", "do it not today"),
            ("you can do it", "you cannot do it"),
            ("a legal step", "an illegal step"),
            ("they are able", "they are unable"),
            ("ask him now", "ask him not"),
            ("Ask, then write", "Write, then ask"),
            ("trade", "give"),
            ("one step", ""),
            ("a < b", "a ≥ b"),
            ("see [the guide](https://a.example)", "see [the rules](https://a.example)"),
        ];
        for (old, new) in meant {
            assert!(!is_editorial(old, new), "{old} → {new}");
        }
    }
}
