//! What an administrator may watch: how many reports came and how transactions fare. Nothing of
//! what a report says, and no label that a nudge, a team or a sender could be told by.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use std::fmt;
use std::sync::Arc;

/// The format that [`Metrics::text`] writes.
pub(crate) const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answer {
    answer: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Ended {
    name: &'static str,
    end: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Named {
    name: &'static str,
}

/// The counters. Clones share them.
#[derive(Clone)]
pub(crate) struct Metrics {
    reports: Family<Answer, Counter>,
    transactions: Family<Ended, Counter>,
    retries: Family<Named, Counter>,
    repository: Gauge,
    registry: Arc<Registry>,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let (reports, transactions, retries) = (Family::default(), Family::default(), Family::default());
        let mut registry = Registry::with_prefix("cuecard");
        registry.register("reports", "Reports by answer", reports.clone());
        registry.register("transactions", "Transactions by name and end", transactions.clone());
        registry.register("transaction_retries", "Transactions that came again", retries.clone());
        let repository = Gauge::default();
        repository.set(1);
        registry.register(
            "repository_as_it_should_be",
            "1 while the signed repository is fresh and whole, or there is none",
            repository.clone(),
        );
        Self { reports, transactions, retries, repository, registry: Arc::new(registry) }
    }

    /// A report was answered: `accepted`, or the problem's slug.
    pub(crate) fn report(&self, answer: &'static str) {
        self.reports.get_or_create(&Answer { answer }).inc();
    }

    pub(crate) fn transaction(&self, name: &'static str, committed: bool) {
        let end = if committed { "committed" } else { "failed" };
        self.transactions.get_or_create(&Ended { name, end }).inc();
    }

    pub(crate) fn retry(&self, name: &'static str) {
        self.retries.get_or_create(&Named { name }).inc();
    }

    /// The repository was looked at.
    pub(crate) fn repository(&self, is_well: bool) {
        self.repository.set(i64::from(is_well));
    }

    /// All of them, as OpenMetrics text.
    pub(crate) fn text(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        prometheus_client::encoding::text::encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_repository_that_is_not_as_it_should_be_is_an_alarm() {
        let metrics = Metrics::new();
        let says = |number: u8| metrics.text().unwrap().contains(&format!("as_it_should_be {number}\n"));
        assert!(says(1), "there is none");
        metrics.repository(false);
        assert!(says(0));
        metrics.repository(true);
        assert!(says(1));
    }
}
