//! The policy: what an organisation signs for its people, all but what may leave their browsers.

use serde::Serialize;

use super::flaw::Flaw;
use super::team::Team;
use super::wording;
use crate::adapter::{Adapter, Bindings};
use crate::json::fields;
use crate::ledger::QuietHours;
use crate::role::Role;
use crate::statement::FORMAT;

/// Where it lies.
pub const POLICY_PATH: &str = "policy.json";
/// Later moments that are withheld unless something else is said, in percent, while a nudge is on trial.
pub const HOLDBACK: u32 = 20;

/// A policy.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Policy {
    /// Of this file.
    pub format: u32,
    /// What people call the organisation.
    pub organisation: String,
    /// Its systems.
    #[serde(skip_serializing_if = "Systems::is_empty")]
    pub systems: Systems,
    /// Its roles. One of the same name as a built-in one takes its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// Its teams.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub teams: Vec<Team>,
    /// Where aids may show; none: wherever its systems run.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<String>,
    /// Where moments neither take from a budget nor count: copies of a system, to try things.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sandbox: Vec<String>,
    /// When nothing comes up, beside what each person says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quiet_hours: Vec<QuietHours>,
    /// Later moments that are withheld, in percent.
    pub holdback: u32,
}

fields! { Policy: format, organisation, holdback; systems, roles, teams, hosts, sandbox, quiet_hours }

/// What an organisation says of its systems.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Systems {
    /// How they are read. One for the same app as a built-in one takes its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub adapters: Vec<Adapter>,
    /// What their fields mean.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bindings: Vec<Bindings>,
}

fields! { Systems: ; adapters, bindings }

impl Systems {
    fn is_empty(&self) -> bool {
        self.adapters.is_empty() && self.bindings.is_empty()
    }
}

/// That of an organisation which says nothing.
impl Default for Policy {
    fn default() -> Self {
        Self {
            format: FORMAT,
            organisation: String::new(),
            systems: Systems::default(),
            roles: Vec::new(),
            teams: Vec::new(),
            hosts: Vec::new(),
            sandbox: Vec::new(),
            quiet_hours: Vec::new(),
            holdback: HOLDBACK,
        }
    }
}

impl Policy {
    /// Reads it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, Flaw> {
        let policy: Self = wording::read(bytes, POLICY_PATH)?;
        policy.check().map(|()| policy)
    }

    /// The team of this name.
    pub fn team(&self, name: &str) -> Option<&Team> {
        self.teams.iter().find(|team| team.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn what_is_written_is_read_with_systems_and_roles() {
        let adapter = Adapter { app: "tickets".into(), title: "Tickets".into(), ..Adapter::default() };
        let bindings = Bindings { organisation: "Acme".into(), app: "tickets".into(), ..Bindings::default() };
        let role = Role {
            role: "seller".into(),
            title: "Seller".into(),
            budget: crate::role::Budget { count: 3, seconds: 360, ..Default::default() },
        };
        let team = Team { name: "sales".into(), title: "Sales".into(), role: "seller".into() };
        let right = Policy {
            organisation: "Acme".into(),
            systems: Systems { adapters: vec![adapter], bindings: vec![bindings] },
            roles: vec![role],
            teams: vec![team.clone()],
            hosts: vec!["*.acme.example".into()],
            sandbox: vec!["sandbox.acme.example".into()],
            quiet_hours: vec![QuietHours { from: 1080, until: 480 }],
            ..Policy::default()
        };
        let json = json::write(&right).unwrap();
        assert_eq!(Policy::read(json.as_bytes()), Ok(right.clone()));
        assert_eq!((right.team("sales"), right.team("support")), (Some(&team), None));
        let short = Policy { organisation: "Acme".into(), ..Policy::default() };
        let written = json::write(&short).unwrap();
        assert_eq!(written, r#"{"format":1,"organisation":"Acme","holdback":20}"#);
        assert_eq!(Policy::read(written.as_bytes()), Ok(short));
        for broken in ["", "{}", &written.replace("holdback", "hold"), &written.replace("20", "\"20\"")] {
            assert_eq!(Policy::read(broken.as_bytes()).unwrap_err().place, POLICY_PATH, "{broken}");
        }
        assert_eq!(Policy::read(b"\xff").unwrap_err().place, POLICY_PATH);
        assert_eq!(Policy::read(written.replace(":20", ":2").as_bytes()).unwrap_err().place, "holdback");
    }
}
