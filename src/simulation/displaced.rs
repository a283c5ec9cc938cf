//! What becomes of other nudges when one is added: the same weeks without it and with it.

use super::{NudgeTotals, Team, count_moment, life, people, secret, totals, world};
use crate::content::{Content, ContentError, ContentFile};
use crate::pack::Written;

/// What becomes of other nudges when one is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Displaced {
    /// The nudge that loses.
    pub nudge: String,
    /// Who asked for it, and would have to agree.
    pub manager: String,
    /// Cards that it loses.
    pub cards: u32,
    /// Seconds that it loses.
    pub seconds: u32,
}

/// The content without a nudge; `None`: it has no such.
pub fn without(file: &ContentFile, nudge: &str) -> Option<ContentFile> {
    let is_it = |written: &Written| written.nudge.nudge == nudge;
    if !file.packs.iter().any(|pack| pack.nudges.iter().any(is_it)) {
        return None;
    }
    let mut file = file.clone();
    file.packs.iter_mut().for_each(|pack| pack.nudges.retain(|written| !is_it(written)));
    Some(file)
}

/// What becomes of each nudge's moments, as the roles choose: a part of what [`super::simulate`] finds, in
/// less than half the time.
///
/// # Errors
/// When the content cannot be opened.
pub fn turns(file: &ContentFile, team: &Team, seed: u64) -> Result<Vec<NudgeTotals>, ContentError> {
    let content = Content::new(&world::of(file, None))?;
    let mut nudges = totals(file, team);
    let mut number = 0u32;
    for (role, count) in people(file, team) {
        for _ in 0..count {
            number += 1;
            let secret = secret(seed, number);
            let moments = life::moments(file, team, &role.role, &secret);
            let lived = life::live(&content, role, team, &secret, &moments);
            lived.iter().for_each(|lived| count_moment(&mut nudges, lived));
        }
    }
    Ok(nudges)
}

/// What each of the others loses by the nudge that is new in `with`, the greatest loss first.
pub fn displaced(without: &[NudgeTotals], with: &[NudgeTotals]) -> Vec<Displaced> {
    let mut found = Vec::new();
    for before in without {
        let after = with.iter().find(|after| after.nudge == before.nudge);
        let (cards, seconds) = after.map_or((0, 0), |after| (after.shown + after.withheld, after.seconds));
        let lost = (before.shown + before.withheld).saturating_sub(cards);
        if lost > 0 {
            found.push(Displaced {
                nudge: before.nudge.clone(),
                manager: before.manager.clone(),
                cards: lost,
                seconds: before.seconds.saturating_sub(seconds),
            });
        }
    }
    found.sort_by_key(|displaced| std::cmp::Reverse((displaced.cards, displaced.seconds)));
    found
}

#[cfg(test)]
mod tests {
    use super::super::tests::{lived, team};
    use super::*;
    use crate::pack::author::tests::compiled;

    #[test]
    fn a_nudge_that_is_added_displaces_others_by_name() {
        let file = compiled();
        let mut with = file.clone();
        let pack = with.packs.iter_mut().find(|pack| pack.pack == "opportunity-management").unwrap();
        let mut fourth = pack.nudges[0].clone();
        fourth.nudge.nudge = "the-fourth".to_owned();
        fourth.nudge.severity = crate::pack::Severity::Critical;
        fourth.nudge.on = pack.nudges[1].nudge.on.clone();
        pack.nudges.push(fourth);
        let busy = [("pricing-objection", 40), ("slipping-close-date", 40)];
        let more = [busy[0], busy[1], ("the-fourth", 80)];
        let (before, after) = (lived(&file, &team(3, &busy)), lived(&with, &team(3, &more)));
        let losers = displaced(&before.nudges, &after.nudges);
        assert!(losers.iter().any(|loser| loser.cards > 0 && loser.manager == "line"), "{losers:?}");
        assert!(losers.iter().all(|loser| loser.nudge != "the-fourth"));
        assert!(displaced(&before.nudges, &before.nudges).is_empty());
        assert_eq!(turns(&with, &team(3, &more), 7).unwrap(), after.nudges, "whichever way they are lived");
        assert_eq!(without(&with, "the-fourth").as_ref(), Some(&file));
        assert_eq!(without(&file, "the-fourth"), None);
    }
}
