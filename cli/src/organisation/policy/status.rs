//! What `cuecard status` says of the policy.

use cuecard::pack::author::Diagnostic;
use cuecard::policy::{POLICY_PATH, in_force};
use cuecard::time::Day;

use super::{history, told};
use crate::folder::read_at_most;
use crate::organisation::reading::Reading;
use crate::organisation::repository::Repository;

/// Bytes of a target: no larger ones are believed.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// What is in force for those who have been there all the time, and what waits since when.
pub fn status(repository: &Repository, reading: &Reading<'_>, today: Day) -> Result<Vec<String>, Diagnostic> {
    let remembered = history::remembered(repository, today)?;
    let accepted = &reading.accepted;
    let fetch =
        |path: &str| read_at_most(&repository.served().join(accepted.file_of(path)?), MOST_BYTES).ok();
    let unheld: Vec<&str> = reading.refused.iter().map(|(role, _)| role.as_str()).collect();
    let (found, remembered) = in_force(accepted, &unheld, "", &remembered, today, fetch);
    if accepted.targets.get(POLICY_PATH).is_none() {
        return Ok(vec!["no policy is published: `cuecard policy sign FILE`".to_owned()]);
    }
    let mut lines = match (&found.broken, &found.broken_data) {
        (Some(flaw), _) => vec![format!("everything is quiet: {flaw}")],
        (None, Some(flaw)) => vec![format!("policy of {}: nothing leaves: {flaw}", found.organisation)],
        (None, None) => vec![format!("policy of {}", found.organisation)],
    };
    lines.extend(told::indented(&told::data(&found.data)));
    if let (Some(coming), Some(waiting)) = (&found.coming, &remembered.waiting) {
        lines.extend(told::indented(&format!("waits since {}", waiting.first_seen)));
        lines.extend(told::coming(coming));
    }
    Ok(lines)
}
