//! GitHub: time to merge, of the person's next pull requests.

use crate::github::{COLLEAGUE, ME, opens};
use crate::nudges::shipped;
use crate::tool::{Tool, told};

/// The second large pull request brings the shipped aid on this day; its window is 14 days long.
fn large(day: &str) -> Tool {
    let mut tool = Tool::new(shipped(), "senior-engineer", "huge-pull-request", day);
    tool.on(day);
    for number in [7, 8] {
        let url = format!("https://github.com/acme/shop/pull/{number}/files");
        tool.opens(&url, &[("me", ME), ("author", ME), ("state", "pullOpened")]);
        tool.lists("file_openings", &[vec![("state", "pullOpened".into())]]);
        let path = || "src/tax.ts".to_owned();
        let file =
            vec![("path", path()), ("sort", path()), ("lines", "401".into()), ("more_lines", String::new())];
        tool.lists("files", &[file]);
        // What passes is looked at when all of it is there.
        tool.shows(&[]);
    }
    assert!(tool.card.is_some(), "{}", tool.person.reason("huge-pull-request"));
    tool
}

/// When it was opened, and merged if it was: as the page says it, in universal time.
type Life<'a> = (&'a str, u32, &'a str, &'a str, Option<&'a str>);

#[test]
fn time_to_merge_is_calendar_days_weekends_among_them() {
    // Up to 0, 1, 3, 7, 14 days, and more: places 0 to 5.
    let cases: [(&str, &str, &[Life<'_>], &str); 12] = [
        (
            "on one day",
            "2026-11-18",
            &[("2026-11-20", 9, ME, "2026-11-19T09:00:00Z", Some("2026-11-19T16:00:00Z"))],
            "0",
        ),
        (
            "an hour over midnight: 1 day",
            "2026-11-18",
            &[("2026-11-20", 9, ME, "2026-11-19T23:30:00Z", Some("2026-11-20T00:30:00Z"))],
            "1",
        ),
        (
            "Friday evening to Monday morning: 20 to 23 is 3 days",
            "2026-11-18",
            &[("2026-11-24", 9, ME, "2026-11-20T22:30:00Z", Some("2026-11-23T07:00:00Z"))],
            "2",
        ),
        (
            "over the year's end: 2 days in December and 4 in January are 5 from the 30th to the 4th",
            "2026-12-28",
            &[("2027-01-05", 9, ME, "2026-12-30T10:00:00Z", Some("2027-01-04T10:00:00Z"))],
            "3",
        ),
        (
            "10th to 24th: 14 days",
            "2026-11-18",
            &[("2026-11-24", 9, ME, "2026-11-10T10:00:00Z", Some("2026-11-24T09:00:00Z"))],
            "4",
        ),
        (
            "9th to 24th: 15 days",
            "2026-11-18",
            &[("2026-11-24", 9, ME, "2026-11-09T10:00:00Z", Some("2026-11-24T09:00:00Z"))],
            "5",
        ),
        (
            "not merged: no number, rather than none",
            "2026-11-18",
            &[("2026-11-30", 9, ME, "2026-11-19T10:00:00Z", None)],
            "",
        ),
        (
            "merged the day before the window began",
            "2026-11-18",
            &[("2026-11-20", 3, ME, "2026-11-02T10:00:00Z", Some("2026-11-17T10:00:00Z"))],
            "",
        ),
        (
            "merged in the window, looked at after it",
            "2026-11-18",
            &[
                ("2026-11-20", 9, ME, "2026-11-19T10:00:00Z", None),
                ("2026-12-03", 9, ME, "2026-11-19T10:00:00Z", Some("2026-11-20T10:00:00Z")),
            ],
            "",
        ),
        (
            "a colleague's, merged at once",
            "2026-11-18",
            &[("2026-11-20", 15, COLLEAGUE, "2026-11-19T10:00:00Z", Some("2026-11-19T11:00:00Z"))],
            "",
        ),
        (
            "two at once, 1 and 5 days: the last that was looked at",
            "2026-11-18",
            &[
                ("2026-11-20", 9, ME, "2026-11-18T10:00:00Z", Some("2026-11-19T11:00:00Z")),
                ("2026-11-24", 10, ME, "2026-11-18T10:00:00Z", Some("2026-11-23T10:00:00Z")),
            ],
            "3",
        ),
        (
            "an own one, then a colleague's and one of October",
            "2026-11-18",
            &[
                ("2026-11-20", 9, ME, "2026-11-18T10:00:00Z", Some("2026-11-19T11:00:00Z")),
                ("2026-11-24", 15, COLLEAGUE, "2026-11-18T10:00:00Z", Some("2026-11-23T10:00:00Z")),
                ("2026-11-25", 3, ME, "2026-10-01T10:00:00Z", Some("2026-10-31T10:00:00Z")),
            ],
            "1",
        ),
    ];
    for (name, began, all, bucket) in cases {
        let mut tool = large(began);
        for (day, number, author, opened, merged) in all {
            let mut page =
                vec![("opened", *opened), ("state", "pullOpened"), ("added", "+20"), ("deleted", "−5")];
            page.extend(merged.iter().flat_map(|merged| [("state", "pullMerged"), ("merged", *merged)]));
            opens(tool.on(day), *number, author, &page).shows(&[]);
        }
        // What was merged when it was first looked at was no small one that came to review.
        assert_eq!(tool.told(), told("failure", bucket, ""), "{name}");
    }
}

#[test]
fn a_small_pull_request_is_the_sign_however_long_it_takes() {
    let mut tool = large("2026-11-18");
    let open =
        [("opened", "2026-11-19T10:00:00Z"), ("state", "pullOpened"), ("added", "+20"), ("deleted", "−5")];
    opens(tool.on("2026-11-19"), 9, ME, &open).lists("own_openings", &[vec![("state", "pullOpened".into())]]);
    let merged = [("state", "pullMerged"), ("merged", "2026-11-27T10:00:00Z")];
    // 19th to 27th: 8 days, up to 14.
    opens(tool.on("2026-11-27"), 9, ME, &merged);
    assert_eq!(tool.told(), told("success", "4", ""));
}
