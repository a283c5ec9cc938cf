//! The root: keys of the root itself, of the organisation, and the one that is online. Its signers sit at
//! different computers, so a root is a draft until enough of them have signed it.

use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use cuecard::approval::ORGANISATION;
use cuecard::pack::author::Diagnostic;
use cuecard::trust::sign::{PublicKey, Root, Signed, SigningKey};

use super::Place;
use super::life::ROOT_LIFE;
use super::repository::{Repository, read, write};
use crate::folder::of_path;
use crate::key::{KeyOption, is_fingerprint, read_enrolment};

/// Which keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// The root itself
    Root,
    /// Says who writes and who manages
    Organisation,
    /// Keeps the repository fresh
    Online,
}

impl Part {
    fn roles(self) -> &'static [&'static str] {
        match self {
            Self::Root => &["root"],
            Self::Organisation => &[ORGANISATION],
            Self::Online => &["snapshot", "timestamp"],
        }
    }
}

/// The first root.
#[derive(clap::Args)]
#[command(override_usage = "cuecard root init --root <FILE> … --organisation <FILE> --online <FILE>")]
pub struct Init {
    /// A public key of the root; once for each
    #[arg(long, value_name = "FILE", required = true)]
    root: Vec<PathBuf>,
    /// How many of them must sign
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u64).range(1..=16))]
    threshold: u64,
    /// The organisation's public key
    #[arg(long, value_name = "FILE")]
    organisation: PathBuf,
    /// The public key that is online
    #[arg(long, value_name = "FILE")]
    online: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// The next root.
#[derive(clap::Args)]
pub struct Rotate {
    /// Whose keys change
    #[arg(long, value_enum, default_value = "root")]
    of: Part,
    /// A public key to add; once for each
    #[arg(long, value_name = "FILE")]
    add: Vec<PathBuf>,
    /// The fingerprint of a key to take away; once for each
    #[arg(long, value_name = "FINGERPRINT")]
    drop: Vec<String>,
    /// How many must sign [default: as before]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=16))]
    threshold: Option<u64>,
    #[command(flatten)]
    place: Place,
}

/// A signature.
#[derive(clap::Args)]
pub struct Sign {
    #[command(flatten)]
    key: KeyOption,
    #[command(flatten)]
    place: Place,
}

/// Makes the first root, to be signed.
pub fn init(arguments: &Init) -> Result<String, Diagnostic> {
    let repository = Repository::at(&arguments.place.org);
    if !repository.versions("root").is_empty() {
        let mend = "change it with `cuecard root rotate`, or name another folder with --org";
        return Err(of_path(&arguments.place.org, "there is a root already", mend));
    }
    let root = publics(&arguments.root)?;
    let organisation = publics(std::slice::from_ref(&arguments.organisation))?;
    let online = publics(std::slice::from_ref(&arguments.online))?;
    let draft = first(&root, arguments.threshold, &organisation, &online, arguments.place.now())?;
    save(&repository, &draft)
}

/// A first root of these keys.
pub fn first(
    root: &[PublicKey],
    threshold: u64,
    organisation: &[PublicKey],
    online: &[PublicKey],
    now: i64,
) -> Result<Signed<Root>, Diagnostic> {
    let roles = [
        ("root", root, threshold),
        (ORGANISATION, organisation, 1),
        ("snapshot", online, 1),
        ("timestamp", online, 1),
    ];
    checked(Root::new(1, now + ROOT_LIFE, &roles))
}

/// Makes the next root, to be signed.
pub fn rotate(arguments: &Rotate) -> Result<String, Diagnostic> {
    let repository = arguments.place.repository()?;
    if repository.root_draft().exists() {
        let mend = "sign it with `cuecard root sign`, or delete it";
        return Err(of_path(&repository.root_draft(), "a root waits for signatures already", mend));
    }
    let now = repository.root()?.signed;
    let version = now.header.version + 1;
    let added = publics(&arguments.add)?;
    let mut parts = Vec::new();
    for name in ["root", ORGANISATION, "snapshot", "timestamp"] {
        let (mut keys, mut threshold) = (now.keys_of(name), now.threshold_of(name));
        if arguments.of.roles().contains(&name) {
            for said in &arguments.drop {
                if !keys.iter().any(|key| is_fingerprint(said, key)) {
                    let what = format!("no key of {name} has the fingerprint {said}");
                    return Err(of_path(Path::new("--drop"), &what, "`cuecard status` says which there are"));
                }
                keys.retain(|key| !is_fingerprint(said, key));
            }
            keys.extend(added.iter().cloned());
            threshold = arguments.threshold.unwrap_or(threshold);
        }
        parts.push((name, keys, threshold));
    }
    let roles: Vec<(&str, &[PublicKey], u64)> =
        parts.iter().map(|(name, keys, threshold)| (*name, keys.as_slice(), *threshold)).collect();
    let draft = checked(Root::new(version, arguments.place.now() + ROOT_LIFE, &roles))?;
    save(&repository, &draft)
}

/// Signs the root that waits.
pub fn sign(arguments: &Sign) -> Result<String, Diagnostic> {
    let repository = Repository::at(&arguments.place.org);
    let mut draft: Signed<Root> = read(&repository.root_draft())?;
    add(&repository, &mut draft, &arguments.key.open()?)?;
    save(&repository, &draft)
}

/// Adds a signature of somebody who may sign it.
pub fn add(repository: &Repository, draft: &mut Signed<Root>, key: &SigningKey) -> Result<(), Diagnostic> {
    let own = PublicKey::of(key, "").id();
    let mut known = draft.signed.keys_of("root");
    known.extend(former(repository)?.into_iter().flat_map(|former| former.keys_of("root")));
    if !known.iter().any(|key| key.id() == own) {
        return Err(of_path(
            Path::new("--key"),
            "this key is none of the root's",
            "take one of those, old or new",
        ));
    }
    draft
        .sign(key)
        .map_err(|error| of_path(Path::new("root"), &error.to_string(), "tell the makers of Cuecard"))
}

/// Keeps a draft, or puts it in force once enough have signed: of the root before, and of its own.
pub fn save(repository: &Repository, draft: &Signed<Root>) -> Result<String, Diagnostic> {
    let version = draft.signed.header.version;
    let mut missing = Vec::new();
    for (which, root) in [("new", Some(draft.signed.clone())), ("former", former(repository)?)] {
        let Some(root) = root else { continue };
        let (count, threshold) = (draft.count_of(&root.keys_of("root")), root.threshold_of("root"));
        if count < threshold {
            missing.push(format!("{count} of {threshold} signatures of the {which} root's keys"));
        }
    }
    if !missing.is_empty() {
        write(&repository.root_draft(), draft)?;
        let missing = missing.join(", ");
        return Ok(format!("root, version {version}: {missing}; next: `cuecard root sign --key FILE`"));
    }
    repository.write("root", version, draft)?;
    if version == 1 {
        write(&repository.pin(), draft)?;
    }
    let _ = fs::remove_file(repository.root_draft());
    Ok(format!("root, version {version}: in force"))
}

fn former(repository: &Repository) -> Result<Option<Root>, Diagnostic> {
    Ok(repository.newest::<Root>("root")?.map(|root| root.signed))
}

fn checked(root: Root) -> Result<Signed<Root>, Diagnostic> {
    for (name, role) in &root.roles {
        let keys = role.keyids.len() as u64;
        if role.threshold > keys || keys == 0 {
            let what = format!("{} must sign for {name}, and there are {keys} keys", role.threshold);
            return Err(of_path(Path::new("root"), &what, "add keys, or lower --threshold"));
        }
    }
    Ok(Signed::new(root))
}

fn publics(files: &[PathBuf]) -> Result<Vec<PublicKey>, Diagnostic> {
    files.iter().map(|file| Ok(read_enrolment(file)?.key().clone())).collect()
}
