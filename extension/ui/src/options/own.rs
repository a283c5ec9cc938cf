//! Systems that run at hosts of the person's own, or of their organisation.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement};

use super::field::Field;
use super::{renew, said, set_host};
use crate::address::{self, Host};
use crate::browser::{ask_permission, drop_permission, permitted};
use crate::dom::{Build, button, make};
use crate::keys::Key;
use crate::locale::{say, say_with};
use crate::messages::{Failure, HostChange, Message, Site, Status, StatusAnswer, ask};

/// The hosts with their systems, and the way to add one.
pub fn section(status: &Status) -> HtmlElement {
    let said = said();
    let section = super::section(Key::OwnTitle, Key::OwnWhat);
    let added = status.settings.hosts.iter().map(|(host, app)| (host, app, true));
    let visited = status.visited.iter().map(|it| (&it.host, &it.app, false));
    let rows = added.chain(visited).enumerate().map(|(place, (host, app, own))| {
        let known = status.apps.iter().find(|it| it.app == *app);
        let title = known.map_or(app, |it| &it.title);
        let allowed = status.settings.fetch.contains(host);
        // Of a system that is not known any more, what was allowed can still be taken back.
        let history = known
            .is_none_or(|it| it.fetches)
            .then(|| history(&format!("history-{place}"), host, allowed, &said));
        let remove = own.then(|| remove(host, &section, &said));
        make("li", "with-action")
            .with(make("p", "name").text(title))
            .with(make("p", "host").text(host))
            .with_all(remove)
            .with_all(history)
    });
    let rows: Vec<HtmlElement> = rows.collect();
    let list = (!rows.is_empty()).then(|| make("ul", "rows").with_all(rows));
    let form = Form::new(status, &section, &said).build();
    section.clone().with_all(list).with(form).with(said)
}

fn remove(host: &str, section: &HtmlElement, said: &HtmlElement) -> HtmlElement {
    let (gone, whole, answer) = (host.to_owned(), section.clone(), said.clone());
    button("secondary", &say(Key::OwnRemove))
        .set("aria-label", &say_with(Key::OwnRemoveWhich, &[host]))
        .on_press(move || spawn_local(forget(gone.clone(), whole.clone(), answer.clone())))
}

async fn forget(host: String, section: HtmlElement, said: HtmlElement) {
    let change = HostChange { host: host.clone(), app: Some(String::new()), ..HostChange::default() };
    if set_host(change).await.is_err() {
        return said.set_text_content(Some(&say(Key::NotSaved)));
    }
    // What is not read needs no permission; a host that an adapter names by itself keeps it.
    let still_read = match ask(&Message::Status).await {
        Some(StatusAnswer { status }) => status.sites.iter().any(|site| covers(site, &host)),
        None => true,
    };
    if !still_read {
        drop_permission(&[format!("https://{host}/*"), format!("http://{host}/*")]);
    }
    renew(section, self::section, Key::OwnRemoved).await;
}

fn covers(site: &Site, host: &str) -> bool {
    match site.site.strip_prefix('*') {
        Some(end) => host.ends_with(end),
        None => site.site == host,
    }
}

/// The switch for the one request that reads the history of the open record.
fn history(id: &str, host: &str, fetches: bool, said: &HtmlElement) -> HtmlElement {
    let what = format!("{id}-what");
    let switch = make("input", "switch")
        .set("type", "checkbox")
        .set("role", "switch")
        .set("id", id)
        .set("aria-describedby", &what);
    let switch = if fetches { switch.set("checked", "") } else { switch };
    let (host, said) = (host.to_owned(), said.clone());
    let switch = switch.on("change", move |event| {
        let switch = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        let Some(switch) = switch else { return };
        spawn_local(turn(host.clone(), switch, said.clone()));
    });
    make("div", "history")
        .with(
            make("div", "row")
                .with(switch)
                .with(make("label", "").set("for", id).text(&say(Key::HistorySwitch))),
        )
        .with(make("p", "aside").set("id", &what).text(&say(Key::HistoryWhat)))
}

async fn turn(host: String, switch: HtmlInputElement, said: HtmlElement) {
    let on = switch.checked();
    let done = set_host(HostChange { host, fetch: Some(on), ..HostChange::default() }).await.is_ok();
    if !done {
        switch.set_checked(!on);
    }
    said.set_text_content(Some(&say(if done { Key::Saved } else { Key::NotSaved })));
}

/// The fields of a new host.
#[derive(Clone)]
struct Form {
    address: Field,
    system: Field,
    section: HtmlElement,
    said: HtmlElement,
}

impl Form {
    fn new(status: &Status, section: &HtmlElement, said: &HtmlElement) -> Self {
        let address = make("input", "")
            .set("type", "text")
            .set("inputmode", "url")
            .set("autocomplete", "off")
            .set("autocapitalize", "none")
            .set("spellcheck", "false")
            .set("dir", "ltr");
        let system = make("select", "")
            .with_all(status.apps.iter().map(|it| make("option", "").set("value", &it.app).text(&it.title)));
        Self {
            address: Field::new(
                "own-address",
                &say(Key::OwnAddressLabel),
                &say(Key::OwnAddressHint),
                address,
            ),
            system: Field::new("own-system", &say(Key::OwnSystemLabel), &say(Key::OwnSystemHint), system),
            section: section.clone(),
            said: said.clone(),
        }
    }

    fn build(&self) -> HtmlElement {
        let form = self.clone();
        make("form", "")
            .set("novalidate", "")
            .with(&self.address.row)
            .with(&self.system.row)
            .with(make("button", "secondary").text(&say(Key::OwnAdd)))
            .on("submit", move |event| {
                event.prevent_default();
                form.submit();
            })
    }

    fn submit(&self) {
        self.address.clear();
        self.said.set_text_content(None);
        let Some(Host { host, pattern }) = address::read_host(&self.address.value()) else {
            return self.address.complain(&say(Key::OwnAddressMalformed));
        };
        // Asked here and not later: the browser only listens during the press.
        let asked = ask_permission(&pattern);
        spawn_local(self.clone().add(asked, host));
    }

    async fn add(self, asked: Option<Promise>, host: String) {
        if !permitted(asked).await {
            return self.address.complain(&say(Key::OwnNotAllowed));
        }
        match set_host(HostChange { host, app: Some(self.system.value()), ..HostChange::default() }).await {
            Ok(()) => renew(self.section, section, Key::OwnAdded).await,
            Err(Failure::Refused(problem)) => {
                self.address.complain(&format!("{} {}", problem.what, problem.mend));
            }
            Err(Failure::NoAnswer) => self.said.set_text_content(Some(&say(Key::NotSaved))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Site, covers};

    #[test]
    fn a_site_covers_its_hosts() {
        let cases = [
            ("github.com", "github.com", true),
            ("*.lightning.force.com", "acme.lightning.force.com", true),
            ("*.lightning.force.com", "lightning.force.com", false),
            ("github.com", "github.acme.example", false),
        ];
        for (site, host, wanted) in cases {
            let site = Site { site: site.to_owned(), title: String::new(), granted: true };
            assert_eq!(covers(&site, host), wanted, "{host}");
        }
    }
}
