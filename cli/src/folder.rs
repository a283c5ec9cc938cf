//! Reading a content folder.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use cuecard::pack::author::{Checked, Diagnostic, MAX_FILE_BYTES, Source, check};

/// Files of one content folder: room for ten thousand nudges and all that belongs to them.
const MAX_FILES: usize = 20_000;
/// Folders inside folders; content needs three.
const MAX_DEPTH: usize = 6;

/// Reads and compiles the content folder `source`. Problems name their files as seen from where the
/// command runs.
pub fn open(source: &Path) -> Checked {
    let mut unread = Vec::new();
    let mut sources = Vec::new();
    if source.is_dir() {
        collect(source, "", 0, &mut sources, &mut unread);
    } else {
        let what =
            if source.exists() { "this is a file, not a content folder" } else { "there is no such folder" };
        unread.push(of_path(source, what, "name the folder that holds adapters/, roles/ and packs/"));
    }
    if unread.is_empty() && sources.is_empty() {
        unread.push(of_path(source, "this folder holds no content", "add adapters/, roles/ and packs/"));
    }
    let mut checked = check(&sources);
    for problem in &mut checked.problems {
        problem.file = source.join(&problem.file).to_string_lossy().into_owned();
    }
    if !unread.is_empty() {
        unread.append(&mut checked.problems);
        checked = Checked { problems: unread, ..Checked::default() };
    }
    checked
}

fn collect(
    folder: &Path,
    inside: &str,
    depth: usize,
    sources: &mut Vec<Source>,
    problems: &mut Vec<Diagnostic>,
) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return problems.push(unreadable(folder, &error)),
    };
    let mut names: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.file_name())).collect();
    names.sort();
    for name in names {
        let path = folder.join(&name);
        let Some(name) = name.to_str() else {
            problems.push(of_path(
                &path,
                "this name is no text",
                "rename it in small letters, digits and `-`",
            ));
            continue;
        };
        let inside = if inside.is_empty() { name.to_owned() } else { format!("{inside}/{name}") };
        if name.starts_with('.') {
            continue;
        }
        match fs::metadata(&path) {
            Err(error) => problems.push(unreadable(&path, &error)),
            Ok(about) if about.is_dir() && name.contains('.') => {
                problems.push(of_path(
                    &path,
                    "this is a folder where a file is expected",
                    "save the file itself here",
                ));
            }
            Ok(about) if about.is_dir() && depth == MAX_DEPTH => {
                problems.push(of_path(&path, "nothing reads a folder this deep", "move it up"));
            }
            Ok(about) if about.is_dir() => collect(&path, &inside, depth + 1, sources, problems),
            // A pipe or a device would keep us waiting for ever.
            Ok(about) if !about.is_file() => {
                problems.push(of_path(&path, "this is no ordinary file", "save the file itself here"));
            }
            Ok(about) if about.len() > MAX_FILE_BYTES => {
                problems.push(Diagnostic::too_large(&path.to_string_lossy()))
            }
            Ok(_) if sources.len() == MAX_FILES => {
                problems.push(of_path(&path, "the folder holds too many files", "split it"));
                return;
            }
            Ok(_) => match fs::read(&path) {
                Ok(bytes) => sources.push(Source { path: inside, bytes }),
                Err(error) => problems.push(unreadable(&path, &error)),
            },
        }
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    of_path(
        path,
        &format!("this cannot be read: {error}"),
        "check its rights, and whether a link leads nowhere",
    )
}

/// A problem with a path that was named on the command line, or found on the disk.
pub fn of_path(path: &Path, what: &str, mend: &str) -> Diagnostic {
    Diagnostic::of_file(&path.to_string_lossy(), what, mend)
}

/// The first `most` bytes of a file.
pub fn read_at_most(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // A pipe would be waited for without end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no ordinary file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes).map(|_| bytes)
}
