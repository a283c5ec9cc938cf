//! Packs: the file that describes one, and what holds among the nudges of all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::diagnostic::quoted;
use super::fields::{Fields, is_id};
use super::source::{Desk, Place};
use super::tree;
use crate::pack::Pack;

/// Nudges of one workflow: with more, nobody can tell which one changed anything.
const MAX_NUDGES_A_WORKFLOW: usize = 7;

/// More than any role's budget holds would limit nothing.
const MOST_A_WEEK: u32 = 60;

/// The pack in a `pack.yaml`, without its nudges.
pub fn compile(desk: &Desk<'_>, folder: &str) -> Option<Pack> {
    let node = tree::read(desk, 0..desk.text.len())?;
    let known = ["pack", "version", "title", "workflow", "licence", "most_a_week"];
    let fields = Fields::open(desk, &node, "a pack", &known)?;
    let pack = fields.own_name(desk, "pack", folder);
    let version = fields.need(desk, "version", "1.0.0").and_then(|node| {
        let version = desk.text(node)?;
        let numbers: Vec<&str> = version.split('.').collect();
        let is_version = numbers.len() == 3 && numbers.iter().all(|number| number.parse::<u32>().is_ok());
        if !is_version {
            let mend = "write three numbers, such as 1.0.0";
            desk.wrong(&node.at, format!("{} is no version", quoted(version)), mend);
        }
        Some(version.to_owned())
    });
    let title = fields.text(desk, "title", "Opportunity management");
    let workflow = fields.need(desk, "workflow", "opportunity-management").and_then(|node| {
        let workflow = desk.text(node)?;
        if !is_id(workflow) {
            let mend = "use small letters, digits and `-`, such as opportunity-management";
            desk.wrong(&node.at, format!("{} is no name", quoted(workflow)), mend);
        }
        Some(workflow.to_owned())
    });
    let licence = fields.text(desk, "licence", "Apache-2.0 OR MIT");
    let most_a_week = match fields.maybe("most_a_week") {
        Some(node) => {
            Some(desk.whole(node, 1..=MOST_A_WEEK, "leave it out: roles have budgets of their own")?)
        }
        None => None,
    };
    Some(Pack {
        pack: pack?,
        version: version?,
        title: title?,
        workflow: workflow?,
        licence: licence?,
        most_a_week,
        nudges: Vec::new(),
    })
}

/// The nudges seen so far.
#[derive(Debug)]
pub struct Seen<'a> {
    described: BTreeSet<&'a str>,
    names: BTreeMap<&'a str, &'a str>,
    by_workflow: BTreeMap<String, usize>,
}

impl<'a> Seen<'a> {
    /// Nothing seen yet, in these files.
    pub fn of(desks: &[(Place<'a>, Desk<'a>)]) -> Self {
        let described = desks
            .iter()
            .filter_map(|(place, _)| if let Place::Pack(name) = place { Some(*name) } else { None })
            .collect();
        Self { described, names: BTreeMap::new(), by_workflow: BTreeMap::new() }
    }

    /// Looks at one more nudge.
    pub fn check(&mut self, desk: &Desk<'a>, name: &'a str, folder: &'a str, pack: Option<&Pack>) {
        if !self.described.contains(folder) {
            let mend = format!("add packs/{folder}/pack.yaml");
            desk.wrong_file(format!("its pack {} is not described", quoted(folder)), mend);
        }
        if let Some(other) = self.names.insert(name, desk.path) {
            let what = format!("another nudge is called `{name}`: {other}");
            desk.wrong_file(what, "rename one of the two");
        }
        let Some(pack) = pack else { return };
        let count = self.by_workflow.entry(pack.workflow.clone()).or_default();
        *count += 1;
        if *count == MAX_NUDGES_A_WORKFLOW + 1 {
            let what = format!("this is one nudge too many for the workflow `{}`", pack.workflow);
            let mend = format!("keep at most {MAX_NUDGES_A_WORKFLOW}; retire the one that helps least");
            desk.wrong_file(what, mend);
        }
    }
}
