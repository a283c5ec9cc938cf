//! What is in force for one person: everything that a browser needs of what the organisation signed.

use serde::Serialize;

use super::consent::Council;
use super::data::{DATA_PATH, Data};
use super::flaw::Flaw;
use super::notice::{Coming, Stated};
use super::remembered::{Remembered, look};
use super::signed::{POLICY_PATH, Policy};
use super::team::Team;
use crate::approval::ORGANISATION;
use crate::hash::digest;
use crate::json::fields;
use crate::ledger::QuietHours;
use crate::time::Day;
use crate::trust::Accepted;

/// What is in force. Systems and roles are read from the policy itself, by the one door for content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct InForce {
    /// What people call the organisation; empty: it signed no policy.
    pub organisation: String,
    /// The person's team; none: the policy does not have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<Team>,
    /// Where aids may show; none: wherever the systems run.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<String>,
    /// Where moments neither take from a budget nor count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sandbox: Vec<String>,
    /// When nothing comes up, beside what the person says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quiet_hours: Vec<QuietHours>,
    /// Later moments that are withheld, in percent.
    pub holdback: u32,
    /// What may leave.
    pub data: Data,
    /// The group that reports of this person name; empty: none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// What is to become wider: to be shown until it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coming: Option<Coming>,
    /// Why the policy cannot be read: then nothing shows and nothing leaves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broken: Option<Flaw>,
    /// Why the statement about data cannot be read: then nothing leaves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broken_data: Option<Flaw>,
}

fields! {
    InForce: organisation, holdback, data;
    team, hosts, sandbox, quiet_hours, group, coming, broken, broken_data
}

/// What is in force for a person of a team on a day, and what to remember. `fetch` gives the bytes of a
/// target. Whoever read the repository must have asked for the role of the second key, too; `unheld` are the
/// roles whose file does not hold: see [`Council::of`].
pub fn in_force(
    accepted: &Accepted,
    unheld: &[&str],
    team: &str,
    remembered: &Remembered,
    today: Day,
    mut fetch: impl FnMut(&str) -> Option<Vec<u8>>,
) -> (InForce, Remembered) {
    let council = Council::of(accepted, unheld, &mut fetch);
    let mut said = |path: &str| {
        let target = accepted.targets.get(path)?;
        // Whom the organisation lets speak for other things has no say in this.
        if target.chain != [ORGANISATION] {
            return None;
        }
        let bytes = fetch(path).filter(|bytes| accepted.check(path, bytes).is_ok());
        let missing = || Flaw::new(path, "it is not there, or not what was signed", "publish it again");
        Some(bytes.ok_or_else(missing))
    };
    let (policy, broken) = match said(POLICY_PATH).map(|bytes| bytes.and_then(|bytes| Policy::read(&bytes))) {
        None => (Policy::default(), None),
        Some(Ok(policy)) => (policy, None),
        Some(Err(flaw)) => (Policy::default(), Some(flaw)),
    };
    let read = |bytes: Vec<u8>| {
        let data = Data::read(&bytes)?;
        Ok(Stated { data, sha256: digest(&[&bytes]) })
    };
    let (stated, broken_data) = match said(DATA_PATH).map(|bytes| bytes.and_then(read)) {
        // Whoever says nothing lets nothing leave.
        None => (Some(Stated { data: Data::default(), sha256: [0; 32] }), None),
        Some(Ok(stated)) => (Some(stated), None),
        Some(Err(flaw)) => (None, Some(flaw)),
    };
    let (holds, remembered) = look(stated.as_ref(), &council, remembered, today);
    let member_of = policy.team(team).cloned();
    let Policy { organisation, hosts, sandbox, quiet_hours, holdback, .. } = policy;
    let data = if broken.is_some() { Data::default() } else { holds.data };
    let in_force = InForce {
        organisation,
        team: member_of,
        hosts,
        sandbox,
        quiet_hours,
        holdback,
        group: data.named(team),
        data,
        coming: holds.coming,
        broken,
        broken_data,
    };
    (in_force, remembered)
}
