//! In which languages a nudge that is live may be read: in that of its authors, and in those whose words
//! were there when a manager stood by it, or that a reviewer has read since.

use super::cosign::Cosign;
use super::review::Review;
use crate::content::ListedNudge;
use crate::hash::parse_hex_32;

/// Whether people may read this translation of the nudge `first`, which a manager stands by. If not, they
/// read the words of its authors. `review` is what somebody who is no author says of the nudge.
pub fn translation_stands(
    cosign: &Cosign,
    review: Option<&Review>,
    language: &str,
    first: &ListedNudge,
    translated: &ListedNudge,
) -> bool {
    // Only words may differ.
    if translated.decides != first.decides {
        return false;
    }
    if translated.sha256 == first.sha256 {
        return true;
    }
    // Where there was no translation, people read the words of the authors.
    let read = cosign.translations.get(language).unwrap_or(&cosign.sha256);
    parse_hex_32(read).is_some_and(|read| {
        read == translated.sha256
            || review.is_some_and(|review| review.keeps_in(language, &read, &translated.sha256))
    })
}

#[cfg(test)]
mod tests {
    use super::super::review::Mended;
    use super::*;
    use crate::content::Shown;
    use crate::hash::short_hex;
    use crate::pack::Nudge;

    /// The hash of the authors' words; those of translations are other numbers.
    const FIRST: u8 = 1;

    fn hex(number: u8) -> String {
        short_hex(&[number; 32], 32)
    }

    fn listed(number: u8, decides: u8) -> ListedNudge {
        ListedNudge {
            nudge: Nudge { nudge: "a".into(), ..Nudge::default() },
            aid: Shown::default(),
            pack: "deals".into(),
            most_a_week: None,
            min_lift_points: 5,
            decides: [decides; 32],
            sha256: [number; 32],
        }
    }

    fn cosign(german: Option<u8>) -> Cosign {
        let translations = german.map(|number| ("de".to_owned(), hex(number))).into_iter().collect();
        Cosign { translations, ..Cosign::new("sales", "a", hex(FIRST)) }
    }

    /// That German words mean what others did.
    fn review(language: &str, now: u8, before: &[u8]) -> Review {
        let mended = Mended { sha256: hex(now), keeps: before.iter().map(|it| hex(*it)).collect() };
        let translations = [(language.to_owned(), mended)].into_iter().collect();
        Review { translations, ..Review::new("a", hex(FIRST), Vec::new(), "Rosa") }
    }

    fn stands(cosign: &Cosign, review: Option<&Review>, now: u8) -> bool {
        translation_stands(cosign, review, "de", &listed(FIRST, 0), &listed(now, 0))
    }

    #[test]
    fn a_translation_stands_by_a_manager_or_by_a_reviewer_who_goes_on_from_there() {
        let cases = [
            (Some(2), None, 2, true),
            (Some(2), None, 3, false),
            (Some(2), Some(review("de", 3, &[2])), 3, true),
            (Some(2), Some(review("de", 4, &[2, 3])), 4, true),
            // Of another time, from something else, of another language.
            (Some(2), Some(review("de", 3, &[2])), 4, false),
            (Some(2), Some(review("de", 3, &[4])), 3, false),
            (Some(2), Some(review("fr", 3, &[2])), 3, false),
            // There was none: what a reviewer has read goes on from the authors' words.
            (None, None, 2, false),
            (None, Some(review("de", 2, &[FIRST])), 2, true),
            (None, Some(review("de", 2, &[3])), 2, false),
            (Some(3), Some(review("de", 2, &[FIRST])), 2, false),
            // The authors' own words under another name.
            (None, None, FIRST, true),
            (Some(2), None, FIRST, true),
        ];
        for (german, review, now, expected) in cases {
            assert_eq!(
                stands(&cosign(german), review.as_ref(), now),
                expected,
                "{german:?} {review:?} {now}"
            );
        }
        // What the review says of the nudge itself says nothing of its translations.
        let of_first = Review::new("a", hex(3), vec![hex(2)], "Rosa");
        assert!(!stands(&cosign(Some(2)), Some(&of_first), 3));
        let broken = Cosign {
            translations: [("de".to_owned(), "é".repeat(32))].into_iter().collect(),
            ..cosign(None)
        };
        assert!(!stands(&broken, None, 2));
    }

    #[test]
    fn a_translation_that_decides_otherwise_never_stands() {
        for now in [FIRST, 2] {
            let translated = listed(now, 9);
            let review = review("de", now, &[2]);
            let first = listed(FIRST, 0);
            assert!(!translation_stands(&cosign(Some(now)), Some(&review), "de", &first, &translated));
        }
    }

    /// All that few hashes allow: whatever stands, a manager or a reviewer has seen.
    #[test]
    fn nothing_stands_that_neither_a_manager_nor_a_reviewer_has_seen() {
        let hashes = [FIRST, 2, 3, 4];
        let mut count = 0;
        for german in [None, Some(2), Some(3), Some(4)] {
            for reviewed in hashes {
                for kept in 0..16u8 {
                    let before: Vec<u8> = hashes
                        .into_iter()
                        .enumerate()
                        .filter(|(at, _)| kept >> at & 1 == 1)
                        .map(|it| it.1)
                        .collect();
                    for language in ["de", "fr"] {
                        let review = review(language, reviewed, &before);
                        for now in hashes {
                            let is_seen = now == FIRST
                                || german == Some(now)
                                || language == "de"
                                    && reviewed == now
                                    && before.contains(&german.unwrap_or(FIRST));
                            let stands = stands(&cosign(german), Some(&review), now);
                            assert_eq!(stands, is_seen, "{german:?} {review:?} {now}");
                            count += usize::from(stands);
                        }
                    }
                }
            }
        }
        assert!(count > 0);
    }
}
