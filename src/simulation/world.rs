//! A place to work in which each nudge's moment comes when somebody says so. Only triggers, detectors
//! and places on pages are replaced.

use crate::adapter::Adapter;
use crate::content::ContentFile;
use crate::measure::Measure;
use crate::pack::author::{Source, compile};
use crate::pack::{Behaviour, Sign, Written};
use crate::page::Value;
use crate::role::Choice;
use crate::trigger::{Condition, FactTest, On, Test};

/// The one system.
pub const APP: &str = "simulation";
/// What the person changes when a nudge's moment comes.
pub const CAME: &str = "came";
/// What they change when they do what it asks for.
pub const DONE: &str = "done";
/// Which nudge a page is about.
const WHICH: &str = "which";

const ADAPTER: &str = "\
app: simulation
title: Simulated work
hosts: [work.example]
pages:
  - page: moment
    path: '/{nudge}/{record}'
    record: [nudge, record]
    root: [{ css: body, source: simulated }]
    acts: { save: [{ css: button, source: simulated }] }
    facts:
      which: { kind: text, find: [{ part: nudge }] }
      came: { kind: number, find: [{ css: '#came', source: simulated }, { css: '#came', take: value, at: save, source: simulated }] }
      done: { kind: number, find: [{ css: '#done', source: simulated }, { css: '#done', take: value, at: save, source: simulated }] }
";

/// The address of a record at which a nudge's moment can come.
pub fn address(nudge: &str, record: usize) -> String {
    format!("https://work.example/{nudge}/{record}")
}

/// The content with simulated triggers, in which all roles choose so, or each as it does.
pub fn of(file: &ContentFile, choice: Option<Choice>) -> ContentFile {
    let mut world = ContentFile { adapters: adapter(), bindings: Vec::new(), ..file.clone() };
    if let Some(choice) = choice {
        world.roles.iter_mut().for_each(|role| role.budget.choice = choice);
    }
    world.packs.iter_mut().flat_map(|pack| &mut pack.nudges).for_each(simulated);
    world
}

fn adapter() -> Vec<Adapter> {
    let source = Source { path: format!("adapters/{APP}.yaml"), bytes: ADAPTER.into() };
    compile(&[source]).map(|file| file.adapters).unwrap_or_default()
}

fn simulated(written: &mut Written) {
    let nudge = &mut written.nudge;
    let changed = |fact: &str| On::Changed { fact: fact.to_owned(), from: None, to: None, moved: None };
    let which = FactTest { name: WHICH.to_owned(), test: Test::Is(Value::Text(nudge.nudge.clone())) };
    nudge.apps = vec![APP.to_owned()];
    nudge.on = vec![changed(CAME)];
    nudge.when = Condition::Fact(which);
    nudge.anchor = String::new();
    (nudge.lapse, nudge.ticks) = (Vec::new(), Vec::new());
    nudge.behaviour = Behaviour {
        success: vec![Sign { on: changed(DONE), when: Condition::default() }],
        failure: Vec::new(),
        worse: Vec::new(),
        measure: Measure::default(),
        on_other_records: false,
        ..nudge.behaviour.clone()
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;
    use crate::pack::author::tests::compiled;

    #[test]
    fn all_content_fits_into_it() {
        let world = of(&compiled(), Some(Choice::Worth));
        assert_eq!(world.adapters.len(), 1);
        assert!(world.roles.iter().all(|role| role.budget.choice == Choice::Worth));
        Content::new(&world).unwrap();
    }
}
