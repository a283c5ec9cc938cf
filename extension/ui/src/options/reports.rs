//! Whether anonymous counts may leave, and where to. Off until the person turns it on.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement};

use super::field::Field;
use crate::address::{self, Unfit, is_secret};
use crate::browser::{ask_permission, permitted};
use crate::dom::{Build, make};
use crate::keys::Key;
use crate::locale::say;
use crate::messages::{Change, Failure, Message, Server, tell};

/// How the worker names the secret when it refuses it.
const SECRET: &str = "server.secret";

/// The switch, and the server behind it.
pub fn section(server: Option<&Server>) -> HtmlElement {
    let switch = make("input", "switch").set("type", "checkbox").set("role", "switch").set("id", "send");
    let switch = if server.is_some() { switch.set("checked", "") } else { switch };
    let form = Form::new(server);
    let fields = form.build();
    show_if(&fields, server.is_some());
    let (hidden, said) = (fields.clone(), form.said.clone());
    let switch = switch.on("change", move |event| {
        let switch = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        let on = switch.is_some_and(|switch| switch.checked());
        show_if(&hidden, on);
        said.set_text_content(None);
        // Off is off at once; on takes a server and the Save button.
        if !on {
            spawn_local(turn_off(said.clone()));
        }
    });
    super::section(Key::ReportsOptionTitle, Key::ReportsWhat)
        .with(
            make("div", "row")
                .with(switch)
                .with(make("label", "").set("for", "send").text(&say(Key::ReportsSwitch))),
        )
        .with(fields)
        .with(form.said)
}

fn show_if(element: &HtmlElement, shown: bool) {
    let _ = element.toggle_attribute_with_force("hidden", !shown);
}

/// The fields of the server.
#[derive(Clone)]
struct Form {
    address: Field,
    secret: Field,
    said: HtmlElement,
    gap_seconds: Option<u32>,
}

impl Form {
    fn new(server: Option<&Server>) -> Self {
        let (url, secret) = server.map_or(("", ""), |server| (&server.url, &server.secret));
        let address = make("input", "")
            .set("type", "url")
            .set("value", url)
            .set("autocomplete", "off")
            .set("spellcheck", "false")
            .set("dir", "ltr");
        let secret = make("input", "")
            .set("type", "password")
            .set("value", secret)
            .set("autocomplete", "off")
            .set("dir", "ltr");
        Self {
            address: Field::new("address", &say(Key::AddressLabel), &say(Key::AddressHint), address),
            secret: Field::new("secret", &say(Key::SecretLabel), &say(Key::SecretHint), secret),
            said: make("p", "said").set("role", "status"),
            gap_seconds: server.and_then(|server| server.gap_seconds),
        }
    }

    fn build(&self) -> HtmlElement {
        let form = self.clone();
        make("form", "")
            .set("novalidate", "")
            .with(&self.address.row)
            .with(&self.secret.row)
            .with(make("button", "primary").text(&say(Key::Save)))
            .on("submit", move |event| {
                event.prevent_default();
                form.submit();
            })
    }

    fn submit(&self) {
        self.address.clear();
        self.secret.clear();
        self.said.set_text_content(None);
        let address = match address::read(&self.address.value()) {
            Ok(address) => address,
            Err(Unfit::Malformed) => return self.address.complain(&say(Key::AddressMalformed)),
            Err(Unfit::Unencrypted) => return self.address.complain(&say(Key::AddressUnencrypted)),
        };
        let secret = self.secret.value().trim().to_owned();
        if !is_secret(&secret) {
            return self.secret.complain(&say(Key::SecretMalformed));
        }
        // Asked here and not later: the browser only listens during the press.
        let asked = ask_permission(&address.pattern);
        let server = Server { url: address.url, secret, gap_seconds: self.gap_seconds };
        spawn_local(self.clone().send(asked, server));
    }

    async fn send(self, asked: Option<Promise>, server: Server) {
        if !permitted(asked).await {
            return self.address.complain(&say(Key::AddressNotAllowed));
        }
        match save(Some(server)).await {
            Ok(()) => self.said.set_text_content(Some(&say(Key::Saved))),
            Err(Failure::Refused(problem)) => {
                let field = if problem.place == SECRET { &self.secret } else { &self.address };
                field.complain(&format!("{} {}", problem.what, problem.mend));
            }
            Err(Failure::NoAnswer) => self.said.set_text_content(Some(&say(Key::NotSaved))),
        }
    }
}

async fn turn_off(said: HtmlElement) {
    let done = save(None).await.is_ok();
    let words = if done { Key::NothingLeaves } else { Key::NotSaved };
    said.set_text_content(Some(&say(words)));
}

async fn save(server: Option<Server>) -> Result<(), Failure> {
    let settings = Change { server: Some(server), ..Change::default() };
    tell(&Message::Set { settings }).await
}
