//! Plans that were made before. A plan follows from content, address, role and open windows alone,
//! but making one looks at every nudge; a page that changes often would pay for that each time.

use std::cell::RefCell;
use std::sync::Arc;

use crate::adapter::Plan;

/// Pages that are worth remembering: the tabs that a person goes back and forth between.
const KEEP: usize = 16;

/// The last plans, by all that they depend on beside the content. Results do not depend on it.
#[derive(Debug, Default)]
pub struct Plans(RefCell<Vec<(String, Option<Arc<Plan>>)>>);

impl Plans {
    /// The plan for `key`, made now if it was not made before.
    pub(super) fn get(&self, key: String, make: impl FnOnce() -> Option<Plan>) -> Option<Arc<Plan>> {
        if let Some((_, plan)) = self.0.borrow().iter().find(|(other, _)| *other == key) {
            return plan.clone();
        }
        let plan = make().map(Arc::new);
        let mut plans = self.0.borrow_mut();
        if plans.len() >= KEEP {
            plans.remove(0);
        }
        plans.push((key, plan.clone()));
        plan
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(version: &str) -> Option<Plan> {
        let json = format!(r#"{{"version":"{version}","root":[],"probes":[],"acts":[]}}"#);
        Some(serde_json::from_str(&json).unwrap())
    }

    #[test]
    fn each_key_is_made_once_while_it_is_kept() {
        let plans = Plans::default();
        let plan_of = |version| plan(version).map(Arc::new);
        assert_eq!(plans.get("a".into(), || plan("1")), plan_of("1"));
        assert_eq!(plans.get("a".into(), || panic!()), plan_of("1"));
        assert_eq!(plans.get("none".into(), || None), None);
        assert_eq!(plans.get("none".into(), || panic!()), None);
        for number in 0..KEEP {
            plans.get(format!("{number}"), || plan("2"));
        }
        assert_eq!(plans.get("a".into(), || plan("3")), plan_of("3"));
    }
}
