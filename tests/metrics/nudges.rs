//! The content that ships, with nudges of the test's own for what no shipped one measures.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

use crate::person::content::{File, compiled, shipped_files};

/// Salesforce: a deal gets late. One nudge for each number or sign; the behaviour is what differs.
const LATE: &str = "salesforce\non: { changed: deal_phase, to: late }";
const STARTED: &str = "[jira-cloud, jira-data-center]\non: { event: work_started }";

/// Name, app and trigger, behaviour, and what must not get worse.
const NUDGES: [(&str, &str, &str, &str); 5] = [
    (
        "discovery",
        LATE,
        "success: { changed: discovery_template, to: known }, failure: { event: deal_lost }, window_days: 14",
        "{ changed: amount, moved: down }",
    ),
    (
        "win",
        LATE,
        "success: { event: deal_won }, failure: { event: deal_lost }, window_days: 14",
        "{ event: close_date_pushed_back }",
    ),
    (
        "discount",
        LATE,
        "success: { changed: concession_traded, to: known }, measure: discount, window_days: 14",
        "{ event: deal_lost }",
    ),
    (
        "slippage",
        LATE,
        "success: { changed: next_step, to: known }, measure: due_date_slips, window_days: 14",
        "{ event: deal_lost }",
    ),
    (
        "finishing",
        STARTED,
        "success: { event: work_finished }, measure: cycle_time, window_days: 14",
        "{ event: due_date_pushed }",
    ),
];

const ROLE: &str = "role: tester\ntitle: Tester\nbudget: { period: week, count: 9, minutes: 30 }\n";
const PACK: &str = "pack: measured\nversion: 1.0.0\ntitle: Measured\nworkflow: testing\nlicence: MIT\n";
const NUDGE: &str = "---
nudge: NAME
title: Do it
why: It is time.
need: { performance: It is done, capability: exists, barrier: recall }
owners: { author: tests, manager: line, people: hr-partner }
roles: [tester]
app: WHERE
severity: low
behaviour: { text: Does it, BEHAVIOUR }
hypothesis: { metric: done, direction: up, min_lift_points: 5, guardrail: held, worse: WORSE }
---
Do it.

*Done when* it is done.
";

/// What ships, and one of the nudges above; compiled once for all tests.
pub fn with(name: &'static str) -> &'static str {
    static COMPILED: Mutex<BTreeMap<&str, &str>> = Mutex::new(BTreeMap::new());
    let mut compiled = COMPILED.lock().unwrap();
    compiled.entry(name).or_insert_with(|| compile(name).leak())
}

fn compile(name: &str) -> String {
    let (name, place, behaviour, worse) = NUDGES.iter().find(|nudge| nudge.0 == name).unwrap();
    let parts = [("NAME", *name), ("WHERE", *place), ("BEHAVIOUR", *behaviour), ("WORSE", *worse)];
    let text = parts.iter().fold(NUDGE.to_owned(), |text, (part, what)| text.replacen(part, what, 1));
    let own: [File; 3] = [
        (format!("packs/measured/nudges/{name}.md"), text),
        ("packs/measured/pack.yaml".into(), PACK.into()),
        ("roles/tester.yaml".into(), ROLE.into()),
    ];
    compiled(shipped_files().into_iter().chain(own))
}

/// What ships.
pub fn shipped() -> &'static str {
    static CONTENT: LazyLock<String> = LazyLock::new(|| compiled(shipped_files()));
    &CONTENT
}

/// What ships, with another metric in one nudge.
pub fn measuring(nudge: &str, metric: &str) -> String {
    let files = shipped_files().into_iter().map(|(path, text)| {
        let line = text.lines().find(|line| line.starts_with("  measure: ")).map(str::to_owned);
        match line.filter(|_| path.ends_with(&format!("/{nudge}.md"))) {
            Some(line) => (path, text.replace(&line, &format!("  measure: {metric}"))),
            None => (path, text),
        }
    });
    compiled(files)
}
