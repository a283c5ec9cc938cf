//! An author's file, its place in the content folder, and the problems found in it.

use std::cell::RefCell;
use std::ops::Range;

use super::diagnostic::Diagnostic;
use super::fields::is_id;

/// The largest file that is read: some hundred times a long nudge, and quick to refuse.
pub const MAX_FILE_BYTES: u64 = 256 * 1024;

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
    /// A note for people, which is not read.
    Note,
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
            Ok(text) => Ok(Some((place, Desk { path: &self.path, text, problems: RefCell::default() }))),
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
            ["adapters", file] => Place::Adapter(self.stem(file, ".yaml", &yaml("adapters", "my-system"))?),
            ["roles", file] => Place::Role(self.stem(file, ".yaml", &yaml("roles", "account-executive"))?),
            ["bindings", file] => {
                self.stem(file, ".yaml", &yaml("bindings", "my-organisation"))?;
                Place::Bindings
            }
            ["packs", pack, "pack.yaml"] => Place::Pack(self.stem(pack, "", "packs/my-pack/pack.yaml")?),
            ["packs", pack, "nudges", file] => Place::Nudge {
                pack: self.stem(pack, "", "packs/my-pack/nudges")?,
                name: self.stem(file, ".md", "packs/my-pack/nudges/my-nudge.md")?,
            },
            _ => {
                let mend =
                    "move it to adapters/, bindings/, roles/, packs/PACK/pack.yaml or packs/PACK/nudges/";
                return Err(Diagnostic::of_file(&self.path, "nothing reads a file in this place", mend));
            }
        };
        Ok(place)
    }

    fn stem<'a>(&self, file: &'a str, ending: &str, example: &str) -> Result<&'a str, Diagnostic> {
        file.strip_suffix(ending).filter(|stem| is_id(stem)).ok_or_else(|| {
            let what = "this file's name is not one that is read";
            let mend = format!("use small letters, digits and `-` only, such as {example}");
            Diagnostic::of_file(&self.path, what, &mend)
        })
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

impl Desk<'_> {
    /// Notes a problem. `at` is a range of bytes of the text.
    pub fn wrong(&self, at: &Range<usize>, what: impl AsRef<str>, mend: impl AsRef<str>) {
        let problem = Diagnostic::at(self.path, self.text, at, what.as_ref(), mend.as_ref());
        self.problems.borrow_mut().push(problem);
    }

    /// Notes a problem of the file as a whole.
    pub fn wrong_file(&self, what: impl AsRef<str>, mend: impl AsRef<str>) {
        self.problems.borrow_mut().push(Diagnostic::of_file(self.path, what.as_ref(), mend.as_ref()));
    }

    /// The problems found.
    pub fn problems(self) -> Vec<Diagnostic> {
        self.problems.into_inner()
    }
}
