//! How many reports a second the server looks at, of everybody together: to limit each sender it
//! would have to know senders apart.

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use std::num::NonZeroU32;
use std::time::Duration;

/// So many seconds' worth may come at once: browsers that were offline together come back together.
const BURST_SECONDS: u32 = 10;

/// The limit, if there is one.
pub(crate) struct Limit(Option<DefaultDirectRateLimiter>);

impl Limit {
    pub(crate) fn new(reports_per_second: Option<NonZeroU32>) -> Self {
        let burst = |rate: NonZeroU32| rate.saturating_mul(NonZeroU32::MIN.saturating_add(BURST_SECONDS - 1));
        let limiter = |rate| RateLimiter::direct(Quota::per_second(rate).allow_burst(burst(rate)));
        Self(reports_per_second.map(limiter))
    }

    /// Lets one more in, or tells how long to wait.
    pub(crate) fn admit(&self) -> Result<(), Duration> {
        let Some(limiter) = &self.0 else { return Ok(()) };
        limiter.check().map_err(|until| until.wait_time_from(DefaultClock::default().now()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_at_once_and_then_wait() {
        for (rate, at_once) in [(1, 10), (3, 30)] {
            let limit = Limit::new(NonZeroU32::new(rate));
            // At most the first moments of a second pass meanwhile.
            let admitted = (0..at_once + 20).filter(|_| limit.admit().is_ok()).count();
            assert!((at_once..at_once + 20).contains(&admitted), "{admitted}");
            assert!(limit.admit().is_err_and(|wait| wait <= Duration::from_secs(1)));
        }
        let free = Limit::new(None);
        assert!((0..1000).all(|_| free.admit().is_ok()));
    }
}
