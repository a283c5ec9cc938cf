//! Replays a recorded step. Traces come from tests and from authors who switched recording on;
//! the same trace gives the same bytes natively and in WASM.

use serde::{Deserialize, Serialize};

use super::{Env, Envelope, step};
use crate::content::Content;
use crate::hash;
use crate::json;
use crate::ledger::Ledger;

/// Everything that a step depends on, beside the content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    /// The person's secret, 64 hexadecimal digits.
    pub secret: String,
    /// The ledger before the first step.
    #[serde(default)]
    pub ledger: Ledger,
    /// The steps.
    pub steps: Vec<(Env, Envelope)>,
}

/// Runs a trace; one line of JSON a step, the ledger at the end.
///
/// # Errors
/// With a sentence, when content or trace cannot be read.
pub fn replay(content: &str, trace: &str) -> Result<String, String> {
    let content = Content::open(content.to_owned()).map_err(|error| error.to_string())?;
    let trace: Trace = json::read(trace).map_err(|error| format!("trace: {error}"))?;
    let secret = hash::parse_hex_32(&trace.secret).ok_or("trace: the secret is not 64 hexadecimal digits")?;
    let mut ledger = trace.ledger;
    let mut lines = String::new();
    for (env, envelope) in &trace.steps {
        let output = step(&content, &secret, &mut ledger, env, envelope);
        lines.push_str(&json::write(&output).map_err(|error| error.to_string())?);
        lines.push('\n');
    }
    lines.push_str(&json::write(&ledger).map_err(|error| error.to_string())?);
    lines.push('\n');
    Ok(lines)
}
