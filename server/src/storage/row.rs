//! Which row of counts a report adds to. A further kind of report needs no change of the tables.

use super::word::read_word;
use cuecard::report::{Kind, Label, Noise, Report};
use std::borrow::Cow;

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

/// One count, in the order of [`COLUMNS`]; with words of its own, or with those of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key<Word = String> {
    pub(super) kind: Word,
    pub(super) pack: Word,
    pub(super) nudge: Word,
    pub(super) content: Word,
    pub(super) arm: Word,
    pub(super) week: Word,
    pub(super) role: Word,
    pub(super) team: Word,
    /// What is told of what people did before; the word after which the label is named is one of SQL's.
    pub(super) earlier: Word,
    pub(super) bucket: Word,
}

impl<Word: AsRef<str>> Key<Word> {
    pub(super) fn values(&self) -> [&str; COLUMNS.len()] {
        [
            self.kind.as_ref(),
            self.pack.as_ref(),
            self.nudge.as_ref(),
            self.content.as_ref(),
            self.arm.as_ref(),
            self.week.as_ref(),
            self.role.as_ref(),
            self.team.as_ref(),
            self.earlier.as_ref(),
            self.bucket.as_ref(),
        ]
    }
}

impl Key<Cow<'_, str>> {
    /// With words of its own.
    pub(super) fn into_owned(self) -> Key {
        Key {
            kind: self.kind.into_owned(),
            pack: self.pack.into_owned(),
            nudge: self.nudge.into_owned(),
            content: self.content.into_owned(),
            arm: self.arm.into_owned(),
            week: self.week.into_owned(),
            role: self.role.into_owned(),
            team: self.team.into_owned(),
            earlier: self.earlier.into_owned(),
            bucket: self.bucket.into_owned(),
        }
    }
}

impl<'r> From<&'r Report> for Key<Cow<'r, str>> {
    fn from(report: &'r Report) -> Self {
        let value = |label: Label| Cow::Borrowed(report.value(label).unwrap_or_default());
        let kind = report.kind();
        // The app stands for the pack. Which content read it is not kept: nobody needs it.
        if kind == Kind::Health {
            let place = report.value(Label::Place);
            return Self {
                kind: place.map_or_else(|| kind.word(), |_| MISSING).into(),
                pack: value(Label::App),
                week: value(Label::Week),
                bucket: place.unwrap_or_default().into(),
                ..Self::default()
            };
        }
        Self {
            kind: kind.word().into(),
            pack: value(Label::Pack),
            nudge: value(Label::Nudge),
            content: value(Label::Content),
            arm: value(Label::Arm),
            week: value(Label::Week),
            role: value(Label::Role),
            team: value(Label::Team),
            earlier: value(Label::Before),
            bucket: said(report),
        }
    }
}

/// What was said of a closed list, such as `success` or `later.wrong`. A number's bucket stands after
/// what came of it: `success.3`. Last comes with how much noise it was said: `success~4`.
fn said(report: &Report) -> Cow<'_, str> {
    let words = report.values().iter().filter(|(label, _)| {
        !matches!(label, Label::Arm | Label::Before | Label::Noise | Label::Bucket)
            && !label.words().is_empty()
    });
    let mut words = words.map(|(_, word)| word.as_str()).chain(report.value(Label::Bucket));
    let mut said = Cow::Borrowed(words.next().unwrap_or_default());
    for word in words {
        said = Cow::Owned(format!("{said}.{word}"));
    }
    match report.value(Label::Noise) {
        Some(noise) => Cow::Owned(format!("{said}{NOISE}{noise}")),
        None => said,
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
            assert_eq!(Key::from(&report).values(), row, "{body}");
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
