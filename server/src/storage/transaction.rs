//! Named transactions, tried again where the database says that trying again is all it needs.

use super::database::{Database, Session, in_time};
use crate::metrics::Metrics;
use sqlx::Error;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// Two transactions could not be put in an order; one was undone and may come again.
const SERIALIZATION_FAILURE: &str = "40001";
/// Two transactions waited for each other; one was undone and may come again.
const DEADLOCK_DETECTED: &str = "40P01";
/// After so many conflicts in a row something else is wrong.
const MOST_TRIES: u32 = 20;
/// The first wait is at most this long, the next at most twice, and so on up to a limit.
const FIRST_WAIT: Duration = Duration::from_millis(4);
const MOST_DOUBLINGS: u32 = 6;

/// What one transaction does. It may run more than once, and only the last run counts.
pub(super) trait Transaction: Sync {
    /// What metrics call it.
    const NAME: &'static str;
    type Output: Send;

    fn run(&self, session: &mut Session) -> impl Future<Output = Result<Self::Output, Error>> + Send;
}

/// Runs it to its commit, and gives up when nobody would wait any longer.
pub(super) async fn run_tx<T: Transaction>(
    database: &Database,
    metrics: &Metrics,
    transaction: &T,
) -> Result<T::Output, Error> {
    let outcome = in_time(try_until_done(database, metrics, transaction)).await;
    metrics.transaction(T::NAME, outcome.is_ok());
    outcome
}

/// The same without a limit of time: for what nobody waits for.
pub(super) async fn run_unhurried<T: Transaction>(
    database: &Database,
    metrics: &Metrics,
    transaction: &T,
) -> Result<T::Output, Error> {
    let outcome = try_until_done(database, metrics, transaction).await;
    metrics.transaction(T::NAME, outcome.is_ok());
    outcome
}

async fn try_until_done<T: Transaction>(
    database: &Database,
    metrics: &Metrics,
    transaction: &T,
) -> Result<T::Output, Error> {
    let mut tries = 1;
    loop {
        match attempt(database, transaction).await {
            Err(error) if tries < MOST_TRIES && is_conflict(&error) => {
                metrics.retry(T::NAME);
                tokio::time::sleep(wait(tries)).await;
                tries += 1;
            }
            outcome => return outcome,
        }
    }
}

async fn attempt<T: Transaction>(database: &Database, transaction: &T) -> Result<T::Output, Error> {
    let mut session = database.begin().await?;
    let output = transaction.run(&mut session).await?;
    crate::fault::point("before-commit");
    // An error here leaves open whether it was committed; nothing is tried again then, and whoever
    // sent the report sends it again with the same id.
    session.commit().await?;
    crate::fault::point("after-commit");
    Ok(output)
}

fn is_conflict(error: &Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    matches!(code.as_deref(), Some(SERIALIZATION_FAILURE | DEADLOCK_DETECTED))
}

/// Drawn at random, so that those that met once do not meet again.
fn wait(tries: u32) -> Duration {
    let most = FIRST_WAIT * 2_u32.pow(tries.min(MOST_DOUBLINGS));
    let drawn = RandomState::new().hash_one(tries) % u64::try_from(most.as_micros()).unwrap_or(1).max(1);
    Duration::from_micros(drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_a_limit() {
        for (tries, most) in [(1, 8), (2, 16), (6, 256), (19, 256)] {
            assert!(wait(tries) < Duration::from_millis(most), "{tries}");
        }
    }

    #[test]
    fn only_conflicts_are_tried_again() {
        for error in [Error::PoolTimedOut, Error::RowNotFound, Error::WorkerCrashed] {
            assert!(!is_conflict(&error), "{error}");
        }
    }
}
