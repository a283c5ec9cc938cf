//! Content of an organisation: the systems and roles that came with the extension, and the organisation's
//! own packs, with what it says of each nudge. In the form in which content is shipped, so that the worker
//! opens it as it opens any other.

use serde::Serialize;

use super::file::{ENDS, Entry, HASH_BYTES, OPENS};
use super::{Approval, Content, ContentError, FORMAT, Organisation, unreadable};
use crate::hash::{digest, short_hex};
use crate::json::{self, Raw, fields};
use crate::table::Table;

/// A pack that an organisation publishes.
#[derive(Debug)]
pub struct JoinedPack<'a> {
    /// As its authors wrote it.
    pub written: &'a Content,
    /// In the person's language.
    pub translated: Option<&'a Content>,
    /// What is said of each nudge, in the order of the pack; one of which nothing is said is left out.
    pub nudges: Vec<Option<Approved>>,
}

/// What is said of a nudge.
#[derive(Debug)]
pub struct Approved {
    /// For the gates.
    pub approval: Approval,
    /// Whether its translation may be shown.
    pub translated: bool,
}

/// Systems and roles, as they are written.
#[derive(Debug, Default)]
pub struct Systems {
    /// The adapters.
    pub adapters: Vec<Raw>,
    /// What organisations bound.
    pub bindings: Vec<Raw>,
    /// The roles.
    pub roles: Vec<Raw>,
}

fields! { Systems: adapters, bindings, roles, .. }

/// A pack's own words for the extension's pages.
#[derive(Default)]
struct Titles {
    packs: Vec<Titled>,
}

#[derive(Default)]
struct Titled {
    pack: String,
    title: String,
    most_a_week: Option<u32>,
}

fields! { Titles: packs, .. }
fields! { Titled: pack, title; most_a_week, .. }

#[derive(Serialize)]
struct JoinedHead<'a> {
    format: u32,
    version: String,
    adapters: &'a [Raw],
    bindings: &'a [Raw],
    roles: &'a [Raw],
    packs: Vec<WrittenPack>,
    organisation: &'a Organisation,
}

#[derive(Serialize)]
struct WrittenPack {
    pack: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    most_a_week: Option<u32>,
    nudges: Vec<Entry>,
}

impl Content {
    /// Its systems and roles, in the order in which they are read.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn systems(&self) -> Result<Systems, ContentError> {
        self.head()
    }

    /// The text of an organisation's content. Of two nudges of one name the first counts.
    ///
    /// # Errors
    /// When a part cannot be read.
    pub fn join(
        systems: &Systems,
        packs: &[JoinedPack<'_>],
        organisation: &Organisation,
    ) -> Result<String, ContentError> {
        let (mut written, mut lines) = (Vec::new(), String::new());
        let mut seen: Table<String, ()> = Table::new();
        for pack in packs {
            let titles: Titles = pack.translated.unwrap_or(pack.written).head()?;
            let Some(titled) = titles.packs.into_iter().next() else { continue };
            let mut nudges = Vec::new();
            let entries = pack.written.entries.iter().zip(&pack.nudges).enumerate();
            for (place, ((_, entry), approved)) in entries {
                let Some(Approved { approval, translated }) = approved else { continue };
                if seen.insert(entry.nudge.clone(), ()).is_some() {
                    continue;
                }
                let (decides, judged) = (pack.written.line(2 * place), pack.written.line(2 * place + 1));
                let translation = if *translated { pack.translation_of(&entry.nudge) } else { None };
                let aid = translation.unwrap_or(judged);
                for line in [decides, aid] {
                    ["\n", line, ","].iter().for_each(|part| lines.push_str(part));
                }
                nudges.push(Entry {
                    nudge: entry.nudge.clone(),
                    apps: entry.apps.clone(),
                    content: short_hex(&digest(&[decides.as_bytes(), b"\n", judged.as_bytes()]), HASH_BYTES),
                    approval: Some(approval.clone()),
                });
            }
            let Titled { pack, title, most_a_week } = titled;
            written.push(WrittenPack { pack, title, most_a_week, nudges });
        }
        lines.pop();
        let Systems { adapters, bindings, roles } = systems;
        let text = |value: &Raw| value.text().to_owned();
        let named: Vec<String> = adapters.iter().chain(bindings).chain(roles).map(text).collect();
        // Of what is the same for all: reports carry it, and must not tell teams or visits apart.
        let version = short_hex(&digest(&[named.join("\n").as_bytes()]), HASH_BYTES);
        let head =
            JoinedHead { format: FORMAT, version, adapters, bindings, roles, packs: written, organisation };
        let mut text = json::write(&head).map_err(|error| unreadable(1, &error))?;
        text.pop();
        Ok([text.as_str(), OPENS, &lines, ENDS].concat())
    }

    /// The first line, of which each reader wants something else.
    fn head<T: for<'de> serde::Deserialize<'de>>(&self) -> Result<T, ContentError> {
        let end = self.starts.first().map_or(0, |start| start.saturating_sub(1));
        let first = self.text.get(..end).and_then(|line| line.strip_suffix(OPENS)).unwrap_or_default();
        json::read(&[first, "}"].concat()).map_err(|error| unreadable(1, &error))
    }
}

impl JoinedPack<'_> {
    /// The aid in the person's language, if it is there.
    fn translation_of(&self, nudge: &str) -> Option<&str> {
        let translated = self.translated?;
        Some(translated.line(2 * translated.place(nudge)? + 1)).filter(|line| !line.is_empty())
    }
}
