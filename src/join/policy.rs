//! What the policy means for one member: systems and roles beside those that came with the extension,
//! and what the engine has to keep to.

use super::content::Found;
use super::visit::Member;
use crate::content::{Content, ContentError, Organisation, Systems};
use crate::json::Raw;
use crate::policy::{InForce, POLICY_PATH, Policy, Remembered, in_force};
use crate::time::Day;

/// Seconds of a day.
const DAY_SECONDS: i64 = 24 * 60 * 60;

/// What holds for one member.
pub(super) struct Terms {
    pub systems: Systems,
    pub organisation: Organisation,
    pub in_force: InForce,
    pub remembered: Remembered,
}

/// What holds today.
///
/// # Errors
/// When the content that came with the extension cannot be read.
pub(super) fn terms(
    built_in: &Content,
    member: &Member,
    found: &Found<'_>,
    remembered: &Remembered,
    today: Day,
    left_out: &mut Vec<String>,
) -> Result<Terms, ContentError> {
    let fetch = |path: &str| found.target(path);
    let (in_force, remembered) =
        in_force(found.accepted, found.unheld, &member.team, remembered, today, fetch);
    let mut systems = built_in.systems()?;
    if in_force.broken.is_none()
        && let Some(Ok(policy)) = found.target(POLICY_PATH).map(|bytes| Policy::read(&bytes))
    {
        let with = with_theirs(built_in, &policy)?;
        // Systems that this version cannot read are left out, and those that came with it stay.
        match Content::join(&with, &[], &Organisation::default()).and_then(Content::open) {
            Ok(_) => systems = with,
            Err(error) => left_out.push(["policy: ", &error.to_string()].concat()),
        }
    }
    let InForce { quiet_hours, sandbox, holdback, data, group, .. } = &in_force;
    let organisation = Organisation {
        // By the day: a visit that finds nothing new must not make the content another.
        seen: milliseconds(found.accepted.state.seen().div_euclid(DAY_SECONDS) * DAY_SECONDS),
        // What a policy would forbid is not known where it cannot be read: nothing comes up then.
        until: if in_force.broken.is_some() { 0 } else { milliseconds(found.accepted.until) },
        quiet_hours: quiet_hours.clone(),
        sandbox: sandbox.clone(),
        holdback: Some(*holdback),
        apps: if data.tells() { data.apps.clone() } else { Vec::new() },
        server: data.server.clone().unwrap_or_default(),
        noise: data.noise,
        kinds: if data.tells() { data.kinds.clone() } else { Vec::new() },
        before: data.tells() && data.before,
        group: group.clone(),
    };
    Ok(Terms { systems, organisation, in_force, remembered })
}

/// One for the same app, or of the same name, takes the built-in's place.
fn with_theirs(built_in: &Content, policy: &Policy) -> Result<Systems, ContentError> {
    let Systems { adapters, mut bindings, roles } = built_in.systems()?;
    let theirs = &policy.systems;
    let mut adapters: Vec<Raw> = built_in
        .adapters
        .iter()
        .zip(adapters)
        .filter(|(known, _)| !theirs.adapters.iter().any(|adapter| adapter.app == known.app))
        .map(|(_, written)| written)
        .collect();
    adapters.extend(theirs.adapters.iter().map(Raw::of));
    bindings.extend(theirs.bindings.iter().map(Raw::of));
    let mut roles: Vec<Raw> = built_in
        .roles
        .iter()
        .zip(roles)
        .filter(|(known, _)| !policy.roles.iter().any(|role| role.role == known.role))
        .map(|(_, written)| written)
        .collect();
    roles.extend(policy.roles.iter().map(Raw::of));
    Ok(Systems { adapters, bindings, roles })
}

fn milliseconds(seconds: i64) -> u64 {
    u64::try_from(seconds).unwrap_or_default().saturating_mul(1000)
}
