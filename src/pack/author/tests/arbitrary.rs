//! Whatever is in the files: a message, never a panic.

use proptest::prelude::*;

use super::*;

/// The characters that YAML and Markdown care about, so that chance meets them often.
fn awkward() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("---\n"),
        Just(": "),
        Just("- "),
        Just("\n"),
        Just("  "),
        Just("\t"),
        Just("["),
        Just("]"),
        Just("{"),
        Just("}"),
        Just("\""),
        Just("'"),
        Just("|"),
        Just(">"),
        Just("&a "),
        Just("*a"),
        Just("!!x "),
        Just("<<"),
        Just("#"),
        Just("\r"),
        Just("é"),
        Just("\u{feff}"),
        Just("**"),
        Just("_"),
        Just("[a](b)"),
        Just("<b>"),
        Just("| a | b |\n|---|---|\n"),
        Just("1. "),
        Just("> "),
        Just("nudge"),
        Just("when: "),
        Just("on: "),
        Just("app: salesforce"),
        Just("0"),
        Just("\\"),
        Just("@"),
        Just("%"),
        Just("?"),
        Just("~"),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn arbitrary_files_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), awkward in awkward()) {
        for text in [bytes, awkward.into_bytes()] {
            let fenced = [b"---\n".as_slice(), &text, b"\n---\n", &text].concat();
            for (path, bytes) in [
                ("adapters/a.yaml", &text), ("roles/a.yaml", &text), ("bindings/a.yaml", &text),
                ("packs/a/pack.yaml", &text), ("packs/a/nudges/a.md", &text), ("packs/a/nudges/a.md", &fenced),
            ] {
                for problem in compile(&[Source { path: path.into(), bytes: bytes.clone() }]).err().into_iter().flatten() {
                    prop_assert!(!problem.to_string().is_empty());
                }
            }
        }
    }

    #[test]
    fn awkward_words_in_a_nudge_never_panic(awkward in awkward(), place in 0usize..1_500) {
        let old = text(&shipped(), NUDGE);
        let at = (0..=place.min(old.len())).rev().find(|at| old.is_char_boundary(*at)).unwrap();
        let new = format!("{}{awkward}{}", &old[..at], &old[at..]);
        for problem in compile(&with_file(NUDGE, new.into_bytes())).err().into_iter().flatten() {
            prop_assert!(!problem.to_string().is_empty());
        }
    }
}
