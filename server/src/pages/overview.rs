//! All nudges on one page: what each came to, worst first.

use super::adoption::Adoption;
use super::interval::Interval;
use super::{link_to, rendered, verdicts_on};
use crate::clock::today;
use crate::housekeeping;
use crate::problem::Problem;
use crate::serve::Shared;
use crate::storage::Use;
use askama::Template;
use axum::extract::State;
use axum::response::Html;
use cuecard::verdict::Verdict;
use cuecard::verdict::trials::Finding;
use cuecard::verdict::words::{difference, verdict_and_action};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "overview.html")]
struct OverviewPage {
    nudges: Vec<Line>,
}

struct Line {
    nudge: String,
    link: String,
    verdict: &'static str,
    people: String,
    /// The difference and its picture; `None` while too few people use it.
    impact: Option<(String, Option<Interval>)>,
}

pub(crate) async fn overview(State(shared): State<Arc<Shared>>) -> Result<Html<String>, Problem> {
    let today = today();
    housekeeping::published(&shared, today).await?;
    let (counts, uses) = (shared.store.counts(shared.floor).await?, shared.store.uses(shared.floor).await?);
    let mut trials = verdicts_on(&counts, &uses, today)?;
    // The newest content speaks for its nudge.
    trials.sort_by(|one, other| {
        (&one.pack, &one.nudge, other.opened).cmp(&(&other.pack, &other.nudge, one.opened))
    });
    trials.dedup_by(|one, kept| one.pack == kept.pack && one.nudge == kept.nudge);
    let mut nudges: Vec<(usize, Line)> = trials
        .iter()
        .filter_map(|one| {
            let Finding::Ruled(ruling) = &one.finding else { return None };
            let of = uses.get(&(one.pack.clone(), one.nudge.clone()));
            let used = of.into_iter().flat_map(|of| of.values()).fold(Use::default(), Use::plus);
            let enough = Adoption::of(&used).is_enough();
            let line = Line {
                nudge: one.nudge.clone(),
                link: link_to(&one.pack, &one.nudge),
                verdict: verdict_and_action(ruling.verdict),
                people: format!("{} and {}", ruling.shown.entries, ruling.withheld.entries),
                impact: enough.then(|| (difference(ruling), Interval::of(ruling))),
            };
            Some((urgency(ruling.verdict), line))
        })
        .collect();
    nudges.sort_by_key(|(urgency, _)| *urgency);
    rendered(&OverviewPage { nudges: nudges.into_iter().map(|(_, line)| line).collect() })
}

/// What has to be dealt with comes first.
fn urgency(verdict: Verdict) -> usize {
    match verdict {
        Verdict::Harmful => 0,
        Verdict::Invalid => 1,
        Verdict::NoEffect => 2,
        Verdict::Insufficient => 3,
        Verdict::Running => 4,
        Verdict::Improved => 5,
    }
}
