//! Which row of counts a report adds to. A further kind of report needs no change of the tables.

use super::word::read_word;
use cuecard::report::{Kind, Label, Noise, Report};

/// The columns that tell counts apart, beside the organisation; `''` where a kind has none.
pub(super) const COLUMNS: [&str; 10] =
    ["kind", "pack", "nudge", "content", "arm", "week", "role", "team", "earlier", "bucket"];

/// A place of a page is missing in one of the browsers that the row of [`Kind::Health`] counts.
pub(super) const MISSING: &str = "missing";

/// Between what was said and the noise with which it was.
const NOISE: char = '~';

/// What was said, and with how much noise; none: exactly.
pub(crate) fn told(bucket: &str) -> (&str, Option<Noise>) {
    let noisy = bucket.rsplit_once(NOISE).and_then(|(said, noise)| Some((said, read_word(noise)?)));
    noisy.map_or((bucket, None), |(said, noise)| (said, Some(noise)))
}

/// One count, in the order of [`COLUMNS`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) kind: String,
    pub(super) pack: String,
    pub(super) nudge: String,
    pub(super) content: String,
    pub(super) arm: String,
    pub(super) week: String,
    pub(super) role: String,
    pub(super) team: String,
    /// What is told of what people did before; the word after which the label is named is one of SQL's.
    pub(super) earlier: String,
    pub(super) bucket: String,
}

impl Key {
    pub(super) fn values(&self) -> [&str; COLUMNS.len()] {
        [
            &self.kind,
            &self.pack,
            &self.nudge,
            &self.content,
            &self.arm,
            &self.week,
            &self.role,
            &self.team,
            &self.earlier,
            &self.bucket,
        ]
    }
}

impl From<Report> for Key {
    fn from(report: Report) -> Self {
        let value = |label: Label| report.value(label).unwrap_or_default().to_owned();
        let kind = report.kind();
        // The app stands for the pack. Which content read it is not kept: nobody needs it.
        if kind == Kind::Health {
            let place = report.value(Label::Place);
            return Self {
                kind: place.map_or_else(|| kind.word(), |_| MISSING).to_owned(),
                pack: value(Label::App),
                week: value(Label::Week),
                bucket: place.unwrap_or_default().to_owned(),
                ..Self::default()
            };
        }
        // What was said of a closed list, such as `success` or `later.wrong`. A number's bucket stands after
        // what came of it: `success.3`. Last comes with how much noise it was said: `success~4`.
        let said = report.values().iter().filter(|(label, _)| {
            !matches!(label, Label::Arm | Label::Before | Label::Noise | Label::Bucket)
                && !label.words().is_empty()
        });
        let said: Vec<&str> =
            said.map(|(_, word)| word.as_str()).chain(report.value(Label::Bucket)).collect();
        Self {
            kind: kind.word().to_owned(),
            pack: value(Label::Pack),
            nudge: value(Label::Nudge),
            content: value(Label::Content),
            arm: value(Label::Arm),
            week: value(Label::Week),
            role: value(Label::Role),
            team: value(Label::Team),
            earlier: value(Label::Before),
            bucket: report
                .value(Label::Noise)
                .map_or_else(|| said.join("."), |noise| format!("{}{NOISE}{noise}", said.join("."))),
        }
    }
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_row() {
        for (body, row) in [
            (
                r#"{"version":1,"kind":"entry","pack":"p","nudge":"n","content":"c","arm":"shown","week":"w"}"#,
                ["entry", "p", "n", "c", "shown", "w", "", "", "", ""],
            ),
            (
                r#"{"version":1,"kind":"outcome","pack":"p","nudge":"n","content":"c","arm":"withheld","week":"w","outcome":"unseen"}"#,
                ["outcome", "p", "n", "c", "withheld", "w", "", "", "", "unseen"],
            ),
            (
                r#"{"version":1,"kind":"outcome","pack":"p","nudge":"n","content":"c","arm":"shown","week":"w","outcome":"success","noise":"4"}"#,
                ["outcome", "p", "n", "c", "shown", "w", "", "", "", "success~4"],
            ),
            (
                r#"{"version":1,"kind":"outcome","pack":"p","nudge":"n","content":"c","arm":"shown","week":"w","bucket":"3","outcome":"failure"}"#,
                ["outcome", "p", "n", "c", "shown", "w", "", "", "", "failure.3"],
            ),
            (
                r#"{"version":1,"kind":"outcome","pack":"p","nudge":"n","content":"c","arm":"shown","week":"w","before":"did","outcome":"failure"}"#,
                ["outcome", "p", "n", "c", "shown", "w", "", "", "did", "failure"],
            ),
            (
                r#"{"version":1,"kind":"time","pack":"p","nudge":"n","content":"c","week":"w","role":"r","team":"t","time":"30"}"#,
                ["time", "p", "n", "c", "", "w", "r", "t", "", "30"],
            ),
            (
                r#"{"version":1,"kind":"check","pack":"p","nudge":"n","content":"c","week":"w","round":"later","check":"wrong"}"#,
                ["check", "p", "n", "c", "", "w", "", "", "", "later.wrong"],
            ),
            (
                r#"{"version":1,"kind":"exposure","pack":"p","nudge":"n","content":"c","week":"w","exposure":"fast"}"#,
                ["exposure", "p", "n", "c", "", "w", "", "", "", "fast"],
            ),
            (
                r#"{"version":1,"kind":"health","app":"jira","content":"c","week":"w"}"#,
                ["health", "jira", "", "", "", "w", "", "", "", ""],
            ),
            (
                r#"{"version":1,"kind":"health","app":"jira","content":"c","week":"w","place":"issue.due"}"#,
                ["missing", "jira", "", "", "", "w", "", "", "", "issue.due"],
            ),
        ] {
            let report: Report = serde_json::from_str(body).unwrap_or_else(|error| panic!("{body}: {error}"));
            assert_eq!(Key::from(report).values(), row, "{body}");
        }
    }

    #[test]
    fn with_how_much_noise_it_was_said_is_read_back() {
        for (bucket, expected) in [
            ("success", ("success", None)),
            ("success.3", ("success.3", None)),
            ("success~4", ("success", Some(Noise::Light))),
            ("later.wrong~2", ("later.wrong", Some(Noise::Strong))),
            // Of a newer program: no word that is known.
            ("success~9", ("success~9", None)),
        ] {
            assert_eq!(told(bucket), expected, "{bucket}");
        }
    }
}
