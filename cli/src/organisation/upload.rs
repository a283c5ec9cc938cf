//! `cuecard publish --to`: sends a server what is newer than what it has, and takes over what it signed.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;

use cuecard::pack::author::Diagnostic;
use cuecard::trust::sign::{Root, Signed, Targets};
use cuecard::trust::{Client, Reason, Refusal, Scope};

use super::publish::{Chosen, choose};
use super::repository::{Published, Repository, read};
use super::server::Server;
use super::take_over::{TIMESTAMP, newest, take_newer, take_over};
use crate::folder::{of_path, read_at_most};

/// Where the token comes from if no file is named.
const TOKEN: &str = "CUECARD_PUBLISH_TOKEN";
/// Bytes of a file with a token.
const MOST_TOKEN_BYTES: u64 = 4096;

/// What a server has.
struct Served {
    published: Option<Published>,
    /// Version of its newest root.
    root: u64,
    /// What ended meanwhile.
    ended: Option<Refusal>,
}

/// Publishes to the server at `url`.
pub fn upload(
    repository: &Repository,
    url: &str,
    token_file: Option<&Path>,
    now: i64,
) -> Result<String, Diagnostic> {
    let server = Server::at(url)?;
    let served = served(repository, &server, now)?;
    let root = repository.root()?.signed.header.version;
    if root < served.root {
        let what = format!("the server has version {} of the root, and this folder {root}", served.root);
        return Err(of_path(&repository.served(), &what, "take the newer one from a copy of the repository"));
    }
    let taken = match &served.published {
        Some(published) => take_newer(repository, &server, published)?,
        None => Vec::new(),
    };
    let Chosen { meta, waiting } = choose(repository, served.published.as_ref())?;
    let mut files = BTreeMap::new();
    let mut new = Vec::new();
    for version in served.root + 1..=root {
        add(&mut files, repository, &format!("metadata/{version}.root.json"))?;
        new.push(format!("root, version {version}"));
    }
    for (file, announced) in &meta {
        let role = file.trim_end_matches(".json");
        let there = Published::version(served.published.as_ref(), role);
        if announced.version > there {
            add_role(&mut files, repository, role, announced.version, there)?;
            new.push(format!("{role}, version {}", announced.version));
        }
    }
    let mut words = taken;
    words.push(if new.is_empty() {
        format!("{url}: has all of it already")
    } else {
        let body = serde_json::json!({ "files": files }).to_string();
        let newest = server.publish(&token(token_file)?, body.as_bytes())?;
        format!("published to {url}: snapshot {}, with {}", newest.snapshot, new.join("; "))
    });
    words.extend(served.ended.map(|refusal| format!("before, it had ended there: {}", refusal.what)));
    words.extend(take_over(repository, &server, now)?);
    words.extend(waiting);
    Ok(words.join("\n"))
}

/// What the server says is the newest, held against the root of this folder.
fn served(repository: &Repository, server: &Server, now: i64) -> Result<Served, Diagnostic> {
    let pin = repository.pin();
    let first: Signed<Root> = read(&pin)?;
    let bytes = fs::read(&pin).unwrap_or_default();
    let unlike = |refusal: &Refusal| {
        let place = server.place(&format!("metadata/{}", refusal.file));
        let mend = format!(
            "check whether this is the server of this organisation. {}",
            refusal.reason.mend().trim_end_matches('.')
        );
        of_path(Path::new(&place), refusal.what.trim_end_matches('.'), &mend)
    };
    // The organisation's role is enough: one that is broken below it is no reason not to mend it.
    let client = Client::new(&bytes, None, now, Scope::Roles(Vec::new()));
    let mut client = client.map_err(|refusal| unlike(&refusal))?;
    let mut root = first.signed.header.version;
    let mut ended = None;
    while let Some(wanted) = client.wants() {
        let found = server.get(&wanted.path, wanted.most_bytes)?;
        let is_root = wanted.path.ends_with(".root.json") && found.is_some();
        match client.give(found.as_deref()) {
            Ok(()) => root += u64::from(is_root),
            // Nothing was published there yet.
            Err(refusal) if refusal.reason == Reason::Missing && wanted.path == TIMESTAMP => {
                return Ok(Served { published: None, root, ended: None });
            }
            // Publishing mends that; what it announces is only what need not be sent.
            Err(refusal) if refusal.reason == Reason::Expired => ended = Some(refusal),
            Err(refusal) => return Err(unlike(&refusal)),
        }
    }
    Ok(Served { published: Some(newest(server)?.0), root, ended })
}

/// A version of a role, and what it names that the version before did not.
fn add_role(
    files: &mut BTreeMap<String, String>,
    repository: &Repository,
    role: &str,
    version: u64,
    there: u64,
) -> Result<(), Diagnostic> {
    let file: Signed<Targets> = read(&repository.file(role, version))?;
    let before: Option<Signed<Targets>> = read(&repository.file(role, there)).ok();
    let known = before.map(|before| before.signed.targets).unwrap_or_default();
    for (path, target) in &file.signed.targets {
        if known.get(path) != Some(target) {
            add(files, repository, &target.file(path))?;
        }
    }
    add(files, repository, &format!("metadata/{version}.{role}.json"))
}

fn add(files: &mut BTreeMap<String, String>, repository: &Repository, path: &str) -> Result<(), Diagnostic> {
    let file = repository.served().join(path);
    let wrong = |what: String| of_path(&file, &what, "take it from a copy of the repository");
    let bytes = fs::read(&file).map_err(|error| wrong(format!("it cannot be read: {error}")))?;
    let text = String::from_utf8(bytes).map_err(|_| wrong("it is no text".to_owned()))?;
    files.insert(path.to_owned(), text);
    Ok(())
}

fn token(file: Option<&Path>) -> Result<String, Diagnostic> {
    let mend = format!("name the file of the server's publishing token, or set {TOKEN}");
    let text = match file {
        Some(file) => {
            let wrong = |what: String| of_path(file, &what, &mend);
            let bytes = read_at_most(file, MOST_TOKEN_BYTES)
                .map_err(|error| wrong(format!("it cannot be read: {error}")))?;
            String::from_utf8(bytes).map_err(|_| wrong("it holds no token".to_owned()))?
        }
        None => {
            env::var(TOKEN).map_err(|_| of_path(Path::new("--token-file"), "no token is named", &mend))?
        }
    };
    let token = text.trim_end_matches(['\r', '\n']).to_owned();
    if !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(token);
    }
    Err(of_path(file.unwrap_or(Path::new(TOKEN)), "it holds no token", &mend))
}
