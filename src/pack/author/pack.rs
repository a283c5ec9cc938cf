//! Packs: the file that describes one, and what holds among the nudges of all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::diagnostic::quoted;
use super::fields::{Fields, is_id};
use super::source::{Desk, Place, is_language};
use super::tree::{self, Node};
use crate::pack::Pack;

/// Nudges of one workflow: with more, nobody can tell which one changed anything.
const MAX_NUDGES_A_WORKFLOW: usize = 7;

/// More than any role's budget holds would limit nothing.
const MOST_A_WEEK: u32 = 60;
/// As many as the largest organisations translate to.
const MAX_LANGUAGES: usize = 24;

/// Titles by language.
pub type Titles = BTreeMap<String, String>;

/// What a `pack.yaml` says.
pub struct Described {
    /// The pack, without its nudges.
    pub pack: Pack,
    /// What people call it in other languages.
    pub titles: Titles,
    /// The languages that it is translated to.
    pub languages: Vec<String>,
}

/// The pack in a `pack.yaml`.
pub fn compile(desk: &Desk<'_>, folder: &str) -> Option<Described> {
    let node = tree::read(desk, 0..desk.text.len())?;
    let known = ["pack", "version", "title", "titles", "workflow", "licence", "most_a_week", "languages"];
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
    let titles = fields.optional("titles", |node| titles(desk, node));
    let languages = fields.optional("languages", |node| languages(desk, node));
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
    let pack = Pack {
        pack: pack?,
        version: version?,
        title: title?,
        workflow: workflow?,
        licence: licence?,
        most_a_week,
        nudges: Vec::new(),
    };
    Some(Described { pack, titles: titles?, languages: languages? })
}

/// What people call a thing in other languages than the first.
pub fn titles(desk: &Desk<'_>, node: &Node) -> Option<Titles> {
    let mut titles = Titles::new();
    for (name, at, node) in desk.entries(node, "`titles`")? {
        language(desk, name, at);
        titles.insert(name.to_owned(), desk.text(node)?.to_owned());
    }
    Some(titles)
}

/// The languages that a pack is translated to.
fn languages(desk: &Desk<'_>, node: &Node) -> Option<Vec<String>> {
    let names = desk.texts(node, MAX_LANGUAGES)?;
    names.iter().for_each(|name| language(desk, name, &node.at));
    Some(names)
}

fn language(desk: &Desk<'_>, name: &str, at: &Range<usize>) {
    if !is_language(name) {
        let what = format!("{} is no language", quoted(name));
        desk.wrong(at, what, "write its two letters, such as `de`, or `pt-br` where the country matters");
    }
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
