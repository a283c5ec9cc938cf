//! An organisation that published the content that ships: what a test wants signed of one nudge of it.

use super::organisation::{Kept, Key, NUDGE, organisation, role, sent, signed_at, today};
use cuecard::approval::{Cosign, Pilot, cosign_path, pack_path, pilot_path};
use cuecard::content::{Content, ListedNudge};
use cuecard::hash::short_hex;
use serde::Serialize;
use std::path::Path;

/// The pack that reports of tests name.
pub const PACK: &str = "opportunity-management";
const SHIPPED: &str = include_str!("../../../tests/vectors/content.json");

/// [`NUDGE`] as it ships.
pub fn nudge() -> ListedNudge {
    let listed = Content::open(SHIPPED.to_owned()).unwrap().listed().unwrap();
    listed.into_iter().find(|listed| listed.nudge.nudge == NUDGE).unwrap()
}

/// Its hash as reports carry it.
pub fn content() -> String {
    short_hex(&nudge().sha256, 8)
}

/// A try of it that opens today.
pub fn pilot() -> Pilot {
    Pilot::new(NUDGE, today(), vec!["sales".into()])
}

/// What a manager of *sales* says of it today.
pub fn cosign() -> Cosign {
    Cosign {
        by: "Ada".into(),
        reason: "It matters now.".into(),
        minutes: 5,
        from: today(),
        until: today().plus(30),
        ..Cosign::new("sales", NUDGE, short_hex(&nudge().sha256, 32))
    }
}

/// A folder with all of it, which a server without a key can serve.
pub fn publish(folder: &Path, pilot: &Pilot, cosign: &Cosign) -> Kept {
    fn json(value: &impl Serialize) -> Vec<u8> {
        serde_json::to_vec(value).unwrap()
    }
    let (pilot, cosign) = (json(pilot), json(cosign));
    let (pack, tried) = (pack_path(PACK, None), pilot_path(NUDGE));
    let mut files = organisation(1, &[Key::Manager], &[Key::Organisation]);
    let written = [(pack.as_str(), SHIPPED.as_bytes()), (tried.as_str(), pilot.as_slice())];
    files.extend(role("authors", 1, &written, &[Key::Author]));
    files.extend(role("team-sales", 1, &[(&cosign_path("sales", NUDGE), &cosign)], &[Key::Manager]));
    files.extend(role("verdicts", 1, &[], &[Key::Verdicts]));
    let kept = Kept::empty(folder);
    kept.server().publish(sent(&files), signed_at()).unwrap();
    kept
}
