//! The module of the page on which a manager co-signs. It verifies what is published and writes what is to
//! be signed; the browser has the key, and only it can sign.

use cuecard::join::{self, Cosigner, Member, Said};
use cuecard::time::Day;
use cuecard::trust::State;
use cuecard::trust::sign::{self, PublicKey, Unsigned};
use wasm_bindgen::prelude::*;

/// What people read to each other of a key of 32 bytes.
///
/// # Errors
/// When it has more or fewer.
#[wasm_bindgen]
pub fn fingerprint(key: &[u8]) -> Result<String, JsValue> {
    Ok(sign::fingerprint(&PublicKey::new(&exactly(key)?, "")))
}

/// What a manager sends to be enrolled.
#[wasm_bindgen]
pub struct Enrolment(sign::Enrolment);

#[wasm_bindgen]
impl Enrolment {
    /// That of a key, whose it is.
    ///
    /// # Errors
    /// When nobody is named.
    #[wasm_bindgen(constructor)]
    pub fn new(key: &[u8], who: &str) -> Result<Enrolment, JsValue> {
        Ok(Self(sign::Enrolment::begin(&exactly(key)?, who)?))
    }

    /// What the key signs to show that somebody has it.
    ///
    /// # Errors
    /// Never, unless the module is wrong.
    pub fn message(&self) -> Result<Vec<u8>, JsValue> {
        bytes(self.0.message())
    }

    /// The file, with that signature.
    ///
    /// # Errors
    /// When it is not that of the key.
    pub fn finish(mut self, proof: &[u8]) -> Result<String, JsValue> {
        self.0.prove(&exactly(proof)?).map_err(|error| error.to_string())?;
        Ok(self.0.json())
    }
}

/// A look at what could be co-signed.
#[wasm_bindgen]
pub struct Looking(join::Looking);

#[wasm_bindgen]
impl Looking {
    /// Begins at `root`, which has this SHA-256 if there is a `pin`, for who co-signs for `team` and reads
    /// `language`. `key` is theirs, `signed` what they signed last, `state` what was seen before; `now` is in
    /// seconds since 1970, `today` the civil day.
    ///
    /// # Errors
    /// With a sentence, when the day is none or what was seen cannot be read.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::too_many_arguments, reason = "JavaScript has no other way to hand over so many")]
    pub fn new(
        root: Vec<u8>,
        pin: Option<String>,
        team: String,
        language: String,
        key: Option<Vec<u8>>,
        signed: Option<String>,
        state: Option<String>,
        now: f64,
        today: &str,
    ) -> Result<Looking, JsValue> {
        let today = Day::parse(today).ok_or("this is no day")?;
        let state = state.map(|state| State::from_json(&state)).transpose();
        let state = state.map_err(|refusal| refusal.to_string())?;
        let key = key.map(|key| exactly(&key)).transpose()?;
        let who = Cosigner { member: Member { pin, root, team, language, link: None }, key, signed };
        Ok(Self(join::Looking::begin(who, state, now as i64, today)))
    }

    /// The file that is wanted next, from the top of the repository; none: it is done.
    pub fn wants(&self) -> Option<String> {
        self.0.wants().map(|wanted| wanted.path)
    }

    /// How many bytes of it may be read; one more is refused.
    pub fn most_bytes(&self) -> f64 {
        self.0.wants().map_or(0.0, |wanted| wanted.most_bytes as f64)
    }

    /// Takes that file; none: it is not there.
    pub fn give(&mut self, bytes: Option<Vec<u8>>) {
        self.0.give(bytes.as_deref());
    }

    /// What there is to co-sign.
    ///
    /// # Errors
    /// With a sentence, when it is not to be believed.
    pub fn finish(self) -> Result<Agenda, JsValue> {
        self.0.finish().map(Agenda).map_err(|refusal| refusal.to_string().into())
    }
}

/// What there is to co-sign.
#[wasm_bindgen]
pub struct Agenda(join::Agenda);

#[wasm_bindgen]
impl Agenda {
    /// All of it, as JSON.
    pub fn told(&self) -> String {
        self.0.told()
    }

    /// A nudge's card in a language (empty: as its authors wrote it), with what is about to be said of it.
    pub fn card(
        &self,
        nudge: &str,
        language: &str,
        reason: &str,
        minutes: u32,
        until: &str,
    ) -> Option<String> {
        self.0.card(&said(nudge, reason, minutes, until), language)
    }

    /// The team's next version, in which this is said of one nudge.
    ///
    /// # Errors
    /// With a word for why it cannot be said.
    pub fn cosign(&self, nudge: &str, reason: &str, minutes: u32, until: &str) -> Result<Draft, JsValue> {
        self.0.cosign(&said(nudge, reason, minutes, until)).map(Draft).map_err(|unsaid| unsaid.word().into())
    }

    /// The team's next version, in which nothing is said of this nudge any more.
    ///
    /// # Errors
    /// With a word for why it cannot be taken back.
    pub fn withdraw(&self, nudge: &str) -> Result<Draft, JsValue> {
        self.0.withdraw(nudge).map(Draft).map_err(|unsaid| unsaid.word().into())
    }
}

/// A version that waits for its signature.
#[wasm_bindgen]
pub struct Draft(sign::Draft);

#[wasm_bindgen]
impl Draft {
    /// What the key signs.
    ///
    /// # Errors
    /// When it holds more than can be signed.
    pub fn message(&self) -> Result<Vec<u8>, JsValue> {
        bytes(self.0.message())
    }

    /// What is handed over, with that signature.
    ///
    /// # Errors
    /// When it is not that of the key.
    pub fn finish(self, proof: &[u8]) -> Result<String, JsValue> {
        let publication = self.0.sign(&exactly(proof)?).map_err(|error| error.to_string())?;
        Ok(publication.json())
    }
}

/// A day that is none is long ago, which nothing may run until.
fn said(nudge: &str, reason: &str, minutes: u32, until: &str) -> Said {
    let until = Day::parse(until).unwrap_or_default();
    Said { nudge: nudge.to_owned(), reason: reason.to_owned(), minutes, until }
}

fn bytes(message: Result<String, Unsigned>) -> Result<Vec<u8>, JsValue> {
    message.map(String::into_bytes).map_err(|error| error.to_string().into())
}

fn exactly<const BYTES: usize>(bytes: &[u8]) -> Result<[u8; BYTES], JsValue> {
    bytes.try_into().map_err(|_| "a key or a signature has another length".into())
}
