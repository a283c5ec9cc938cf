//! Writing new files into a folder, without touching what is there.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Files, Problem};

/// What may be there already, from a pack before: it stays as it is.
const SHARED: [&str; 3] = ["adapters/", "bindings/", "roles/"];

/// Writes all files, or none of them; the paths of those that are new.
///
/// # Errors
/// A pack or plan that is there already, or a disk that does not take a file. What was written is then
/// taken away again.
pub fn all(folder: &Path, files: &Files) -> Result<Vec<PathBuf>, Problem> {
    let is_shared = |path: &str| SHARED.iter().any(|shared| path.starts_with(shared));
    for (path, _) in files {
        // A pack is there if its folder is, whatever of it is.
        let whole = match path.splitn(3, '/').collect::<Vec<_>>()[..] {
            ["packs", pack, _] => folder.join("packs").join(pack),
            _ => folder.join(path),
        };
        if !is_shared(path) && whole.exists() {
            let what = "this is there already; name another folder, or move it away";
            return Err(Problem::at(&whole, what));
        }
    }
    let mut written = Vec::new();
    for (path, text) in files {
        let path = folder.join(path);
        if path.exists() {
            continue;
        }
        let result = write(&path, text);
        written.push(path.clone());
        if let Err(error) = result {
            for path in &written {
                let _ = fs::remove_file(path);
            }
            return Err(Problem::at(
                &path,
                &format!("this cannot be written: {error}; nothing is left of it"),
            ));
        }
    }
    Ok(written)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create_new(path)?.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("cuecard-init-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    fn files(paths: &[&str]) -> Files {
        paths.iter().map(|path| ((*path).to_owned(), "new".to_owned())).collect()
    }

    #[test]
    fn what_is_there_stays() {
        let folder = folder("there");
        let first = all(&folder, &files(&["adapters/a.yaml", "packs/one/pack.yaml"])).unwrap();
        assert_eq!(first.len(), 2);
        fs::write(folder.join("adapters/a.yaml"), "old").unwrap();
        let second = all(&folder, &files(&["adapters/a.yaml", "packs/two/pack.yaml"])).unwrap();
        assert_eq!(second, [folder.join("packs/two/pack.yaml")]);
        assert_eq!(fs::read_to_string(folder.join("adapters/a.yaml")).unwrap(), "old");
        let again = all(&folder, &files(&["packs/three/pack.yaml", "packs/one/other.yaml"])).unwrap_err();
        assert!(again.to_string().contains("there already"), "{again}");
        assert!(!folder.join("packs/three").exists());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_write_that_fails_leaves_nothing() {
        let folder = folder("fails");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("plans"), "a file").unwrap();
        let problem = all(&folder, &files(&["roles/a.yaml", "plans/b.md"])).unwrap_err();
        assert!(problem.to_string().contains("cannot be written"), "{problem}");
        assert!(!folder.join("roles/a.yaml").exists());
        fs::remove_dir_all(folder).unwrap();
    }
}
