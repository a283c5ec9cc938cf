//! Operational metrics that a nudge can name. What each rests on stands here once; the engine sees only
//! facts, events and the edges of buckets.

use super::diagnostic::quoted;
use super::fields::Fields;
use super::source::Desk;
use super::tree::{Node, Shape};
use super::vocabulary::App;
use crate::measure::Measure;
use crate::page::Value;
use crate::report::Label;
use crate::trigger::{On, Test};

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
    /// A number on the page.
    Fact(&'static str),
    /// How often this happened in the window. Its buckets are 0, 1, 2 …
    Times(&'static str),
    /// How often this ceased to be so in the window. Its buckets are 0, 1, 2 …
    Undone(&'static str),
    /// The days from the last of one event to another.
    Days(&'static str, &'static str),
}

const METRICS: [Metric; 6] = [
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
    Metric { name: "review_rounds", sources: &[Source::Fact("requested_changes")], edges: &[0, 1, 2] },
    Metric { name: "time_to_merge", sources: &[Source::Fact("days_to_merge")], edges: &[0, 1, 3, 7, 14] },
    Metric { name: "discount", sources: &[Source::Fact("discount")], edges: &[0, 5, 10, 20] },
];
/// The largest edge: more days than any window has, and all per cent.
const MAX_EDGE: u32 = 100;

/// The metric that is named, or `{ metric: …, edges: [ … ] }`.
pub fn compile(desk: &Desk<'_>, node: &Node, app: &App) -> Option<Measure> {
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
    let is_told = |source: &&Source| match source {
        Source::Fact(fact) => app.names.contains_key(*fact),
        Source::Times(event) => app.events.contains(*event),
        Source::Undone(flag) => app.names.contains_key(*flag),
        Source::Days(from, to) => app.events.contains(*from) && app.events.contains(*to),
    };
    let found = metric.sources.iter().find(is_told);
    if found.is_none() {
        let needs = metric.sources.iter().map(|source| match source {
            Source::Fact(name) | Source::Times(name) | Source::Undone(name) => quoted(name),
            Source::Days(from, to) => format!("{} and {}", quoted(from), quoted(to)),
        });
        let what = format!("the adapter `{}` does not tell {}", app.name, quoted(metric.name));
        let mend = format!("name another metric, or add {} to it", needs.collect::<Vec<_>>().join(", or "));
        desk.wrong(&node.at, what, mend);
    }
    found
}

fn measure(source: &Source, edges: &[u32]) -> Measure {
    let (fact, on, since) = match source {
        Source::Fact(fact) => (*fact, None, ""),
        Source::Times(event) => ("", Some(On::Event((*event).to_owned())), ""),
        Source::Undone(flag) => {
            let from = Some(Test::Is(Value::Flag(true)));
            ("", Some(On::Changed { fact: (*flag).to_owned(), from, to: None, moved: None }), "")
        }
        Source::Days(from, to) => ("", Some(On::Event((*to).to_owned())), *from),
    };
    Measure { edges: edges.to_vec(), fact: fact.to_owned(), on, since: since.to_owned() }
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
