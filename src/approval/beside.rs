//! Beside what a nudge would come: what a manager is shown before they stand by one more.

use super::cosign::Cosign;
use super::lack::Lack;
use super::standing::{MOST_COSIGNS, Standing, Stands};

/// Those that are live beside a nudge, with what was said of them.
pub fn beside<'a>(nudge: &str, stands: &'a [Stands]) -> impl Iterator<Item = (&'a Stands, &'a Cosign)> {
    let live = stands.iter().filter_map(|stands| match &stands.standing {
        Standing::Live(live) => Some((stands, &live.cosign)),
        Standing::Silent(_) => None,
    });
    live.filter(move |(stands, _)| stands.nudge != nudge)
}

/// Whether a team may have this nudge as well: as many as may be hold, or wait for their first day.
pub fn has_room(nudge: &str, stands: &[Stands]) -> bool {
    let waits = |stands: &&Stands| matches!(stands.standing, Standing::Silent(Lack::NotYet(_)));
    let waiting = stands.iter().filter(|stands| stands.nudge != nudge).filter(waits).count();
    beside(nudge, stands).count() + waiting < MOST_COSIGNS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approval::{Lease, Live, Rests};
    use crate::time::Day;

    #[test]
    fn as_many_as_may_be_leave_room_for_none_but_one_of_them() {
        let live = |number: usize| {
            let nudge = format!("n{number}");
            let lease = Lease { until: Day(20_060), rests: Rests::Tried };
            let cosign = Cosign { minutes: 2, ..Cosign::new("sales", &nudge, String::new()) };
            let live = Live { cosign, lease, languages: Vec::new(), unread: Vec::new() };
            Stands { nudge, standing: Standing::Live(Box::new(live)) }
        };
        let mut stands: Vec<Stands> = (0..MOST_COSIGNS - 1).map(live).collect();
        stands.push(Stands { nudge: "quiet".into(), standing: Standing::Silent(Lack::Changed) });
        assert!(has_room("new", &stands) && has_room("quiet", &stands));
        stands.push(Stands { nudge: "later".into(), standing: Standing::Silent(Lack::NotYet(Day(1))) });
        assert!(!has_room("new", &stands) && !has_room("quiet", &stands));
        assert!(has_room("later", &stands) && has_room("n3", &stands));
        let minutes: u32 = beside("n3", &stands).map(|(_, cosign)| cosign.minutes).sum();
        assert_eq!(minutes as usize, 2 * (MOST_COSIGNS - 2));
    }
}
