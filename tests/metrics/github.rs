//! GitHub: review comments of a kind and review rounds. Both are of the person's next pull requests:
//! what colleagues' work, or own work of before, came to is not theirs.

use crate::nudges::{measuring, shipped};
use crate::person::Page;
use crate::tool::{Thing, Tool, told};

pub const ME: &str = "robin-vale";
pub const COLLEAGUE: &str = "kim-osei";
const ROUND: &str = "requested changes";
const APPROVAL: &str = "approved these changes";
const INJECTION: &str = "This is an SQL injection";
const NAMING: &str = "Please rename this";

/// Opens a pull request of somebody, with what else it shows.
pub fn opens<'t>(tool: &'t mut Tool, number: u32, author: &str, shows: Page<'_>) -> &'t mut Tool {
    let page: Vec<(&str, &str)> = [("me", ME), ("author", author)].iter().chain(shows).copied().collect();
    tool.opens(&format!("https://github.com/acme/shop/pull/{number}"), &page)
}

/// What a colleague wrote on a day, each under its own number.
fn written(says: &str, when: &str, day: &str, texts: &[&str]) -> Vec<Thing<'static>> {
    let (says, when) = (says.to_owned().leak(), when.to_owned().leak());
    let thing = |(number, text): (usize, &&str)| {
        let id = format!("r{}{number}", day.replace('-', ""));
        let by = [("id", id), ("author", COLLEAGUE.to_owned()), ("bot", String::new())];
        by.into_iter().chain([(&*says, (*text).to_owned()), (&*when, day.to_owned())]).collect()
    };
    texts.iter().enumerate().map(thing).collect()
}

/// A colleague's threads and reviews of one day on the open pull request.
fn reviewed(tool: &mut Tool, day: &str, threads: &[&str], reviews: &[&str]) {
    tool.lists("review_threads", &written("topics", "written", day, threads));
    tool.lists("reviews", &written("verdict", "given", day, reviews));
}

/// Three threads about security bring the shipped aid on Wednesday, 18 November; the window ends on
/// 2 December at ten.
fn raised(content: &str) -> Tool {
    let mut tool = Tool::new(content, "junior-engineer", "security-comments", "2026-11-18");
    opens(tool.on("2026-11-18"), 7, ME, &[("state", "pullOpened")]);
    reviewed(&mut tool, "2026-11-18", &[INJECTION; 3], &[ROUND]);
    assert!(tool.card.is_some(), "{}", tool.person.reason("security-comments"));
    tool
}

/// Day, number, whose, when it was merged, threads, reviews.
type Looks<'a> = (&'a str, u32, &'a str, Option<&'a str>, &'a [&'a str], &'a [&'a str]);

fn looks(tool: &mut Tool, all: &[Looks<'_>]) {
    for (day, number, author, merged, threads, reviews) in all {
        let state = if merged.is_some() { "pullMerged" } else { "pullOpened" };
        let mut page = vec![("state", state)];
        page.extend(merged.map(|merged| ("merged", merged)));
        opens(tool.on(day), *number, author, &page);
        reviewed(tool, merged.unwrap_or(day), threads, reviews);
    }
}

#[test]
fn review_rounds_are_the_reviews_of_the_last_own_pull_request_that_asked_for_changes() {
    let cases: [(&str, &[Looks<'_>], &str, &str); 8] = [
        ("approved at once", &[("2026-11-20", 9, ME, None, &[], &[APPROVAL])], "success", "0"),
        ("once, then approved", &[("2026-11-20", 9, ME, None, &[], &[ROUND, APPROVAL])], "success", "1"),
        ("twice", &[("2026-11-23", 9, ME, None, &[], &[ROUND, ROUND, APPROVAL])], "success", "2"),
        ("three times is more than two", &[("2026-11-23", 9, ME, None, &[], &[ROUND; 3])], "success", "3"),
        (
            "another own one later: its number is the one",
            &[
                ("2026-11-20", 9, ME, None, &[], &[ROUND, ROUND]),
                ("2026-11-24", 10, ME, None, &[], &[APPROVAL]),
            ],
            "success",
            "0",
        ),
        (
            "a colleague's three rounds are not mine",
            &[
                ("2026-11-20", 9, ME, None, &[], &[ROUND]),
                ("2026-11-24", 15, COLLEAGUE, None, &[], &[ROUND; 3]),
            ],
            "success",
            "1",
        ),
        (
            "only a colleague's was looked at",
            &[("2026-11-24", 15, COLLEAGUE, None, &[], &[ROUND])],
            "failure",
            "",
        ),
        (
            "one that was merged in October is no next one",
            &[
                ("2026-11-20", 9, ME, None, &[], &[ROUND]),
                ("2026-11-24", 3, ME, Some("2026-10-20"), &[], &[ROUND; 3]),
            ],
            "success",
            "1",
        ),
    ];
    for (name, all, outcome, bucket) in cases {
        let mut tool = raised(shipped());
        looks(&mut tool, all);
        assert_eq!(tool.told(), told(outcome, bucket, ""), "{name}");
    }
    assert_eq!(raised(shipped()).told(), told("unseen", "", ""), "no other page was opened");
}

#[test]
fn review_comments_of_a_kind_are_threads_that_people_opened_about_it() {
    let content = measuring("security-comments", "security_comments");
    let cases: [(&str, &[Looks<'_>], &str, &str); 5] = [
        ("reviewed, none", &[("2026-11-20", 9, ME, None, &[], &[APPROVAL])], "success", "0"),
        ("of another kind", &[("2026-11-20", 9, ME, None, &[NAMING; 3], &[ROUND])], "success", "0"),
        (
            "two, and one about a name",
            &[("2026-11-20", 9, ME, None, &[INJECTION, NAMING, INJECTION], &[ROUND])],
            "failure",
            "2",
        ),
        ("on a colleague's", &[("2026-11-20", 15, COLLEAGUE, None, &[INJECTION], &[ROUND])], "failure", ""),
        (
            "one, and the pull request after it none: the first sign holds, the number is the last",
            &[
                ("2026-11-20", 9, ME, None, &[INJECTION], &[ROUND]),
                ("2026-11-24", 10, ME, None, &[], &[APPROVAL]),
            ],
            "failure",
            "0",
        ),
    ];
    for (name, all, outcome, bucket) in cases {
        let mut tool = raised(&content);
        looks(&mut tool, all);
        assert_eq!(tool.told(), told(outcome, bucket, ""), "{name}");
    }
}
