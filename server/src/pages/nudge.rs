//! One nudge as a story: are its cards used, is something learnt, does work go better?

use super::adoption::{ADOPTED_PERCENT, Adoption, Share};
use super::interval::Interval;
use super::minutes::Minutes;
use super::{Section, rendered, signed, verdicts_on};
use crate::clock::today;
use crate::housekeeping;
use crate::judging::PROMISED_POINTS;
use crate::problem::Problem;
use crate::serve::Shared;
use crate::storage::Use;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use cuecard::verdict::Ruling;
use cuecard::verdict::trials::{Finding, Judged};
use cuecard::verdict::words::{difference, verdict_and_action, why};
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "nudge.html")]
struct NudgePage {
    nudge: String,
    pack: String,
    promised: u32,
    adopted_percent: i64,
    adoption: Adoption,
    minutes: Minutes,
    /// Its texts, the newest first.
    trials: Vec<Trial>,
    /// `None` also while too few people use it: what it came to could be read off them.
    counts: Option<Section>,
}

/// What one text of the nudge came to.
struct Trial {
    text: String,
    opened: String,
    day: u32,
    verdict: &'static str,
    why: String,
    people: String,
    impact: Option<(String, Option<Interval>)>,
    proof_until: Option<String>,
}

impl Trial {
    fn new(one: &Judged, ruling: &Ruling, adoption: &Adoption) -> Self {
        Self {
            text: one.content.get(..super::HASH_SHOWN).unwrap_or(&one.content).to_owned(),
            opened: one.opened.to_string(),
            day: ruling.day,
            verdict: verdict_and_action(ruling.verdict),
            why: why(ruling, one.min_lift_points),
            people: format!(
                "{} were shown it, from {} it was withheld",
                ruling.shown.entries, ruling.withheld.entries
            ),
            impact: adoption.is_enough().then(|| (difference(ruling), Interval::of(ruling))),
            proof_until: one.proof_until().map(|day| day.to_string()),
        }
    }
}

impl NudgePage {
    /// A line of the funnel: its words, and its share if enough people are in it.
    fn stages(&self) -> [(&'static str, &'static str, Option<Share>); 6] {
        let Adoption { completed, fast, first_try, second_try, retained, transferred, .. } = self.adoption;
        [
            ("Exposure", "used to the end", completed),
            ("Exposure", "closed within three seconds", fast),
            ("Mastery", "check right at the first try", first_try),
            ("Mastery", "check right at the second try", second_try),
            ("Mastery", "still right two weeks later, elsewhere", retained),
            ("Mastery", "right in a case never seen before", transferred),
        ]
    }
}

pub(crate) async fn nudge(
    State(shared): State<Arc<Shared>>,
    Path((pack, nudge)): Path<(String, String)>,
) -> Result<Html<String>, Problem> {
    let today = today();
    housekeeping::published(&shared, today).await?;
    let name = (pack.clone(), nudge.clone());
    let mut counts = shared.store.counts(shared.floor).await?;
    let mut uses = shared.store.uses(shared.floor).await?;
    counts.retain(|other, _| *other == name);
    uses.retain(|other, _| *other == name);
    if counts.is_empty() && uses.is_empty() {
        return Err(Problem::not_found());
    }
    let signed = signed(&shared).await;
    let said = signed.as_ref().map(|signed| signed.get(&name).cloned().unwrap_or_default());
    let mut judged = verdicts_on(&counts, &uses, today)?;
    judged.sort_by_key(|one| std::cmp::Reverse(one.opened));
    let used = uses.values().flat_map(|of| of.values()).fold(Use::default(), Use::plus);
    let adoption = Adoption::of(&used);
    let trials = judged.iter().filter_map(|one| match &one.finding {
        Finding::Ruled(ruling) => Some(Trial::new(one, ruling, &adoption)),
        Finding::Weak(_) => None,
    });
    let no_uses = BTreeMap::new();
    let page = NudgePage {
        minutes: Minutes::of(uses.get(&name).unwrap_or(&no_uses), said.as_ref()),
        trials: trials.collect(),
        counts: counts
            .remove(&name)
            .filter(|_| adoption.is_enough())
            .map(|cells| Section::new(pack.clone(), nudge.clone(), &cells)),
        nudge,
        pack,
        promised: PROMISED_POINTS,
        adopted_percent: ADOPTED_PERCENT,
        adoption,
    };
    rendered(&page)
}
