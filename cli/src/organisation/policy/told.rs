//! A policy in words, for those who sign it and those who agree to it.

use cuecard::ledger::QuietHours;
use cuecard::policy::{Coming, Data, Policy, Widening};
use cuecard::report::Kind;

use crate::columns::wrapped;

/// Columns of a line.
pub const WIDTH: usize = 80;
/// Before what is said.
const INDENT: usize = 2;

/// What it means.
pub fn policy(policy: &Policy) -> Vec<String> {
    let Policy { organisation, systems, roles, teams, hosts, sandbox, quiet_hours, holdback, .. } = policy;
    let named = |what: &str, names: Vec<&str>| format!("{what}: {}", names.join(", "));
    let texts = |list: &[String]| list.join(", ");
    let mut said = Vec::new();
    if teams.is_empty() {
        said.push("no teams: everybody chooses a role".to_owned());
    }
    said.extend(teams.iter().map(|team| format!("team {}: {}, {}", team.name, team.title, team.role)));
    let adapters: Vec<&str> = systems.adapters.iter().map(|adapter| adapter.app.as_str()).collect();
    let bound: Vec<&str> = systems.bindings.iter().map(|bindings| bindings.app.as_str()).collect();
    let own: Vec<&str> = roles.iter().map(|role| role.role.as_str()).collect();
    if adapters.len() + bound.len() + own.len() == 0 {
        said.push("systems and roles as they come with Cuecard".to_owned());
    }
    for (what, names) in
        [("systems of its own", adapters), ("fields bound for", bound), ("roles of its own", own)]
    {
        if !names.is_empty() {
            said.push(named(what, names));
        }
    }
    said.push(match hosts.as_slice() {
        [] => "aids show wherever the systems run".to_owned(),
        hosts => format!("aids show on {} only", texts(hosts)),
    });
    if !sandbox.is_empty() {
        said.push(format!("on {} moments cost nothing and are not counted", texts(sandbox)));
    }
    for QuietHours { from, until } in quiet_hours {
        let time = |minute: &u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        said.push(format!("nothing comes up from {} to {}", time(from), time(until)));
    }
    said.push(format!("{holdback} of 100 later moments are withheld"));
    let mut lines = vec![organisation.clone()];
    lines.extend(said.iter().flat_map(|text| indented(text)));
    lines
}

/// What may leave.
pub fn data(data: &Data) -> String {
    if !data.tells() {
        return "nothing leaves a browser".to_owned();
    }
    let kinds: Vec<&str> = data.kinds.iter().map(Kind::word).collect();
    let empty = |words: String| if words.is_empty() { "none".to_owned() } else { words };
    format!(
        "{}, to {}; groups of {} people and more; about {} seconds between two reports; systems: {}; reports: {}{}{}",
        data.level_word(),
        data.server.as_deref().unwrap_or("nowhere"),
        data.floor,
        data.gap_seconds,
        empty(data.apps.join(", ")),
        empty(kinds.join(", ")),
        if data.before { "; whether people did it before is told" } else { "" },
        if data.groups.is_empty() {
            String::new()
        } else {
            format!("; groups named: {}", data.groups_word())
        },
    )
}

/// What is wider, a line each.
pub fn wider(wider: &[Widening]) -> Vec<String> {
    wider.iter().flat_map(|widening| indented(&format!("- {}", widening.words()))).collect()
}

/// What waits, and for what.
pub fn coming(coming: &Coming) -> Vec<String> {
    let mut lines = vec![match coming.from {
        Some(from) => format!(
            "{} agreed: from {from} on, and 14 days after each browser first saw it, this is wider:",
            coming.by
        ),
        None => "until the second key agrees (`cuecard policy consent`), this waits:".to_owned(),
    }];
    lines.extend(wider(&coming.wider));
    lines
}

/// A text in lines, set in.
pub fn indented(text: &str) -> Vec<String> {
    wrapped(text, WIDTH - INDENT).into_iter().map(|line| format!("{:INDENT$}{line}", "")).collect()
}
