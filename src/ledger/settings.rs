//! What the person chose.

use serde::Serialize;

use crate::adapter::Bindings;
use crate::json::fields;
use crate::report::Noise;
use crate::table::Table;
use crate::time::Day;

/// The shortest enrolment secret; shorter ones can be guessed.
const MIN_SECRET: usize = 16;
/// Reports leave about this far apart unless a server asks for something else: long enough for whoever
/// writes down arrivals to find few of them (docs/threat-model.md), short enough for a week's to leave.
const DEFAULT_GAP_SECONDS: u32 = 4 * 60 * 60;

/// The person's choices.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Settings {
    /// The role, once chosen. Without one nothing is shown.
    pub role: Option<String>,
    /// Where anonymous counts go. None: nothing leaves the browser.
    pub server: Option<Server>,
    /// The person's own hosts, with the app that runs there.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub hosts: Table<String, String>,
    /// The hosts that may be asked for the history of the record that is open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fetch: Vec<String>,
    /// What the person's hosts mean by their own fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bindings: Vec<Bindings>,
    /// When nothing may come up.
    #[serde(skip_serializing_if = "Silence::is_empty")]
    pub silence: Silence,
    /// Every aid that may show does: nothing is withheld, and nothing is counted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub never_withhold: bool,
    /// For how many days what happened is kept; none: as long as it is of use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep_days: Option<u16>,
}

fields! { Settings: ; role, server, hosts, fetch, bindings, silence, never_withhold, keep_days, .. }

/// What the person silenced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Silence {
    /// Everything, until this time, in milliseconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<u64>,
    /// Everything, before this civil day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until_day: Option<Day>,
    /// Everything, every day between these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<QuietHours>,
    /// These packs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub packs: Vec<String>,
    /// These hosts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<String>,
}

fields! { Silence: ; until, until_day, hours, packs, hosts, .. }

/// Hours of every day, in minutes after midnight where the person is. They may go over midnight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct QuietHours {
    /// The first quiet minute.
    pub from: u16,
    /// The first minute after them.
    pub until: u16,
}

fields! { QuietHours: from, until }

impl Silence {
    /// Whether nothing is silenced.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl QuietHours {
    /// Minutes of a day.
    pub const DAY: u16 = 24 * 60;

    /// Whether `minute` is one of them.
    pub fn hold(self, minute: u16) -> bool {
        if self.from <= self.until {
            (self.from..self.until).contains(&minute)
        } else {
            minute >= self.from || minute < self.until
        }
    }
}

/// A report server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Server {
    /// Its origin, such as `https://cuecard.acme.example`.
    pub url: String,
    /// The enrolment secret: the same for everybody in the organisation.
    pub secret: String,
    /// The mean gap between reports, in seconds; each gap is drawn between half and one and a half.
    pub gap_seconds: u32,
    /// How noisy what is sent there is; none: as it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noise: Option<Noise>,
}

fields! { Server: url, secret; gap_seconds, noise }

impl Default for Server {
    fn default() -> Self {
        Self { url: String::new(), secret: String::new(), gap_seconds: DEFAULT_GAP_SECONDS, noise: None }
    }
}

/// A setting that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SettingsError {
    /// Which setting.
    #[serde(rename = "where")]
    pub place: &'static str,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl Server {
    /// Checks what the person typed.
    ///
    /// # Errors
    /// With the first setting that cannot be used.
    pub fn check(&self) -> Result<(), SettingsError> {
        let error = |place, what: &str, mend: &str| {
            Err(SettingsError { place, what: what.into(), mend: mend.into() })
        };
        let host = match (self.url.strip_prefix("https://"), self.url.strip_prefix("http://")) {
            (Some(host), _) => host,
            (None, Some(host)) if is_this_machine(host) => host,
            _ => return error("server.url", "It is not an https address.", "Write https:// and the host."),
        };
        let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':');
        if host.is_empty() || !host.chars().all(plain) {
            return error(
                "server.url",
                "It is more, or less, than a host.",
                "Write https://host, with no path after it.",
            );
        }
        if self.secret.len() < MIN_SECRET || !self.secret.chars().all(|letter| letter.is_ascii_graphic()) {
            let mend = "Copy it as you were given it: at least 16 letters, digits or signs, no spaces.";
            return error("server.secret", "This is no enrolment secret.", mend);
        }
        if !(1..=86_400).contains(&self.gap_seconds) {
            return error(
                "server.gap_seconds",
                "It is not between 1 second and a day.",
                "Leave it out for 15 minutes.",
            );
        }
        Ok(())
    }
}

fn is_this_machine(host: &str) -> bool {
    matches!(host.split(':').next(), Some("localhost" | "127.0.0.1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours() {
        let (lunch, night) = (QuietHours { from: 720, until: 780 }, QuietHours { from: 1080, until: 480 });
        let cases = [
            (lunch, 719, false),
            (lunch, 720, true),
            (lunch, 779, true),
            (lunch, 780, false),
            (night, 1079, false),
            (night, 1080, true),
            (night, 0, true),
            (night, 479, true),
            (night, 480, false),
            (QuietHours { from: 60, until: 60 }, 60, false),
        ];
        for (hours, minute, quiet) in cases {
            assert_eq!(hours.hold(minute), quiet, "{hours:?} {minute}");
        }
    }

    #[test]
    fn servers() {
        let secret = "correct-horse-battery";
        let cases = [
            ("https://cuecard.acme.example", secret, 900, None),
            ("https://cuecard.acme.example:8443", secret, 1, None),
            ("http://127.0.0.1:8080", secret, 900, None),
            ("http://cuecard.acme.example", secret, 900, Some("server.url")),
            ("http://localhost.evil.example", secret, 900, Some("server.url")),
            ("https://", secret, 900, Some("server.url")),
            ("https://acme.example/path", secret, 900, Some("server.url")),
            ("https://user@acme.example", secret, 900, Some("server.url")),
            ("ftp://acme.example", secret, 900, Some("server.url")),
            ("https://acme.example", "short", 900, Some("server.secret")),
            ("https://acme.example", "with a space in the middle", 900, Some("server.secret")),
            ("https://acme.example", secret, 0, Some("server.gap_seconds")),
        ];
        for (url, secret, gap_seconds, refused) in cases {
            let server = Server { url: url.into(), secret: secret.into(), gap_seconds, noise: None };
            assert_eq!(
                server.check().err().map(|error| error.place),
                refused,
                "{url} {secret} {gap_seconds}"
            );
        }
    }
}
