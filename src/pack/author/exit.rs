//! What a problem with people's work asks for, before anybody writes a card: most of what is wrong is
//! not mended by one.

use crate::pack::{Barrier, Capability};

/// Three ways to mend it. A card is only the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// People must be able to do it before the work asks for it: practice, with somebody who says how
    /// it went.
    Develop,
    /// They can do it, and need something at the moment of doing.
    Support,
    /// Nothing that people learn mends it: the tool, the rights or the process do.
    Elsewhere,
}

impl Exit {
    /// Which way a need goes.
    ///
    /// Who could not do it if their life depended on it lacks a skill; who could is kept from it by
    /// something else (Mager and Pipe, *Analyzing Performance Problems*, 3rd edition, 1997). Support at
    /// work suits what is rare, intricate or easily forgotten, and not what must be fluent or judged
    /// (Rossett and Schafer, *Job Aids and Performance Support*, 2007).
    pub fn of(capability: Capability, barrier: Barrier) -> Self {
        match (capability, barrier) {
            // What cannot be reached is brought to those who also need telling how to use it. For all
            // others, the way to it is mended.
            (Capability::Partial, Barrier::Access) => Self::Support,
            (_, Barrier::Access) => Self::Elsewhere,
            (Capability::Missing, _) => Self::Develop,
            // Now well and now badly done by the half able: a skill that is still growing.
            (Capability::Partial, Barrier::Consistency) => Self::Develop,
            _ => Self::Support,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_need_has_its_exit() {
        use Barrier::{Access, Complexity, Consistency, Recall};
        use Capability::{Exists, Missing, Partial};
        use Exit::{Develop, Elsewhere, Support};
        let cases = [
            (Exists, Recall, Support),
            (Exists, Access, Elsewhere),
            (Exists, Complexity, Support),
            (Exists, Consistency, Support),
            (Partial, Recall, Support),
            (Partial, Access, Support),
            (Partial, Complexity, Support),
            (Partial, Consistency, Develop),
            (Missing, Recall, Develop),
            (Missing, Access, Elsewhere),
            (Missing, Complexity, Develop),
            (Missing, Consistency, Develop),
        ];
        for (capability, barrier, exit) in cases {
            assert_eq!(Exit::of(capability, barrier), exit, "{capability:?}, {barrier:?}");
        }
    }
}
