//! The co-sign page's own code, with a key that only signs what it is given.

use std::fs;

use cuecard::join::{Agenda, Cosigner, Looking, Member, Said};
use cuecard::time::{Day, parse_moment};
use cuecard::trust::sign::{Draft, Enrolment, Publication, SigningKey, fingerprint};
use ed25519_dalek::Signer;
use serde_json::Value;

use super::made::*;

const TODAY: &str = "2026-11-22";

/// A browser with a key.
pub struct Browser {
    pub key: SigningKey,
    signed: Option<String>,
}

impl Browser {
    pub fn new(seed: u8) -> Self {
        Self { key: SigningKey::from_bytes(&[seed; 32]), signed: None }
    }

    /// An organisation in which it may sign for `sales`, beside `ada`.
    pub fn enrolled(name: &str) -> (Organisation, Self) {
        let (organisation, browser) = (Organisation::with_sales(name), Self::new(7));
        browser.enrol(&organisation, "Bea");
        organisation.publish();
        (organisation, browser)
    }

    fn open(&self) -> [u8; 32] {
        self.key.verifying_key().to_bytes()
    }

    pub fn enrol(&self, organisation: &Organisation, who: &str) {
        let mut asked = Enrolment::begin(&self.open(), who).unwrap();
        asked.prove(&self.proof(&asked.message().unwrap())).unwrap();
        let file = organisation.folder.join("bea.public.json");
        fs::write(&file, asked.json()).unwrap();
        let print = fingerprint(asked.key());
        let said = organisation.does(&["key", "show", "bea.public.json"]);
        assert_eq!(said, format!("{who}\nfingerprint {print}\n"));
        let enrol = ["org", "enrol", "team-sales", "bea.public.json"];
        organisation.does(&[&enrol[..], &["--fingerprint", &print, "--key", ORGANISATION]].concat());
    }

    pub fn proof(&self, message: &str) -> [u8; 64] {
        self.key.sign(message.as_bytes()).to_bytes()
    }

    pub fn look(&self, organisation: &Organisation) -> Agenda {
        let root = fs::read(organisation.folder.join("root.json")).unwrap();
        let member = Member { root, team: "sales".into(), language: "de".into(), ..Member::default() };
        let who = Cosigner { member, key: Some(self.open()), signed: self.signed.clone() };
        let (now, today) =
            (parse_moment(&organisation.now).unwrap(), Day::parse(&organisation.now[..10]).unwrap());
        let mut looking = Looking::begin(who, None, now, today);
        while let Some(wanted) = looking.wants() {
            looking.give(fs::read(organisation.folder.join("repository").join(wanted.path)).ok().as_deref());
        }
        looking.finish().unwrap()
    }

    /// Signs a draft and saves what is handed over.
    pub fn sign(&mut self, organisation: &Organisation, draft: Draft, file: &str) -> Publication {
        let proof = self.proof(&draft.message().unwrap());
        let publication = draft.sign(&proof).unwrap();
        self.signed = Some(publication.json());
        fs::write(organisation.folder.join(file), publication.json()).unwrap();
        publication
    }

    pub fn cosign(&mut self, organisation: &Organisation, nudge: &str, file: &str) -> Publication {
        let until = Day::parse(&organisation.now[..10]).unwrap().plus(60);
        let draft = self.look(organisation).cosign(&Said { until, ..said(nudge) }).unwrap();
        self.sign(organisation, draft, file)
    }
}

pub fn said(nudge: &str) -> Said {
    let until = Day::parse(TODAY).unwrap().plus(60);
    Said { nudge: nudge.into(), reason: " It matters now. ".into(), minutes: 4, until }
}

/// What is told of a nudge.
pub fn line(agenda: &Agenda, nudge: &str) -> Value {
    let told: Value = serde_json::from_str(&agenda.told()).unwrap();
    told["nudges"].as_array().unwrap().iter().find(|line| line["nudge"] == nudge).unwrap().clone()
}
