//! One of the candidates, or none: gates first, then worth, then the bid for a scarce slot.

use super::bid_price::{Bid, Left, bid};
use super::gates::{ATTENTION, Candidate, GATES, Reason, Situation};
use super::priors::Priors;
use super::receipt::Considered;
use super::worth::Worth;
use crate::role;

/// What became of some candidates.
#[derive(Debug)]
pub struct Choice<'a> {
    /// The one that has its moment.
    pub best: Option<Candidate<'a>>,
    /// Why each of the others is silent.
    pub silent: Vec<(Candidate<'a>, Reason)>,
    /// The strongest of those that only spent attention could stop, and its value: the demand for
    /// this person's attention.
    pub demand: Option<(Candidate<'a>, u32)>,
    /// How the strongest stood beside what is still to come, where the role chooses by worth.
    pub bid: Option<Bid>,
}

impl Choice<'_> {
    /// The lines of the receipt for those that are silent.
    pub fn considered(&self) -> Vec<Considered> {
        self.silent.iter().map(|(candidate, reason)| Considered::new(candidate.nudge(), *reason)).collect()
    }
}

/// Chooses one of the candidates: worth more first, then shorter, then by name. Where the role
/// chooses by worth, it must also be worth more than what is still to come for the slots that are
/// `left`; `priors` says what that is, before this person's weeks do.
pub fn choose<'a>(
    situation: &Situation<'_>,
    candidates: &[Candidate<'a>],
    left: Left,
    priors: impl FnOnce() -> Priors,
) -> Choice<'a> {
    let mut choice = Choice { best: None, silent: Vec::new(), demand: None, bid: None };
    let mut passed: Vec<(Candidate<'a>, Worth)> = Vec::new();
    for candidate in candidates {
        if let Some(reason) = GATES.iter().find_map(|gate| gate(situation, candidate)) {
            choice.silent.push((*candidate, reason));
            continue;
        }
        let lineage = situation.lineage(candidate);
        let recall = lineage.map(|lineage| lineage.practice.recall(situation.today));
        let worth = Worth::of_nudge(candidate.nudge(), recall);
        if choice.demand.is_none_or(|(_, value)| value < worth.value) {
            choice.demand = Some((*candidate, worth.value));
        }
        match ATTENTION.iter().find_map(|gate| gate(situation, candidate)) {
            Some(reason) => choice.silent.push((*candidate, reason)),
            None => passed.push((*candidate, worth)),
        }
    }
    let rank = |(candidate, worth): &(Candidate<'a>, Worth)| {
        let nudge = candidate.nudge();
        (std::cmp::Reverse(worth.value), nudge.seconds, nudge.nudge.as_str())
    };
    let Some((best, worth)) = passed.iter().min_by_key(|each| rank(each)).copied() else { return choice };
    for (candidate, _) in &passed {
        if candidate.nudge().nudge != best.nudge().nudge {
            choice.silent.push((*candidate, Reason::Outbid));
        }
    }
    choice.best = Some(best);
    let by_worth = situation.role.filter(|role| role.budget.choice == role::Choice::Worth);
    if let Some(role) = by_worth {
        let demand = &situation.ledger.demand;
        let bid = bid(demand, &priors(), &role.budget.period, situation.today, left, worth);
        if !bid.shows {
            choice.best = None;
            choice.silent.insert(0, (best, Reason::HeldBack));
        }
        choice.bid = Some(bid);
    }
    choice
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Published;
    use crate::decide::gates::fixture::{Setting, moment, published, setting};
    use crate::pack::Severity;

    const LEFT: Left = Left { count: 3, seconds: 360 };

    fn named(name: &str, severity: Severity, seconds: u32) -> Published {
        let mut published = published(name);
        (published.nudge.severity, published.nudge.seconds) = (severity, seconds);
        published
    }

    fn chosen(
        setting: &Setting,
        nudges: &[Published],
        left: Left,
    ) -> (Option<String>, Vec<(String, Reason)>) {
        let candidates: Vec<Candidate<'_>> = nudges.iter().map(|published| Candidate { published }).collect();
        let priors = || Priors::of_nudges(nudges.iter().map(|published| &published.nudge));
        let choice = choose(&setting.situation(), &candidates, left, priors);
        let silent = choice.considered().into_iter().map(|Considered(nudge, reason)| (nudge, reason));
        (choice.best.map(|best| best.nudge().nudge.clone()), silent.collect())
    }

    #[test]
    fn the_one_worth_most_then_the_shorter_then_by_name() {
        let cases = [
            (named("b", Severity::High, 90), named("a", Severity::Medium, 60), "b"),
            (named("b", Severity::High, 60), named("a", Severity::High, 90), "b"),
            (named("b", Severity::High, 60), named("a", Severity::High, 60), "a"),
        ];
        for (one, other, best) in cases {
            let outbid = if best == "a" { "b" } else { "a" };
            let nudges = [one, other];
            let (chosen, silent) = chosen(&setting(), &nudges, LEFT);
            assert_eq!(chosen.as_deref(), Some(best));
            assert_eq!(silent, [(outbid.to_owned(), Reason::Outbid)]);
        }
    }

    #[test]
    fn a_gate_stops_what_is_worth_most() {
        let mut setting = setting();
        setting.lineage("strong").muted = true;
        let nudges = [named("strong", Severity::Critical, 10), named("weak", Severity::Low, 90)];
        let (best, silent) = chosen(&setting, &nudges, LEFT);
        assert_eq!(best.as_deref(), Some("weak"));
        assert_eq!(silent, [("strong".to_owned(), Reason::Muted)]);
    }

    #[test]
    fn only_a_role_that_chooses_by_worth_holds_back() {
        let nudges: Vec<Published> =
            (0..40).map(|number| named(&format!("n{number:02}"), Severity::High, 100)).collect();
        let weak = [named("weak", Severity::Low, 100)];
        let last = Left { count: 1, seconds: 100 };
        let bids = |choice| {
            let mut setting = setting();
            if let Some(role) = &mut setting.role {
                role.budget.choice = choice;
            }
            let candidates = [Candidate { published: &weak[0] }];
            let priors = || Priors::of_nudges(nudges.iter().map(|published| &published.nudge));
            let choice = choose(&setting.situation(), &candidates, last, priors);
            (choice.best.is_some(), choice.silent.first().map(|(_, reason)| *reason), choice.bid.is_some())
        };
        assert_eq!(bids(role::Choice::First), (true, None, false));
        assert_eq!(bids(role::Choice::Worth), (false, Some(Reason::HeldBack), true));
    }

    #[test]
    fn demand_counts_what_only_the_budget_stops() {
        let mut setting = setting();
        setting.ledger.moments = vec![moment(); 3].into_iter().map(over).collect();
        let nudges = [named("stopped", Severity::High, 90)];
        let candidates = [Candidate { published: &nudges[0] }];
        let of = |setting: &Setting| {
            let choice = choose(&setting.situation(), &candidates, LEFT, || unreachable!("first come"));
            (choice.silent.first().map(|(_, reason)| *reason), choice.demand.is_some())
        };
        assert_eq!(of(&setting), (Some(Reason::BudgetCount), true));
        setting.lineage("stopped").muted = true;
        assert_eq!(of(&setting), (Some(Reason::Muted), false));
    }

    #[test]
    fn of_several_that_the_budget_stops_the_strongest_is_the_demand() {
        let mut setting = setting();
        setting.ledger.moments = vec![moment(); 3].into_iter().map(over).collect();
        let cases = [
            ([Severity::High, Severity::Low], "first"),
            ([Severity::Low, Severity::High], "second"),
            ([Severity::High, Severity::High], "first"),
        ];
        for ([one, other], expected) in cases {
            let nudges = [named("first", one, 90), named("second", other, 90)];
            let candidates = nudges.each_ref().map(|published| Candidate { published });
            let choice = choose(&setting.situation(), &candidates, LEFT, || unreachable!("first come"));
            let (strongest, _) = choice.demand.unwrap();
            assert_eq!(strongest.nudge().nudge, expected, "{one:?} {other:?}");
        }
    }

    fn over(moment: crate::ledger::Moment) -> crate::ledger::Moment {
        crate::ledger::Moment { over: true, ..moment }
    }
}
