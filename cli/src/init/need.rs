//! A problem with people's work, as the three questions tell it.

use cuecard::pack::author::Exit;
use cuecard::pack::{Barrier as PackBarrier, Capability as PackCapability};

/// What should go better, whether people can, and what keeps them from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What should go better.
    pub performance: String,
    /// Whether people can do it.
    pub capability: Capability,
    /// What keeps them from it.
    pub barrier: Barrier,
}

/// Whether people can do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Capability {
    /// They can, on their own
    Exists,
    /// In part, or with help
    Partial,
    /// They could not if everything depended on it
    Missing,
}

/// What keeps people from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Barrier {
    /// It is forgotten at the moment of doing
    Recall,
    /// What is needed for it is not at hand
    Access,
    /// There is too much to it to hold in mind
    Complexity,
    /// Everybody does it in another way
    Consistency,
}

impl Need {
    /// What it asks for.
    pub fn exit(&self) -> Exit {
        let capability = match self.capability {
            Capability::Exists => PackCapability::Exists,
            Capability::Partial => PackCapability::Partial,
            Capability::Missing => PackCapability::Missing,
        };
        let barrier = match self.barrier {
            Barrier::Recall => PackBarrier::Recall,
            Barrier::Access => PackBarrier::Access,
            Barrier::Complexity => PackBarrier::Complexity,
            Barrier::Consistency => PackBarrier::Consistency,
        };
        Exit::of(capability, barrier)
    }
}

/// The word that files and flags have for one of these.
pub fn word(value: &impl clap::ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}
