//! An organisation that signs: its keys, what it sends to a server, and what a browser makes of that.

use cuecard::approval::{Cosign, ListedPack, Pilot, Standing, cosign_path, pilot_path, standings};
use cuecard::content::ListedNudge;
use cuecard::hash::{digest, short_hex};
use cuecard::pack::Nudge;
use cuecard::time::Day;
use cuecard::trust::sign::{PublicKey, Root, Signed, SigningKey, TargetFile, Targets};
use cuecard::trust::{Accepted, Client, Refusal, Scope, State, run};
use cuecard_server::{NotPublished, Repository, Sent};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// 2026-11-22T00:00:00Z.
pub const NOW: i64 = 1_795_305_600;
pub const DAY: i64 = 24 * 60 * 60;

static SIGNED_AT: OnceLock<i64> = OnceLock::new();

/// When all is signed: at [`NOW`], unless a test program with a server's own clock said otherwise.
pub fn signed_at() -> i64 {
    *SIGNED_AT.get_or_init(|| NOW)
}

/// From now on all is signed at the time of this computer's clock, which is given.
pub fn sign_by_the_clock() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    *SIGNED_AT.get_or_init(|| i64::try_from(since.as_secs()).unwrap())
}
pub const NUDGE: &str = "slipping-close-date";
pub const PACK: &str = "packs/deals.json";

/// Whose key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Key {
    Root = 1,
    Organisation,
    Author,
    Manager,
    Verdicts,
    Online,
    NextOnline,
    Deputy,
    Stranger,
}

impl Key {
    pub fn private(self) -> SigningKey {
        SigningKey::from_bytes(&[self as u8; 32])
    }

    pub fn public(self) -> PublicKey {
        PublicKey::of(&self.private(), &format!("{self:?}"))
    }
}

/// Of [`online_key`].
pub const PASSPHRASE: &str = "three fine words";

/// PKCS #8 with the passphrase, of [`Key::Online`].
pub fn online_key() -> String {
    use ed25519_dalek::pkcs8::EncodePrivateKey;
    use pkcs8::LineEnding;
    Key::Online.private().to_pkcs8_encrypted_pem(PASSPHRASE, LineEnding::LF).unwrap().to_string()
}

/// Files by their paths in the repository.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A signed file's bytes.
pub fn signed<T: Serialize>(file: T, keys: &[Key]) -> Vec<u8> {
    let mut file = Signed::new(file);
    for key in keys {
        file.sign(&key.private()).unwrap();
    }
    file.bytes().unwrap()
}

/// A root with these keys of the server.
pub fn root(version: u64, online: &[Key], signers: &[Key]) -> Vec<u8> {
    let online: Vec<PublicKey> = online.iter().map(|key| key.public()).collect();
    let roles: [(&str, &[PublicKey], u64); 4] = [
        ("root", &[Key::Root.public()], 1),
        ("targets", &[Key::Organisation.public()], 1),
        ("snapshot", &online, 1),
        ("timestamp", &online, 1),
    ];
    signed(Root::new(version, signed_at() + 365 * DAY, &roles), signers)
}

/// A role that names these targets, and its targets.
pub fn role(name: &str, version: u64, targets: &[(&str, &[u8])], signers: &[Key]) -> Files {
    changed_role(name, version, targets, signers, |_| {})
}

/// The same, changed before it is signed.
pub fn changed_role(
    name: &str,
    version: u64,
    targets: &[(&str, &[u8])],
    signers: &[Key],
    change: impl FnOnce(&mut Targets),
) -> Files {
    let mut file = Targets::new(version, signed_at() + 90 * DAY);
    let mut files = Files::new();
    for (path, bytes) in targets {
        let target = TargetFile::of(bytes);
        files.insert(target.file(path), bytes.to_vec());
        file.targets.insert((*path).to_owned(), target);
    }
    change(&mut file);
    files.insert(format!("metadata/{version}.{name}.json"), signed(file, signers));
    files
}

/// What the organisation says: who writes, who manages `sales`, who judges.
pub fn organisation(version: u64, managers: &[Key], signers: &[Key]) -> Files {
    let managers: Vec<PublicKey> = managers.iter().map(|key| key.public()).collect();
    changed_role("targets", version, &[], signers, |top| {
        top.delegate("authors", &["packs/*", "pilots/*"], &[Key::Author.public()], 1);
        top.delegate("verdicts", &["verdicts/*"], &[Key::Verdicts.public()], 1);
        top.delegate("team-sales", &["cosigns/sales/*"], &managers, 1);
    })
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap()
}

pub fn today() -> Day {
    Day(i32::try_from(signed_at() / DAY).unwrap())
}

/// What authors sign: a pack, whatever it says, and a pilot.
pub fn authors(version: u64, pack: &[u8], signers: &[Key]) -> Files {
    let pilot = json(&Pilot::new(NUDGE, today(), vec!["sales".into()]));
    role("authors", version, &[(PACK, pack), (&pilot_path(NUDGE), &pilot)], signers)
}

/// What a manager signs of a team.
pub fn statement(team: &str) -> (String, Vec<u8>) {
    let cosign = Cosign {
        by: "Ada".into(),
        reason: "It matters now.".into(),
        minutes: 5,
        from: today(),
        until: today().plus(30),
        ..Cosign::new(team, NUDGE, short_hex(&digest(&[NUDGE.as_bytes()]), 32))
    };
    (cosign_path(team, NUDGE), json(&cosign))
}

pub fn managers(version: u64, signers: &[Key]) -> Files {
    let (path, bytes) = statement("sales");
    role("team-sales", version, &[(&path, &bytes)], signers)
}

/// All that is sent the first time: version 1 of everything, and the nudge is live for `sales`.
pub fn everything() -> Files {
    let mut files = organisation(1, &[Key::Manager], &[Key::Organisation]);
    files.extend(authors(1, b"a pack", &[Key::Author]));
    files.extend(managers(1, &[Key::Manager]));
    files.extend(role("verdicts", 1, &[], &[Key::Verdicts]));
    files
}

/// As it goes over the network.
pub fn body(files: &Files) -> String {
    let text = |bytes: &Vec<u8>| String::from_utf8(bytes.clone()).unwrap();
    let files: BTreeMap<&String, String> = files.iter().map(|(path, bytes)| (path, text(bytes))).collect();
    serde_json::json!({ "files": files }).to_string()
}

pub fn sent(files: &Files) -> Sent {
    Sent::read(body(files).as_bytes()).unwrap()
}

/// A folder that a server keeps.
pub struct Kept(pub PathBuf);

impl Kept {
    /// With nothing but a root in it.
    pub fn empty(folder: &Path) -> Self {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("root.json"), root(1, &[Key::Online], &[Key::Root])).unwrap();
        Self(folder.to_owned())
    }

    /// With everything published.
    pub fn published(folder: &Path) -> Self {
        let kept = Self::empty(folder);
        kept.server().publish(sent(&everything()), signed_at()).unwrap();
        kept
    }

    pub fn server(&self) -> Repository {
        self.server_with(Key::Online)
    }

    pub fn server_with(&self, key: Key) -> Repository {
        Repository::new(&self.0, Some(key.private()))
    }

    /// What the server says to this.
    pub fn refusal(&self, files: &Files) -> String {
        match self.server().publish(sent(files), signed_at()) {
            Err(NotPublished::Refused(what)) => what,
            other => panic!("{other:?}"),
        }
    }

    /// What a browser makes of it that remembers `state`.
    pub fn read(&self, state: Option<State>, now: i64, scope: Scope) -> (State, Result<Accepted, Refusal>) {
        let root = fs::read(self.0.join("root.json")).unwrap();
        let client = match Client::new(&root, state.clone(), now, scope) {
            Ok(client) => client,
            Err(refusal) => return (state.unwrap_or_default(), Err(refusal)),
        };
        run(client, |wanted| fs::read(self.0.join("repository").join(&wanted.path)).ok())
    }

    pub fn accepted(&self, now: i64) -> Accepted {
        self.read(None, now, Scope::Everything).1.unwrap()
    }

    /// How the nudge stands with a team, for a browser that reads what it needs.
    pub fn standing(&self, accepted: &Accepted, team: &str) -> Standing {
        let nudge = ListedNudge {
            nudge: Nudge { nudge: NUDGE.into(), ..Nudge::default() },
            aid: Default::default(),
            pack: "deals".into(),
            most_a_week: None,
            min_lift_points: 5,
            decides: [0; 32],
            sha256: digest(&[NUDGE.as_bytes()]),
        };
        let pack = ListedPack { pack: "deals".into(), nudges: vec![nudge], translations: Vec::new() };
        let fetch = |path: &str| fs::read(self.0.join("repository").join(accepted.file_of(path)?)).ok();
        standings(accepted, &[pack], team, today(), fetch).pop().unwrap().standing
    }

    pub fn is_live(&self, team: &str) -> bool {
        matches!(self.standing(&self.accepted(signed_at()), team), Standing::Live(..))
    }

    /// Every file of the folder, but for the lock.
    pub fn files(&self) -> Files {
        let (mut files, mut folders) = (Files::new(), vec![self.0.clone()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.file_name().is_some_and(|name| name != "lock") {
                    let name = path.strip_prefix(&self.0).unwrap().display().to_string();
                    files.insert(name, fs::read(&path).unwrap());
                }
            }
        }
        files
    }

    /// Writes to what is served, as whoever broke into the server can.
    pub fn plant(&self, files: &Files) {
        for (path, bytes) in files {
            let file = self.0.join("repository").join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
    }
}
