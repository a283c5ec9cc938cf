//! What holds in every state, and what time or a restart makes of it.

use cuecard::decide::{Spent, spent};
use cuecard::ledger::{Answer, Arm, Ledger, Moment, MomentState};

use crate::shell::{ANSWERS, LedgerNumber, Said, Shell};
use crate::world::{Hold, Limits, Truth, World};

/// What a role may spend, and how many moments were there before the search began.
#[derive(Clone, Debug)]
pub struct Bounds {
    pub budget: cuecard::role::Budget,
    pub before: usize,
}

/// Looks at one state; a sentence for the first rule that does not hold.
pub fn judge(world: &World, shell: &mut Shell, limits: &Limits, bounds: &Bounds) -> Result<(), String> {
    let ledger = shell.ledger(world.ledger);
    let left = spent(&ledger.moments, &bounds.budget.period, shell.today);
    within(left, bounds, "the ledger")?;
    conserved(ledger, limits, bounds)?;
    records_are_claimed_by_moments(ledger)?;
    within(seen_by_the_person(world, shell, bounds), bounds, "what the person saw")?;
    for (truth, moment) in truths(world, shell, world.ledger) {
        let Some(moment) = moment else {
            return if *truth == Truth::default() {
                Ok(())
            } else {
                Err(format!("a moment that the ledger does not know: {truth:?}"))
            };
        };
        fits(truth, moment)?;
    }
    one_card(world, shell)?;

    let (ledger, _) = shell.take(world.ledger, world.leaps + 1, Said::Woke);
    for (truth, moment) in truths(world, shell, ledger) {
        let Some(moment) = moment else { continue };
        fits(truth, moment).map_err(|fault| format!("half a minute later {fault}"))?;
        let open = moment.state == MomentState::Reserved;
        if open || (!truth.taken_up && !truth.seen && moment.spends()) {
            return Err(format!("half a minute later nobody took it up and it is {:?}", moment.state));
        }
    }
    let (ledger, _) = shell.take(world.ledger, world.leaps, Said::Started);
    for (truth, moment) in truths(world, shell, ledger) {
        let Some(moment) = moment else { continue };
        fits(truth, moment).map_err(|fault| format!("after a restart {fault}"))?;
        let kept = moment.spends() || moment.state == MomentState::Refunded;
        let due = (truth.taken_up && !truth.gone) || truth.seen || truth.answer.is_some();
        if kept != due {
            return Err(format!("after a restart {truth:?} is {:?}", moment.state));
        }
        if !moment.over {
            return Err("after a restart a card still counts as open".into());
        }
    }
    Ok(())
}

fn truths<'a>(
    world: &'a World,
    shell: &'a Shell,
    ledger: LedgerNumber,
) -> impl Iterator<Item = (&'a Truth, Option<&'a Moment>)> {
    let ledger = shell.ledger(ledger);
    let numbered = world.truth.iter().zip(0u8..);
    numbered.map(move |(truth, number)| (truth, ledger.moment(shell.name(number))))
}

fn within(spent: Spent, bounds: &Bounds, whose: &str) -> Result<(), String> {
    if spent.count > bounds.budget.count || spent.seconds > bounds.budget.seconds {
        return Err(format!("{whose}: {spent:?} is more than {:?}", bounds.budget));
    }
    Ok(())
}

/// What really reached the person, whatever the ledger says: counted from what happened.
fn seen_by_the_person(world: &World, shell: &Shell, bounds: &Bounds) -> Spent {
    let ledger = shell.ledger(world.ledger);
    let before = ledger.moments.iter().take(bounds.before);
    let before = before.fold(Spent::default(), |sum, moment| Spent {
        count: sum.count + u32::from(moment.spends()),
        seconds: sum.seconds + if moment.spends() { moment.seconds } else { 0 },
    });
    truths(world, shell, world.ledger).fold(before, |sum, (truth, moment)| {
        let refunded = truth.answer.is_some_and(|answer| ANSWERS[usize::from(answer)] == Answer::NotRelevant);
        if !truth.seen || refunded {
            return sum;
        }
        let seconds = moment.map_or(0, |moment| moment.seconds);
        Spent { count: sum.count + 1, seconds: sum.seconds + seconds }
    })
}

/// One moment in the ledger against what really happened to it.
fn fits(truth: &Truth, moment: &Moment) -> Result<(), String> {
    let state = moment.state;
    let answer = truth.answer.map(|answer| ANSWERS[usize::from(answer)]);
    let fault = |what: &str| Err(format!("{what}: {truth:?} is {state:?}, answered {:?}", moment.answer));
    if moment.answer != answer {
        return fault("the first answer holds");
    }
    if (state == MomentState::Refunded) != (answer == Some(Answer::NotRelevant)) {
        return fault("only the person's word refunds");
    }
    if truth.seen && state == MomentState::Released {
        return fault("what was seen is never given back");
    }
    if state == MomentState::Committed && !truth.seen && answer.is_none() {
        return fault("only what was seen or answered is committed");
    }
    if state == MomentState::Placed && !truth.taken_up {
        return fault("only what a page took up is placed");
    }
    if truth.gone && !truth.seen && answer.is_none() && state != MomentState::Released {
        return fault("what its page took down unseen is given back");
    }
    if truth.taken_up && !truth.gone && state == MomentState::Released {
        return fault("what a page took up is given back on its page's word alone");
    }
    Ok(())
}

/// Each reservation that was ever made is in exactly one state, and no save made two.
fn conserved(ledger: &Ledger, limits: &Limits, bounds: &Bounds) -> Result<(), String> {
    let reserved = ledger.decisions.iter().filter(|receipt| receipt.percent.is_some()).count();
    let of = |states: &[MomentState]| {
        ledger.moments.iter().filter(|moment| states.contains(&moment.state)).count()
    };
    let open = of(&[MomentState::Reserved, MomentState::Placed]);
    let (committed, released) = (of(&[MomentState::Committed]), of(&[MomentState::Released]));
    let refunded = of(&[MomentState::Refunded]);
    if reserved != open + committed + released + refunded {
        return Err(format!("{reserved} reserved, {open} open, {committed}, {released} and {refunded}"));
    }
    let saves: u8 = limits.saves.iter().sum();
    let twice = ledger
        .moments
        .iter()
        .enumerate()
        .any(|(place, moment)| ledger.moments.iter().skip(place + 1).any(|other| other.id == moment.id));
    if twice || ledger.moments.len() > bounds.before + usize::from(saves) {
        return Err("one save was debited twice".into());
    }
    Ok(())
}

/// A record stays closed to a nudge only for a moment that it really had, and for one.
fn records_are_claimed_by_moments(ledger: &Ledger) -> Result<(), String> {
    let claims =
        |moment: &&Moment| moment.state != MomentState::Released && moment.answer != Some(Answer::Later);
    for (nudge, lineage) in ledger.lineages.iter() {
        for record in lineage.records.keys() {
            let on = |moment: &&Moment| moment.nudge == *nudge && moment.record == *record;
            match ledger.moments.iter().filter(on).filter(claims).count() {
                1 => {}
                claims => return Err(format!("{claims} moments claim one record for {nudge}")),
            }
        }
    }
    Ok(())
}

/// Two cards that wait for an answer are never on two screens.
fn one_card(world: &World, shell: &Shell) -> Result<(), String> {
    let up = world.tabs.iter().filter_map(|tab| tab.page.as_ref()).filter(|page| match page.hold {
        Hold::Up { moment, shown: true, .. } => {
            let truth = world.truth.get(usize::from(moment));
            truth.is_none_or(|truth| truth.answer.is_none())
        }
        _ => false,
    });
    if up.count() > 1 {
        let arms = shell.ledger(world.ledger).moments.iter().filter(|moment| moment.arm == Arm::Shown);
        return Err(format!("two cards at once, of {}", arms.count()));
    }
    Ok(())
}
