//! Named places at which a test ends the process at once, as a power cut would. Without the feature
//! `faults` there are none.

/// Ends the process if `CUECARD_FAULT` is `name:n` and this is the n-th time that it comes here.
#[cfg(feature = "faults")]
pub(crate) fn point(name: &str) {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU64, Ordering};

    static WISH: OnceLock<Option<(String, u64)>> = OnceLock::new();
    static PASSED: AtomicU64 = AtomicU64::new(0);
    let wish = WISH.get_or_init(|| {
        let wish = std::env::var("CUECARD_FAULT").ok()?;
        let (name, time) = wish.split_once(':')?;
        Some((name.to_owned(), time.parse().ok()?))
    });
    if let Some((wished, time)) = wish
        && wished == name
        && PASSED.fetch_add(1, Ordering::Relaxed) + 1 == *time
    {
        std::process::abort();
    }
}

/// Nothing.
#[cfg(not(feature = "faults"))]
pub(crate) fn point(_name: &str) {}
