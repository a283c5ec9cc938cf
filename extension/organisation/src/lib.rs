//! A visit to an organisation's repository, in the browser. The worker fetches, this module believes or
//! does not. It is apart from the worker's own because only who has an organisation needs it.

use cuecard::content::Content;
use cuecard::join::{self, Link, Member, Visited};
use cuecard::json;
use cuecard::policy::Remembered;
use cuecard::time::Day;
use cuecard::trust::{Refusal, State};
use wasm_bindgen::prelude::*;

/// A visit.
#[wasm_bindgen]
pub struct Visit(join::Visit);

/// What a link by which somebody joins says, as JSON, before anything of it is believed.
///
/// # Errors
/// With a word, a sentence, and the file, when it is none or not whole.
#[wasm_bindgen]
pub fn read_link(text: &str) -> Result<String, Vec<String>> {
    let link = Link::read(text).map_err(words)?;
    json::write(&link.terms).map_err(|error| vec![String::new(), error.to_string(), String::new()])
}

/// What came of a visit.
#[wasm_bindgen(getter_with_clone)]
pub struct Outcome {
    /// What is to be remembered until the next time; none: what was.
    pub state: Option<String>,
    /// The content that the worker opens; none: it was refused.
    pub content: Option<String>,
    /// What the person can be told of it, as JSON.
    pub told: Option<String>,
    /// What is to be remembered of what may leave the browser, likewise.
    pub agreed: Option<String>,
    /// Why it was refused: the reason's word, a sentence, and the file.
    pub refused: Option<Vec<String>>,
}

#[wasm_bindgen]
impl Visit {
    /// Begins at `root`, which has this SHA-256 if there is a `pin`, for a member of a `team` who reads
    /// `language`. `kept` is what was remembered: the state and what was agreed, each empty if there was none; `now` is in seconds since 1970, `today` the civil day.
    ///
    /// # Errors
    /// With a sentence, when the day is none or what was remembered cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(
        root: Vec<u8>,
        pin: Option<String>,
        team: String,
        language: String,
        kept: Vec<String>,
        now: f64,
        today: &str,
    ) -> Result<Visit, JsValue> {
        let today = Day::parse(today).ok_or("this is no day")?;
        let [state, agreed] = [0, 1].map(|at| kept.get(at).filter(|text| !text.is_empty()));
        let state = state.map(|state| State::from_json(state)).transpose();
        let state = state.map_err(|refusal| refusal.to_string())?;
        let agreed = agreed.map_or_else(Remembered::default, |agreed| Remembered::read(agreed));
        let member = Member { pin, root, team, language, link: None };
        Ok(Self(join::Visit::begin(member, state, agreed, now as i64, today)))
    }

    /// The same for somebody who joins by this link, of which nothing is remembered yet.
    ///
    /// # Errors
    /// With a sentence, when the day is none or the link is none.
    pub fn by_link(
        root: Vec<u8>,
        link: &str,
        language: String,
        now: f64,
        today: &str,
    ) -> Result<Visit, JsValue> {
        let today = Day::parse(today).ok_or("this is no day")?;
        let link = Link::read(link).map_err(|refusal| refusal.to_string())?;
        let (pin, team) = (Some(link.terms.pin.clone()), link.terms.team.clone());
        let member = Member { pin, root, team, language, link: Some(link) };
        Ok(Self(join::Visit::begin(member, None, Remembered::default(), now as i64, today)))
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

    /// What came of it. `built_in` is the content that came with the extension.
    ///
    /// # Errors
    /// With a sentence, when that cannot be read.
    pub fn finish(self, built_in: Vec<u8>) -> Result<Outcome, JsValue> {
        let built_in = Content::open(String::from_utf8(built_in).unwrap_or_default());
        let visited = built_in.and_then(|built_in| self.0.finish(&built_in));
        let Visited { state, outcome } = visited.map_err(|error| error.to_string())?;
        let state = state.map(|state| state.to_json());
        Ok(match outcome {
            Ok((content, told, agreed)) => Outcome {
                state,
                content: Some(content),
                told: json::write(&told).ok(),
                agreed: json::write(&agreed).ok(),
                refused: None,
            },
            Err(refusal) => {
                Outcome { state, content: None, told: None, agreed: None, refused: Some(words(refusal)) }
            }
        })
    }
}

/// A refusal as the worker takes it: the reason's word, a sentence, and the file.
fn words(refusal: Refusal) -> Vec<String> {
    vec![refusal.reason.word().to_owned(), refusal.to_string(), refusal.file]
}
