//! Whether the behaviour happened: detectors look for it in the tool, inside a window.

mod window;

pub use window::{Finding, Opened, Window};
