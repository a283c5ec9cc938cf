//! Which aids fit what was typed.

/// What an aid is found by, in small letters.
pub struct Words {
    pub title: String,
    pub why: String,
}

/// The places of those aids that have every word that was typed, also in small letters; those first
/// that have all of them in the title, in order otherwise. Nothing typed: all of them.
pub fn find(typed: &str, aids: &[Words]) -> Vec<usize> {
    let (mut in_title, mut elsewhere) = (Vec::new(), Vec::new());
    for (place, aid) in aids.iter().enumerate() {
        if typed.split_whitespace().all(|word| aid.title.contains(word)) {
            in_title.push(place);
        } else if typed.split_whitespace().all(|word| aid.title.contains(word) || aid.why.contains(word)) {
            elsewhere.push(place);
        }
    }
    in_title.append(&mut elsewhere);
    in_title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_be_there_and_titles_come_first() {
        let aid = |title: &str, why: &str| Words { title: title.into(), why: why.into() };
        let aids = [
            aid("date the next step", "the close date moved, and the price is open."),
            aid("hold the price", "the buyer objects."),
            aid("größe schätzen", "über drei tage"),
        ];
        let cases: [(&str, &[usize]); 9] = [
            ("", &[0, 1, 2]),
            ("  ", &[0, 1, 2]),
            ("price", &[1, 0]),
            ("price buyer", &[1]),
            ("buyer  hol", &[1]),
            ("über grö", &[2]),
            ("price discount", &[]),
            ("stepthe", &[]),
            ("PRICE", &[]),
        ];
        for (typed, places) in cases {
            assert_eq!(find(typed, &aids), places, "{typed:?}");
        }
    }
}
