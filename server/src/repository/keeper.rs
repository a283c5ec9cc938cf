//! Looks after the repository while the server runs, and says how it stands.

use super::online::Kept;
use super::{Repository, Signed, files};
use crate::clock::{now, today};
use crate::enrolment::Enrolment;
use crate::limit::Limit;
use crate::serve::Shared;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;
use tower_http::services::ServeDir;

/// Often enough to try again many times before anything ends, seldom enough to cost nothing.
const ROUND: Duration = Duration::from_secs(10 * 60);

/// The repository of a server, and who may publish to it.
pub(crate) struct Keeper {
    pub(super) repository: Arc<Repository>,
    pub(super) files: ServeDir,
    /// None: nobody publishes over the network.
    pub(super) token: Option<Enrolment>,
    /// Publications a second; ten may come at once.
    pub(super) limit: Limit,
    /// The same of co-signs, which strangers may send as well.
    pub(super) cosigns: Limit,
    /// One publication at a time is held in memory.
    pub(super) turn: Arc<Semaphore>,
    standing: Mutex<Option<Result<Kept, String>>>,
    signed: Mutex<Option<Arc<Signed>>>,
}

impl Keeper {
    pub(crate) fn new(repository: Repository, token: Option<&str>) -> Self {
        Self {
            files: files::service(&repository.folder),
            repository: Arc::new(repository),
            token: token.map(Enrolment::new),
            limit: Limit::new(NonZeroU32::new(1)),
            cosigns: Limit::new(NonZeroU32::new(1)),
            turn: Arc::new(Semaphore::new(1)),
            standing: Mutex::new(None),
            signed: Mutex::new(None),
        }
    }

    /// The repository itself.
    pub(crate) fn repository(&self) -> Arc<Repository> {
        self.repository.clone()
    }

    /// How it stood at the last round; none: it was not looked at yet. An error is in words.
    pub(crate) fn standing(&self) -> Option<Result<Kept, String>> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What is wrong with it, in words.
    pub(crate) fn trouble(&self) -> Option<String> {
        self.standing().and_then(Result::err)
    }

    /// What is signed about each nudge, as it was last believed; none: never since the start.
    pub(crate) async fn signed(&self) -> Option<Arc<Signed>> {
        if self.known().is_none() {
            self.read().await;
        }
        self.known()
    }

    fn known(&self) -> Option<Arc<Signed>> {
        self.signed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads it. Where nobody can just now, what was believed stays: it was signed.
    async fn read(&self) {
        let repository = self.repository.clone();
        let read = tokio::task::spawn_blocking(move || repository.signed(now(), today())).await;
        if let Ok(Ok(signed)) = read {
            *self.signed.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(signed));
        }
    }

    /// One round: signs what is due, and looks at all of it.
    pub(crate) async fn look(&self) {
        let repository = self.repository.clone();
        let kept = tokio::task::spawn_blocking(move || repository.keep_fresh(now())).await;
        let found = match kept {
            Ok(Ok(kept)) => Ok(kept),
            Ok(Err(trouble)) => Err(trouble.to_string()),
            Err(_) => Err("repository: could not be looked at. The log says why.".to_owned()),
        };
        self.read().await;
        let mut standing = self.standing.lock().unwrap_or_else(PoisonError::into_inner);
        let before = standing.as_ref().and_then(|known| known.as_ref().err());
        match (&found, before) {
            (Err(trouble), before) if before != Some(trouble) => tracing::error!(%trouble, "the repository"),
            (Ok(_), Some(_)) => tracing::info!("the repository is as it should be again"),
            _ => {}
        }
        *standing = Some(found);
    }
}

/// Goes its rounds for ever.
pub(crate) async fn keep(shared: Arc<Shared>) {
    let Some(keeper) = &shared.repository else { return };
    let mut rounds = tokio::time::interval(ROUND);
    loop {
        rounds.tick().await;
        keeper.look().await;
        shared.metrics.repository(keeper.trouble().is_none());
    }
}
