//! The Cuecard server: takes anonymous reports exactly once, shows the counts, and keeps an
//! organisation's signed repository.
//!
//! Time comes in as an argument everywhere below the HTTP handlers, and nothing about the sender
//! of a report (address, browser, time of day) is logged or stored.

mod clock;
mod configuration;
mod enrolment;
mod estimate;
mod export;
mod fault;
mod headers;
mod housekeeping;
mod ingest;
mod judging;
mod key;
mod limit;
mod lines;
mod metrics;
mod pages;
mod problem;
mod report;
mod repository;
mod run;
mod serve;
mod storage;

pub use clock::today;
pub use configuration::{
    Configuration, DEFAULT_FLOOR, DEFAULT_REPORTS_PER_SECOND, Misconfigured, SHORTEST_SECRET, SMALLEST_FLOOR,
};
pub use key::{KeyError, is_encrypted_key, open_key};
pub use report::{CheckedReport, Refusal, ReportId};
pub use repository::{
    Kept, MOST_SENT_BYTES, Newest, NotPublished, Publication, PublishedRole, Quiet, Repository,
    SNAPSHOT_LIFE, Sent, Signer, TIMESTAMP_LIFE, Trouble, Unreadable,
};
pub use run::{export, run};
pub use serve::{ServeError, serve};
pub use storage::{
    Block, Cell, Copied, CopyError, Counts, Health, Location, Missing, Noisy, OpenError, Reading, Store,
    Tally, Unavailable, Use, Uses, backup, migrate, restore,
};
