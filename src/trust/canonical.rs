//! The one way in which a value is written to be signed: canonical JSON as OLPC defined it and TUF uses
//! it. No spaces, names in the order of their characters, and in strings nothing is escaped but `"` and
//! `\`.

use crate::json::Value;

/// What a signature over `value` signs.
pub(super) fn canonical(value: &Value) -> String {
    let mut text = String::new();
    put(value, &mut text);
    text
}

fn put(value: &Value, text: &mut String) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Flag(true) => text.push_str("true"),
        Value::Flag(false) => text.push_str("false"),
        Value::Whole(number) => text.push_str(&number.to_string()),
        Value::Text(string) => put_string(string, text),
        Value::List(entries) => {
            text.push('[');
            for (place, entry) in entries.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                put(entry, text);
            }
            text.push(']');
        }
        Value::Object(entries) => {
            text.push('{');
            for (place, (name, entry)) in entries.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                put_string(name, text);
                text.push(':');
                put(entry, text);
            }
            text.push('}');
        }
    }
}

fn put_string(string: &str, text: &mut String) {
    text.push('"');
    for letter in string.chars() {
        if matches!(letter, '"' | '\\') {
            text.push('\\');
        }
        text.push(letter);
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_in_one_way() {
        // Independent source: `encode_canonical` of securesystemslib 1.6 on the same texts.
        let cases = [
            ("{}", "{}"),
            (" [ 1 , -2 , true , false , null ] ", "[1,-2,true,false,null]"),
            (r#"{"b":1,"a":{"d":[],"c":"x"}}"#, r#"{"a":{"c":"x","d":[]},"b":1}"#),
            (r#""\u0041\/\"\\\u00e9""#, r#""A/\"\\é""#),
            ("\"\\n\\t\\u0000\"", "\"\n\t\u{0}\""),
            (
                r#"{"é":1,"z":2,"Z":3,"\ud83d\ude00":4,"\uffee":5}"#,
                "{\"Z\":3,\"z\":2,\"é\":1,\"\u{ffee}\":5,\"😀\":4}",
            ),
            ("-0", "0"),
        ];
        for (json, expected) in cases {
            assert_eq!(canonical(&Value::read(json, 100).unwrap()), expected, "{json}");
        }
    }
}
