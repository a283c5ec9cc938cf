//! Telling verdicts to programs, as JSON.

use cuecard::pack::author::Diagnostic;
use cuecard::time::Day;
use cuecard::verdict::{Counts, Ruling};
use serde::Serialize;

use super::lagging::Chain;
use cuecard::verdict::trials::{Finding, Judged};

#[derive(Serialize)]
struct Document<'a> {
    today: String,
    nudges: Vec<Entry<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    chains: &'a [Chain],
}

/// A nudge for a program. `verdict` is `weak` where nothing was withheld.
#[derive(Serialize)]
struct Entry<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    pack: &'a str,
    nudge: &'a str,
    content: &'a str,
    opened: String,
    restarts: u32,
    min_lift_points: u32,
    verdict: &'static str,
    action: &'static str,
    shown: Arm,
    withheld: Arm,
    #[serde(flatten)]
    figures: Option<Figures>,
    holds_together: bool,
    proof_until: Option<String>,
    proof_expired: bool,
}

#[derive(Serialize)]
struct Arm {
    n: u32,
    outcomes: u32,
    successes: u32,
}

#[derive(Serialize)]
struct Figures {
    ground: &'static str,
    row: Option<u8>,
    day: u32,
    lift: f64,
    lower80: f64,
    upper80: f64,
    log_e_up: f64,
    log_e_down: f64,
    midp: Option<f64>,
    level: f64,
}

/// Verdicts for a program.
///
/// # Errors
/// When they cannot be written as JSON.
pub fn json(judged: &[Judged], chains: &[Chain], today: Day) -> Result<String, Vec<Diagnostic>> {
    let nudges = judged.iter().map(|one| entry(one, today)).collect();
    let document = Document { today: today.to_string(), nudges, chains };
    let json = serde_json::to_string_pretty(&document);
    json.map(|json| json + "\n")
        .map_err(|error| vec![Diagnostic::of_file("JSON", &error.to_string(), "tell the makers of Cuecard")])
}

fn entry(one: &Judged, today: Day) -> Entry<'_> {
    let arm =
        |counts: Counts| Arm { n: counts.entries, outcomes: counts.outcomes, successes: counts.successes };
    let (verdict, action, block, figures) = match &one.finding {
        Finding::Weak(block) => ("weak", "continue", (block.shown(), block.withheld()), None),
        Finding::Ruled(ruling) => (
            ruling.verdict.word(),
            ruling.verdict.action().word(),
            (ruling.shown, ruling.withheld),
            Some(figures(ruling)),
        ),
    };
    Entry {
        pack: &one.pack,
        nudge: &one.nudge,
        content: &one.content,
        opened: one.opened.to_string(),
        restarts: one.restarts,
        min_lift_points: one.min_lift_points,
        verdict,
        action,
        shown: arm(block.0),
        withheld: arm(block.1),
        figures,
        holds_together: one.holds_together,
        proof_until: one.proof_until().map(|day| day.to_string()),
        proof_expired: one.is_expired(today),
    }
}

fn figures(ruling: &Ruling) -> Figures {
    Figures {
        ground: ruling.ground.word(),
        row: ruling.ground.row(),
        day: ruling.day,
        lift: ruling.lift,
        lower80: ruling.lower80,
        upper80: ruling.upper80,
        log_e_up: ruling.log_e_up,
        log_e_down: ruling.log_e_down,
        midp: ruling.midp,
        level: ruling.level,
    }
}
