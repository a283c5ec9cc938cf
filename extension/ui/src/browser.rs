//! The few calls of the extension API that the pages make. Firefox calls it `browser`, Chromium
//! `chrome`; both answer with promises.

use js_sys::{Array, Function, JSON, JsString, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, Url};

use crate::dom;

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
    #[wasm_bindgen(method, getter, js_name = sidePanel)]
    fn side_panel(this: &Api) -> Option<Panel>;
    #[wasm_bindgen(method, getter, js_name = sidebarAction)]
    fn sidebar(this: &Api) -> Option<Panel>;

    /// The panel beside the page; Firefox takes no argument to open it.
    type Panel;
    #[wasm_bindgen(method, catch, js_name = setOptions)]
    fn set_options(this: &Panel, options: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getOptions)]
    fn options(this: &Panel, of: &Object) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getPanel)]
    fn panel(this: &Panel, of: &Object) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = setPanel)]
    fn set_panel(this: &Panel, options: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn open(this: &Panel, at: &JsValue) -> Result<JsValue, JsValue>;

    /// Something that the browser tells of.
    type News;
    #[wasm_bindgen(method, js_name = addListener)]
    fn add_listener(this: &News, listener: &Function);

    type Runtime;
    #[wasm_bindgen(method, getter, js_name = onMessage)]
    fn on_message(this: &Runtime) -> News;
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
    #[wasm_bindgen(method, getter, js_name = onActivated)]
    fn on_activated(this: &Tabs) -> News;
    #[wasm_bindgen(method, getter, js_name = onUpdated)]
    fn on_updated(this: &Tabs) -> News;
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

    #[wasm_bindgen(js_namespace = localStorage, js_name = getItem, catch)]
    fn get_item(key: &str) -> Result<Option<String>, JsValue>;
    #[wasm_bindgen(js_namespace = localStorage, js_name = setItem, catch)]
    fn set_item(key: &str, value: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = localStorage, js_name = clear, catch)]
    fn clear_items() -> Result<(), JsValue>;

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

/// Sends one JSON message to the worker and gives its answer. `None`: the worker did not answer.
pub async fn send(message: &str) -> Option<JsValue> {
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
    /// Whether this is the same tab at the same address.
    pub fn is_at(&self, other: &Self) -> bool {
        self.id.total_cmp(&other.id).is_eq() && self.url == other.url
    }

    /// The host that it shows a page of.
    pub fn host(&self) -> Option<String> {
        Url::new(&self.url).ok().map(|url| url.hostname())
    }

    /// How the worker is told of it.
    pub fn number(&self) -> u32 {
        // Browsers count tabs from 1 in a positive 32-bit number.
        self.id as u32
    }

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

/// Calls `handler` when another tab comes to the front, or one shows something else.
pub fn on_tab_change(handler: impl FnMut() + 'static) {
    let Some(api) = api() else { return };
    let handler: Function = Closure::<dyn FnMut()>::new(handler).into_js_value().unchecked_into();
    [api.tabs().on_activated(), api.tabs().on_updated()].iter().for_each(|news| news.add_listener(&handler));
}

/// Calls `handler` with every message that another page of the extension sends to the worker.
pub fn on_message(handler: impl FnMut(JsValue) + 'static) {
    let Some(api) = api() else { return };
    let handler = Closure::<dyn FnMut(JsValue)>::new(handler).into_js_value();
    api.runtime().on_message().add_listener(handler.unchecked_ref());
}

/// Opens the panel beside this tab. Call it straight in the handler of a press.
pub fn open_panel(tab: &Tab) {
    let Some(api) = api() else { return };
    // A browser without a panel has no such button: there is nothing to say of a failure.
    if let Some(panel) = api.side_panel() {
        let _ = panel.open(&object(&[("tabId", tab.id.into())]));
    } else if let Some(panel) = api.sidebar() {
        let _ = panel.open(&JsValue::UNDEFINED);
    }
}

/// Opens a page of the extension in the panel beside `tab`. Call it straight in the handler of a
/// press. `None`: there is no panel, or it would not open.
pub fn open_in_panel(tab: &Tab, page: &str) -> Option<()> {
    let tab = JsValue::from(tab.id);
    let (panel, at) = match set_panel(&tab, page)? {
        (panel, true) => (panel, object(&[("tabId", tab)]).into()),
        (panel, false) => (panel, JsValue::UNDEFINED),
    };
    panel.open(&at).ok()?;
    Some(())
}

/// Says what the panel beside this tab shows. Gives the panel, and whether it is Chromium's.
fn set_panel(tab: &JsValue, page: &str) -> Option<(Panel, bool)> {
    let (api, page) = (api()?, JsValue::from_str(&["/", page].concat()));
    if let Some(panel) = api.side_panel() {
        let here = [("tabId", tab.clone()), ("path", page), ("enabled", true.into())];
        panel.set_options(&object(&here)).ok()?;
        return Some((panel, true));
    }
    let panel = api.sidebar()?;
    panel.set_panel(&object(&[("tabId", tab.clone()), ("panel", page)])).ok()?;
    Some((panel, false))
}

/// The tab in front, if the panel beside it was told to show `page`.
pub struct Beside(JsValue);

impl Beside {
    /// Looks which tab it is.
    pub async fn find(page: &str) -> Option<Self> {
        let front = object(&[("active", true.into()), ("currentWindow", true.into())]);
        let tab = Reflect::get(&tabs(&front).await?.get(0), &"id".into()).ok()?;
        let (api, of) = (api()?, object(&[("tabId", tab.clone())]));
        let told = match (api.side_panel(), api.sidebar()) {
            (Some(panel), _) => {
                let options = JsFuture::from(panel.options(&of).ok()?).await.ok()?;
                Reflect::get(&options, &"path".into()).ok()?
            }
            (None, panel) => JsFuture::from(panel?.panel(&of).ok()?).await.ok()?,
        };
        told.as_string().filter(|told| told.contains(page)).map(|_| Self(tab))
    }

    /// Says what the panel shows from now on.
    pub fn shows(&self, page: &str) {
        // Refused, it shows what it did before the next time that it opens.
        let _ = set_panel(&self.0, page);
    }
}

/// The text of a file of the extension.
pub async fn file(path: &str) -> Option<JsString> {
    let answer = JsFuture::from(dom::window().fetch_with_str(path)).await.ok()?;
    let text = answer.unchecked_into::<Response>().text().ok()?;
    JsFuture::from(text).await.ok()?.dyn_into().ok()
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
    let answer = answer_to(api()?.tabs().send_message(tab.id, &message).ok()?).await?;
    JSON::stringify(&answer).ok()?.as_string()
}

/// What a message that was sent is answered with. `None`: nothing.
pub async fn answer_to(sent: Promise) -> Option<JsValue> {
    let answer = JsFuture::from(sent).await.ok()?;
    // The worker says nothing when it stopped in the middle: asked once more, it may well answer.
    (!answer.is_null() && !answer.is_undefined()).then_some(answer)
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

/// Where the person is in something that is read in parts, as [`keep_place`] kept it last.
pub fn kept_place(of: &str) -> Option<usize> {
    get_item(of).ok()??.parse().ok()
}

/// Remembers where the person is, in the pages' own storage: no tab and no reload forgets it. A
/// browser that keeps nothing begins anew.
pub fn keep_place(of: &str, place: usize) {
    let _ = set_item(of, &place.to_string());
}

/// Forgets every place.
pub fn forget_places() {
    let _ = clear_items();
}

/// Asks the person for one host permission. Call it straight in the handler of a press: browsers
/// refuse the question once the press has passed. `None`: the browser would not even ask.
pub fn ask_permission(pattern: &str) -> Option<Promise> {
    api()?.permissions().request(&origins(&[pattern.to_owned()])).ok()
}

/// The same for a host that only Firefox has to be allowed: it would tell others an id of this browser. `None`:
/// there is nothing to ask, or it would not even ask.
pub fn ask_if_it_tells(pattern: &str) -> Option<Promise> {
    let protocol = dom::window().location().protocol().unwrap_or_default();
    if protocol == "moz-extension:" { ask_permission(pattern) } else { None }
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
