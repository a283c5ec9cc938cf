//! Says things in the person's language: sentences from the catalogue, dates as people write them.

use js_sys::Intl::{ListFormat, PluralRules};
use js_sys::{Array, Date, Number, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::browser;
use crate::dom;
use crate::keys::Key;

/// Said when a page was opened outside the extension, where there is no catalogue to ask.
pub const OUTSIDE: &str = "This page is a part of Cuecard. Open it from the Cuecard extension.";

/// The sentence for `key`.
pub fn say(key: Key) -> String {
    browser::message(key.name(), &[])
}

/// The sentence for `key` with its places filled in.
pub fn say_with(key: Key, values: &[&str]) -> String {
    browser::message(key.name(), values)
}

/// The sentence for so many: `one` where the language counts the number so (French counts none so,
/// too), else `many`; the number is in both, if the sentence has a place for it.
pub fn say_count(number: u32, one: Key, many: Key) -> String {
    let rules = PluralRules::new(&Array::of1(&say(Key::Language).into()), &Object::new());
    let key = if rules.select(number.into()) == "one" { one } else { many };
    say_with(key, &[&figure(number)])
}

/// A number in the digits, and with the signs between them, of the person's region.
pub fn figure(number: u32) -> String {
    Number::from(number).to_locale_string(&region()).into()
}

/// Several things in one sentence, as the person's language lists them: "a, b and c".
pub fn listed(things: impl IntoIterator<Item = String>) -> String {
    let things: Array = things.into_iter().map(JsValue::from).collect();
    ListFormat::new(&Array::of1(&region().into()), &Object::new()).format(&things).into()
}

/// Titles, which may have commas of their own: each in quotation marks.
pub fn listed_titles(titles: &[String]) -> String {
    listed(titles.iter().map(|title| say_with(Key::Quoted, &[title])))
}

/// The name of a fact or a meaning as people read it: `close_date` is "close date". A field of an
/// organisation's own keeps the name that it has there.
pub fn in_words(name: &str) -> String {
    name.strip_prefix("field:").map_or_else(|| name.replace('_', " "), str::to_owned)
}

/// Tells the page which language it speaks and which way it runs: those of the catalogue that was
/// found, which is not always that of the browser.
pub fn name_the_language() {
    if let Some(page) = dom::document().document_element() {
        let _ = page.set_attribute("lang", &say(Key::Language));
        let _ = page.set_attribute("dir", &say(Key::Direction));
    }
}

/// How long something takes, in whole minutes as people say it.
pub fn minutes(seconds: f64) -> String {
    say_count(whole_minutes(seconds), Key::MinutesOne, Key::MinutesMany)
}

/// Seconds as minutes, rounded up: what was begun counts, and nothing takes "0 minutes".
pub fn whole_minutes(seconds: f64) -> u32 {
    (seconds.max(0.0) / 60.0).ceil() as u32
}

/// A moment, in the person's own time: "Fri 20 Nov, 14:05".
pub fn moment(milliseconds: f64) -> String {
    write(
        milliseconds,
        &[
            ("weekday", "short"),
            ("day", "numeric"),
            ("month", "short"),
            ("hour", "numeric"),
            ("minute", "2-digit"),
        ],
    )
}

/// A civil day given as `2026-11-16`: "16 November". What is no day is given back as it is.
pub fn day(civil: &str) -> String {
    let midnight = Date::parse(civil);
    if midnight.is_nan() {
        return civil.to_owned();
    }
    // A day without a time is read as UTC, so it has to be written as UTC.
    write(midnight, &[("day", "numeric"), ("month", "long"), ("timeZone", "UTC")])
}

/// The civil day of a moment where the person is, as the worker writes days: `2026-11-16`.
pub fn civil_day(milliseconds: f64) -> String {
    let date = Date::new(&milliseconds.into());
    format!("{}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// Now, in milliseconds since 1970.
pub fn now() -> f64 {
    Date::now()
}

/// The moment for machines, as `<time datetime>` wants it.
pub fn machine_time(milliseconds: f64) -> String {
    Date::new(&milliseconds.into()).to_iso_string().into()
}

fn write(milliseconds: f64, parts: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (name, value) in parts {
        let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    Date::new(&milliseconds.into()).to_locale_string(&region(), &options).into()
}

/// The catalogue's language as this person's region writes it (`en` in Britain: `en-GB`).
fn region() -> String {
    let language = say(Key::Language);
    let preferred = dom::window().navigator().languages();
    preferred.iter().filter_map(|it| it.as_string()).find(|it| it.starts_with(&language)).unwrap_or(language)
}

#[cfg(test)]
mod tests {
    use super::{in_words, whole_minutes};

    #[test]
    fn names_are_words() {
        let cases = [
            ("close_date", "close date"),
            ("stage", "stage"),
            ("field:Primary_Objection__c", "Primary_Objection__c"),
            ("", ""),
        ];
        for (name, words) in cases {
            assert_eq!(in_words(name), words);
        }
    }

    #[test]
    fn minutes_are_rounded_up() {
        let cases = [(0.0, 0), (1.0, 1), (60.0, 1), (61.0, 2), (120.0, 2), (-5.0, 0)];
        for (seconds, minutes) in cases {
            assert_eq!(whole_minutes(seconds), minutes, "{seconds} seconds");
        }
    }
}
