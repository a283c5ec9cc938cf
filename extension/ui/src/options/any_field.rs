//! Finds fields whose names nobody knows yet, by the selectors that find a field by its name.

use serde::Serialize;

use crate::messages::FieldPlace;

/// What stands for the name of an organisation's field in a selector.
const FIELD: &str = "{field}";

/// An attribute that holds a field's name.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct NamePlace {
    /// The attribute.
    attribute: String,
    /// What stands before the name.
    before: String,
    /// What stands after it.
    after: String,
}

/// One way to find any field.
#[derive(Serialize)]
pub struct AnyField {
    /// How a field is found by its name.
    select: String,
    take: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    anywhere: bool,
    /// How any field is found.
    every: String,
    /// Where the name can be read: at a match or around it.
    names: Vec<NamePlace>,
}

impl AnyField {
    /// `None` where the name cannot be read off the page.
    pub fn of(place: FieldPlace) -> Option<Self> {
        let (every, names) = opened(&place.select)?;
        let FieldPlace { select, take, anywhere } = place;
        Some(Self { select, take, anywhere, every, names })
    }
}

/// The selector with `#a{field}b` and `[x="a{field}b"]` opened to begins-with and ends-with.
/// `None` where the name stands elsewhere: such a field cannot be pointed at.
fn opened(select: &str) -> Option<(String, Vec<NamePlace>)> {
    let (mut every, mut names, mut rest) = (String::new(), Vec::new(), select);
    while let Some((head, tail)) = rest.split_once(FIELD) {
        let (kept, place, after) = named(head, tail)?;
        every.push_str(kept);
        if place.before.is_empty() && place.after.is_empty() {
            every.push_str(&format!("[{}]", place.attribute));
        }
        for (sign, text) in [("^", &place.before), ("$", &place.after)] {
            if !text.is_empty() {
                every.push_str(&format!("[{}{sign}=\"{text}\"]", place.attribute));
            }
        }
        if !names.contains(&place) {
            names.push(place);
        }
        rest = after;
    }
    every.push_str(rest);
    (!names.is_empty()).then_some((every, names))
}

/// Where the name between `head` and `tail` stands, with what comes before and after that test.
fn named<'a>(head: &'a str, tail: &'a str) -> Option<(&'a str, NamePlace, &'a str)> {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let (start, before) = head.split_at(head.trim_end_matches(is_word).len());
    if let Some(kept) = start.strip_suffix('#') {
        let rest = tail.trim_start_matches(is_word);
        let after = tail.strip_suffix(rest)?.to_owned();
        return Some((kept, NamePlace { attribute: "id".into(), before: before.into(), after }, rest));
    }
    let (kept, test) = head.rsplit_once('[')?;
    let (attribute, value) = test.split_once('=')?;
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let before = value.strip_prefix(quote)?;
    let (after, rest) = tail.split_once(quote)?;
    let rest = rest.strip_prefix(']')?;
    let plain = !attribute.is_empty() && attribute.chars().all(is_word) && !before.contains(quote);
    let place =
        NamePlace { attribute: attribute.to_owned(), before: before.to_owned(), after: after.to_owned() };
    plain.then_some((kept, place, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_is_opened_for_any_name() {
        let cases = [
            ("#{field}-val:not(:has(form))", r#"[id$="-val"]:not(:has(form))"#, "id||-val"),
            ("#rowFor{field} .value", r#"[id^="rowFor"] .value"#, "id|rowFor|"),
            (r#"[data-field-id="{field}"]"#, "[data-field-id]", "data-field-id||"),
            (
                r#"a >>> [data-x="sfdc:Opportunity.{field}"] :is(.v, .w)"#,
                r#"a >>> [data-x^="sfdc:Opportunity."] :is(.v, .w)"#,
                "data-x|sfdc:Opportunity.|",
            ),
            (
                r#":is([a="x.{field}.y"], [b='x.{field}']) p"#,
                r#":is([a^="x."][a$=".y"], [b^="x."]) p"#,
                "a|x.|.y b|x.|",
            ),
            (r#"[a="{field}"] [a="{field}"]"#, "[a] [a]", "a||"),
        ];
        for (select, every, names) in cases {
            let (opened, found) = opened(select).unwrap();
            let found = found.iter().map(|it| format!("{}|{}|{}", it.attribute, it.before, it.after));
            assert_eq!((opened.as_str(), found.collect::<Vec<_>>().join(" ").as_str()), (every, names));
        }
    }

    #[test]
    fn the_page_gets_both_ways() {
        let place = |select: &str| FieldPlace { select: select.into(), take: "text".into(), anywhere: true };
        let field = AnyField::of(place("#{field}-val"));
        assert_eq!(
            field.and_then(|field| serde_json::to_string(&field).ok()).as_deref(),
            Some(
                r##"{"select":"#{field}-val","take":"text","anywhere":true,"every":"[id$=\"-val\"]","names":[{"attribute":"id","before":"","after":"-val"}]}"##
            )
        );
        assert!(AnyField::of(place("#stage")).is_none());
    }

    #[test]
    fn a_name_that_stands_elsewhere_cannot_be_pointed_at() {
        for select in ["", "#stage", ".{field}", "[a^={field}]", "[a=\"b\"] {field}", "[a|=\"{field}\"]"] {
            assert_eq!(opened(select), None, "{select}");
        }
    }
}
