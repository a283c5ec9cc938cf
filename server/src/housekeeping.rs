//! What a server does by itself: once a day it publishes what may be shown and forgets what is old.

use crate::clock::today;
use crate::serve::Shared;
use crate::storage::{PATIENCE, Unavailable};
use cuecard::time::Day;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// Often enough for a day to begin nearly on time, and for a database that was away to be tried again.
const ROUND: Duration = Duration::from_secs(3600);

/// Publishes once a day, so that whoever looks again on the same day sees the same.
#[derive(Default)]
pub(crate) struct Publisher(Mutex<Option<Day>>);

impl Publisher {
    /// Publishes unless that was done on this day. However long it takes: it is work for the whole day.
    async fn publish(&self, shared: &Shared, today: Day) -> Result<(), Unavailable> {
        let mut last = self.0.lock().await;
        if *last != Some(today) {
            let published = shared.store.close_blocks(today, shared.floor).await?;
            tracing::info!(published, "blocks closed");
            *last = Some(today);
        }
        Ok(())
    }
}

/// For a page: returns when this day is published. Whoever waits too long is told so, and the
/// publishing goes on without them.
pub(crate) async fn published(shared: &Arc<Shared>, today: Day) -> Result<(), Unavailable> {
    let shared = shared.clone();
    let publishing = tokio::spawn(async move { shared.publisher.publish(&shared, today).await });
    match tokio::time::timeout(PATIENCE, publishing).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) | Err(_) => Err(Unavailable),
    }
}

/// Goes its rounds for ever.
pub(crate) async fn keep(shared: Arc<Shared>) {
    let mut rounds = tokio::time::interval(ROUND);
    let mut cleaned = None;
    loop {
        rounds.tick().await;
        let today = today();
        // The database says itself what is wrong; the next round tries again.
        let published = shared.publisher.publish(&shared, today).await;
        if published.is_ok() && cleaned != Some(today) && clean_up(&shared, today).await.is_ok() {
            cleaned = Some(today);
        }
    }
}

async fn clean_up(shared: &Shared, today: Day) -> Result<(), Unavailable> {
    let ids = shared.store.forget_old_ids(today).await?;
    let counts = shared.store.forget_old_counts(today).await?;
    if ids + counts > 0 {
        tracing::info!(ids, counts, "old ids and counts deleted");
    }
    if shared.store.forget_order().await.is_err() {
        tracing::warn!("the database's log is in use; it is emptied later");
        return Err(Unavailable);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Configuration, Location, serve::Application};

    /// As when the database falls silent while blocks are being closed.
    #[tokio::test]
    async fn a_page_does_not_wait_for_a_publishing_without_an_end() {
        let folder = std::env::temp_dir().join(format!("cuecard-publishing-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let database = Location::File(folder.join("cuecard.sqlite"));
        let application =
            Application::open(Configuration { database, ..Configuration::default() }).await.unwrap();
        let shared = application.shared.clone();
        let held = shared.publisher.0.lock().await;
        assert_eq!(published(&shared, today()).await, Err(Unavailable));
        drop(held);
        assert_eq!(published(&shared, today()).await, Ok(()));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
