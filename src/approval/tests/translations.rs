//! In which languages a nudge is live.

use super::*;

/// German words of the nudge `a`.
fn german(says: &str) -> ListedNudge {
    ListedNudge { sha256: digest(&[says.as_bytes()]), ..listed("a") }
}

fn hex(says: &str) -> String {
    short_hex(&digest(&[says.as_bytes()]), 32)
}

/// A manager's statement that stands by these German words.
fn stood_by(says: &str) -> Cosign {
    Cosign { translations: [("de".to_owned(), hex(says))].into_iter().collect(), ..cosign("a") }
}

/// A reviewer's statement about German words.
fn review(says: &str, kept: &str, role: &'static str) -> (String, Vec<u8>, &'static str) {
    let mended = Mended { sha256: hex(says), keeps: vec![hex(kept)] };
    let translations = [("de".to_owned(), mended)].into_iter().collect();
    let review = Review { translations, ..Review::new("a", hex("a"), Vec::new(), "Rosa") };
    (review_path("a"), json::write(&review).unwrap().into_bytes(), role)
}

/// The languages that hold, and those that do not, where `words` are what is published in German.
fn languages(accepted: &Accepted, files: &[(String, Vec<u8>)], words: Vec<ListedNudge>) -> [Vec<String>; 2] {
    let pack = ListedPack {
        pack: "deals".into(),
        nudges: vec![listed("a")],
        translations: vec![("de".to_owned(), words)],
    };
    let fetch = |path: &str| Some(files.iter().find(|(known, _)| known == path)?.1.clone());
    match standings(accepted, &[pack], "sales", TODAY, fetch).remove(0).standing {
        Standing::Live(live) => [live.languages, live.unread],
        Standing::Silent(lack) => panic!("a translation silences nothing: {}", lack.words()),
    }
}

#[test]
fn a_translation_is_read_if_it_was_there_or_was_reviewed_and_silences_nothing_if_not() {
    let of_authors = || (pack_path("deals", Some("de")), b"words".to_vec(), AUTHORS);
    let by_manager = || (pack_path("deals", Some("de")), b"words".to_vec(), "team-sales");
    let by = |role| review("new", "old", role);
    let cases = [
        (vec![of_authors()], german("old"), true),
        (vec![of_authors()], german("new"), false),
        (vec![of_authors(), by(REVIEWERS)], german("new"), true),
        (vec![of_authors(), by(AUTHORS)], german("new"), false),
        (vec![of_authors(), by("team-sales")], german("new"), false),
        (vec![of_authors(), review("new", "other", REVIEWERS)], german("new"), false),
        (vec![of_authors()], ListedNudge { decides: [9; 32], ..german("old") }, false),
        // Only authors write.
        (vec![by_manager()], german("old"), false),
        (Vec::new(), german("old"), false),
    ];
    for (more, words, is_read) in cases {
        let told = format!("{:?}", more.iter().map(|(path, _, role)| (path, role)).collect::<Vec<_>>());
        let (accepted, files) = published(&[("a", stood_by("old"))], more);
        let (holds, does_not) = (vec!["de".to_owned()], Vec::new());
        let expected = if is_read { [holds, does_not] } else { [does_not, holds] };
        assert_eq!(languages(&accepted, &files, vec![words]), expected, "{told}");
        assert_eq!(languages(&accepted, &files, Vec::new()), [Vec::new(), vec!["de".to_owned()]], "{told}");
    }
    let (mut accepted, files) = published(&[("a", stood_by("old"))], vec![of_authors(), by(REVIEWERS)]);
    accepted.roles.get_mut(REVIEWERS).unwrap().keys.push([2; 32]);
    let unread = [Vec::new(), vec!["de".to_owned()]];
    assert_eq!(languages(&accepted, &files, vec![german("new")]), unread, "an author reviews nothing");
}
