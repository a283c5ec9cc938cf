//! `cuecard compile`: a content folder in, the JSON that the extension loads out.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cuecard::pack::author::{self, Checked, Diagnostic};

use crate::folder::{self, of_path};
use crate::report;

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
    /// Situations that were tried.
    pub situations: usize,
    /// The files that were written, with their bytes; the first is in the words of the authors.
    pub written: Vec<(PathBuf, usize)>,
    /// What would be better otherwise.
    pub warnings: Vec<Diagnostic>,
}

/// Compiles and says how it went, on the terminal.
pub fn run(source: &Path, out: &Path) -> ExitCode {
    match compile(source, out) {
        Ok(summary) => {
            let Summary { adapters, bindings, roles, packs, nudges, situations, written, warnings } = summary;
            report::print(&warnings, "compiled all the same");
            for (file, bytes) in written {
                println!("{}: {bytes} bytes", file.display());
            }
            println!(
                "nudges {nudges}, packs {packs}, adapters {adapters}, bindings {bindings}, roles {roles}, \
                 situations {situations}"
            );
            ExitCode::SUCCESS
        }
        Err(problems) => {
            report::print(&problems, "nothing was written");
            ExitCode::FAILURE
        }
    }
}

/// Compiles the content folder `source` to the file `out` and, for each language that packs are
/// translated to, to one beside it: `content.json`, `content.de.json`. Each is replaced as a whole or
/// not at all.
///
/// # Errors
/// Everything that is wrong in the folder, or why it could not be read or `out` be written.
pub fn compile(source: &Path, out: &Path) -> Result<Summary, Vec<Diagnostic>> {
    let Checked { file, translations, situations, problems } = folder::open(source);
    let Some(file) = file else { return Err(problems) };
    let mut written = Vec::new();
    let translated = translations.iter().map(|(language, file)| (in_language(out, language), file));
    for (out, words) in [(out.to_owned(), &file)].into_iter().chain(translated) {
        let json = author::translation_to_json(words, &file)
            .map_err(|error| vec![of_path(&out, &error.to_string(), "tell the makers of Cuecard")])?;
        write_whole(&out, &json).map_err(|error| {
            let what = format!("this file cannot be written: {error}");
            let mend = "check that the path is a file, its rights, and that the disk is not full";
            vec![of_path(&out, &what, mend)]
        })?;
        written.push((out, json.len()));
    }
    Ok(Summary {
        adapters: file.adapters.len(),
        bindings: file.bindings.len(),
        roles: file.roles.len(),
        packs: file.packs.len(),
        nudges: file.packs.iter().map(|pack| pack.nudges.len()).sum(),
        situations: situations.len(),
        written,
        warnings: problems,
    })
}

/// The file's name with the language before its ending.
fn in_language(out: &Path, language: &str) -> PathBuf {
    match out.extension().and_then(|ending| ending.to_str()) {
        Some(ending) => out.with_extension(format!("{language}.{ending}")),
        None => out.with_extension(language),
    }
}

/// Writes beside `out` first, so that a reader finds the old file or the new one, never a half.
pub fn write_whole(out: &Path, bytes: &[u8]) -> io::Result<()> {
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
        assert_eq!(compile(&shipped(), &other).unwrap().nudges, summary.nudges);
        assert_eq!(fs::read(&one).unwrap(), fs::read(&other).unwrap());
        let roles = fs::read_dir(shipped().join("roles")).unwrap().count();
        assert_eq!(summary.roles, roles);
        assert!(summary.nudges > 0);
        let written: Vec<_> = summary.written.iter().map(|(file, _)| file.file_name().unwrap()).collect();
        assert_eq!(written, ["one.json", "one.de.json"]);
        assert_eq!(fs::read_dir(folder.join("new")).unwrap().count(), 2 * summary.written.len());
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
