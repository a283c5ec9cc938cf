//! An organisation in memory: what each role signs, with which key, and what a browser makes of it.

use std::collections::BTreeMap;

use cuecard::approval::{Cosign, Pilot, cosign_path, pack_path, pilot_path};
use cuecard::content::Content;
use cuecard::hash::short_hex;
use cuecard::join::{Member, Told, Visit, Visited};
use cuecard::json;
use cuecard::policy::Remembered;
use cuecard::time::Day;
use cuecard::trust::State;
use cuecard::trust::sign::{
    Announced, PublicKey, Root, Signed, SigningKey, Snapshot, TargetFile, Targets, Timestamp,
};

use crate::person;

pub const PACK: &str = "opportunity-management";
pub const PRICING: &str = "pricing-objection";
pub const SLIPPING: &str = "slipping-close-date";
pub const TODAY: Day = Day(20_780);
pub const NOW: i64 = 20_780 * 24 * 60 * 60;
pub const LIFE: i64 = 10 * 24 * 60 * 60;

// The keys, by number; one is the root's and the server's.
pub const OWN: u8 = 1;
pub const ORGANISATION: u8 = 2;
pub const AUTHOR: u8 = 3;
pub const MANAGER: u8 = 4;
pub const COUNCIL: u8 = 5;
pub const STRANGER: u8 = 6;

pub fn key(number: u8) -> SigningKey {
    SigningKey::from_bytes(&[number; 32])
}

pub fn public(number: u8) -> [PublicKey; 1] {
    [PublicKey::of(&key(number), "")]
}

/// What each role signs, by role and path; and who signs for a role.
#[derive(Clone)]
pub struct Organisation {
    pub says: BTreeMap<&'static str, BTreeMap<String, Vec<u8>>>,
    pub signers: BTreeMap<&'static str, u8>,
    /// What authors delegate on their own account: a role, its paths and its key.
    pub appointed: Option<(&'static str, &'static str, u8)>,
    pub ends: BTreeMap<&'static str, i64>,
}

/// The shipped pack, changed, as `cuecard sign` writes it.
pub fn pack(change: impl Fn(&str) -> String) -> Vec<u8> {
    change(&person::content::shipped_pack(PACK)).into_bytes()
}

/// SHA-256 of a nudge of a pack.
pub fn sha256(pack: &[u8], nudge: &str) -> String {
    let content = Content::open(String::from_utf8(pack.to_vec()).unwrap()).unwrap();
    let listed = content.listed().unwrap();
    short_hex(&listed.iter().find(|listed| listed.nudge.nudge == nudge).unwrap().sha256, 32)
}

pub fn cosign(sha256: &str, nudge: &str) -> Cosign {
    Cosign {
        by: "Ada".into(),
        reason: "It matters now.".into(),
        minutes: 5,
        from: TODAY,
        until: TODAY.plus(30),
        ..Cosign::new("sales", nudge, sha256.to_owned())
    }
}

impl Organisation {
    /// The pack with two nudges, of which a manager of *sales* stands by one.
    pub fn new() -> Self {
        let mut organisation = Self {
            says: BTreeMap::new(),
            signers: [
                ("targets", ORGANISATION),
                ("authors", AUTHOR),
                ("team-sales", MANAGER),
                ("works-council", COUNCIL),
            ]
            .into(),
            appointed: None,
            ends: BTreeMap::new(),
        };
        let written = pack(str::to_owned);
        let right = cosign(&sha256(&written, PRICING), PRICING);
        organisation.say("authors", &pack_path(PACK, None), written);
        for nudge in [PRICING, SLIPPING] {
            organisation.state(
                "authors",
                &pilot_path(nudge),
                &Pilot::new(nudge, TODAY, vec!["sales".into()]),
            );
        }
        organisation.state("team-sales", &cosign_path("sales", PRICING), &right);
        organisation
    }

    pub fn say(&mut self, role: &'static str, path: &str, bytes: Vec<u8>) {
        self.says.entry(role).or_default().insert(path.to_owned(), bytes);
    }

    pub fn state<T: serde::Serialize>(&mut self, role: &'static str, path: &str, statement: &T) {
        self.say(role, path, json::write(statement).unwrap().into_bytes());
    }

    pub fn root() -> Vec<u8> {
        let (own, organisation) = (public(OWN), public(ORGANISATION));
        let roles = ["root", "timestamp", "snapshot"].map(|role| (role, own.as_slice(), 1));
        let roles: Vec<_> = roles.into_iter().chain([("targets", organisation.as_slice(), 1)]).collect();
        let mut root = Signed::new(Root::new(1, NOW + 100 * LIFE, &roles));
        root.sign(&key(OWN)).unwrap();
        root.bytes().unwrap()
    }

    /// Every file, by path from the top of the repository.
    pub fn published(&self) -> BTreeMap<String, Vec<u8>> {
        let (mut files, mut meta): (BTreeMap<String, Vec<u8>>, _) = (BTreeMap::new(), BTreeMap::new());
        let roles = ["targets", "authors", "team-sales", "works-council"].into_iter();
        for role in roles.chain(self.appointed.iter().map(|(role, ..)| *role)) {
            let until = self.ends.get(role).copied().unwrap_or(NOW + 9 * LIFE);
            let mut targets = Targets::new(1, until);
            if role == "targets" {
                targets.delegate("authors", &["packs/*", "pilots/*"], &public(AUTHOR), 1);
                targets.delegate("team-sales", &["cosigns/sales/*"], &public(MANAGER), 1);
                targets.delegate("works-council", &["consents/*"], &public(COUNCIL), 1);
            }
            if let (Some((name, paths, number)), "authors") = (self.appointed, role) {
                targets.delegate(name, &[paths], &public(number), 1);
            }
            for (path, bytes) in self.says.get(role).into_iter().flatten() {
                let target = TargetFile::of(bytes);
                files.insert(target.file(path), bytes.clone());
                targets.targets.insert(path.clone(), target);
            }
            let signer = self.signers.get(role).copied().unwrap_or(STRANGER);
            let mut file = Signed::new(targets);
            file.sign(&key(signer)).unwrap();
            let bytes = file.bytes().unwrap();
            meta.insert(format!("{role}.json"), Announced::of(1, &bytes));
            files.insert(format!("metadata/1.{role}.json"), bytes);
        }
        let mut snapshot = Signed::new(Snapshot::new(1, NOW + LIFE, meta));
        snapshot.sign(&key(OWN)).unwrap();
        let bytes = snapshot.bytes().unwrap();
        let mut timestamp = Signed::new(Timestamp::new(1, NOW + LIFE, Announced::of(1, &bytes)));
        timestamp.sign(&key(OWN)).unwrap();
        files.insert("metadata/1.snapshot.json".into(), bytes);
        files.insert("metadata/timestamp.json".into(), timestamp.bytes().unwrap());
        files
    }

    pub fn visited(&self, language: &str) -> Visited {
        visit(&self.published(), member(language), None, NOW)
    }

    /// The content that a browser would open, and what is told of it.
    pub fn joined(&self, language: &str) -> (Content, Told) {
        let (text, told, _) = self.visited(language).outcome.unwrap();
        let content = Content::open(text).unwrap();
        assert_eq!(content.check(), Ok(()));
        (content, told)
    }
}

pub fn member(language: &str) -> Member {
    Member {
        pin: None,
        root: Organisation::root(),
        team: "sales".into(),
        language: language.into(),
        link: None,
    }
}

pub fn visit(files: &BTreeMap<String, Vec<u8>>, member: Member, state: Option<State>, now: i64) -> Visited {
    let built_in = Content::open(person::content::shipped_content()).unwrap();
    let today = Day(i32::try_from(now / (24 * 60 * 60)).unwrap());
    let mut visit = Visit::begin(member, state, Remembered::default(), now, today);
    while let Some(wanted) = visit.wants() {
        visit.give(files.get(&wanted.path).map(Vec::as_slice));
    }
    visit.finish(&built_in).unwrap()
}

/// The nudges of content, and why each is silent on the day.
pub fn nudges(content: &Content) -> Vec<(String, Option<String>)> {
    let organisation = content.organisation.as_ref().unwrap();
    let now = u64::try_from(NOW).unwrap() * 1000;
    let mut all: Vec<_> = content
        .each_nudge()
        .map(|published| {
            let lack = organisation.lack(published.approval.as_ref(), now, TODAY);
            (published.nudge.nudge.clone(), lack.map(|reason| reason.word().to_owned()))
        })
        .collect();
    all.sort();
    all
}
