//! Finding words in a text: whole words, in any case.

use std::ops::Range;

use super::draft::Words;

/// The first of `phrases` in the text, and which it is. A phrase is one word or more, in small
/// letters; a `*` at its end stands for any ending.
pub fn first<'p>(words: &Words<'_>, phrases: &[&'p str]) -> Option<(Range<usize>, &'p str)> {
    let text: Vec<(usize, &str, String)> =
        split(words.text).map(|(at, word)| (at, word, word.to_lowercase())).collect();
    let found = phrases.iter().filter_map(|phrase| Some((find(&text, phrase)?, *phrase)));
    let (range, phrase) = found.min_by_key(|(range, _)| range.start)?;
    Some((words.at(range), phrase))
}

/// Where the phrase is among words: each with its first byte, as written and in small letters.
fn find(words: &[(usize, &str, String)], phrase: &str) -> Option<Range<usize>> {
    let wanted: Vec<&str> = phrase.split(' ').collect();
    let run = words
        .windows(wanted.len())
        .find(|run| run.iter().zip(&wanted).all(|((.., word), wanted)| fits(word, wanted)))?;
    let (first, (last, word, _)) = (run.first()?.0, run.last()?);
    Some(first..last + word.len())
}

fn fits(word: &str, wanted: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => word == wanted,
    }
}

/// The words of a text, each with its first byte.
pub fn split(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '\'' || letter == '-';
    let mut at = 0;
    text.split(move |letter: char| !is_letter(letter)).filter_map(move |word| {
        let start = at;
        // What parts two words is one character, of any width.
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((start, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_where_they_are() {
        let cases = [
            ("Learns to ask", &["learn*"][..], Some((10..16, "learn*"))),
            ("Unlearned — learn it", &["learn"], Some((10 + 14..10 + 19, "learn"))),
            ("Be aware of it", &["aware", "be aware"], Some((10..18, "be aware"))),
            ("Ü understand", &["understand"], Some((13..23, "understand"))),
            ("misunderstand", &["understand"], None),
            ("", &["understand"], None),
        ];
        for (text, phrases, wanted) in cases {
            assert_eq!(first(&Words { text, start: 10 }, phrases), wanted, "{text}");
        }
    }
}
