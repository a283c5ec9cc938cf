//! Files of a content folder, as anybody might write them: all that is wrong is told, and what compiles
//! opens. An input holds several files, each after a line `=== PATH`.

#![no_main]

use cuecard::content::Content;
use cuecard::pack::author::{Source, check, to_json};
use libfuzzer_sys::fuzz_target;

/// What stands before a file's path.
const MARK: &[u8] = b"=== ";

fuzz_target!(|input: &[u8]| {
    let checked = check(&sources(input));
    for problem in &checked.problems {
        // As it is printed: the underlined place, too.
        assert!(!problem.to_string().is_empty());
    }
    if let Some(file) = &checked.file {
        let json = to_json(file).expect("compiled content is written");
        let text = String::from_utf8(json).expect("JSON is text");
        Content::open(text).expect("what compiles opens");
    }
});

fn sources(input: &[u8]) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for line in input.split_inclusive(|byte| *byte == b'\n') {
        if let Some(path) = line.strip_prefix(MARK) {
            let path = String::from_utf8_lossy(path).trim().to_owned();
            sources.push(Source { path, bytes: Vec::new() });
        } else if let Some(last) = sources.last_mut() {
            last.bytes.extend_from_slice(line);
        }
    }
    sources
}
