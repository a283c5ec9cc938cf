//! Which role the person has: it decides which nudges fit and how many may come up.

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::field::Field;
use crate::dom::{Build, make};
use crate::keys::Key;
use crate::locale::say;
use crate::messages::{Change, Failure, Message, Role, Status, tell};

/// The role, to see and to change.
pub fn section(status: &Status) -> HtmlElement {
    form(status, Key::Save, None)
}

/// The same with a button that says `save`; `then` happens once it is saved.
pub fn form(status: &Status, save: Key, then: Option<fn()>) -> HtmlElement {
    let chosen = status.settings.role.as_deref();
    let none = Role { role: String::new(), title: say(Key::RoleNone) };
    let choices = chosen.is_none().then_some(&none).into_iter().chain(&status.roles);
    let select = make("select", "").with_all(choices.map(|role| {
        let option = make("option", "").set("value", &role.role).text(&role.title);
        if chosen == Some(&role.role) { option.set("selected", "") } else { option }
    }));
    let field = Field::new("role", &say(Key::RoleLabel), &say(Key::RoleHint), select);
    let said = make("p", "said").set("role", "status");
    let form = make("form", "")
        .set("novalidate", "")
        .with(&field.row)
        .with(make("div", "row").with(make("button", "primary").text(&say(save))).with(&said));
    let form = form.on("submit", move |event| {
        event.prevent_default();
        field.clear();
        said.set_text_content(None);
        let role = field.value();
        if role.is_empty() {
            return field.complain(&say(Key::RoleMissing));
        }
        let (field, said) = (field.clone(), said.clone());
        spawn_local(async move {
            let settings = Change { role: Some(role), ..Change::default() };
            match (tell(&Message::Set { settings }).await, then) {
                (Ok(()), Some(then)) => then(),
                (Ok(()), None) => said.set_text_content(Some(&say(Key::Saved))),
                (Err(Failure::Refused(problem)), _) => {
                    field.complain(&format!("{} {}", problem.what, problem.mend));
                }
                (Err(Failure::NoAnswer), _) => said.set_text_content(Some(&say(Key::NotSaved))),
            }
        });
    });
    super::section(Key::RoleTitle, Key::RoleWhat).with(form)
}
