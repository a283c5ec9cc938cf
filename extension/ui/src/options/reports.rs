//! The server that anonymous counts go to.

use js_sys::Promise;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::field::Field;
use super::{level, renew};
use crate::address::{self, Unfit, is_secret};
use crate::browser::{ask_permission, permitted};
use crate::dom::{Build, make};
use crate::keys::Key;
use crate::locale::say;
use crate::messages::{Change, Failure, Message, Noise, Server, tell};

/// How the worker names the secret when it refuses it.
const SECRET: &str = "server.secret";

/// Where counts go: what it takes to send any. `section` is shown anew once it is saved; what could not
/// be done is said in `said`.
pub fn form(server: Option<&Server>, section: &HtmlElement, said: &HtmlElement) -> HtmlElement {
    Form::new(server, section, said).build()
}

/// The fields of the server.
#[derive(Clone)]
struct Form {
    address: Field,
    secret: Field,
    noise: Field,
    section: HtmlElement,
    said: HtmlElement,
    gap_seconds: Option<u32>,
    is_new: bool,
}

impl Form {
    fn new(server: Option<&Server>, section: &HtmlElement, said: &HtmlElement) -> Self {
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
        let noise = noises(server.and_then(|server| server.noise));
        Self {
            address: Field::new("address", &say(Key::AddressLabel), &say(Key::AddressHint), address),
            secret: Field::new("secret", &say(Key::SecretLabel), &say(Key::SecretHint), secret),
            noise: Field::new("noise", &say(Key::NoiseLabel), &say(Key::NoiseHint), noise),
            section: section.clone(),
            said: said.clone(),
            gap_seconds: server.and_then(|server| server.gap_seconds),
            is_new: server.is_none(),
        }
    }

    fn build(&self) -> HtmlElement {
        let form = self.clone();
        make("form", "")
            .set("novalidate", "")
            .with_all(self.unsaved())
            .with(&self.address.row)
            .with(&self.secret.row)
            .with(&self.noise.row)
            .with(make("button", "primary").text(&say(Key::Save)))
            .on("submit", move |event| {
                event.prevent_default();
                form.submit();
            })
    }

    /// Says that choosing alone sends nothing.
    fn unsaved(&self) -> Option<HtmlElement> {
        self.is_new.then(|| make("p", "").text(&say(Key::LevelUnsaved)))
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
        let noise = Noise::of(&self.noise.value());
        let server = Server { url: address.url, secret, gap_seconds: self.gap_seconds, noise };
        spawn_local(self.clone().send(asked, server));
    }

    async fn send(self, asked: Option<Promise>, server: Server) {
        if !permitted(asked).await {
            return self.address.complain(&say(Key::AddressNotAllowed));
        }
        match save(Some(server)).await {
            Ok(()) => renew(self.section, level::section, Key::Saved).await,
            Err(Failure::Refused(problem)) => {
                let field = if problem.place == SECRET { &self.secret } else { &self.address };
                field.complain(&format!("{} {}", problem.what, problem.mend));
            }
            Err(Failure::NoAnswer) => self.said.set_text_content(Some(&say(Key::NotSaved))),
        }
    }
}

/// How noisy what is sent is: by its ε, none at first.
fn noises(chosen: Option<Noise>) -> HtmlElement {
    let choices = [("", Key::NoiseNone), ("4", Key::NoiseLight), ("2", Key::NoiseStrong)];
    make("select", "").with_all(choices.map(|(epsilon, words)| {
        let option = make("option", "").set("value", epsilon).text(&say(words));
        if Noise::of(epsilon) == chosen { option.set("selected", "") } else { option }
    }))
}

/// Sets the server, or none: then nothing is sent any more.
pub async fn save(server: Option<Server>) -> Result<(), Failure> {
    let settings = Change { server: Some(server), ..Change::default() };
    tell(&Message::Set { settings }).await
}
