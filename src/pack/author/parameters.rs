//! One variant of a check written once, asked with other figures: `with` lists what stands for `{names}`.

use std::collections::BTreeSet;
use std::ops::Range;

use super::diagnostic::quoted;
use super::source::Desk;
use super::suggest;
use super::tree::{Node, Shape};

/// The key under which the figures are.
pub const WITH: &str = "with";
/// As many draws of one template: more of the same teaches nothing new.
const MAX_DRAWS: usize = 12;

/// The variants that `node` stands for: itself, or one for each entry of its `with`.
pub fn expand(desk: &Desk<'_>, node: &Node) -> Option<Vec<Node>> {
    let Some(with) = node.entry(WITH) else { return Some(vec![node.clone()]) };
    let mut template = node.clone();
    if let Shape::Map(entries) = &mut template.is {
        entries.retain(|(key, _)| key.written() != Some(WITH));
    }
    let mut variants = Vec::new();
    let mut unused: Option<BTreeSet<&str>> = None;
    for (number, figures) in desk.list(with, MAX_DRAWS)?.iter().enumerate() {
        let figures = desk.entries(figures, "an entry of `with`")?;
        let figures: Option<Vec<(&str, &str)>> =
            figures.into_iter().map(|(name, _, value)| Some((name, desk.text(value)?))).collect();
        let figures = figures?;
        let mut filled = Filled { desk, figures: &figures, used: BTreeSet::new() };
        let mut variant = template.clone();
        filled.fill(&mut variant)?;
        let used = filled.used;
        rename(&mut variant, number + 1);
        variants.push(variant);
        let idle = figures.iter().map(|(name, _)| *name).filter(|name| !used.contains(*name)).collect();
        unused.get_or_insert(idle);
    }
    if let Some(name) = unused.and_then(|idle| idle.first().copied().map(str::to_owned)) {
        let what = format!("{} stands nowhere in this variant", quoted(&name));
        desk.wrong(&with.at, what, format!("write `{{{name}}}` where it belongs, or take it out"));
        return None;
    }
    Some(variants)
}

/// Each draw is a variant of its own, with its own name.
fn rename(variant: &mut Node, number: usize) {
    let Shape::Map(entries) = &mut variant.is else { return };
    let name = entries.iter_mut().find(|(key, _)| key.written() == Some("variant"));
    if let Some((_, Node { is: Shape::Scalar { text, .. }, .. })) = name {
        text.push_str(&format!("-{number}"));
    }
}

struct Filled<'f, 'd> {
    desk: &'f Desk<'d>,
    figures: &'f [(&'f str, &'f str)],
    used: BTreeSet<String>,
}

impl Filled<'_, '_> {
    /// Puts the figures in all texts below `node`.
    fn fill(&mut self, node: &mut Node) -> Option<()> {
        match &mut node.is {
            Shape::Nothing => Some(()),
            Shape::Scalar { text, .. } => {
                *text = self.text(text, &node.at)?;
                Some(())
            }
            Shape::List(items) => items.iter_mut().try_for_each(|item| self.fill(item)),
            Shape::Map(entries) => entries.iter_mut().try_for_each(|(_, value)| self.fill(value)),
        }
    }

    fn text(&mut self, text: &str, at: &Range<usize>) -> Option<String> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                self.desk.wrong(at, "a `{` is not closed here", "close it, or write the figure out");
                return None;
            };
            let Some((_, figure)) = self.figures.iter().find(|(known, _)| *known == name) else {
                let what = format!("{} is no figure of `with`", quoted(name));
                let mend = suggest::mend(name, self.figures.iter().map(|(known, _)| *known));
                self.desk.wrong(at, what, mend);
                return None;
            };
            filled.push_str(before);
            filled.push_str(figure);
            self.used.insert(name.to_owned());
            rest = after;
        }
        filled.push_str(rest);
        Some(filled)
    }
}
