//! The few calls of the extension API that the pages make. Firefox calls it `browser`, Chromium
//! `chrome`; both answer with promises.

use js_sys::{Array, JSON, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    type Api;
    #[wasm_bindgen(method, getter)]
    fn runtime(this: &Api) -> Runtime;
    #[wasm_bindgen(method, getter)]
    fn i18n(this: &Api) -> I18n;
    #[wasm_bindgen(method, getter)]
    fn permissions(this: &Api) -> Permissions;
    #[wasm_bindgen(method, getter)]
    fn tabs(this: &Api) -> Tabs;
    #[wasm_bindgen(method, getter)]
    fn scripting(this: &Api) -> Scripting;
    #[wasm_bindgen(method, getter)]
    fn windows(this: &Api) -> Windows;

    type Runtime;
    #[wasm_bindgen(method, catch, js_name = sendMessage)]
    fn send_message(this: &Runtime, message: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = openOptionsPage)]
    fn open_options_page(this: &Runtime) -> Result<JsValue, JsValue>;

    type I18n;
    #[wasm_bindgen(method, js_name = getMessage)]
    fn get_message(this: &I18n, key: &str, values: &Array) -> String;

    type Permissions;
    #[wasm_bindgen(method, catch)]
    fn request(this: &Permissions, wanted: &Object) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn remove(this: &Permissions, unwanted: &Object) -> Result<Promise, JsValue>;

    type Tabs;
    #[wasm_bindgen(method, catch)]
    fn query(this: &Tabs, wanted: &Object) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = sendMessage)]
    fn send_message(this: &Tabs, tab: f64, message: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getCurrent)]
    fn get_current(this: &Tabs) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn update(this: &Tabs, tab: f64, change: &Object) -> Result<Promise, JsValue>;

    type Scripting;
    #[wasm_bindgen(method, catch, js_name = executeScript)]
    fn execute_script(this: &Scripting, what: &Object) -> Result<Promise, JsValue>;

    type Windows;
    #[wasm_bindgen(method, catch)]
    fn update(this: &Windows, window: f64, change: &Object) -> Result<Promise, JsValue>;
}

fn api() -> Option<Api> {
    ["browser", "chrome"].into_iter().find_map(|name| {
        let api = Reflect::get(&js_sys::global(), &name.into()).ok()?;
        let runtime = Reflect::get(&api, &"runtime".into()).ok()?;
        let id = Reflect::get(&runtime, &"id".into()).ok()?;
        id.is_string().then(|| api.unchecked_into())
    })
}

/// Whether the page runs as a part of the extension; a preview in a plain tab does not.
pub fn is_extension() -> bool {
    api().is_some()
}

/// Sends one JSON message to the worker and gives its JSON answer. `None`: the worker did not answer.
pub async fn send(message: &str) -> Option<String> {
    let message = JSON::parse(message).ok()?;
    answer_to(api()?.runtime().send_message(&message).ok()?).await
}

/// A tab whose address the extension may know.
pub struct Tab {
    id: f64,
    window: Option<f64>,
    /// When it was in front last, in milliseconds since 1970; browsers that do not tell say 0.
    front_at: f64,
    /// What it shows.
    pub url: String,
}

impl Tab {
    fn read(tab: &JsValue) -> Option<Self> {
        let part = |name: &str| Reflect::get(tab, &name.into()).ok();
        let number = |name: &str| part(name)?.as_f64();
        Some(Self {
            id: number("id")?,
            window: number("windowId"),
            front_at: number("lastAccessed").unwrap_or_default(),
            url: part("url")?.as_string()?,
        })
    }
}

async fn tabs(wanted: &Object) -> Option<Array> {
    Some(Array::from(&JsFuture::from(api()?.tabs().query(wanted).ok()?).await.ok()?))
}

/// The tab in front. `None`: its address is not for the extension to know.
pub async fn front_tab() -> Option<Tab> {
    let wanted = object(&[("active", true.into()), ("currentWindow", true.into())]);
    Tab::read(&tabs(&wanted).await?.get(0))
}

/// The tab of this host that was in front last.
pub async fn last_tab_at(host: &str) -> Option<Tab> {
    let patterns = texts(&[format!("https://{host}/*"), format!("http://{host}/*")]);
    let found = tabs(&object(&[("url", patterns.into())])).await?;
    found
        .iter()
        .filter_map(|tab| Tab::read(&tab))
        .max_by(|one, other| one.front_at.total_cmp(&other.front_at))
}

/// The tab that this page is in.
pub async fn own_tab() -> Option<Tab> {
    Tab::read(&JsFuture::from(api()?.tabs().get_current().ok()?).await.ok()?)
}

/// Brings a tab, and its window, to the front.
pub async fn bring_to_front(tab: &Tab) -> Option<()> {
    JsFuture::from(api()?.tabs().update(tab.id, &object(&[("active", true.into())])).ok()?).await.ok()?;
    let focus = object(&[("focused", true.into())]);
    JsFuture::from(api()?.windows().update(tab.window?, &focus).ok()?).await.ok()?;
    Some(())
}

/// Runs scripts of the extension in a tab. `None`: the browser does not let it.
pub async fn run_in_tab(tab: &Tab, files: &[&str]) -> Option<()> {
    let target = object(&[("tabId", tab.id.into())]);
    let files: Array = files.iter().map(|file| JsValue::from_str(file)).collect();
    let what = object(&[("target", target.into()), ("files", files.into())]);
    let done = JsFuture::from(api()?.scripting().execute_script(&what).ok()?).await.ok()?;
    // Firefox tells of a failure here, and calls it done.
    let failed = |it: JsValue| Reflect::get(&it, &"error".into()).is_ok_and(|error| error.is_truthy());
    (!Array::from(&done).iter().any(failed)).then_some(())
}

/// Sends one JSON message to the content script of a tab. `None`: nobody answers there.
pub async fn send_to_tab(tab: &Tab, message: &str) -> Option<String> {
    let message = JSON::parse(message).ok()?;
    answer_to(api()?.tabs().send_message(tab.id, &message).ok()?).await
}

async fn answer_to(sent: Promise) -> Option<String> {
    let answer = JsFuture::from(sent).await.ok()?;
    // The worker says nothing when it stopped in the middle: asked once more, it may well answer.
    if answer.is_null() || answer.is_undefined() {
        return None;
    }
    JSON::stringify(&answer).ok()?.as_string()
}

/// The sentence of the catalogue in the person's language, with its `$1`, `$2` … filled in.
pub fn message(key: &str, values: &[&str]) -> String {
    let values: Array = values.iter().map(|value| JsValue::from_str(value)).collect();
    api().map(|api| api.i18n().get_message(key, &values)).unwrap_or_default()
}

/// Opens the options page.
pub fn open_options() {
    if let Some(api) = api() {
        // It can only fail when the manifest names no options page; then there is nothing to open.
        let _ = api.runtime().open_options_page();
    }
}

/// Asks the person for one host permission. Call it straight in the handler of a press: browsers
/// refuse the question once the press has passed. `None`: the browser would not even ask.
pub fn ask_permission(pattern: &str) -> Option<Promise> {
    api()?.permissions().request(&origins(&[pattern.to_owned()])).ok()
}

/// Gives host permissions back.
pub fn drop_permission(patterns: &[String]) {
    if let Some(api) = api() {
        // Refused for a permission that the organisation's build carries: that one stays.
        let _ = api.permissions().remove(&origins(patterns));
    }
}

fn origins(patterns: &[String]) -> Object {
    object(&[("origins", texts(patterns).into())])
}

fn texts(texts: &[String]) -> Array {
    texts.iter().map(|text| JsValue::from_str(text)).collect()
}

fn object(properties: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in properties {
        // An object of our own takes every property.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// What the person said to [`ask_permission`].
pub async fn permitted(asked: Option<Promise>) -> bool {
    match asked {
        Some(asked) => JsFuture::from(asked).await.is_ok_and(|granted| granted.is_truthy()),
        None => false,
    }
}
