//! Makes signed repositories, right and wrong ones, as python-tuf lays them out.

#![allow(dead_code, missing_docs)]
#![allow(clippy::unwrap_used, reason = "it serves tests, which may fail loudly")]

use std::collections::BTreeMap;

use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

/// Until when everything is in force, unless a test says otherwise.
pub const UNTIL: &str = "2027-01-01T00:00:00Z";
/// A time before that, in seconds since 1970.
pub const NOW: i64 = 1_795_305_600;

/// Files by their path from the top of the repository.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A pair of keys; the same number gives the same.
#[derive(Clone)]
pub struct Key(SigningKey);

impl Key {
    pub fn new(number: u16) -> Self {
        let mut seed = [7; 32];
        seed[..2].copy_from_slice(&number.to_le_bytes());
        Self(SigningKey::from_bytes(&seed))
    }

    /// The public key, as files hold it.
    pub fn public(&self) -> Json {
        let public = hex(self.0.verifying_key().as_bytes());
        json!({"keytype": "ed25519", "scheme": "ed25519", "keyval": {"public": public}})
    }

    pub fn bytes(&self) -> [u8; 32] {
        *self.0.verifying_key().as_bytes()
    }

    pub fn id(&self) -> String {
        sha256(canonical(&self.public()).as_bytes())
    }

    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

/// A role of the kind `targets`.
#[derive(Clone)]
pub struct Role {
    pub name: String,
    /// Who delegates to it; the top role has none.
    pub delegator: String,
    pub version: u64,
    pub until: String,
    pub keys: Vec<Key>,
    /// Those that do sign.
    pub signers: Vec<Key>,
    pub threshold: u64,
    pub paths: Vec<String>,
    pub is_terminating: bool,
    pub targets: Vec<(String, Vec<u8>)>,
}

impl Role {
    pub fn new(name: &str, paths: &[&str], keys: &[Key]) -> Self {
        Self {
            name: name.into(),
            delegator: "targets".into(),
            version: 1,
            until: UNTIL.into(),
            keys: keys.to_vec(),
            signers: keys.to_vec(),
            threshold: 1,
            paths: paths.iter().map(|path| (*path).to_owned()).collect(),
            is_terminating: false,
            targets: Vec::new(),
        }
    }

    pub fn with(mut self, path: &str, bytes: &[u8]) -> Self {
        self.targets.push((path.into(), bytes.to_vec()));
        self
    }
}

/// What is published; change it, and publish again.
#[derive(Clone)]
pub struct Repository {
    pub files: Files,
    /// Of root, timestamp and snapshot.
    pub versions: [u64; 3],
    pub until: [String; 3],
    pub root_keys: Vec<Key>,
    pub root_threshold: u64,
    /// Those that sign the root.
    pub root_signers: Vec<Key>,
    pub timestamp_keys: Vec<Key>,
    pub snapshot_keys: Vec<Key>,
    /// `targets` first.
    pub roles: Vec<Role>,
    /// Whether timestamp and snapshot announce lengths and hashes too.
    pub announces_hashes: bool,
}

impl Repository {
    /// `targets` with a file, authors, a team, and a team under that team.
    pub fn new() -> Self {
        let [root, other_root, timestamp, snapshot, targets, author, second, sales, east] =
            [1, 2, 3, 4, 5, 6, 7, 8, 9].map(Key::new);
        let mut authors = Role::new("authors", &["*.json", "packs/*"], &[author, second]);
        authors.threshold = 2;
        let mut sales_east = Role::new("sales-east", &["teams/sales/east-*"], &[east]);
        sales_east.delegator = "sales".into();
        let mut repository = Self {
            files: Files::new(),
            versions: [1; 3],
            until: [(); 3].map(|()| UNTIL.into()),
            root_keys: vec![root.clone(), other_root.clone()],
            root_threshold: 2,
            root_signers: vec![root, other_root],
            timestamp_keys: vec![timestamp],
            snapshot_keys: vec![snapshot],
            roles: vec![
                Role::new("targets", &[], &[targets]).with("policy.json", b"policy"),
                authors.with("prices.json", b"prices").with("packs/one.json", b"one"),
                Role::new("sales", &["teams/sales/*"], &[sales]).with("teams/sales/cosigns.json", b"cosigns"),
                sales_east.with("teams/sales/east-cosigns.json", b"east"),
            ],
            announces_hashes: true,
        };
        repository.publish();
        repository
    }

    pub fn role(&mut self, name: &str) -> &mut Role {
        self.roles.iter_mut().find(|role| role.name == name).unwrap()
    }

    /// A new version of everything but the root.
    pub fn advance(&mut self) {
        self.versions[1] += 1;
        self.versions[2] += 1;
        self.roles.iter_mut().for_each(|role| role.version += 1);
        self.publish();
    }

    /// Writes all files of the present versions.
    pub fn publish(&mut self) {
        self.publish_root(|_| {});
        for role in self.roles.clone() {
            let body = self.targets_body(&role);
            self.put(&format!("metadata/{}.{}.json", role.version, role.name), &body, &role.signers);
            for (path, bytes) in &role.targets {
                let (folder, name) =
                    path.rsplit_once('/').map_or(("", path.as_str()), |(folder, name)| (folder, name));
                let slash = if folder.is_empty() { "" } else { "/" };
                let file = format!("targets/{folder}{slash}{}.{name}", sha256(bytes));
                self.files.insert(file, bytes.clone());
            }
        }
        self.publish_snapshot(|_| {});
        self.publish_timestamp(|_| {});
    }

    pub fn publish_root(&mut self, change: impl FnOnce(&mut Json)) {
        let [version, ..] = self.versions;
        let role = |keys: &[Key], threshold: u64| json!({"keyids": keys.iter().map(Key::id).collect::<Vec<_>>(), "threshold": threshold});
        let targets = &self.roles[0];
        let keys = [&self.root_keys, &self.timestamp_keys, &self.snapshot_keys, &targets.keys];
        let mut body = json!({
            "_type": "root", "spec_version": "1.0.31", "version": version, "expires": self.until[0],
            "consistent_snapshot": true, "keys": by_id(keys.into_iter().flatten()),
            "roles": {
                "root": role(&self.root_keys, self.root_threshold),
                "timestamp": role(&self.timestamp_keys, 1),
                "snapshot": role(&self.snapshot_keys, 1),
                "targets": role(&targets.keys, targets.threshold),
            },
        });
        change(&mut body);
        self.put(&format!("metadata/{version}.root.json"), &body, &self.root_signers.clone());
    }

    pub fn publish_snapshot(&mut self, change: impl FnOnce(&mut Json)) {
        let [.., version] = self.versions;
        let meta: Map<_, _> = self
            .roles
            .iter()
            .map(|role| {
                let file = format!("metadata/{}.{}.json", role.version, role.name);
                (format!("{}.json", role.name), self.announced(role.version, &file))
            })
            .collect();
        let mut body = json!({"_type": "snapshot", "spec_version": "1.0.31", "version": version,
            "expires": self.until[2], "meta": meta});
        change(&mut body);
        self.put(&format!("metadata/{version}.snapshot.json"), &body, &self.snapshot_keys.clone());
    }

    pub fn publish_timestamp(&mut self, change: impl FnOnce(&mut Json)) {
        let [_, version, snapshot] = self.versions;
        let announced = self.announced(snapshot, &format!("metadata/{snapshot}.snapshot.json"));
        let mut body = json!({"_type": "timestamp", "spec_version": "1.0.31", "version": version,
            "expires": self.until[1], "meta": {"snapshot.json": announced}});
        change(&mut body);
        self.put("metadata/timestamp.json", &body, &self.timestamp_keys.clone());
    }

    /// Signs a file of a role again, after a change, and nothing else.
    pub fn change_role(&mut self, name: &str, change: impl FnOnce(&mut Json)) {
        let role = self.role(name).clone();
        let mut body = self.targets_body(&role);
        change(&mut body);
        self.put(&format!("metadata/{}.{name}.json", role.version), &body, &role.signers);
        self.publish_snapshot(|_| {});
        self.publish_timestamp(|_| {});
    }

    pub fn put(&mut self, file: &str, body: &Json, keys: &[Key]) {
        self.files.insert(file.to_owned(), signed(body, keys));
    }

    /// The root with which clients begin.
    pub fn first_root(&self) -> Vec<u8> {
        self.files["metadata/1.root.json"].clone()
    }

    fn announced(&self, version: u64, file: &str) -> Json {
        if !self.announces_hashes {
            return json!({ "version": version });
        }
        let bytes = &self.files[file];
        json!({"version": version, "length": bytes.len(), "hashes": {"sha256": sha256(bytes)}})
    }

    fn targets_body(&self, role: &Role) -> Json {
        let target = |(path, bytes): &(String, Vec<u8>)| {
            (path.clone(), json!({"length": bytes.len(), "hashes": {"sha256": sha256(bytes)}}))
        };
        let mut body = json!({"_type": "targets", "spec_version": "1.0.31", "version": role.version,
            "expires": role.until, "targets": role.targets.iter().map(target).collect::<Map<_, _>>()});
        let under: Vec<&Role> = self.roles[1..].iter().filter(|other| other.delegator == role.name).collect();
        if !under.is_empty() {
            let roles: Vec<_> = under.iter().map(|role| delegation(role)).collect();
            body["delegations"] =
                json!({"keys": by_id(under.iter().flat_map(|role| &role.keys)), "roles": roles});
        }
        body
    }
}

pub fn delegation(role: &Role) -> Json {
    json!({"name": role.name, "keyids": role.keys.iter().map(Key::id).collect::<Vec<_>>(),
        "threshold": role.threshold, "paths": role.paths, "terminating": role.is_terminating})
}

pub fn by_id<'a>(keys: impl IntoIterator<Item = &'a Key>) -> Json {
    keys.into_iter().map(|key| (key.id(), key.public())).collect::<Map<_, _>>().into()
}

/// A signed file, with spaces where JSON allows them.
pub fn signed(body: &Json, keys: &[Key]) -> Vec<u8> {
    let message = canonical(body);
    let signature = |key: &Key| json!({"keyid": key.id(), "sig": hex(&key.sign(message.as_bytes()))});
    let signatures: Vec<_> = keys.iter().map(signature).collect();
    serde_json::to_vec_pretty(&json!({"signatures": signatures, "signed": body})).unwrap()
}

/// Canonical JSON, for texts without control characters.
pub fn canonical(value: &Json) -> String {
    match value {
        Json::Array(entries) => format!("[{}]", entries.iter().map(canonical).collect::<Vec<_>>().join(",")),
        Json::Object(entries) => {
            let sorted: BTreeMap<_, _> = entries.iter().collect();
            let entry = |(name, value): (&String, &Json)| {
                format!("{}:{}", Json::from(name.as_str()), canonical(value))
            };
            format!("{{{}}}", sorted.into_iter().map(entry).collect::<Vec<_>>().join(","))
        }
        _ => value.to_string(),
    }
}

pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
