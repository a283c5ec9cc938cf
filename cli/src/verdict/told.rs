//! Telling verdicts to people, in 80 columns.

use cuecard::time::Day;
use cuecard::verdict::words::{difference, points, verdict_and_action, why};
use cuecard::verdict::{Block, Counts, Verdict};

use super::lagging::Chain;
use crate::columns::wrapped;
use cuecard::verdict::trials::{Finding, Judged};

const WIDTH: usize = 80;
const INDENT: &str = "  ";
/// What every before and after is said with.
pub const WEAK: &str = "weak evidence: before and after, nothing was withheld";

/// Verdicts for a terminal.
pub fn text(judged: &[Judged], chains: &[Chain], today: Day) -> String {
    let mut text = String::new();
    for one in judged {
        text.push_str(&told(one, today));
        text.push('\n');
    }
    let of = |verdict| {
        let is = |one: &&Judged| matches!(&one.finding, Finding::Ruled(ruling) if ruling.verdict == verdict);
        judged.iter().filter(is).count()
    };
    let mut line = format!("{} judged as of {today}", counted(judged.len(), "nudge"));
    for (count, word) in [
        (of(Verdict::Improved), "improved"),
        (of(Verdict::NoEffect), "without effect"),
        (of(Verdict::Harmful), "harmful"),
        (of(Verdict::Insufficient), "insufficient"),
        (of(Verdict::Invalid), "invalid"),
        (of(Verdict::Running), "running"),
        (judged.iter().filter(|one| matches!(one.finding, Finding::Weak(_))).count(), "weak evidence"),
    ] {
        if count > 0 {
            line.push_str(&format!(", {count} {word}"));
        }
    }
    push(&mut text, &format!("{line}."), "");
    let together: Vec<&str> =
        judged.iter().filter(|one| one.holds_together).map(|one| one.nudge.as_str()).collect();
    if judged.len() > 1 {
        let names = if together.is_empty() { "none".to_owned() } else { together.join(", ") };
        let line =
            format!("Certain even when all are judged together (of these at most 5 % wrong): {names}.");
        push(&mut text, &line, "");
    }
    for chain in chains {
        text.push('\n');
        text.push_str(&chain.told(judged));
    }
    text
}

fn told(one: &Judged, today: Day) -> String {
    let mut text = format!("{}\n", one.name());
    match &one.finding {
        Finding::Weak(block) => {
            push(&mut text, &capital(WEAK), INDENT);
            text.push_str(&arm("after", block.shown()));
            text.push_str(&arm("before", block.withheld()));
            push(&mut text, "No verdict. Author and manager renew it every 60 days, or it ends.", INDENT);
        }
        Finding::Ruled(ruling) => {
            let row = ruling.ground.row().map_or(String::new(), |row| format!(", row {row}"));
            let head = format!("{} (day {}{row})", verdict_and_action(ruling.verdict), ruling.day);
            push(&mut text, &head, INDENT);
            text.push_str(&arm("shown", ruling.shown));
            text.push_str(&arm("withheld", ruling.withheld));
            push(&mut text, &difference(ruling), INDENT);
            push(&mut text, &why(ruling, one.min_lift_points), INDENT);
            if let Some(until) = one.proof_until() {
                let line = match one.is_expired(today) {
                    true => format!("The proof ended on {until}: it has to be tried again."),
                    false => format!("The proof holds until {until}."),
                };
                push(&mut text, &line, INDENT);
            }
        }
    }
    text
}

fn arm(name: &str, counts: Counts) -> String {
    let Counts { entries, successes, .. } = counts;
    let missing = match counts.missing() {
        0 => String::new(),
        missing => format!(", {missing} of them not known"),
    };
    let percent = if entries > 0 { format!(" ({:.0} %)", 100.0 * counts.rate()) } else { String::new() };
    format!("{INDENT}{name:<9}{successes:>4} of {entries:>4} people did it{percent}{missing}\n")
}

/// So many things, in words.
fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Adds lines of this text that fit a terminal.
pub fn push(text: &mut String, line: &str, indent: &str) {
    for line in wrapped(line, WIDTH - indent.len()) {
        text.push_str(indent);
        text.push_str(&line);
        text.push('\n');
    }
}

/// What a behaviour came to, in a few words.
pub fn shortly(one: &Judged) -> String {
    match &one.finding {
        Finding::Weak(block) => format!("{} points; {WEAK}", points(change(block))),
        Finding::Ruled(ruling) => format!(
            "{}, {} points ({} to {})",
            ruling.verdict.word().replace('_', " "),
            points(ruling.lift),
            points(ruling.lower80),
            points(ruling.upper80)
        ),
    }
}

fn change(block: &Block) -> f64 {
    block.shown().rate() - block.withheld().rate()
}
