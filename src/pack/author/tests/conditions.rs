//! What conditions compile to, and their limits.

use super::*;
use crate::page::{Decimal, Value};
use crate::trigger::{Condition, Test};

/// The compiled `when` of a nudge that says `when`.
fn condition(when: &str) -> Result<Condition, Vec<Diagnostic>> {
    let old = text(&shipped(), NUDGE);
    let start = old.find("when:\n").unwrap();
    let end = old.find("severity:").unwrap();
    let new = format!("{}when: {when}\n{}", &old[..start], &old[end..]);
    let file = compile(&with_file(NUDGE, new.into_bytes()))?;
    let mut nudges = file.packs.iter().flat_map(|pack| &pack.nudges);
    Ok(nudges.find(|written| NUDGE.contains(&written.nudge.nudge)).unwrap().nudge.when.clone())
}

#[test]
fn conditions_mean_what_they_say() {
    let json = |when: &str| serde_json::to_string(&condition(when).unwrap()).unwrap();
    let cases = [
        ("{ stage: A }", r#"{"fact":{"name":"stage","test":{"is":{"text":"A"}}}}"#),
        (
            "{ stage: [A, 'B  C'] }",
            r#"{"fact":{"name":"stage","test":{"in":[{"text":"A"},{"text":"B C"}]}}}"#,
        ),
        ("{ stage: { not: A } }", r#"{"fact":{"name":"stage","test":{"is_not":{"text":"A"}}}}"#),
        ("{ stage: { not: [A] } }", r#"{"fact":{"name":"stage","test":{"not_in":[{"text":"A"}]}}}"#),
        ("{ stage: empty }", r#"{"fact":{"name":"stage","test":{"is":"empty"}}}"#),
        ("{ stage: 'empty' }", r#"{"fact":{"name":"stage","test":{"is":{"text":"empty"}}}}"#),
        (
            "{ next_step: { starts_with: 'Call  the' } }",
            r#"{"fact":{"name":"next_step","test":{"any_fragment":["\n^call the"]}}}"#,
        ),
        (
            "{ next_step: { contains: [Anna, Ärger] } }",
            r#"{"fact":{"name":"next_step","test":{"any_fragment":["\n*anna","\n*ärger"]}}}"#,
        ),
        (
            "{ objection: { starts_with: pri } }",
            r#"{"fact":{"name":"objection","test":{"any_fragment":["\n^pri"]}}}"#,
        ),
        ("{ stage: known }", r#"{"fact":{"name":"stage","test":"known"}}"#),
        ("{ stage: 'known' }", r#"{"fact":{"name":"stage","test":{"is":{"text":"known"}}}}"#),
        ("{ stage: No }", r#"{"fact":{"name":"stage","test":{"is":{"text":"No"}}}}"#),
        ("{ stage: 1.10 }", r#"{"fact":{"name":"stage","test":{"is":{"text":"1.10"}}}}"#),
        ("{ has_error: true }", r#"{"fact":{"name":"has_error","test":{"is":{"flag":true}}}}"#),
        (
            "{ close_date: { less_than: 2026-12-01 } }",
            r#"{"fact":{"name":"close_date","test":{"less_than":{"date":"2026-12-01"}}}}"#,
        ),
        (
            "{ concession_traded: 12.5 }",
            r#"{"fact":{"name":"concession_traded","test":{"is":{"number":125000}}}}"#,
        ),
        (
            "[ { stage: A }, { stage: B } ]",
            r#"{"any":[{"fact":{"name":"stage","test":{"is":{"text":"A"}}}},{"fact":{"name":"stage","test":{"is":{"text":"B"}}}}]}"#,
        ),
        ("{ not: { stage: A } }", r#"{"not":{"fact":{"name":"stage","test":{"is":{"text":"A"}}}}}"#),
        (
            "{ never: { event: close_date_pushed_back, within_days: 14 } }",
            r#"{"count":{"event":"close_date_pushed_back","within_days":14,"at_most":0,"on_this_record":false}}"#,
        ),
        (
            "{ never: { event: close_date_pushed_back } }",
            r#"{"count":{"event":"close_date_pushed_back","at_most":0,"on_this_record":false}}"#,
        ),
        (
            "{ last_seen: { event: close_date_pushed_back, at_least_days: 14, on: this_record } }",
            r#"{"last_seen":{"event":"close_date_pushed_back","at_least":14,"on_this_record":true}}"#,
        ),
    ];
    for (when, expected) in cases {
        assert_eq!(json(when), expected, "{when}");
    }
    let Condition::All(between) = condition("{ amount: { between: [0.25, 50000] } }").unwrap() else {
        panic!()
    };
    let tests: Vec<Test> = between
        .into_iter()
        .map(|part| if let Condition::Fact(leaf) = part { leaf.test } else { panic!() })
        .collect();
    let number = |units| Value::Number(Decimal(units));
    assert_eq!(tests, [Test::AtLeast(number(2_500)), Test::AtMost(number(500_000_000))]);
}

#[test]
fn conditions_have_limits() {
    let nested = |levels: usize| format!("{}{{ stage: A }}{}", "{ not: ".repeat(levels), " }".repeat(levels));
    let items = |count: usize| format!("{{ stage: [{}] }}", vec!["A"; count].join(", "));
    let leaves = |last: usize| format!("{{ all: [{}] }}", [13, 13, 13, 13, last].map(any_of).join(", "));
    let cases = [
        (nested(5), nested(6), "deeper than 6"),
        (items(16), items(17), "16 are the most"),
        (leaves(12), leaves(13), "64 are the most"),
    ];
    for (fits, too_much, what) in cases {
        assert!(condition(&fits).is_ok(), "{fits}");
        let found = condition(&too_much).unwrap_err();
        assert!(found.iter().any(|problem| problem.what.contains(what)), "{found:#?}");
    }
}

#[test]
fn what_can_never_hold_is_told() {
    // What is asked, and the start of what never holds; nothing where all may hold.
    let pushed = "event: close_date_pushed_back, within_days";
    let cases = [
        ("{ stage: A, all: [ { stage: B } ] }".to_owned(), Some("all")),
        ("{ all: [ { stage: A }, { stage: [B, C] } ] }".to_owned(), Some("stage: [B")),
        ("{ all: [ { stage: [A, B] }, { stage: [B, C] } ] }".to_owned(), None),
        ("{ all: [ { stage: A }, { stage: { not: A } } ] }".to_owned(), Some("stage: { not")),
        ("{ stage: A, not: { stage: A } }".to_owned(), Some("not")),
        ("{ stage: A, not: { any: [ { stage: A }, { stage: C } ] } }".to_owned(), Some("not")),
        ("{ stage: A, not: { stage: A, amount: 5 } }".to_owned(), None),
        ("{ stage: A, any: [ { stage: B }, { amount: 5 } ] }".to_owned(), None),
        ("{ amount: { at_least: 5, at_most: 3 } }".to_owned(), Some("amount")),
        ("{ amount: { at_least: 5, at_most: 5 } }".to_owned(), None),
        ("{ amount: { more_than: 5, less_than: 5.0001 } }".to_owned(), Some("amount")),
        ("{ amount: { between: [10, 5] } }".to_owned(), Some("amount")),
        ("{ close_date: { at_least: 2026-12-02, less_than: 2026-12-02 } }".to_owned(), Some("close_date")),
        ("{ all: [ { amount: 5 }, { amount: { more_than: 5 } } ] }".to_owned(), Some("amount: { more")),
        ("{ all: [ { stage: known }, { stage: unknown } ] }".to_owned(), Some("stage: unk")),
        ("{ all: [ { stage: known }, { stage: empty } ] }".to_owned(), Some("stage: emp")),
        ("{ all: [ { stage: unknown }, { stage: empty } ] }".to_owned(), None),
        ("{ all: [ { stage: unknown }, { stage: { not: A } } ] }".to_owned(), None),
        ("{ all: [ { stage: { starts_with: a } }, { stage: Beta } ] }".to_owned(), Some("stage: Beta")),
        ("{ all: [ { stage: { starts_with: b } }, { stage: Beta } ] }".to_owned(), None),
        (
            "{ all: [ { stage: { starts_with: a } }, { stage: { starts_with: b } } ] }".to_owned(),
            Some("stage: { starts_with: b"),
        ),
        ("{ all: [ { stage: { starts_with: a } }, { stage: { starts_with: [b, ab] } } ] }".to_owned(), None),
        ("{ stage: { starts_with: abc }, not: { stage: { contains: b } } }".to_owned(), Some("not")),
        ("{ stage: { starts_with: abc }, not: { stage: { contains: d } } }".to_owned(), None),
        (format!("{{ count: {{ {pushed}: 7, at_least: 2 }}, never: {{ {pushed}: 14 }} }}"), Some("never")),
        (format!("{{ count: {{ {pushed}: 14, at_least: 2 }}, never: {{ {pushed}: 7 }} }}"), None),
    ];
    for (when, never) in cases {
        let found = condition(&when).err().unwrap_or_default();
        let told: Vec<_> = found.iter().map(|problem| problem.column).collect();
        let expected = never.map(|never| "when: ".len() + when.find(never).unwrap() + 1);
        assert_eq!(told, expected.into_iter().collect::<Vec<_>>(), "{when}: {found:#?}");
        assert!(found.iter().all(|problem| problem.what.contains("never holds")), "{found:#?}");
    }
}

fn any_of(tests: usize) -> String {
    format!("{{ any: [{}] }}", vec!["{ stage: A }"; tests].join(", "))
}
