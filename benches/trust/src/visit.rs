//! A visit to a repository.

use cuecard::trust::{Accepted, Client, Refusal, Scope};
use wasm_bindgen::prelude::*;

/// A visit to a repository.
#[wasm_bindgen]
pub struct Visit {
    client: Option<Client>,
    accepted: Option<Accepted>,
}

#[wasm_bindgen]
impl Visit {
    /// Begins at `root`, at `now` in seconds since 1970; with no roles, all are read.
    ///
    /// # Errors
    /// When the root is refused.
    #[wasm_bindgen(constructor)]
    pub fn new(root: &[u8], now: f64, roles: Vec<String>) -> Result<Visit, JsValue> {
        let scope = if roles.is_empty() { Scope::Everything } else { Scope::Roles(roles) };
        let client = Client::new(root, None, now as i64, scope).map_err(sentence)?;
        Ok(Self { client: Some(client), accepted: None })
    }

    /// The file that is wanted next; none: it is done.
    pub fn wants(&self) -> Option<String> {
        Some(self.client.as_ref()?.wants()?.path)
    }

    /// Takes that file; none: it is not there.
    ///
    /// # Errors
    /// When it is refused.
    pub fn give(&mut self, bytes: Option<Vec<u8>>) -> Result<(), JsValue> {
        self.client.as_mut().map_or(Ok(()), |client| client.give(bytes.as_deref())).map_err(sentence)
    }

    /// How many targets are believed; none: it is not done.
    pub fn targets(&mut self) -> usize {
        if let Some(client) = self.client.take() {
            self.accepted = client.finish();
        }
        self.accepted.as_ref().map_or(0, |accepted| accepted.targets.len())
    }

    /// Where a target lies whose bytes are believed. Not timed: a browser needs it, so it counts in the size.
    pub fn holds(&self, path: &str, bytes: &[u8]) -> Option<String> {
        let accepted = self.accepted.as_ref()?;
        accepted.check(path, bytes).ok().and_then(|()| accepted.file_of(path))
    }

    /// What is to be remembered, likewise.
    pub fn state(&self) -> Option<String> {
        Some(self.accepted.as_ref()?.state.to_json())
    }
}

fn sentence(refusal: Refusal) -> JsValue {
    refusal.to_string().into()
}
