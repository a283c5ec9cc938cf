//! Files that change together: written aside, then moved one by one, and finished after a kill. Nobody
//! ever reads half a file, or a newer one that names one which is not there yet.

use super::reading::{SERVED, TIMESTAMP};
use super::trouble::Trouble;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Files that are being written; whoever finds them after a kill throws them away.
const INCOMING: &str = "incoming";
/// Files that are all on the disk; whoever finds them after a kill moves them.
const READY: &str = "ready";
/// Where they go, in this order.
const LIST: &str = "list.json";
/// Whoever changes anything holds it: also another process on the same folder.
const LOCK: &str = "lock";
/// Paths of a list: 10,000 files of 300 bytes each.
const MOST_LIST_BYTES: usize = 4 * 1024 * 1024;

/// Waits for others that change something, and keeps them out until it is dropped.
pub(super) fn lock(folder: &Path) -> Result<File, Trouble> {
    let file = folder.join(LOCK);
    let opened = File::options().create(true).truncate(false).write(true).open(&file);
    let held = opened.and_then(|lock| lock.lock().map(|()| lock));
    held.map_err(Trouble::disk(&file))
}

/// A file, and no more than one byte beyond `most`. None: it is not there.
pub(super) fn read(file: &Path, most: usize) -> Result<Option<Vec<u8>>, Trouble> {
    let opened = match File::open(file) {
        Err(error) if is_absent(&error) => return Ok(None),
        opened => opened,
    };
    let mut bytes = Vec::new();
    let most = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let read = opened.and_then(|file| file.take(most).read_to_end(&mut bytes));
    read.map(|_| Some(bytes)).map_err(Trouble::disk(file))
}

/// A folder where a file should be is not that file either.
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Targets, then roles and snapshot, then roots, then the timestamp: nothing names what is not there.
pub(super) fn in_order(files: BTreeMap<String, Vec<u8>>) -> Vec<(String, Vec<u8>)> {
    let rank = |path: &str| match path {
        TIMESTAMP => 3,
        path if path.ends_with(".root.json") && path.starts_with("metadata/") => 2,
        path if path.starts_with("metadata/") => 1,
        _ => 0,
    };
    let mut files: Vec<(String, Vec<u8>)> = files.into_iter().collect();
    files.sort_by_key(|(path, _)| rank(path));
    let placed = |(path, bytes)| (format!("{SERVED}/{path}"), bytes);
    files.into_iter().map(placed).collect()
}

/// Puts files where they belong, by their paths in the folder: all or none, the last one last. What is
/// found in their place is replaced.
pub(super) fn put(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Trouble> {
    let incoming = folder.join(INCOMING);
    let staged = stage(folder, &incoming, files);
    if staged.is_err() {
        // The next to come clears what this leaves.
        let _ = fs::remove_dir_all(&incoming);
        return staged;
    }
    crate::fault::point("repository-staged");
    fs::rename(&incoming, folder.join(READY)).map_err(Trouble::disk(&incoming))?;
    sync(folder)?;
    crate::fault::point("repository-ready");
    finish(folder)
}

fn stage(folder: &Path, incoming: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Trouble> {
    fs::create_dir_all(incoming).map_err(Trouble::disk(incoming))?;
    // What cannot be moved must show before anything is moved.
    for (path, _) in files {
        let parent = parent(folder, path);
        fs::create_dir_all(&parent).map_err(Trouble::disk(&parent))?;
    }
    for (number, (path, bytes)) in files.iter().enumerate() {
        let place = folder.join(path);
        match fs::symlink_metadata(&place) {
            Ok(about) if about.is_dir() => {
                return Err(Trouble::disk(&place)(io::ErrorKind::IsADirectory.into()));
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Trouble::disk(&place)(error));
            }
            _ => write(&incoming.join(number.to_string()), bytes)?,
        }
    }
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let list = incoming.join(LIST);
    let text = serde_json::to_vec(&paths).map_err(|error| Trouble::disk(&list)(error.into()))?;
    write(&list, &text)?;
    sync(incoming)
}

/// Ends what a kill broke off: moves what was ready, and clears what was not.
pub(super) fn settle(folder: &Path) -> Result<(), Trouble> {
    finish(folder)?;
    clear(&folder.join(INCOMING))
}

fn finish(folder: &Path) -> Result<(), Trouble> {
    let ready = folder.join(READY);
    let list = ready.join(LIST);
    let Some(text) = read(&list, MOST_LIST_BYTES)? else {
        // Everything was moved, and then the list went first.
        return clear(&ready);
    };
    let paths: Vec<String> = serde_json::from_slice(&text)
        .map_err(|error| Trouble::Broken { file: list.clone(), what: format!("it is no list: {error}") })?;
    let mut parents = BTreeSet::new();
    for (number, path) in paths.iter().enumerate() {
        if number + 1 == paths.len() {
            // What the last one names is there before it is.
            parents.iter().try_for_each(|parent: &PathBuf| sync(parent))?;
        }
        let place = folder.join(path);
        let waiting = ready.join(number.to_string());
        match fs::rename(&waiting, &place) {
            // It was moved before the kill.
            Err(error) if error.kind() == io::ErrorKind::NotFound && !waiting.exists() => {}
            moved => moved.map_err(Trouble::disk(&place))?,
        }
        parents.insert(parent(folder, path));
        crate::fault::point("repository-moved");
    }
    parents.iter().try_for_each(|parent| sync(parent))?;
    fs::remove_file(&list).map_err(Trouble::disk(&list))?;
    clear(&ready)
}

fn parent(folder: &Path, path: &str) -> PathBuf {
    let place = folder.join(path);
    place.parent().map_or_else(|| folder.to_owned(), Path::to_owned)
}

fn clear(folder: &Path) -> Result<(), Trouble> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Trouble::disk(folder)(error)),
        _ => Ok(()),
    }
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let written = File::create(file).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(Trouble::disk(file))
}

/// A name is on the disk only once its folder is; not every system can be told so.
fn sync(folder: &Path) -> Result<(), Trouble> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(Trouble::disk(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<(String, Vec<u8>)> {
        names.iter().map(|name| ((*name).to_owned(), name.as_bytes().to_vec())).collect()
    }

    #[test]
    fn what_was_ready_is_moved_after_a_kill_and_what_was_not_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let three = files(&["a/b/one", "a/two", "three"]);
        // Killed before all was written; then after; then after one was moved.
        for (is_ready, moved, expected) in [(false, 0, 0), (true, 0, 3), (true, 1, 3), (true, 3, 3)] {
            let incoming = folder.join(INCOMING);
            stage(folder, &incoming, &three).unwrap();
            if is_ready {
                fs::rename(&incoming, folder.join(READY)).unwrap();
            }
            for (number, (path, _)) in three.iter().enumerate().take(moved) {
                fs::rename(folder.join(READY).join(number.to_string()), folder.join(path)).unwrap();
            }
            settle(folder).unwrap();
            settle(folder).unwrap();
            let there =
                |(path, bytes): &&(String, Vec<u8>)| fs::read(folder.join(path)).ok().as_ref() == Some(bytes);
            assert_eq!(three.iter().filter(there).count(), expected, "{is_ready} {moved}");
            assert!(!folder.join(INCOMING).exists() && !folder.join(READY).exists());
            let _ = (fs::remove_dir_all(folder.join("a")), fs::remove_file(folder.join("three")));
        }
    }

    #[test]
    fn nothing_comes_before_what_it_names() {
        let names = [
            "metadata/timestamp.json",
            "metadata/2.root.json",
            "metadata/9.snapshot.json",
            "targets/a.root.json",
        ];
        let files = names.map(|name| (name.to_owned(), Vec::new()));
        let ordered = in_order(BTreeMap::from(files)).into_iter().map(|(path, _)| path);
        let expected = [names[3], names[2], names[1], names[0]].map(|name| format!("repository/{name}"));
        assert!(ordered.eq(expected));
    }

    #[test]
    fn what_could_not_be_moved_is_refused_before_anything_is() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        put(folder, &files(&["a/file"])).unwrap();
        let long = format!("a/{}", "x".repeat(256));
        for names in [["b", "a"], ["b", "a/file/below"], ["b", &long]] {
            assert!(put(folder, &files(&names)).is_err(), "{names:?}");
            assert!(!folder.join("b").exists() && !folder.join(INCOMING).exists(), "{names:?}");
        }
        assert!(put(folder, &files(&["c", "c/d"])).is_err());
        put(folder, &files(&["a/file", "b"])).unwrap();
        assert_eq!(read(&folder.join("b"), 0).unwrap(), Some(b"b".to_vec()));
        assert_eq!(read(&folder.join("a/file"), 1).unwrap(), Some(b"a/".to_vec()), "one byte beyond");
        assert_eq!(
            (read(&folder.join("none"), 1).unwrap(), read(&folder.join("b/c"), 1).unwrap()),
            (None, None)
        );
    }
}
