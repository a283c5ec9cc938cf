//! What is published, as far as people are told of it here: what packs are called, and how often an
//! aid may come at most. Read from the extension's own file (`src/content/file.rs` lays it out), not
//! asked of the worker, which would have to carry it; but where an organisation publishes, only the worker
//! has what that is.

use js_sys::{Array, JSON, JsString};

use crate::browser;
use crate::keys::Key;
use crate::messages::{Message, Value, ask_value};

/// The file that the worker decides from.
const FILE: &str = "/content.json";
/// What follows the first line's own fields.
const OPENS: &str = ",\"nudges\":[";

/// The published file, of which a line is read when it is needed.
#[derive(Default)]
pub struct Published {
    packs: Vec<Pack>,
    lines: Option<Array>,
}

struct Pack {
    pack: String,
    title: String,
    nudges: Vec<String>,
}

/// Reads the file, or what the organisation of who `joined` one published. `None`: it cannot be read, or is
/// not there yet, and nothing of it is told.
pub async fn load(joined: bool) -> Option<Published> {
    let text = if joined { of_organisation().await? } else { browser::file(FILE).await? };
    let lines: Array = text.split("\n");
    let first = lines.get(0).as_string()?;
    let head = Value::of(JSON::parse(&[first.strip_suffix(OPENS)?, "}"].concat()).ok()?);
    let packs = head.list("packs", |pack| Pack {
        pack: pack.words("pack"),
        title: pack.words("title"),
        nudges: pack.list("nudges", |entry| entry.words("nudge")),
    });
    Some(Published { packs, lines: Some(lines) })
}

async fn of_organisation() -> Option<JsString> {
    ask_value(&Message::Published).await?.into_text()
}

/// Which line of the file decides on a nudge: two lines each, in the order of the packs.
fn line_of(packs: &[Pack], nudge: &str) -> Option<usize> {
    let at = packs.iter().flat_map(|pack| &pack.nudges).position(|name| name == nudge)?;
    Some(1 + 2 * at)
}

/// What a cadence is in a sentence; content leaves out the usual one.
fn ceiling(cadence: Option<&str>) -> Option<Key> {
    match cadence {
        None | Some("spaced") => Some(Key::CeilingSpaced),
        Some("each_record") => Some(Key::CeilingEachRecord),
        Some("weekly") => Some(Key::CeilingWeekly),
        Some("biweekly") => Some(Key::CeilingBiweekly),
        Some("monthly") => Some(Key::CeilingMonthly),
        // Content of tomorrow: nothing is said rather than something wrong.
        Some(_) => None,
    }
}

impl Published {
    /// What people call a pack; its name in words where it has no title.
    pub fn title(&self, pack: &str) -> String {
        let named = self.packs.iter().find(|it| it.pack == pack && !it.title.is_empty());
        named.map_or_else(|| pack.replace('-', " "), |it| it.title.clone())
    }

    /// How often an aid may come at most, in a sentence.
    pub fn ceiling(&self, nudge: &str) -> Option<Key> {
        let at = u32::try_from(line_of(&self.packs, nudge)?).ok()?;
        let line = self.lines.as_ref()?.get(at).as_string()?;
        let decides = Value::of(JSON::parse(line.trim_end_matches(',')).ok()?);
        ceiling(decides.text("cadence").as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_lines_are_found_by_the_first_line() {
        let pack = |pack: &str, title: &str, nudges: &[&str]| Pack {
            pack: pack.to_owned(),
            title: title.to_owned(),
            nudges: nudges.iter().map(|name| (*name).to_owned()).collect(),
        };
        let packs = vec![pack("code-review", "Reviews", &["a", "b"]), pack("next-steps", "", &["c"])];
        for (nudge, line) in [("a", Some(1)), ("b", Some(3)), ("c", Some(5)), ("d", None)] {
            assert_eq!(line_of(&packs, nudge), line, "{nudge}");
        }
        let published = Published { packs, lines: None };
        for (pack, title) in
            [("code-review", "Reviews"), ("next-steps", "next steps"), ("gone-since", "gone since")]
        {
            assert_eq!(published.title(pack), title);
        }
        assert_eq!(published.ceiling("a"), None);
    }

    #[test]
    fn every_cadence_has_its_sentence() {
        let cases = [
            (None, Some(Key::CeilingSpaced)),
            (Some("spaced"), Some(Key::CeilingSpaced)),
            (Some("weekly"), Some(Key::CeilingWeekly)),
            (Some("biweekly"), Some(Key::CeilingBiweekly)),
            (Some("monthly"), Some(Key::CeilingMonthly)),
            (Some("each_record"), Some(Key::CeilingEachRecord)),
            (Some("yearly"), None),
        ];
        for (cadence, key) in cases {
            assert_eq!(ceiling(cadence), key, "{cadence:?}");
        }
    }
}
