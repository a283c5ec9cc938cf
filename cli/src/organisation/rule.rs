//! `cuecard rule`: verdicts are signed, and so pause nudges or renew their leases.

use std::path::{Path, PathBuf};

use cuecard::approval::{Outcome, Ruling, VERDICTS, ruling_path};
use cuecard::hash::short_hex;
use cuecard::json;
use cuecard::pack::author::Diagnostic;
use cuecard::time::Day;
use serde::Deserialize;

use super::Place;
use super::reading::Reading;
use super::statement::state;
use crate::folder::{of_path, read_at_most};
use crate::key::KeyOption;

/// Bytes of the content hash that reports carry.
const HASH_BYTES: usize = 8;
/// Bytes of a file: ten thousand verdicts.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// What to sign.
#[derive(clap::Args)]
pub struct Arguments {
    /// What `cuecard verdict COUNTS --json` printed
    verdicts: PathBuf,
    #[command(flatten)]
    key: KeyOption,
    #[command(flatten)]
    place: Place,
}

/// What is read of it.
#[derive(Deserialize)]
struct Document {
    today: Day,
    nudges: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    nudge: String,
    content: String,
    verdict: String,
}

/// Signs them.
pub fn run(arguments: &Arguments) -> Result<String, Diagnostic> {
    let document = read(&arguments.verdicts)?;
    let repository = arguments.place.repository()?;
    let now = arguments.place.now();
    let reading = Reading::published(&repository, now)?;
    let key = arguments.key.open()?;
    let (mut lines, mut signed) = (Vec::new(), Vec::new());
    for Entry { nudge, content, verdict } in document.nudges {
        let is_it = |hash: &[u8; 32]| short_hex(hash, HASH_BYTES) == content;
        let listed = reading.nudges().find(|listed| listed.nudge.nudge == nudge);
        let Some(outcome) = outcome(&verdict) else {
            lines.push(format!("{nudge}: {verdict}, nothing to sign"));
            continue;
        };
        // Nothing was withheld: counts can show harm, and nothing else.
        if listed.is_some_and(|listed| listed.nudge.safety) && outcome != Outcome::Harmful {
            lines.push(format!("{nudge}: about safety, never withheld and so not tested; nothing to sign"));
            continue;
        }
        if !listed.is_some_and(|listed| is_it(&listed.sha256)) {
            lines.push(format!("{nudge}: not signed, {content} is not what is published"));
            continue;
        }
        let ruling = Ruling::new(&nudge, &content, outcome, document.today);
        lines.push(match outcome {
            Outcome::Improved => format!("{nudge}: {}, renewed until {}", outcome.told(), ruling.until),
            _ => format!("{nudge}: {}, paused", outcome.told()),
        });
        signed.push((ruling_path(&nudge), ruling));
    }
    if signed.is_empty() {
        lines.push("no verdict to sign".to_owned());
        return Ok(lines.join("\n"));
    }
    let amended = state(&repository, VERDICTS, &key, now, &signed)?;
    lines.push(amended.words(VERDICTS));
    Ok(lines.join("\n"))
}

/// What a verdict comes to; none: nothing yet.
fn outcome(word: &str) -> Option<Outcome> {
    [Outcome::Improved, Outcome::NoEffect, Outcome::Harmful, Outcome::Insufficient, Outcome::Invalid]
        .into_iter()
        .find(|outcome| json::write(outcome).is_ok_and(|json| json.trim_matches('"') == word))
}

fn read(file: &Path) -> Result<Document, Diagnostic> {
    let wrong = |what: String| of_path(file, &what, "name what `cuecard verdict COUNTS --json` printed");
    let bytes = read_at_most(file, MOST_BYTES);
    let bytes = bytes.map_err(|error| wrong(format!("it cannot be read: {error}")))?;
    serde_json::from_slice(&bytes).map_err(|error| wrong(format!("it holds no verdicts: {error}")))
}
