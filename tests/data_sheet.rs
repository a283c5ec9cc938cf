//! What people are told of reports is what reports say: the documents and the words in the options page
//! are held against the schema. `CUECARD_RECORD=1` writes the documents anew.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cuecard::report::{Kind, SCHEMA, sheet};

const BEGIN: &str = "<!-- data sheet: begin -->\n";
const END: &str = "<!-- data sheet: end -->";

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
}

/// A document with what stands between its marks replaced.
fn filled(text: &str, table: &str) -> String {
    let (before, rest) = text.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    [before, BEGIN, table, END, after].concat()
}

fn catalogue(language: &str) -> BTreeMap<String, String> {
    let text = read(&format!("extension/_locales/{language}/messages.json"));
    let sentences: BTreeMap<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
    sentences.into_iter().map(|(key, it)| (key, it["message"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn documents_are_made_of_the_schema() {
    let (privacy, file) = (read("docs/privacy.md"), sheet::file());
    let made = filled(&privacy, &sheet::table());
    if std::env::var_os("CUECARD_RECORD").is_some() {
        fs::write(path("docs/privacy.md"), &made).unwrap();
        fs::write(path("docs/data-sheet.json"), &file).unwrap();
        return;
    }
    assert_eq!(privacy, made, "CUECARD_RECORD=1 writes docs/privacy.md");
    assert_eq!(read("docs/data-sheet.json"), file, "CUECARD_RECORD=1 writes docs/data-sheet.json");
    assert_ne!(filled(&privacy, "another table\n"), privacy, "another table is noticed");
}

#[test]
fn what_the_person_reads_is_the_sheet_in_every_language() {
    let (english, german) = (catalogue("en"), catalogue("de"));
    for (key, sentence) in sheet::sentences() {
        assert_eq!(english.get(&key), Some(&sentence), "{key}");
        assert!(german.get(&key).is_some_and(|german| *german != sentence), "{key} in German");
    }
    // Whoever changes a word of the sheet must look at every language again, and then say so here.
    for (language, catalogue) in [("en", &english), ("de", &german)] {
        let said = catalogue.get("sheet_version").unwrap();
        assert!(said.ends_with(&sheet::version()), "{language}: {said}, not {}", sheet::version());
    }
    let view = read("extension/ui/pages/reports.js");
    for shape in SCHEMA {
        let key = format!("'report_{}'", shape.kind.word());
        assert!(view.contains(&key), "the page does not know {key}");
    }
    assert_eq!(view.matches("'report_").count(), 3 * Kind::ALL.len(), "and no other kind");
}

#[test]
fn the_hash_stands_for_every_word() {
    let file = sheet::file();
    for (_, sentence) in sheet::sentences() {
        assert!(file.contains(&sentence), "{sentence}");
    }
    for shape in SCHEMA {
        for label in shape.says.iter().chain(shape.may_say) {
            assert!(file.contains(&format!("\"{}\"", label.word())), "{label:?}");
            assert!(label.words().iter().all(|word| file.contains(&format!("\"{word}\""))), "{label:?}");
        }
    }
    assert!(file.contains(&sheet::version()));
}

/// What the sheet says of times and sizes is what the code does.
#[test]
fn what_it_says_of_times_is_so() {
    let said = |file: &str, before: &str| -> String {
        let text = read(file);
        let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("{file} has no {before}"));
        rest.split(';').next().unwrap().trim().to_owned()
    };
    let ids = said("server/src/storage/mod.rs", "const IDS_KEPT_DAYS: i32 = ");
    let days = said("extension/worker/store.js", "const KEEP_SENT_DAYS = ");
    let most = said("extension/worker/store.js", "const KEEP_SENT = ");
    let floor = said("server/src/configuration.rs", "const DEFAULT_FLOOR: u32 = ");
    assert!(sheet::HOW_LONG.contains(&format!("for {days} days, at most the last {most}")));
    assert!(sheet::HOW_LONG.contains(&format!("random number, for {ids} days")));
    assert!(sheet::WHO.contains(&format!("at least {floor} people")));
}
