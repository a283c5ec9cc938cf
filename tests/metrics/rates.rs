//! Rates are per opportunity to err: who works twice as much, and errs as often, gains nothing.

use cuecard::ledger::Arm;
use cuecard::verdict::{Block, Counts, Trial, Verdict, Week, Workspace, judge};

use crate::nudges::with;
use crate::person::Page;
use crate::tool::{Tool, told};

const TEMPLATE: &str = "field:Discovery_Template__c";
const DEAL: Page<'_> =
    &[("stage", "Qualification"), ("close_date", "12/18/2026"), ("next_step", ""), (TEMPLATE, "")];
const PEOPLE: u32 = 40;

fn url(deal: u32) -> String {
    format!("https://acme.lightning.force.com/lightning/r/Opportunity/00600000000000{deal}/view")
}

fn saves(tool: &mut Tool, deal: u32, form: Page<'_>) {
    tool.opens(&url(deal), &[]).acts("save", form, &[]);
}

/// People with so many late deals each, three in ten of which get a template: the successes that are
/// told of them, and those that were there to be counted.
fn team(arm: Arm, deals: u32) -> (u32, u32) {
    let (mut successes, mut raw) = (0, 0);
    for person in 0..PEOPLE {
        let mut tool = Tool::drawing(arm, with("discovery"), "tester", "discovery", "2026-11-18");
        for deal in 0..deals {
            tool.on("2026-11-18").opens(&url(deal), DEAL);
            saves(&mut tool, deal, &[("stage", "Negotiation/Review")]);
        }
        for deal in 0..deals {
            let uses = (person + 5 * deal) % 10 < 3;
            raw += u32::from(uses);
            tool.on("2026-11-20");
            saves(&mut tool, deal, if uses { &[(TEMPLATE, "Pains: …")] } else { &[("next_step", "Call")] });
        }
        let outcome = tool.told().0;
        assert!(matches!(outcome.as_str(), "success" | "failure"), "{outcome}");
        successes += u32::from(outcome == "success");
    }
    (successes, raw)
}

fn verdict(shown: u32, withheld: u32) -> Verdict {
    let counts = |successes| Counts::known(successes, PEOPLE);
    let behaviour = Block::new(counts(shown), counts(withheld)).unwrap();
    let weeks = [Week { day: 30, behaviour, ..Week::default() }];
    judge(&Trial::new(&weeks, 5), 60, &mut Workspace::default()).verdict
}

#[test]
fn doubled_volume_at_the_same_rate_shows_no_gain() {
    let (shown, raw) = team(Arm::Shown, 2);
    let (withheld, raw_withheld) = team(Arm::Withheld, 1);
    // Three in ten of 40 people; of 80 deals twice as many were there.
    assert_eq!((shown, withheld), (12, 12));
    assert_eq!((raw, raw_withheld), (24, 12));
    assert_eq!(verdict(shown, withheld), Verdict::NoEffect);
    // Raw counts would have told the doubled work as a gain.
    assert_eq!(verdict(raw, raw_withheld), Verdict::Improved);
}

#[test]
fn the_slips_of_a_second_deal_add_nothing_to_those_of_the_first() {
    // Each goes back by 14 days and by 14 days: two slips.
    for deals in [1, 2] {
        let mut tool = Tool::new(with("slippage"), "tester", "slippage", "2026-11-18");
        for deal in 0..deals {
            tool.on("2026-11-18").opens(&url(deal), DEAL);
            saves(&mut tool, deal, &[("stage", "Negotiation/Review")]);
        }
        for (day, date) in [("2026-11-20", "1/1/2027"), ("2026-11-24", "1/15/2027")] {
            for deal in 0..deals {
                tool.on(day);
                saves(&mut tool, deal, &[("close_date", date)]);
            }
        }
        assert_eq!(tool.told(), told("failure", "2", "held"), "{deals} deals");
    }
}
