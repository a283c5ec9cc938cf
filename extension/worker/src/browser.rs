//! What only the browser knows or can do.

use cuecard::json;
use cuecard::step::Tell;
use cuecard::time::Day;
use js_sys::Date;
use wasm_bindgen::prelude::*;
use web_sys::{DomException, WorkerGlobalScope};

/// The one alarm.
const ALARM: &str = "cuecard";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = sendMessage)]
    fn send_to_tab(tab: f64, message: JsValue) -> js_sys::Promise;

    #[wasm_bindgen(js_namespace = ["chrome", "alarms"], js_name = create)]
    fn create_alarm(name: &str, when: JsValue);

    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(message: &str);
}

/// The worker's global object; Firefox's event page has the same methods under another name.
pub fn global() -> WorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Milliseconds since 1970.
pub fn now() -> u64 {
    Date::now() as u64
}

/// The civil day where the person is.
pub fn today() -> Day {
    let date = Date::new_0();
    let day = Day::from_civil(date.get_full_year() as i32, date.get_month() + 1, date.get_date());
    // Only a clock beyond the years 1900 to 2199 has no day; UTC is then as good as anything.
    day.unwrap_or(Day(i32::try_from(now() / cuecard::time::DAY_MS).unwrap_or_default()))
}

/// The minute of the day where the person is.
pub fn minute() -> u16 {
    let date = Date::new_0();
    u16::try_from(date.get_hours() * 60 + date.get_minutes()).unwrap_or_default()
}

/// 64 hexadecimal digits of randomness.
pub fn random() -> Result<String, JsValue> {
    let crypto: web_sys::Crypto = js_sys::Reflect::get(&js_sys::global(), &"crypto".into())?.unchecked_into();
    let mut bytes = [0; 32];
    crypto.get_random_values_with_u8_array(&mut bytes)?;
    Ok(cuecard::hash::short_hex(&bytes, 32))
}

/// Sends a message to a tab's content script. A tab that is gone has nothing to be told.
pub fn tell(tell: &Tell) {
    let Ok(message) = json::write(&tell.message) else { return };
    let Ok(message) = js_sys::JSON::parse(&message) else { return };
    let sent = send_to_tab(tell.tab as f64, message);
    wasm_bindgen_futures::spawn_local(async move {
        let _ = wasm_bindgen_futures::JsFuture::from(sent).await;
    });
}

/// Sets the one alarm. It outlives the worker; the browser delays one that lies in the past.
pub fn wake_at(when: u64) {
    let alarm = js_sys::Object::new();
    if js_sys::Reflect::set(&alarm, &"when".into(), &JsValue::from_f64(when as f64)).is_ok() {
        create_alarm(ALARM, alarm.into());
    }
}

/// An error as a sentence.
pub fn sentence(error: &JsValue) -> String {
    if let Some(text) = error.as_string() {
        return text;
    }
    match error.dyn_ref::<DomException>() {
        Some(exception) => format!("{}: {}", exception.name(), exception.message()),
        None => js_sys::Error::from(error.clone()).message().into(),
    }
}

/// Says where a panic happened before the instance dies. The message itself is left out: it costs
/// 8 KB, and it could hold something from a page.
pub fn name_panics() {
    std::panic::set_hook(Box::new(|panic| {
        if let Some(place) = panic.location() {
            console_error(place.file());
            console_error(&place.line().to_string());
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn today_is_the_date_on_the_persons_wall() {
        // Taken before and after: the test may run across midnight.
        let local = || {
            // Swedish writes dates as ISO 8601 does, in local time.
            let written = Date::new_0().to_locale_date_string("sv-SE", &JsValue::UNDEFINED);
            Day::parse(&String::from(written)).unwrap()
        };
        let (before, today, after) = (local(), today(), local());
        assert!(before <= today && today <= after, "{before:?} {today:?} {after:?}");
    }

    #[wasm_bindgen_test]
    fn now_is_the_browsers_clock() {
        let (before, now, after) = (Date::now(), now() as f64, Date::now());
        assert!(before.floor() <= now && now <= after, "{before} {now} {after}");
    }

    #[wasm_bindgen_test]
    fn randomness_is_64_digits_and_differs() {
        let drawn: Vec<String> = (0..20).map(|_| random().unwrap()).collect();
        for (place, one) in drawn.iter().enumerate() {
            assert!(one.len() == 64 && cuecard::hash::parse_hex_32(one).is_some(), "{one}");
            assert!(!drawn[..place].contains(one), "{one} came twice");
        }
    }

    #[wasm_bindgen_test]
    fn errors_are_sentences() {
        let quota =
            DomException::new_with_message_and_name("the disk is full", "QuotaExceededError").unwrap();
        let cases = [
            (JsValue::from_str("as it is"), "as it is"),
            (quota.into(), "QuotaExceededError: the disk is full"),
            (js_sys::TypeError::new("no such thing").into(), "no such thing"),
        ];
        for (error, wanted) in cases {
            assert_eq!(sentence(&error), wanted);
        }
    }
}
