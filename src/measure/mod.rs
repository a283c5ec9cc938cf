//! Whether the behaviour happened: detectors look for it in the tool, inside a window.

mod number;
mod window;

pub use number::Measure;
pub use window::{Finding, Opened, Window};
