//! Broken files: where the problem is shown, and what is said.

use super::*;
use crate::pack::author::MAX_FILE_BYTES;

/// Replaces `from` by `to` in one file and looks for the problem at the start of `place` in the
/// new text.
pub(super) fn assert_problem(path: &str, (from, to): (&str, &str), place: &str, what: &str, mend: &str) {
    let old = text(&shipped(), path);
    assert!(old.contains(from), "{path} no longer holds {from:?}");
    let new = old.replacen(from, to, 1);
    let at = new.find(place).unwrap_or_else(|| panic!("{place:?} is not in the new text"));
    let line = new[..at].matches('\n').count() + 1;
    let column = new[..at].rsplit('\n').next().unwrap().chars().count() + 1;
    let Err(found) = compile(&with_file(path, new.into_bytes())) else { panic!("{to:?} compiled") };
    let fits = |problem: &&Diagnostic| {
        problem.file == path
            && (problem.line, problem.column) == (line, column)
            && problem.what.contains(what)
            && problem.mend.contains(mend)
    };
    assert!(found.iter().any(|problem| fits(&problem)), "{what:?} at {line}:{column}; found {found:#?}");
}

#[test]
fn wrong_words_are_shown_where_they_are() {
    let cases = [
        (
            NUDGE,
            ("severity: high", "severty: high"),
            "severty",
            "`severty` is no key of a nudge",
            "`severity`",
        ),
        (NUDGE, ("severity: high", "severity: hihg"), "hihg", "`hihg` is not known", "did you mean `high`?"),
        (
            NUDGE,
            ("  objection: pricing", "  objektion: pricing"),
            "objektion",
            "no fact or meaning",
            "`objection`",
        ),
        (
            NUDGE,
            ("  objection: pricing", "  objection: pricng"),
            "pricng",
            "not among its values",
            "`pricing`",
        ),
        (NUDGE, ("deal_phase: late", "deal_phase: later"), "later", "not among its values", "`late`"),
        (NUDGE, ("objection: pricing", "amount: lots"), "lots", "`lots` is no number", "50000"),
        (NUDGE, ("objection: pricing", "close_date: 12/5/2026"), "12/5/2026", "is no date", "YYYY-MM-DD"),
        (NUDGE, ("objection: pricing", "has_error: maybe"), "maybe", "is no flag", "`true` or `false`"),
        (NUDGE, ("objection: pricing", "stage: { contains: '' }"), "'' }", "an empty text", "a word"),
        (
            NUDGE,
            ("objection: pricing", "stage: { contains: ' \u{a0}' }"),
            "' \u{a0}'",
            "an empty text",
            "a word",
        ),
        (
            NUDGE,
            ("objection: pricing", "amount: { starts_with: 5 }"),
            "starts_with",
            "goes with texts",
            "comparison",
        ),
        (
            NUDGE,
            ("objection: pricing", "objection: { contains: pric3 }"),
            "pric3",
            "none of its values",
            "`pricing`",
        ),
        (NUDGE, ("objection: pricing", "stage: { not: empty }"), "empty", "a test of its own", "'empty'"),
        (
            NUDGE,
            ("objection: pricing", "stage: { at_least: 5 }"),
            "at_least",
            "compares numbers",
            "list of values",
        ),
        (NUDGE, ("objection: pricing", "amount: { between: [5] }"), "between", "two bounds", "[10, 20]"),
        (NUDGE, ("objection: pricing", "stage: ''"), "''", "empty text", "unknown"),
        (
            NUDGE,
            ("objection: pricing", "amount: { atleast: 5 }"),
            "atleast",
            "no key of a test",
            "`at_least`",
        ),
        (NUDGE, ("guardrail: loss-rate", ""), "hypothesis:", "`guardrail` is missing", "add `guardrail:"),
        (NUDGE, ("behaviour:", "behavior:"), "behavior:", "`behavior` is no key", "`behaviour`"),
        (NUDGE, ("window_days: 14", "window_days: 30"), "30", "from 1 to 14", "in time"),
        (
            NUDGE,
            ("window_days: 14", "measure: due_dates\n  window_days: 14"),
            "due_dates",
            "is not known here",
            "due_date_slips",
        ),
        (
            NUDGE,
            ("window_days: 14", "measure: review_rounds\n  window_days: 14"),
            "review_rounds",
            "does not tell `review_rounds`",
            "`requested_changes`",
        ),
        (
            NUDGE,
            ("window_days: 14", "measure: { metric: due_date_slips, edges: [1, 2] }\n  window_days: 14"),
            "edges: [1, 2]",
            "is counted",
            "measure: due_date_slips",
        ),
        (
            NUDGE,
            ("window_days: 14", "on: other_records\n  measure: due_date_slips\n  window_days: 14"),
            "due_date_slips",
            "this is counted",
            "remove `on: other_records`",
        ),
        (NUDGE, ("moved: down", "later_by_days: 3"), "later_by_days", "asks for a date", "up or down"),
        (
            NUDGE,
            ("roles: [account-executive,", "roles: [acount-executive,"),
            "acount",
            "no role",
            "`account-executive`",
        ),
        (NUDGE, ("app: salesforce", "app: salesfroce"), "salesfroce", "no adapter", "`salesforce`"),
        (
            NUDGE,
            ("nudge: pricing-objection", "nudge: pricing"),
            "pricing\n",
            "not the name of its file",
            "rename",
        ),
        (
            NUDGE,
            ("title: Trade", "title: Trade, and trade, and trade, and trade, and trade, and"),
            "Trade",
            "60 are",
            "shorter",
        ),
        (NUDGE, ("objects to the price.", "objects. Hold it."), "This deal", "one sentence", "why now"),
        (
            NUDGE,
            ("severity: high", "severity: high\nseconds: 5"),
            "5\n",
            "takes about",
            "leave `seconds` out",
        ),
        (OTHER_NUDGE, ("within_days: 90", "within_days: 91"), "91", "from 1 to 90", "kept for 90 days"),
        (
            OTHER_NUDGE,
            ("event: close_date_pushed_back }", "event: pushed }"),
            "pushed }",
            "no event `pushed`",
            "close_date",
        ),
        (OTHER_NUDGE, (", at_least: 2", ""), "count: {", "says no number", "at_least: 2"),
        (
            OTHER_NUDGE,
            ("at_least: 2", "at_least: 3, at_most: 2"),
            "at_most",
            "at least 3 and at most 2",
            "swap the two",
        ),
        (OTHER_NUDGE, (" within_days: 90,", ""), "on: this_record", "not kept for ever", "within_days: 90"),
        (
            OTHER_NUDGE,
            ("count: {", "last_seen: { event: close_date_pushed_back }\n  count: {"),
            "last_seen",
            "this `last_seen` says no number",
            "at_least_days: 2",
        ),
        (
            OTHER_NUDGE,
            (
                "count: {",
                "last_seen: { event: close_date_pushed_back, at_most_days: 91, on: this_record }\n  count: {",
            ),
            "91",
            "from 1 to 90",
            "remembered",
        ),
        (NUDGE, ("severity: high", "severity: high\nurgency: hihg"), "hihg", "is not known", "`high`"),
        (NUDGE, ("severity: high", "severity: high\ncadence: weakly"), "weakly", "is not known", "`weekly`"),
        (
            NUDGE,
            ("severity: high", "severity: high\ncadence: daily"),
            "daily",
            "is not known",
            "`each_record`",
        ),
        (NUDGE, ("severity: high", "severity: high\nsafety: perhaps"), "perhaps", "is not known", "`true`"),
        (
            NUDGE,
            ("severity: high", "severity: high\nanchor: amuont"),
            "amuont",
            "no fact or meaning",
            "`amount`",
        ),
        (
            NUDGE,
            ("severity: high", "severity: high\nlapse: { changed: amuont }"),
            "amuont",
            "no fact or meaning",
            "`amount`",
        ),
        (
            PACK,
            ("version: 0.1.0", "version: 0.1.0\nmost_a_week: 0"),
            "0\ntitle",
            "from 1 to 60",
            "leave it out",
        ),
        (
            PACK,
            ("version: 0.1.0", "version: 0.1.0\nmost_a_weak: 3"),
            "most_a_weak",
            "no key",
            "`most_a_week`",
        ),
        (ROLE, ("minutes: 6", "minutes: 6, choice: wroth"), "wroth", "is not known", "`worth`"),
        (ROLE, ("minutes: 6", "minutes: 6, gap_minutes: 481"), "481", "from 0 to 480", "one day"),
        (ROLE, ("minutes: 6", "minutes: 6, most_a_day: 0"), "0 }", "from 1 to 60", "leave it out"),
        (PACK, ("version: 0.1.0", "version: 1"), "1\n", "is no version", "1.0.0"),
        (PACK, ("title: Opp", "title: Opp\ntitle: Opp"), "title: Opportunity", "is here twice", "keep one"),
        (ADAPTER, ("kind: money", "kind: mony"), "mony", "not known here", "`money`"),
        (
            ADAPTER,
            ("        source: toggl/track-extension, salesforce.js\n", ""),
            "css: .windowViewMode-normal",
            "`source` is missing",
            "known from",
        ),
        (
            ADAPTER,
            ("{object}.Amount", "{objct}.Amount"),
            "'one-record-home-flexipage2 >>> :is([data-component-id=\"force_detailPanel\"], flexipage-field) >>> [data-target-selection-name=\"sfdc:RecordField.{objct}",
            "nothing fills `{objct}`",
            "`object`",
        ),
        (
            ADAPTER,
            ("record: [object, record]", "record: id"),
            "id\n",
            "has a part `id`",
            "`object`, `record`",
        ),
        (
            ADAPTER,
            ("{object}/{record}/view", "{object}{record}/view"),
            "/lightning/r/{",
            "no address",
            "segment",
        ),
        (ADAPTER, ("at: save", "at: safe"), "safe", "no act `safe`", "`save`"),
        (ADAPTER, ("later_by_days: 14", "such: { stage: known }"), "such", "belongs to `appeared`", "remove"),
        (ADAPTER, ("take: value", "take: vaule"), "vaule", "cannot be taken", "`value`"),
        (BINDINGS, ("  objection:", "  objektion:"), "objektion", "no fact or meaning", "`objection`"),
        (BINDINGS, ("Primary_Objection__c", "'a\"]'"), "'a\"]'", "no API name", "Objection__c"),
        (SPRINT, ("2026-11-02", "02.11.2026"), "02.11.2026", "no date", "YYYY-MM-DD"),
    ];
    for (path, change, place, what, mend) in cases {
        assert_problem(path, change, place, what, mend);
    }
}

#[test]
fn systems_that_tell_a_metric_each_in_another_way_need_a_nudge_each() {
    let (head, body) = {
        let text = text(&shipped(), OTHER_NUDGE);
        let (head, rest) = text.split_once("\non: ").unwrap();
        let head = head.replace("app: salesforce", "app: [salesforce, jira-cloud]");
        (head, rest.split_once("\n---").unwrap().1.to_owned())
    };
    for (rest, parts) in [("measure: due_date_slips", true), ("on: this_record", false)] {
        let nudge = format!(
            "{head}\non: {{ changed: status }}\nseverity: medium\n\
             behaviour: {{ text: Does it, success: {{ changed: status }}, {rest}, window_days: 3 }}\n\
             hypothesis: {{ metric: done, direction: up, min_lift_points: 10, guardrail: held }}\n---{body}"
        );
        let found = compile(&with_file(OTHER_NUDGE, nudge.into_bytes()));
        let is_it = |problem: &Diagnostic| problem.mend == "make a nudge for each system";
        assert_eq!(found.is_err_and(|problems| problems.iter().any(is_it)), parts, "{rest}");
    }
}

#[test]
fn broken_yaml_is_shown_where_it_breaks() {
    let deep = format!("severity: {}{}", "[".repeat(40), "]".repeat(40));
    let cases: [(&str, &str, &str, &str); 6] = [
        ("severity: \"high", "behaviour:", "a quote opened above", "close it"),
        ("severity: why: now", ": now", "`:` is not expected", "in quotes"),
        ("severity:\n\t- high", "- high", "a tab", "spaces"),
        ("severity: &a high", "&a", "anchors", "write the value out"),
        ("severity: *a", "*a", "aliases", "write the value out"),
        (&deep, "[[[[[[[[[[[[[[[[[[", "nested deeper", "flatter"),
    ];
    for (line, place, what, mend) in cases {
        let old = text(&shipped(), NUDGE);
        let new = old.replacen("severity: high", line, 1);
        let found = problems(&with_file(NUDGE, new.clone().into_bytes()));
        let at = new.find(place).unwrap();
        let expected = new[..at].matches('\n').count() + 1;
        let problem = &found[0];
        assert_eq!((problem.file.as_str(), problem.line), (NUDGE, expected), "{problem}");
        assert!(problem.what.contains(what) && problem.mend.contains(mend), "{problem}");
    }
}

#[test]
fn the_body_holds_only_what_a_card_can_show() {
    let cases = [
        ("<b>now</b>", "<b>", "HTML", "Markdown"),
        ("<script>\nalert(1)\n</script>", "<script>", "HTML", "Markdown"),
        ("[click](javascript:alert(1))", "[click]", "javascript:", "https://"),
        ("[click](http://example.com)", "[click]", "http:", "https://"),
        ("[click](https://a@b.example/)", "[click]", "https://a@b", "https://"),
        ("![shot](https://example.com/a.png)", "![shot]", "an image", "words"),
        ("## Check", "## Check", "a heading", "strong"),
        ("`code`", "`code`", "code", "strong"),
        ("> quote", "> quote", "a block quote", "paragraph"),
        ("- a\n  - b", "- b", "a list inside a list", "one list"),
        ("***both***", "**", "a mark inside a mark", "one at a time"),
        ("***", "***", "a line across", "remove"),
    ];
    for (body, place, what, mend) in cases {
        let last = "*Done when* **Concession Traded** says what you got in return.";
        let at_end = format!("{last}\n\nThen:\n\n{body}\n");
        let old = text(&shipped(), NUDGE);
        let new = old.replacen(last, &at_end, 1);
        let then = new.rfind("Then:").unwrap();
        let line = then + new[then..].find(place).unwrap();
        let line = new[..line].matches('\n').count() + 1;
        let found = problems(&with_file(NUDGE, new.into_bytes()));
        let problem = &found[0];
        assert_eq!((problem.file.as_str(), problem.line), (NUDGE, line), "{problem}");
        assert!(problem.what.contains(what) && problem.mend.contains(mend), "{problem}");
    }
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let large = vec![b'a'; 10_000_000];
    assert!(large.len() as u64 > MAX_FILE_BYTES);
    let cases = [
        (NUDGE, Vec::new(), (1, 1), "no front matter"),
        (NUDGE, b"---\nnudge: a\n".to_vec(), (1, 1), "has no end"),
        (NUDGE, b"---\n---\nText\n".to_vec(), (2, 1), "nothing is written here; a nudge is expected"),
        (NUDGE, b"---\r\nnudge: \xff\r\n---\r\n".to_vec(), (2, 8), "no UTF-8"),
        (NUDGE, large, (0, 0), "larger than"),
        (PACK, Vec::new(), (1, 1), "nothing is written here; a pack is expected"),
        (PACK, b"- a\n- b\n".to_vec(), (1, 1), "a pack is a map, not a list"),
        ("adapters/Jira.yml", Vec::new(), (0, 0), "name is not one that is read"),
        ("notes/todo.txt", Vec::new(), (0, 0), "nothing reads a file"),
    ];
    for (path, bytes, place, what) in cases {
        let found = problems(&with_file(path, bytes));
        let fits =
            |problem: &Diagnostic| (problem.line, problem.column) == place && problem.what.contains(what);
        assert!(found.iter().any(|problem| problem.file == path && fits(problem)), "{what}: {found:#?}");
    }
}

#[test]
fn a_problem_is_printed_for_a_person() {
    let old = text(&shipped(), NUDGE);
    let new = old.replacen("  objection: pricing", "  objektion: pricing", 1);
    let printed = problems(&with_file(NUDGE, new.into_bytes()))[0].to_string();
    let expected = "\
error: the adapter `salesforce` has no fact or meaning `objektion`
  --> packs/opportunity-management/nudges/pricing-objection.md:19:3
   |
19 |   objektion: pricing
   |   ^^^^^^^^^
   |
   = help: did you mean `objection`?";
    assert_eq!(printed, expected);
}
