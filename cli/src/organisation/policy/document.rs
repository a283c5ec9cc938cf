//! A policy's file: TOML, as the server's settings are.

use std::ops::Range;
use std::path::Path;

use cuecard::pack::author::Diagnostic;
use cuecard::policy::{Data, Flaw, Policy};
use toml::de::DeTable;

use super::written::Written;
use crate::folder::{of_path, read_at_most};

/// Bytes of a file: six hundred teams have 60,000.
const MOST_BYTES: u64 = 256 * 1024;

/// A file, and what it says.
#[derive(Debug)]
pub struct Document {
    file: String,
    text: String,
    pub policy: Policy,
    pub data: Data,
}

impl Document {
    /// Reads a policy, without systems and roles.
    pub fn read(path: &Path) -> Result<Self, Diagnostic> {
        let unread = |what: String| {
            of_path(path, &what, "name a file such as docs/policy.toml, which explains every key")
        };
        let bytes = read_at_most(path, MOST_BYTES + 1)
            .map_err(|error| unread(format!("it cannot be read: {error}")))?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(Diagnostic::too_large(&path.to_string_lossy()));
        }
        let text = String::from_utf8(bytes).map_err(|error| unread(format!("it is no text: {error}")))?;
        Self::of(&path.to_string_lossy(), text)
    }

    fn of(file: &str, text: String) -> Result<Self, Diagnostic> {
        let written: Written = toml::from_str(&text).map_err(|error| {
            let mend = "docs/policy.toml explains every key; text stands in quotes";
            Diagnostic::at(file, &text, &error.span().unwrap_or_default(), error.message(), mend)
        })?;
        let mut document =
            Self { file: file.to_owned(), text, policy: Policy::default(), data: Data::default() };
        let said = written.said().and_then(|(policy, data)| {
            policy.check()?;
            data.check()?;
            Ok((policy, data))
        });
        (document.policy, document.data) = said.map_err(|flaw| document.wrong(&flaw))?;
        Ok(document)
    }

    /// What is wrong, where it was written.
    pub fn wrong(&self, flaw: &Flaw) -> Diagnostic {
        let Flaw { place, what, mend } = flaw;
        match place_of(&self.text, place) {
            Some(at) => Diagnostic::at(&self.file, &self.text, &at, what, mend),
            None => Diagnostic::of_file(&self.file, &format!("{place}: {what}"), mend),
        }
    }
}

/// Where a key stands, or that in which it would have to.
fn place_of(text: &str, place: &str) -> Option<Range<usize>> {
    let whole = DeTable::parse(text).ok()?;
    let (mut at, mut table) = (None, Some(whole.get_ref()));
    for key in place.split('.') {
        let found = table.and_then(|table| table.iter().find(|(name, _)| name.get_ref() == key));
        let Some((name, value)) = found else { break };
        (at, table) = (Some(name.span()), value.get_ref().as_table());
    }
    at
}

#[cfg(test)]
mod tests {
    use cuecard::ledger::QuietHours;
    use cuecard::policy::{Group, Level};
    use cuecard::report::Kind;

    use super::*;

    const EXAMPLE: &str = include_str!("../../../../docs/policy.toml");

    #[test]
    fn the_example_is_right_and_says_what_it_explains() {
        let Document { policy, data, .. } = Document::of("policy.toml", EXAMPLE.to_owned()).unwrap();
        assert_eq!((policy.organisation.as_str(), policy.teams.len(), policy.holdback), ("Acme", 2, 20));
        assert_eq!(policy.quiet_hours, [QuietHours { from: 18 * 60, until: 8 * 60 }]);
        assert_eq!((data.level, data.floor, data.kinds.len()), (Level::Counts, 10, Kind::ALL.len()));
        assert_eq!(Document::of("", "organisation = \"A\"".into()).unwrap().data, Data::default());
    }

    #[test]
    fn groups_are_the_teams_that_say_how_many_people_they_have() {
        let of = |people: &str| {
            let text = EXAMPLE.replace("# groups = true", "groups = true").replace("# people = 40", people);
            Document::of("policy.toml", text)
        };
        let sales = Group { team: "sales".into(), role: "account-executive".into(), people: 40 };
        assert_eq!(of("people = 40").unwrap().data.groups, [sales]);
        assert!(of("people = 0").unwrap_err().what.contains("nobody in it"));
        // Without `groups`, the numbers are for nobody.
        let unsaid = EXAMPLE.replace("# people = 40", "people = 40");
        assert_eq!(Document::of("policy.toml", unsaid).unwrap().data.groups, []);
    }

    #[test]
    fn what_is_wrong_is_told_where_it_stands() {
        // What is written instead, the line, and what is said of it.
        let cases = [
            ("organisation = \"Acme\"", "organisation = \"\"", "organisation", "whose it is"),
            ("organisation = \"Acme\"", "organization = \"Acme\"", "organization", "unknown field"),
            ("holdback = 20", "holdback = 2", "holdback", "cannot be withheld"),
            ("holdback = 20", "holdback = \"much\"", "holdback", "invalid type"),
            ("\"18:00-08:00\"", "\"night\"", "quiet_hours", "no hours of a day"),
            ("\"18:00-08:00\"", "\"8:00-18:00\"", "quiet_hours", "no hours of a day"),
            ("\"18:00-08:00\"", "\"18:00-24:00\"", "quiet_hours", "no hours of a day"),
            ("\"18:00-08:00\"", "\"08:00-08:00\"", "quiet_hours", "no hours of a day"),
            ("title = \"Sales\"", "title = \"\"", "title = \"\"", "as a title"),
            ("[teams.sales]", "[teams.Sales]", "[teams.Sales]", "no name of a team"),
            ("level = \"counts\"", "level = \"all\"", "level", "unknown variant"),
            ("level = \"counts\"", "level = \"noisy\"", "[data]", "does not fit the level"),
            ("level = \"counts\"", "level = \"noisy\"\nnoise = 3", "noise", "no such ε"),
            ("level = \"counts\"", "level = \"noisy\"\nnoise = 4\nbefore = true", "before", "true for sure"),
            ("# groups = true", "groups = true", "groups", "how many people"),
            ("floor = 10", "floor = 4", "floor", "nothing is to be shown"),
            ("server = ", "# server = ", "[data]", "where reports go"),
            ("server = \"https", "server = \"http", "server", "not an https address"),
        ];
        for (old, new, line, what) in cases {
            assert!(EXAMPLE.contains(old), "{old}");
            let text = EXAMPLE.replacen(old, new, 1);
            let problem = Document::of("policy.toml", text.clone()).unwrap_err();
            assert!(problem.what.contains(what), "{new}: {problem}");
            assert!(!problem.mend.is_empty());
            assert!(text.lines().nth(problem.line - 1).unwrap().contains(line), "{new}: {problem}");
        }
    }
}
