//! How much a repository may ask of whoever reads it. An organisation with 1,000 nudges and 200 teams
//! stays below a third of each.

/// A timestamp names one file: 0.5 KB with a few signatures.
pub(super) const MOST_TIMESTAMP_BYTES: usize = 16 * 1024;
/// A root has a handful of keys: 3 KB.
pub(super) const MOST_ROOT_BYTES: usize = 256 * 1024;
/// A snapshot has a line of 150 bytes for each role: 30 KB.
pub(super) const MOST_SNAPSHOT_BYTES: usize = 512 * 1024;
/// A role has 200 bytes for each target, 400 for each role it delegates to: 250 KB.
pub(super) const MOST_TARGETS_BYTES: usize = 2 * 1024 * 1024;
/// Values of one file: a target has 5, a role with two keys 20. Each takes 32 bytes of memory.
pub(super) const MOST_VALUES: usize = 100_000;
/// Signatures on one file, each looked at once per key that may have made it.
pub(super) const MOST_SIGNATURES: usize = 64;
/// Keys of one role: every one may cost a verification.
pub(super) const MOST_KEYS: usize = 64;
/// Patterns of one delegation: every one may be tried on every target.
pub(super) const MOST_PATTERNS: usize = 64;
/// Roles that are visited, `targets` among them: each is a file to fetch.
pub(super) const MOST_ROLES: usize = 640;
/// Targets of all roles together.
pub(super) const MOST_TARGETS: usize = 20_000;
/// Bytes of one target: a pack with all its translations has 200 KB.
pub(super) const MOST_TARGET_BYTES: u64 = 16 * 1024 * 1024;
/// Bytes of a target's path or of a pattern, as most file systems allow for one name.
pub(super) const MOST_PATH_BYTES: usize = 255;
/// Bytes of a role's name: it is part of a file's name.
pub(super) const MOST_NAME_BYTES: usize = 100;
/// Roots that are followed in one go: one a month for 80 years.
pub(super) const MOST_ROTATIONS: u64 = 1_000;
/// Seconds by which a clock may be behind the last time that all was well: nobody sets it exactly, and
/// a browser may have been opened on a computer whose clock ran ahead a little.
pub(super) const CLOCK_SLACK: i64 = 24 * 60 * 60;
