//! An author's file, its place in the content folder, and the problems found in it.

use std::cell::RefCell;
use std::ops::Range;

use super::diagnostic::{Diagnostic, Level};
use super::fields::is_id;

/// The largest file that is read: some hundred times a long nudge, and quick to refuse.
pub const MAX_FILE_BYTES: u64 = 256 * 1024;

/// What the name of a file for one role's readers has before the role.
const FOR_ROLE: &str = "for-";

/// One file of a content folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its path inside the folder, with `/` between the parts.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What a path says about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// `adapters/NAME.yaml`.
    Adapter(&'a str),
    /// `bindings/*.yaml`.
    Bindings,
    /// `roles/NAME.yaml`.
    Role(&'a str),
    /// `packs/NAME/pack.yaml`.
    Pack(&'a str),
    /// `packs/PACK/nudges/NAME.md`.
    Nudge {
        /// The pack's name.
        pack: &'a str,
        /// The nudge's name.
        name: &'a str,
    },
    /// `packs/PACK/nudges/NAME[.for-ROLE|.practised][.LANGUAGE].md`, one of them at least.
    Text(Sibling<'a>, Reader<'a>),
    /// `packs/PACK/nudges/NAME.lesson[.LANGUAGE].md`.
    Lesson(Sibling<'a>),
    /// `packs/PACK/nudges/NAME.checks[.LANGUAGE].yaml`.
    Checks(Sibling<'a>),
    /// `packs/PACK/tests/NAME.yaml`.
    Situation {
        /// The pack's name.
        pack: &'a str,
    },
    /// A note for people, which is not read.
    Note,
}

/// Which nudge a file stands beside, and in which language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sibling<'a> {
    /// The pack's name.
    pub pack: &'a str,
    /// The nudge's name.
    pub name: &'a str,
    /// The language; none: the pack's own.
    pub language: Option<&'a str>,
}

/// Whom a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader<'a> {
    /// Whoever has no text of their own.
    Everyone,
    /// People in this role.
    Role(&'a str),
    /// People who have done it right before.
    Practised,
}

impl Source {
    /// Its place and its text; nothing for a file that is not for us.
    pub fn open(&self) -> Result<Option<(Place<'_>, Desk<'_>)>, Diagnostic> {
        let place = self.place()?;
        if place == Place::Note {
            return Ok(None);
        }
        if self.bytes.len() as u64 > MAX_FILE_BYTES {
            return Err(Diagnostic::too_large(&self.path));
        }
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => Ok(Some((place, Desk::new(&self.path, text)))),
            Err(error) => {
                // Decoded leniently, the text before the bad byte keeps its length.
                let text = String::from_utf8_lossy(&self.bytes);
                let at = error.valid_up_to()..error.valid_up_to() + '\u{fffd}'.len_utf8();
                let mend = "save the file as UTF-8 in your editor";
                Err(Diagnostic::at(&self.path, &text, &at, "this is no UTF-8 text", mend))
            }
        }
    }

    fn place(&self) -> Result<Place<'_>, Diagnostic> {
        let parts: Vec<&str> = self.path.split('/').collect();
        let yaml = |file: &'static str, name: &'static str| format!("{file}/{name}.yaml");
        let place = match parts.as_slice() {
            [.., file] if file.starts_with('.') || file.eq_ignore_ascii_case("readme.md") => Place::Note,
            // What `cuecard init` plans where no card helps.
            ["plans", _] => Place::Note,
            ["adapters", file] => Place::Adapter(self.stem(file, ".yaml", &yaml("adapters", "my-system"))?),
            ["roles", file] => Place::Role(self.stem(file, ".yaml", &yaml("roles", "account-executive"))?),
            ["bindings", file] => {
                self.stem(file, ".yaml", &yaml("bindings", "my-organisation"))?;
                Place::Bindings
            }
            ["packs", pack, "pack.yaml"] => Place::Pack(self.stem(pack, "", "packs/my-pack/pack.yaml")?),
            ["packs", pack, "tests", file] => {
                self.stem(file, ".yaml", "packs/my-pack/tests/the-second-push.yaml")?;
                Place::Situation { pack: self.stem(pack, "", "packs/my-pack/tests")? }
            }
            ["packs", pack, "nudges", file] => {
                self.of_nudge(self.stem(pack, "", "packs/my-pack/nudges")?, file)?
            }
            _ => {
                let mend = "move it to adapters/, bindings/, roles/, packs/PACK/pack.yaml, packs/PACK/nudges/ or \
                     packs/PACK/tests/";
                return Err(Diagnostic::of_file(&self.path, "nothing reads a file in this place", mend));
            }
        };
        Ok(place)
    }

    /// What a file among a pack's nudges is: its name says the nudge, then what of it, then the language.
    fn of_nudge<'a>(&self, pack: &'a str, file: &'a str) -> Result<Place<'a>, Diagnostic> {
        let (stem, is_markdown) = match file.strip_suffix(".yaml") {
            Some(stem) => (stem, false),
            None => (file.strip_suffix(".md").unwrap_or_default(), true),
        };
        let mut parts: Vec<&str> = stem.split('.').collect();
        let language = parts.pop_if(|part| is_language(part));
        let name = self.stem(parts.first().unwrap_or(&""), "", "packs/my-pack/nudges/my-nudge.md")?;
        let sibling = Sibling { pack, name, language };
        Ok(match (&parts[1..], is_markdown) {
            ([], true) if language.is_none() => Place::Nudge { pack, name },
            ([], true) => Place::Text(sibling, Reader::Everyone),
            (["practised"], true) => Place::Text(sibling, Reader::Practised),
            (["lesson"], true) => Place::Lesson(sibling),
            (["checks"], false) => Place::Checks(sibling),
            ([part], true) if let Some(role) = part.strip_prefix(FOR_ROLE) => {
                Place::Text(sibling, Reader::Role(role))
            }
            _ => {
                let what = "this file's name does not say what it is";
                let mend = "name it NUDGE.md, NUDGE.lesson.md, NUDGE.checks.yaml, NUDGE.for-ROLE.md or \
                            NUDGE.practised.md, with the language before the ending: NUDGE.lesson.de.md";
                return Err(Diagnostic::of_file(&self.path, what, mend));
            }
        })
    }

    fn stem<'a>(&self, file: &'a str, ending: &str, example: &str) -> Result<&'a str, Diagnostic> {
        file.strip_suffix(ending).filter(|stem| is_id(stem)).ok_or_else(|| {
            let what = "this file's name is not one that is read";
            let mend = format!("use small letters, digits and `-` only, such as {example}");
            Diagnostic::of_file(&self.path, what, &mend)
        })
    }
}

/// Whether it is a language: `de`, or `pt-br` where the country matters.
pub fn is_language(text: &str) -> bool {
    let is_code = |part: &str| part.len() == 2 && part.chars().all(|letter| letter.is_ascii_lowercase());
    match text.split_once('-') {
        Some((language, country)) => is_code(language) && is_code(country),
        None => is_code(text),
    }
}

/// A file on the desk: its text, and what was found wrong in it.
#[derive(Debug)]
pub struct Desk<'a> {
    /// Its path.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
    problems: RefCell<Vec<Diagnostic>>,
}

impl<'a> Desk<'a> {
    /// A file on which nothing is noted yet.
    pub fn new(path: &'a str, text: &'a str) -> Self {
        Self { path, text, problems: RefCell::default() }
    }
}

impl Desk<'_> {
    /// Notes a problem. `at` is a range of bytes of the text.
    pub fn wrong(&self, at: &Range<usize>, what: impl AsRef<str>, mend: impl AsRef<str>) {
        let problem = Diagnostic::at(self.path, self.text, at, what.as_ref(), mend.as_ref());
        self.problems.borrow_mut().push(problem);
    }

    /// Notes that a rule is broken.
    pub fn breaks(
        &self,
        rule: &'static str,
        level: Level,
        at: &Range<usize>,
        what: impl AsRef<str>,
        mend: impl AsRef<str>,
    ) {
        let mut problem = Diagnostic::at(self.path, self.text, at, what.as_ref(), mend.as_ref());
        (problem.rule, problem.level) = (rule, level);
        self.problems.borrow_mut().push(problem);
    }

    /// Notes a problem of the file as a whole.
    pub fn wrong_file(&self, what: impl AsRef<str>, mend: impl AsRef<str>) {
        self.problems.borrow_mut().push(Diagnostic::of_file(self.path, what.as_ref(), mend.as_ref()));
    }

    /// Whether something in it cannot be compiled.
    pub fn has_error(&self) -> bool {
        self.problems.borrow().iter().any(|problem| problem.level == Level::Error)
    }

    /// The problems found.
    pub fn problems(self) -> Vec<Diagnostic> {
        self.problems.into_inner()
    }
}
