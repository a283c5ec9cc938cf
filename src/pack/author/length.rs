//! How long an aid takes to read and use.

use crate::pack::Block;

/// The longest aid: a card is for one moment of work.
pub const MAX_SECONDS: u32 = 120;
/// Silent reading of non-fiction by adults, in English: Brysbaert 2019, a review of 190 studies.
pub const WORDS_A_MINUTE: u32 = 238;
/// Added for each numbered step: to look at the work, decide and come back. Our own assumption,
/// to be checked against the time that people really take.
const SECONDS_A_STEP: u32 = 8;

/// Seconds to read a title, a reason and a body, and to take its steps.
pub fn estimate(title: &str, why: &str, body: &[Block]) -> u32 {
    let head = title.split_whitespace().count() + why.split_whitespace().count();
    let words = head + body.iter().map(Block::words).sum::<usize>();
    let steps =
        body.iter().map(|block| if let Block::Steps(steps) = block { steps.len() } else { 0 }).sum::<usize>();
    reading(words).saturating_add(whole(steps).saturating_mul(SECONDS_A_STEP))
}

/// Seconds to read so many words.
pub fn reading(words: usize) -> u32 {
    whole(words).saturating_mul(60).div_ceil(WORDS_A_MINUTE)
}

/// A time as people say it: `2:59 minutes`.
pub fn in_words(seconds: u32) -> String {
    format!("{}:{:02} minutes", seconds / 60, seconds % 60)
}

fn whole(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Inline;

    #[test]
    fn reading_and_steps_both_count() {
        let words = |count: usize| vec![Inline::Text(vec!["word"; count].join(" "))];
        assert_eq!(estimate("", "", &[]), 0);
        assert_eq!(estimate("", "", &[Block::Paragraph(words(238))]), 60);
        assert_eq!(estimate("one", "two", &[Block::Paragraph(words(236))]), 60);
        assert_eq!(estimate("", "", &[Block::List(vec![words(119), words(119)])]), 60);
        assert_eq!(estimate("", "", &[Block::Steps(vec![words(119), words(119)])]), 60 + 2 * SECONDS_A_STEP);
    }
}
