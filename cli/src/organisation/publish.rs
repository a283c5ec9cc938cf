//! `cuecard publish`: what was signed becomes the newest.

use std::collections::BTreeMap;
use std::path::PathBuf;

use cuecard::approval::ORGANISATION;
use cuecard::pack::author::Diagnostic;
use cuecard::time::moment_text;
use cuecard::trust::sign::{Announced, PublicKey, Signed, SigningKey, Snapshot, Targets, Timestamp};

use super::Place;
use super::life::{SNAPSHOT_LIFE, STATIC_LIFE, TIMESTAMP_LIFE};
use super::reading::Reading;
use super::repository::{Published, Repository};
use super::upload::upload;
use crate::folder::of_path;
use crate::key::KeyOption;

/// How to publish.
#[derive(clap::Args)]
pub struct Arguments {
    /// For a file server that only serves files: in force for 14 days
    #[arg(long = "static")]
    is_static: bool,
    /// To a server, such as https://cuecard.example.com, which keeps it fresh
    /// with a key of its own
    #[arg(long, value_name = "URL", conflicts_with_all = ["is_static", "key"])]
    to: Option<String>,
    /// A file that holds the server's publishing token [default: what
    /// CUECARD_PUBLISH_TOKEN holds]
    #[arg(long, value_name = "FILE", requires = "to")]
    token_file: Option<PathBuf>,
    #[command(flatten)]
    key: KeyOption,
    #[command(flatten)]
    place: Place,
}

/// For how long snapshot and timestamp are in force, in seconds.
#[derive(Clone, Copy, Debug)]
pub struct Life {
    snapshot: i64,
    timestamp: i64,
}

impl Life {
    /// Where nobody signs between two publications.
    pub const STATIC: Self = Self { snapshot: STATIC_LIFE, timestamp: STATIC_LIFE };
    /// Where a server signs anew all the time.
    const ONLINE: Self = Self { snapshot: SNAPSHOT_LIFE, timestamp: TIMESTAMP_LIFE };
}

/// Publishes.
pub fn run(arguments: &Arguments) -> Result<String, Diagnostic> {
    let repository = arguments.place.repository()?;
    if let Some(url) = &arguments.to {
        return upload(&repository, url, arguments.token_file.as_deref(), arguments.place.now());
    }
    let life = if arguments.is_static { Life::STATIC } else { Life::ONLINE };
    publish(&repository, &arguments.key.open()?, arguments.place.now(), life)
}

/// Makes the newest files that hold the newest, if a client believes the whole of it.
pub fn publish(
    repository: &Repository,
    key: &SigningKey,
    now: i64,
    life: Life,
) -> Result<String, Diagnostic> {
    check_key(repository, key)?;
    let published = repository.published()?;
    let Chosen { meta, waiting } = choose(repository, published.as_ref())?;
    let (timestamp, snapshot) = match &published {
        Some(it) => (it.timestamp.signed.header.version, it.snapshot.signed.header.version),
        None => (0, 0),
    };
    // What a client that remembers would call a step back never gets so far.
    let version = repository.versions("snapshot").first().copied().unwrap_or(0).max(snapshot) + 1;
    let mut file = Signed::new(Snapshot::new(version, now + life.snapshot, meta));
    signed(&mut file, key)?;
    let bytes = file.bytes().map_err(|error| unsigned(&error.to_string()))?;
    let mut stamp =
        Signed::new(Timestamp::new(timestamp + 1, now + life.timestamp, Announced::of(version, &bytes)));
    signed(&mut stamp, key)?;
    let stamped = stamp.bytes().map_err(|error| unsigned(&error.to_string()))?;
    let more = BTreeMap::from([
        (format!("metadata/{version}.snapshot.json"), bytes),
        ("metadata/timestamp.json".to_owned(), stamped),
    ]);
    let reading = Reading::of(repository, &more, now)?;
    repository.write("snapshot", version, &file)?;
    repository.write_timestamp(&stamp)?;
    let mut words = vec![format!(
        "published: snapshot {version}, in force until {}",
        moment_text(reading.accepted.until)
    )];
    words.push(format!(
        "whoever holds answers back can hide what comes next until {} (the freeze bound)",
        moment_text(now + life.timestamp)
    ));
    words.extend(waiting);
    words.extend(reading.quiet());
    Ok(words.join("\n"))
}

/// Which version of each role goes with which.
pub struct Chosen {
    pub meta: BTreeMap<String, Announced>,
    /// What has been signed by too few so far, in words.
    pub waiting: Vec<String>,
}

/// Of each role the newest version that enough have signed; where there is none, that which is published.
pub fn choose(repository: &Repository, published: Option<&Published>) -> Result<Chosen, Diagnostic> {
    let version_of = |role: &str| Published::version(published, role);
    let (mut meta, mut waiting) = (BTreeMap::new(), Vec::new());
    let (keys, threshold) = repository.signers(ORGANISATION)?;
    let top = newest(repository, ORGANISATION, version_of(ORGANISATION), (&keys, threshold), &mut waiting)?;
    let Some((version, top)) = top else {
        let what = "nothing holds that the organisation's key has signed";
        let mend =
            "sign it with the key that the root names: `cuecard org renew`, or first `cuecard org enrol`";
        return Err(of_path(&repository.served(), what, mend));
    };
    let mut roles = vec![(ORGANISATION.to_owned(), version)];
    for role in top.signed.delegations.iter().flat_map(|delegations| &delegations.roles) {
        let (keys, threshold) = (top.signed.keys_of(&role.name), top.signed.threshold_of(&role.name));
        let found = newest(repository, &role.name, version_of(&role.name), (&keys, threshold), &mut waiting)?;
        let version = match found {
            Some((version, _)) => version,
            // Its signers are gone, or too few have signed yet: it stays where it is, and nobody believes it.
            None => match version_of(&role.name) {
                0 => repository.versions(&role.name).last().copied().unwrap_or_default(),
                published => published,
            },
        };
        roles.push((role.name.clone(), version));
    }
    // What was announced once has to be announced for ever.
    for file in published.iter().flat_map(|it| it.snapshot.signed.meta.keys()) {
        let role = file.trim_end_matches(".json");
        if !roles.iter().any(|(known, _)| known == role) {
            roles.push((role.to_owned(), version_of(role)));
        }
    }
    for (role, version) in roles {
        let path = repository.file(&role, version);
        let bytes = std::fs::read(&path).map_err(|error| {
            of_path(&path, &format!("it cannot be read: {error}"), "take it from a copy of the repository")
        })?;
        meta.insert(format!("{role}.json"), Announced::of(version, &bytes));
    }
    Ok(Chosen { meta, waiting })
}

/// The newest version that enough have signed, from the published one on.
fn newest(
    repository: &Repository,
    role: &str,
    published: u64,
    (keys, threshold): (&[PublicKey], u64),
    waiting: &mut Vec<String>,
) -> Result<Option<(u64, Signed<Targets>)>, Diagnostic> {
    for version in repository.versions(role).into_iter().take_while(|version| *version >= published.max(1)) {
        let file: Signed<Targets> = super::repository::read(&repository.file(role, version))?;
        let count = file.count_of(keys);
        if count >= threshold {
            return Ok(Some((version, file)));
        }
        waiting.push(format!("{role}, version {version}, waits: {count} of {threshold} signatures"));
    }
    Ok(None)
}

fn check_key(repository: &Repository, key: &SigningKey) -> Result<(), Diagnostic> {
    let root = repository.root()?.signed;
    let own = PublicKey::of(key, "").id();
    let may = |role: &str| root.keys_of(role).iter().any(|known| known.id() == own);
    if may("snapshot") && may("timestamp") {
        return Ok(());
    }
    Err(of_path(std::path::Path::new("--key"), "this key may not publish", "take the one that is online"))
}

fn signed<T: serde::Serialize>(file: &mut Signed<T>, key: &SigningKey) -> Result<(), Diagnostic> {
    file.sign(key).map_err(|error| unsigned(&error.to_string()))
}

fn unsigned(what: &str) -> Diagnostic {
    of_path(std::path::Path::new("metadata"), what, "tell the makers of Cuecard")
}
