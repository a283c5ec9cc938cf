//! Replays a recorded step. Traces come from tests and from authors who switched recording on;
//! the same trace gives the same bytes natively and in WASM.

use serde::Serialize;

use super::{Env, Envelope, Output, step};
use crate::content::Content;
use crate::hash;
use crate::json::{self, fields};
use crate::ledger::Ledger;

/// Everything that a step depends on, beside the content.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Trace {
    /// The person's secret, 64 hexadecimal digits.
    pub secret: String,
    /// The ledger before the first step.
    pub ledger: Ledger,
    /// The steps.
    pub steps: Vec<(Env, Envelope)>,
}

fields! { Trace: secret, steps; ledger, .. }

/// Runs a trace; one line of JSON a step, the ledger at the end.
///
/// # Errors
/// With a sentence, when content or trace cannot be read.
pub fn replay(content: &str, trace: &str) -> Result<String, String> {
    let content = Content::open(content.to_owned()).map_err(|error| error.to_string())?;
    let trace: Trace = json::read(trace).map_err(|error| format!("trace: {error}"))?;
    let mut lines = String::new();
    let ledger = trace.run(&content, &mut |output| {
        lines.push_str(&json::write(output).map_err(|error| error.to_string())?);
        lines.push('\n');
        Ok(())
    })?;
    lines.push_str(&json::write(&ledger).map_err(|error| error.to_string())?);
    lines.push('\n');
    Ok(lines)
}

impl Trace {
    /// Takes every step, hands on what it leads to, and gives what is remembered at the end.
    ///
    /// # Errors
    /// With a sentence, when the secret cannot be read, or when `each` fails.
    pub fn run(
        self,
        content: &Content,
        each: &mut dyn FnMut(&Output) -> Result<(), String>,
    ) -> Result<Ledger, String> {
        let wrong = "trace: the secret is not 64 hexadecimal digits";
        let secret = hash::parse_hex_32(&self.secret).ok_or(wrong)?;
        let mut ledger = self.ledger;
        for (env, envelope) in &self.steps {
            each(&step(content, &secret, &mut ledger, env, envelope))?;
        }
        Ok(ledger)
    }
}
