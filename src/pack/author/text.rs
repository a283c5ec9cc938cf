//! Another text of a nudge's card: in another language, or for readers whom the first would bore or
//! leave behind.

use super::diagnostic::quoted;
use super::fields::Fields;
use super::rules::{self, Draft};
use super::source::{Desk, Reader};
use super::{body, front_matter, length, nudge, tree};
use crate::pack::{Aid, Block, Text, Written};

/// The longest label of a field that a page has room for.
const MAX_FLAG: usize = 40;

/// A text, and what its readers call the field that the nudge flags.
pub struct Told {
    pub text: Text,
    pub flag: Option<String>,
}

/// The text in a file; `of` is the nudge beside it.
pub fn compile(desk: &Desk<'_>, of: &Written, reader: Reader<'_>) -> Option<Told> {
    let (yaml, markdown) = front_matter::split(desk)?;
    let body = body::compile(desk, markdown.clone());
    let node = tree::read(desk, yaml)?;
    let fields = Fields::open(desk, &node, "a text", &["text_of", "title", "why", "flag"])?;
    let name = fields.own_name(desk, "text_of", &of.nudge.nudge);
    let title = nudge::title(desk, &fields);
    let why = nudge::why(desk, &fields);
    let flag = flag(desk, &fields, of, reader);
    let (_, title, why, body) = (name?, title?, why?, body?);
    let seconds = length::estimate(&title, &why, &body);
    if seconds > length::MAX_SECONDS {
        let what = format!("this text takes about {seconds} seconds; {} are the most", length::MAX_SECONDS);
        desk.wrong(fields.place("title"), what, "cut it to what is needed at this moment");
    }
    if !of.nudge.ticks.is_empty() && steps(&body) != steps(&of.aid.body) {
        let what = format!(
            "{} has {} steps, and this text {}",
            quoted(&of.nudge.nudge),
            steps(&of.aid.body),
            steps(&body)
        );
        desk.wrong(fields.place("title"), what, "write as many: `done` ticks them by their number");
    }
    let role = if let Reader::Role(role) = reader { role } else { "" };
    if !role.is_empty() && !of.nudge.roles.iter().any(|other| other == role) {
        let what = format!("{} is not for the role {}", quoted(&of.nudge.nudge), quoted(role));
        desk.wrong_file(what, "rename this file, or add the role to `roles` of the nudge");
    }
    let aid = Aid { title, why, body, ..of.aid.clone() };
    rules::check(&Draft { desk, fields: &fields, body: markdown, nudge: &of.nudge, aid: &aid, missing: &[] });
    let Aid { title, why, body, .. } = aid;
    let text = Text { role: role.to_owned(), practised: reader == Reader::Practised, title, why, body };
    Some(Told { text, flag })
}

fn flag(desk: &Desk<'_>, fields: &Fields<'_>, of: &Written, reader: Reader<'_>) -> Option<String> {
    let node = fields.maybe("flag")?;
    if of.aid.flag.is_none() || reader != Reader::Everyone {
        let what = "only a translation of a card that flags a field names it";
        desk.wrong(&node.at, what, "take this line out, or flag a field in the nudge itself");
    }
    desk.short(node, MAX_FLAG)
}

fn steps(body: &[Block]) -> usize {
    body.iter().map(|block| if let Block::Steps(steps) = block { steps.len() } else { 0 }).sum()
}
