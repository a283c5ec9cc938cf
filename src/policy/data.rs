//! What may leave a browser: a statement of its own, so that a second key can agree to it and to nothing
//! else.

use serde::Serialize;

use super::flaw::{Flaw, first};
use super::group::{self, Group, named};
use super::wording::{self, doubled, is_name};
use crate::json::{fields, words};
use crate::ledger::Server;
use crate::report::{Kind, Noise};
use crate::statement::FORMAT;

/// Where it lies.
pub const DATA_PATH: &str = "data.json";
/// The smallest group that may ever be shown: in a smaller one, people can be guessed.
pub const LEAST_FLOOR: u32 = 5;
/// The smallest group that is shown unless something else is said.
const FLOOR: u32 = 10;
/// The largest: larger groups no organisation's teams reach.
const MOST_FLOOR: u32 = 10_000;
/// Seconds of a day: the longest mean gap between reports that a browser keeps.
const MOST_GAP: u32 = 24 * 60 * 60;
/// Systems that may be told of.
const MOST_APPS: usize = 100;

/// How exactly it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Nothing leaves.
    #[default]
    Local,
    /// Anonymous reports, as they were.
    Counts,
    /// Anonymous reports whose words are true most of the time only.
    Noisy,
}

words! { Level: Local = "local", Counts = "counts", Noisy = "noisy" }

/// What may leave a browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Data {
    /// Of this file.
    pub format: u32,
    /// How exactly it is told.
    pub level: Level,
    /// How noisy; where the level is noisy, and only there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noise: Option<Noise>,
    /// People of the smallest group that is shown.
    pub floor: u32,
    /// The origin that reports go to. The secret of those who enrol comes with the join link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// The mean gap between two reports of one browser, at least, in seconds.
    pub gap_seconds: u32,
    /// The systems that may be told of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub apps: Vec<String>,
    /// The kinds of report that may be sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// Whether reports of a first moment and of what came of it may tell that the person had done it by
    /// themselves before; never where the level is noisy.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub before: bool,
    /// The teams whose people reports may name, by team or role, where enough of them are; none: no report
    /// names one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
}

fields! { Data: format, level, floor, gap_seconds; noise, server, apps, kinds, before, groups }

/// Nothing leaves.
impl Default for Data {
    fn default() -> Self {
        Self {
            format: FORMAT,
            level: Level::Local,
            noise: None,
            floor: FLOOR,
            server: None,
            gap_seconds: Server::default().gap_seconds,
            apps: Vec::new(),
            kinds: Vec::new(),
            before: false,
            groups: Vec::new(),
        }
    }
}

impl Data {
    /// Reads it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, Flaw> {
        let data: Self = wording::read(bytes, DATA_PATH)?;
        data.check().map(|()| data)
    }

    /// Whether anything leaves.
    pub fn tells(&self) -> bool {
        self.level != Level::Local
    }

    /// By what reports may name the group of a person of this team: see [`named`]; empty: by nothing.
    pub fn named(&self, team: &str) -> String {
        if !self.tells() {
            return String::new();
        }
        // Half of them may be withheld, and either half has to reach the floor.
        named(&self.groups, team, 2 * self.floor)
    }

    /// The groups in words.
    pub fn groups_word(&self) -> String {
        let groups: Vec<String> =
            self.groups.iter().map(|group| [&group.team, " ", &group.people.to_string()].concat()).collect();
        groups.join(", ")
    }

    /// The level as a word: with its ε, where there is one.
    pub fn level_word(&self) -> String {
        match self.noise {
            Some(noise) => [self.level.word(), " ", noise.word()].concat(),
            None => self.level.word().to_owned(),
        }
    }

    /// How much the level tells: the more, the larger.
    pub(super) fn reach(&self) -> u8 {
        match (self.level, self.noise) {
            (Level::Local, _) => 0,
            (Level::Noisy, Some(Noise::Strong)) => 1,
            (Level::Noisy, _) => 2,
            (Level::Counts, _) => 3,
        }
    }

    /// It says all that it must, and nothing that cannot be meant.
    ///
    /// # Errors
    /// What it does not, and where.
    pub fn check(&self) -> Result<(), Flaw> {
        let at = |key: &str, what: &str, mend: &str| Flaw::new(&["data.", key].concat(), what, mend);
        let tells = self.tells();
        let missing = "nothing could be told without it: set it, or set `level` to `local`";
        let floor = format!("write a whole number from {LEAST_FLOOR} to {MOST_FLOOR}, such as {FLOOR}");
        let is_twice = doubled(self.apps.iter()).is_some();
        let is_no_app = self.apps.iter().any(|app| !is_name(app)) || self.apps.len() > MOST_APPS;
        first([
            wording::format(self.format, DATA_PATH),
            (
                (self.level == Level::Noisy) != self.noise.is_some(),
                at("noise", "this does not fit the level", "write 4 or 2 with `noisy`, else leave it out"),
            ),
            (
                self.before && self.level == Level::Noisy,
                at("before", "beside noise it would be true for sure", "leave it out, or take `counts`"),
            ),
            (
                !(LEAST_FLOOR..=MOST_FLOOR).contains(&self.floor),
                at("floor", "in so small or large a group nothing is to be shown", &floor),
            ),
            (
                !(1..=MOST_GAP).contains(&self.gap_seconds),
                at("gap_seconds", "it is not between 1 second and a day", "leave it out for four hours"),
            ),
            (tells && self.server.is_none(), at("server", "it does not say where reports go", missing)),
            (tells && self.apps.is_empty(), at("apps", "it names no system", missing)),
            (tells && self.kinds.is_empty(), at("kinds", "it names no kind of report", missing)),
            (is_no_app, at("apps", "this is no list of systems", "write their names, such as `salesforce`")),
            (is_twice, at("apps", "a system is here twice", "keep one of the two")),
            (
                doubled(self.kinds.iter()).is_some(),
                at("kinds", "a kind is here twice", "keep one of the two"),
            ),
        ])?;
        group::check(&self.groups)?;
        self.server.as_ref().map_or(Ok(()), |server| check_server(server))
    }
}

fn check_server(url: &str) -> Result<(), Flaw> {
    // What makes a secret right is no matter of ours: this one is long enough.
    let server = Server { url: url.to_owned(), secret: "0".repeat(64), ..Server::default() };
    server.check().map_err(|error| Flaw::new("data.server", &error.what, &error.mend))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::json;

    /// A change, and where it is wrong then.
    type Case = (fn(&mut Data), &'static str);

    /// Counts of one system.
    pub fn counts() -> Data {
        Data {
            level: Level::Counts,
            server: Some("https://cuecard.acme.example".into()),
            apps: vec!["salesforce".into()],
            kinds: vec![Kind::Entry, Kind::Outcome],
            ..Data::default()
        }
    }

    #[test]
    fn what_is_written_is_read_and_what_cannot_be_meant_is_not() {
        let write = |data: &Data| json::write(data).unwrap().into_bytes();
        let noisy = Data { level: Level::Noisy, noise: Some(Noise::Light), ..counts() };
        let group = Group { team: "sales".into(), role: "seller".into(), people: 40 };
        let before = Data { before: true, groups: vec![group], ..counts() };
        for right in [counts(), noisy, before, Data::default()] {
            assert_eq!(Data::read(&write(&right)), Ok(right));
        }
        let cases: [Case; 20] = [
            (|it| it.format = 2, DATA_PATH),
            (|it| it.level = Level::Noisy, "data.noise"),
            (|it| it.noise = Some(Noise::Strong), "data.noise"),
            (|it| (it.level, it.noise, it.before) = (Level::Noisy, Some(Noise::Light), true), "data.before"),
            (|it| it.groups.push(Group::default()), "data.groups"),
            (|it| it.floor = 4, "data.floor"),
            (|it| it.floor = 10_001, "data.floor"),
            (|it| it.gap_seconds = 0, "data.gap_seconds"),
            (|it| it.gap_seconds = 86_401, "data.gap_seconds"),
            (|it| it.server = None, "data.server"),
            (|it| it.server = Some("http://cuecard.acme.example".into()), "data.server"),
            (|it| it.server = Some("https://cuecard.acme.example/a".into()), "data.server"),
            (|it| it.server = Some("https://secret@cuecard.acme.example".into()), "data.server"),
            (|it| it.apps.clear(), "data.apps"),
            (|it| it.apps.push("salesforce".into()), "data.apps"),
            (|it| it.apps.push("Sales Force".into()), "data.apps"),
            (|it| it.apps = (0..101).map(|number| format!("a{number}")).collect(), "data.apps"),
            (|it| it.kinds.clear(), "data.kinds"),
            (|it| it.kinds.push(Kind::Entry), "data.kinds"),
            (|it| (it.level, it.server) = (Level::Local, Some("acme".into())), "data.server"),
        ];
        for (change, place) in cases {
            let mut data = counts();
            change(&mut data);
            assert_eq!(Data::read(&write(&data)).unwrap_err().place, place, "{data:?}");
        }
        let text = String::from_utf8(write(&counts())).unwrap();
        for broken in ["", "{}", &text.replace("counts", "all"), &text.replace("\"floor\"", "\"flor\"")] {
            assert_eq!(Data::read(broken.as_bytes()).unwrap_err().place, DATA_PATH, "{broken}");
        }
        assert_eq!(Data::read(b"\xff").unwrap_err().place, DATA_PATH);
    }
}
