//! One nudge: front matter and aid.

use super::diagnostic::quoted;
use super::fields::Fields;
use super::source::Desk;
use super::tree::{self, Node};
use super::vocabulary::{App, Vocabulary};
use super::{body, condition, front_matter, length, on};
use crate::learn::Cadence;
use crate::pack::{
    Aid, Barrier, Behaviour, Capability, Direction, Hypothesis, Need, Nudge, Owners, Severity, Sign, Urgency,
    Written,
};
use crate::trigger::On;

/// A title that fits one line of the card.
const MAX_TITLE: usize = 60;
/// A reason that is read at a glance.
const MAX_WHY: usize = 140;
/// The longest window: longer ones do not tell a helpful nudge from a useless one in time.
const MAX_WINDOW_DAYS: u32 = 14;
/// Roles, triggers and signs of one nudge.
const MAX_LISTED: usize = 8;

const SEVERITIES: [(&str, Severity); 4] = [
    ("low", Severity::Low),
    ("medium", Severity::Medium),
    ("high", Severity::High),
    ("critical", Severity::Critical),
];
const URGENCIES: [(&str, Urgency); 3] =
    [("low", Urgency::Low), ("normal", Urgency::Normal), ("high", Urgency::High)];
const CADENCES: [(&str, Cadence); 5] = [
    ("each_record", Cadence::EachRecord),
    ("spaced", Cadence::Spaced),
    ("weekly", Cadence::Weekly),
    ("biweekly", Cadence::Biweekly),
    ("monthly", Cadence::Monthly),
];
const CAPABILITIES: [(&str, Capability); 3] =
    [("exists", Capability::Exists), ("partial", Capability::Partial), ("missing", Capability::Missing)];
const BARRIERS: [(&str, Barrier); 4] = [
    ("recall", Barrier::Recall),
    ("access", Barrier::Access),
    ("complexity", Barrier::Complexity),
    ("consistency", Barrier::Consistency),
];
/// Systems that one nudge is for: those that do the same work.
const MAX_APPS: usize = 8;
const KEYS: [&str; 17] = [
    "nudge",
    "title",
    "why",
    "need",
    "owners",
    "roles",
    "app",
    "on",
    "when",
    "severity",
    "urgency",
    "cadence",
    "safety",
    "seconds",
    "behaviour",
    "lapse",
    "hypothesis",
];

/// The nudge in a file; `others` of its pack are known already.
pub fn compile(desk: &Desk<'_>, file: &str, words: &Vocabulary, others: &[Written]) -> Option<Written> {
    let (yaml, markdown) = front_matter::split(desk)?;
    let body = body::compile(desk, markdown);
    let node = tree::read(desk, yaml)?;
    let fields = Fields::open(desk, &node, "a nudge", &KEYS)?;
    let name = fields.own_name(desk, "nudge", file);
    let title = fields
        .need(desk, "title", "Hold the price when the buyer objects")
        .and_then(|node| short(desk, node, MAX_TITLE));
    let why = fields.need(desk, "why", "The deal is late and …").and_then(|node| why(desk, node));
    let need = need(desk, &fields);
    let owners = owners(desk, &fields);
    let roles = fields.need(desk, "roles", "[account-executive]").and_then(|node| roles(desk, node, words));
    let severity = fields.word(desk, "severity", &SEVERITIES);
    let urgency = fields.optional("urgency", |node| desk.word(node, &URGENCIES));
    let cadence = fields.optional("cadence", |node| desk.word(node, &CADENCES));
    let safety = fields.optional("safety", |node| desk.word(node, &[("false", false), ("true", true)]));
    let hypothesis = hypothesis(desk, &fields);
    let seconds = match (&body, &title, &why) {
        (Some(body), Some(title), Some(why)) => seconds(desk, &fields, length::estimate(title, why, body)),
        _ => None,
    };
    let on_node = fields.need(desk, "on", "{ changed: stage }");
    let behaviour_node = fields.need(desk, "behaviour", "{ text: …, success: [ … ], window_days: 14 }");
    let apps = fields.need(desk, "app", "salesforce").and_then(|node| apps(desk, node, words))?;
    // Every app must have the words; what they say is the same in each.
    let (mut on, mut when, mut behaved, mut lapse) = (None, None, None, None);
    for app in &apps {
        on = on_node.and_then(|node| triggers(desk, node, app));
        when = fields.optional("when", |node| condition::compile(desk, node, app));
        behaved = behaviour_node.and_then(|node| behaviour(desk, node, app));
        lapse = fields.optional("lapse", |node| signs(desk, node, app));
        if on.is_none() || when.is_none() || behaved.is_none() || lapse.is_none() {
            break;
        }
    }
    let nudge = Nudge {
        nudge: name?,
        roles: roles?,
        apps: apps.iter().map(|app| app.name.clone()).collect(),
        on: on?,
        when: when?,
        severity: severity?,
        urgency: urgency?,
        cadence: cadence?,
        safety: safety?,
        seconds: seconds?,
        behaviour: behaved?,
        lapse: lapse?,
    };
    if let Some(other) = others.iter().find(|other| is_tie(&other.nudge, &nudge)) {
        let what = format!("nothing tells when this comes up from when {} does", quoted(&other.nudge.nudge));
        let mend = "make one nudge of the two, or tell them apart by `when`, `roles` or `severity`";
        desk.wrong(fields.place("on"), what, mend);
    }
    let aid =
        Aid { title: title?, why: why?, need: need?, owners: owners?, hypothesis: hypothesis?, body: body? };
    Some(Written { nudge, aid })
}

/// Whether both always come up together, and nothing says which of them matters more.
fn is_tie(one: &Nudge, other: &Nudge) -> bool {
    fn same<T: PartialEq>(one: &[T], other: &[T]) -> bool {
        one.iter().all(|each| other.contains(each)) && other.iter().all(|each| one.contains(each))
    }
    one.when == other.when
        && one.severity == other.severity
        && same(&one.on, &other.on)
        && same(&one.roles, &other.roles)
        && same(&one.apps, &other.apps)
}

fn apps<'a>(desk: &Desk<'_>, node: &Node, words: &'a Vocabulary) -> Option<Vec<&'a App>> {
    let names = desk.one_or_list(node, MAX_APPS)?.iter();
    let apps: Vec<_> = names.map(|node| words.app(desk, desk.text(node)?, &node.at)).collect();
    apps.into_iter().collect()
}

fn short(desk: &Desk<'_>, node: &Node, max: usize) -> Option<String> {
    let text = desk.text(node)?;
    let length = text.chars().count();
    if length > max {
        let what = format!("this text has {length} characters; {max} are the most");
        desk.wrong(&node.at, what, "say it shorter; it is read at a glance");
    }
    Some(text.to_owned())
}

fn why(desk: &Desk<'_>, node: &Node) -> Option<String> {
    let why = short(desk, node, MAX_WHY)?;
    let words: Vec<&str> = why.split(' ').collect();
    let second = words.windows(2).any(|pair| {
        pair[0].ends_with(['.', '!', '?']) && pair[1].starts_with(|letter: char| letter.is_uppercase())
    });
    if second {
        desk.wrong(&node.at, "this is more than one sentence", "keep the one that says why now");
    }
    Some(why)
}

fn need(desk: &Desk<'_>, fields: &Fields<'_>) -> Option<Need> {
    let example = "{ performance: …, capability: exists, barrier: recall }";
    let node = fields.need(desk, "need", example)?;
    let fields = Fields::open(desk, node, "`need`", &["performance", "capability", "barrier"])?;
    let performance = fields.text(desk, "performance", "Late-stage deals keep their price");
    let capability = fields.word(desk, "capability", &CAPABILITIES);
    let barrier = fields.word(desk, "barrier", &BARRIERS);
    Some(Need { performance: performance?, capability: capability?, barrier: barrier? })
}

fn owners(desk: &Desk<'_>, fields: &Fields<'_>) -> Option<Owners> {
    let example = "{ author: sales-enablement, manager: line, people: hr-partner }";
    let node = fields.need(desk, "owners", example)?;
    let fields = Fields::open(desk, node, "`owners`", &["author", "manager", "people"])?;
    let author = fields.text(desk, "author", "sales-enablement");
    let manager = fields.text(desk, "manager", "line");
    let people = fields.text(desk, "people", "hr-partner");
    Some(Owners { author: author?, manager: manager?, people: people? })
}

fn roles(desk: &Desk<'_>, node: &Node, words: &Vocabulary) -> Option<Vec<String>> {
    let roles: Vec<Option<String>> = desk
        .list(node, MAX_LISTED)?
        .iter()
        .map(|node| {
            let role = desk.text(node)?;
            words.role(desk, role, &node.at);
            Some(role.to_owned())
        })
        .collect();
    roles.into_iter().collect()
}

fn triggers(desk: &Desk<'_>, node: &Node, app: &App) -> Option<Vec<On>> {
    let triggers: Vec<_> =
        desk.one_or_list(node, MAX_LISTED)?.iter().map(|node| on::compile(desk, node, app)).collect();
    triggers.into_iter().collect()
}

fn seconds(desk: &Desk<'_>, fields: &Fields<'_>, estimate: u32) -> Option<u32> {
    let node = fields.maybe("seconds");
    let at = fields.place(if node.is_some() { "seconds" } else { "title" });
    if estimate > length::MAX_SECONDS {
        let what = format!("this aid takes about {estimate} seconds; {} are the most", length::MAX_SECONDS);
        desk.wrong(at, what, "cut it to what is needed at this moment, or make two nudges of it");
        return None;
    }
    let Some(node) = node else { return Some(estimate) };
    let why = "leave it out: it is estimated from the words and steps";
    let stated = desk.whole(node, 1..=length::MAX_SECONDS, why)?;
    if stated < estimate {
        let what = format!("reading and using this aid takes about {estimate} seconds, not {stated}");
        desk.wrong(&node.at, what, format!("write {estimate} or more, or leave `seconds` out"));
    }
    Some(stated)
}

fn behaviour(desk: &Desk<'_>, node: &Node, app: &App) -> Option<Behaviour> {
    let fields =
        Fields::open(desk, node, "`behaviour`", &["text", "success", "failure", "window_days", "on"])?;
    let text = fields.text(desk, "text", "Trades each concession");
    let success = fields.need(desk, "success", "[ { changed: next_step, to: known } ]");
    let success = success.and_then(|node| signs(desk, node, app));
    let failure = match fields.maybe("failure") {
        Some(node) => signs(desk, node, app),
        None => Some(Vec::new()),
    };
    let why = "longer windows do not tell in time whether a nudge helps";
    let window_days = fields.whole(desk, "window_days", "14", 1..=MAX_WINDOW_DAYS, why);
    let on_other_records =
        fields.optional("on", |node| desk.word(node, &[("this_record", false), ("other_records", true)]));
    Some(Behaviour {
        on_other_records: on_other_records?,
        text: text?,
        success: success?,
        failure: failure?,
        window_days: u16::try_from(window_days?).ok()?,
    })
}

fn signs(desk: &Desk<'_>, node: &Node, app: &App) -> Option<Vec<Sign>> {
    let signs: Vec<_> = desk
        .one_or_list(node, MAX_LISTED)?
        .iter()
        .map(|node| on::with_condition(desk, node, app).map(|(on, when)| Sign { on, when }))
        .collect();
    signs.into_iter().collect()
}

fn hypothesis(desk: &Desk<'_>, fields: &Fields<'_>) -> Option<Hypothesis> {
    const KEYS: [&str; 4] = ["metric", "direction", "min_lift_points", "guardrail"];
    let example = "{ metric: …, direction: up, min_lift_points: 5, guardrail: … }";
    let node = fields.need(desk, "hypothesis", example)?;
    let fields = Fields::open(desk, node, "`hypothesis`", &KEYS)?;
    let metric = fields.text(desk, "metric", "concession-traded");
    let direction = fields.word(desk, "direction", &[("up", Direction::Up), ("down", Direction::Down)]);
    let why = "say by how many percentage points it should change at least";
    let min_lift_points = fields.whole(desk, "min_lift_points", "5", 1..=100, why);
    let guardrail = fields.text(desk, "guardrail", "loss-rate");
    Some(Hypothesis {
        metric: metric?,
        direction: direction?,
        min_lift_points: min_lift_points?,
        guardrail: guardrail?,
    })
}
