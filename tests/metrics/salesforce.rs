//! Salesforce: discovery template used, fields kept up to date, discount, slippage, win or loss.

use crate::nudges::{shipped, with};
use crate::person::Page;
use crate::tool::{Told, Tool, told};

const DEAL: &str = "https://acme.lightning.force.com/lightning/r/Opportunity/006000000000001/view";
const OTHER: &str = "https://acme.lightning.force.com/lightning/r/Opportunity/006000000000002/view";
/// What a deal shows before anything happens to it.
const EARLY: Page<'_> = &[
    ("stage", "Qualification"),
    ("close_date", "12/18/2026"),
    ("amount", "$50,000.00"),
    ("next_step", ""),
    ("field:Discovery_Template__c", ""),
    ("field:Concession_Traded__c", ""),
    ("field:Loss_Reason__c", ""),
];
const TEMPLATE: &str = "field:Discovery_Template__c";
const DISCOUNT: &str = "field:Discount__c";
const CONCESSION: &str = "field:Concession_Traded__c";

/// A deal gets late on Wednesday, 18 November: the window ends on 2 December at ten.
fn late(nudge: &'static str) -> Tool {
    let mut tool = Tool::new(with(nudge), "tester", nudge, "2026-11-18");
    tool.on("2026-11-18").opens(DEAL, EARLY).acts("save", &[("stage", "Negotiation/Review")], &[]);
    assert!(tool.card.is_some(), "{}", tool.person.reason(nudge));
    tool
}

fn saves(tool: &mut Tool, day: &str, form: Page<'_>) {
    tool.on(day).opens(DEAL, &[]).acts("save", form, &[]);
}

#[test]
fn a_discovery_template_was_used_or_was_not() {
    type Days = &'static [(&'static str, Page<'static>)];
    let cases: [(&str, Days, Told); 6] = [
        ("used", &[("2026-11-20", &[(TEMPLATE, "Pains: …")])], told("success", "", "held")),
        ("on the last day", &[("2026-12-01", &[(TEMPLATE, "Pains: …")])], told("success", "", "held")),
        ("a day too late", &[("2026-12-03", &[(TEMPLATE, "Pains: …")])], told("unseen", "", "unseen")),
        ("other work on the deal", &[("2026-11-20", &[("next_step", "Call")])], told("failure", "", "held")),
        (
            "lost first, filled in afterwards; 50,000 to 40,000 in between is what must not happen",
            &[
                ("2026-11-19", &[("amount", "$40,000.00")]),
                ("2026-11-20", &[("stage", "Closed Lost")]),
                ("2026-11-23", &[(TEMPLATE, "Pains: …")]),
            ],
            told("failure", "", "worsened"),
        ),
        ("never looked at again", &[], told("unseen", "", "unseen")),
    ];
    for (name, days, expected) in cases {
        let mut tool = late("discovery");
        for (day, form) in days {
            saves(&mut tool, day, form);
        }
        assert_eq!(tool.told(), expected, "{name}");
    }
}

#[test]
fn a_template_that_a_colleague_filled_in_is_nobodys_success() {
    let mut tool = late("discovery");
    tool.on("2026-11-20").opens(DEAL, &[(TEMPLATE, "Pains: …")]);
    assert_eq!(tool.told(), told("failure", "", "held"));
}

/// The second push by two weeks brings the shipped aid on Wednesday; its window ends on Saturday.
fn slipping() -> Tool {
    let mut tool = Tool::new(shipped(), "account-executive", "slipping-close-date", "2026-11-16");
    tool.on("2026-11-16").opens(DEAL, EARLY);
    saves(&mut tool, "2026-11-16", &[("close_date", "1/18/2027")]);
    assert!(tool.card.is_none(), "the first push");
    saves(&mut tool, "2026-11-18", &[("close_date", "2/18/2027")]);
    assert!(tool.card.is_some());
    tool
}

#[test]
fn fields_are_kept_up_to_date_when_what_they_say_is_saved_in_the_window() {
    type Days = &'static [(&'static str, Page<'static>)];
    let cases: [(&str, Days, Told); 4] = [
        ("on the next day", &[("2026-11-19", &[("next_step", "Legal signs")])], told("success", "", "held")),
        (
            "and pushed once more: 18 February to 4 March is 14 days",
            &[("2026-11-19", &[("next_step", "Legal signs")]), ("2026-11-20", &[("close_date", "3/4/2027")])],
            told("success", "", "worsened"),
        ),
        (
            "pushed by 13 days only, nothing written",
            &[("2026-11-20", &[("close_date", "3/3/2027")])],
            told("failure", "", "held"),
        ),
        // 18 November and 3 days: Saturday at ten is too late, and nothing was looked at before.
        (
            "after the weekend",
            &[("2026-11-23", &[("next_step", "Legal signs")])],
            told("unseen", "", "unseen"),
        ),
    ];
    for (name, days, expected) in cases {
        let mut tool = slipping();
        for (day, form) in days {
            saves(&mut tool, day, form);
        }
        assert_eq!(tool.told(), expected, "{name}");
    }
}

#[test]
fn slippage_is_how_often_the_close_date_went_back_by_two_weeks() {
    // From 18 December: the 11 days to 29 December are no slip; the 14 to 12 January, 18 to 30 January
    // and 28 to 27 February are one each; the way back to 15 February is none.
    let dates = ["12/29/2026", "1/12/2027", "1/30/2027", "2/27/2027", "2/15/2027"];
    let days = ["2026-11-19", "2026-11-20", "2026-11-23", "2026-11-24", "2026-11-25"];
    for (saved, bucket) in [(1, "0"), (2, "1"), (3, "2"), (4, "3"), (5, "3")] {
        let mut tool = late("slippage");
        for (day, date) in days.into_iter().zip(dates).take(saved) {
            saves(&mut tool, day, &[("close_date", date)]);
        }
        assert_eq!(tool.told(), told("failure", bucket, "held"), "{saved} dates");
    }
    // Never looked at again: how often it slipped is not known, and that is not never.
    assert_eq!(late("slippage").told(), told("unseen", "", "unseen"));
}

#[test]
fn a_slip_of_a_colleague_or_of_another_deal_is_not_of_this_window() {
    let mut tool = late("slippage");
    tool.on("2026-11-19").opens(OTHER, EARLY).acts("save", &[("close_date", "1/29/2027")], &[]);
    tool.on("2026-11-20").opens(DEAL, &[("close_date", "1/29/2027")]);
    assert_eq!(tool.told(), told("failure", "0", "held"));
}

#[test]
fn a_discount_is_the_last_per_cent_that_was_read() {
    // Up to 0, 5, 10, 20 per cent, and more: places 0 to 4.
    type Days = &'static [(&'static str, Page<'static>)];
    let cases: [(&str, Days, Told); 7] = [
        (
            "25 %, then 12.5 %",
            &[("2026-11-20", &[(DISCOUNT, "25%")]), ("2026-11-24", &[(DISCOUNT, "12.5%")])],
            told("failure", "3", "held"),
        ),
        (
            "20 % is the end of its bucket",
            &[("2026-11-20", &[(DISCOUNT, "20%")])],
            told("failure", "3", "held"),
        ),
        ("21 %", &[("2026-11-20", &[(DISCOUNT, "21%")])], told("failure", "4", "held")),
        ("none given", &[("2026-11-20", &[(DISCOUNT, "0%")])], told("failure", "0", "held")),
        (
            "5 %, traded",
            &[("2026-11-20", &[(DISCOUNT, "5%"), (CONCESSION, "Two years")])],
            told("success", "1", "held"),
        ),
        (
            "5 %, and lost",
            &[("2026-11-20", &[(DISCOUNT, "5%"), ("stage", "Closed Lost")])],
            told("failure", "1", "worsened"),
        ),
        (
            "after the window",
            &[("2026-11-20", &[(DISCOUNT, "5%")]), ("2026-12-03", &[(DISCOUNT, "50%")])],
            told("failure", "1", "held"),
        ),
    ];
    for (name, days, expected) in cases {
        let mut tool = late("discount");
        for (day, form) in days {
            saves(&mut tool, day, form);
        }
        assert_eq!(tool.told(), expected, "{name}");
    }
}

#[test]
fn a_discount_that_is_not_on_the_page_is_not_known_rather_than_none() {
    let mut tool = late("discount");
    saves(&mut tool, "2026-11-20", &[(CONCESSION, "Two years")]);
    assert_eq!(tool.told(), told("success", "", "held"));
    // Emptied: what was read last stands. 15 % is up to 20.
    let mut tool = late("discount");
    saves(&mut tool, "2026-11-20", &[(DISCOUNT, "15%")]);
    saves(&mut tool, "2026-11-23", &[(DISCOUNT, "")]);
    assert_eq!(tool.told(), told("failure", "3", "held"));
    // Shown as the deal got late, and nobody looked again: it may be another by now.
    let mut tool = Tool::new(with("discount"), "tester", "discount", "2026-11-18");
    tool.on("2026-11-18").opens(DEAL, EARLY).shows(&[(DISCOUNT, "15%")]);
    tool.acts("save", &[("stage", "Negotiation/Review")], &[]).shows(&[("next_step", "Call")]);
    assert_eq!(tool.told(), told("unseen", "", "unseen"));
}

#[test]
fn a_deal_is_won_or_lost_or_nobody_knows() {
    type Days = &'static [(&'static str, Page<'static>)];
    let cases: [(&str, Days, Told); 6] = [
        ("won", &[("2026-11-30", &[("stage", "Closed Won")])], told("success", "", "held")),
        ("lost", &[("2026-11-30", &[("stage", "Closed Lost")])], told("failure", "", "held")),
        ("still open", &[("2026-11-30", &[("next_step", "Legal signs")])], told("failure", "", "held")),
        (
            "pushed back by 28 days, and won: both are told",
            &[("2026-11-20", &[("close_date", "1/15/2027")]), ("2026-11-30", &[("stage", "Closed Won")])],
            told("success", "", "worsened"),
        ),
        (
            "lost, and won after all: the first sign holds",
            &[("2026-11-24", &[("stage", "Closed Lost")]), ("2026-11-30", &[("stage", "Closed Won")])],
            told("failure", "", "held"),
        ),
        (
            "won a day after the window",
            &[("2026-12-03", &[("stage", "Closed Won")])],
            told("unseen", "", "unseen"),
        ),
    ];
    for (name, days, expected) in cases {
        let mut tool = late("win");
        for (day, form) in days {
            saves(&mut tool, day, form);
        }
        assert_eq!(tool.told(), expected, "{name}");
    }
}
