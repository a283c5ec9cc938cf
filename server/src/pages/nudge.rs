//! One nudge as a story: are its cards used, is something learnt, does work go better?

use super::adoption::{ADOPTED_PERCENT, Adoption, Share};
use super::counts::Section;
use super::interval::Interval;
use super::minutes::Minutes;
use super::terms::{promise_of, terms, tested};
use super::{rendered, signed, verdicts_on};
use crate::clock::today;
use crate::estimate::is_noisy;
use crate::housekeeping;
use crate::problem::Problem;
use crate::repository::Said;
use crate::serve::Shared;
use crate::storage::Use;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use cuecard::verdict::Ruling;
use cuecard::verdict::trials::Judged;
use cuecard::verdict::words::{difference, verdict_and_action, why};
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "nudge.html")]
struct NudgePage {
    nudge: String,
    pack: String,
    adopted_percent: i64,
    adoption: Adoption,
    /// Some of it was told with noise.
    is_noisy: bool,
    minutes: Minutes,
    /// Its texts, the newest first.
    trials: Vec<Trial>,
    /// `None` also while too few people use it: what it came to could be read off them.
    counts: Option<Section>,
}

/// What one text of the nudge came to.
struct Trial {
    text: String,
    /// By what it was judged.
    terms: String,
    verdict: &'static str,
    why: String,
    /// None: nothing was withheld from anybody.
    tested: Option<Tested>,
    proof_until: Option<String>,
}

/// What was compared.
struct Tested {
    day: u32,
    people: String,
    /// `None` while too few people use it.
    impact: Option<(String, Option<Interval>)>,
}

impl Trial {
    fn new(one: &Judged, said: Option<&Said>, adoption: &Adoption) -> Self {
        let (verdict, why, tested) = match tested(one, promise_of(said, one)) {
            Err((word, why)) => (word, why.to_owned(), None),
            Ok(ruling) => {
                let why = why(ruling, one.min_lift_points);
                (verdict_and_action(ruling.verdict), why, Some(Tested::new(ruling, adoption)))
            }
        };
        Self {
            text: one.content.get(..super::HASH_SHOWN).unwrap_or(&one.content).to_owned(),
            terms: terms(one, said),
            verdict,
            why,
            tested,
            proof_until: one.proof_until().map(|day| day.to_string()),
        }
    }
}

impl Tested {
    fn new(ruling: &Ruling, adoption: &Adoption) -> Self {
        let (shown, withheld) = (ruling.shown.entries, ruling.withheld.entries);
        Self {
            day: ruling.day,
            people: format!("{shown} were shown it, from {withheld} it was withheld"),
            impact: adoption.is_enough().then(|| (difference(ruling), Interval::of(ruling))),
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
    let mut judged = verdicts_on(&counts, &uses, signed.as_deref(), today)?;
    judged.sort_by_key(|one| std::cmp::Reverse(one.opened));
    let used = uses.values().flat_map(|of| of.values()).fold(Use::default(), Use::plus);
    let adoption = Adoption::of(&used);
    let trials = judged.iter().map(|one| Trial::new(one, said.as_ref(), &adoption));
    let no_uses = BTreeMap::new();
    let mut cells = counts.values().flat_map(|cells| cells.values());
    let is_noisy = is_noisy(&used) || cells.any(|cell| cell.shown.plus(cell.withheld).noisy.is_any());
    let page = NudgePage {
        is_noisy,
        minutes: Minutes::of(uses.get(&name).unwrap_or(&no_uses), said.as_ref()),
        trials: trials.collect(),
        counts: counts
            .remove(&name)
            .filter(|_| adoption.is_enough())
            .map(|cells| Section::new(pack.clone(), nudge.clone(), &cells, true)),
        nudge,
        pack,
        adopted_percent: ADOPTED_PERCENT,
        adoption,
    };
    rendered(&page)
}
