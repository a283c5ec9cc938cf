//! Sends one report. No cookies, no referrer, no redirects: nothing but the report leaves.

use cuecard::json;
use cuecard::ledger::Problem;
use cuecard::report::{Delivery, ServerAnswer};
use cuecard::step::{Envelope, Message, Speaker};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, ReferrerPolicy, Request, RequestCredentials, RequestInit, RequestRedirect, Response,
};

use crate::browser;

/// A server that takes longer is asked again later.
const TIMEOUT_MS: u32 = 20_000;
/// Our server's answers are shorter; a login page is cut here.
const MAX_ANSWER: usize = 4096;

/// Sends a delivery (JSON) and returns the envelope (JSON) that says what came of it.
pub async fn send(delivery: &str) -> Result<String, JsValue> {
    let message = match json::read::<Delivery>(delivery) {
        Ok(delivery) => {
            let answer = put(&delivery).await.unwrap_or_default();
            Message::Delivered { id: delivery.id, answer }
        }
        Err(error) => Message::Trouble {
            problem: Problem {
                at: browser::now(),
                place: "delivery".into(),
                what: format!("A report could not be prepared ({error})."),
                mend: "Please tell whoever looks after Cuecard.".into(),
            },
        },
    };
    json::write(&Envelope { from: Speaker::Shell, message })
        .map_err(|error| JsValue::from_str(&error.to_string()))
}

async fn put(delivery: &Delivery) -> Result<ServerAnswer, JsValue> {
    let body = json::write(&delivery.body).map_err(|error| JsValue::from_str(&error.to_string()))?;
    let init = RequestInit::new();
    init.set_method("PUT");
    init.set_body(&JsValue::from_str(&body));
    init.set_credentials(RequestCredentials::Omit);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_redirect(RequestRedirect::Error);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(TIMEOUT_MS)));
    let request = Request::new_with_str_and_init(&delivery.url, &init)?;
    request.headers().set("Content-Type", "application/json")?;
    request.headers().set("Authorization", &format!("Bearer {}", delivery.secret))?;
    let response: Response =
        JsFuture::from(browser::global().fetch_with_request(&request)).await?.dyn_into()?;
    let header = |name: &str| response.headers().get(name).ok().flatten();
    let content_type = header("Content-Type").unwrap_or_default();
    let retry_after = header("Retry-After").and_then(|seconds| seconds.trim().parse().ok());
    let status = response.status();
    let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    let body = text.chars().take(MAX_ANSWER).collect();
    Ok(ServerAnswer { status, content_type, body, retry_after })
}
