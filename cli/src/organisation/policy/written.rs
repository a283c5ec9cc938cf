//! A policy as an administrator writes it.

use std::collections::BTreeMap;

use cuecard::ledger::QuietHours;
use cuecard::policy::{Data, Flaw, Group, Level, Policy, Team};
use cuecard::report::{Kind, Noise};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

/// What an organisation wants of the browsers of its people.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// What people call the organisation.
    organisation: String,
    /// The hosts on which aids may show; left out: wherever the systems run.
    #[serde(default)]
    hosts: Vec<String>,
    /// Hosts for trying things: moments there take nothing from a budget and are not counted.
    #[serde(default)]
    sandbox: Vec<String>,
    /// When nothing comes up, such as "18:00-08:00", beside what each person says.
    #[serde(default)]
    quiet_hours: Vec<String>,
    /// How many of a hundred later moments are withheld, so that it shows whether an aid is still needed.
    #[schemars(range(min = 5, max = 50))]
    holdback: Option<u32>,
    /// The teams, by the name that their managers are enrolled under, without `team-`.
    #[serde(default)]
    teams: BTreeMap<String, WrittenTeam>,
    /// What may leave a browser; left out: nothing.
    data: Option<WrittenData>,
}

/// A team.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WrittenTeam {
    /// What people call it.
    title: String,
    /// The role of whoever is in it, unless they say otherwise.
    role: String,
    /// How many people it has, where `data.groups` lets reports name groups.
    #[schemars(range(min = 1, max = 1_000_000))]
    people: Option<u32>,
}

/// What may leave a browser. Each way to let more leave needs the second key and 14 days' notice.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WrittenData {
    /// `local`: nothing; `noisy`: anonymous reports whose words are true most of the time; `counts`:
    /// anonymous reports as they were.
    #[schemars(schema_with = "levels")]
    level: Level,
    /// How noisy, where the level is `noisy`: ε, 4 or the stronger 2.
    #[serde(default)]
    #[schemars(schema_with = "noises")]
    noise: Option<u32>,
    /// People of the smallest group that is shown [default: 10].
    #[schemars(range(min = 5, max = 10_000))]
    floor: Option<u32>,
    /// Where reports go, such as `https://cuecard.acme.example`. The secret is no part of it.
    server: Option<String>,
    /// Seconds between two reports of one browser, on average and at least [default: four hours].
    #[schemars(range(min = 1, max = 86_400))]
    gap_seconds: Option<u32>,
    /// The systems that reports may tell of, by the names of their adapters.
    #[serde(default)]
    apps: Vec<String>,
    /// The kinds of report that may be sent; docs/privacy.md says what each tells.
    #[serde(default)]
    #[schemars(schema_with = "kinds")]
    kinds: Vec<Kind>,
    /// Whether reports of a first moment and of what came of it may tell that the person had done it by
    /// themselves before, so that people are compared with people like them; never where the level is `noisy`.
    #[serde(default)]
    before: bool,
    /// Whether reports may name the team where it has at least twice as many people as the floor, or else the
    /// role where the small teams of it have as many together; with the numbers of people that the teams have
    /// here.
    #[serde(default)]
    groups: bool,
}

fn levels(_: &mut SchemaGenerator) -> Schema {
    let words: Vec<&str> = Level::ALL.iter().map(Level::word).collect();
    json_schema!({ "enum": words })
}

fn noises(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": [4, 2] })
}

fn kinds(_: &mut SchemaGenerator) -> Schema {
    let words: Vec<&str> = Kind::ALL.iter().map(Kind::word).collect();
    json_schema!({ "type": "array", "items": { "enum": words } })
}

impl Written {
    /// What it means, unchecked: without systems and roles.
    pub fn said(self) -> Result<(Policy, Data), Flaw> {
        let data = self.data.map_or_else(|| Ok(Data::default()), |data| data.said(&self.teams))?;
        let teams = self.teams.into_iter();
        let hours: Result<_, Flaw> = self.quiet_hours.iter().map(|hours| quiet(hours)).collect();
        let policy = Policy {
            organisation: self.organisation.trim().to_owned(),
            teams: teams.map(|(name, WrittenTeam { title, role, .. })| Team { name, title, role }).collect(),
            hosts: self.hosts,
            sandbox: self.sandbox,
            quiet_hours: hours?,
            holdback: self.holdback.unwrap_or(Policy::default().holdback),
            ..Policy::default()
        };
        Ok((policy, data))
    }
}

impl WrittenData {
    fn said(self, teams: &BTreeMap<String, WrittenTeam>) -> Result<Data, Flaw> {
        let group = |(name, team): (&String, &WrittenTeam)| {
            Some(Group { team: name.clone(), role: team.role.clone(), people: team.people? })
        };
        let groups: Vec<Group> =
            if self.groups { teams.iter().filter_map(group).collect() } else { Vec::new() };
        if self.groups && groups.is_empty() {
            let mend = "write `people = 40`, or as many as they are, under the teams";
            return Err(flaw("data.groups", "no team says how many people it has", mend));
        }
        let nothing = Data::default();
        Ok(Data {
            level: self.level,
            noise: match self.noise {
                None => None,
                Some(4) => Some(Noise::Light),
                Some(2) => Some(Noise::Strong),
                Some(_) => {
                    return Err(flaw("data.noise", "there is no such ε", "write 4, or the stronger 2"));
                }
            },
            floor: self.floor.unwrap_or(nothing.floor),
            server: self.server,
            gap_seconds: self.gap_seconds.unwrap_or(nothing.gap_seconds),
            apps: self.apps,
            kinds: self.kinds,
            before: self.before,
            groups,
            ..nothing
        })
    }
}

/// Something that only what is written can have wrong.
pub fn flaw(place: &str, what: &str, mend: &str) -> Flaw {
    Flaw { place: place.to_owned(), what: what.to_owned(), mend: mend.to_owned() }
}

/// Hours such as `18:00-08:00`.
fn quiet(text: &str) -> Result<QuietHours, Flaw> {
    let minute = |text: &str| {
        let (hours, minutes) = text.trim().split_once(':')?;
        let number = |digits: &str, most: u16| {
            let is_two = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse::<u16>().ok().filter(|number| is_two && *number < most)
        };
        Some(number(hours, 24)? * 60 + number(minutes, 60)?)
    };
    let hours = text.split_once('-').and_then(|(from, until)| Some((minute(from)?, minute(until)?)));
    let Some((from, until)) = hours else {
        let what = format!("`{text}` are no hours of a day");
        return Err(flaw("quiet_hours", &what, "write them such as \"18:00-08:00\""));
    };
    Ok(QuietHours { from, until })
}
