use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use super::*;
use crate::table::Table;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Tree {
    Nothing,
    Text(String),
    Whole(i64),
    Count(u64),
    Both { flag: bool, letter: Option<char> },
    List(Vec<Tree>),
    Pair(u16, i32),
    ByName(Table<String, Tree>),
    ByNumber(Table<i64, Tree>),
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        Just(Tree::Nothing),
        any::<String>().prop_map(Tree::Text),
        any::<i64>().prop_map(Tree::Whole),
        any::<u64>().prop_map(Tree::Count),
        any::<(bool, Option<char>)>().prop_map(|(flag, letter)| Tree::Both { flag, letter }),
        any::<(u16, i32)>().prop_map(|(one, other)| Tree::Pair(one, other)),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Tree::List),
            prop::collection::vec((any::<String>(), inner.clone()), 0..4)
                .prop_map(|entries| Tree::ByName(entries.into_iter().collect())),
            prop::collection::vec((any::<i64>(), inner), 0..4)
                .prop_map(|entries| Tree::ByNumber(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn writes_and_reads_as_serde_json_does(tree in tree()) {
        let written = write(&tree).unwrap();
        prop_assert_eq!(&written, &serde_json::to_string(&tree).unwrap());
        prop_assert_eq!(&read::<Tree>(&written).unwrap(), &tree);
        let airy = serde_json::to_string_pretty(&tree).unwrap();
        prop_assert_eq!(&read::<Tree>(&airy).unwrap(), &tree);
    }

    #[test]
    fn refuses_what_serde_json_refuses(
        tree in tree(),
        at in any::<prop::sample::Index>(),
        put in prop::sample::select(vec!["", "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "-", ".", "e", "null", " ", "\n"]),
    ) {
        let mut text: Vec<char> = write(&tree).unwrap().chars().collect();
        let at = at.index(text.len());
        text.splice(at..=at, put.chars());
        let text: String = text.into_iter().collect();
        let theirs: Option<Tree> = serde_json::from_str(&text).ok();
        // `serde_json` takes minus zero for a float.
        prop_assume!(!text.contains("-0"));
        prop_assert_eq!(read::<Tree>(&text).ok(), theirs, "{}", text);
    }
}

#[test]
fn escapes_are_those_of_json() {
    let cases = [
        (r#""\u0041\"\\\/\b\f\n\r\t""#, Some("A\"\\/\u{8}\u{c}\n\r\t")),
        (r#""\ud83c\udca1""#, Some("\u{1f0a1}")),
        (r#""\uD83C\uDCA1 é""#, Some("\u{1f0a1} é")),
        (r#""\ud83c""#, None),
        (r#""\ud83c\u0041""#, None),
        (r#""\udca1""#, None),
        (r#""\u12""#, None),
        (r#""\u+123""#, None),
        (r#""\x""#, None),
        (r#""\é""#, None),
        ("\"a\nb\"", None),
        ("\"a", None),
        ("\"a\\", None),
    ];
    for (json, wanted) in cases {
        assert_eq!(read::<String>(json).ok().as_deref(), wanted, "{json}");
        assert_eq!(serde_json::from_str::<String>(json).ok().as_deref(), wanted, "{json}, by serde_json");
    }
}

#[test]
fn numbers_are_whole_and_fit() {
    let cases = [
        ("0", Some(0)),
        ("255", Some(255)),
        ("256", None),
        ("-1", None),
        ("01", None),
        ("1.0", None),
        ("1e1", None),
        ("1.", None),
        ("18446744073709551616", None),
        ("", None),
    ];
    for (json, wanted) in cases {
        assert_eq!(read::<u8>(json).ok(), wanted, "{json}");
    }
}

#[test]
fn what_is_skipped_is_kept_and_written_as_it_is_written() {
    #[derive(Deserialize)]
    struct Kept {
        kept: Raw,
    }
    let cases = [
        (r#"{"other":{"a":["}",1.5e3]},"kept": [ 1, {"]":"\"\\"} ] }"#, Some(r#"[ 1, {"]":"\"\\"} ]"#)),
        (r#"{"kept":-0.5,"other":"\\"}"#, Some("-0.5")),
        (r#"{"kept":null}"#, Some("null")),
        (r#"{"kept":[1}"#, None),
        (r#"{"kept":"a}"#, None),
        (r#"{"kept":nul}"#, None),
        (r#"{"other":1}"#, None),
    ];
    for (json, wanted) in cases {
        let kept = read::<Kept>(json).ok().map(|found| write(&found.kept).unwrap());
        assert_eq!(kept.as_deref(), wanted, "{json}");
    }
}

#[test]
fn errors_say_what_and_where() {
    let cases = [
        ("{\n \"flag\": 1}", "expected a boolean at line 2 column 10"),
        ("{\"flag\":true,\"flag\":true}", "duplicate field `flag` at line 1 column 20"),
        ("{}", "missing field `flag` at line 1 column 2"),
        ("{\"flag\":true} x", "trailing characters at line 1 column 15"),
        ("{\"flog\":true}", "unknown field `flog`, expected `flag` at line 1 column 8"),
    ];
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Flag {
        #[serde(rename = "flag")]
        _flag: bool,
    }
    for (json, wanted) in cases {
        assert_eq!(read::<Flag>(json).unwrap_err().to_string(), wanted, "{json}");
    }
}

#[derive(Debug, Default, PartialEq)]
struct Closed {
    one: u8,
    other: Option<u8>,
}

fields! { Closed: one; other }

#[derive(Debug, Default, PartialEq)]
struct Open {
    one: u8,
    other: Option<u8>,
}

fields! { Open: one; other, .. }

#[test]
fn fields_read_what_serde_derives_reads_and_refuse_what_it_refuses() {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct DerivedClosed {
        one: u8,
        other: Option<u8>,
    }
    #[derive(Deserialize)]
    struct DerivedOpen {
        one: u8,
        other: Option<u8>,
    }
    let cases = [
        (r#"{"one":1,"other":2}"#, true, true),
        (r#"{"other":null,"one":1}"#, true, true),
        (r#"{"one":1}"#, true, true),
        (r#"{"one":1,"third":[{}]}"#, false, true),
        (r#"{"other":2}"#, false, false),
        (r#"{"one":1,"one":1}"#, false, false),
        (r#"{"one":1,"other":2,"other":2}"#, false, false),
        (r#"{"one":256}"#, false, false),
        (r#"{"one":1"#, false, false),
        (r#"[1,2]"#, false, false),
    ];
    for (json, closed, open) in cases {
        let found = read::<Closed>(json).map(|read| (read.one, read.other));
        let derived = read::<DerivedClosed>(json).map(|read| (read.one, read.other));
        assert_eq!(found, derived, "{json}");
        assert_eq!(found.is_ok(), closed, "{json}");
        let found = read::<Open>(json).map(|read| (read.one, read.other));
        let derived = read::<DerivedOpen>(json).map(|read| (read.one, read.other));
        assert_eq!(found, derived, "{json}");
        assert_eq!(found.is_ok(), open, "{json}");
    }
}

#[test]
fn nothing_lies_too_deep() {
    let nested = |deep: usize| format!("{}{}", "[".repeat(deep), "]".repeat(deep));
    #[derive(Debug, PartialEq, Deserialize)]
    struct Nest(Vec<Nest>);
    assert!(read::<Nest>(&nested(100)).is_ok());
    assert!(read::<Nest>(&nested(1_000_000)).is_err());
    assert!(read::<serde::de::IgnoredAny>(&nested(1_000_000)).is_ok(), "skipping needs no stack");
}
