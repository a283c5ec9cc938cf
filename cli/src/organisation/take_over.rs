//! What a server has that this folder has not: what it signed itself, and what managers signed in their
//! browsers and published there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use cuecard::pack::author::Diagnostic;
use cuecard::time::parse_moment;
use cuecard::trust::sign::{Announced, Signed, TargetFile, Targets, Timestamp};
use serde::de::DeserializeOwned;

use super::reading::Reading;
use super::repository::{Published, Repository};
use super::server::Server;
use crate::compile::write_whole;
use crate::folder::of_path;

/// The only file that changes under its name.
pub const TIMESTAMP: &str = "metadata/timestamp.json";
/// Bytes of a timestamp or a snapshot: a client refuses larger ones.
const MOST_BYTES: usize = 512 * 1024;
/// Bytes of a role or a target: a client refuses larger ones, by far.
const MOST_FILE_BYTES: usize = 16 * 1024 * 1024;

/// Files by their paths in the repository.
type Files = BTreeMap<String, Vec<u8>>;

/// Timestamp and snapshot as the server has them, and their bytes by path.
pub fn newest(server: &Server) -> Result<(Published, Files), Diagnostic> {
    let mut files = BTreeMap::new();
    let timestamp: Signed<Timestamp> = signed(server, TIMESTAMP.to_owned(), MOST_BYTES, &mut files)?;
    let path = format!("metadata/{}.snapshot.json", timestamp.signed.snapshot_version());
    let snapshot = signed(server, path, MOST_BYTES, &mut files)?;
    Ok((Published { timestamp, snapshot }, files))
}

fn signed<T: DeserializeOwned>(
    server: &Server,
    path: String,
    most: usize,
    files: &mut Files,
) -> Result<Signed<T>, Diagnostic> {
    let bytes = file_of(server, &path, most)?;
    let file = serde_json::from_slice(&bytes)
        .map_err(|error| wrong(server, &path, &format!("it is no signed file of ours: {error}")))?;
    files.insert(path, bytes);
    Ok(file)
}

/// Takes over what others published on the server since this folder last heard of it, once a client believes
/// it, and says what.
///
/// # Errors
/// When it is not to be believed, or would replace what waits in this folder.
pub fn take_newer(
    repository: &Repository,
    server: &Server,
    published: &Published,
) -> Result<Vec<String>, Diagnostic> {
    let own = repository.published()?;
    let is_newer = |(file, announced): (&String, &Announced)| {
        let role = file.trim_end_matches(".json");
        (announced.version > Published::version(own.as_ref(), role))
            .then(|| format!("taken over from the server: {role}, version {}", announced.version))
    };
    let words: Vec<String> = published.snapshot.signed.meta.iter().filter_map(is_newer).collect();
    if !words.is_empty() {
        // As it was in force, should it have ended meanwhile: what is published next mends that.
        let until = parse_moment(&published.timestamp.signed.header.expires).unwrap_or_default();
        take(repository, server, until - 1)?;
    }
    Ok(words)
}

/// Takes over all that the server has, once a client believes it: from then on, what is signed here is a new
/// version.
///
/// # Errors
/// When it is not to be believed, or would replace what waits in this folder.
pub fn take_over(repository: &Repository, server: &Server, now: i64) -> Result<Vec<String>, Diagnostic> {
    let (published, quiet) = take(repository, server, now)?;
    let until = published.timestamp.signed.header.expires;
    let mut words =
        vec![format!("whoever holds answers back can hide what comes next until {until} (the freeze bound)")];
    words.extend(quiet);
    Ok(words)
}

fn take(repository: &Repository, server: &Server, now: i64) -> Result<(Published, Vec<String>), Diagnostic> {
    let (published, mut files) = newest(server)?;
    let mut targets = Files::new();
    for (file, announced) in &published.snapshot.signed.meta {
        let role = file.trim_end_matches(".json");
        add_role(repository, server, (role, announced), &mut files, &mut targets)?;
    }
    let all: Files =
        files.iter().chain(&targets).map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    let quiet = Reading::of(repository, &all, now)?.quiet().collect();
    // What is named goes before what names it, the timestamp last, by its name.
    for (path, bytes) in targets.iter().chain(&files) {
        let file = repository.served().join(path);
        write_whole(&file, bytes).map_err(|error| {
            let mend = "check the folder, its rights, and the disk";
            of_path(&file, &format!("it cannot be written: {error}"), mend)
        })?;
    }
    Ok((published, quiet))
}

/// The server's version of a role, and what it names, unless they are here.
fn add_role(
    repository: &Repository,
    server: &Server,
    (role, announced): (&str, &Announced),
    files: &mut Files,
    targets: &mut Files,
) -> Result<(), Diagnostic> {
    let own = repository.file(role, announced.version);
    if let Ok(bytes) = fs::read(&own) {
        if Announced::of(announced.version, &bytes) == *announced {
            return Ok(());
        }
        let what = "the server has another version of this number, published meanwhile";
        let mend = "keep a copy of this file and delete it, publish again, then sign once more what it said";
        return Err(of_path(&own, what, mend));
    }
    let path = format!("metadata/{}.{role}.json", announced.version);
    let file: Signed<Targets> = signed(server, path, MOST_FILE_BYTES, files)?;
    for (path, target) in &file.signed.targets {
        let place = target.file(path);
        if repository.served().join(&place).exists() {
            continue;
        }
        let bytes = file_of(server, &place, MOST_FILE_BYTES)?;
        if TargetFile::of(&bytes) != *target {
            return Err(wrong(server, &place, "it is not what was signed"));
        }
        targets.insert(place, bytes);
    }
    Ok(())
}

fn file_of(server: &Server, path: &str, most: usize) -> Result<Vec<u8>, Diagnostic> {
    let bytes = server.get(path, most)?.ok_or_else(|| wrong(server, path, "it is not there"))?;
    if bytes.len() > most { Err(wrong(server, path, "it is too large")) } else { Ok(bytes) }
}

fn wrong(server: &Server, path: &str, what: &str) -> Diagnostic {
    of_path(Path::new(&server.place(path)), what, "ask whoever runs the server")
}
