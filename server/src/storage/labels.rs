//! What each count is of: written once, when the count is new. See [`CountId`].

use super::ORGANISATION;
use super::count_id::CountId;
use super::database::{Session, Value};
use super::row::{COLUMNS, Key};
use super::sums::rows;
use sqlx::{AssertSqlSafe, Error};
use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

/// Labels in one statement; see [`IDS_AT_ONCE`](super::writer::IDS_AT_ONCE).
pub(super) const LABELS_AT_ONCE: usize = 8;
/// So many are remembered, in about 2 MB; one that is forgotten is only written in vain.
const MOST_REMEMBERED: usize = 65_536;

/// The statement for so many.
pub(super) fn labelling(labels: usize) -> String {
    format!(
        "INSERT INTO labels (org_id, count_id, {}) VALUES {} ON CONFLICT (org_id, count_id) DO NOTHING",
        COLUMNS.join(", "),
        rows(labels, 1, COLUMNS.len() + 1)
    )
}

/// Says what these counts are of, in the order of their numbers; those that are known already are left alone.
pub(super) async fn label(session: &mut Session, labels: &BTreeMap<CountId, &Key>) -> Result<(), Error> {
    let labels: Vec<(&CountId, &&Key)> = labels.iter().collect();
    for labels in labels.chunks(LABELS_AT_ONCE) {
        let mut values = vec![Value::Text(ORGANISATION)];
        for (id, key) in labels {
            values.push(Value::Bytes(id.as_bytes()));
            values.extend(key.values().map(Value::Text));
        }
        session.execute(AssertSqlSafe(labelling(labels.len())), &values).await?;
    }
    Ok(())
}

/// The counts that this process has seen on the disk with what they are of: a report that adds to one has
/// nothing to say but its number. Clones share it.
#[derive(Clone, Default)]
pub(super) struct Labelled(Arc<RwLock<HashSet<CountId>>>);

impl Labelled {
    pub(super) fn has(&self, id: &CountId) -> bool {
        // What a thread left in the middle of its work is still a set of counts that were seen.
        self.0.read().unwrap_or_else(PoisonError::into_inner).contains(id)
    }

    /// Labels went with old counts. No report adds to those, unless a clock ran ahead and came back.
    pub(super) fn forget(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// These were committed.
    pub(super) fn remember(&self, ids: Vec<CountId>) {
        if ids.is_empty() {
            return;
        }
        let mut seen = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if seen.len() + ids.len() > MOST_REMEMBERED {
            seen.clear();
        }
        seen.extend(ids);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_bounded() {
        let id = |number: usize| CountId::from(&Key { bucket: number.to_string(), ..Key::default() });
        let labelled = Labelled::default();
        assert!(!labelled.has(&id(0)));
        labelled.remember((0..MOST_REMEMBERED).map(id).collect());
        assert!(labelled.has(&id(0)) && labelled.has(&id(MOST_REMEMBERED - 1)));
        labelled.remember(vec![id(MOST_REMEMBERED)]);
        assert!(labelled.has(&id(MOST_REMEMBERED)) && !labelled.has(&id(0)));
    }
}
