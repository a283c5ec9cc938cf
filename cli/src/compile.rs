//! `cuecard compile`: a content folder in, the JSON that the extension loads out.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cuecard::pack::author::{self, Diagnostic, MAX_FILE_BYTES, Source};

/// Files of one content folder: room for ten thousand nudges and all that belongs to them.
const MAX_FILES: usize = 20_000;
/// Folders inside folders; content needs three.
const MAX_DEPTH: usize = 6;

/// What was compiled.
#[derive(Debug, PartialEq, Eq)]
pub struct Summary {
    /// Adapters.
    pub adapters: usize,
    /// Bindings files.
    pub bindings: usize,
    /// Roles.
    pub roles: usize,
    /// Packs.
    pub packs: usize,
    /// Nudges of all packs.
    pub nudges: usize,
    /// Bytes of the JSON.
    pub bytes: usize,
}

/// Compiles and says how it went, on the terminal.
pub fn run(source: &Path, out: &Path) -> ExitCode {
    match compile(source, out) {
        Ok(summary) => {
            let Summary { adapters, bindings, roles, packs, nudges, bytes } = summary;
            let out = out.display();
            println!("{out}: {bytes} bytes");
            println!(
                "nudges {nudges}, packs {packs}, adapters {adapters}, bindings {bindings}, roles {roles}"
            );
            ExitCode::SUCCESS
        }
        Err(problems) => {
            let mut text = String::new();
            for problem in &problems {
                text.push_str(&format!("{problem}\n\n"));
            }
            let count = problems.len();
            let thing = if count == 1 { "problem" } else { "problems" };
            text.push_str(&format!("{count} {thing}; nothing was written\n"));
            // A terminal that has gone away is no reason to fail in another way.
            let _ = io::stderr().write_all(text.as_bytes());
            ExitCode::FAILURE
        }
    }
}

/// Compiles the content folder `source` to the file `out`, which is replaced as a whole or not at all.
///
/// # Errors
/// Everything that is wrong in the folder, or why it could not be read or `out` be written.
pub fn compile(source: &Path, out: &Path) -> Result<Summary, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let mut sources = Vec::new();
    if source.is_dir() {
        collect(source, "", 0, &mut sources, &mut problems);
    } else {
        let what =
            if source.exists() { "this is a file, not a content folder" } else { "there is no such folder" };
        problems.push(of_path(source, what, "name the folder that holds adapters/, roles/ and packs/"));
    }
    if problems.is_empty() && sources.is_empty() {
        problems.push(of_path(source, "this folder holds no content", "add adapters/, roles/ and packs/"));
    }
    let file = match author::compile(&sources) {
        Ok(file) if problems.is_empty() => file,
        Ok(_) => return Err(problems),
        Err(more) => {
            problems.extend(more.into_iter().map(|mut problem| {
                problem.file = source.join(&problem.file).to_string_lossy().into_owned();
                problem
            }));
            return Err(problems);
        }
    };
    let json = author::to_json(&file)
        .map_err(|error| vec![of_path(out, &error.to_string(), "tell the makers of Cuecard")])?;
    write_whole(out, &json).map_err(|error| {
        let what = format!("this file cannot be written: {error}");
        vec![of_path(out, &what, "check that the path is a file, its rights, and that the disk is not full")]
    })?;
    Ok(Summary {
        adapters: file.adapters.len(),
        bindings: file.bindings.len(),
        roles: file.roles.len(),
        packs: file.packs.len(),
        nudges: file.packs.iter().map(|pack| pack.nudges.len()).sum(),
        bytes: json.len(),
    })
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

/// Writes beside `out` first, so that a reader finds the old file or the new one, never a half.
fn write_whole(out: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = out.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let name = out.file_name().ok_or_else(|| io::Error::other("the path has no file name"))?;
    let mut partial = name.to_owned();
    partial.push(format!(".{}.partial", std::process::id()));
    let partial: PathBuf = out.with_file_name(partial);
    let written = fs::File::create(&partial).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let renamed = written.and_then(|()| fs::rename(&partial, out));
    if renamed.is_err() {
        let _ = fs::remove_file(&partial);
    }
    renamed
}

fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    of_path(
        path,
        &format!("this cannot be read: {error}"),
        "check its rights, and whether a link leads nowhere",
    )
}

fn of_path(path: &Path, what: &str, mend: &str) -> Diagnostic {
    Diagnostic::of_file(&path.to_string_lossy(), what, mend)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An empty folder of this test's own.
    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("cuecard-compile-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn shipped() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../content")
    }

    #[test]
    fn the_same_content_gives_the_same_bytes_and_nothing_else_is_left() {
        let folder = folder("same");
        let (one, other) = (folder.join("new/one.json"), folder.join("new/other.json"));
        let summary = compile(&shipped(), &one).unwrap();
        assert_eq!(compile(&shipped(), &other).unwrap(), summary);
        assert_eq!(fs::read(&one).unwrap(), fs::read(&other).unwrap());
        let roles = fs::read_dir(shipped().join("roles")).unwrap().count();
        assert_eq!(summary.roles, roles);
        assert!(summary.nudges > 0);
        assert_eq!(fs::read_dir(folder.join("new")).unwrap().count(), 2);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_cannot_be_read_is_named_and_the_old_output_stays() {
        let folder = folder("broken");
        let (content, out) = (folder.join("content"), folder.join("out.json"));
        fs::create_dir_all(content.join("roles/a.yaml")).unwrap();
        fs::write(content.join("roles/big.yaml"), vec![b'#'; 10_000_000]).unwrap();
        fs::write(content.join("roles/short.yaml"), "role: short\n").unwrap();
        fs::write(&out, "old").unwrap();
        let problems = compile(&content, &out).unwrap_err();
        for (file, what) in [
            ("a.yaml", "this is a folder where a file is expected"),
            ("big.yaml", "larger than"),
            ("short.yaml", "`title` is missing"),
        ] {
            let fits = |problem: &Diagnostic| problem.file.ends_with(file) && problem.what.contains(what);
            assert!(problems.iter().any(fits), "{file}: {problems:#?}");
        }
        assert_eq!(fs::read(&out).unwrap(), b"old");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn wrong_paths_are_named() {
        let folder = folder("paths");
        let file = folder.join("file");
        fs::write(&file, "").unwrap();
        let cases = [
            (folder.join("none"), folder.join("out.json"), "no such folder"),
            (file.clone(), folder.join("out.json"), "a file, not a content folder"),
            (shipped(), folder.clone(), "cannot be written"),
            (shipped(), file.join("out.json"), "cannot be written"),
        ];
        for (source, out, what) in cases {
            let problems = compile(&source, &out).unwrap_err();
            assert!(problems[0].what.contains(what), "{problems:#?}");
        }
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing half-written is left");
        fs::remove_dir_all(folder).unwrap();
    }
}
