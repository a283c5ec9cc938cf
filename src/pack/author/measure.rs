//! Operational metrics that a nudge can name. What each rests on stands here once; the engine sees only
//! facts, events and the edges of buckets.

use super::diagnostic::quoted;
use super::fields::Fields;
use super::source::Desk;
use super::tree::{Node, Shape};
use super::vocabulary::App;
use crate::measure::Measure;
use crate::page::Kind;
use crate::report::Label;

/// A metric.
struct Metric {
    name: &'static str,
    /// What tells it, by system: the first that an adapter has.
    sources: &'static [Source],
    /// The edges of its buckets, unless an author says others.
    edges: &'static [u32],
}

/// What tells a metric.
enum Source {
    /// A number on the page: the last that was read.
    Fact(&'static str),
    /// How often this happened in the window. Its buckets are 0, 1, 2 …
    Times(&'static str),
    /// How often this was seen to be so, and then not, in the window. Its buckets are 0, 1, 2 …
    Undone(&'static str),
    /// The days from the last of one event to another.
    Days(&'static str, &'static str),
}

const METRICS: [Metric; 7] = [
    Metric {
        name: "due_date_slips",
        sources: &[Source::Times("due_date_pushed"), Source::Times("close_date_pushed_back")],
        edges: &[0, 1, 2],
    },
    Metric {
        name: "cycle_time",
        sources: &[Source::Fact("cycle_days"), Source::Days("work_started", "work_finished")],
        edges: &[1, 3, 7, 14],
    },
    Metric { name: "reopened", sources: &[Source::Undone("done")], edges: &[0, 1] },
    Metric { name: "security_comments", sources: &[Source::Fact("security_threads")], edges: &[0, 1, 2] },
    Metric { name: "review_rounds", sources: &[Source::Fact("requested_changes")], edges: &[0, 1, 2] },
    Metric { name: "time_to_merge", sources: &[Source::Fact("days_to_merge")], edges: &[0, 1, 3, 7, 14] },
    Metric { name: "discount", sources: &[Source::Fact("discount")], edges: &[0, 5, 10, 20] },
];
/// Who a record is by, and when its work was over, where a system tells it.
const AUTHOR: &str = "author";
const OVER: &str = "merged";
/// The largest edge: more days than any window has, and all per cent.
const MAX_EDGE: u32 = 100;

/// The metric that is named, or `{ metric: …, edges: [ … ] }`. On other records (`elsewhere`) only own
/// ones count that were not over before, and nothing is added up: who works more would come to more.
pub fn compile(desk: &Desk<'_>, node: &Node, app: &App, elsewhere: bool) -> Option<Measure> {
    let measure = named(desk, node, app)?;
    if !elsewhere {
        return Some(measure);
    }
    let is_flag = || app.names.get(&measure.fact).is_some_and(|word| word.kind == Some(Kind::Flag));
    if measure.since.is_empty() && (!measure.event.is_empty() || is_flag()) {
        let what = "this is counted, and on other records there is more to count for who works more";
        desk.wrong(&node.at, what, "remove `on: other_records`, or name a metric that is not counted");
        return None;
    }
    let is_told = |name: &str, kind| app.names.get(name).is_some_and(|word| word.kind == Some(kind));
    let by = if is_told(AUTHOR, Kind::Person) { AUTHOR } else { "" };
    let is_over = !measure.fact.is_empty() && is_told(OVER, Kind::Date);
    let since = if is_over { OVER.to_owned() } else { measure.since };
    Some(Measure { by: by.to_owned(), since, ..measure })
}

fn named(desk: &Desk<'_>, node: &Node, app: &App) -> Option<Measure> {
    let names: Vec<(&str, &Metric)> = METRICS.iter().map(|metric| (metric.name, metric)).collect();
    if !matches!(node.is, Shape::Map(_)) {
        let metric = desk.word(node, &names)?;
        return source(desk, node, app, metric).map(|source| measure(source, metric.edges));
    }
    let fields = Fields::open(desk, node, "`measure`", &["metric", "edges"])?;
    let metric = fields.word(desk, "metric", &names)?;
    let source = source(desk, node, app, metric)?;
    let edges = fields.need(desk, "edges", "[1, 3, 7]")?;
    if matches!(source, Source::Times(_) | Source::Undone(_)) {
        let what = format!("{} is counted: its buckets are 0, 1, 2 and so on", quoted(metric.name));
        desk.wrong(&edges.at, what, format!("write `measure: {}`", metric.name));
        return None;
    }
    let most = Label::Bucket.words().len() - 1;
    let whole = |node| desk.whole(node, 0..=MAX_EDGE, "an edge is the greatest number of its bucket");
    let numbers: Option<Vec<u32>> = desk.list(edges, most)?.iter().map(whole).collect();
    let numbers = numbers?;
    if numbers.windows(2).any(|pair| pair[0] >= pair[1]) {
        desk.wrong(&edges.at, "the edges do not rise", "write the least first, each once");
        return None;
    }
    Some(measure(source, &numbers))
}

fn source(desk: &Desk<'_>, node: &Node, app: &App, metric: &Metric) -> Option<&'static Source> {
    let is_of = |name: &str, kinds: &[Kind]| {
        app.names.get(name).and_then(|word| word.kind).is_some_and(|kind| kinds.contains(&kind))
    };
    let is_told = |source: &&Source| match source {
        Source::Fact(fact) => is_of(fact, &[Kind::Number, Kind::Money, Kind::Duration]),
        Source::Times(event) => app.events.contains(*event),
        Source::Undone(flag) => is_of(flag, &[Kind::Flag]),
        Source::Days(from, to) => app.events.contains(*from) && app.events.contains(*to),
    };
    let found = metric.sources.iter().find(is_told);
    if found.is_none() {
        let needs = metric.sources.iter().map(|source| match source {
            Source::Fact(name) => format!("{}, a number,", quoted(name)),
            Source::Undone(name) => format!("{}, a flag,", quoted(name)),
            Source::Times(name) => quoted(name),
            Source::Days(from, to) => format!("{} and {}", quoted(from), quoted(to)),
        });
        let what = format!("the adapter `{}` does not tell {}", app.name, quoted(metric.name));
        let mend = format!("name another metric, or add {} to it", needs.collect::<Vec<_>>().join(", or "));
        desk.wrong(&node.at, what, mend);
    }
    found
}

fn measure(source: &Source, edges: &[u32]) -> Measure {
    let (fact, event, since) = match source {
        Source::Fact(name) | Source::Undone(name) => (*name, "", ""),
        Source::Times(event) => ("", *event, ""),
        Source::Days(from, to) => ("", *to, *from),
    };
    let (fact, event, since) = (fact.to_owned(), event.to_owned(), since.to_owned());
    Measure { edges: edges.to_vec(), fact, event, since, ..Measure::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_has_buckets_of_its_own() {
        for metric in &METRICS {
            let counted = |source: &Source| matches!(source, Source::Times(_) | Source::Undone(_));
            assert!(metric.edges.windows(2).all(|pair| pair[0] < pair[1]), "{}", metric.name);
            assert!(metric.edges.len() < Label::Bucket.words().len(), "{}", metric.name);
            if metric.sources.iter().any(counted) {
                assert!(metric.sources.iter().all(counted), "{}", metric.name);
                assert!((0u32..).zip(metric.edges).all(|(place, edge)| place == *edge), "{}", metric.name);
            }
        }
    }
}
