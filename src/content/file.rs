//! Compiled content as text. It is JSON, laid out in lines so that the browser reads at its start
//! only the first, and of the rest only what a page comes to need:
//!
//! ```text
//! {"format":2,"version":…,"adapters":…,"bindings":…,"roles":…,"packs":…,"nudges":[
//! {what decides},
//! {the aid},
//! …
//! ]}
//! ```
//!
//! Two lines a nudge, in the order of the packs. Names of nudges and their hashes, and titles of packs
//! for the extension's pages, are in the first line; hashes and version are made here, so that the
//! browser need not.

use serde::Serialize;

use super::{Approval, ContentError, FORMAT, Organisation, unreadable};
use crate::adapter::{Adapter, Bindings};
use crate::hash;
use crate::json::{self, fields};
use crate::pack::Pack;
use crate::role::Role;

/// What follows the first line's own fields.
pub(super) const OPENS: &str = ",\"nudges\":[";
/// What follows the last nudge.
pub(super) const ENDS: &str = "\n]}\n";
/// Bytes of a hash that are kept.
pub(super) const HASH_BYTES: usize = 8;

/// Content as authors made it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContentFile {
    /// The systems that can be read.
    pub adapters: Vec<Adapter>,
    /// What organisations bound.
    pub bindings: Vec<Bindings>,
    /// The roles.
    pub roles: Vec<Role>,
    /// The packs.
    pub packs: Vec<Pack>,
}

/// The first line: everything but the nudges themselves.
#[derive(Default)]
pub(super) struct Head {
    format: u32,
    /// Changes with anything in the content.
    pub(super) version: String,
    pub(super) adapters: Vec<Adapter>,
    pub(super) bindings: Vec<Bindings>,
    pub(super) roles: Vec<Role>,
    pub(super) packs: Vec<Listed>,
    pub(super) organisation: Option<Organisation>,
}

fields! { Head: format, version, adapters, bindings, roles, packs; organisation, .. }

/// A pack, and what its nudges are found by.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) pack: String,
    pub(super) most_a_week: Option<u32>,
    pub(super) nudges: Vec<Entry>,
}

fields! { Listed: pack, nudges; most_a_week, .. }

/// One nudge in the first line.
#[derive(Debug, Default, Serialize)]
pub(super) struct Entry {
    pub(super) nudge: String,
    pub(super) apps: Vec<String>,
    /// The hash of its two lines.
    pub(super) content: String,
    /// What the organisation says of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) approval: Option<Approval>,
}

fields! { Entry: nudge, apps, content; approval, .. }

/// The first line as it is written.
#[derive(Serialize)]
struct WrittenHead<'a> {
    format: u32,
    version: String,
    adapters: &'a [Adapter],
    bindings: &'a [Bindings],
    roles: &'a [Role],
    packs: Vec<WrittenPack<'a>>,
}

/// A pack as it is written: also its title, which the pages read and the engine does not need.
#[derive(Serialize)]
struct WrittenPack<'a> {
    pack: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    most_a_week: Option<u32>,
    nudges: Vec<Entry>,
}

impl ContentFile {
    /// The text that the extension loads. The same content gives the same text.
    ///
    /// # Errors
    /// Never for compiled content, which holds nothing that JSON cannot say.
    pub fn write(&self) -> Result<String, json::Error> {
        self.write_as(self)
    }

    /// The same for content that translates `first`, nudge for nudge. The hashes are those of `first`:
    /// what is judged is one nudge in all languages, and no report tells which one a person reads.
    ///
    /// # Errors
    /// Never for compiled content, which holds nothing that JSON cannot say.
    pub fn write_as(&self, first: &Self) -> Result<String, json::Error> {
        let (mut packs, mut lines) = (Vec::new(), String::new());
        for (pack, first) in self.packs.iter().zip(&first.packs) {
            let mut nudges = Vec::new();
            for (written, first) in pack.nudges.iter().zip(&first.nudges) {
                let (decides, aid) = (json::write(&written.nudge)?, json::write(&written.aid)?);
                for line in [&decides, &aid] {
                    lines.push('\n');
                    lines.push_str(line);
                    lines.push(',');
                }
                let is_same = std::ptr::eq(written, first);
                let judged = if is_same { None } else { Some(json::write(&first.aid)?) };
                let judged = judged.as_deref().unwrap_or(&aid);
                let digest = hash::digest(&[decides.as_bytes(), b"\n", judged.as_bytes()]);
                nudges.push(Entry {
                    nudge: written.nudge.nudge.clone(),
                    apps: written.nudge.apps.clone(),
                    content: hash::short_hex(&digest, HASH_BYTES),
                    approval: None,
                });
            }
            let Pack { pack, title, most_a_week, .. } = pack;
            packs.push(WrittenPack { pack, title, most_a_week: *most_a_week, nudges });
        }
        let mut head = WrittenHead {
            format: FORMAT,
            version: String::new(),
            adapters: &self.adapters,
            bindings: &self.bindings,
            roles: &self.roles,
            packs,
        };
        lines.pop();
        // The hashes of the nudges are part of it.
        head.version = hash::short_hex(&hash::digest(&[json::write(&head)?.as_bytes()]), HASH_BYTES);
        let mut text = json::write(&head)?;
        text.pop();
        Ok([text.as_str(), OPENS, &lines, ENDS].concat())
    }
}

impl Head {
    /// The head of `text`, and where each line after it starts.
    pub(super) fn open(text: &str) -> Result<(Self, Vec<usize>), ContentError> {
        let wrong = |what: &str| {
            Err(ContentError { place: "content".into(), what: format!("{what}; reinstall the extension") })
        };
        let format = text.strip_prefix("{\"format\":").and_then(|rest| rest.split(',').next());
        let Some(format) = format else { return wrong("it is not what `cuecard compile` writes") };
        if format != FORMAT.to_string() {
            return Err(ContentError {
                place: "content".into(),
                what: format!("it has format {format}, this version reads format {FORMAT}; update Cuecard"),
            });
        }
        let starts: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        let first = starts.first().and_then(|start| text.get(..start - 1)).unwrap_or_default();
        let (Some(head), true) = (first.strip_suffix(OPENS), text.ends_with(ENDS)) else {
            return wrong("it has no end");
        };
        let head: Self = json::read(&[head, "}"].concat()).map_err(|error| unreadable(1, &error))?;
        let nudges: usize = head.packs.iter().map(|pack| pack.nudges.len()).sum();
        // Beside theirs the start of the last line and that of nothing after it.
        if starts.len() != 2 * nudges + 2 { wrong("lines are missing") } else { Ok((head, starts)) }
    }
}
