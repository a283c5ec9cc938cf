//! All nudges on one page: what each came to, worst first.

use super::adoption::Adoption;
use super::interval::Interval;
use super::terms::{promise_of, tested};
use super::{link_to, rendered, signed, verdicts_on};
use crate::clock::today;
use crate::housekeeping;
use crate::problem::Problem;
use crate::repository::Said;
use crate::serve::Shared;
use crate::storage::Use;
use askama::Template;
use axum::extract::State;
use axum::response::Html;
use cuecard::verdict::Verdict;
use cuecard::verdict::trials::Judged;
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
    /// None: nothing is withheld, so there is nothing to compare.
    people: Option<String>,
    /// The difference and its picture; `None` while too few people use it.
    impact: Option<(String, Option<Interval>)>,
}

pub(crate) async fn overview(State(shared): State<Arc<Shared>>) -> Result<Html<String>, Problem> {
    let today = today();
    housekeeping::published(&shared, today).await?;
    let (counts, uses) = (shared.store.counts(shared.floor).await?, shared.store.uses(shared.floor).await?);
    let signed = signed(&shared).await;
    let mut trials = verdicts_on(&counts, &uses, signed.as_deref(), today)?;
    // The newest content speaks for its nudge.
    trials.sort_by(|one, other| {
        (&one.pack, &one.nudge, other.opened).cmp(&(&other.pack, &other.nudge, one.opened))
    });
    trials.dedup_by(|one, kept| one.pack == kept.pack && one.nudge == kept.nudge);
    let mut nudges: Vec<(usize, Line)> = trials
        .iter()
        .map(|one| {
            let name = (one.pack.clone(), one.nudge.clone());
            let said = signed.as_ref().and_then(|signed| signed.get(&name));
            let used = uses.get(&name).into_iter().flat_map(|of| of.values());
            let enough = Adoption::of(&used.fold(Use::default(), Use::plus)).is_enough();
            Line::new(one, said, enough)
        })
        .collect();
    nudges.sort_by_key(|(urgency, _)| *urgency);
    rendered(&OverviewPage { nudges: nudges.into_iter().map(|(_, line)| line).collect() })
}

impl Line {
    /// Its place among the others, and what is said of it; `enough`: so many use it that its impact says
    /// something.
    fn new(one: &Judged, said: Option<&Said>, enough: bool) -> (usize, Self) {
        let (nudge, link) = (one.nudge.clone(), link_to(&one.pack, &one.nudge));
        match tested(one, promise_of(said, one)) {
            Ok(ruling) => {
                let people = Some(format!("{} and {}", ruling.shown.entries, ruling.withheld.entries));
                let impact = enough.then(|| (difference(ruling), Interval::of(ruling)));
                let verdict = verdict_and_action(ruling.verdict);
                (urgency(ruling.verdict), Self { nudge, link, verdict, people, impact })
            }
            Err((verdict, _)) => (LEAST_URGENT, Self { nudge, link, verdict, people: None, impact: None }),
        }
    }
}

/// Nothing comes of it that anybody has to deal with.
const LEAST_URGENT: usize = 6;

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
