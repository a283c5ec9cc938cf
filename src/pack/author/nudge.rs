//! One nudge: front matter and aid.

use super::diagnostic::quoted;
use super::fields::Fields;
use super::rules::{self, Draft};
use super::source::Desk;
use super::tree::{self, Node};
use super::vocabulary::{App, Vocabulary};
use super::{body, condition, front_matter, length, measure, on, steps};
use crate::learn::Cadence;
use crate::pack::{
    Aid, Barrier, Behaviour, Capability, Checks, Direction, Hypothesis, Invasiveness, Lesson, Matter, Need,
    Nudge, Owners, Severity, Sign, Urgency, Written,
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
const PLACES: [(&str, Invasiveness); 3] =
    [("badge", Invasiveness::Badge), ("inline", Invasiveness::Inline), ("panel", Invasiveness::Panel)];
const MATTERS: [(&str, Matter); 3] =
    [("compliance", Matter::Compliance), ("analytics", Matter::Analytics), ("brand", Matter::Brand)];
const KEYS: [&str; 21] = [
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
    "anchor",
    "seconds",
    "behaviour",
    "lapse",
    "flag",
    "done",
    "hypothesis",
    "matter",
];

/// What stands beside a nudge in files of its own.
#[derive(Default)]
pub struct Beside {
    /// Files that lack in one of the pack's languages.
    pub missing: Vec<String>,
    /// Its lesson.
    pub lesson: Option<Lesson>,
    /// Its check.
    pub checks: Option<Checks>,
}

/// The nudge in a file; `others` of its pack are known already.
pub fn compile(
    desk: &Desk<'_>,
    file: &str,
    words: &Vocabulary,
    others: &[Written],
    beside: Beside,
) -> Option<Written> {
    let (yaml, markdown) = front_matter::split(desk)?;
    let body = body::compile(desk, markdown.clone());
    let node = tree::read(desk, yaml)?;
    let fields = Fields::open(desk, &node, "a nudge", &KEYS)?;
    let name = fields.own_name(desk, "nudge", file);
    let title = title(desk, &fields);
    let why = why(desk, &fields);
    let need = need(desk, &fields);
    let owners = owners(desk, &fields);
    let roles = fields.need(desk, "roles", "[account-executive]").and_then(|node| roles(desk, node, words));
    let severity = fields.word(desk, "severity", &SEVERITIES);
    let urgency = fields.optional("urgency", |node| desk.word(node, &URGENCIES));
    let cadence = fields.optional("cadence", |node| desk.word(node, &CADENCES));
    let safety = fields.optional("safety", |node| desk.word(node, &[("false", false), ("true", true)]));
    let expected = hypothesis(desk, &fields);
    let matter = fields.optional("matter", |node| matter(desk, node));
    let seconds = match (&body, &title, &why) {
        (Some(body), Some(title), Some(why)) => seconds(desk, &fields, length::estimate(title, why, body)),
        _ => None,
    };
    let on_node = fields.need(desk, "on", "{ changed: stage }");
    let behaviour_node = fields.need(desk, "behaviour", "{ text: …, success: [ … ], window_days: 14 }");
    let apps = fields.need(desk, "app", "salesforce").and_then(|node| apps(desk, node, words))?;
    // Every app must have the words; what they say is the same in each.
    let (mut on, mut when, mut behaved, mut lapse, mut ticks) = (None, None, None, None, None);
    let (mut anchor, mut worse) = (None, None);
    for app in &apps {
        anchor = fields.optional("anchor", |node| place(desk, node, app));
        on = on_node.and_then(|node| triggers(desk, node, app));
        when = fields.optional("when", |node| condition::compile(desk, node, app));
        let elsewhere = behaved;
        behaved = behaviour_node.and_then(|node| behaviour(desk, node, app));
        if let (Some(one), Some(other)) = (&elsewhere, &behaved)
            && one.measure != other.measure
        {
            let what = "the systems of this nudge tell what it measures each in another way";
            desk.wrong(fields.place("behaviour"), what, "make a nudge for each system");
        }
        lapse = fields.optional("lapse", |node| signs(desk, node, app));
        worse = expected
            .as_ref()
            .and_then(|(_, worse)| worse.map_or(Some(Vec::new()), |it| signs(desk, it, app)));
        ticks = fields.optional("done", |node| steps::ticks(desk, node, app, body.as_deref()));
        let whole = on.is_some() && when.is_some() && behaved.is_some() && lapse.is_some();
        if !whole || ticks.is_none() || anchor.is_none() || worse.is_none() {
            break;
        }
    }
    let flag = fields.optional("flag", |node| steps::flag(desk, node, &apps, &beside).map(Some));
    // A flag stands at the field that it flags.
    let (anchor, flag) = (anchor?, flag?);
    let anchor = if anchor.is_empty() { flag.clone().unwrap_or_default() } else { anchor };
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
        anchor,
        seconds: seconds?,
        behaviour: Behaviour { worse: worse?, ..behaved? },
        lapse: lapse?,
        ticks: ticks?,
    };
    if let Some(other) = others.iter().find(|other| is_tie(&other.nudge, &nudge)) {
        let what = format!("nothing tells when this comes up from when {} does", quoted(&other.nudge.nudge));
        let mend = "make one nudge of the two, or tell them apart by `when`, `roles` or `severity`";
        desk.wrong(fields.place("on"), what, mend);
    }
    let Beside { lesson, checks, missing } = beside;
    let (title, why, need, owners) = (title?, why?, need?, owners?);
    let ((hypothesis, _), matter, body) = (expected?, matter?, body?);
    let texts = Vec::new();
    let aid = Aid { title, why, need, owners, hypothesis, matter, body, flag, lesson, checks, texts };
    rules::check(&Draft {
        desk,
        fields: &fields,
        body: markdown,
        nudge: &nudge,
        aid: &aid,
        missing: &missing,
    });
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

/// The title of a card.
pub fn title(desk: &Desk<'_>, fields: &Fields<'_>) -> Option<String> {
    let node = fields.need(desk, "title", "Hold the price when the buyer objects")?;
    desk.short(node, MAX_TITLE)
}

/// The sentence that says why now.
pub fn why(desk: &Desk<'_>, fields: &Fields<'_>) -> Option<String> {
    let node = fields.need(desk, "why", "The deal is late and …")?;
    let why = desk.short(node, MAX_WHY)?;
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
    let keys = ["performance", "capability", "barrier", "least_invasive", "practice"];
    let fields = Fields::open(desk, node, "`need`", &keys)?;
    let performance = fields.text(desk, "performance", "Late-stage deals keep their price");
    let capability = fields.word(desk, "capability", &CAPABILITIES);
    let barrier = fields.word(desk, "barrier", &BARRIERS);
    let least_invasive = fields.optional("least_invasive", |node| desk.word(node, &PLACES).map(Some));
    let practice = fields.optional("practice", |node| desk.text(node).map(str::to_owned));
    Some(Need {
        performance: performance?,
        capability: capability?,
        barrier: barrier?,
        least_invasive: least_invasive?,
        practice: practice?,
    })
}

fn owners(desk: &Desk<'_>, fields: &Fields<'_>) -> Option<Owners> {
    let example = "{ author: sales-enablement, manager: line, people: hr-partner }";
    let node = fields.need(desk, "owners", example)?;
    let fields = Fields::open(desk, node, "`owners`", &["author", "manager", "people", "expert"])?;
    let author = fields.text(desk, "author", "sales-enablement");
    let manager = fields.text(desk, "manager", "line");
    let people = fields.text(desk, "people", "hr-partner");
    let expert = fields.optional("expert", |node| desk.text(node).map(str::to_owned));
    Some(Owners { author: author?, manager: manager?, people: people?, expert: expert? })
}

fn matter(desk: &Desk<'_>, node: &Node) -> Option<Vec<Matter>> {
    desk.one_or_list(node, MATTERS.len())?.iter().map(|node| desk.word(node, &MATTERS)).collect()
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

/// The fact or meaning beside which the card stands.
fn place(desk: &Desk<'_>, node: &Node, app: &App) -> Option<String> {
    let name = desk.text(node)?;
    app.word(desk, name, &node.at).map(|_| name.to_owned())
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
    let fields = Fields::open(
        desk,
        node,
        "`behaviour`",
        &["text", "success", "failure", "measure", "window_days", "on"],
    )?;
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
    let elsewhere = on_other_records == Some(true);
    let measure = fields.optional("measure", |node| measure::compile(desk, node, app, elsewhere));
    Some(Behaviour {
        on_other_records: on_other_records?,
        text: text?,
        success: success?,
        failure: failure?,
        measure: measure?,
        worse: Vec::new(),
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

/// What is expected, and where it says what shows that the guardrail gave way.
fn hypothesis<'n>(desk: &Desk<'_>, fields: &Fields<'n>) -> Option<(Hypothesis, Option<&'n Node>)> {
    const KEYS: [&str; 5] = ["metric", "direction", "min_lift_points", "guardrail", "worse"];
    let example = "{ metric: …, direction: up, min_lift_points: 5, guardrail: … }";
    let node = fields.need(desk, "hypothesis", example)?;
    let fields = Fields::open(desk, node, "`hypothesis`", &KEYS)?;
    let metric = fields.text(desk, "metric", "concession-traded");
    let direction = fields.word(desk, "direction", &[("up", Direction::Up), ("down", Direction::Down)]);
    let why = "say by how many percentage points it should change at least";
    let min_lift_points = fields.whole(desk, "min_lift_points", "5", 1..=100, why);
    let guardrail = fields.text(desk, "guardrail", "loss-rate");
    let hypothesis = Hypothesis {
        metric: metric?,
        direction: direction?,
        min_lift_points: min_lift_points?,
        guardrail: guardrail?,
    };
    Some((hypothesis, fields.maybe("worse")))
}
