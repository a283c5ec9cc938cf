//! One moment a record, shown or withheld; *Later* and an unseen one give it back.

use super::{Candidate, Reason, Situation};

pub(super) fn gate(situation: &Situation<'_>, candidate: &Candidate<'_>) -> Option<Reason> {
    let lineage = situation.lineage(candidate)?;
    lineage.records.contains_key(situation.record).then_some(Reason::OncePerRecord)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::gates::fixture::{RECORD, TODAY, check};

    #[test]
    fn only_on_its_record() {
        let had = |record: &'static str| {
            move |setting: &mut crate::decide::gates::fixture::Setting, _: &mut crate::content::Published| {
                setting.lineage("nudge").records.insert(record.into(), TODAY);
            }
        };
        check(gate, had("another"), None);
        check(gate, had(RECORD), Some(Reason::OncePerRecord));
    }
}
