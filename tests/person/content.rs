//! Content for a person at work: what ships, and packs of a test's own.

use std::path::Path;
use std::sync::LazyLock;

#[cfg(feature = "trust")]
use cuecard::content::{Approval, Approved, Content, ContentFile, JoinedPack, Organisation};
#[cfg(feature = "trust")]
use cuecard::decide::Reason;
use cuecard::pack::author::{Source, compile, to_json};
#[cfg(feature = "trust")]
use cuecard::time::Day;

/// A file's path in the content folder, and its text.
pub type File = (String, String);

/// The role that [`counting_pack`] is for.
pub const TESTER: &str = "tester";

/// The content that ships, compiled.
pub fn shipped_content() -> String {
    static COMPILED: LazyLock<String> = LazyLock::new(|| compiled(shipped_files()));
    COMPILED.clone()
}

/// The content that ships, with nudges that come on each record: a budget is used up in a day.
pub fn unspaced_content() -> String {
    static COMPILED: LazyLock<String> = LazyLock::new(|| {
        // Some nudges say a cadence of their own.
        let spaced = |text: &str| !text.contains("\ncadence: ");
        let unspaced = shipped_files().into_iter().map(|(path, text)| match spaced(&text) {
            true => (path, text.replacen("\nseverity:", "\ncadence: each_record\nseverity:", 1)),
            false => (path, text),
        });
        compiled(unspaced)
    });
    COMPILED.clone()
}

/// These files, compiled.
pub fn compiled(files: impl IntoIterator<Item = File>) -> String {
    let sources = files.into_iter().map(|(path, text)| Source { path, bytes: text.into_bytes() });
    let mut sources: Vec<Source> = sources.collect();
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    let file = compile(&sources).unwrap_or_else(|problems| panic!("{}", problems[0]));
    String::from_utf8(to_json(&file).unwrap()).unwrap()
}

/// One of the packs that ship, alone, as authors sign it.
#[cfg(feature = "trust")]
pub fn shipped_pack(name: &str) -> String {
    let sources = shipped_files().into_iter();
    let sources = sources.map(|(path, text)| Source { path, bytes: text.into_bytes() });
    let file = compile(&sources.collect::<Vec<_>>()).unwrap_or_else(|problems| panic!("{}", problems[0]));
    let packs = file.packs.into_iter().filter(|pack| pack.pack == name).collect();
    ContentFile { packs, ..ContentFile::default() }.write().unwrap()
}

/// Content as an organisation publishes it that approved all of it, for a lifetime.
#[cfg(feature = "trust")]
pub fn published(text: &str, organisation: &Organisation) -> String {
    let written = Content::open(text.to_owned()).unwrap();
    let approval = Approval { reason: Reason::Lease, from: Day(47_000), ..Approval::default() };
    let approved = |_| Some(Approved { approval: approval.clone(), translated: false });
    let nudges = written.listed().unwrap().iter().map(approved).collect();
    let pack = JoinedPack { written: &written, translated: None, nudges };
    Content::join(&written.systems().unwrap(), &[pack], organisation).unwrap()
}

/// The files that ship, without translations and what packs expect of themselves: tests change their
/// nudges.
pub fn shipped_files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                if !name.contains("/tests/") && !name.contains(".de.") {
                    files.push((name, std::fs::read_to_string(&path).unwrap()));
                }
            }
        }
    }
    files
}

const NUDGE: &str = r#"---
nudge: NAME
title: A title
why: A reason.
need: { performance: p, capability: exists, barrier: recall }
owners: { author: a, manager: line, people: hr }
roles: [tester]
app: APP
on: { event: EVENT }
when: { count: { event: EVENT, BOUND } }
severity: low
behaviour: { text: b, success: { changed: FACT }, window_days: 3 }
hypothesis: { metric: m, direction: up, min_lift_points: 5, guardrail: g }
---
Do it.

*Done when* it is done.
"#;

/// A role and a pack for one app: each nudge has a name, the event that it waits for, and how often
/// within how many days. `fact` is one of the app's.
pub fn counting_pack(app: &str, fact: &str, nudges: &[(&str, &str, &str)]) -> Vec<File> {
    let pack = "pack: counting\nversion: 1.0.0\ntitle: Counting\nworkflow: counting\nlicence: MIT\n";
    let role = "role: tester\ntitle: Tester\nbudget: { period: week, count: 9, minutes: 30 }\n";
    let nudges = nudges.iter().map(|(name, event, bound)| {
        let parts = [("NAME", *name), ("APP", app), ("EVENT", event), ("BOUND", bound), ("FACT", fact)];
        let text = parts.iter().fold(NUDGE.to_owned(), |text, (part, what)| text.replace(part, what));
        (format!("packs/counting/nudges/{name}.md"), text)
    });
    [("packs/counting/pack.yaml", pack), ("roles/tester.yaml", role)]
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into_iter()
        .chain(nudges)
        .collect()
}
